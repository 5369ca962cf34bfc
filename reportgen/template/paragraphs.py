"""Count the paragraphs of a merged part, also where one stands inside of another, as in a text box.

A part is counted as `root.iter(w:p)` does: in the order in which paragraphs begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["PARAGRAPH", "PARAGRAPH_MARK", "mark_paragraphs", "numbers_at", "without_marks"]

PARAGRAPH_MARK = "\x07"
"""Stands before each paragraph of a merged part until the paragraphs are counted; XML cannot hold it."""
PARAGRAPH = "p"
"""The instruction of the tree that the mark stands for."""
_BOX = b"txbxContent"  # what holds paragraphs and stands inside of one
_PLACE = "rg"  # the instruction that stands for a place to be counted
_PARAGRAPH = qname("w:p")


def numbers_at(data: bytes, mark: str, other_marks: str = "") -> list[int]:
    """Return the number of the paragraph, counted from 1, in which each `mark` of a merged part stands.

    `other_marks` are those of other passes that may be in it.
    """
    if _BOX in data:
        return list(_numbers_in_boxes(data, mark, other_marks))
    marks = data.translate(None, _others(f"{PARAGRAPH_MARK}{mark}")).decode()  # nearly always
    found: list[int] = []
    for number, piece in enumerate(marks.split(PARAGRAPH_MARK)):
        if piece:
            found += (number,) * len(piece)
    return found


@cache
def _others(marks: str) -> bytes:
    return bytes(code for code in range(256) if chr(code) not in marks)


def _numbers_in_boxes(data: bytes, mark: str, other_marks: str) -> Iterator[int]:
    """Yield the numbers where what follows an inner paragraph may belong to the one around it."""
    xml = (
        without_marks(data)
        .translate(None, other_marks.encode())
        .replace(mark.encode(), f"<?{_PLACE}?>".encode())
    )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    count, numbers = 0, dict[etree._Element, int]()
    for element in etree.fromstring(xml, parser).iter(_PARAGRAPH, etree.ProcessingInstruction):
        if element.tag == _PARAGRAPH:
            count += 1
            numbers[element] = count
        else:
            around = next(element.iterancestors(_PARAGRAPH), None)
            yield numbers[around] if around is not None else count


def mark_paragraphs(root: etree._Element, target: str) -> None:
    """Put an instruction before each paragraph."""
    for paragraph in list(root.iter(_PARAGRAPH)):
        paragraph.addprevious(etree.ProcessingInstruction(target, PARAGRAPH))


def without_marks(data: bytes) -> bytes:
    """Return the merged part without the marks; as bytes, for that is several times as quick as a text."""
    return data.replace(PARAGRAPH_MARK.encode(), b"")

"""Count the paragraphs of a merged part, also where one stands inside of another, as in a text box.

A part is counted as `root.iter(w:p)` does: in the order in which paragraphs begin. What follows a box belongs
to the paragraph that the box hangs on, so the end of an inner paragraph is marked too.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["COUNTED", "PARAGRAPH_MARK", "PARAGRAPH_STARTS", "mark_paragraphs", "numbers_at", "without_marks"]

PARAGRAPH_MARK = "\x07"  # stands before each paragraph of a merged part until the paragraphs are counted
_INNER, _INNER_END = "\x18", "\x19"  # around one that stands inside of another
COUNTED = {"p": PARAGRAPH_MARK, "n": _INNER, "e": _INNER_END}
"""Instruction of the tree → the mark that stands for it in the merged text; XML can hold none of them."""
PARAGRAPH_STARTS = (PARAGRAPH_MARK, _INNER)
_MARKS = "".join(COUNTED.values()).encode()
_PARAGRAPH = qname("w:p")


def numbers_at(data: bytes, mark: str) -> list[int]:
    """Return the number of the paragraph, counted from 1, in which each `mark` of a merged part stands."""
    marks = data.translate(None, _others(_MARKS + mark.encode())).decode()
    found: list[int] = []
    if _INNER not in marks:  # nearly always
        for number, piece in enumerate(marks.split(PARAGRAPH_MARK)):
            if piece:
                found += (number,) * len(piece)
        return found
    count, opened = 0, [0]
    for one in marks:
        if one == mark:
            found.append(opened[-1])
        elif one == _INNER_END:
            opened.pop()
        else:
            count += 1
            if one == PARAGRAPH_MARK:
                opened.pop()
            opened.append(count)
    return found


@cache
def _others(marks: bytes) -> bytes:
    return bytes(code for code in range(256) if code not in marks)


def mark_paragraphs(root: etree._Element, target: str) -> None:
    """Put an instruction before each paragraph, and another behind each that stands inside of another."""
    for paragraph in list(root.iter(_PARAGRAPH)):
        inner = next(paragraph.iterancestors(_PARAGRAPH), None) is not None
        paragraph.addprevious(etree.ProcessingInstruction(target, "n" if inner else "p"))
        if inner:
            paragraph.addnext(etree.ProcessingInstruction(target, "e"))


def without_marks(data: bytes) -> bytes:
    """Return the merged part without the marks; as bytes, for that is several times as quick as a text."""
    for mark in _MARKS:
        data = data.replace(bytes((mark,)), b"")
    return data

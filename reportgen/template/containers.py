"""Keep cells, rows and tables whole when all that a template put into them was left out.

Word refuses a cell that does not end with a paragraph, a row without a cell and a table without a row
(ECMA-376-1, 17.4.65, 17.4.78, 17.4.37). Where a tag could leave one so, a mark stands at its end until the
merge is done.
"""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from reportgen.template.paragraphs import PARAGRAPH_MARK
from reportgen.word.xml import qname

__all__ = ["MARKS", "completed", "mark_containers"]

_BLOCKS = ("w:tc", "w:hdr", "w:ftr", "w:comment", "w:footnote", "w:endnote", "w:txbxContent")
_KINDS = {**dict.fromkeys(map(qname, _BLOCKS), "z0"), qname("w:tr"): "z1", qname("w:tbl"): "z2"}
MARKS = {"z0": "\x10", "z1": "\x11", "z2": "\x12"}
"""Instruction of the tree → the mark that stands for it in the merged text; XML can hold none of them."""

_FILLING = f"{PARAGRAPH_MARK}<w:p/>"
_FILLERS = {
    "\x10": _FILLING,
    "\x11": f"<w:tc>{_FILLING}</w:tc>",
    "\x12": f"<w:tr><w:tc>{_FILLING}</w:tc></w:tr>",
}
_WHOLE = {"\x10": ("w:p",), "\x11": ("w:tc", "w:sdt"), "\x12": ("w:tr", "w:sdt")}
_NEITHER = ("w:bookmarkStart", "w:bookmarkEnd")  # may follow the last paragraph, row or cell


def mark_containers(root: etree._Element, target: str) -> None:
    """Append an instruction to each cell, row, table and story whose content a tag decides."""
    for element in root.iter(*_KINDS):
        if any(isinstance(child, etree._ProcessingInstruction) for child in element):
            element.append(etree.ProcessingInstruction(target, _KINDS[element.tag]))


def completed(xml: str, marks: Collection[str], other_marks: str) -> str:
    """Return the merged text without the `marks` of containers in it, what was missing before them put in.

    `other_marks` are characters of other passes that may stand around and are looked through.
    """
    for mark, filler in _FILLERS.items():
        if mark in marks and mark in xml:
            *pieces, last = xml.split(mark)
            ends = ("" if _ends_whole(piece, mark, other_marks) else filler for piece in pieces)
            xml = "".join(piece + end for piece, end in zip(pieces, ends, strict=True)) + last
    return xml


def _ends_whole(text: str, mark: str, other_marks: str) -> bool:
    """Tell whether the last element of `text` is one that the container must end with, and closed."""
    end = len(text)
    while True:
        start = text.rfind("<", 0, end)
        last = text[start:end].rstrip(other_marks + "".join(_FILLERS))
        name = last.strip("</>").split(" ")[0]
        if name not in _NEITHER:
            return name in _WHOLE[mark] and (last.startswith("</") or last.endswith("/>"))
        end = start

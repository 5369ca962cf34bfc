"""What two programs made of one template, in a form in which like is alike.

Left out is what says the same in other words: cuts between runs of one format, marks for scripts that are
written from right to left, the width of columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.word.xml import qname
from tests.support.docs import members

__all__ = ["likeness"]

Format = tuple[tuple[str, str], ...]
_RUN, _PARAGRAPH, _CELL, _ROW = (qname(f"w:{name}") for name in ("r", "p", "tc", "tr"))
_SILENT = {"bCs", "iCs", "szCs"}
_MARKS = {qname("w:tab"): "\t", qname("w:drawing"): "▣", qname("w:footnoteReference"): "※"}
_CELL_PROPERTIES = ("gridSpan", "vMerge", "shd")
_STORIES = ("word/document", "word/header", "word/footer", "word/footnotes")
_USUAL = {"vMerge": "continue"}


def likeness(data: bytes) -> list[object]:
    """Return the paragraphs, rows and cells of all parts with text, each with its format."""
    held = members(data)
    told: list[object] = []
    for name in sorted(held):
        if name.endswith(".xml") and name.startswith(_STORIES):
            told += [name, *_blocks(etree.fromstring(held[name]))]
    return told


def _blocks(root: etree._Element) -> Iterator[object]:
    for element in root.iter(_PARAGRAPH, _ROW, _CELL):
        if element.tag == _PARAGRAPH:
            yield (_properties(element.find(qname("w:pPr"))), list(_texts(element)))
        elif element.tag == _CELL:
            properties = element.find(qname("w:tcPr"))
            kept = [one for one in _properties(properties) if one[0] in _CELL_PROPERTIES]
            yield ("cell", [(name, value or _USUAL.get(name, "")) for name, value in kept])
        else:
            yield "row"


def _texts(paragraph: etree._Element) -> Iterator[tuple[str, Format]]:
    """Yield the texts of a paragraph, what is of one format as one."""
    text, look = "", None
    for run in paragraph.iter(_RUN):
        parent = run.getparent()
        own = _properties(run.find(qname("w:rPr")))
        if parent is not None and parent.tag == qname("w:hyperlink"):
            own = (*own, ("link", ""))
        said = "".join(map(_said, run))
        if said and own != look:
            if text:
                yield text, look or ()
            text, look = "", own
        text += said
    if text:
        yield text, look or ()


def _said(child: etree._Element) -> str:
    if child.tag == qname("w:br"):
        return "\f" if child.get(qname("w:type")) == "page" else "\n"
    return _MARKS.get(child.tag, child.text or "" if child.tag == qname("w:t") else "")


def _properties(element: etree._Element | None) -> Format:
    """Return names and values of properties; of a font the Latin one, of a background its colour."""
    found = []
    for child in element if element is not None else ():
        name = etree.QName(child).localname
        if name in (*_SILENT, "rPr"):
            continue
        attribute = {"rFonts": "ascii", "shd": "fill"}.get(name, "val")
        found.append((name, child.get(qname(f"w:{attribute}")) or ""))
    return tuple(sorted(found))

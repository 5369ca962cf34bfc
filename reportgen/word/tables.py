"""Where the paragraphs of a part stand in its tables, as a reader would count."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.refs import TableCell
from reportgen.word.xml import child_named, qname

__all__ = ["table_cells"]

_PARAGRAPH, _TABLE, _ROW, _CELL = qname("w:p"), qname("w:tbl"), qname("w:tr"), qname("w:tc")
_VALUE, _SPAN, _BEFORE = qname("w:val"), qname("w:gridSpan"), qname("w:gridBefore")
_PROPERTIES = (qname("w:trPr"), qname("w:tcPr"))


def table_cells(root: etree._Element) -> dict[int, TableCell]:
    """Return paragraph number → the innermost cell that the paragraph stands in.

    Tables count from 1 over the part, rows from 1 over their table, columns as in the table's grid, so that a
    merged cell counts as many as it covers (ECMA-376-1, 17.4.17).
    """
    cells: dict[etree._Element, TableCell] = {}
    for number, table in enumerate(root.iter(_TABLE), start=1):
        for row_number, row in enumerate(_own(table, _ROW, _TABLE), start=1):
            column = 1 + _told(row, _BEFORE, 0)
            for cell in _own(row, _CELL, _ROW):
                cells[cell] = TableCell(number, row_number, column)
                column += _told(cell, _SPAN, 1)
    if not cells:
        return {}
    around = ((number, next(found.iterancestors(_CELL), None)) for number, found in _paragraphs(root))
    return {number: cells[cell] for number, cell in around if cell is not None and cell in cells}


def _paragraphs(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    return enumerate(root.iter(_PARAGRAPH), start=1)


def _own(parent: etree._Element, name: str, kind: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, or the cells of a row, but not those of a table within it."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag != kind and child.tag not in (_ROW, _CELL):  # a content control around rows or cells
            yield from _own(child, name, kind)


def _told(element: etree._Element, name: str, usual: int) -> int:
    """Return the number that the properties of a row or cell give, such as its span."""
    for properties in element.iterchildren(*_PROPERTIES):
        told = child_named(properties, name)
        value = told.get(_VALUE) if told is not None else None
        if value is not None and value.isdecimal():
            return int(value)
    return usual

"""Tables whose columns a template repeats or leaves out: the grid is fitted to the rows once they are merged.

A row decides how many cells it has, but w:tblGrid says how many columns there are and how wide (ECMA-376-1,
17.4.48). The widest row gives the columns' shares; the table keeps the width it had in the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml import etree

from reportgen.word.xml import qname, quoted

__all__ = ["COLUMNS_END", "COLUMNS_START", "MOST_COLUMNS", "fitted", "mark_tables"]

COLUMNS_START, COLUMNS_END = "\x15", "\x16"
"""Stand around a table with repeated cells in the merged text; XML can hold neither."""
MOST_COLUMNS = 63
"""Word opens no table with more."""
_FLAG = "columns"  # of a table to be fitted, the number of the tag that decides; gone before it is written
_TABLE, _ROW, _CELL = qname("w:tbl"), qname("w:tr"), qname("w:tc")
_GRID, _COLUMN = qname("w:tblGrid"), qname("w:gridCol")
_CELL_PROPERTIES, _ROW_PROPERTIES = qname("w:tcPr"), qname("w:trPr")
_WIDTH, _SPAN = qname("w:tcW"), qname("w:gridSpan")
_SKIPPED = (qname("w:gridBefore"), qname("w:gridAfter"))
_W, _VALUE, _TYPE = qname("w:w"), qname("w:val"), qname("w:type")
_WRAPPERS = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))


def mark_tables(cells: Iterable[etree._Element], target: str) -> dict[str, str]:
    """Mark the tables around `cells` (or rows), whose columns tags decide, with the number of the first of
    its cells, and return the prefixes in use."""
    prefixes: dict[str, str] = {}
    tables: dict[etree._Element, int] = {}
    for number, cell in enumerate(cells):
        if (found := _table_of(cell)) is not None:
            tables.setdefault(found, number)
    for table, number in tables.items():
        table.set(_FLAG, str(number))
    for table in tables:
        prefixes |= {prefix: uri for prefix, uri in table.nsmap.items() if prefix}
        if not any(outer in tables for outer in table.iterancestors(_TABLE)):
            table.addprevious(etree.ProcessingInstruction(target, "g"))
            table.addnext(etree.ProcessingInstruction(target, "G"))
    return prefixes


def fitted(xml: str, prefixes: Mapping[str, str]) -> tuple[str, tuple[int, ...]]:
    """Return the merged text with the grids of the marked tables fitted, and without the marks; and the
    numbers of the tables with more columns than Word can open.

    A table that a fault broke off has no end, and is left as it is: nothing will come of it.
    """
    if COLUMNS_START not in xml:
        return xml, ()
    head, *pieces = xml.split(COLUMNS_START)
    written, wide = [head], dict[int, None]()
    for piece in pieces:
        table, end, rest = piece.partition(COLUMNS_END)
        written += (_with_grids(table, prefixes, wide) if end else table, rest)
    return "".join(written), tuple(wide)


def _with_grids(xml: str, prefixes: Mapping[str, str], wide: dict[int, None]) -> str:
    declared = "".join(f" xmlns:{prefix}={quoted(uri)}" for prefix, uri in prefixes.items())
    root = etree.fromstring(f"<columns{declared}>{xml}</columns>", etree.XMLParser(huge_tree=True))
    for table in root.iter(_TABLE):
        number = table.attrib.pop(_FLAG, "")
        if number and _fit(table) > MOST_COLUMNS:
            wide[int(number)] = None
    whole = etree.tostring(root, encoding="unicode")
    return whole[whole.index(">") + 1 : whole.rindex("</")]


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, each with its first column and the one behind its last, and where the row ends."""

    cells: tuple[tuple[etree._Element, int, int], ...]
    end: int


def _fit(table: etree._Element) -> int:
    """Give the table as many columns as its widest row has, and its cells the widths of their columns.

    Return the number of columns.
    """
    grid = table.find(_GRID)
    rows = [_read(row) for row in _own(table, _ROW)]
    widest = max(rows, key=lambda row: row.end, default=None)
    if grid is None or widest is None or not 0 < widest.end <= MOST_COLUMNS:
        return widest.end if widest is not None else 0
    columns = grid.findall(_COLUMN)
    edges = _edges(widest, [_number(column.get(_W)) for column in columns])
    for column in columns:
        grid.remove(column)
    for at, (left, right) in enumerate(pairwise(edges)):
        grid.insert(at, etree.Element(_COLUMN, {_W: str(right - left)}))
    for row in rows:
        for cell, start, end in row.cells:
            _set_width(cell, edges[end] - edges[start])
    return widest.end


def _read(row: etree._Element) -> _Row:
    before, after = (_value(row.find(f"{_ROW_PROPERTIES}/{name}"), 0) for name in _SKIPPED)
    position, cells = before, []
    for cell in _own(row, _CELL):
        end = position + max(1, _value(cell.find(f"{_CELL_PROPERTIES}/{_SPAN}"), 1))
        cells.append((cell, position, end))
        position = end
    return _Row(tuple(cells), position + after)


def _edges(row: _Row, old: Sequence[int]) -> list[int]:
    """Return where the columns begin and end, in twentieths of a point; the last is the table's old width."""
    shares = [0.0] * row.end
    for cell, start, end in row.cells:
        for column in range(start, end):
            shares[column] = _width(cell) / (end - start)
    if not all(shares):  # a width that is not told, or left to Word
        shares = [float(width) for width in old] if len(old) == row.end and all(old) else [1.0] * row.end
    whole = sum(shares)
    total = sum(old) or round(whole)
    return [0, *(round(total * share / whole) for share in accumulate(shares))]


def _set_width(cell: etree._Element, width: int) -> None:
    """Set the preferred width of a cell that has one; an automatic width stays so."""
    element = cell.find(f"{_CELL_PROPERTIES}/{_WIDTH}")
    if element is not None and element.get(_TYPE) not in ("auto", "nil"):
        element.set(_W, str(width))
        element.set(_TYPE, "dxa")


def _width(cell: etree._Element) -> int:
    element = cell.find(f"{_CELL_PROPERTIES}/{_WIDTH}")
    if element is None or element.get(_TYPE) in ("auto", "nil"):
        return 0
    return _number(element.get(_W))


def _own(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table, or the cells of a row, but not those of tables inside of it."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _own(child, name)


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_TABLE), None)


def _value(element: etree._Element | None, default: int) -> int:
    return default if element is None else _number(element.get(_VALUE))


def _number(text: str | None) -> int:
    """Return the whole number that a measure begins with; Word also knows `50%` and `12.5`."""
    digits = (text or "").partition(".")[0].strip("% ")
    return int(digits) if digits.isdecimal() else 0

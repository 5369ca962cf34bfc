"""What stands around the tag of a value: the cell that bounds its width, and a copy for older programs.

Word writes a text box twice, once as it is drawn now and once, in mc:Fallback, for programs that do not know
that (ECMA-376-3, 9.3). What is merged into the copy is nothing that a reader sees besides.
"""

from __future__ import annotations

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["Surroundings", "around"]

_CELL, _ROW, _TABLE, _GRID = qname("w:tc"), qname("w:tr"), qname("w:tbl"), qname("w:tblGrid")
_CELL_PROPERTIES, _ROW_PROPERTIES, _TABLE_PROPERTIES = qname("w:tcPr"), qname("w:trPr"), qname("w:tblPr")
_BOX, _FALLBACK = qname("w:txbxContent"), qname("mc:Fallback")
_WIDTH, _SPAN, _BEFORE = qname("w:tcW"), qname("w:gridSpan"), qname("w:gridBefore")
_W, _VALUE, _TYPE = qname("w:w"), qname("w:val"), qname("w:type")
_MARGINS = (f"{_CELL_PROPERTIES}/{qname('w:tcMar')}", f"{_TABLE_PROPERTIES}/{qname('w:tblCellMar')}")
_SIDES = (("w:left", "w:start"), ("w:right", "w:end"))  # the one word or the other (ECMA-376-1, 17.4.34)
_USUAL_MARGIN = 108  # twentieths of a point, beside the text of a cell
_EMU = 635  # in a twentieth of a point

Surroundings = tuple[int | None, bool]
"""The width that a value may take, in EMU, None for as much as it likes; and whether it is in a copy."""


def around(container: etree._Element | None) -> Surroundings:
    """Return what stands around the element that holds a tag."""
    room, is_boxed, is_copy = None, False, False
    while container is not None:
        if container.tag == _CELL and room is None and not is_boxed:
            room = _room_in(container)
        is_boxed = is_boxed or container.tag == _BOX
        is_copy = is_copy or container.tag == _FALLBACK
        container = container.getparent()
    return room, is_copy


def _room_in(cell: etree._Element) -> int | None:
    """Return the width of a cell less its margins, None where neither it nor the table tells."""
    row = next(cell.iterancestors(_ROW), None)
    table = next(cell.iterancestors(_TABLE), None)
    width = _told_width(cell)
    if not width and row is not None and table is not None:
        width = _width_of_columns(cell, row, table)
    room = width - sum(_margin(cell, table, names) for names in _SIDES)
    return room * _EMU if room > 0 else None


def _told_width(cell: etree._Element) -> int:
    element = cell.find(f"{_CELL_PROPERTIES}/{_WIDTH}")
    is_told = element is not None and element.get(_TYPE, "dxa") == "dxa"
    return _number(element, _W) if is_told else 0


def _width_of_columns(cell: etree._Element, row: etree._Element, table: etree._Element) -> int:
    """Return the width of the columns that a cell stands in, 0 where it reaches beyond those there are."""
    columns = [_number(column, _W) for column in table.iterfind(f"{_GRID}/{qname('w:gridCol')}")]
    start = _number(row.find(f"{_ROW_PROPERTIES}/{_BEFORE}"), _VALUE)
    for other in row.iter(_CELL):
        if next(other.iterancestors(_ROW), None) is not row:
            continue
        end = start + max(1, _number(other.find(f"{_CELL_PROPERTIES}/{_SPAN}"), _VALUE))
        if other is cell:
            return sum(columns[start:end]) if end <= len(columns) else 0
        start = end
    return 0


def _margin(cell: etree._Element, table: etree._Element | None, names: tuple[str, ...]) -> int:
    for owner, path in zip((cell, table), _MARGINS, strict=True):
        for name in names:
            element = owner.find(f"{path}/{qname(name)}") if owner is not None else None
            if element is not None:
                return _number(element, _W)
    return _USUAL_MARGIN


def _number(element: etree._Element | None, name: str) -> int:
    digits = (element.get(name) or "").partition(".")[0] if element is not None else ""
    return int(digits) if digits.isdecimal() else 0

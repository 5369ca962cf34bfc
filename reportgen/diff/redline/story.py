"""A body, header, note or cell with tracked changes: its paragraphs and tables, put where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.diff.pairs import BoxPair, CellPair, Item, Op, RowPair, TablePair
from reportgen.diff.redline.events import End, Event, Stretch
from reportgen.diff.redline.line import Line
from reportgen.diff.redline.paragraphs import Paragraphs
from reportgen.diff.redline.plan import Plan, one_sided, opened, planned
from reportgen.diff.redline.tables import Tables
from reportgen.diff.values import Cause
from reportgen.word.content import Block
from reportgen.word.xml import qname

__all__ = ["Story"]

_CELL = qname("w:tc")
_FIRST = frozenset(map(qname, ("w:tcPr", "w:trPr", "w:tblPrEx", "w:tblPr", "w:tblGrid")))


class _Place:
    """Where in a container the writing has come to."""

    def __init__(self, container: etree._Element) -> None:
        self.container = container
        self.last: etree._Element | None = None

    def put(self, element: etree._Element) -> None:
        """Put an element behind what was written last."""
        if self.last is None:
            self.container.insert(sum(1 for child in self.container if child.tag in _FIRST), element)
        else:
            self.last.addnext(element)
        self.last = element


class Story(NamedTuple):
    """Writes what was planned into the containers of a story."""

    paragraphs: Paragraphs
    tables: Tables
    twins: Mapping[etree._Element, etree._Element]

    def write(self, container: etree._Element, items: Sequence[Item], *, vanishes: bool = False) -> None:
        """Write into a container of the new file; with `vanishes` it comes or goes as a whole."""
        self.write_plan(container, planned(items, vanishes=vanishes))

    def write_plan(self, container: etree._Element, plan: Plan) -> None:
        """Write what was planned into a container of the new file."""
        place = _Place(container)
        self._write_text(place, plan.texts[0])
        for table, text in zip(plan.tables, plan.texts[1:], strict=True):
            self._write_table(place, table)
            self._write_text(place, text)
        for box in plan.boxes:
            self._write_box(box)

    def _write_text(self, place: _Place, text: Sequence[Event]) -> None:
        line = self.paragraphs.line()
        for event in text:
            if isinstance(event, Stretch):
                self.paragraphs.put(line, event)
            elif isinstance(event, End):
                line = self._write_end(place, line, event)
            elif line.is_empty:
                place.last = self.twins[event.new.element]
            else:
                stretches, end = opened(event)
                for stretch in stretches:
                    self.paragraphs.put(line, stretch)
                line = self._write_end(place, line, end)

    def _write_end(self, place: _Place, line: Line, end: End) -> Line:
        """Write the end of a paragraph, and return the next one."""
        is_shut = place.container.tag == _CELL  # which ends with a paragraph
        paragraph = self.paragraphs.end(line, end, is_shut)
        if end.new is None:
            place.put(paragraph)
        place.last = paragraph
        behind = self.paragraphs.place_end(end)
        if behind is not None and not is_shut:
            place.put(behind)
        return self.paragraphs.line()

    def _write_box(self, box: BoxPair) -> None:
        """Write into a text box, in which Word has no comments."""
        inner = self._replace(paragraphs=self.paragraphs.without_comments())
        inner.write(self.twins[box.new.element], box.items)

    # --- tables
    def _write_table(self, place: _Place, pair: TablePair) -> None:
        rows = pair.rows or tuple(_rows(pair))
        if pair.new is None:
            assert pair.old is not None
            table = self.tables.shell(pair.old)
            place.put(table)
        else:
            table = self.twins[pair.new.element]
            place.last = table
            self.tables.revise(table, pair, rows[0].cause if rows else Cause.UNKNOWN)
        inside = _Place(table)
        for row in rows:
            self._write_row(inside, row)

    def _write_row(self, place: _Place, pair: RowPair) -> None:
        if pair.new is None:
            assert pair.old is not None
            row = self.tables.row_shell(pair.old)
            place.put(row)
        else:
            row = self.twins[pair.new.element]
            place.last = row
        self.tables.revise_row(row, pair)
        inside = _Place(row)
        for cell in pair.cells or tuple(_cells(pair)):
            self._write_cell(inside, cell, pair)

    def _write_cell(self, place: _Place, pair: CellPair, row: RowPair) -> None:
        if pair.new is None:
            assert pair.old is not None
            cell = self.tables.cell_shell(pair.old)
            place.put(cell)
        else:
            cell = self.twins[pair.new.element]
            place.last = cell
        self.tables.revise_cell(cell, pair, row)
        alone = None in (row.old, row.new, pair.old, pair.new)
        self.write(cell, pair.items or _items(pair, row.cause), vanishes=alone)


def _rows(pair: TablePair) -> list[RowPair]:
    """Return the rows of a table that is only on one side."""
    old, new = (side.rows if side is not None else () for side in (pair.old, pair.new))
    return [*(RowPair(row, None, ()) for row in old), *(RowPair(None, row, ()) for row in new)]


def _cells(pair: RowPair) -> list[CellPair]:
    """Return the cells of a row that is only on one side."""
    old, new = (side.cells if side is not None else () for side in (pair.old, pair.new))
    return [*(CellPair(cell, None, ()) for cell in old), *(CellPair(None, cell, ()) for cell in new)]


def _items(pair: CellPair, cause: Cause) -> tuple[Item, ...]:
    """Return what is in a cell that is only on one side."""
    old, new = (side.blocks if side is not None else () for side in (pair.old, pair.new))
    return (*_of(old, Op.DELETE, cause), *_of(new, Op.INSERT, cause))


def _of(blocks: Sequence[Block], op: Op, cause: Cause) -> tuple[Item, ...]:
    return one_sided(blocks, op, cause)

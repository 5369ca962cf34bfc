"""Tables with tracked changes: rows and cells that come and go, and the properties of what stays."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from reportgen.diff.pairs import CellPair, RowPair, TablePair
from reportgen.diff.redline.carry import Carrier
from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.redline.properties import had, own, revised
from reportgen.diff.values import Cause
from reportgen.word.content import Cell, Row, Table
from reportgen.word.xml import qname

__all__ = ["Tables"]

_ID = qname("w:id")


class Tables(NamedTuple):
    """Tells what became of tables, rows and cells."""

    pen: Pen
    carrier: Carrier

    def shell(self, table: Table) -> etree._Element:
        """Return a table of the old file without its rows."""
        return self.carrier.shell(table.element, "w:tblPr", "w:tblGrid")

    def row_shell(self, row: Row) -> etree._Element:
        """Return a row of the old file without its cells."""
        return self.carrier.shell(row.element, "w:tblPrEx", "w:trPr")

    def cell_shell(self, cell: Cell) -> etree._Element:
        """Return a cell of the old file without its content."""
        return self.carrier.shell(cell.element, "w:tcPr")

    def revise(self, table: etree._Element, pair: TablePair, cause: Cause) -> None:
        """Tell what became of the properties and the columns of a table of the new file."""
        if pair.old is None or pair.new is None:
            return
        if pair.old.properties != pair.new.properties:
            self._revise(table, pair.old.element, "w:tblPr", cause)
        if pair.old.grid != pair.new.grid:
            change = made("w:tblGridChange")
            change.set(_ID, self.pen.number())
            change.append(self._had(pair.old.element, "w:tblGrid"))
            own(table, "w:tblGrid").append(change)

    def revise_row(self, row: etree._Element, pair: RowPair) -> None:
        """Tell what became of a row, or of its properties."""
        if pair.old is None or pair.new is None:
            name = "w:ins" if pair.old is None else "w:del"
            own(row, "w:trPr").append(self.pen.change(name, pair.cause))
        elif pair.old.properties != pair.new.properties:
            self._revise(row, pair.old.element, "w:trPr", pair.cause)

    def revise_cell(self, cell: etree._Element, pair: CellPair, row: RowPair) -> None:
        """Tell what became of a cell in a row that stays, or of its properties."""
        if row.old is None or row.new is None:
            return
        if pair.old is None or pair.new is None:
            name = "w:cellIns" if pair.old is None else "w:cellDel"
            own(cell, "w:tcPr").append(self.pen.change(name, row.cause))
        elif pair.old.properties != pair.new.properties:
            self._revise(cell, pair.old.element, "w:tcPr", row.cause)

    def _revise(self, element: etree._Element, old: etree._Element, name: str, cause: Cause) -> None:
        revised(own(element, name), self._had(old, name), self.pen, cause)

    def _had(self, element: etree._Element, name: str) -> etree._Element:
        return had(element.find(qname(name)), name, self.carrier.copy)

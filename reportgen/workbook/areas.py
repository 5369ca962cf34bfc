"""Where things stand in a workbook that is being written: the sheets of the form with their columns and
rows, and how formulas refer to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.workbook.columns import Column, SheetForm, address

__all__ = ["NAMES", "SPARE_ROWS", "Area", "cell", "span"]

SPARE_ROWS = 200  # below the last row, where formulas, lists and colours already wait for what is added

NAMES = {  # defined name → sheet and column; a conditional format refers to another sheet only by such a name
    "FactNames": ("facts", "name"),
    "IndicatorNames": ("indicators", "name"),
    "ListNames": ("lists", "list"),
    "ListedNames": ("lists", "name"),
}


def cell(row: int, column: int, *, fixed: str = "") -> str:
    """Return the A1 name of a cell that XlsxWriter counts from 0; `fixed` are the dollar signs to set: "$"
    for the column, "$$" for both."""
    name = address(row + 1, column + 1)
    letters = name.rstrip("0123456789")
    column_mark, row_mark = (fixed[:1], fixed[1:2])
    return f"{column_mark}{letters}{row_mark}{name[len(letters) :]}"


def span(title: str, first: int, last: int, column: int) -> str:
    """Return the absolute reference of the rows from `first` to `last`, counted from 0, of one column."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cell(first, column, fixed='$$')}:{cell(last, column, fixed='$$')}"


@dataclass(frozen=True, slots=True)
class Area:
    """One sheet of the form as it is written: `columns` are the form's, those of years and the user's own, in
    their order; `years` tells where those of years stand, empty ones included; `rows` is what it holds."""

    form: SheetForm
    columns: tuple[Column, ...]
    years: range
    rows: tuple[Mapping[str, Any], ...]

    @property
    def last(self) -> int:
        """The last row that is prepared, counted from 0, the headers' row being 0."""
        return len(self.rows) + SPARE_ROWS

    def place(self, key: str) -> int:
        """Return where the column `key` of the form stands, counted from 0."""
        return [column.key for column in self.form.columns].index(key)

    def span(self, key: str) -> str:
        """Return the absolute reference of all prepared cells of the column `key`."""
        return span(self.form.title, 1, self.last, self.place(key))

    def spans(self) -> dict[str, str]:
        """Return the references of all columns of the form, by key."""
        return {column.key: self.span(column.key) for column in self.form.columns}

    def cells(self, row: int, fixed: str = "") -> dict[str, str]:
        """Return the references of the cells of one row, by key."""
        return {column.key: cell(row, number, fixed=fixed) for number, column in enumerate(self.form.columns)}

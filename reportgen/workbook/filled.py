"""What was typed into a book, row by row and column by column: for books that are made of other books.

Where a `Book` is what the rows say, a `Filled` keeps them as they stand: their order, columns of the user's
own, and what no report prints. Values are those that reading makes of the cells, each with its cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reportgen.diagnostics import Diagnostic
from reportgen.indicators import Book
from reportgen.refs import CellRef
from reportgen.workbook.columns import Edition, SheetForm
from reportgen.workbook.contents import Contents, Value
from reportgen.workbook.form import EXEMPT

__all__ = ["MEASURED", "Filled", "FilledSheet", "Held", "Line", "contents", "is_incomplete"]

MEASURED = ("value", "prior", "prior_published", "target")
"""The columns of an indicator that hold numbers in its unit."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell holds, and which cell that is."""

    value: str | int | Decimal | date
    source: CellRef


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its filled cells by the form's keys (a year's by its digits), those of the user's own columns by
    header. `comments` are to be put on its cells, by key."""

    cells: Mapping[str, Held]
    own: Mapping[str, Held] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    def value(self, key: str) -> Value:
        """Return what the column `key` holds, None when it is empty."""
        found = self.cells.get(key)
        return None if found is None else found.value

    def text(self, key: str) -> str:
        """Return what the column `key` holds as a text, "" when it is empty."""
        found = self.value(key)
        return "" if found is None else str(found)

    @property
    def first(self) -> CellRef | None:
        """The first filled cell; None when there is none."""
        return next((held.source for held in (*self.cells.values(), *self.own.values())), None)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The rows of a sheet in their order, the years that head columns, and the headers of the user's own."""

    form: SheetForm
    lines: tuple[Line, ...] = ()
    years: tuple[int, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """All that was typed into a book, sheets by key. `book` is what it says; `left` names what the form has
    no place for and what is not in here therefore; `choices` are what its drop-down lists offer, by their
    headers."""

    book: Book
    edition: Edition
    sheets: Mapping[str, FilledSheet]
    left: tuple[Diagnostic, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def lines(self, key: str) -> tuple[Line, ...]:
        """Return the rows of the sheet known as `key`."""
        return self.sheets[key].lines


def is_incomplete(line: Line) -> bool:
    """Return whether a row of an indicator still waits for its value: a rank or a published rate alone will
    do, and so will a status that says why there is none."""
    has_any = any(line.value(key) is not None for key in ("value", "rank", "given_rate"))
    return "name" in line.cells and not has_any and line.text("status") not in EXEMPT


def contents(source: Filled, year: int | None = None) -> Contents:
    """Return the contents of a book that says what `source` says; `year` is that of the new book, the same
    one unless told."""
    sheets = source.sheets.values()
    return Contents(
        year or source.book.year,
        {sheet.form.title: [_row(line, sheet.form) for line in sheet.lines] for sheet in sheets},
        source.edition.language,
        {sheet.form.title: sheet.own for sheet in sheets if sheet.own},
        {
            (sheet.form.title, at, sheet.form.column(key).header): text
            for sheet in sheets
            for at, line in enumerate(sheet.lines)
            for key, text in line.comments.items()
        },
        source.choices,
    )


def _row(line: Line, form: SheetForm) -> dict[str, Value]:
    heads = {column.key: column.header for column in form.columns}
    row: dict[str, Value] = {heads.get(key, key): held.value for key, held in line.cells.items()}
    return row | {header: held.value for header, held in line.own.items()}

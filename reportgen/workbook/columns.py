"""What a form is made of: sheets, columns, expected rows. The form itself is declared in `form`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Column", "Edition", "FactForm", "Guide", "Kind", "Missing", "SheetForm", "address", "normal"]


class Kind(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"  # a whole number from `low` to `high`
    CHOICE = "choice"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `header` as printed, `key` in code, `help` for the clerk.

    `computed` columns hold live formulas and are never read. `grouping` columns say what a row belongs to, so
    a merged cell counts for all its rows. `low` and `high` bound whole numbers, both included. A choice that
    is not `strict` may be something else; a text may be what it likes, and `offers` are only proposed.
    `offered_by` names the column, as sheet and key, whose texts are proposed. A book may do without an
    `optional` column, and nothing is said. `year` is the year that the header speaks of, counted from the
    report's.
    """

    key: str
    header: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False
    computed: bool = False
    grouping: bool = False
    width: int = 12
    choices: tuple[str, ...] = ()
    strict: bool = True
    optional: bool = False
    low: int = 0
    high: int = 0
    offers: tuple[str, ...] | None = None
    offered_by: tuple[str, str] | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """When a row still waits for its cell `key`: it has a `name`, and the cell and all `others` are empty.

    Each excuse lets it do without: its columns have the choices at these positions, or anything for None.
    Filled or not, a row is not done while it is `marked`: a column that has the choice at this position.
    """

    key: str
    name: str
    others: tuple[str, ...] = ()
    excuses: tuple[tuple[tuple[str, int | None], ...], ...] = ()
    marked: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: its `title`, what it holds, its columns in the order they are written.

    A `required` sheet must exist and have rows. With `years`, further columns are headed by a year each. The
    first `frozen` columns stay in sight. `missing` tells when a row is still to be filled in.
    """

    key: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool = False
    years: bool = False
    frozen: int = 0
    missing: Missing | None = None

    def column(self, key: str) -> Column:
        """Return the column known as `key`; KeyError when the form has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class FactForm:
    """A row that 基本信息 is expected to have: `name` as printed, `key` in code."""

    key: str
    name: str
    help: str
    kind: Kind = Kind.TEXT
    required: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """What a new workbook says to whoever fills it in, beside its headers and their help.

    `sections` are headings with their lines. `colours` give for a look what it means, `wrong` for a kind the
    title and text of the message when something else is typed. `report_title` is the title proposed for a
    {year} and its {next_year}. `listed` marks, in the remarks of the outline, a row that has a list of names.
    `choices` are title and purpose of the sheet with the drop-down lists, `counted` heads its list of units
    that count things, `closed` says that a list there is not to be changed and `opened` that it may grow.
    `progress` are the heading of the block, the line for {filled} of {expected}, and the name of the sum.
    `year_format` is the number format of a header that speaks of a {year}.
    `last_year` are the comments that keep what was emptied in sight; `collected` stands at the end of the
    file name of a book that was put together; `separator` parts the hands that filled in one row; `exported`
    says how texts are kept in CSV files.
    """

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    colours_title: str
    colours: tuple[tuple[str, str], ...]
    wrong: Mapping[Kind, tuple[str, str]]
    report_title: str
    listed: str
    date_format: str
    choices: tuple[str, str]
    counted: str
    closed: str
    opened: str
    anything: tuple[str, str]
    progress: tuple[str, str, str]
    filled: tuple[str, str]
    year_format: str
    last_year: Mapping[str, str]
    collected: str
    separator: str
    exported: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The form in one language: the same sheets, columns, facts and choices, in the same order and under the
    same keys in each."""

    language: str
    sheets: tuple[SheetForm, ...]
    facts: tuple[FactForm, ...]
    guide: Guide

    def sheet(self, key: str) -> SheetForm:
        """Return the sheet known as `key`; KeyError when the form has none."""
        for sheet in self.sheets:
            if sheet.key == key:
                return sheet
        raise KeyError(key)

    def fact(self, key: str) -> FactForm:
        """Return the fact known as `key`; KeyError when the form expects none such."""
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise KeyError(key)


def address(row: int, column: int) -> str:
    """Return the A1 name of a cell, both numbers counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def normal(text: str) -> str:
    """Return `text` as it is compared: full and half width, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()

"""What a form is made of: sheets, columns, expected rows. The form itself is declared in `form`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Column", "Edition", "FactForm", "Guide", "Kind", "SheetForm", "address", "normal"]


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
    is not `strict` may be something else. A book may do without an `optional` column, and nothing is said.
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


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: its `title`, what it holds, its columns in the order they are written.

    A `required` sheet must exist and have rows. With `years`, further columns are headed by a year each. The
    first `frozen` columns stay in sight. `missing` is a column's key and the condition under which its cell
    is still to be filled in: a formula with a {key} for each cell of the row.
    """

    key: str
    title: str
    purpose: str
    columns: tuple[Column, ...]
    required: bool = False
    years: bool = False
    frozen: int = 0
    missing: tuple[str, str] = ("", "")

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
    """

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    colours_title: str
    colours: tuple[tuple[str, str], ...]
    wrong: Mapping[Kind, tuple[str, str]]
    report_title: str
    listed: str
    date_format: str


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

"""Books through the years and hands: what was typed into one, and a new one of it, read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from reportgen.indicators import Book, Indicator
from reportgen.workbook import read_book, write_book
from reportgen.workbook.carrying import read_filled
from reportgen.workbook.collecting import Part
from reportgen.workbook.filled import Filled, contents
from reportgen.workbook.roll import rolled
from tests.support.books import SMALL, book_of_notation, edited

__all__ = ["next_book", "part", "row", "said", "small", "typed", "written"]


def small(path: Path, edits: Mapping[str, str] | None = None, notation: str = SMALL) -> Path:
    """Save the small book at `path` with the cells of `edits` changed."""
    book: Workbook = book_of_notation(notation)
    for place, text in (edits or {}).items():
        edited(book, place, text)
    book.save(path)
    return path


def typed(folder: Path, edits: Mapping[str, str] | None = None, name: str = "甲.xlsx") -> Filled:
    """Return what was typed into the small book with `edits`."""
    return read_filled(small(folder / name, edits))


def part(folder: Path, name: str, edits: Mapping[str, str] | None = None) -> Part:
    """Return the small book with `edits` as the part that `name` has filled in."""
    return Part(typed(folder, edits, f"{name}.xlsx"), f"{name}.xlsx", name)


def written(book: Filled, path: Path, year: int | None = None) -> Book:
    """Write a book at `path` and return what it says."""
    path.write_bytes(write_book(contents(book, year)))
    outcome = read_book(path)
    assert outcome.book is not None
    return outcome.book


def said(book: Book) -> dict[str, object]:
    """Return what a book says without its cells and its file: to compare two books by."""
    return {
        "facts": [(fact.name, fact.text) for fact in book.facts],
        "indicators": [
            (
                one.code, one.section, one.name, one.unit, one.print_unit, one.places, one.rate_places,
                one.period, *(held and held.amount for held in (
                    one.value, one.prior, one.prior_published, one.target, one.given_rate, one.rank,
                )),
                one.basis, one.rank_scope, one.status, one.office, one.owner, one.note,
            )
            for one in book.indicators
        ],
        "lists": [(names.name, [(name.text, name.note) for name in names.names]) for names in book.lists],
        "prose": [
            (one.chapter, one.section, one.heading, one.own_line, one.text, one.status)
            for one in book.passages
        ],
        "rules": [
            (one.number, one.left, one.relation, one.right, one.tolerance, one.is_error, one.note)
            for one in book.rules
        ],
        "history": [
            (series.name, {year: held.amount for year, held in series.years.items()})
            for series in book.history
        ],
    }  # fmt: skip


def next_book(folder: Path, edits: dict[str, str] | None = None) -> Book:
    """Return what next year's book says after the small book with `edits`."""
    made = rolled(typed(folder, edits))
    return written(made.filled, folder / "明年.xlsx", made.year)


def row(book: Book, name: str = "工业总产值") -> Indicator:
    """Return an indicator of `book`."""
    found = book.indicator(name)
    assert found is not None
    return found

"""Two small workbooks compared, and what is told first of what changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from openpyxl import Workbook

from reportgen.diff.books import compare_books
from reportgen.diff.values import Change, FigureChange, Kind, Revision
from reportgen.indicators import Book
from reportgen.workbook import read_book
from tests.support.books import SMALL, book_of_notation, edited, put

__all__ = [
    "FIRMS",
    "NOTHING",
    "OUTPUT",
    "PRIOR",
    "SCORE",
    "SHARE",
    "book",
    "codes",
    "compared",
    "figure",
    "figures",
    "from_to",
    "passage",
    "passages",
    "small",
]


NOTHING: Mapping[str, str] = {}


PRIOR = "上年同期值"


OUTPUT, FIRMS, SHARE, SCORE = (f"指标!{{}}{row}" for row in (2, 3, 6, 7))


def book(edits: Mapping[str, str] = NOTHING, change: Callable[[Workbook], object] | None = None) -> Book:
    """Return the small book with cells changed, then changed as a whole."""
    made = book_of_notation(SMALL)
    for place, text in edits.items():
        edited(made, place, text)
    if change is not None:
        change(made)
    with tempfile.TemporaryDirectory() as folder:
        found = read_book(put(made, Path(folder))).book
    assert found is not None
    return found


@cache
def small() -> Book:
    """The book that the others were made from."""
    return book()


def compared(
    edits: Mapping[str, str] = NOTHING, change: Callable[[Workbook], object] | None = None
) -> Revision:
    """Compare the small book with a changed one."""
    return compare_books(small(), book(edits, change))


def from_to(old: Mapping[str, str], new: Mapping[str, str]) -> Revision:
    """Compare two changed books."""
    return compare_books(book(old), book(new))


def figure(found: FigureChange) -> tuple[str, str, str, str]:
    """Return what is told of a figure first."""
    return (found.indicator, found.attribute, found.old, found.new)


def figures(revision: Revision) -> list[tuple[str, str, str, str]]:
    """Return what is told of each figure."""
    return [figure(found) for found in revision.figures]


def passage(found: Change) -> tuple[Kind | None, str, str]:
    """Return what was done, and both texts."""
    return (found.kind, found.old, found.new)


def passages(revision: Revision) -> list[tuple[Kind | None, str, str]]:
    """Return what is told of each passage that differs."""
    return [passage(found) for found in revision.changes]


def codes(revision: Revision) -> list[str]:
    """Return the codes of what is called out."""
    return [found.code for found in revision.diagnostics]

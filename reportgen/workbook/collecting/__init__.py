"""One book out of the copies that several hands filled in: row by row, cell by cell, nothing guessed.

A part is told apart from the book that it is a copy of by what it changed: a cell that still says what the
book says was not touched. A cell that the book left empty is filled; two different values for one cell are a
fault that names both. Numbers are compared as quantities, texts without regard to width, case and blanks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.refs import FileRef
from reportgen.workbook.collecting.lists import join_lists
from reportgen.workbook.collecting.parts import Part
from reportgen.workbook.collecting.rows import Joined, join_rows
from reportgen.workbook.filled import Filled, FilledSheet, is_incomplete

__all__ = ["Collected", "Missing", "Part", "collected"]


@dataclass(frozen=True, slots=True)
class Missing:
    """An indicator that still waits for its value, and whom to ask: who fills it in, and which office."""

    name: str
    owner: str
    office: str


@dataclass(frozen=True, slots=True)
class Collected:
    """The book that was put together; how many cells came from each part, in their order; what is missing
    still; and what a reader should know of how it was done."""

    filled: Filled
    taken: tuple[int, ...]
    missing: tuple[Missing, ...]
    notes: tuple[Diagnostic, ...]


def collected(base: Part, parts: Sequence[Part]) -> Collected:
    """Return the book `base` with what the parts add to it.

    Refusal with every conflict: WB411 two values for one cell, WB412 two lists of one name that differ,
    WB415 a part in another language, WB418 a part of another year.
    """
    foreign = [part for part in parts if part.filled.edition is not base.filled.edition]
    if foreign:
        raise Refusal(fault("WB415", FileRef(part.label), file=base.label) for part in foreign)
    late = list(_of_another_year(base, parts))
    if late:
        raise Refusal(late)
    joined = {key: _joined(key, base, parts) for key in base.filled.sheets}
    found = [one for each in joined.values() for one in each.faults]
    if errors_in(found):
        raise Refusal(errors_in(found))
    sheets = {key: _sheet(key, base, parts, each) for key, each in joined.items()}
    result = replace(base.filled, sheets=sheets)
    left = [one for part in (base, *parts) for one in part.filled.left]
    return Collected(
        result,
        tuple(sum(each.taken[number] for each in joined.values()) for number in range(len(parts))),
        tuple(_missing(result)),
        ordered((*left, *found)),
    )


def _of_another_year(base: Part, parts: Sequence[Part]) -> Iterator[Diagnostic]:
    """Name the parts of another year, once each: every single figure of theirs would contradict the book."""
    year = base.filled.book.year
    for part in parts:
        own = part.filled.book.year
        if year is not None and own is not None and own != year:
            told = part.filled.book.fact("year")
            place = told.source if told is not None else FileRef(part.label)
            yield fault("WB418", place, file=part.label, year=own, other_file=base.label, other=year)


def _joined(key: str, base: Part, parts: Sequence[Part]) -> Joined:
    sheet = base.filled.sheets[key]
    if key == "lists":
        return join_lists(sheet, base, parts)
    return join_rows(sheet, base, parts, base.filled.edition.guide.separator)


def _sheet(key: str, base: Part, parts: Sequence[Part], joined: Joined) -> FilledSheet:
    sheets = [part.filled.sheets[key] for part in (base, *parts)]
    return replace(
        sheets[0],
        lines=joined.lines,
        years=tuple(sorted({year for sheet in sheets for year in sheet.years})),
        own=tuple(dict.fromkeys(header for sheet in sheets for header in sheet.own)),
    )


def _missing(book: Filled) -> Iterator[Missing]:
    for line in book.lines("indicators"):
        if is_incomplete(line):
            yield Missing(line.text("name"), line.text("owner"), line.text("office"))

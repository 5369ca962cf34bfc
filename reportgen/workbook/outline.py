"""The empty workbook: the rows of the shipped outline, named and described, waiting for their values."""

from __future__ import annotations

import csv
from importlib.resources import files

from reportgen.workbook.form import (
    FACT_SHEET,
    FACTS,
    INDICATORS,
    LISTED,
    LISTS,
    PROSE,
    SKELETON,
    TITLE,
)
from reportgen.workbook.writer import Contents, Value, write_book

__all__ = ["empty_book", "outline"]

_NO_YEAR = 2000  # in the properties of a book that no year was named for


def outline() -> list[dict[str, str]]:
    """Return the rows of the shipped outline: header of the 指标 sheet → text."""
    text = files("reportgen.workbook").joinpath("outline.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def empty_book(year: int | None = None) -> bytes:
    """Return a workbook to fill in: every name and label, no value; title and year when `year` is given."""
    rows = outline()
    sheets: dict[str, list[dict[str, Value]]] = {
        FACT_SHEET.title: [_fact_row(fact.name, _known(fact.key, year), fact.help) for fact in FACTS],
        INDICATORS.title: [dict(row) for row in rows],
        LISTS.title: [_list_row(row) for row in rows if LISTED in row[INDICATORS.column("note").header]],
        PROSE.title: [_prose_row(*row) for row in SKELETON],
    }
    return write_book(Contents(year or _NO_YEAR, sheets))


def _known(key: str, year: int | None) -> Value:
    if year is None:
        return None
    known: dict[str, Value] = {"title": TITLE.format(year=year, next_year=year + 1), "year": year}
    return known.get(key)


def _fact_row(name: str, text: Value, note: str) -> dict[str, Value]:
    return dict(zip((column.header for column in FACT_SHEET.columns), (name, text, note), strict=True))


def _list_row(row: dict[str, str]) -> dict[str, Value]:
    """Return the first line of the list that belongs to an indicator, its name still to be filled in."""
    name = row[INDICATORS.column("name").header]
    return {LISTS.column("list").header: name, LISTS.column("number").header: 1}


def _prose_row(chapter: str, section: str, form: str) -> dict[str, Value]:
    held = {"chapter": chapter, "section": section, "form": form}
    return {PROSE.column(key).header: text for key, text in held.items()}

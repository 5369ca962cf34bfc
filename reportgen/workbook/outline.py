"""The empty workbook: the rows of the shipped outline, named and described, waiting for their values."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from importlib.resources import files

from reportgen.workbook.columns import Edition
from reportgen.workbook.form import CHINESE
from reportgen.workbook.writer import Contents, Value, write_book

__all__ = ["empty_book", "outline"]

_OUTLINES = {"zh": "outline.csv", "en": "outline_en.csv"}
_SKELETON = (  # of the passages that an empty workbook waits for: chapter and form as choices, section
    (1, "1", 0),
    (1, "2", 0),
    (2, "1", 1),
    (2, "2", 1),
    (3, "", None),
    (3, "1", 1),
    (3, "2", 1),
    (3, "", None),
)


def outline(language: str = "zh") -> list[dict[str, str]]:
    """Return the rows of the outline shipped in `language`: header of its sheet of indicators → text."""
    text = files("reportgen.workbook").joinpath(_OUTLINES[language]).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def empty_book(year: int | None = None, form: Edition = CHINESE) -> bytes:
    """Return a workbook to fill in: every name and label, no value; title and year when `year` is given."""
    rows = outline(form.language)
    note = form.sheet("indicators").column("note").header
    sheets: dict[str, list[dict[str, Value]]] = {
        form.sheet("facts").title: [
            _row(form, "facts", name=fact.name, text=_known(fact.key, year, form), note=fact.help)
            for fact in form.facts
        ],
        form.sheet("indicators").title: [dict(row) for row in rows],
        form.sheet("lists").title: [_list_row(form, row) for row in rows if form.guide.listed in row[note]],
        form.sheet("prose").title: [_passage_row(form, *row) for row in _SKELETON],
    }
    return write_book(Contents(year, sheets, form.language))


def _row(edition: Edition, key: str, /, **held: Value) -> dict[str, Value]:
    """Return a row of the sheet `key`, its columns by their headers."""
    sheet = edition.sheet(key)
    return {sheet.column(column).header: value for column, value in held.items()}


def _known(key: str, year: int | None, form: Edition) -> Value:
    if year is None:
        return None
    known: dict[str, Value] = {
        "title": form.guide.report_title.format(year=year, next_year=year + 1),
        "year": year,
    }
    return known.get(key)


def _list_row(form: Edition, row: Mapping[str, str]) -> dict[str, Value]:
    """Return the first line of the list that belongs to an indicator, its name still to be filled in."""
    return _row(form, "lists", list=row[form.sheet("indicators").column("name").header], number=1)


def _passage_row(form: Edition, chapter: int, section: str, shape: int | None) -> dict[str, Value]:
    columns = form.sheet("prose")
    kind = "" if shape is None else columns.column("form").choices[shape]
    return _row(form, "prose", chapter=columns.column("chapter").choices[chapter], section=section, form=kind)

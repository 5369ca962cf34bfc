"""The empty workbook: the rows of the shipped outline, or those that a template needs, named and described,
waiting for their values."""

from __future__ import annotations

import csv
from importlib.resources import files

from reportgen.workbook.columns import Edition
from reportgen.workbook.form import CHINESE
from reportgen.workbook.needed import Plan
from reportgen.workbook.writer import Contents, Value, write_book

__all__ = ["empty_book", "needed_book", "outline"]

_OUTLINES = {"zh": "outline.csv", "en": "outline_en.csv"}
_FACTS = {"zh": "outline_facts.csv", "en": "outline_facts_en.csv"}  # what the shipped templates ask for
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
    return _shipped(_OUTLINES[language])


def _shipped(name: str) -> list[dict[str, str]]:
    text = files("reportgen.workbook").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def empty_book(year: int | None = None, form: Edition = CHINESE) -> bytes:
    """Return a workbook to fill in: every name and label, no value; title and year when `year` is given."""
    rows = outline(form.language)
    note = form.sheet("indicators").column("note").header
    sheets: dict[str, list[dict[str, Value]]] = {
        form.sheet("facts").title: _fact_rows(form, year) + _asked_facts(form),
        form.sheet("indicators").title: [dict(row) for row in rows],
        form.sheet("lists").title: [
            _list_row(form, row[form.sheet("indicators").column("name").header])
            for row in rows
            if form.guide.listed in row[note]
        ],
        form.sheet("prose").title: [_passage_row(form, *row) for row in _SKELETON],
    }
    return write_book(Contents(year, sheets, form.language))


def needed_book(plan: Plan, year: int | None = None, form: Edition = CHINESE) -> bytes:
    """Return a workbook to fill in with what a template needs; rows of the outline bring what it says of
    them."""
    indicators = [row or _row(form, "indicators", name=name) for name, row in plan.indicators.items()]
    last_year = {str(year - 1): None} if year else {}
    sheets: dict[str, list[dict[str, Value]]] = {
        form.sheet("facts").title: [
            *_fact_rows(form, year),
            *(_row(form, "facts", name=name) for name in plan.facts if name not in _names(form)),
        ],
        form.sheet("indicators").title: [dict(row) for row in indicators],
        form.sheet("lists").title: [_list_row(form, name) for name in plan.lists],
        form.sheet("prose").title: [row for chapter in plan.chapters for row in _passages(form, chapter)],
        form.sheet("history").title: [_row(form, "history", name=name) | last_year for name in plan.history],
    }
    return write_book(Contents(year, sheets, form.language))


def _names(form: Edition) -> set[str]:
    return {fact.name for fact in form.facts}


def _fact_rows(form: Edition, year: int | None) -> list[dict[str, Value]]:
    return [
        _row(form, "facts", name=fact.name, text=_known(fact.key, year, form), note=fact.help)
        for fact in form.facts
    ]


def _asked_facts(form: Edition) -> list[dict[str, Value]]:
    """Return the rows of what the shipped templates ask for beside the facts of the form."""
    return [dict(row) for row in _shipped(_FACTS[form.language])]


def _passages(form: Edition, chapter: int) -> list[dict[str, Value]]:
    """Return the rows that wait for the prose of a chapter: those of the skeleton, else a section."""
    known = [one for one in _SKELETON if one[0] == chapter] or [(chapter, "1", 0)]
    return [_passage_row(form, *one) for one in known]


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


def _list_row(form: Edition, name: str) -> dict[str, Value]:
    """Return the first line of a list, its name still to be filled in."""
    return _row(form, "lists", list=name, number=1)


def _passage_row(form: Edition, chapter: int, section: str, shape: int | None) -> dict[str, Value]:
    columns = form.sheet("prose")
    kind = "" if shape is None else columns.column("form").choices[shape]
    return _row(form, "prose", chapter=columns.column("chapter").choices[chapter], section=section, form=kind)

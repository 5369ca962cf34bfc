"""The form: every sheet, column, row and choice of a workbook, declared once, for reading, checking and
writing alike.

It has an edition in each language. All of them share their keys, by which the rest of the package knows
things; texts are looked up in the edition of the book at hand.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.workbook.columns import Edition, normal
from reportgen.workbook.form.en import ENGLISH
from reportgen.workbook.form.zh import CHINESE

__all__ = [
    "CHINESE",
    "EDITIONS",
    "ENGLISH",
    "EXEMPT",
    "FINAL",
    "IGNORED",
    "PLANNED",
    "RUN_IN",
    "TO_REWRITE",
    "WARNING",
    "edition",
    "edition_of",
    "labels",
]

EDITIONS = (CHINESE, ENGLISH)


def edition(language: str) -> Edition:
    """Return the form in `language` (zh, en); KeyError when there is none."""
    for found in EDITIONS:
        if found.language == language:
            return found
    raise KeyError(language)


def edition_of(titles: Iterable[str]) -> Edition:
    """Return the edition whose sheets a book with these `titles` has most of; in doubt the Chinese one."""
    there = {normal(title) for title in titles}
    return max(EDITIONS, key=lambda one: sum(normal(sheet.title) in there for sheet in one.sheets))


def labels(sheet: str, column: str, *positions: int) -> frozenset[str]:
    """Return what the choices of a column at these positions, from 0, are called in all editions."""
    columns = (one.sheet(sheet).column(column) for one in EDITIONS)
    return frozenset(column.choices[position] for column in columns for position in positions)


EXEMPT = labels("indicators", "status", 3, 4)
"""Planned, not applicable: a row of this status may do without a value."""

FINAL, PLANNED = labels("indicators", "status", 2), labels("indicators", "status", 3)
"""A figure that will not change any more; one that is only planned."""

RUN_IN = labels("prose", "form", 1)
"""The heading runs into its paragraph."""

TO_REWRITE = labels("prose", "status", 0)
"""The paragraph still says what last year's said."""

WARNING = labels("rules", "level", 1)
"""A rule that does not hold is only suspicious."""

IGNORED = labels("rules", "level", 2)
"""A rule, or a check that the row names, is not applied."""

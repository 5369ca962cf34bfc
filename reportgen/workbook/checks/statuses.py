"""Period and status of a row against the year of the report and the day it is signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book, Indicator
from reportgen.wording.periods import months_of, named_year
from reportgen.workbook.form import FINAL, PLANNED

__all__ = ["status_findings"]


def status_findings(book: Book) -> Iterator[Diagnostic]:
    """Yield the rows whose status or year does not go with their period."""
    year, day = book.year, book.day
    if year is None:
        return
    for one in book.indicators:
        yield from _of_another_year(one, year)
        if day is not None:
            yield from _status(one, year, day)


def _of_another_year(one: Indicator, year: int) -> Iterator[Diagnostic]:
    """A plan may well be for the next year."""
    named = named_year(one.period)
    if named is not None and named != year and not (named == year + 1 and one.status in PLANNED):
        yield fault("WB337", one.cell("period"), name=one.name, found=one.period, year=year)


def _status(one: Indicator, year: int, day: date) -> Iterator[Diagnostic]:
    span = months_of(one.period)
    if span is None or one.value is None or named_year(one.period) not in (None, year):
        return
    is_over = span.end(year) <= day
    code = "WB335" if one.status in FINAL and not is_over else "WB336"
    if code == "WB335" or (one.status in PLANNED and is_over):
        yield fault(
            code, one.cell("status"), related=(one.value.source,), name=one.name, status=one.status,
            period=one.period, date=day.isoformat(),
        )  # fmt: skip

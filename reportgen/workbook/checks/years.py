"""The years of a book: 历年 against the rows of 指标, a figure against its earlier years, title and date."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.growth import is_subtracted
from reportgen.indicators import Book, Indicator, Observation, Series
from reportgen.quantities import decimal_places, plain, rounded
from reportgen.workbook.checks.limits import Limits, slip
from reportgen.workbook.columns import normal

__all__ = ["year_findings"]

_ENOUGH = 3  # earlier years that make an average
_OUT_OF_LINE = 3  # times as far from the average as the farthest of them; steady growth is nearer


def year_findings(book: Book, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what is wrong with the years of a book."""
    year = book.year
    if year is None:
        return
    rows = {one.name: one for one in book.indicators}
    for series in book.history:
        one = rows.get(series.name)
        yield from _too_late(series, year)
        if one is not None:
            yield from _against_row(series, one, year)
            yield from _against_average(series, one, year, limits)
    yield from _facts(book, year)


def _too_late(series: Series, year: int) -> Iterator[Diagnostic]:
    for when in (when for when in series.years if when > year):
        yield fault("WB319", series.years[when].source, name=series.name, found=when, year=year)


def _against_row(series: Series, one: Indicator, year: int) -> Iterator[Diagnostic]:
    """This year's and last year's columns of 历年 say what the row of 指标 says; where a basis is named, last
    year's may well differ, and it is only a note."""
    for when, observation in series.years.items():
        current = {year: one.value, year - 1: one.prior}.get(when)
        if current is not None and current.amount != observation.amount:
            is_excused = when != year and bool(one.basis)
            yield fault(
                "WB317", observation.source, severity=Severity.NOTE if is_excused else None,
                related=(current.source,), name=series.name, year=when, found=plain(observation.amount),
                value=plain(current.amount),
            )  # fmt: skip


def _against_average(series: Series, one: Indicator, year: int, limits: Limits) -> Iterator[Diagnostic]:
    """Name a figure far from what its earlier years were: by a step between units, or out of line with them.

    The change against last year is named by itself; a reason in 备注 is reason enough.
    """
    earlier = [held for when, held in series.years.items() if when < year]
    value = one.value
    if value is None or is_subtracted(one.unit) or any(held.amount <= 0 for held in earlier):
        return
    if one.prior is None and earlier and not one.unit.is_count:
        yield from _slipped(one, value, earlier[-1])
    if len(earlier) >= _ENOUGH and not one.note and not _jumped(one, limits):
        yield from _out_of_line(one, value, earlier, limits)


def _slipped(one: Indicator, value: Observation, last: Observation) -> Iterator[Diagnostic]:
    factor = slip(value.quantity.exact, last.quantity.exact)
    if factor:
        yield fault(
            "WB310", value.source, related=(last.source, one.cell("unit")), name=one.name, factor=factor,
            value=plain(value.amount), prior=plain(last.amount),
        )  # fmt: skip


def _out_of_line(
    one: Indicator, value: Observation, earlier: list[Observation], limits: Limits
) -> Iterator[Diagnostic]:
    amounts = [Fraction(held.amount) for held in earlier]
    average = sum(amounts, Fraction(0)) / len(amounts)
    off = abs(Fraction(value.amount) - average)
    widest = max(abs(amount - average) for amount in amounts)
    if off > average * Fraction(limits.jump) / 100 and off > _OUT_OF_LINE * widest:
        places = max(decimal_places(held.amount) for held in (value, *earlier))
        yield fault(
            "WB338", value.source, related=tuple(held.source for held in earlier), name=one.name,
            value=plain(value.amount), average=plain(rounded(average, places, limits.rounding)),
            years=len(earlier),
        )  # fmt: skip


def _jumped(one: Indicator, limits: Limits) -> bool:
    """Return whether the change against last year is large enough to be named by itself."""
    if one.prior is None or one.value is None or one.prior.amount <= 0:
        return False
    change = Fraction(one.value.amount) / Fraction(one.prior.amount) - 1
    return abs(change) * 100 > Fraction(limits.jump)


def _facts(book: Book, year: int) -> Iterator[Diagnostic]:
    title, signed = book.fact("title"), book.fact("date")
    if title and str(year) not in normal(title.text):
        yield fault("WB315", title.source, found=title.text, year=year)
    if signed and book.day and book.day.year < year:
        yield fault("WB318", signed.source, found=signed.text, year=year)

"""What no single cell can tell: missing values, lists that do not count up, slips of unit, broken rules.

Each check yields its findings; none knows of another. What is suspicious but possible is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, fault, ordered
from reportgen.growth import Kind, computed, disagreement
from reportgen.indicators import Book, Indicator, NameList
from reportgen.quantities import COUNT, Rounding, finite_places, plain, rounded
from reportgen.refs import CellRef
from reportgen.teller import DEFAULT_RATE_PLACES
from reportgen.wording.units import is_known
from reportgen.workbook.columns import normal
from reportgen.workbook.form import EXEMPT
from reportgen.workbook.rewriting import to_rewrite
from reportgen.workbook.rules import broken_rules

__all__ = ["Limits", "check_book"]

# How far a ratio may be from 10,000 or 100 to be taken for a slip of unit; real changes are smaller.
_MOST_PLACES = 6  # decimals that a report prints where 小数位 is empty
_SLIPS = ((10_000, Fraction(3)), (100, Fraction(2)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken for suspicious: a change of more than `jump` per cent without a note.

    A given rate is compared with the computed one at the row's decimals, or at `rate_places`.
    """

    jump: Decimal = Decimal(30)
    rate_places: int = DEFAULT_RATE_PLACES
    rounding: Rounding = Rounding.HALF_UP


def check_book(book: Book, limits: Limits) -> tuple[Diagnostic, ...]:
    """Return all that is wrong or suspicious in how the parts of `book` go together, sorted."""
    found: list[Diagnostic] = []
    for indicator in book.indicators:
        found += _missing_value(indicator)
        found += _rank(indicator)
        found += _target(indicator)
        found += _against_prior(indicator, limits)
        found += _published_prior(indicator, limits)
        found += _given_rate(indicator, limits)
        found += _printed(indicator, limits)
    for listed in book.lists:
        found += _count(listed, book)
        found += _repetitions(listed)
    found += broken_rules(book)
    found += _history(book)
    found += _year(book)
    found += to_rewrite(book)
    return ordered(found)


def _missing_value(one: Indicator) -> Iterator[Diagnostic]:
    """A row is complete with a value, with a rank alone, or with a published rate alone."""
    if one.cells and "value" not in one.cells:
        return  # the whole column is missing, which is said of the sheet
    if (one.value or one.rank or one.given_rate) is None and one.status not in EXEMPT:
        yield fault("WB301", _cell(one, "value"), name=one.name)


def _rank(one: Indicator) -> Iterator[Diagnostic]:
    if one.rank is not None and (one.rank.amount < 1 or one.rank.amount != int(one.rank.amount)):
        yield fault("WB313", one.rank.source, name=one.name, found=plain(one.rank.amount))


def _target(one: Indicator) -> Iterator[Diagnostic]:
    if one.target is not None and one.target.amount <= 0:
        yield fault("WB314", one.target.source, name=one.name, found=plain(one.target.amount))


def _against_prior(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Name a slip of unit, or else a change so large that a reader will ask for the reason."""
    change = computed(one)
    if change.kind is not Kind.RATE or change.exact is None or change.value is None or change.prior is None:
        return
    times = Fraction(change.value.amount) / Fraction(change.prior.amount)
    factor = _slip(times, one)
    places = (change.prior.source,)
    if factor:
        yield fault("WB310", change.value.source, related=places, name=one.name, factor=factor)
    elif abs(change.exact) > Fraction(limits.jump) and not one.note:
        shown = plain(rounded(change.exact, _rate_places(one, limits), limits.rounding))
        yield fault(
            "WB311", _cell(one, "note"), related=(change.value.source, *places),
            name=one.name, rate=shown, limit=plain(limits.jump),
        )  # fmt: skip


def _slip(times: Fraction, one: Indicator) -> int:
    """Return the factor between the units that the two values seem to be in, or 0; a count has one unit."""
    if times == 0 or one.unit.is_count:
        return 0
    larger = max(times, 1 / times)
    return next((factor for factor, width in _SLIPS if factor / width <= larger <= factor * width), 0)


def _published_prior(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Name two values of last year that differ, unless the published one is the other as it was printed."""
    prior, published = one.prior, one.prior_published
    if prior is None or published is None or one.basis:
        return
    if published.amount not in (prior.amount, one.printed_amount(prior.amount, limits.rounding)):
        yield fault(
            "WB312", _cell(one, "basis"), related=(prior.source, published.source),
            name=one.name, prior=plain(prior.amount), published=plain(published.amount),
        )  # fmt: skip


def _given_rate(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    found = disagreement(one, _rate_places(one, limits), limits.rounding)
    if found is not None:
        yield found


def _printed(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Name a value that prints as zero and is none, and one that prints more decimals than anybody reads."""
    for held in (one.value, one.prior, one.target):
        if held is None or held.quantity.unit.dimension != one.print_unit.dimension:
            continue
        shown, unit = held.quantity.in_unit(one.print_unit), one.print_unit.symbol
        if one.places is not None and shown and not rounded(shown, one.places, limits.rounding):
            yield fault("WB320", held.source, name=one.name, found=plain(held.amount), unit=unit)
        elif one.places is None and (finite_places(shown) or 0) > _MOST_PLACES:
            yield fault("WB321", _cell(one, "places"), related=(held.source,), name=one.name)


def _count(listed: NameList, book: Book) -> Iterator[Diagnostic]:
    """A list that bears an indicator's name has as many names as its value says, if that counts things."""
    one = next((each for each in book.indicators if normal(each.name) == normal(listed.name)), None)
    if one is None or one.value is None or not _counts_things(one):
        return
    if one.value.amount != len(listed.names):
        yield fault(
            "WB302", one.value.source, related=(listed.source,), list=listed.name, count=len(listed.names),
            value=plain(one.value.amount), unit=one.unit.symbol,
        )  # fmt: skip


def _counts_things(one: Indicator) -> bool:
    return one.unit.dimension.startswith(COUNT) or not is_known(one.unit.symbol) or not one.unit.symbol


def _repetitions(listed: NameList) -> Iterator[Diagnostic]:
    first: dict[str, CellRef] = {}
    for name in listed.names:
        place = first.setdefault(normal(name.text), name.source)
        if place is not name.source:
            yield fault("WB303", name.source, related=(place,), list=listed.name, found=name.text)


def _history(book: Book) -> Iterator[Diagnostic]:
    """This year's and last year's columns of 历年 say what the rows of 指标 say."""
    year = _year_of(book)
    for series in book.history if year else ():
        one = book.indicator(series.name)
        for when in (when for when in series.years if year is not None and when > year):
            yield fault("WB319", series.years[when].source, name=series.name, found=when, year=int(year or 0))
        for when, observation in series.years.items():
            current = {year: one.value, year - 1: one.prior}.get(when) if one and year else None
            excused = when != year and one is not None and bool(one.basis)
            if current is not None and current.amount != observation.amount and not excused:
                yield fault(
                    "WB317", observation.source, related=(current.source,), name=series.name, year=when,
                    found=plain(observation.amount), value=plain(current.amount),
                )  # fmt: skip


def _year(book: Book) -> Iterator[Diagnostic]:
    year = _year_of(book)
    title, day = book.fact("title"), book.fact("date")
    if year and title and str(year) not in normal(title.text):
        yield fault("WB315", title.source, found=title.text, year=year)
    if year and day and date.fromisoformat(day.text).year < year:
        yield fault("WB318", day.source, found=day.text, year=year)


def _year_of(book: Book) -> int | None:
    fact = book.fact("year")
    return int(fact.text) if fact else None


def _rate_places(one: Indicator, limits: Limits) -> int:
    return limits.rate_places if one.rate_places is None else one.rate_places


def _cell(one: Indicator, key: str) -> CellRef:
    return one.cells.get(key, one.source)

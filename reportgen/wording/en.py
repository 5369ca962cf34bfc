"""The words of an English report: the same facts with the same last digits as the Chinese one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction

from reportgen.growth import Change, Kind, is_subtracted
from reportgen.quantities import Quantity, Rounding, Unit, plain, rounded
from reportgen.wording import figures
from reportgen.wording.charts import ENGLISH
from reportgen.wording.en_periods import period as period
from reportgen.wording.en_units import digits, joined, name_of
from reportgen.wording.numerals import nth, roman
from reportgen.wording.speech import PLAIN, Lead, Style

NONE = "—"
CLAUSE_MARKS = (", ", "; ", ".")
TABLE_HEADINGS = ("Indicator", "Unit", "This year", "Last year", "Change (%)", "Target met", "Rank")
CHARTS = ENGLISH

_LEADS = {Lead.YOY: " year on year", Lead.OVER_PRIOR: " over the previous year", Lead.BARE: ""}
_FLAT = {
    Lead.YOY: "unchanged year on year",
    Lead.OVER_PRIOR: "unchanged from the previous year",
    Lead.BARE: "unchanged",
}
_UP_DOWN = {1: "up", -1: "down"}
_LOSS = {
    Kind.LOSS_NARROWED: ("loss reduced", "shortfall reduced"),
    Kind.LOSS_WIDENED: ("loss increased", "shortfall increased"),
}
# kind → words for money, for other things
_TURNS = {
    Kind.TURNED_POSITIVE: ("turned from loss to profit", "turned from negative to positive"),
    Kind.TURNED_NEGATIVE: ("turned from profit to loss", "turned from positive to negative"),
    Kind.ZERO_TO_NEGATIVE: ("turned from zero to loss", "turned from zero to negative"),
}
_UP_TO_ZERO = ("loss eliminated", "turned from negative to zero")
_MULTIPLIED = {1: "doubled", 2: "quadrupled", 3: "increased eightfold"}

_ROSE_FELL = {1: "rose", -1: "fell"}
_LOSS_OF_ITS_SIZE = {Kind.LOSS_NARROWED: "smaller", Kind.LOSS_WIDENED: "larger"}
_LEADS_OF_SIZE = {
    Lead.YOY: " than a year earlier",
    Lead.OVER_PRIOR: " than in the previous year",
    Lead.BARE: "",
}
_VERBS_OF_TURNS = {
    "achieved for the first time": "was achieved for the first time",
    "up from zero a year earlier": "rose from zero a year earlier",
    "loss eliminated": "saw its loss eliminated",
}


def number(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say the number of `quantity` that belongs to `unit_name`, with thousands separators: 61,111.5."""
    return digits(figures.amount_in(quantity, unit, places, rounding), unit)


def unit_name(unit: Unit) -> str:
    """Say the unit in English; a count word says nothing, an unknown unit stays as it is written."""
    return name_of(unit)


def amount(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say number and unit: 1.183 billion yuan."""
    return joined(number(quantity, unit, places, rounding), unit)


def percent(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a percentage, with its sign."""
    return f"{plain(rounded(exact, places, rounding))}%"


def points(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a number of percentage points, without sign."""
    return f"{figures.magnitude(exact, places, rounding)} percentage points"


def change(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.BARE, style: Style = PLAIN
) -> str:
    """Say the change: up 8.46% year on year; empty where a value is missing. A fall has no minus."""
    word, exact = direction(change, places, rounding, style), figures.told(change)
    if change.exact is None and change.kind is not Kind.BOTH_ZERO:
        return word
    if figures.sign(exact, places, rounding) == 0:
        return _FLAT[lead]
    times = figures.doublings(exact, places, rounding) if change.kind is Kind.RATE and style.doubling else 0
    size = figures.magnitude(exact, places, rounding)
    by = " by" if change.kind in _LOSS else ""
    return _MULTIPLIED.get(times, f"{word}{by} {size}{_rate_unit(change)}") + _LEADS[lead]


def movement(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.YOY, style: Style = PLAIN
) -> str:
    """Say the change as what the figure did: rose by 8.46% year on year; empty where a value is missing."""
    told, exact = direction(change, places, rounding, style), figures.told(change)
    if change.exact is None and change.kind is not Kind.BOTH_ZERO:
        return _VERBS_OF_TURNS.get(told, told)
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"was {_FLAT[lead]}"
    size = figures.magnitude(exact, places, rounding)
    if change.kind in _LOSS:
        noun = "loss" if figures.is_money(change) else "shortfall"
        return f"recorded a {noun} {size}% {_LOSS_OF_ITS_SIZE[change.kind]}{_LEADS_OF_SIZE[lead]}"
    times = figures.doublings(exact, places, rounding) if change.kind is Kind.RATE and style.doubling else 0
    return _MULTIPLIED.get(times, f"{_ROSE_FELL[sign]} by {size}{_rate_unit(change)}") + _LEADS[lead]


def direction(change: Change, places: int, rounding: Rounding, style: Style = PLAIN) -> str:
    """Say the direction alone: up, down, unchanged; empty where a value is missing."""
    if change.kind in (Kind.NO_VALUE, Kind.NO_BASE):
        return ""
    if change.kind is Kind.ZERO_BASE:
        return "achieved for the first time" if style.breakthrough else "up from zero a year earlier"
    if change.kind in _TURNS:
        pair = _UP_TO_ZERO if figures.lands_on_zero(change) else _TURNS[change.kind]
        return pair[not figures.is_money(change)]
    sign = figures.sign(figures.told(change), places, rounding)
    if sign == 0:
        return _FLAT[Lead.BARE]
    if change.kind in _LOSS:
        return _LOSS[change.kind][not figures.is_money(change)]
    return _UP_DOWN[sign]


def rate(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate with its sign and unit: 8.46%, -27.6%, -1.2 percentage points."""
    digits = figures.rate_digits(change, places, rounding)
    return digits and digits + _rate_unit(change)


def rate_number(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate for a table column that bears its unit: 8.46, -27.6."""
    return figures.rate_digits(change, places, rounding)


def sign_change(before: Fraction, now: Fraction, places: int, rounding: Rounding) -> str:
    """Say that a rate changed its sign, as printed; else nothing."""
    signs = figures.sign(before, places, rounding), figures.sign(now, places, rounding)
    return {(-1, 1): "from negative to positive", (1, -1): "from positive to negative"}.get(signs, "")


def is_speed(name: str) -> bool:
    """Return whether the indicator called `name` is itself a rate of growth."""
    return name.lower().endswith(("growth", "growth rate"))


def delta(exact: Fraction, unit: Unit, places: int | None, rounding: Rounding, lead: Lead = Lead.BARE) -> str:
    """Say a difference that is `exact` in `unit`: up by 5.

    A difference of percentages is `exact` in percentage points: up 1.2 percentage points.
    """
    told = figures.told_points(exact, unit) if is_subtracted(unit) else exact
    decimals = figures.places_of(told, places)
    sign = figures.sign(told, decimals, rounding)
    if sign == 0:
        return _FLAT[lead]
    if is_subtracted(unit):
        size = figures.magnitude(told, decimals, rounding)
        return f"{_UP_DOWN[sign]} {size}{_points_of(unit)}{_LEADS[lead]}"
    return f"{_UP_DOWN[sign]} by {_size(exact, unit, decimals, rounding)}{_LEADS[lead]}"


def net(exact: Fraction, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say a net difference that is `exact` in `unit`: a net increase of 5; of percentages as `delta`."""
    decimals = figures.places_of(exact, places)
    sign = figures.sign(exact, decimals, rounding)
    if sign == 0 or is_subtracted(unit):
        return delta(exact, unit, places, rounding)
    noun = "increase" if sign > 0 else "decrease"
    return f"a net {noun} of {_size(exact, unit, decimals, rounding)}"


def average(exact: Fraction, years: int, places: int, rounding: Rounding) -> str:
    """Say an average yearly rate: up 3.9% a year on average over 2 years."""
    sign = figures.sign(exact, places, rounding)
    span = f"a year on average over {years} years"
    if sign == 0:
        return f"unchanged {span.removeprefix('a year ')}"
    return f"{_UP_DOWN[sign]} {figures.magnitude(exact, places, rounding)}% {span}"


def completion(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far the target is met: met 100% of the annual target."""
    return f"met {percent(exact, figures.completion_places(exact, places), rounding)} of the annual target"


def fulfilment(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say that the target is met or exceeded, judged exactly; else how far it is met."""
    if exact > 100:
        return "exceeded the annual target"
    return "met the annual target" if exact == 100 else completion(exact, places, rounding)


def of_plan(target: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far a target named as an amount is met."""
    met = percent(exact, figures.completion_places(exact, places), rounding)
    return f"{met} of the annual target of {target}"


def rank(rank: int) -> str:
    """Say a rank: first, second, 11th."""
    return nth(rank)


def standing(rank: int, scope: str) -> str:
    """Say a rank and among whom: ranked second in the prefecture."""
    place = f" in {scope}" if scope else ""
    return f"ranked {nth(rank)}{place}"


def share_of(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share and of what: 5.49% of investment."""
    return f"{percent(exact, places, rounding)} of {within(whole)}"


def proportion(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share at length: accounting for 5.49% of investment."""
    return f"accounting for {percent(exact, places, rounding)} of {within(whole)}"


def share_change(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say the change of a share: the share up 1.2 percentage points over the previous year."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"the share {_FLAT[Lead.OVER_PRIOR]}"
    return f"the share {_UP_DOWN[sign]} {points(exact, places, rounding)}{_LEADS[Lead.OVER_PRIOR]}"


def pull(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how many points of the growth of `whole` are due to a part."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"contributing nothing to the growth of {within(whole)}"
    verb = "adding {} to" if sign > 0 else "taking {} from"
    return f"{verb.format(points(exact, places, rounding))} the growth of {within(whole)}"


def contribution(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say which part of the change of `whole` is due: contributing 44.6% of the growth of industry."""
    return f"contributing {percent(exact, places, rounding)} of the growth of {within(whole)}"


def listing(names: Sequence[str]) -> str:
    """Say all names: A, B and C."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def some_of(names: Sequence[str], count: int, unit: Unit) -> str:
    """Say some names and how many there are in all: 8 including A, B and C."""
    return f"{joined(str(count), unit)} including {listing(names)}"


def within(name: str) -> str:
    """Say a name inside a sentence: Industrial output as industrial output, GDP as it is."""
    begins_a_word = name.partition(" ")[0][1:].islower()
    return name[:1].lower() + name[1:] if begins_a_word else name


def stated(name: str, amount: str, period: str = "") -> str:
    """Say a figure in a sentence: Output stood at 1.183 billion yuan (January to November)."""
    return f"{name} stood at {amount}" + (f" ({period})" if period else "") if amount else name


def ordinal(number: int) -> str:
    """Say the number of a section, without marks."""
    return str(number)


def section_number(level: int, number: int) -> str:
    """Say the number of a heading with its marks: I. 1. (1) (a), each with the blank that follows it."""
    letter = chr(ord("a") + (number - 1) % 26)
    return {1: f"{roman(number)}. ", 2: f"{number}. ", 3: f"({number}) ", 4: f"({letter}) "}[level]


def date(day: datetime.date) -> str:
    """Say a date without leading zeros: 31 December 2020."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", "en")


def _size(exact: Fraction, unit: Unit, decimals: int, rounding: Rounding) -> str:
    return joined(digits(rounded(exact, decimals, rounding).copy_abs(), unit), unit)


def _rate_unit(change: Change) -> str:
    if change.kind is not Kind.POINTS:
        return "%"
    return " percentage points" if change.unit is None else _points_of(change.unit)


def _points_of(unit: Unit) -> str:
    return " per mille points" if figures.is_thousandth(unit) else " percentage points"

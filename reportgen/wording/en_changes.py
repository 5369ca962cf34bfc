"""How figures changed, in the words of an English report."""

from __future__ import annotations

from fractions import Fraction

from reportgen.growth import Change, Kind, is_subtracted
from reportgen.quantities import Rounding, Unit, rounded
from reportgen.wording import figures
from reportgen.wording.en_units import digits, joined
from reportgen.wording.speech import PLAIN, Lead, Style

__all__ = [
    "average",
    "change",
    "delta",
    "direction",
    "is_speed",
    "movement",
    "net",
    "points",
    "rate",
    "rate_number",
    "share_change",
    "sign_change",
]

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


def share_change(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say the change of a share: the share up 1.2 percentage points over the previous year."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"the share {_FLAT[Lead.OVER_PRIOR]}"
    return f"the share {_UP_DOWN[sign]} {points(exact, places, rounding)}{_LEADS[Lead.OVER_PRIOR]}"


def _size(exact: Fraction, unit: Unit, decimals: int, rounding: Rounding) -> str:
    return joined(digits(rounded(exact, decimals, rounding).copy_abs(), unit), unit)


def _rate_unit(change: Change) -> str:
    if change.kind is not Kind.POINTS:
        return "%"
    return " percentage points" if change.unit is None else _points_of(change.unit)


def _points_of(unit: Unit) -> str:
    return " per mille points" if figures.is_thousandth(unit) else " percentage points"

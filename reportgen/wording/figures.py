"""What the languages share: the digits of a number, rounded once, and what a rounded change amounts to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reportgen.growth import Change, Kind
from reportgen.quantities import Quantity, Rounding, Unit, finite_places, plain, rounded
from reportgen.wording.units import MONEY

__all__ = [
    "ENDLESS_PLACES",
    "amount_in",
    "completion_places",
    "doublings",
    "is_money",
    "is_thousandth",
    "lands_on_zero",
    "magnitude",
    "multiple",
    "places_of",
    "rate_digits",
    "sign",
    "told",
    "told_points",
]

ENDLESS_PLACES = 2  # decimals of a number that never ends, such as 100亩 in ㎡, when none are asked for
THOUSANDTH = Fraction(1, 10)  # a 千分点 in percentage points


def amount_in(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> Decimal:
    """Return the number of `quantity` in `unit`, rounded once to `places`.

    None: as the cell holds it, or, converted, with as many decimals as it needs.
    """
    if places is None and quantity.unit.scale == unit.scale and quantity.unit.dimension == unit.dimension:
        return quantity.amount
    exact = quantity.in_unit(unit)
    return rounded(exact, places_of(exact, places), rounding)


def places_of(exact: Fraction, places: int | None) -> int:
    """Return the decimals to print `exact` with: `places`, or those it needs."""
    if places is not None:
        return places
    needed = finite_places(exact)
    return ENDLESS_PLACES if needed is None else needed


def magnitude(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Return the digits of `exact` without its sign."""
    return plain(rounded(exact, places, rounding).copy_abs())


def sign(exact: Fraction, places: int, rounding: Rounding) -> int:
    """Return 1, 0 or -1: the sign of `exact` as printed. What prints as 0.0 is flat."""
    number = rounded(exact, places, rounding)
    return (number > 0) - (number < 0)


def completion_places(exact: Fraction, places: int) -> int:
    """Return the decimals of a completed share of a target: a whole per cent has none."""
    return 0 if exact.denominator == 1 else places


def is_money(change: Change) -> bool:
    """Return whether a loss may be spoken of; a change that names no unit is taken for money."""
    return change.unit is None or change.unit.dimension in MONEY


def lands_on_zero(change: Change) -> bool:
    """Return whether this year's value is zero, so that a loss has ended without becoming a profit."""
    return change.value is not None and change.value.amount == 0


def is_thousandth(unit: Unit | None) -> bool:
    """Return whether changes of values in `unit` are told in thousandths (‰)."""
    return unit is not None and unit.dimension in ("percent", "points") and unit.scale == Decimal("0.1")


def told_points(exact: Fraction, unit: Unit | None) -> Fraction:
    """Return `exact` percentage points as told of values in `unit`: 千分点 of ‰, else 百分点."""
    return exact / THOUSANDTH if is_thousandth(unit) else exact


def told(change: Change) -> Fraction:
    """Return the measure of `change` as it is told: in per cent, points or thousandths; zero without one."""
    if change.exact is None:
        return Fraction(0)
    return told_points(change.exact, change.unit) if change.kind is Kind.POINTS else change.exact


def rate_digits(change: Change, places: int, rounding: Rounding) -> str:
    """Return the digits of the rate with its sign, or nothing where none may be stated."""
    return plain(rounded(told(change), places, rounding)) if change.has_rate else ""


def doublings(exact: Fraction, places: int, rounding: Rounding) -> int:
    """Return how often a value doubled that grew by `exact` per cent, as printed; 0 for other growth."""
    rate, times = rounded(exact, places, rounding), 1
    while rate > (2**times - 1) * 100:
        times += 1
    return times if rate == (2**times - 1) * 100 else 0


def multiple(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Return by how many times a value grew, with no more decimals than needed: 1.2 for 120 %."""
    needed, most = finite_places(exact / 100), max(places, 1)
    return magnitude(exact / 100, most if needed is None else min(needed, most), rounding)

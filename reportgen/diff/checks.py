"""What is wrong with a changed figure by itself: slips of units and points, rates that no longer fit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reportgen.quantities import Quantity, decimal_places, plain, rounded

__all__ = ["Difference", "difference", "expected_rate", "fits_rate", "moved_point", "unit_slip"]

_FACTORS = tuple(10**power for power in (3, 4, 6, 8))  # between 元, 千元, 万元, 百万元 and 亿元
_SLACK = Fraction(5, 2)  # by how much a figure may have changed beside the slip
_PLACES = 6  # decimals of a difference that never ends
_RELATIVE_PLACES = 2


class Difference(NamedTuple):
    """New less old in the new figure's unit, and in per cent of the old figure."""

    amount: Decimal
    relative: Decimal | None


def difference(old: Quantity, new: Quantity) -> Difference | None:
    """Return how much a figure has changed; None for two that do not convert.

    Percentages differ by points and have no change in per cent.
    """
    if old.unit.dimension != new.unit.dimension:
        return None
    base = old.in_unit(new.unit)
    exact = Fraction(new.amount) - base
    places = max(decimal_places(old.amount), decimal_places(new.amount))
    places = places if exact == Fraction(rounded(exact, places)) else _PLACES
    relative = (
        None if base == 0 or new.unit.is_percent else rounded(exact / abs(base) * 100, _RELATIVE_PLACES)
    )
    return Difference(rounded(exact, places), relative)


def unit_slip(old: Quantity, new: Quantity) -> int:
    """Return the factor when a figure is about a thousand, ten thousand or more times another, or such a part
    of it, as happens when 元 is written for 万元; 0 otherwise."""
    if old.unit.dimension != new.unit.dimension or not old.amount or not new.amount:
        return 0
    ratio = abs(new.exact / old.exact)
    larger = ratio if ratio >= 1 else 1 / ratio
    return next((factor for factor in _FACTORS if 1 / _SLACK <= larger / factor <= _SLACK), 0)


def moved_point(old: Quantity, new: Quantity) -> bool:
    """Tell whether two figures have the same digits with the point elsewhere, such as 11.83 and 118.3."""
    digits = [plain(abs(one.amount)).replace(".", "").strip("0") for one in (old, new)]
    return digits[0] == digits[1] != "" and len(digits[0]) > 1 and abs(old.exact) != abs(new.exact)


def fits_rate(old: Quantity, rate: Decimal, new: Quantity, stated: Decimal) -> bool | None:
    """Tell whether a value can have the rate that is `stated` with it, in per cent, against the base of an
    old value and its `rate`; None when nothing follows."""
    follows = _follows(old, rate, new)
    if follows is None:
        return None
    least, most = _rate_ends(stated)
    return least <= follows[1] and follows[0] <= most


def expected_rate(old: Quantity, rate: Decimal, new: Quantity, stated: Decimal) -> Decimal | None:
    """Return the rate in per cent that a changed figure would have against the same base, to as many decimals
    as are certain, when the rate that is stated with it cannot be; None when it can, or nothing follows."""
    follows = _follows(old, rate, new)
    if follows is None or fits_rate(old, rate, new, stated):
        return None
    low, high = follows
    for places in range(max(decimal_places(stated), 1), 0, -1):
        if rounded(low, places) == rounded(high, places):
            return rounded(low, places)
    return rounded(new.exact / (old.exact / (1 + Fraction(rate) / 100)) * 100 - 100, 0)


def _follows(old: Quantity, rate: Decimal, new: Quantity) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest rate of a new value against the base of an old one and its rate.

    All three are as printed: each may be off by half its last digit, and so may what follows from them.
    """
    if old.unit.dimension != new.unit.dimension or old.amount <= 0 or rate <= -100:
        return None
    before, of, after = _ends(old), _rate_ends(rate), _ends(new)
    if before[0] <= 0 or of[0] <= -100 or after[0] < 0:
        return None
    low = after[0] / before[1] * (1 + of[0] / 100) * 100 - 100
    return low, after[1] / before[0] * (1 + of[1] / 100) * 100 - 100


def _ends(one: Quantity) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest exact amount that prints so."""
    if one.unit.is_count:
        return one.exact, one.exact
    slack = Fraction(one.unit.scale) / (2 * 10 ** decimal_places(one.amount))
    return one.exact - slack, one.exact + slack


def _rate_ends(rate: Decimal) -> tuple[Fraction, Fraction]:
    slack = Fraction(1, 2 * 10 ** decimal_places(rate))
    return Fraction(rate) - slack, Fraction(rate) + slack

"""What is wrong with a changed figure by itself: slips of units and points, rates that no longer fit."""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from reportgen.quantities import Quantity, decimal_places, plain, rounded

__all__ = ["Difference", "difference", "expected_rate", "fits_rate", "moved_point", "unit_slip"]

_FACTORS = tuple(10**power for power in (3, 4, 6, 8))  # between 元, 千元, 万元, 百万元 and 亿元
_SLACK = Fraction(5, 2)  # by how much a figure may have changed beside the slip
_PLACES = 6  # decimals of a difference that never ends
_RELATIVE_PLACES = 2
_EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)  # for sums and products, which end


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
    base: Decimal | Fraction
    exact: Decimal | Fraction
    if old.unit == new.unit:
        base, exact = old.amount, _EXACT.subtract(new.amount, old.amount)
    else:
        base = old.in_unit(new.unit)
        exact = Fraction(new.amount) - base
    places = max(decimal_places(old.amount), decimal_places(new.amount))
    amount = rounded(exact, places)
    relative = None
    if base != 0 and not new.unit.is_percent:
        relative = rounded((100 if base > 0 else -100) * _quotient(exact, base), _RELATIVE_PLACES)
    return Difference(amount if exact == amount else rounded(exact, _PLACES), relative)


def _quotient(one: Decimal | Fraction, other: Decimal | Fraction) -> Fraction:
    (numerator, by), (divisor, of) = one.as_integer_ratio(), other.as_integer_ratio()
    return Fraction(numerator * of, by * divisor)  # made once, not for each of the two


def unit_slip(old: Quantity, new: Quantity) -> int:
    """Return the factor when a figure is about a thousand, ten thousand or more times another, or such a part
    of it, as happens when 元 is written for 万元; 0 otherwise."""
    if old.unit.dimension != new.unit.dimension or not old.amount or not new.amount:
        return 0
    if _order(old) == _order(new):  # the usual case needs no fractions
        return 0
    ratio = abs(new.exact / old.exact)
    larger = ratio if ratio >= 1 else 1 / ratio
    return next((factor for factor in _FACTORS if 1 / _SLACK <= larger / factor <= _SLACK), 0)


def _order(one: Quantity) -> int:
    """Return the power of ten of an amount, to within one."""
    return one.amount.adjusted() + one.unit.scale.adjusted()


def moved_point(old: Quantity, new: Quantity) -> bool:
    """Tell whether two figures have the same digits with the point elsewhere, such as 11.83 and 118.3."""
    digits = [plain(abs(one.amount)).replace(".", "").strip("0") for one in (old, new)]
    return digits[0] == digits[1] != "" and len(digits[0]) > 1 and abs(old.exact) != abs(new.exact)


def fits_rate(old: Quantity, rate: Decimal, new: Quantity, stated: Decimal) -> bool | None:
    """Tell whether a value can have the rate that is `stated` with it, in per cent, against the base of an
    old value and its `rate`; None when nothing follows."""
    with localcontext(_EXACT):
        follows = _follows(old, rate, new)
        return None if follows is None else _fits(follows, stated)


def expected_rate(old: Quantity, rate: Decimal, new: Quantity, stated: Decimal) -> Decimal | None:
    """Return the rate in per cent that a changed figure would have against the same base, to as many decimals
    as are certain, when the rate that is stated with it cannot be; None when it can, or nothing follows."""
    with localcontext(_EXACT):
        follows = _follows(old, rate, new)
        if follows is None or _fits(follows, stated):
            return None
        likely = new.amount * new.unit.scale * (100 + rate), old.amount * old.unit.scale
    low, high = (_quotient(*growth) - 100 for growth in follows)
    for places in range(max(decimal_places(stated), 1), 0, -1):
        due = rounded(low, places)
        if due == rounded(high, places):
            return due
    return rounded(_quotient(*likely) - 100, 0)


_Growth = tuple[Decimal, Decimal]
"""A value in per cent of a base, as the two that it is the quotient of, which would have to be rounded."""


def _follows(old: Quantity, rate: Decimal, new: Quantity) -> tuple[_Growth, _Growth] | None:
    """Return the least and the greatest growth to a new value from the base of an old one and its rate, 100
    more than the rate.

    All three are as printed: each may be off by half its last digit, and so may what follows from them.
    """
    if old.unit.dimension != new.unit.dimension or old.amount <= 0 or rate <= -100:
        return None
    before, of, after = _ends(old), _around(rate), _ends(new)
    if before[0] <= 0 or of[0] <= -100 or after[0] < 0:
        return None
    return (after[0] * (100 + of[0]), before[1]), (after[1] * (100 + of[1]), before[0])


def _fits(follows: tuple[_Growth, _Growth], stated: Decimal) -> bool:
    (low, base_of_low), (high, base_of_high) = follows
    least, most = _around(stated)
    return (100 + least) * base_of_high <= high and low <= (100 + most) * base_of_low


def _ends(one: Quantity) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest exact amount that prints so, in the base unit."""
    scale = one.unit.scale
    if one.unit.is_count:
        return one.amount * scale, one.amount * scale
    least, most = _around(one.amount)
    return least * scale, most * scale


def _around(printed: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number that prints so."""
    slack = Decimal(5).scaleb(-decimal_places(printed) - 1)
    return printed - slack, printed + slack

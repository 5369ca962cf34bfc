"""What figures that were rounded for print allow: never a fixed tolerance, always the printed decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import product

from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.quantities import plain, rounded

__all__ = ["added", "apart", "gap", "of", "shown", "signed", "total"]


def of(computed: Callable[..., Fraction], *given: Interval) -> Interval | None:
    """Return the least and greatest result over all corners, for what is monotone in each; None where it
    cannot be computed."""
    try:
        results = [computed(*corner) for corner in product(*given)]
    except ZeroDivisionError:
        return None
    return Interval(min(results), max(results))


def signed(figure: Figure, sign: int) -> Interval:
    """Return the interval of a change with its direction."""
    least, most = figure.interval
    return Interval(-most, -least) if sign < 0 and figure.amount >= 0 else Interval(least, most)


def added(amounts: Iterable[Fraction]) -> Fraction:
    """Return the sum of amounts."""
    return sum(amounts, Fraction(0))


def total(figures: Iterable[Figure]) -> Interval:
    """Return the interval of a sum."""
    intervals = [one.interval for one in figures]
    return Interval(
        sum((one.least for one in intervals), Fraction(0)), sum((one.most for one in intervals), Fraction(0))
    )


def gap(one: Interval, other: Interval) -> Fraction:
    """Return how far two intervals are apart, 0 when they meet."""
    return max(Fraction(0), one.least - other.most, other.least - one.most)


def apart(one: Interval, other: Interval) -> bool:
    """Tell whether no number is in both."""
    return gap(one, other) > 0


def shown(interval: Interval, places: int, scale: Decimal = Decimal(1)) -> str:
    """Return the middle of an interval to so many places, in units of `scale`."""
    middle = (interval.least + interval.most) / 2 / Fraction(scale)
    return plain(rounded(middle, max(0, min(places, 6))))

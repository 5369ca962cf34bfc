"""What figures that were rounded for print allow: never a fixed tolerance, always the printed decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.quantities import plain, rounded

__all__ = ["added", "apart", "between", "gap", "mistyped", "near_miss", "of", "shown", "signed", "total"]


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


def between(value: Interval, least: Fraction, most: Fraction) -> bool:
    """Tell whether some number of an interval lies between two."""
    return value.most >= least and value.least <= most


def shown(interval: Interval, places: int, scale: Decimal = Decimal(1)) -> str:
    """Return the middle of an interval to so many places, in units of `scale`."""
    middle = (interval.least + interval.most) / 2 / Fraction(scale)
    return plain(rounded(middle, max(0, min(places, 6))))


def mistyped(whole: Figure, parts: Sequence[Figure], *, all_told: bool = False) -> bool:
    """Tell whether one figure with its digits in another order, one too many or the point elsewhere, would
    make parts add up to their whole. Parts that fall short need not be all there are, unless that is told
    (`all_told`): then only three digits and more in another order tell."""
    if len({one.unit.dimension for one in (whole, *parts)}) != 1:
        return False
    sum_of_all = added(one.exact for one in parts)
    over = all_told or sum_of_all > whole.exact
    if _is_mistyped(whole, sum_of_all, over):
        return True
    return any(_is_mistyped(one, whole.exact - (sum_of_all - one.exact), over) for one in parts)


def _is_mistyped(told: Figure, due: Fraction, over: bool) -> bool:
    finest = told.last_digit / 100
    if due <= 0 or (due / finest).denominator != 1 or due == told.exact:
        return False
    one, other = _digits(told.exact / finest), _digits(due / finest)
    if sorted(one) == sorted(other) and one != other:
        return len(one) > (1 if over else 2)
    if over and _swapped(told, due):
        return True
    return over and (one == other or one[1:] == other)  # the point elsewhere, a digit before


def _swapped(told: Figure, due: Fraction) -> bool:
    """Tell whether two digits of a printed number changed places, a zero at its end included: 20.5, 25.0."""
    steps = due / told.last_digit
    one, other = str(int(told.exact / told.last_digit)), str(int(steps))
    return steps.denominator == 1 and len(one) > 2 and sorted(one) == sorted(other) and one != other


def _digits(number: Fraction) -> str:
    """Return the digits of a number without the zeros behind them."""
    return str(int(number)).rstrip("0")


def near_miss(one: Fraction, other: Fraction, unit: Fraction) -> bool:
    """Tell whether two sums differ as by one slip of the pen: a single digit, or two that changed places."""
    if not other or unit <= 0:
        return False
    difference = abs(one - other)
    steps = difference / unit
    if steps.denominator != 1 or difference > abs(other) / 20:
        return False
    digits = str(steps.numerator).rstrip("0")
    return len(digits) == 1 or (len(digits) <= 2 and steps.numerator % 9 == 0)

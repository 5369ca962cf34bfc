"""Exact intervals: where the true value of a rounded figure lies, and of what is computed from several.

Each operation gives the least interval that holds every possible result. A figure that stands twice in an
expression is taken for two: the interval may then be wider than need be, never narrower.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Interval", "around"]


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `least` to `most`, both included; None where there is no bound."""

    least: Fraction | None
    most: Fraction | None

    def __neg__(self) -> Interval:
        return Interval(_negated(self.most), _negated(self.least))

    def __add__(self, other: Interval) -> Interval:
        return Interval(_sum(self.least, other.least), _sum(self.most, other.most))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [(one, two) for one in (self.least, self.most) for two in (other.least, other.most)]
        products = [one * two for one, two in ends if one is not None and two is not None]
        return Interval(min(products), max(products)) if len(products) == len(ends) else _ALL

    def __truediv__(self, other: Interval) -> Interval:
        """Return the quotients; without bounds where the divisor may be zero."""
        least, most = other.least, other.most
        if least is None or most is None or least <= 0 <= most:
            return _ALL
        return self * Interval(1 / most, 1 / least)

    def meets(self, value: Fraction, slack: Fraction = Fraction(0)) -> bool:
        """Return whether some number of the interval is no farther than `slack` from `value`."""
        below = self.least is None or self.least - slack <= value
        return below and (self.most is None or value <= self.most + slack)


_ALL = Interval(None, None)


def around(value: Fraction, slack: Fraction) -> Interval:
    """Return the interval of what is at most `slack` away from `value`."""
    return Interval(value - slack, value + slack) if slack else Interval(value, value)


def _negated(bound: Fraction | None) -> Fraction | None:
    return None if bound is None else -bound


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other

"""What is taken for suspicious: the numbers that checks go by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reportgen.house import DEFAULT_RATE_PLACES
from reportgen.indicators import Indicator
from reportgen.quantities import Rounding

__all__ = ["Limits", "slip"]

# How far a ratio may be from a step between units to be taken for a slip of unit; real changes are smaller.
_SLIPS = (
    (100_000_000, Fraction(3)),  # 亿元 and 元
    (10_000, Fraction(3)),  # 万元 and 元, 亿元 and 万元
    (1_000, Fraction(2)),  # 千元 and 元
    (100, Fraction(2)),  # per cent and fractions
)
_WIDEST = Fraction(3)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken for suspicious: a change of more than `jump` per cent without a note.

    A given rate is compared with the computed one at the row's decimals, or at `rate_places`.
    """

    jump: Decimal = Decimal(30)
    rate_places: int = DEFAULT_RATE_PLACES
    rounding: Rounding = Rounding.HALF_UP

    def places_of(self, one: Indicator) -> int:
        """Return the decimals of the rate of `one`."""
        return self.rate_places if one.rate_places is None else one.rate_places


def slip(one: Fraction, other: Fraction, least: int = 100, widest: Fraction = _WIDEST) -> int:
    """Return the step between units that two amounts seem to differ by, such as 10000; 0 where they differ
    by no such step, by one below `least`, by `widest` times more or less, or not by a factor at all."""
    if one * other <= 0:
        return 0
    times = max(one / other, other / one)
    for step, usual in _SLIPS:
        width = min(usual, widest)
        if step >= least and step / width <= times <= step * width:
            return step
    return 0

"""The numbers that one slip of the pen makes of a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

__all__ = ["SHIFTED", "Slips", "has_between", "slips_of", "ticks_of"]

SHIFTED = 2
"""How many places the point of a number may have been moved."""


class Slips(NamedTuple):
    """Numbers that a slip makes of one, in the order of their size, in units of its last printed digit over a
    hundred: `few` by two neighbours that changed places, or a zero or a point too many or too few; `many` by a
    digit that is wrong, lost or added."""

    few: Sequence[int]
    many: Sequence[int]


@lru_cache(maxsize=2048)
def ticks_of(digits: str) -> Slips:
    """Return the slips of a number as whole numbers."""
    places = len(digits.partition(".")[2]) + SHIFTED
    few, many = slips_of(digits)
    return Slips(_whole(few, places), _whole(many, places))


def _whole(numbers: Sequence[str], places: int) -> list[int]:
    found = (Fraction(one) * 10**places for one in numbers)
    return sorted(int(one) for one in found if one.denominator == 1)


def has_between(numbers: Sequence[int], least: int, most: int) -> bool:
    """Tell whether one of some numbers in their order lies between two."""
    at = bisect_left(numbers, least)
    return at < len(numbers) and numbers[at] <= most


@lru_cache(maxsize=2048)
def slips_of(digits: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that a slip of the pen makes of one, the likely few and the many others."""
    whole, point, rest = digits.partition(".")
    few = {_swapped(digits, at) for at in range(len(digits) - 1)}
    plain = whole + rest
    for places in range(max(0, len(rest) - SHIFTED), len(rest) + SHIFTED + 1):
        few.add(_pointed(plain, places))
    if not point:
        few |= {digits + "0", digits[:-1]}
    many = {digits + other for other in "0123456789"}
    for at, sign in enumerate(digits):
        if sign != ".":
            many.add(digits[:at] + digits[at + 1 :])
            for other in "0123456789":
                many |= {digits[:at] + other + digits[at + 1 :], digits[:at] + other + digits[at:]}
    few = {one for one in few if _is_other(one, digits)}
    return tuple(sorted(few)), tuple(sorted(one for one in many - few if _is_other(one, digits)))


def _swapped(digits: str, at: int) -> str:
    other = at + 2 if digits[at + 1] == "." else at + 1
    if digits[at] == "." or other >= len(digits):
        return digits
    return digits[:at] + digits[other] + digits[at + 1 : other] + digits[at] + digits[other + 1 :]


def _pointed(plain: str, places: int) -> str:
    padded = plain.rjust(places + 1, "0")
    return f"{padded[: len(padded) - places]}.{padded[len(padded) - places :]}" if places else padded


def _is_other(one: str, digits: str) -> bool:
    """Tell whether it is a number of its own: in print it neither starts with a zero nor ends in a point."""
    if one in ("", ".") or one.startswith(".") or one.endswith("."):
        return False
    return Fraction(one) != Fraction(digits) and (one[0] != "0" or one.startswith("0."))

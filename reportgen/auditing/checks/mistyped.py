"""The numbers that one slip of the pen makes of a number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.intervals import added

__all__ = [
    "SHIFTED",
    "add_up_but_for",
    "begun_anew",
    "few_slips",
    "has_between",
    "many_slips",
    "mistyped_as",
    "swaps",
]

SHIFTED = 2
"""How many places the point of a number may have been moved."""
_UNIT = 10**SHIFTED
Slips = Callable[[str], Sequence[int]]
"""What slips of a kind make of a printed number."""


@lru_cache(maxsize=4096)
def few_slips(digits: str) -> Sequence[int]:
    """Return what the likely slips make of a printed number, in the order of size and in hundredths of its
    last digit: two neighbours changed places, a zero or the point is too many, too few or elsewhere."""
    whole, _, rest = digits.partition(".")
    number = int(whole + rest)
    found = {number * _UNIT * 10**by for by in range(1, SHIFTED + 1)}
    found |= {number * _UNIT // 10**by for by in range(1, SHIFTED + 1)}
    if not rest:
        found.add(number // 10 * _UNIT)
    return sorted((found | set(swaps(digits))) - {number * _UNIT, 0})


def _with_zero(whole: str, rest: str) -> Iterator[int]:
    """Yield a number with a zero more within, and with one less."""
    for at in range(1, len(whole) + len(rest)):
        parts = (whole[:at] + "0" + whole[at:], rest) if at < len(whole) else (
            whole, rest[: at - len(whole)] + "0" + rest[at - len(whole) :]
        )  # fmt: skip
        yield _hundredths(*parts, len(rest))
        if (whole + rest)[at] == "0":
            less = (whole[:at] + whole[at + 1 :], rest) if at < len(whole) else (
                whole, rest[: at - len(whole)] + rest[at - len(whole) + 1 :]
            )  # fmt: skip
            yield _hundredths(*less, len(rest))


def _hundredths(whole: str, rest: str, places: int) -> int:
    """Return a printed number in hundredths of the last of so many decimals."""
    by = places + SHIFTED - len(rest)
    number = int(whole + rest)
    return number * int(10**by) if by >= 0 else number // int(10**-by)


@lru_cache(maxsize=4096)
def swaps(digits: str) -> Sequence[int]:
    """Return what a printed number is with two neighbours in the other order, as `few_slips` tells it."""
    whole, _, rest = digits.partition(".")
    plain = whole + rest
    swapped = (plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in range(len(plain) - 1))
    found = {int(each) * _UNIT for each in swapped if each[0] != "0" or len(whole) == 1}
    return sorted(found - {int(plain) * _UNIT, 0})


@lru_cache(maxsize=4096)
def many_slips(digits: str) -> Sequence[int]:
    """Return what other slips make of it: a digit is wrong, lost or added."""
    whole, _, rest = digits.partition(".")
    plain = whole + rest
    number = int(plain)
    found = set(_added(plain, len(whole)))
    for at, sign in enumerate(plain):
        worth = 10 ** (len(plain) - at - 1)
        least = 1 if at == 0 and len(whole) > 1 else 0  # no number begins with a zero
        found |= {(number + (digit - int(sign)) * worth) * _UNIT for digit in range(least, 10)}
        lost = plain[:at] + plain[at + 1 :]
        if lost:
            found.add(int(lost) * (_UNIT if at < len(whole) else _UNIT * 10))
    return sorted(found - {number * _UNIT, 0} - set(few_slips(digits)))


def begun_anew(digits: str) -> Sequence[int]:
    """Return the likely slips, what a printed number is without its first digit, and with a zero more or less
    within."""
    whole, _, rest = digits.partition(".")
    first = [int(whole[1:] + rest) * _UNIT] if len(whole) > 1 else []
    return (*few_slips(digits), *first, *_with_zero(whole, rest))


def _added(plain: str, whole: int) -> Iterator[int]:
    for at in range(len(plain) + 1):
        unit = _UNIT if at < whole or whole == len(plain) else _UNIT // 10
        for digit in "0123456789":
            yield int(plain[:at] + digit + plain[at:]) * unit


def has_between(numbers: Sequence[int], least: int, most: int) -> bool:
    """Tell whether one of some numbers in their order lies between two."""
    at = bisect_left(numbers, least)
    return at < len(numbers) and numbers[at] <= most


def add_up_but_for(slips_of: Slips, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether parts would add up to their whole, to the last digit, without one slip in one of all these
    figures."""
    off = added(one.exact for one in parts) - whole.exact
    for at, one in enumerate((whole, *parts)):
        due = (one.exact + (-off if at else off)) / one.last_digit * _UNIT
        if one.amount > 0 and due.denominator == 1 and due.numerator in slips_of(one.digits):
            return True
    return False


def mistyped_as(figure: Figure, *, any_slip: bool = False) -> Iterator[Figure]:
    """Yield what a figure may have been before a likely slip, or before any, with as many decimals as it
    needs; nothing for one that is not above zero."""
    yield from _before(figure, few_slips)
    if any_slip:
        yield from _before(figure, many_slips)


def _before(figure: Figure, slips_of: Slips) -> Iterator[Figure]:
    for hundredths in slips_of(figure.digits) if figure.amount > 0 else ():
        amount = Decimal(hundredths).scaleb(-figure.places - SHIFTED)
        places = max(figure.places, -int(amount.normalize().as_tuple().exponent))
        yield figure._replace(amount=amount.quantize(Decimal(1).scaleb(-places)))

"""Looks at what operators and formats are given, before they make anything of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sized
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.template.limits import BITS, LENGTH, WIDTH, LimitError, bits, check_number, expanse, within
from reportgen.template.text import refuse_mute

__all__ = ["BINARY_OPERATORS", "check_format", "check_operation", "check_widths"]

BINARY_OPERATORS = frozenset({"*", "**", "%", "+", "-", "/"})
_NUMBERS = re.compile(r"\d+")
_PASSED = re.compile(r"%[-#0 +\d.]*\*")  # a width that is a value itself
_LONG_NUMBER = re.compile(r"\d{5,}")  # a width of 10000 and more in a format


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Refuse an operation whose result would be beyond all use: LimitError before it is computed."""
    if isinstance(left, str | bytes | list | tuple) or isinstance(right, str | bytes | list | tuple):
        _check_growth(operator, left, right)
    elif operator == "**":
        _check_power(left, right)
    elif operator == "*":
        within(bits(left) + bits(right), BITS, "digits")
    else:
        check_number(left)
        check_number(right)


def check_format(form: str, values: Iterable[Any]) -> None:
    """Refuse a format by percent signs whose widths, written out or passed in, would make a giant text, and
    one of what has no text."""
    within(len(form), LENGTH, "length")
    if _LONG_NUMBER.search(form):
        raise LimitError("width")
    given = [*values]
    refuse_mute(*given)
    longest = max(map(expanse, given), default=0)
    if _PASSED.search(form):
        check_widths(given)
        longest = max(longest, WIDTH)
    written = sum(map(int, _NUMBERS.findall(form)))
    within(len(form) + written + form.count("%") * longest, LENGTH, "length")


def check_widths(values: Iterable[Any]) -> None:
    """Refuse a width, indent or precision that is out of all reason."""
    for value in values:
        if isinstance(value, int) and abs(value) > WIDTH:
            raise LimitError("width")


def _check_growth(operator: str, left: Any, right: Any) -> None:
    if operator == "+":
        if isinstance(left, Sized) and isinstance(right, Sized):
            within(len(left) + len(right), LENGTH, "length")
    elif operator == "*":
        for many, times in ((left, right), (right, left)):
            if isinstance(many, str | bytes | list | tuple) and isinstance(times, int):
                within(len(many) * times, LENGTH, "length")
    elif operator == "%" and isinstance(left, str | bytes):
        if isinstance(right, Mapping):
            right = tuple(right.values())
        form = left if isinstance(left, str) else left.decode("latin-1")
        check_format(form, right if isinstance(right, tuple) else (right,))


def _check_power(base: Any, exponent: Any) -> None:
    check_number(exponent)
    if isinstance(exponent, int | float | Decimal | Fraction):
        times = abs(float(exponent))
        within(max(bits(base), 1) * times if times > 1 else 0, BITS, "digits")

"""Bounds on what a template may cost: a template is somebody's text, not a program that is trusted.

The sandbox keeps expressions from reaching out; these bounds keep them from running for ever or filling the
memory. What could grow is checked before it is made, so nothing is paid for a render that does nothing
unusual: a loop is counted once when it starts, and the operators and functions that can make much out of
little look at sizes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sized
from functools import wraps
from itertools import islice
from typing import Any

import jinja2
from jinja2.runtime import Context

__all__ = ["BINARY_OPERATORS", "LimitError", "Spending", "bounded_filters", "check_call", "check_operation"]

ITERATIONS = 3_000_000  # passes through loops in one merge of one part
CALLS = 1_000_000  # calls of macros and methods
LENGTH = 2_000_000  # characters or members of a value made by an expression
OUTPUT = 50_000_000  # characters printed into one part
DIGITS = 4_000  # decimal digits of a whole number
WIDTH = 10_000  # a width, indent or precision

BINARY_OPERATORS = frozenset({"*", "**", "%", "+"})
_BITS = DIGITS * 10 // 3
_LONG_NUMBER = re.compile(r"\d{5,}")  # a width of 10000 and more in a format
_GROWING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "to_bytes"})


class LimitError(Exception):
    """Raised when a template goes beyond a bound; the text names the bound."""


class Spending:
    """What one merge of one part has spent so far."""

    __slots__ = ("calls", "iterations", "output")

    def __init__(self) -> None:
        self.iterations = self.calls = self.output = 0

    def loop(self, items: Any) -> Any:
        """Count the passes of a loop that is about to start and return what it loops over."""
        if not isinstance(items, Sized):
            if not isinstance(items, Iterable):
                return items
            items = list(islice(items, ITERATIONS - self.iterations + 1))
        self.iterations += len(items)
        _within(self.iterations, ITERATIONS, "iterations")
        return items

    def call(self) -> None:
        """Count a call."""
        self.calls += 1
        _within(self.calls, CALLS, "calls")

    def printed(self, length: int) -> None:
        """Count printed characters."""
        self.output += length
        if self.output > OUTPUT:  # said here, for this is asked of each value
            raise LimitError("characters")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Refuse an operation whose result would be beyond all use: LimitError before it is computed."""
    if operator == "+":
        if isinstance(left, str | list | tuple):
            _within(len(left) + (len(right) if isinstance(right, Sized) else 0), LENGTH, "length")
    elif operator == "*":
        _check_product(left, right)
    elif operator == "**":
        _check_power(left, right)
    elif isinstance(left, str):
        check_format(left, right if isinstance(right, tuple) else (right,))


def check_format(form: str, values: Iterable[Any]) -> None:
    """Refuse a format whose widths, written out or passed in, would make a giant text."""
    _within(len(form), LENGTH, "length")
    if _LONG_NUMBER.search(form):
        raise LimitError("width")
    if "*" in form or "{" in form:
        _check_widths(values)


def check_call(function: Any, arguments: tuple[Any, ...]) -> None:
    """Refuse a method of a text or number that would make much out of little."""
    function = getattr(function, "__wrapped__", function)  # the sandbox wraps str.format
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    if isinstance(owner, str | bytes):
        if name in _GROWING:
            _check_widths(arguments)
        elif name == "join" and arguments:
            _check_join(arguments[0], owner)
        elif name == "replace" and len(arguments) > 1:
            _check_replace(owner, *arguments[:2])
        elif name in ("format", "format_map"):
            check_format(str(owner), arguments)
    elif isinstance(owner, int) and name in _GROWING:
        _check_widths(arguments)


def bounded_filters(filters: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return the filters that can make much out of little, each behind a look at its sizes."""
    checks: dict[str, Callable[..., None]] = {
        **dict.fromkeys(
            ("batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap"), _widths
        ),
        "format": lambda value, *arguments: check_format(str(value), arguments),
        "join": lambda value, *arguments: _check_join(value, str(arguments[0]) if arguments else ""),
        "replace": lambda value, *arguments: _check_replace(str(value), *map(str, arguments[:2])),
    }
    return {name: _behind(check, filters[name]) for name, check in checks.items()}


def _behind(check: Callable[..., None], function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` behind `check`; it asks for the context so that jinja2 does not run it while
    compiling."""
    marked = getattr(function, "jinja_pass_arg", None)
    passes = {"_PassArg.environment": "environment", "_PassArg.eval_context": "eval_ctx"}.get(str(marked))

    @jinja2.pass_context
    @wraps(function, assigned=("__name__", "__doc__"), updated=())
    def bounded(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
        check(value, *arguments, *named.values())
        if marked is None:
            return function(value, *arguments, **named)
        first = context if passes is None else getattr(context, passes)
        return function(first, value, *arguments, **named)

    return bounded


def _widths(_: Any, *arguments: Any) -> None:
    _check_widths(arguments)


def _check_widths(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, int) and abs(value) > WIDTH:
            raise LimitError("width")


def _check_product(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _within(left.bit_length() + right.bit_length(), _BITS, "digits")
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | bytes | list | tuple) and isinstance(times, int):
            _within(len(many) * times, LENGTH, "length")


def _check_power(base: Any, exponent: Any) -> None:
    if not isinstance(exponent, int | float) or abs(exponent) <= 1:
        return
    bits = base.bit_length() if isinstance(base, int) else 64
    _within(bits * abs(exponent), _BITS, "digits")


def _check_join(parts: Any, separator: str | bytes) -> None:
    if isinstance(parts, Sized):
        _within(len(parts) * len(separator), LENGTH, "length")
    elif len(separator) > 16:
        raise LimitError("length")


def _check_replace(text: str | bytes, old: Any = "", new: Any = "") -> None:
    if isinstance(text, str) and isinstance(old, str) and isinstance(new, str):
        _within(len(text) + (text.count(old) + 1) * len(new), LENGTH, "length")


def _within(spent: float, bound: float, name: str) -> None:
    if spent > bound:
        raise LimitError(name)

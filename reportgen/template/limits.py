"""Bounds on what a template may cost: a template is somebody's text, not a program that is trusted.

The sandbox keeps expressions from reaching out; these bounds keep them from running for ever or filling the
memory. What could grow is checked before it is made. All work is counted in steps and all that is made in
units, and never in seconds: a template is refused on every machine or on none.

Nothing is paid for a render that does nothing unusual. What a tag costs is known when it is compiled (see
`reportgen.template.costs`); a loop is counted once, when it starts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sized
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from sys import getsizeof
from typing import Any

from jinja2.runtime import Undefined
from jinja2.utils import Namespace

__all__ = [
    "BITS",
    "DIGITS",
    "GRAINS",
    "KEPT",
    "LENGTH",
    "MEMBER",
    "OUTPUT",
    "RECEIVER",
    "SCALARS",
    "WIDTH",
    "LimitError",
    "Spending",
    "bits",
    "check_number",
    "expanse",
    "gather",
    "in_order",
    "within",
]

RECEIVER = "\0receiver"  # the context's entry that takes printed values; no template can spell it
STEPS = 5_000_000  # of work in one merge; each takes less than half a microsecond
GRAINS = 64  # of a step: what takes less than a step for each letter is reckoned in these
MADE = 60_000_000  # units made by expressions, a letter or four bytes each
CALLS = 1_000_000  # calls of macros and methods
LENGTH = 2_000_000  # characters or members of a value made by an expression
OUTPUT = 50_000_000  # characters printed
WRITTEN = 100_000_000  # bytes of one part as it is put together
DIGITS = 4_000  # decimal digits of a number
WIDTH = 10_000  # a width, indent or precision

SCALARS = frozenset({int, float, bool, type(None)})
"""The types of values that cost nothing, however they are used."""
MEMBER = 9  # units for a member of a list
BITS = DIGITS * 10 // 3
_JOINED = 8_000_000  # characters that are looked at together
_AT_ONCE = 256  # pieces that are taken before their length is looked at
KEPT = 100  # characters, for where a text comes from and how it is marked
_TEXT = 12  # units for a text, beside its letters
_WORD = 64  # bits
_NODE = 4  # members or letters, for a look at one that is not a number
_EXACT = frozenset({Decimal, Fraction})
_SETS = (set, frozenset)
_LISTS = frozenset({list, tuple, dict, set})
_CONTAINERS = (list, tuple, dict, set, frozenset, deque, Namespace)


class LimitError(Exception):
    """Raised when a template goes beyond a bound; the text names the bound."""


class Spending:
    """What one merge has spent so far."""

    __slots__ = ("calls", "made", "output", "steps")

    def __init__(self) -> None:
        self.steps = self.made = self.calls = self.output = 0

    def loop(self, items: Any) -> Any:
        """Count the passes of a loop that is about to start and return what it loops over."""
        if isinstance(items, _SETS):
            items = in_order(items)
        if not isinstance(items, Sized):
            if not isinstance(items, Iterable):
                return items
            items = list(islice(items, STEPS - self.steps + 1))
            self.make(len(items) * MEMBER)
        self.steps += len(items)
        within(self.steps, STEPS, "iterations")
        return items

    def spend(self, steps: int, units: int) -> None:
        """Count what the tags of a loop or macro cost."""
        self.steps += steps
        self.made += units
        if self.steps > STEPS or self.made > MADE:
            raise LimitError("iterations" if self.steps > STEPS else "memory")

    def work(self, grains: int) -> None:
        """Count work by its grains."""
        self.steps += grains // GRAINS
        within(self.steps, STEPS, "iterations")

    def make(self, units: int) -> None:
        """Count what was made, or is about to be, by its units."""
        self.made += units
        within(self.made, MADE, "memory")

    def call(self) -> None:
        """Count a call."""
        self.calls += 1
        within(self.calls, CALLS, "calls")

    def printed(self, length: int) -> None:
        """Count the characters of a printed text, and what else is kept of it."""
        self.output += length + KEPT
        within(self.output, OUTPUT, "characters")

    def follow(self, items: Iterable[Any], grains: int) -> Iterator[Any]:
        """Yield the items, each counted when it is asked for."""
        steps = 2 + grains // GRAINS
        for item in items:
            self.steps += steps
            if self.steps > STEPS:
                raise LimitError("iterations")
            yield item

    def read(self, value: Any, grains: int) -> Any:
        """Count that an operation goes through `value`, by the grains that a member or letter costs, and
        return what it is to go through instead."""
        if type(value) in SCALARS:
            return value
        if isinstance(value, Iterator):
            return self.follow(value, grains)
        if isinstance(value, _SETS):
            value = in_order(value)
        if isinstance(value, Sized) and not isinstance(value, Undefined):
            self.work(len(value) * grains)
        return value

    def hold(self, value: Any) -> Any:
        """Count what an operation has made by what it takes to keep it, and return it."""
        kind = type(value)
        if kind is int or kind in _EXACT:
            size = bits(value)
            if size > _WORD:
                within(size, BITS, "digits")
                self.work(size * size // (16_000 if kind is int else 2_000))
        elif isinstance(value, str | bytes):
            self.make(len(value) + _TEXT)
        elif kind in _LISTS:
            self.make(len(value) * MEMBER)
        return value

    def weigh(self, value: Any) -> Any:
        """Count that `value` is compared, looked up or searched through, all that it holds with it, and
        return it."""
        kind = type(value)
        if kind is str:
            self.steps += len(value) >> 9
        elif kind in SCALARS or kind in _EXACT:
            check_number(value)
        elif isinstance(value, _CONTAINERS):
            self.work(expanse(value) * 16)
        elif isinstance(value, Iterator):
            return self.follow(value, GRAINS)
        elif kind is range:
            self.work(len(value) * 8)
        return value


def gather(run: Iterator[str], pieces: list[str], apart: bool = False) -> None:
    """Add what a template yields to `pieces`, as far as it is not too much for one part: LimitError at the
    tag that goes beyond.

    What is long is joined from time to time, unless it is to be kept `apart`, for many pieces take more
    memory than one. A text takes one, two or four bytes for a letter, by the widest in it.
    """
    length = joined = start = at = 0
    width, bound = 1, _JOINED
    while True:
        pieces.extend(islice(run, _AT_ONCE))
        if len(pieces) == at:
            return
        length += sum(map(len, pieces[at:]))
        at = len(pieces)
        if length > bound:
            tail = "".join(pieces[start:]) if length - joined <= WRITTEN else ""
            width = max(width, getsizeof(tail) // (len(tail) or 1))
            if not tail or length * width > WRITTEN:
                assert isinstance(run, Generator)
                run.throw(LimitError("characters"))  # where the template is
            if not apart:
                pieces[start:] = [tail]
            at = len(pieces)
            joined, start, bound = length, at, length + _JOINED


def within(spent: float, bound: float, name: str) -> None:
    """Refuse what is beyond a bound: LimitError with its name."""
    if spent > bound:
        raise LimitError(name)


def in_order(members: Iterable[Any]) -> list[Any]:
    """Return the members of a set in an order that is the same in every process."""
    return sorted(
        members, key=lambda one: (type(one).__name__, one if isinstance(one, str | int) else str(one))
    )


def expanse(value: Any) -> int:
    """Return how many letters and members a value has, those of all that it holds counted wherever they
    occur.

    LimitError beyond LENGTH: a list that holds another one twice, which again holds one twice, is soon
    endless.
    """
    total, left = 0, [value]
    while left:
        one = left.pop()
        if isinstance(one, str | bytes):
            total += len(one)
        elif isinstance(one, Namespace):
            left.append(object.__getattribute__(one, "_Namespace__attrs"))
        elif isinstance(one, _CONTAINERS):
            members = [*one, *one.values()] if isinstance(one, dict) else one
            if SCALARS.issuperset(map(type, members)):
                total += len(members)
            else:
                left.extend(members)
        total += _NODE
        within(total + len(left) * _NODE, LENGTH, "length")
    return total


def check_number(number: Any) -> None:
    """Refuse a number of too many digits: LimitError. What is no number passes."""
    if type(number) is int and number.bit_length() <= _WORD:
        return
    within(bits(number), BITS, "digits")


def bits(number: Any) -> int:
    """Return how many bits a number takes; that of a decimal when it were written out."""
    kind = type(number)
    if kind is int:
        return number.bit_length()  # type: ignore[no-any-return]
    if kind is float:
        return 64
    if isinstance(number, Decimal):
        return abs(number.adjusted()) * 10 // 3 if number.is_finite() else 0
    if isinstance(number, Fraction):
        return number.numerator.bit_length() + number.denominator.bit_length()
    return int(number).bit_length() if isinstance(number, int) else 0

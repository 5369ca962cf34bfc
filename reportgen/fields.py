"""What a template can print: texts that remember where they came from.

`Field(text, value, origin)` is the value behind every name of a template. It is a text, so that a clerk
writes the shortest form and comparisons work; its origin is the way back to the cells.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple, NoReturn

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import CellRef, Place

__all__ = [
    "BOOKMARK",
    "Absent",
    "Extent",
    "Field",
    "Insertion",
    "Nature",
    "Origin",
    "Prose",
    "UnstatedError",
]

BOOKMARK = "_rg"  # with its slot the name of the bookmark around an insertion; hidden in Word


class Nature(StrEnum):
    """What a field is: a figure that a cell holds, a growth rate, another computed figure, or a text."""

    FIGURE = "figure"
    RATE = "rate"
    COMPUTED = "computed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field comes from: the cells, and for a computed figure its formula and the sum with numbers
    put in."""

    nature: Nature
    cells: tuple[CellRef, ...] = ()
    formula: str = ""
    worked: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a figure is: `exact` in the base unit of its `dimension`."""

    exact: Fraction
    dimension: str


_NUMBERS = (int, float, Decimal, Fraction)


class Field(str):
    """A text to print, with the `value` behind it and its `origin`. Equal to, and usable as, the plain
    text.

    The value of a figure is the exact number in the unit that is printed; `extent` is what it measures, in
    the base unit of its dimension, so that figures in unlike units compare by what they are.
    """

    value: Any
    origin: Origin | None
    extent: Extent | None

    def __new__(
        cls, text: str, value: Any = None, origin: Origin | None = None, extent: Extent | None = None
    ) -> Field:
        """Return the field that prints `text`; without a value it stands for its text."""
        made = super().__new__(cls, text)
        made.value = text if value is None else value
        made.origin = origin
        made.extent = extent
        return made

    @property
    def is_figure(self) -> bool:
        """Whether a number is behind the text."""
        return _is_figure(self)

    def __lt__(self, other: Any) -> Any:
        return _compared(operator.lt, self, other)

    def __le__(self, other: Any) -> Any:
        return _compared(operator.le, self, other)

    def __gt__(self, other: Any) -> Any:
        return _compared(operator.gt, self, other)

    def __ge__(self, other: Any) -> Any:
        return _compared(operator.ge, self, other)

    def __eq__(self, other: object) -> bool:
        """Tell whether the text is equal, or for a plain number whether the figure is."""
        if isinstance(other, _NUMBERS) and not isinstance(other, bool):
            return _is_figure(self) and _compared(operator.eq, self, other) is True
        return str.__eq__(self, other) is True

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __add__(self, other: Any) -> Any:
        """Join two texts. Two figures are no texts to join, and their sum has no cell to come from."""
        both = _is_figure(self) and isinstance(other, Field) and _is_figure(other)
        return NotImplemented if both or not isinstance(other, str) else super().__add__(other)

    def __mul__(self, other: Any) -> Any:
        """Repeat a text. A figure is none."""
        return NotImplemented if _is_figure(self) or not isinstance(other, int) else super().__mul__(other)

    __rmul__ = __mul__

    def lower(self) -> str:
        """Return the text in small letters, a figure as it is: `max`, `min` and `sort` lower each text first
        and would else go by the letters of the number."""
        return self if _is_figure(self) else super().lower()


class UnstatedError(Exception):
    """Raised when a figure that may not be stated is turned into text; `diagnostic` says why there is
    none."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.code)


@dataclass(frozen=True, slots=True)
class Absent:
    """A figure that may not be stated, and why. False in a condition; to print or compare it is a fault."""

    diagnostic: Diagnostic

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        raise UnstatedError(self.diagnostic)

    def _refuse(self, _other: object) -> NoReturn:
        raise UnstatedError(self.diagnostic)

    __lt__ = __le__ = __gt__ = __ge__ = _refuse


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the workbook that may hold tags of its own."""

    text: str
    source: CellRef

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class Insertion(NamedTuple):
    """A text that a merge put into a document: what was asked for, where, what came, and from which cells.

    A tuple, for a merge may make a hundred thousand of them.
    """

    slot: int
    expression: str
    text: str
    part: str
    paragraph: int
    place: Place
    origin: Origin | None


def _is_figure(text: Field) -> bool:
    return isinstance(text.value, Decimal | Fraction | int)


def _compared(how: Callable[[Any, Any], bool], one: Any, other: Any) -> Any:
    """Return the comparison of two figures by number or of two texts, NotImplemented for unlike ones.

    Two figures with an extent compare by it; UnstatedError (CX108) when they measure unlike things.
    """
    mine, its = getattr(one, "extent", None), getattr(other, "extent", None)
    if isinstance(mine, Extent) and isinstance(its, Extent):
        if mine.dimension != its.dimension:
            raise UnstatedError(fault("CX108", one=str(one)[:30], other=str(other)[:30]))
        return how(mine.exact, its.exact)
    try:
        return how(_comparable(one, other), _comparable(other, one))
    except (TypeError, ValueError):  # ValueError: not a number, which compares with nothing
        return NotImplemented


def _comparable(one: Any, other: Any) -> Any:
    """Return the number behind `one` where `other` is a number too, so that figures compare as numbers."""
    as_text = isinstance(other, str) and not isinstance(other, Field)
    if isinstance(one, Field) and _is_figure(one) and not as_text:
        return Fraction(one.value)
    if isinstance(one, float | Decimal):
        return Fraction(str(one))
    return str(one) if isinstance(one, Field) else one

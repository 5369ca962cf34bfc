"""A computed figure as a value, with its formula and inputs; or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from reportgen.diagnostics import Diagnostic
from reportgen.indicators import Observation
from reportgen.quantities import Rounding, Unit, finite_places, plain, rounded
from reportgen.refs import CellRef

__all__ = ["Absent", "Figure", "Measure", "UnitKind", "revealing", "spelled"]


class UnitKind(StrEnum):
    """What the exact number of a measure counts."""

    PERCENT = "percent"
    POINTS = "points"  # percentage points
    AMOUNT = "amount"  # of the measure's unit
    RATIO = "ratio"  # of the measure's unit, per one of the divisor's


@dataclass(frozen=True, slots=True)
class Measure:
    """A computed figure: `exact` in `unit_kind` (and `unit`), `formula` in cells, `numbers` in contents."""

    name: str
    exact: Fraction
    unit_kind: UnitKind
    formula: str
    numbers: str
    inputs: tuple[Observation | Measure, ...]
    unit: Unit | None = None

    @property
    def origins(self) -> tuple[CellRef, ...]:
        """The cells that the figure comes from, each once, in the order of the formula."""
        found: dict[CellRef, None] = {}
        for given in self.inputs:
            found.update(dict.fromkeys((given.source,) if isinstance(given, Observation) else given.origins))
        return tuple(found)

    def in_unit(self, unit: Unit) -> Fraction:
        """Return an amount in another `unit` of its dimension; ValueError when the two do not convert."""
        if self.unit is None or self.unit.dimension != unit.dimension:
            raise ValueError(f"{self.name} does not convert to {unit.symbol}")
        return self.exact * Fraction(self.unit.scale) / Fraction(unit.scale)

    def converted(self, factor: Fraction, unit: Unit | None = None) -> Measure:
        """Return the measure times `factor`, in `unit`, with the conversion in its formula and sum."""
        if factor == 1:
            return replace(self, unit=unit or self.unit)
        up, down = factor.as_integer_ratio()
        steps = (f" × {up}" if up != 1 else "") + (f" ÷ {down}" if down != 1 else "")
        formula, numbers = f"({self.formula}){steps}", f"({self.numbers}){steps}"
        return replace(
            self, exact=self.exact * factor, formula=formula, numbers=numbers, unit=unit or self.unit
        )

    @property
    def dimension(self) -> str:
        """What the measure counts: per cent, points, or the dimension of its unit; "" for a ratio."""
        if self.unit_kind is UnitKind.AMOUNT and self.unit is not None:
            return self.unit.dimension
        return "" if self.unit_kind is UnitKind.RATIO else self.unit_kind.value

    def worked(self, places: int, rounding: Rounding) -> str:
        """Return the sum down to the printed number: `(118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%`."""
        sign = "%" if self.unit_kind is UnitKind.PERCENT else ""
        full, shown = spelled(self.exact, places + 2), plain(rounded(self.exact, places, rounding))
        start = "" if self.numbers == full else f"{self.numbers} = "
        return f"{start}{full}{sign}" + ("" if shown == full else f" → {shown}{sign}")


@dataclass(frozen=True, slots=True)
class Absent:
    """No such figure may be stated; `diagnostic` says why and where. It is false, for `if figure:`."""

    diagnostic: Diagnostic

    def __bool__(self) -> Literal[False]:
        """Return False."""
        return False


Figure = Measure | Absent


def revealing(exact: Fraction, limit: int, places: int, rounding: Rounding) -> int:
    """Return the fewest decimals, `places` or more, with which `exact` does not print as the `limit` that it
    is not."""
    while exact != limit and rounded(exact, places, rounding) == limit:
        places += 1
    return places


def spelled(exact: Fraction, places: int) -> str:
    """Return `exact` with all its decimals, or, where it has more than `places`, cut there with `…`."""
    needed = finite_places(exact)
    if needed is not None and needed <= places:
        return plain(rounded(exact, needed))
    cut = Fraction(int(abs(exact) * 10**places), 10**places)
    return f"{'-' if exact < 0 else ''}{plain(rounded(cut, places))}…"

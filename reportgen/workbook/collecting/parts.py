"""A part of a book: what one hand filled in; when two cells say the same; and the two faults there can be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reportgen.diagnostics import Diagnostic, fault
from reportgen.quantities import Quantity, Unit, finite_places, plain, rounded
from reportgen.refs import excerpt
from reportgen.workbook.columns import normal
from reportgen.workbook.filled import Filled, Held, Line

__all__ = ["Part", "Told", "conflict", "in_unit", "says_the_same", "shown"]

_SHOWN = 40  # characters of a value shown


@dataclass(frozen=True, slots=True)
class Part:
    """A book that takes part: `label` is its file as the user named it, `hand` stands for whoever filled it
    in where nobody is named."""

    filled: Filled
    label: str
    hand: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A filled cell and the file that it is from."""

    held: Held
    label: str


def says_the_same(one: Held, other: Held) -> bool:
    """Return whether two cells say the same: numbers by amount, texts but for width, case and blanks."""
    if isinstance(one.value, (int, Decimal)) and isinstance(other.value, (int, Decimal)):
        return one.value == other.value
    return normal(shown(one)) == normal(shown(other))


def shown(held: Held) -> str:
    """Return what a cell holds, in characters."""
    value = held.value
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def in_unit(line: Line, keys: Iterable[str], own: Unit, wanted: Unit) -> Line | None:
    """Return `line` with its numbers under `keys` in the unit `wanted`; None where one is no finite decimal
    in it, or the two units do not convert."""
    if own == wanted:
        return line
    if own.dimension != wanted.dimension:
        return None
    cells = dict(line.cells)
    for key in keys:
        held = cells.get(key)
        if held is None or not isinstance(held.value, Decimal):
            continue
        amount = Quantity(held.value, own).in_unit(wanted)
        places = finite_places(amount)
        if places is None:
            return None
        cells[key] = replace(held, value=rounded(amount, places))
    return replace(line, cells=cells)


def conflict(name: str, column: str, new: Told, old: Told) -> Diagnostic:
    """Return the fault of two values for one cell: both files, both cells, both values."""
    return fault(
        "WB411",
        new.held.source,
        related=(old.held.source,),
        name=name,
        column=column,
        file=new.label,
        cell=str(new.held.source),
        value=excerpt(shown(new.held), _SHOWN),
        other_file=old.label,
        other_cell=str(old.held.source),
        other=excerpt(shown(old.held), _SHOWN),
    )

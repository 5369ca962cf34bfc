"""How a report speaks: its words, its rounding, its style; and how what cells hold becomes fields in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from reportgen.fields import Extent, Field, Nature, Origin
from reportgen.indicators import NameList, Observation, Series
from reportgen.quantities import Rounding, Unit
from reportgen.records import Sequence
from reportgen.wording.speech import Style, Words
from reportgen.wording.vocabulary import ATTRIBUTES

__all__ = ["DEFAULT_RATE_PLACES", "House", "field_of", "list_record"]

DEFAULT_RATE_PLACES = 2  # county summaries print 8.46 %; communiqués print one decimal


@dataclass(frozen=True)
class House:
    """How this report speaks: its words, its rounding, its style; and what else of the workbook attributes
    need."""

    words: Words
    rounding: Rounding
    style: Style
    lists: Mapping[str, NameList]
    history: Mapping[str, Series]
    scope: str = ""
    year: int | None = None


def field_of(text: str, held: Observation, unit: Unit, origin: Origin) -> Field:
    """Return the field of what a cell holds, printed in `unit`."""
    return Field(text, held.quantity.in_unit(unit), origin, Extent(held.quantity.exact, unit.dimension))


def list_record(names: NameList, house: House) -> Sequence:
    """Return the record of a list: prints all names, can be looped over and counted."""
    items = [Field(name.text, None, Origin(Nature.TEXT, (name.source,))) for name in names.names]
    origin = Origin(Nature.TEXT, tuple(name.source for name in names.names))
    count = Field(str(len(items)), Fraction(len(items)), Origin(Nature.COMPUTED, origin.cells))
    text = Field(house.words.listing([name.text for name in names.names]), None, origin)
    return Sequence(items, {"count": count, "name": Field(names.name)}, ATTRIBUTES, text, names)

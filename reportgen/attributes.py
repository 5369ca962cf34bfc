"""What a template may say of one indicator: every attribute as a field with its way back to the cells."""

from __future__ import annotations

from functools import partial

from reportgen import growth
from reportgen.fields import Field, Lazy, Record
from reportgen.indicators import Indicator
from reportgen.teller import ROW_TEXTS, House, Teller
from reportgen.wording.vocabulary import ATTRIBUTES

__all__ = ["indicator_record", "table_record"]


def indicator_record(indicator: Indicator, house: House) -> Record:
    """Return the record of an indicator: prints value and unit by itself, every other figure by its
    attribute."""
    teller = Teller(indicator, house)
    attributes = {
        **{name: Lazy(tell) for name, tell in teller.figures().items()},
        **{name: Lazy(partial(teller.said, name)) for name in ROW_TEXTS},
        "unit": Lazy(teller.unit),
        "comparable": Lazy(lambda: growth.year_on_year(indicator).can_be_said),
        "list": Lazy(teller.names),
    }
    return Record(attributes, ATTRIBUTES, Lazy(lambda: teller.observed(indicator.value, "value")), indicator)


def table_record(indicator: Indicator, house: House) -> Record:
    """Return the row of the appended table: numbers without their unit, and a dash where there is nothing to
    state."""
    teller = Teller(indicator, house)
    name, none = teller.said("name"), Field(house.words.NONE)
    attributes = {
        "name": name,
        "unit": teller.unit() or none,
        "value": teller.number(indicator.value, "value") or none,
        "prior": teller.number(indicator.prior, "prior") or none,
        "yoy": teller.table_rate() or none,
        "completion": teller.completed(house.words.percent) or none,
        "rank": teller.ranked(str) or none,
    }
    return Record(attributes, ATTRIBUTES, name, indicator)

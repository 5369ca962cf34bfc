"""What a template may say of one indicator: every attribute as a field with its way back to the cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reportgen import growth
from reportgen.fields import Field, Nature, Origin
from reportgen.house import House, field_of
from reportgen.indicators import Indicator, Observation, Series
from reportgen.records import Lazy, Record, Sequence
from reportgen.teller import ROW_TEXTS, Teller
from reportgen.wording.vocabulary import ATTRIBUTES

__all__ = ["history_record", "indicator_record", "table_record"]


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


def history_record(series: Series, told: Indicator | None, house: House) -> Sequence:
    """Return the earlier years of an indicator: each by its number, such as "2019", and all to loop over."""
    years = {year: _year_record(series, year, told, house) for year in sorted(series.years)}
    by_name = {str(year): record.printed for year, record in years.items()}
    return Sequence(years.values(), by_name, {}, Field(series.name), series)


def _year_record(series: Series, year: int, told: Indicator | None, house: House) -> Record:
    """Return one year of an indicator: prints value and unit by itself, as the indicator does."""
    held = series.years[year]
    unit = told.print_unit if told else held.quantity.unit
    value = _held(house.words.amount, series, held, told, house)
    head = series.heads.get(year, held.source)
    attributes = {
        "year": Field(str(year), year, Origin(Nature.TEXT, (head,), indicator=series.name)),
        "value": value,
        "number": Lazy(lambda: _held(house.words.number, series, held, told, house)),
        "unit": Lazy(Teller(told, house).unit) if told else Field(house.words.unit_name(unit)),
    }
    return Record(attributes, ATTRIBUTES, value)


def _held(
    say: Callable[..., str], series: Series, held: Observation, told: Indicator | None, house: House
) -> Field:
    """Return what a cell of the earlier years holds, said in the unit and with the decimals of the text."""
    unit = told.print_unit if told else held.quantity.unit
    text = say(held.quantity, unit, told.places if told else None, house.rounding)
    return field_of(text, held, unit, Origin(Nature.FIGURE, (held.source,), indicator=series.name))

"""Rows of the 指标 sheet as indicators: names, units, numbers, each with its cell."""

from __future__ import annotations

from reportgen.indicators import Indicator, Observation
from reportgen.quantities import Quantity, Unit, plain
from reportgen.wording.units import PERCENT, is_known, unit_named
from reportgen.workbook.columns import normal
from reportgen.workbook.form.typed import NET, OF_ONE, PER, RATIOS
from reportgen.workbook.readings import choice, number, required_text, text, whole
from reportgen.workbook.tables import Found, Row

__all__ = ["indicator"]

_IN_UNIT = ("value", "prior", "prior_published", "target")


def indicator(row: Row, found: Found) -> Indicator | None:
    """Return the indicator that `row` describes; None when it has no name."""
    name = required_text(row, "name", found)
    if not name:
        return None
    unit, print_unit = _units(row, name, found)
    return Indicator(
        code=text(row, "code", found),
        section=text(row, "section", found),
        name=name,
        unit=unit,
        print_unit=print_unit,
        source=row.ref("name"),
        places=whole(row, "places", found),
        rate_places=whole(row, "rate_places", found),
        period=text(row, "period", found),
        value=_amount(row, "value", name, unit, found),
        prior=_amount(row, "prior", name, unit, found),
        prior_published=_amount(row, "prior_published", name, unit, found),
        target=_amount(row, "target", name, unit, found),
        given_rate=_observation(row, "given_rate", PERCENT, found),
        basis=text(row, "basis", found),
        rank=_observation(row, "rank", unit_named(""), found),
        rank_scope=text(row, "rank_scope", found),
        status=choice(row, "status", found),
        office=text(row, "office", found),
        owner=text(row, "owner", found),
        note=text(row, "note", found),
        cells=row.refs,
    )


def _units(row: Row, name: str, found: Found) -> tuple[Unit, Unit]:
    """Return the unit of the row's cells and the unit its text prints; a ratio, 生师比, needs none."""
    unit = unit_named(text(row, "unit", found))
    printed = text(row, "print_unit", found)
    has_none = row.is_empty("unit") and any(row.cell(key) for key in _IN_UNIT)
    if has_none and not normal(name).endswith(RATIOS):
        found.add("WB217", row.ref("unit"))
    if not is_known(unit.symbol) and not any(mark in unit.symbol for mark in PER):
        found.add("WB218", row.ref("unit"), found=unit.symbol)
    if not printed:
        return unit, unit
    print_unit = unit_named(printed)
    if print_unit.dimension != unit.dimension:
        found.add("WB219", row.ref("print_unit"), found=printed, unit=unit.symbol)
        return unit, unit
    return unit, print_unit


def _amount(row: Row, key: str, name: str, unit: Unit, found: Found) -> Observation | None:
    """Return the number in the column `key`, having named a count that is no count.

    An average, 每千人口床位数, is counted in 张 as well and is no whole number.
    """
    observation = _observation(row, key, unit, found)
    if observation is None or not unit.is_count:
        return observation
    amount = observation.amount
    if amount != int(amount):
        if not any(mark in normal(name) for mark in OF_ONE):
            found.add("WB216", observation.source, found=plain(amount), unit=unit.symbol)
    elif amount < 0 and not any(mark in name.casefold() for mark in NET):
        found.add("WB215", observation.source, found=plain(amount), unit=unit.symbol)
    return observation


def _observation(row: Row, key: str, unit: Unit, found: Found) -> Observation | None:
    amount = number(row, key, found, unit)
    return None if amount is None else Observation(Quantity(amount, unit), row.ref(key))

"""What a row of 指标 tells by itself: what is missing, what no such figure can be, how it will print."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Indicator, Observation
from reportgen.quantities import Unit, finite_places, plain, rounded
from reportgen.wording.units import MONEY, is_known, larger_unit
from reportgen.workbook.checks.limits import Limits, slip
from reportgen.workbook.columns import normal
from reportgen.workbook.form import EXEMPT
from reportgen.workbook.form.typed import (
    LESS_IS_BETTER,
    MAY_BE_NEGATIVE,
    MET,
    NOT_MET,
    PER_PIECE,
    RANKED_AMONG,
    SHARES,
    TOTALS,
)

__all__ = ["row_findings"]

_MOST_PLACES = 6  # decimals that a report prints where 小数位 is empty
_MOST_DIGITS = Decimal(10) ** 6  # from here on a larger unit is easier to read
_LOST_IN_PRINT = Fraction(1, 20)  # of a figure; beyond, what is printed is another figure
_LEAST_MONEY = 1_000  # in the base unit (元); a report tells of no smaller sums
_MOST_RANKED = 1_000  # where nobody says among how many


def row_findings(one: Indicator, limits: Limits, scope: str = "") -> Iterator[Diagnostic]:
    """Yield what is wrong or suspicious in one row; `scope` is where ranks are held that do not say."""
    if normal(one.name) in TOTALS:
        yield fault("WB351", one.source, name=one.name)
    yield from _missing_value(one)
    yield from _rank(one, scope)
    yield from _target(one)
    yield from _signs(one)
    for held in (one.value, one.prior, one.target):
        if held is not None and held.quantity.unit.dimension == one.print_unit.dimension:
            yield from _printed(one, held, limits)
    yield from _small_money(one)


def _missing_value(one: Indicator) -> Iterator[Diagnostic]:
    """A row is complete with a value, with a rank alone, or with a published rate alone."""
    if one.cells and "value" not in one.cells:
        return  # the whole column is missing, which is said of the sheet
    only_ranked = one.rank is not None and not (one.unit.symbol and (one.prior or one.target))
    if (one.value or one.given_rate) is None and not only_ranked and one.status not in EXEMPT:
        yield fault("WB301", one.cell("value"), name=one.name)


def _rank(one: Indicator, scope: str) -> Iterator[Diagnostic]:
    if one.rank is None:
        return
    shown = plain(one.rank.amount)
    if one.rank.amount < 1 or one.rank.amount != int(one.rank.amount):
        yield fault("WB313", one.rank.source, name=one.name, found=shown)
        return
    most = RANKED_AMONG.get(normal(one.rank_scope or scope), _MOST_RANKED)
    if one.rank.amount > most:
        yield fault("WB333", one.rank.source, name=one.name, found=shown, most=most)


# --- the target


def _target(one: Indicator) -> Iterator[Diagnostic]:
    target, value = one.target, one.value
    if target is None:
        return
    if target.amount <= 0:
        yield fault("WB314", target.source, name=one.name, found=plain(target.amount))
    elif value is not None:
        factor = 0 if one.unit.is_count else slip(value.quantity.exact, target.quantity.exact)
        if factor:
            yield fault(
                "WB331", target.source, related=(value.source,), name=one.name, factor=factor,
                value=plain(value.amount), target=plain(target.amount),
            )  # fmt: skip
        yield from _remark(one, value, target)


def _remark(one: Indicator, value: Observation, target: Observation) -> Iterator[Diagnostic]:
    """Name a remark that says the target was met, or not, where the figures say otherwise."""
    if any(word in normal(one.name) for word in LESS_IS_BETTER):
        return
    said, met = normal(one.note), value.amount >= target.amount
    contradiction = NOT_MET if met else MET
    denied = not met and any(word in said for word in NOT_MET)
    found = next((word for word in contradiction if word in said), "")
    if found and not denied:
        yield fault(
            "WB332", one.cell("note"), related=(value.source, target.source), name=one.name, said=found,
            value=plain(value.amount), target=plain(target.amount),
        )  # fmt: skip


# --- the sign


def _signs(one: Indicator) -> Iterator[Diagnostic]:
    """Name a negative amount whose name tells of nothing that can be negative; counts are named as read."""
    name = normal(one.name)
    if one.unit.is_count or any(word in name for word in MAY_BE_NEGATIVE):
        return
    if one.unit.is_percent and not any(word in name for word in SHARES):
        return  # the growth of something, by its short name
    held = [found for found in (one.value, one.prior, one.prior_published) if found is not None]
    negative = [found for found in held if found.amount < 0]
    certain = (is_known(one.unit.symbol) and one.unit.symbol) or any(found.amount > 0 for found in held)
    for found in negative if certain and len(negative) < max(len(held), 2) else ():
        others = tuple(other.source for other in held if other is not found)
        yield fault("WB328", found.source, related=others, name=one.name, found=plain(found.amount))


# --- in print


def _printed(one: Indicator, held: Observation, limits: Limits) -> Iterator[Diagnostic]:
    """Name a figure that print would turn into another one, or into one that nobody reads."""
    shown, unit = held.quantity.in_unit(one.print_unit), one.print_unit.symbol
    if one.places is None and (finite_places(shown) or 0) > _MOST_PLACES:
        yield fault("WB321", one.cell("places"), related=(held.source,), name=one.name)
    if one.places is not None and shown:
        printed = rounded(shown, one.places, limits.rounding)
        if not printed:
            yield fault("WB320", held.source, name=one.name, found=plain(held.amount), unit=unit)
        elif not one.unit.is_percent and abs(Fraction(printed) - shown) > abs(shown) * _LOST_IN_PRINT:
            yield fault(
                "WB339", held.source, related=(one.cell("places"),), name=one.name,
                found=plain(held.amount), printed=plain(printed), unit=unit,
            )  # fmt: skip
    is_long = held is one.value and abs(shown) >= _MOST_DIGITS
    if is_long and (larger := larger_unit(one.print_unit)) is not None:
        yield fault(
            "WB340", held.source, related=(one.cell("unit"), one.cell("print_unit")), name=one.name,
            printed=plain(rounded(shown, one.places or 0, limits.rounding)), unit=unit, larger=larger.symbol,
        )  # fmt: skip


def _small_money(one: Indicator) -> Iterator[Diagnostic]:
    """Name a sum too small for a report: 389.83 in a row of 元 was 389.83万元."""
    value = one.value
    if value is None or not _is_money(one.unit) or any(word in normal(one.name) for word in PER_PIECE):
        return
    if 0 < abs(value.quantity.exact) < _LEAST_MONEY:
        yield fault(
            "WB341", value.source, related=(one.cell("unit"),), name=one.name, found=plain(value.amount),
            unit=one.unit.symbol,
        )  # fmt: skip


def _is_money(unit: Unit) -> bool:
    return unit.dimension in MONEY

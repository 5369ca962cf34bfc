"""Figures beside each other: a part and its whole, a month and the months up to it, two that are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Indicator, Observation
from reportgen.quantities import COUNT, plain, with_unit
from reportgen.wording.periods import Period, months_of
from reportgen.wording.units import MONEY
from reportgen.workbook.checks.limits import slip
from reportgen.workbook.columns import normal
from reportgen.workbook.form.typed import OF_WHOLE, PART

__all__ = ["Pair", "month_findings", "part_findings", "same_findings", "told_parts"]

_TINY = Fraction(1, 10_000)  # of the whole, in the same unit
_SMALL = Fraction(1, 2_000)  # of the whole, in another unit
_TELLING = 4  # digits of a number that two indicators do not share by chance
_IN_ONE_UNIT, _IN_TWO_UNITS = Fraction(2), Fraction(3)  # how far a month may be from the average of all
_LEAST_SLIP = 10_000  # a month of one thing may well be a thousandth of a month of another


class Pair(NamedTuple):
    """Two indicators of which one is part of the other; `ruled` when a rule says so and is checked itself."""

    part: Indicator
    whole: Indicator
    ruled: bool


def told_parts(indicators: Iterable[Indicator], ruled: Iterable[Pair] = ()) -> Iterator[Pair]:
    """Yield what names and remarks tell of parts, and no rule does: 其中：技改投资 is part of the row above
    it, in a like unit; the remark 工业投资项目中的… names the whole."""
    known = {normal(one.name): one for one in indicators}
    told = {(part.name, whole.name) for part, whole, _ in ruled}
    above: Indicator | None = None
    for one in known.values():
        if PART.match(normal(one.name)):
            whole = above if above is not None and above.section == one.section else None
        else:
            above = one
            whole = known.get(normal(one.note).partition(OF_WHOLE)[0]) if OF_WHOLE in one.note else None
        if whole is None or whole is one or (one.name, whole.name) in told:
            continue
        if _alike(one, whole):
            yield Pair(one, whole, ruled=False)


def part_findings(pairs: Iterable[Pair]) -> Iterator[Diagnostic]:
    """Yield the parts that are larger than their whole, or so small that their unit is in doubt."""
    for part, whole, ruled in pairs:
        if part.value is None or whole.value is None or not _alike(part, whole):
            continue
        share = _amount(part.value), _amount(whole.value)
        if share[0] > share[1] > 0 and not ruled:
            yield _compared("WB324", part, whole)
        elif not part.unit.is_count and not part.unit.is_percent and 0 < share[0] < share[1]:
            same_unit = part.unit.scale == whole.unit.scale
            if share[0] / share[1] < (_TINY if same_unit else _SMALL):
                yield _compared("WB325", part, whole)


def month_findings(indicators: Iterable[Indicator]) -> Iterator[Diagnostic]:
    """Yield the sums of one month that no sum up to that month in its section goes with (WB326): each month
    on average is a step between units away."""
    money = (one for one in indicators if one.section and one.value and one.unit.dimension in MONEY)
    by_section = groupby(sorted(money, key=_group), key=_group)
    for _, group in by_section:
        spans = [(one, span) for one in group if (span := months_of(one.period)) is not None]
        sums = [(one, span) for one, span in spans if span.is_cumulative]
        for one, month in spans:
            up_to = [(total, span) for total, span in sums if month.last <= span.last]
            if month.months == 1 and up_to:
                yield from _month(one, up_to)


def same_findings(indicators: Iterable[Indicator], equal: frozenset[frozenset[str]]) -> Iterator[Diagnostic]:
    """Yield the indicators of one unit and period with the same figures, of four digits at least; `equal` are
    the names that stand together in a rule with an equals sign."""
    seen: dict[object, Indicator] = {}
    for one in indicators:
        if one.value is None or _digits(one.value) < _TELLING:
            continue
        first = seen.setdefault((one.value.amount, one.unit, normal(one.period)), one)
        if first is not one and not any({first.name, one.name} <= names for names in equal):
            yield _compared("WB329", one, first)


def _month(one: Indicator, sums: list[tuple[Indicator, Period]]) -> Iterator[Diagnostic]:
    factor = 0
    for total, span in sums:
        found = _month_slip(one, total, span.last)
        if not found:
            return  # it goes with this one
        factor = factor or found
    yield _compared("WB326", one, sums[0][0], factor)


def _month_slip(one: Indicator, total: Indicator, months: int) -> int:
    """Return the step between units that one month is away from the average of all, or 0.

    In another unit than the sum's, a month that would go with it in the same unit is the slip.
    """
    assert one.value is not None and total.value is not None  # noqa: PT018
    found, average = _amount(one.value), _amount(total.value) / months
    units = Fraction(one.unit.scale), Fraction(total.unit.scale)
    if units[0] == units[1]:
        return slip(found, average, _LEAST_SLIP, _IN_ONE_UNIT)
    least, most = sorted((abs(found / units[0]), abs(average / units[1])))
    return int(max(units) / min(units)) if 0 < most <= least * _IN_TWO_UNITS else 0


def _compared(code: str, one: Indicator, other: Indicator, factor: int = 0) -> Diagnostic:
    assert one.value is not None and other.value is not None  # noqa: PT018  # they were compared
    units = () if code == "WB329" else (one.cell("unit"), other.cell("unit"))
    return fault(
        code, one.value.source, related=(other.value.source, *units), name=one.name, other=other.name,
        found=_said(one), value=_said(other), factor=factor,
    )  # fmt: skip


def _said(one: Indicator) -> str:
    assert one.value is not None
    return with_unit(plain(one.value.amount), one.unit.symbol)


def _amount(held: Observation) -> Fraction:
    return held.quantity.exact


def _alike(one: Indicator, other: Indicator) -> bool:
    """Return whether two rows measure the same kind of thing; all count words do."""
    return _kind(one) == _kind(other) and not (one.unit.is_percent or not one.unit.symbol)


def _kind(one: Indicator) -> str:
    return COUNT if one.unit.dimension.startswith(COUNT) else one.unit.dimension


def _group(one: Indicator) -> tuple[str, str]:
    return one.section, one.unit.dimension


def _digits(held: Observation) -> int:
    """Return how many significant digits a number has, zeros at its end not counted."""
    return len(held.amount.normalize().as_tuple().digits)

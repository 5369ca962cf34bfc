"""The formulas of the figures that no cell holds, each with the conditions under which it may be stated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import wraps
from typing import Literal, ParamSpec

from reportgen import growth
from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Indicator, Observation, Series
from reportgen.measures.values import Absent, Figure, Measure, UnitKind, spelled
from reportgen.quantities import Unit, plain

__all__ = [
    "average_growth",
    "completion",
    "contribution",
    "difference",
    "growth_rate",
    "loss_change",
    "pull",
    "ratio",
    "share",
    "share_change",
    "total",
]

CONVERTED_PLACES = 12  # decimals shown of an operand that had to be converted and never ends

P = ParamSpec("P")


class _UnstatedError(Exception):
    """Ends the making of a measure that may not be stated; never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.code)


def _or_absent(make: Callable[P, Measure]) -> Callable[P, Figure]:
    """Return `make` with an `Absent` in place of the measure that may not be stated."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Figure:
        try:
            return make(*args, **kwargs)
        except _UnstatedError as unstated:
            return Absent(unstated.diagnostic)

    return made


@_or_absent
def growth_rate(indicator: Indicator) -> Measure:
    """Return the year-on-year rate in per cent; for a percentage the change in points. A given rate wins."""
    change, given = growth.year_on_year(indicator), indicator.given_rate
    kind = UnitKind.POINTS if change.kind is growth.Kind.POINTS else UnitKind.PERCENT
    if given is not None and change.exact is not None:
        return Measure("growth_rate", change.exact, kind, str(given.source), plain(given.amount), (given,))
    reason = growth.why_no_rate(indicator)
    if reason is not None:
        raise _UnstatedError(reason)
    now, base = _both_years(indicator)
    if kind is UnitKind.POINTS:
        return _difference("growth_rate", kind, now, base)
    exact = (now.quantity.exact - base.quantity.exact) / base.quantity.exact
    return _percent("growth_rate", exact, "({} − {}) ÷ {}", now, base, base)


@_or_absent
def loss_change(indicator: Indicator) -> Measure:
    """Return by how many per cent a loss became smaller, negative when greater.

    Absent (GR204) unless the indicator is negative in both years.
    """
    now, base = _both_years(indicator)
    for held in (base, now):
        if held.amount >= 0:
            raise _unstated("GR204", indicator, held)
    exact = (now.quantity.exact - base.quantity.exact) / -base.quantity.exact
    return _percent("loss_change", exact, "({} − {}) ÷ |{}|", now, base, base)


@_or_absent
def difference(indicator: Indicator) -> Measure:
    """Return by how much the value exceeds last year's, in the unit of the cells; points for a percentage."""
    kind = UnitKind.POINTS if growth.is_subtracted(indicator.unit) else UnitKind.AMOUNT
    return _difference("difference", kind, *_both_years(indicator))


@_or_absent
def completion(indicator: Indicator) -> Measure:
    """Return which per cent of the year's target the value is.

    Absent (GR205) for a target of zero or below.
    """
    now, target = _need(indicator, "value"), _need(indicator, "target")
    if target.amount <= 0:
        raise _unstated("GR205", indicator, target)
    return _percent("completion", now.quantity.exact / target.quantity.exact, "{} ÷ {}", now, target)


@_or_absent
def share(part: Indicator, whole: Indicator) -> Measure:
    """Return which per cent of `whole` its `part` is this year.

    Absent for a whole of zero or below (GR206) and for units that do not convert (GR209).
    """
    return _share(part, whole, "value")


@_or_absent
def share_change(part: Indicator, whole: Indicator) -> Measure:
    """Return by how many percentage points the share of `part` in `whole` is above last year's."""
    now, before = _share(part, whole, "value"), _share(part, whole, "prior")
    formula = f"{now.formula} − {before.formula}"
    numbers = f"({now.numbers} − {before.numbers}) × 100"
    points = now.exact - before.exact
    return Measure("share_change", points, UnitKind.POINTS, formula, numbers, (now, before))


@_or_absent
def pull(part: Indicator, whole: Indicator) -> Measure:
    """Return how many points of the growth of `whole` come from `part`: Δpart ÷ last year's whole."""
    inputs = now, base, below = *_both_years(part), _both_years(whole)[1]
    _require_conversion(part, whole)
    if below.amount <= 0:
        raise _unstated("GR206", whole, below)
    exact = (now.quantity.exact - base.quantity.exact) / below.quantity.exact * 100
    formula, numbers = _filled("({} − {}) ÷ {} × 100", *inputs)
    return Measure("pull", exact, UnitKind.POINTS, formula, numbers, inputs)


@_or_absent
def contribution(part: Indicator, whole: Indicator) -> Measure:
    """Return which per cent of the change of `whole` comes from `part`: Δpart ÷ Δwhole.

    Absent (GR207) when the whole did not change.
    """
    (now, base), (all_now, all_base) = _both_years(part), _both_years(whole)
    _require_conversion(part, whole)
    moved = all_now.quantity.exact - all_base.quantity.exact
    if moved == 0:
        raise _unstated("GR207", whole, all_now)
    exact = (now.quantity.exact - base.quantity.exact) / moved
    return _percent("contribution", exact, "({} − {}) ÷ ({} − {})", now, base, all_now, all_base)


@_or_absent
def average_growth(series: Series, first: int, last: int) -> Measure:
    """Return the average yearly growth in per cent from the year `first` to the later year `last`, geometric.

    Absent when one of the two years is missing (GR104) or not above zero (GR208); ValueError unless `first`
    is before `last`.
    """
    if first >= last:
        raise ValueError(f"{first} is not before {last}")
    base, now = (_in_year(series, year) for year in (first, last))
    years = last - first
    exact = growth.average_growth(base.quantity.exact, now.quantity.exact, years)
    shape = f"({{}} ÷ {{}})^(1/{years}) − 1" if years > 1 else "{} ÷ {} − 1"
    formula, numbers = _filled(shape, now, base)
    return Measure("average_growth", exact, UnitKind.PERCENT, f"({formula}) × 100%", numbers, (now, base))


@_or_absent
def total(indicators: Sequence[Indicator]) -> Measure:
    """Return the sum of the values of one or more `indicators`, in the unit of the first."""
    unit = indicators[0].unit
    for indicator in indicators:
        _require_conversion(indicator, indicators[0])
    parts = tuple(_need(indicator, "value") for indicator in indicators)
    exact = sum((part.quantity.in_unit(unit) for part in parts), Fraction(0))
    formula, numbers = _filled(" + ".join(["{}"] * len(parts)), *parts)
    return Measure("total", exact, UnitKind.AMOUNT, formula, numbers, parts, unit)


@_or_absent
def ratio(indicator: Indicator, divisor: Indicator) -> Measure:
    """Return the value of `indicator` per one unit of `divisor`: 2300000元 ÷ 2483人 = 926.30元 a head."""
    above, below = _need(indicator, "value"), _need(divisor, "value")
    if below.amount <= 0:
        raise _unstated("GR206", divisor, below)
    exact = Fraction(above.amount) / Fraction(below.amount)
    formula, numbers = f"{above.source} ÷ {below.source}", f"{_said(above)} ÷ {_said(below)}"
    return Measure("ratio", exact, UnitKind.RATIO, formula, numbers, (above, below), above.quantity.unit)


def _share(part: Indicator, whole: Indicator, column: Literal["value", "prior"]) -> Measure:
    above, below = _need(part, column), _need(whole, column)
    _require_conversion(part, whole)
    if below.amount <= 0:
        raise _unstated("GR206", whole, below)
    return _percent("share", above.quantity.exact / below.quantity.exact, "{} ÷ {}", above, below)


def _percent(name: str, exact: Fraction, shape: str, *inputs: Observation) -> Measure:
    """Return the measure of the fraction `exact` as a percentage."""
    formula, numbers = _filled(shape, *inputs)
    once = tuple(dict.fromkeys(inputs))
    return Measure(name, exact * 100, UnitKind.PERCENT, f"{formula} × 100%", numbers, once)


def _difference(name: str, kind: UnitKind, now: Observation, base: Observation) -> Measure:
    """Return `now` − `base`: an amount in the unit of `now`, or percentage points."""
    unit = now.quantity.unit
    exact = now.quantity.in_unit(unit) - base.quantity.in_unit(unit)
    formula, numbers = _filled("{} − {}", now, base)
    if kind is not UnitKind.POINTS:
        return Measure(name, exact, kind, formula, numbers, (now, base), unit)
    if unit.scale != 1:  # ‰: a tenth of a percentage point each
        formula, numbers = (f"({side}) × {unit.scale}" for side in (formula, numbers))
    return Measure(name, exact * Fraction(unit.scale), kind, formula, numbers, (now, base))


def _filled(shape: str, *inputs: Observation) -> tuple[str, str]:
    """Return `shape` filled with the inputs' cells, and with their numbers in the unit of the first."""
    unit = inputs[0].quantity.unit
    cells, numbers = [held.source for held in inputs], [_said(held, unit) for held in inputs]
    return shape.format(*cells), shape.format(*numbers)


def _said(held: Observation, unit: Unit | None = None) -> str:
    """Return the number of `held`, as the cell holds it or in `unit`; in brackets when negative."""
    if unit is None or unit.scale == held.quantity.unit.scale:
        number = plain(held.amount)
    else:
        number = spelled(held.quantity.in_unit(unit), CONVERTED_PLACES)
    return f"({number})" if held.amount < 0 else number


_Column = Literal["value", "prior", "target"]
_MISSING: dict[_Column, str] = {"value": "GR102", "prior": "GR101", "target": "GR103"}


def _need(indicator: Indicator, column: _Column) -> Observation:
    held = {"value": indicator.value, "prior": indicator.prior, "target": indicator.target}[column]
    if held is None:
        place = indicator.cells.get(column, indicator.source)
        raise _UnstatedError(fault(_MISSING[column], place, name=indicator.name))
    return held


def _both_years(indicator: Indicator) -> tuple[Observation, Observation]:
    return _need(indicator, "value"), _need(indicator, "prior")


def _in_year(series: Series, year: int) -> Observation:
    held = series.years.get(year)
    if held is None:
        raise _UnstatedError(fault("GR104", series.source, name=series.name, year=year))
    if held.amount <= 0:
        said = plain(held.amount)
        raise _UnstatedError(fault("GR208", held.source, name=series.name, year=year, found=said))
    return held


def _unstated(code: str, indicator: Indicator, held: Observation) -> _UnstatedError:
    return _UnstatedError(fault(code, held.source, name=indicator.name, found=plain(held.amount)))


def _require_conversion(part: Indicator, whole: Indicator) -> None:
    if part.unit.dimension == whole.unit.dimension:
        return
    place, other = (told.cells.get("unit", told.source) for told in (part, whole))
    raise _UnstatedError(
        fault(
            "GR209",
            place,
            related=(other,),
            name=part.name,
            unit=part.unit.symbol,
            other=whole.name,
            other_unit=whole.unit.symbol,
        )
    )

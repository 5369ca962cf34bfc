"""Changes of the figures of an indicator: what its cells hold, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportgen import growth, measures
from reportgen.diagnostics import Diagnostic, fault
from reportgen.diff.values import Cause, FigureChange, Held
from reportgen.indicators import Indicator, Observation
from reportgen.measures import Absent, Figure, Measure, UnitKind
from reportgen.quantities import Rounding, Unit, finite_places, plain, rounded
from reportgen.refs import CellRef
from reportgen.teller import DEFAULT_RATE_PLACES
from reportgen.wording.units import PERCENT, POINTS
from reportgen.workbook.form import INDICATORS

__all__ = ["COLUMNS", "figure_change", "figure_changes", "first_figure"]

COLUMNS = ("value", "prior", "prior_published", "target", "given_rate", "rank")  # with a number each
_UNRELATED = ("rank",)  # a number that is counted from the top: neither a slip nor a share of another
_COMPUTED = (("rate", measures.growth_rate), ("completion", measures.completion))
UNIT_STEP, SLIP_WIDTH = Fraction(10_000), 3  # as far from it as a real change may be
MOST_PLACES = 6  # decimals of a difference that never ends
RELATIVE_PLACES = 2


def figure_changes(old: Indicator, new: Indicator, rounding: Rounding) -> Iterator[FigureChange]:
    """Yield the figures of an indicator that differ, first those in cells, then those computed from them.

    A figure that was converted with the unit of its row is the same. A rate that was given and fitted, and
    fits no longer, is a fault of the first figure that differs.
    """
    found = [_cell_change(old, new, column) for column in COLUMNS]
    changes = [change for change in found if change is not None]
    stale = _stale_rate(old, new, rounding)
    if changes and stale is not None:
        changes[0] = replace(changes[0], faults=(*changes[0].faults, stale))
    yield from changes
    for column, compute in _COMPUTED:
        header = INDICATORS.column(column).header
        if column == "rate" and old.given_rate is not None and new.given_rate is not None:
            continue  # it is the given one, which was told
        change = _computed_change(header, (old, compute(old)), (new, compute(new)), rounding)
        if change is not None:
            yield change


def first_figure(indicator: Indicator) -> tuple[str, Observation] | None:
    """Return the column and the content of the first figure that an indicator holds, its value if it has
    one."""
    held = ((column, getattr(indicator, column)) for column in COLUMNS)
    return next(((column, found) for column, found in held if found is not None), None)


def figure_change(
    name: str, column: str, attribute: str, old: Observation | None, new: Observation | None
) -> FigureChange | None:
    """Return the change of a figure in a cell, None when both say the same; `attribute` is what the figure
    says of the indicator."""
    if _is_same(old, new):
        return None
    both = (old, new) if old is not None and new is not None and _converts(old, new) else None
    shown = new or old
    return FigureChange(
        name,
        attribute,
        _said(old),
        _said(new),
        shown.quantity.unit.symbol if shown else "",
        _difference(*both) if both else None,
        _relative(*both) if both and column not in _UNRELATED else None,
        Cause.DATA,
        _held(old),
        _held(new),
        "",
        "",
        "",
        old.source if old else None,
        new.source if new else None,
        tuple(_slips(name, *both)) if both and column not in _UNRELATED else (),
    )


def _cell_change(old: Indicator, new: Indicator, column: str) -> FigureChange | None:
    attribute = "" if column == "value" else INDICATORS.column(column).header
    was, now = getattr(old, column), getattr(new, column)
    change = figure_change(new.name, column, attribute, was, now)
    if change is None:
        return None
    return replace(change, place_old=old.cells.get(column), place_new=new.cells.get(column))


def _is_same(old: Observation | None, new: Observation | None) -> bool:
    if old is None or new is None:
        return old is new
    return old.quantity.exact == new.quantity.exact if _converts(old, new) else old.amount == new.amount


def _converts(old: Observation, new: Observation) -> bool:
    return old.quantity.unit.dimension == new.quantity.unit.dimension


def _said(held: Observation | None) -> str:
    return "" if held is None else plain(held.amount) + held.quantity.unit.symbol


def _held(held: Observation | None) -> tuple[Held, ...]:
    return () if held is None else (Held(str(held.source), plain(held.amount)),)


def _difference(old: Observation, new: Observation) -> Decimal:
    exact = (new.quantity.exact - old.quantity.exact) / Fraction(new.quantity.unit.scale)
    places = finite_places(exact)
    return rounded(exact, MOST_PLACES if places is None else places)


def _relative(old: Observation, new: Observation) -> Decimal | None:
    """Return by how many per cent a figure changed; percentages and losses are no base for that."""
    if growth.is_subtracted(new.quantity.unit):
        return None
    kind, exact = growth.classified(new.quantity.exact, old.quantity.exact)
    is_rate = kind is growth.Kind.RATE and exact is not None
    return rounded(exact, RELATIVE_PLACES) if is_rate and exact is not None else None


def _slips(name: str, old: Observation, new: Observation) -> Iterator[Diagnostic]:
    """Yield what looks like a slip: the number stayed while its unit changed, or is in another unit than its
    row says, or only its point moved."""
    before, after = old.quantity, new.quantity
    times = after.exact / before.exact if before.amount else Fraction(0)
    if times <= 0:
        return
    factor = max(times, 1 / times)
    is_unit = before.amount == after.amount or (_is_unit_slip(factor) and not after.unit.is_count)
    has_digits = len(before.amount.normalize().as_tuple().digits) > 1
    if is_unit or (_is_shift(factor) and has_digits):
        yield fault(
            "DF202" if is_unit else "DF205", new.source, related=(old.source,),
            name=name, old=_said(old), new=_said(new), factor=_spelled(factor),
        )  # fmt: skip


def _is_unit_slip(factor: Fraction) -> bool:
    """Tell whether two figures seem to be one in 元 and one in 万元, or the like."""
    return UNIT_STEP / SLIP_WIDTH <= factor <= UNIT_STEP * SLIP_WIDTH


def _is_shift(factor: Fraction) -> bool:
    """Tell whether a number times `factor` has the same digits with the point elsewhere."""
    return factor.denominator == 1 and factor > 1 and str(factor).strip("0") == "1"


def _spelled(factor: Fraction) -> str:
    places = finite_places(factor)
    return plain(rounded(factor, MOST_PLACES if places is None else places))


def _stale_rate(old: Indicator, new: Indicator, rounding: Rounding) -> Diagnostic | None:
    before, after = (growth.disagreement(one, _rate_places(one), rounding) for one in (old, new))
    return after if before is None else None


def _rate_places(one: Indicator) -> int:
    return DEFAULT_RATE_PLACES if one.rate_places is None else one.rate_places


# --- computed figures


def _computed_change(
    attribute: str, before: tuple[Indicator, Figure], after: tuple[Indicator, Figure], rounding: Rounding
) -> FigureChange | None:
    (old, was), (new, now) = before, after
    said, says = (_printed(figure, _rate_places(one), rounding) for one, figure in (before, after))
    if said == says:
        return None
    return FigureChange(
        indicator=new.name,
        attribute=attribute,
        old=said,
        new=says,
        unit=_unit(now if now else was).symbol,
        difference=_points(was, now, _rate_places(new), rounding),
        relative=None,
        cause=Cause.COMPUTED,
        old_cells=_inputs(was),
        new_cells=_inputs(now),
        formula=now.formula if isinstance(now, Measure) else "",
        worked=now.worked(_rate_places(new), rounding) if isinstance(now, Measure) else "",
        built="",
        place_old=_home(old),
        place_new=_home(new),
        faults=(now.diagnostic,) if isinstance(now, Absent) else (),
    )


def _printed(figure: Figure, places: int, rounding: Rounding) -> str:
    if isinstance(figure, Absent):
        return ""
    return plain(rounded(figure.exact, places, rounding)) + _unit(figure).symbol


def _unit(figure: Figure) -> Unit:
    is_points = isinstance(figure, Measure) and figure.unit_kind is UnitKind.POINTS
    return POINTS if is_points else PERCENT


def _points(was: Figure, now: Figure, places: int, rounding: Rounding) -> Decimal | None:
    """Return the difference of the two as they are printed."""
    if isinstance(was, Absent) or isinstance(now, Absent) or was.unit_kind is not now.unit_kind:
        return None
    return rounded(now.exact, places, rounding) - rounded(was.exact, places, rounding)


def _inputs(figure: Figure) -> tuple[Held, ...]:
    if isinstance(figure, Absent):
        return ()
    held = (given for given in figure.inputs if isinstance(given, Observation))
    return tuple(dict.fromkeys(Held(str(given.source), plain(given.amount)) for given in held))


def _home(one: Indicator) -> CellRef:
    return one.cells.get("value", one.source)

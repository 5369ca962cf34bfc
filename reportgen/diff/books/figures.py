"""Changes of the figures of an indicator: what its cells hold, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen import growth, measures
from reportgen.diagnostics import Diagnostic, fault
from reportgen.diff.checks import difference, moved_point, unit_slip
from reportgen.diff.values import Cause, FigureChange, Held
from reportgen.house import DEFAULT_RATE_PLACES
from reportgen.indicators import Indicator, Observation
from reportgen.measures import Absent, Figure, Measure, UnitKind
from reportgen.quantities import Quantity, Rounding, Unit, finite_places, plain, rounded, with_unit
from reportgen.refs import CellRef
from reportgen.wording.units import PERCENT, POINTS
from reportgen.workbook.columns import Edition

__all__ = ["COLUMNS", "figure_change", "figure_changes", "first_figure"]

COLUMNS = ("value", "prior", "prior_published", "target", "given_rate", "rank")  # with a number each
_COMPUTED = (("rate", measures.growth_rate), ("completion", measures.completion))


def figure_changes(
    old: Indicator, new: Indicator, form: Edition, rounding: Rounding
) -> Iterator[FigureChange]:
    """Yield the figures of an indicator that differ, first those in cells, then those computed from them.

    A figure that was converted with the unit of its row is the same. A rate that was given and fitted, and
    fits no longer, is a fault of the first figure that differs.
    """
    found = [_cell_change(old, new, column, form) for column in COLUMNS]
    changes = [change for change in found if change is not None]
    stale = _stale_rate(old, new, rounding)
    if changes and stale is not None:
        changes[0] = changes[0]._replace(faults=(*changes[0].faults, stale))
    yield from changes
    for column, compute in _COMPUTED:
        header = form.sheet("indicators").column(column).header
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
    shown = new or old
    if shown is None or _is_same(old, new):
        return None
    is_rank = column == "rank"  # counted from the top: neither a slip nor a share of another
    by = difference(old.quantity, new.quantity) if old is not None and new is not None else None
    slips = _slips(name, old, new) if old is not None and new is not None and not is_rank else ()
    return FigureChange(
        indicator=name,
        attribute=attribute,
        old=_said(old),
        new=_said(new),
        unit=shown.quantity.unit.symbol,
        difference=by.amount if by is not None else None,
        relative=by.relative if by is not None and not is_rank else None,
        cause=Cause.DATA,
        old_cells=_held(old),
        new_cells=_held(new),
        formula="",
        worked="",
        built="",
        place_old=old.source if old else None,
        place_new=new.source if new else None,
        faults=tuple(slips),
    )


def _cell_change(old: Indicator, new: Indicator, column: str, form: Edition) -> FigureChange | None:
    attribute = "" if column == "value" else form.sheet("indicators").column(column).header
    was, now = getattr(old, column), getattr(new, column)
    change = figure_change(new.name, column, attribute, was, now)
    if change is None:
        return None
    return change._replace(place_old=old.cells.get(column), place_new=new.cells.get(column))


def _is_same(old: Observation | None, new: Observation | None) -> bool:
    if old is None or new is None:
        return old is new
    return old.quantity.exact == new.quantity.exact if _converts(old, new) else old.amount == new.amount


def _converts(old: Observation, new: Observation) -> bool:
    return old.quantity.unit.dimension == new.quantity.unit.dimension


def _said(held: Observation | None) -> str:
    return "" if held is None else with_unit(plain(held.amount), held.quantity.unit.symbol)


def _held(held: Observation | None) -> tuple[Held, ...]:
    return () if held is None else (Held(str(held.source), plain(held.amount)),)


def _slips(name: str, old: Observation, new: Observation) -> Iterator[Diagnostic]:
    """Yield what looks like a slip: the number stayed while its unit changed, or is in another unit than its
    row says, or only its point moved."""
    said, says, place, related = _said(old), _said(new), new.source, (old.source,)
    if factor := _unit_slip(old.quantity, new.quantity):
        yield fault("DF202", place, related=related, name=name, old=said, new=says, factor=factor)
    elif moved_point(old.quantity, new.quantity):
        yield fault("DF205", place, related=related, name=name, old=said, new=says)


def _unit_slip(old: Quantity, new: Quantity) -> str:
    """Return how many times another a figure is that seems to be in another unit, empty when it is not."""
    if old.amount == new.amount and old.amount:
        times = max(new.exact / old.exact, old.exact / new.exact)
        return plain(rounded(times, finite_places(times) or 0))
    return "" if new.unit.is_count else str(unit_slip(old, new) or "")


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
    return with_unit(plain(rounded(figure.exact, places, rounding)), _unit(figure).symbol)


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

"""Rates of change that a text states with a value: which rate it is, whether it fits, and what that tells.

A draft with provenance tells which rate belongs to a value, wherever it stands in the paragraph. In other
texts only the one right behind a value is taken for its rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.diff.checks import expected_rate, fits_rate
from reportgen.diff.judge import Judge
from reportgen.diff.numbers import Figure, Pair
from reportgen.diff.origins import Origins, Span
from reportgen.diff.units import Unit
from reportgen.diff.values import Cause
from reportgen.quantities import Quantity, decimal_places
from reportgen.wording.amounts import Rate, amount_in, rate_behind

__all__ = ["Misfit", "inferred", "misfit"]


class Misfit(NamedTuple):
    """A rate that cannot be: the one that is stated, and the one that is due, in per cent."""

    stated: Decimal
    due: Decimal


def misfit(pair: Pair, judge: Judge, built: str) -> Misfit | None:
    """Return the rate that was left as it was when its value was changed; None where it fits, or nothing
    tells. `built` is what the new draft was built with, empty where that is not known."""
    before, after = _amounts(pair)
    if after is None or after.unit.is_percent:
        return None
    was, now = _rates(pair, judge)
    if built and amount_in(built) is not None:
        before, was = amount_in(built), now  # the rate still stands as it was computed for what was built
    if before is None or was is None or now is None:
        return None
    due = expected_rate(before, was.percent, after, now.percent)
    return None if due is None else Misfit(now.percent, due)


def inferred(pair: Pair, judge: Judge) -> Cause:
    """Return why a figure changed, from the new text alone: a value and its rate that changed together and
    fit were computed anew, a rate that no longer fits was forgotten by whoever typed the value."""
    if pair.old is None or pair.old.span is None or pair.old_unit is None:
        return Cause.UNKNOWN
    told = pair.old.span.text.figure
    if told.is_rate:
        value = _value_of(pair.old_unit, judge.old, told.indicator)
        found = Cause.UNKNOWN if value is None else _of_value(value, judge)
        return Cause.COMPUTED if found is Cause.DATA else Cause.UNKNOWN
    return _of_value(pair, judge) if told.is_value else Cause.UNKNOWN


def _of_value(pair: Pair, judge: Judge) -> Cause:
    before, after = _amounts(pair)
    was, now = _rates(pair, judge)
    if before is None or after is None or was is None or now is None:
        return Cause.UNKNOWN
    fits = fits_rate(before, was.percent, after, now.percent)
    if was.percent != now.percent:
        return Cause.DATA if fits and before.amount != after.amount else Cause.UNKNOWN
    return Cause.HAND if fits is False else Cause.UNKNOWN


def _amounts(pair: Pair) -> tuple[Quantity | None, Quantity | None]:
    old, new = (None if one is None else one.amount for one in (pair.old, pair.new))
    return old, new


# --- which rate it is


def _rates(pair: Pair, judge: Judge) -> tuple[Rate | None, Rate | None]:
    """Return the rates that are stated with the old and the new value."""
    old = _stated(pair.old, pair.old_unit, judge.old, is_old=True)
    new = _stated(pair.new, pair.new_unit, judge.new, is_old=False)
    if new is None and pair.old is not None and pair.old_unit is not None:
        span = _rate_span(pair.old, pair.old_unit, judge.old, is_old=True)
        if span is not None and pair.new_unit is pair.old_unit:
            new = _read(pair.old_unit.text(old=False), *pair.old_unit.counterpart(*span, old=True))
    return old, new


def _stated(figure: Figure | None, unit: Unit | None, side: Origins, *, is_old: bool) -> Rate | None:
    if figure is None or unit is None:
        return None
    text = unit.text(old=is_old)
    span = _rate_span(figure, unit, side, is_old=is_old)
    return rate_behind(text, figure.end) if span is None else _read(text, *span)


def _rate_span(figure: Figure, unit: Unit, side: Origins, *, is_old: bool) -> tuple[int, int] | None:
    """Return where the rate of the same indicator was inserted next behind a value."""
    if figure.span is None:
        return None
    indicator = figure.span.text.figure.indicator
    places = (
        (base + span.start, base + span.end)
        for base, span in _spans(unit, side, is_old=is_old)
        if span.text.figure.is_rate and span.text.figure.indicator == indicator
    )
    return min((place for place in places if place[0] >= figure.end), default=None)


def _value_of(unit: Unit, side: Origins, indicator: str) -> Pair | None:
    """Return the value of an indicator in an old text with what it has become."""
    for base, span in _spans(unit, side, is_old=True):
        told = span.text.figure
        if told.is_value and told.indicator == indicator:
            start, end = base + span.start, base + span.end
            start_new, end_new = unit.counterpart(start, end, old=True)
            was, now = unit.text(old=True)[start:end], unit.text(old=False)[start_new:end_new]
            old = Figure(start, end, was, amount_in(was), span)
            new = Figure(start_new, end_new, now, amount_in(now), None)
            return Pair(old, new, unit, unit)
    return None


def _spans(unit: Unit, side: Origins, *, is_old: bool) -> Iterator[tuple[int, Span]]:
    """Yield the insertions of a text, each with where its paragraph begins in the flow."""
    part = unit.part_old if is_old else unit.part_new
    for base, paragraph in unit.placed(old=is_old):
        yield from ((base, span) for span in side.inside(part, paragraph))


def _read(text: str, start: int, end: int) -> Rate | None:
    amount = amount_in(text[start:end])
    if amount is None or not amount.unit.is_percent:
        return None
    return Rate(amount.amount, decimal_places(amount.amount), start, end)

"""Changes of the 指标 sheet: indicators that came, went or were renamed, their figures, and what is said of
them in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz import fuzz

from reportgen.diff.books.figures import COLUMNS, figure_change, figure_changes, first_figure
from reportgen.diff.books.matching import Pair, paired
from reportgen.diff.books.texts import row_change, text_change
from reportgen.diff.values import Change, FigureChange, Kind
from reportgen.indicators import Indicator, Observation, Series
from reportgen.quantities import Rounding, Unit
from reportgen.refs import CellRef
from reportgen.workbook.columns import Column, Edition, normal

__all__ = ["history_figures", "indicator_figures", "indicator_pairs", "indicator_rows"]


def indicator_pairs(old: tuple[Indicator, ...], new: tuple[Indicator, ...]) -> tuple[Pair[Indicator], ...]:
    """Return which indicators belong together: by name, else by code, else those of one section and unit
    whose names are alike."""
    return paired(old, new, lambda one: normal(one.name), _coded, likeness=_likeness)


def indicator_figures(pair: Pair[Indicator], form: Edition, rounding: Rounding) -> Iterator[FigureChange]:
    """Yield the figures of an indicator that differ; of one that came or went the first that it holds."""
    if pair.old is not None and pair.new is not None:
        yield from figure_changes(pair.old, pair.new, form, rounding)
        return
    one = pair.new or pair.old
    found = first_figure(one) if one is not None else None
    if one is None or found is None:
        return
    column, held = found
    attribute = "" if column == "value" else form.sheet("indicators").column(column).header
    sides = (None, held) if pair.old is None else (held, None)
    change = figure_change(one.name, column, attribute, *sides)
    if change is not None:
        yield change


def indicator_rows(pair: Pair[Indicator], form: Edition) -> Iterator[Change]:
    """Yield a change for each cell in words that differs; of an indicator that came or went its whole row,
    whose kind is ROW."""
    old, new, columns = pair.old, pair.new, form.sheet("indicators").columns
    if old is None or new is None:
        texts = tuple(None if one is None else _row_text(one, columns) for one in (old, new))
        places = tuple(None if one is None else one.source for one in (old, new))
        yield text_change(texts[0], texts[1], (places[0], places[1]), kind=Kind.ROW, table=True)
        return
    follows = old.unit == old.print_unit and new.unit == new.print_unit
    for column in columns:
        if column.key in COLUMNS or column.computed:
            continue
        key, was, now = column.key, _text(old, column.key), _text(new, column.key)
        if was != now and not (key == "print_unit" and follows):
            labels = (new.name, column.header)
            yield row_change(labels, was, now, (_cell(old, key), _cell(new, key)))


def history_figures(old: Iterable[Series], new: Iterable[Series], form: Edition) -> Iterator[FigureChange]:
    """Yield the figures of earlier years that differ, by indicator and year."""
    for pair in paired(tuple(old), tuple(new), lambda one: normal(one.name)):
        before, after = (one.years if one is not None else {} for one in (pair.old, pair.new))
        name = pair.new.name if pair.new is not None else pair.old.name if pair.old is not None else ""
        for year in sorted({*before, *after}):
            attribute = f"{form.sheet('history').title} {year}"
            change = figure_change(name, "value", attribute, before.get(year), after.get(year))
            if change is not None:
                yield change


def _coded(one: Indicator) -> tuple[str, str] | None:
    """Return a code with what is measured: a code given to something else tells nothing."""
    return (normal(one.code), one.unit.dimension) if one.code else None


def _likeness(old: Indicator, new: Indicator) -> float:
    has_other_code = bool(old.code and new.code)  # equal ones have found each other
    if has_other_code or (old.section, old.unit.dimension) != (new.section, new.unit.dimension):
        return 0
    return fuzz.ratio(normal(old.name), normal(new.name)) / 100


def _row_text(one: Indicator, columns: tuple[Column, ...]) -> str:
    said = (
        (column.header, _text(one, column.key))
        for column in columns
        if column.key != "name" and not column.computed
    )
    return "\t".join((one.name, *(f"{header} {text}" for header, text in said if text)))


def _text(one: Indicator, key: str) -> str:
    held: Any = getattr(one, key)
    if isinstance(held, Observation):
        return held.held[1]
    if isinstance(held, Unit):
        return held.symbol
    return "" if held is None else str(held)


def _cell(one: Indicator, key: str) -> CellRef:
    return one.cells.get(key, one.source)

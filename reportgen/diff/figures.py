"""The figures that changed: how much, why, from which cells, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportgen.diagnostics import Diagnostic, fault
from reportgen.diff.causes import cause_of
from reportgen.diff.checks import difference, moved_point, unit_slip
from reportgen.diff.judge import Judge
from reportgen.diff.numbers import Figure, Pair
from reportgen.diff.origins import Origins
from reportgen.diff.rates import inferred, misfit
from reportgen.diff.units import Unit
from reportgen.diff.values import Cause, FigureChange, Held
from reportgen.quantities import Quantity, plain
from reportgen.refs import ParagraphRef
from reportgen.wording.amounts import subject_before, unit_told

if TYPE_CHECKING:
    from reportgen.manifest import TracedFigure

__all__ = ["Files", "figure_change", "paragraph_ref", "told_alike"]


class Files(NamedTuple):
    """The names of the two files."""

    old: str
    new: str


def figure_change(pair: Pair, judge: Judge, files: Files) -> FigureChange:
    """Return what is to be said of a figure that reads otherwise, or stands in one of the texts alone."""
    old, new = pair.old, pair.new
    told = _told(pair, judge)
    cause = _cause(pair, judge)
    if cause is Cause.UNKNOWN and judge.new.manifest is None:
        cause = inferred(pair, judge)
    before, after = _amount(old, pair.old_unit, 0), _amount(new, pair.new_unit, 1)
    change = difference(before, after) if before is not None and after is not None else None
    measured = after or before
    found = FigureChange(
        indicator=told.indicator if told is not None and told.indicator else _subject(pair),
        attribute=_attribute(told),
        old=old.text if old is not None else "",
        new=new.text if new is not None else "",
        unit=measured.unit.symbol if measured is not None else "",
        difference=None if change is None else change.amount,
        relative=None if change is None else change.relative,
        cause=cause,
        old_cells=_held(judge.old, old),
        new_cells=_held(judge.new, new) or _held_by_build(judge, pair),
        formula=told.formula if told is not None else "",
        worked=told.worked if told is not None else "",
        built=_built(pair, judge) if cause is Cause.HAND else "",
        place_old=_place(pair.old_unit, old, files.old, old=True),
        place_new=_place(pair.new_unit, new, files.new, old=False),
    )
    return _with_faults(found, tuple(_faults(found, pair, judge, before, after)))


def told_alike(changes: Sequence[FigureChange]) -> tuple[FigureChange, ...]:
    """Return the changes with a cause for those of which nothing tells one but the same figure in another
    place, where a rate beside it does."""
    known = {
        (change.indicator, change.attribute): change.cause
        for change in changes
        if change.cause in (Cause.DATA, Cause.COMPUTED)
    }
    return tuple(
        change._replace(cause=known.get((change.indicator, change.attribute), change.cause))
        if change.cause is Cause.UNKNOWN and change.old_cells
        else change
        for change in changes
    )


def paragraph_ref(unit: Unit, start: int, file: str, *, old: bool) -> ParagraphRef:
    """Return the paragraph that a place of a flow lies in."""
    paragraph, _ = unit.at(start, old=old)
    part = unit.part_old if old else unit.part_new
    return ParagraphRef(file, part, paragraph.number, paragraph.text, "", paragraph.cell)


def _amount(figure: Figure | None, unit: Unit | None, side: int) -> Quantity | None:
    """Return how much a figure states; a bare number in a table is in the unit that its head tells."""
    found = figure.amount if figure is not None else None
    if found is None or found.unit.symbol or unit is None:
        return found
    told = unit_told(unit.heads[side])
    return found._replace(unit=told) if told is not None else found


# --- where it comes from


def _told(pair: Pair, judge: Judge) -> TracedFigure | None:
    """Return what a manifest tells of the figure, the new one's rather than the old one's."""
    for figure in (pair.new, pair.old):
        if figure is not None and figure.span is not None:
            key = figure.span.key
            others = judge.new.asked.get(key, ()) if figure is pair.old else ()
            return others[0] if others else figure.span.text.figure
    return None


def _cause(pair: Pair, judge: Judge) -> Cause:
    old, new = pair.old, pair.new
    if old is not None and new is not None and old.span is not None and new.span is not None:
        return judge.of_insertions(old.span, new.span)
    if (
        new is not None
        and pair.new_unit is not None
        and (new.span is not None or old is None or old.span is None)
    ):
        return cause_of(pair.new_unit, judge, new.start, new.end, old=False)
    if old is not None and pair.old_unit is not None:
        if new is not None and pair.new_unit is not None:
            by_text = cause_of(pair.new_unit, judge, new.start, new.end, old=False)
            if by_text is Cause.HAND or (old.span is not None and old.span.key in judge.new.gone):
                return Cause.HAND
        return cause_of(pair.old_unit, judge, old.start, old.end, old=True)
    return Cause.UNKNOWN


def _held(side: Origins, figure: Figure | None) -> tuple[Held, ...]:
    if figure is None or figure.span is None:
        return ()
    return side.held(figure.span.text.figure)


def _held_by_build(judge: Judge, pair: Pair) -> tuple[Held, ...]:
    """Return what the cells held when the new draft was built with a figure that no longer stands in it."""
    if pair.old is None or pair.old.span is None or pair.new is None:
        return ()
    others = judge.new.asked.get(pair.old.span.key, ())
    return judge.new.held(others[0]) if others else ()


def _built(pair: Pair, judge: Judge) -> str:
    """Return what the draft was built with in the place of a figure that was typed: the new one, else the
    old."""
    for figure in (pair.new, pair.old):
        if figure is not None and figure.span is not None and figure.span.text.is_edited:
            return figure.span.text.figure.text
    if pair.old is not None and pair.old.span is not None:
        others = judge.new.asked.get(pair.old.span.key, ())
        return others[0].text if others else ""
    return ""


def _attribute(told: TracedFigure | None) -> str:
    """Return what is said of the indicator, as the template's author calls it; empty for its value."""
    if told is None or told.is_value:
        return ""
    name, point, attribute = told.expression.rpartition(".")
    return attribute.strip() if point and name else told.nature


def _subject(pair: Pair) -> str:
    """Return what the text says that the figure is of, or in a table the heads of its row and column."""
    for figure, unit, is_old in ((pair.new, pair.new_unit, False), (pair.old, pair.old_unit, True)):
        if figure is not None and unit is not None:
            return subject_before(unit.text(old=is_old), figure.start) or unit.heads[0 if is_old else 1]
    return ""


def _place(unit: Unit | None, figure: Figure | None, file: str, *, old: bool) -> ParagraphRef | None:
    if unit is None or figure is None:
        return None
    return paragraph_ref(unit, figure.start, file, old=old)


# --- what is wrong with it


def _with_faults(found: FigureChange, faults: tuple[Diagnostic, ...]) -> FigureChange:
    return found._replace(faults=faults) if faults else found


def _faults(
    found: FigureChange, pair: Pair, judge: Judge, before: Quantity | None, after: Quantity | None
) -> Iterator[Diagnostic]:
    place = found.place_new or found.place_old
    name = found.indicator or found.old or found.new
    if found.cause is Cause.HAND and found.new and _is_typed(found, pair):
        yield fault("DF201", place, name=name, built=found.built or found.old, now=found.new)
    if not found.new:
        yield fault("DF204", place, name=name, old=found.old)
    if before is None or after is None:
        return
    if factor := unit_slip(before, after):
        yield fault("DF202", place, name=name, old=found.old, new=found.new, factor=factor)
    elif moved_point(before, after):
        yield fault("DF205", place, name=name, old=found.old, new=found.new)
    if found.cause in (Cause.HAND, Cause.UNKNOWN) and _is_typed(found, pair):
        wrong = misfit(pair, judge, found.built)
        if wrong is not None:
            stated, due = plain(wrong.stated), plain(wrong.due)
            yield fault("DF203", found.place_new, name=name, rate=stated, expected=due, value=found.new)


def _is_typed(found: FigureChange, pair: Pair) -> bool:
    """Tell whether it is the new figure that was typed, not the old one that a build has replaced."""
    if pair.new is None or pair.new.span is None:
        return True
    return pair.new.span.text.is_edited

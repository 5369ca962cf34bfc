"""The cause of every edit: cut where insertions begin and end, each piece is told by what stands there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportgen.diff.edits import edits_of_texts
from reportgen.diff.judge import Judge
from reportgen.diff.numbers import Figure
from reportgen.diff.origins import Origins, Span
from reportgen.diff.pairs import Edit, Op
from reportgen.diff.units import Unit
from reportgen.diff.values import Cause
from reportgen.word.content import Paragraph

__all__ = ["Told", "cause_of", "told_edits"]

Told = Mapping[bool, Sequence[tuple[Figure, int, Cause]]]
"""The changed figures of a text, by whether they are old, in their order, with their numbers and causes."""


def told_edits(unit: Unit, judge: Judge, figures: Told) -> tuple[Edit, ...]:
    """Return the edits of a text with the cause of each, and the number of the changed figure that it is."""
    found: list[Edit] = []
    for edit in unit.edits:
        if edit.op is Op.EQUAL:
            found.append(edit)
        else:
            found += _joined(_told(unit, edit, judge, _within(edit, figures)))
    return tuple(found)


def cause_of(unit: Unit, judge: Judge, start: int, end: int, *, old: bool) -> Cause:
    """Return why a stretch of the old flow is gone, or one of the new flow is there."""
    if judge.new.manifest is None:  # then nothing tells why it reads as it does
        return Cause.UNKNOWN
    paragraph, base = unit.at(start, old=old)
    side, part = (judge.old, unit.part_old) if old else (judge.new, unit.part_new)
    span = side.covering(part, paragraph, start - base, end - base)
    if span is None:
        other = _counterpart(unit, start, old=old)
        return judge.of_text(paragraph, other) if old else judge.of_text(other, paragraph)
    twin = _twin(unit, judge, span, old=old)
    if twin is None:
        return judge.of_vanished(span) if old else judge.of_appeared(span)
    if span.text.now == twin.text.now:  # it is marked for what stands beside it, such as brackets
        other = _counterpart(unit, start, old=old)
        return judge.of_text(paragraph, other) if old else judge.of_text(other, paragraph)
    before, after = (span, twin) if old else (twin, span)
    if after.text.is_edited and not after.is_figure:
        return _within_edited(before, after, start - base, end - base, old=old, judge=judge)
    return judge.of_insertions(before, after)


def _within(edit: Edit, figures: Told) -> Sequence[tuple[Figure, int, Cause]]:
    """Return the changed figures that share text with an edit; they stand in order, one behind the other."""
    old = edit.op is Op.DELETE
    start, end = (edit.old_start, edit.old_end) if old else (edit.new_start, edit.new_end)
    every = figures.get(old, ())
    first = bisect_right(every, start, key=lambda told: told[0].end)
    return every[first : bisect_left(every, end, key=lambda told: told[0].start)]


def _told(unit: Unit, edit: Edit, judge: Judge, known: Sequence[tuple[Figure, int, Cause]]) -> Iterator[Edit]:
    old = edit.op is Op.DELETE
    start, end = (edit.old_start, edit.old_end) if old else (edit.new_start, edit.new_end)
    for left, right in pairwise(sorted(_cuts(unit, start, end, judge, known, old=old))):
        number, cause = next(
            ((number, why) for figure, number, why in known if figure.start <= left and right <= figure.end),
            (0, None),
        )
        cause = cause or cause_of(unit, judge, left, right, old=old)
        if old:
            yield Edit(edit.op, left, right, edit.new_start, edit.new_end, cause, number)
        else:
            yield Edit(edit.op, edit.old_start, edit.old_end, left, right, cause, number)


def _cuts(
    unit: Unit,
    start: int,
    end: int,
    judge: Judge,
    figures: Iterable[tuple[Figure, int, Cause]],
    *,
    old: bool,
) -> set[int]:
    """Return where an edit is cut: at figures, insertions and paragraphs."""
    side, part = (judge.old, unit.part_old) if old else (judge.new, unit.part_new)
    places = {start, end}
    for figure, _, _ in figures:
        places |= {figure.start, figure.end}
    for base, paragraph in unit.placed(old=old):
        if base < end and start <= base + len(paragraph.text):
            for span in side.inside(part, paragraph):
                places |= {base + span.start, base + span.end}
                if span.text.is_edited and not span.is_figure and not old:
                    places |= {base + span.start + at for at in _typed_ends(span)}
        places.add(base + len(paragraph.text) + 1)
    return {place for place in places if start <= place <= end}


def _joined(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield pieces of one cause side by side as one."""
    last: Edit | None = None
    for edit in edits:
        if last is not None and (last.cause, last.figure) == (edit.cause, edit.figure):
            last = replace_end(last, edit)
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last


def replace_end(edit: Edit, following: Edit) -> Edit:
    """Return an edit that goes on as far as the `following` one."""
    return edit._replace(old_end=following.old_end, new_end=following.new_end)


# --- the other side


def _counterpart(unit: Unit, at: int, *, old: bool) -> Paragraph | None:
    """Return the paragraph of the other side that a place of one side belongs to."""
    others = unit.new if old else unit.old
    if len(others) < 2:
        return others[0] if others else None
    for edit in unit.edits:
        start, end = (edit.old_start, edit.old_end) if old else (edit.new_start, edit.new_end)
        if start <= at < end:
            return unit.at(edit.new_start if old else edit.old_start, old=not old)[0]
    return others[-1]


def _twin(unit: Unit, judge: Judge, span: Span, *, old: bool) -> Span | None:
    """Return the same insertion on the other side: the one of equal place among those of its kind."""
    mine = [one for one in _every(unit, judge, old=old) if one.key == span.key]
    theirs = [one for one in _every(unit, judge, old=not old) if one.key == span.key]
    place = next((place for place, one in enumerate(mine) if one is span), 0)
    return theirs[place] if place < len(theirs) else None


def _every(unit: Unit, judge: Judge, *, old: bool) -> Iterator[Span]:
    side: Origins = judge.old if old else judge.new
    part = unit.part_old if old else unit.part_new
    for paragraph in unit.old if old else unit.new:
        yield from side.inside(part, paragraph)


# --- a text of the workbook that somebody edited in the draft


def _within_edited(before: Span, after: Span, start: int, end: int, *, old: bool, judge: Judge) -> Cause:
    """Return the cause of a stretch in a text that the workbook gave and that was edited since: what the
    build had changed already is not by hand."""
    built = after.text.figure.text
    if before.text.figure.text == built:
        return Cause.HAND
    if old:
        edits = edits_of_texts(before.text.now, built)
        at, to = start - before.start, end - before.start
        by_build = any(e.op is Op.DELETE and e.old_start < to and at < e.old_end for e in edits)
    else:
        edits = edits_of_texts(built, after.text.now)
        at, to = start - after.start, end - after.start
        by_build = not any(e.op is Op.INSERT and e.new_start < to and at < e.new_end for e in edits)
    if not before.text.is_edited and by_build:
        return judge.of_figures(before.text.figure, after.text.figure)
    return Cause.HAND


def _typed_ends(span: Span) -> Iterator[int]:
    """Yield where the stretches begin and end that were typed into an insertion."""
    for edit in edits_of_texts(span.text.figure.text, span.text.now):
        if edit.op is Op.INSERT:
            yield edit.new_start
            yield edit.new_end

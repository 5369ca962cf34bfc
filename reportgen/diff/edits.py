"""The edits between two texts, in pieces that a reader takes as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportgen.diff.pairs import PILCROW, Edit, Op, flow
from reportgen.diff.sequences import Run, common_runs
from reportgen.word.content import Paragraph
from reportgen.word.inline import OBJECT
from reportgen.wording.segments import Cut, segments

__all__ = ["Tokens", "edits_between", "edits_of_texts", "tokens"]

_STOPS = frozenset("，。；：、！？,;:.!?）)】〕”’》 \t" + PILCROW)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in pieces: what each is, and where each begins, with the end of the text behind."""

    pieces: tuple[str, ...]
    starts: tuple[int, ...]


def tokens(text: str, objects: Sequence[str] = (), cut: Cut | None = None) -> Tokens:
    """Return the pieces of a text; `objects` says what each `OBJECT` in it is, `cut` makes words of Chinese
    where our list should not."""
    told = iter(objects)
    pieces: list[str] = []
    lengths: list[int] = []
    for piece, _ in segments(text, cut):
        pieces.append(piece + next(told, "") if piece == OBJECT else piece)
        lengths.append(len(piece))
    return Tokens(tuple(pieces), tuple(accumulate(lengths, initial=0)))


def edits_between(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], cut: Cut | None = None
) -> tuple[Edit, ...]:
    """Return the edits from the flow of the old paragraphs to that of the new ones."""
    one, other = (_tokens_of(paragraphs, cut) for paragraphs in (old, new))
    return _edits(flow(old), flow(new), one, other)


def edits_of_texts(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits between two plain texts."""
    return _edits(old, new, tokens(old), tokens(new))


def _tokens_of(paragraphs: tuple[Paragraph, ...], cut: Cut | None) -> Tokens:
    """Return the pieces of paragraphs, each begun anew: the number of a heading stands at its beginning."""
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for paragraph in paragraphs:
        found = tokens(paragraph.text, paragraph.objects, cut)
        pieces += (*found.pieces, PILCROW)
        starts += (at + start for start in found.starts)
        at += len(paragraph.text) + 1
    return Tokens(tuple(pieces), (*starts, at))


def _edits(old: str, new: str, one: Tokens, other: Tokens) -> tuple[Edit, ...]:
    runs = list(common_runs(one.pieces, other.pieces))
    runs = list(_settled(runs, one.pieces, other.pieces))
    spans = [
        (one.starts[run.old], one.starts[run.old + run.size], other.starts[run.new])
        for run in _without_lone(runs, one, other, old)
    ]
    return tuple(_told(spans, len(old), len(new)))


def _told(equal: Sequence[tuple[int, int, int]], old_end: int, new_end: int) -> Iterator[Edit]:
    """Yield the edits around the equal spans (old start, old end, new start)."""
    at_old = at_new = 0
    for start, end, start_new in (*equal, (old_end, old_end, new_end)):
        if at_old < start:
            yield Edit(Op.DELETE, at_old, start, at_new, at_new)
        if at_new < start_new:
            yield Edit(Op.INSERT, start, start, at_new, start_new)
        if start < end:
            yield Edit(Op.EQUAL, start, end, start_new, start_new + end - start)
        at_old, at_new = end, start_new + end - start


def _settled(runs: Sequence[Run], old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Yield the runs with pure insertions and deletions put where a reader would: `，同比增长` after a clause
    rather than `长，同比增` within two."""
    runs = list(runs)
    for place in range(len(runs) - 1):
        first, second = runs[place], runs[place + 1]
        gap_old = second.old - first.old - first.size
        gap_new = second.new - first.new - first.size
        if (gap_old == 0) == (gap_new == 0):
            continue
        pieces, at = (new, first.new + first.size) if gap_new else (old, first.old + first.size)
        shift = _best_shift(pieces, at, gap_old or gap_new, first.size, second.size)
        runs[place] = Run(first.old, first.new, first.size + shift)
        runs[place + 1] = Run(second.old + shift, second.new + shift, second.size - shift)
    yield from (run for run in runs if run.size)


def _best_shift(pieces: Sequence[str], at: int, gap: int, before: int, behind: int) -> int:
    """Return by how many pieces a stretch is moved so that it begins behind a stop, or ends with one."""
    shifts = [0]
    for shift in range(-1, -before - 1, -1):
        if pieces[at + shift] != pieces[at + gap + shift]:
            break
        shifts.append(shift)
    for shift in range(1, behind + 1):
        if pieces[at + shift - 1] != pieces[at + gap + shift - 1]:
            break
        shifts.append(shift)
    return min(shifts, key=lambda shift: (-_fitness(pieces, at + shift, gap), abs(shift)))


def _fitness(pieces: Sequence[str], at: int, gap: int) -> int:
    begins = at == 0 or pieces[at - 1][-1] in _STOPS
    ends = pieces[at + gap - 1][-1] in _STOPS
    mark_inside = any(piece == PILCROW for piece in pieces[at : at + gap - 1])
    return begins + ends - 2 * mark_inside


def _without_lone(runs: Sequence[Run], one: Tokens, other: Tokens, text: str) -> Iterator[Run]:
    """Yield the runs without those of one character between two replacements: they are chance."""
    for place, run in enumerate(runs):
        start, end = one.starts[run.old], one.starts[run.old + run.size]
        is_lone = end - start == 1 and text[start] not in (PILCROW, OBJECT)
        if not (is_lone and _has_edit(runs, place - 1, one, other) and _has_edit(runs, place, one, other)):
            yield run


def _has_edit(runs: Sequence[Run], place: int, one: Tokens, other: Tokens) -> bool:
    """Tell whether something was replaced between a run and the one behind it."""
    before = runs[place] if place >= 0 else Run(0, 0, 0)
    behind = runs[place + 1] if place + 1 < len(runs) else Run(len(one.pieces), len(other.pieces), 0)
    return before.old + before.size < behind.old and before.new + before.size < behind.new

"""The edits between two texts, in pieces that a reader takes as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Postfix, Prefix

from reportgen.diff.pairs import PILCROW, Edit, Op, flow
from reportgen.diff.sequences import Run, common_runs
from reportgen.word.content import Paragraph
from reportgen.word.inline import OBJECT
from reportgen.wording.segments import SENTENCE_ENDS, Cut, segments

__all__ = ["Tokens", "edits_between", "edits_of_texts", "tokens"]

_ENDS = frozenset(SENTENCE_ENDS + PILCROW)  # of what is cut into pieces by itself
_STOPS = frozenset("，。；：、！？,;:.!?）)】〕”’》 \t" + PILCROW)


class Tokens(NamedTuple):
    """A text in pieces: what each is, and where each begins, with the end of the text behind."""

    pieces: tuple[str, ...]
    starts: tuple[int, ...]


def tokens(text: str, objects: Sequence[str] = (), at: int = 0, cut: Cut | None = None) -> Tokens:
    """Return the pieces of a flow that begins `at` a place of a longer one; `objects` says what each `OBJECT`
    in it is, `cut` makes words of Chinese where our list should not. Each paragraph is begun anew: the number
    of a heading stands at its beginning."""
    told = iter(objects)
    pieces: list[str] = []
    paragraphs = text.split(PILCROW)
    for paragraph in paragraphs:
        pieces += [piece for piece, _ in segments(paragraph, cut)]
        pieces.append(PILCROW)
    pieces.pop()
    starts = tuple(accumulate(map(len, pieces), initial=at))
    if objects:
        pieces = [piece + next(told, "") if piece == OBJECT else piece for piece in pieces]
    return Tokens(tuple(pieces), starts)


def edits_between(
    old: tuple[Paragraph, ...], new: tuple[Paragraph, ...], cut: Cut | None = None
) -> tuple[Edit, ...]:
    """Return the edits from the flow of the old paragraphs to that of the new ones."""
    objects, others = (tuple(one for paragraph in side for one in paragraph.objects) for side in (old, new))
    return _edits(flow(old), flow(new), objects, others, cut)


def edits_of_texts(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits between two plain texts."""
    return _edits(old, new, (), (), None)


def _edits(
    old: str, new: str, objects: Sequence[str], others: Sequence[str], cut: Cut | None
) -> tuple[Edit, ...]:
    head, tail = (0, 0) if objects or others else _common_ends(old, new)
    one = tokens(old[head : len(old) - tail], objects, head, cut)
    other = tokens(new[head : len(new) - tail], others, head, cut)
    runs = list(common_runs(one.pieces, other.pieces))
    runs = list(_settled(runs, one.pieces, other.pieces))
    spans = [
        (one.starts[run.old], one.starts[run.old + run.size], other.starts[run.new])
        for run in _without_lone(runs, one, other, old)
    ]
    whole = [(0, head, 0), *spans, (len(old) - tail, len(old), len(new) - tail)]
    return tuple(_told(_connected(whole), len(old), len(new)))


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how much two texts share at their beginning and at their end, in whole sentences: most edits are
    small, and what is the same in both needs not be cut into pieces."""
    head = Prefix.similarity(old, new)
    while head and old[head - 1] not in _ENDS:
        head -= 1
    shared = Postfix.similarity(old[head:], new[head:])
    start = len(old) - shared
    first = next((at for at in range(start, len(old)) if old[at] in _ENDS), len(old))
    return head, max(0, len(old) - first - 1)


def _connected(spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield equal spans that are not empty, those that follow each other on both sides as one."""
    last: tuple[int, int, int] | None = None
    for start, end, start_new in spans:
        if start == end:
            continue
        if last is not None and last[1] == start and last[2] + last[1] - last[0] == start_new:
            last = (last[0], end, last[2])
            continue
        if last is not None:
            yield last
        last = (start, end, start_new)
    if last is not None:
        yield last


def _told(equal: Iterable[tuple[int, int, int]], old_end: int, new_end: int) -> Iterator[Edit]:
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

"""Where the insertions of a draft are at home, and which of them have left it.

Programs number headers, footers and notes as they like. So parts of one kind are the same part under another
name, as far as the insertions that stand in them do not tell otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportgen.fields import BOOKMARK
from reportgen.manifest import TracedFigure
from reportgen.word.bookmarks import Bookmark, Story

__all__ = ["Marks", "homes", "moved"]

Marks = Mapping[int, tuple[Story, Bookmark]]
"""The bookmark of each slot that has one, in the order of the draft, and the part that it stands in."""


def homes(figures: Iterable[TracedFigure], marks: Marks, found: Sequence[Story]) -> dict[str, str]:
    """Return part of the build → the part that it is now, none of them for two.

    Of two parts it is the one in which more of its insertions stand, or whose text holds more of them.
    """
    built: dict[str, list[TracedFigure]] = {}
    for figure in figures:
        built.setdefault(figure.part, []).append(figure)
    shared = Counter(
        (part, marks[figure.slot][0].part)
        for part, some in built.items()
        for figure in some
        if figure.slot in marks
    )
    told = _matched({pair: count for pair, count in shared.items() if _kind(pair[0]) == _kind(pair[1])}, {})
    left = [story for story in found if story.part not in told.values()]
    guessed = {
        (part, story.part): _held(some, story)
        for part, some in built.items()
        if part not in told
        for story in left
        if _kind(part) == _kind(story.part)
    }
    return _matched(guessed, told)


def moved(figures: Iterable[TracedFigure], marks: Marks, home: Mapping[str, str]) -> frozenset[int]:
    """Return the slots that stand elsewhere than between their neighbours: as few as explain the order.

    They are those in another part than their home, and those outside of the heaviest run of slots of a part
    that still ascend (by bisection, after Fredman 1975). Of two that have changed places the one weighs more
    whose paragraph has shifted as its neighbours' have.
    """
    by_slot = {figure.slot: figure for figure in figures}
    shifts: dict[str, dict[int, int]] = {}  # part → slot → by how many paragraphs
    for slot, (story, mark) in marks.items():
        built = by_slot[slot]
        if home.get(built.part) == story.part:
            shifts.setdefault(story.part, {})[slot] = mark.start.paragraph - built.paragraph
    standing: set[int] = set()
    for some in shifts.values():
        weights = {
            slot: 1 + sum(some.get(slot + n) == shift for n in (-1, 1)) for slot, shift in some.items()
        }
        standing |= ascending(list(some), weights)
    return frozenset(marks) - standing


def ascending(numbers: Sequence[int], weights: Mapping[int, int]) -> frozenset[int]:
    """Return the heaviest of the runs of ascending numbers, each number there once."""
    ends: list[int] = []  # the last of the heaviest run up to it, where no lesser one ends a run as heavy
    totals: dict[int, int] = {}
    before: dict[int, int | None] = {}
    for number in numbers:
        at = stop = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        totals[number] = weights[number] + (totals[ends[at - 1]] if at else 0)
        while stop < len(ends) and totals[ends[stop]] <= totals[number]:
            stop += 1
        ends[at:stop] = [number]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)


def marked_slots(found: Iterable[Story], figures: Iterable[TracedFigure]) -> Marks:
    """Return the bookmarks of a draft that are ours, by the slot that each names."""
    known = {f"{BOOKMARK}{figure.slot}": figure.slot for figure in figures}
    return {
        known[mark.name]: (story, mark) for story in found for mark in story.bookmarks if mark.name in known
    }


def _matched(counts: Mapping[tuple[str, str], int], known: Mapping[str, str]) -> dict[str, str]:
    """Return the pairs that count most, each part once on each side; of equal ones those of one name."""
    pairs = dict(known)
    taken = set(pairs.values())
    for built, now in sorted(counts, key=lambda pair: (-counts[pair], pair[0] != pair[1], pair)):
        if built not in pairs and now not in taken:
            pairs[built] = now
            taken.add(now)
    return pairs


def _held(figures: Iterable[TracedFigure], story: Story) -> int:
    whole = "\n".join(story.paragraphs)
    return sum(figure.text in whole for figure in figures)


def _kind(part: str) -> str:
    return part.rpartition("/")[2].rpartition(".")[0].rstrip("0123456789")

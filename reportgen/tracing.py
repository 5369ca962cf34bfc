"""Trace a draft: which cells each of its figures comes from, and whether it still stands as it was put there.

A draft answers alone: its manifest tells what was inserted and from which cells, its hidden bookmarks where
that stands now. Drafts are edited by hand and saved by other programs; whatever is left of the two is used.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.fields import BOOKMARK, Nature
from reportgen.manifest import Manifest, TracedFigure, read_manifest
from reportgen.refs import FileRef, ParagraphRef
from reportgen.word.bookmarks import Bookmark, Position, Story, stories
from reportgen.word.package import Package
from reportgen.word.parts import program_of

__all__ = ["State", "Traced", "TracedText", "traced"]


class State(StrEnum):
    """How an insertion stands in the draft as it is now.

    UNMARKED: its bookmark is lost, but its paragraph still holds the text. GONE: the text is lost, too.
    """

    KEPT = "kept"
    EDITED = "edited"
    MOVED = "moved"
    UNMARKED = "unmarked"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class TracedText:
    """An insertion as the manifest tells it, its paragraph as it reads now, and what stands in its place.

    `span` is where it stands in its part, None without a bookmark: then the place is the one of the build.
    """

    figure: TracedFigure
    place: ParagraphRef
    state: State
    now: str
    span: tuple[Position, Position] | None = None

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, not a text."""
        return self.figure.nature != Nature.TEXT


@dataclass(frozen=True, slots=True)
class Traced:
    """What a draft was asked for and what it was made of; the faults say what it has lost, or lacks."""

    manifest: Manifest
    texts: tuple[TracedText, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether anything was found."""
        return bool(self.texts)


def traced(package: Package, wanted: str = "", *, texts: bool = False) -> Traced:
    """Return what `wanted` asks for of a draft, in the order of its text when it was built.

    A text asks for the insertions it stands in, alone or with their neighbours in the paragraph, and for an
    indicator or a cell by its name; where it asks for none, for the figures of the paragraphs that hold it.
    An empty text asks for every figure, and with `texts` for every insertion.

    Refusal DR201 when the draft carries no manifest. DR202, a warning, when none of its bookmarks is left;
    DR203 when nothing is found.
    """
    told, found = read_manifest(package), stories(package)
    marks = {mark.name: (story, mark) for story in found for mark in story.bookmarks}
    is_marked = any(name.startswith(BOOKMARK) for name in marks)
    place, program = FileRef(package.file), program_of(package) or "?"
    if told is None:
        raise Refusal([fault("DR201", place, hints=("marked",) if is_marked else (), program=program)])
    lost = () if is_marked or not told.figures else (fault("DR202", place, program=program),)
    moved = _moved(told.figures, marks)
    by_part = {story.part: story for story in found}
    every = tuple(_traced(figure, package.file, marks, by_part, moved) for figure in told.figures)
    asked = _asked(every, found, wanted) if wanted else tuple(x for x in every if texts or x.is_figure)
    return Traced(told, asked, lost if asked else (*lost, _nothing(told, place, wanted)))


def _asked(texts: Sequence[TracedText], found: Sequence[Story], wanted: str) -> tuple[TracedText, ...]:
    read = {story.part: tuple(_stretches(story, wanted)) for story in found}
    meant = tuple(text for text in texts if _is_named(text.figure, wanted) or _is_read(text, read, wanted))
    beside = (text for text in texts if text.is_figure and text.state is not State.GONE)
    return meant or tuple(text for text in beside if wanted in text.place.text)


def _nothing(told: Manifest, place: FileRef, wanted: str) -> Diagnostic:
    names = dict.fromkeys(figure.indicator for figure in told.figures if figure.indicator)
    near = next(iter(get_close_matches(wanted, list(names), n=1, cutoff=0.5)), "")
    return fault("DR203", place, text=wanted, nearest=near, hints=("nearest",) if near else ())


_Marks = Mapping[str, tuple[Story, Bookmark]]


def _traced(
    figure: TracedFigure, file: str, marks: _Marks, by_part: Mapping[str, Story], moved: frozenset[int]
) -> TracedText:
    marked = marks.get(f"{BOOKMARK}{figure.slot}")
    if marked is None:
        story = by_part.get(figure.part)
        text = story.paragraph(figure.paragraph) if story is not None else ""
        stands = figure.text in text
        cell = story.cells.get(figure.paragraph) if story is not None and stands else None
        place = ParagraphRef(file, figure.part, figure.paragraph, text if stands else "", cell=cell)
        return TracedText(figure, place, State.UNMARKED if stands else State.GONE, figure.text * stands)
    story, mark = marked
    number = mark.start.paragraph
    now = story.enclosed(mark) or mark.drawn  # a chart reads as its alternative text
    state = State.EDITED if now != figure.text else State.MOVED if figure.slot in moved else State.KEPT
    place = ParagraphRef(file, story.part, number, story.paragraph(number), cell=story.cells.get(number))
    return TracedText(figure, place, state, now, (mark.start, mark.end))


def _moved(figures: Sequence[TracedFigure], marks: _Marks) -> frozenset[int]:
    """Return the slots that stand elsewhere than between their neighbours: as few as explain the order.

    They are those outside of the heaviest run of slots that still ascend (by bisection, after Fredman 1975).
    Of two that have changed places the one weighs more whose paragraph has shifted as its neighbours' have.
    """
    by_slot = {figure.slot: figure for figure in figures}
    shifts: dict[int, int | None] = {}  # by how many paragraphs; None in another part
    for name, (story, mark) in marks.items():
        slot = int(number) if (number := name.removeprefix(BOOKMARK)).isdecimal() else 0
        if name.startswith(BOOKMARK) and slot in by_slot:
            built = by_slot[slot]
            shifts[slot] = mark.start.paragraph - built.paragraph if built.part == story.part else None
    standing = [slot for slot, shift in shifts.items() if shift is not None]
    weights = {slot: 1 + sum(shifts.get(slot + n) == shifts[slot] for n in (-1, 1)) for slot in standing}
    return frozenset(shifts) - _ascending(standing, weights)


def _ascending(numbers: Sequence[int], weights: Mapping[int, int]) -> frozenset[int]:
    """Return the heaviest of the runs of ascending numbers, each number there once."""
    ends: list[
        int
    ] = []  # the last number of the heaviest run up to it, where no lesser one ends a run as heavy
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


def _is_named(figure: TracedFigure, wanted: str) -> bool:
    return wanted in figure.indicator or wanted in figure.cells or wanted == figure.expression


def _is_read(text: TracedText, read: Mapping[str, Sequence[tuple[Position, Position]]], wanted: str) -> bool:
    """Tell whether the insertion held what is wanted, or now shares text with a stretch that reads so."""
    if wanted in text.figure.text:
        return True
    if text.span is None:
        return False
    start, end = text.span
    stretches = read[text.place.part]
    first = bisect_right(stretches, start, key=lambda stretch: stretch[1])  # the first that ends behind
    return first < len(stretches) and stretches[first][0] < end


def _stretches(story: Story, wanted: str) -> Iterator[tuple[Position, Position]]:
    """Yield where the paragraphs of a story read as wanted."""
    for number, text in enumerate(story.paragraphs, start=1):
        at = text.find(wanted)
        while at >= 0:
            yield Position(number, at), Position(number, at + len(wanted))
            at = text.find(wanted, at + len(wanted))

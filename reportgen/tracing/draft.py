"""Each insertion of a draft as it stands now, and those of them that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.fields import BOOKMARK
from reportgen.manifest import TracedFigure, read_manifest
from reportgen.refs import FileRef, ParagraphRef
from reportgen.tracing.homes import Marks, homes, marked_slots, moved
from reportgen.tracing.lost import Anchor, found_again
from reportgen.tracing.reading import reading
from reportgen.tracing.values import State, Traced, TracedText
from reportgen.word.bookmarks import Bookmark, Position, Story, stories
from reportgen.word.package import Package
from reportgen.word.parts import program_of

__all__ = ["traced"]

_Spans = Mapping[int, tuple[Story, Position, Position]]


def traced(package: Package, wanted: str = "", *, texts: bool = False) -> Traced:
    """Return what `wanted` asks for of a draft, in the order of its text when it was built (see `asking`).

    An empty text asks for every figure, and with `texts` for every insertion.

    Refusal DR201 when the draft carries no manifest. DR202, a warning, when none of its bookmarks is left,
    DR205 when its drawings have lost their alternative texts; DR203 when nothing is found, DR204 when it
    stands in the draft without being an insertion.
    """
    told, found = read_manifest(package), stories(package)
    place, program = FileRef(package.file), program_of(package) or "?"
    if told is None:
        is_marked = any(mark.name.startswith(BOOKMARK) for story in found for mark in story.bookmarks)
        raise Refusal([fault("DR201", place, hints=("marked",) if is_marked else (), program=program)])
    figures = tuple(told.figures)  # made once, not for every question that is asked of them
    marks = marked_slots(found, figures)
    every = tuple(_every(figures, package.file, found, marks))
    lost = tuple(_losses(every, marks, place, program))
    if not wanted.strip():
        asked = tuple(text for text in every if texts or text.is_figure)
        return Traced(told, asked, lost if asked else (*lost, fault("DR203", place, text="")))
    from reportgen.tracing.asking import answer  # a comparison asks for all of them

    asked, faults = answer(every, found, place, wanted)
    return Traced(told, asked, (*lost, *faults))


def _losses(texts: Sequence[TracedText], marks: Marks, place: FileRef, program: str) -> Iterator[Diagnostic]:
    """Yield what the program that saved a draft has left out."""
    if texts and not marks:
        again = sum(text.state is State.UNMARKED for text in texts)
        yield fault("DR202", place, program=program, found=again, count=len(texts))
    if wordless := sum(text.state is State.WORDLESS for text in texts):
        yield fault("DR205", place, program=program, count=wordless)


def _every(
    figures: Sequence[TracedFigure], file: str, found: Sequence[Story], marks: Marks
) -> Iterator[TracedText]:
    home = homes(figures, marks, found)
    away = moved(figures, marks, home)
    again = _again(figures, found, marks, home, away)
    for figure in figures:
        if figure.slot in marks:
            story, mark = marks[figure.slot]
            state, now = _state(figure, story, mark, figure.slot in away)
            yield TracedText(figure, _place(file, story, mark.start), state, now, (mark.start, mark.end))
        elif figure.slot in again:
            story, start, end = again[figure.slot]
            yield TracedText(figure, _place(file, story, start), State.UNMARKED, figure.text, (start, end))
        else:
            part = home.get(figure.part, figure.part)
            yield TracedText(figure, ParagraphRef(file, part, figure.paragraph), State.GONE, "")


def _state(figure: TracedFigure, story: Story, mark: Bookmark, is_away: bool) -> tuple[State, str]:
    now = story.enclosed(mark)
    if not now and mark.drawn is not None:  # a chart reads as its alternative text
        now = mark.drawn
        if not now and figure.text:
            return State.WORDLESS, ""
    if now != figure.text:
        return State.EDITED, now
    return State.MOVED if is_away else State.KEPT, now


def _place(file: str, story: Story, at: Position) -> ParagraphRef:
    number = at.paragraph
    return ParagraphRef(file, story.part, number, story.paragraph(number), cell=story.cells.get(number))


# --- what has lost its bookmark


def _again(
    figures: Sequence[TracedFigure],
    found: Sequence[Story],
    marks: Marks,
    home: Mapping[str, str],
    away: frozenset[int],
) -> _Spans:
    """Return where those stand that have no bookmark but are found again."""
    by_part, spans = {story.part: story for story in found}, dict[int, tuple[Story, Position, Position]]()
    some = sorted((figure for figure in figures if home.get(figure.part) in by_part), key=_part)
    for part, group in groupby(some, key=_part):
        story, built = by_part[home[part]], list(group)
        lost = [figure for figure in built if figure.slot not in marks]
        if not lost:
            continue
        text = reading(story, (mark for where, mark in marks.values() if where is story))
        drawn = _drawn_again(lost, story)
        known = [
            Anchor(figure.slot, figure.paragraph, at[0].paragraph, text.offset(at[0]), text.offset(at[1]))
            for figure in built
            if (at := drawn.get(figure.slot) or _standing(figure.slot, marks, away))
        ]
        rest = [figure for figure in lost if figure.slot not in drawn]
        again = found_again(rest, known, text)
        places = {slot: (text.position(start), text.position(end)) for slot, (start, end) in again.items()}
        spans |= {slot: (story, *at) for slot, at in (drawn | places).items()}
    return spans


def _part(figure: TracedFigure) -> str:
    return figure.part


def _standing(slot: int, marks: Marks, away: frozenset[int]) -> tuple[Position, Position] | None:
    if slot not in marks or slot in away:
        return None
    mark = marks[slot][1]
    return mark.start, mark.end


def _drawn_again(lost: Iterable[TracedFigure], story: Story) -> dict[int, tuple[Position, Position]]:
    """Return where drawings stand that are told by their alternative texts, when there are as many of one
    text as were lost."""
    free: dict[str, list[Position]] = {}
    marked = {mark.start for mark in story.bookmarks if mark.drawn is not None}
    for at, words in story.drawings:
        if words and at not in marked:
            free.setdefault(words, []).append(at)
    sought: dict[str, list[int]] = {}
    for figure in lost:
        if figure.text in free:
            sought.setdefault(figure.text, []).append(figure.slot)
    alike = {words: slots for words, slots in sought.items() if len(slots) == len(free[words])}
    return {
        slot: (at, at) for words, slots in alike.items() for slot, at in zip(slots, free[words], strict=True)
    }

"""What is answered when a reader asks for a text of a draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.refs import FileRef, ParagraphRef
from reportgen.tracing.question import Question
from reportgen.tracing.reading import together
from reportgen.tracing.values import State, TracedText
from reportgen.word.bookmarks import Position, Story

__all__ = ["answer"]

_PLACES = 6  # at most that are named of a text without origin
_Stretch = tuple[Position, Position]


def answer(
    texts: Sequence[TracedText], found: Iterable[Story], file: FileRef, wanted: str
) -> tuple[tuple[TracedText, ...], tuple[Diagnostic, ...]]:
    """Return the insertions that are asked for: those of this very name; else those of the cells, of a name
    with these words, or with this text, alone or with their neighbours; else, for words that hold no number,
    the figures of the paragraphs that hold them.

    DR203 when there is none of them; DR204 with the places where the text stands outside of all insertions,
    an error when there is no other answer, a warning beside one for a number.
    """
    question = Question(wanted)
    named = tuple(text for text in texts if question.names(text))
    if named:
        return named, ()
    read = {story.part: tuple(_stretches(story, question)) for story in found}
    meant = tuple(
        text
        for text in texts
        if question.is_cell_of(text) or _is_in_name(text, question) or _is_read(text, read, question)
    )
    loose = _loose(read, texts, found, file) if question.has_digits or not meant else []
    if meant:
        return meant, tuple(_without_origin(loose, wanted, Severity.WARNING))
    if not question.has_digits:
        holding = {(part, start.paragraph) for part, some in read.items() for start, _ in some}
        beside = tuple(text for text in texts if text.is_figure and _stands_in(text) in holding)
        if beside:
            return beside, ()
    return (), tuple(_without_origin(loose, wanted, None)) or (_nothing(texts, file, question),)


# --- what is found


def _is_in_name(text: TracedText, question: Question) -> bool:
    return any(question.reads(text.figure.indicator))


def _is_read(text: TracedText, read: Mapping[str, Sequence[_Stretch]], question: Question) -> bool:
    """Tell whether the insertion held what is wanted, or now shares text with a stretch that reads so."""
    if any(question.reads(text.figure.text)):
        return True
    if text.span is None:
        return False
    start, end = text.span
    stretches = read[text.place.part]
    first = bisect_right(stretches, start, key=lambda stretch: stretch[1])  # the first that ends behind
    return first < len(stretches) and stretches[first][0] < end


def _stands_in(text: TracedText) -> tuple[str, int] | None:
    return None if text.state is State.GONE else (text.place.part, text.place.paragraph)


def _stretches(story: Story, question: Question) -> Iterator[_Stretch]:
    """Yield where the paragraphs of a story read as wanted."""
    for number, text in enumerate(story.paragraphs, start=1):
        for start, end in question.reads(text):
            yield Position(number, start), Position(number, end)


def _loose(
    read: Mapping[str, Sequence[_Stretch]], texts: Iterable[TracedText], found: Iterable[Story], file: FileRef
) -> list[ParagraphRef]:
    """Return the paragraphs in which a stretch shares no text with any insertion."""
    spans: dict[str, list[_Stretch]] = {}
    for text in texts:
        if text.span is not None:
            spans.setdefault(text.place.part, []).append(text.span)
    places = {}
    for story in found:
        inside = together(spans.get(story.part, ()))
        for start, end in read[story.part]:
            at = bisect_right(inside, start, key=lambda span: span[1])
            number = start.paragraph
            if at == len(inside) or inside[at][0] >= end:
                cell = story.cells.get(number)
                places[story.part, number] = ParagraphRef(
                    file.file, story.part, number, story.paragraph(number), cell=cell
                )
    return list(places.values())


def _without_origin(
    places: Sequence[ParagraphRef], wanted: str, severity: Severity | None
) -> Iterator[Diagnostic]:
    if places:
        first, *others = places
        more = tuple(others[: _PLACES - 1])
        yield fault("DR204", first, severity=severity, related=more, text=wanted, count=len(places))


def _nothing(texts: Iterable[TracedText], place: FileRef, question: Question) -> Diagnostic:
    wanted = question.wanted
    if question.cells is not None:
        return fault("DR203", place, text=wanted, nearest="", hints=("cell",))
    names = dict.fromkeys(text.figure.indicator for text in texts if text.figure.indicator)
    near = next(iter(get_close_matches(wanted, list(names), n=1, cutoff=0.5)), "")
    return fault("DR203", place, text=wanted, nearest=near, hints=("nearest",) if near else ())

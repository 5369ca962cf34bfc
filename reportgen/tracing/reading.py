"""The text of a part as one, a line for each paragraph, so that a search runs over many at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from reportgen.tracing.digits import cuts_number
from reportgen.word.bookmarks import Bookmark, Position, Story

__all__ = ["Reading", "Span", "reading", "together"]

Span = tuple[int, int]
_End = TypeVar("_End", int, Position)
_TRIES = 20  # places of one text that are looked at, before it is too common to tell anything


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a part, where its paragraphs begin in it, and the spans that are insertions already."""

    text: str
    starts: tuple[int, ...]  # of each paragraph, and of one behind the last
    taken: tuple[Span, ...]  # apart and in order

    def offset(self, position: Position) -> int:
        """Return where a position is in the text."""
        paragraph = min(position.paragraph, len(self.starts))
        return min(self.starts[paragraph - 1] + position.offset, len(self.text))

    def position(self, offset: int) -> Position:
        """Return the position of a place in the text."""
        paragraph = bisect_right(self.starts, offset, hi=max(1, len(self.starts) - 1))
        return Position(paragraph, offset - self.starts[paragraph - 1])

    def paragraph(self, number: int) -> Span:
        """Return where a paragraph begins and ends."""
        return self.starts[number - 1], self.starts[number] - 1

    def places(self, text: str, start: int, stop: int) -> Iterator[int]:
        """Yield where a text stands between two places by itself: in no insertion, and in no longer
        number."""
        at = self.text.find(text, start, stop)
        for _ in range(_TRIES):
            if at < 0:
                return
            behind = self._behind(at, at + len(text))
            if behind < 0 and not cuts_number(self.text, at, at + len(text)):
                yield at
            at = self.text.find(text, max(behind, at + 1), stop)

    def _behind(self, start: int, end: int) -> int:
        """Return where the insertion ends that a stretch shares text with, or -1."""
        at = bisect_right(self.taken, start, key=lambda span: span[1])  # the first that ends behind
        return self.taken[at][1] if at < len(self.taken) and self.taken[at][0] < end else -1


def reading(story: Story, marks: Iterable[Bookmark] = ()) -> Reading:
    """Return the text of a part, in which what the `marks` enclose is taken."""
    starts = tuple(accumulate((len(text) + 1 for text in story.paragraphs), initial=0))
    bare = Reading("\n".join(story.paragraphs), starts, ())
    spans = ((bare.offset(mark.start), bare.offset(mark.end)) for mark in marks)
    return Reading(bare.text, starts, together(spans))


def together(spans: Iterable[tuple[_End, _End]]) -> tuple[tuple[_End, _End], ...]:
    """Return spans in order, those that share text as one, without empty ones."""
    found: list[tuple[_End, _End]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)

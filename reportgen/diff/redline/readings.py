"""A paragraph as what is written of it is taken from: its pieces, each with the run that it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from lxml import etree

from reportgen.diff.redline.pen import made
from reportgen.word.inline import Atom, Inline
from reportgen.word.xml import child_named, qname

__all__ = ["Cut", "Part", "Reading", "Source", "chain", "reading_of"]

_PARAGRAPH, _RPR = qname("w:p"), qname("w:rPr")
Carry = Callable[[etree._Element], etree._Element]


class Source:
    """What a piece stands in: a run, or None for what stands beside runs. `around` are the elements around
    it, the outermost first, which `wrap` tells canonically."""

    __slots__ = ("_carry", "_empty", "around", "run", "wrap")

    def __init__(
        self, run: etree._Element | None, around: Sequence[etree._Element], wrap: str, carry: Carry | None
    ) -> None:
        self.run, self.around, self.wrap = run, around, wrap
        self._carry = carry  # brings properties of the old file into the new one
        self._empty: etree._Element | None = None

    def empty(self) -> etree._Element:
        """Return a run like this one that holds nothing; one of the old file has its properties alone."""
        if self._empty is None:
            self._empty = self._emptied()
        return copy(self._empty)  # a run is cut into many

    def _emptied(self) -> etree._Element:
        assert self.run is not None
        twin, properties = made("w:r"), child_named(self.run, _RPR)
        if self._carry is None:
            for name, value in self.run.items():
                twin.set(name, value)
        if properties is not None:
            twin.append((self._carry or copy)(properties))
        return twin


class Part(NamedTuple):
    """An atom of a paragraph from `start` to `end` in its text; `elements` are what makes it, each with what
    it stands in."""

    atom: Atom
    start: int
    end: int
    elements: list[tuple[Source, etree._Element]]


class Cut(NamedTuple):
    """A piece of a part: from `start` to `end` in its paragraph's text."""

    part: Part
    start: int
    end: int

    @property
    def text(self) -> str:
        """The text of the piece."""
        return self.part.atom.text[self.start - self.part.start : self.end - self.part.start]


class Reading(NamedTuple):
    """The content of a paragraph, where its parts start, and where its marks stand. The elements of a twin
    are those of the file that is written."""

    content: Inline
    parts: list[Part]
    starts: list[int]
    marks: list[int]
    is_twin: bool

    def taken(self, element: etree._Element) -> etree._Element:
        """Return an element as it can be put somewhere."""
        return element if self.is_twin else copy(element)

    def cuts(self, start: int, end: int, also: Sequence[int] = ()) -> Sequence[Cut]:
        """Return the pieces between two offsets, cut also at those, which are sorted, in between. None is
        empty, however many marks stand in one place."""
        at = bisect_right(self.starts, start) - 1
        if not also and start < end <= self.parts[at].end:  # most pieces are of one part
            return (Cut(self.parts[at], start, end),)
        return tuple(self._cut(at, start, end, also))

    def _cut(self, at: int, start: int, end: int, also: Sequence[int]) -> Iterator[Cut]:
        stops = iter((*dict.fromkeys(also[bisect_right(also, start) : bisect_left(also, end)]), end))
        stop = next(stops)
        while start < end:
            part = self.parts[at]
            reached = min(part.end, stop)
            yield Cut(part, start, reached)
            at += reached == part.end
            stop = next(stops, end) if reached == stop else stop
            start = reached

    def at(self, offset: int) -> Part:
        """Return the part at an offset."""
        return self.parts[bisect_right(self.starts, offset) - 1]

    def borders(self, start: int, end: int) -> list[int]:
        """Return where a part starts between two offsets."""
        return self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]


def reading_of(content: Inline, carry: Carry | None = None, *, is_twin: bool = False) -> Reading:
    """Return the content of a paragraph of the new file, or of the old one, of which `carry` brings
    properties along."""
    parts = [Part(atom, atom.start, atom.end, _elements(atom, carry)) for atom in content.atoms]
    starts, marks = [part.start for part in parts], [offset for offset, _ in content.marks]
    return Reading(content, parts, starts, marks, is_twin)


def _elements(atom: Atom, carry: Carry | None) -> list[tuple[Source, etree._Element]]:
    if carry is not None:
        return [(Source(run, atom.wraps, atom.wrap, carry), element) for run, element in atom.elements]
    return [
        (Source(run, chain(element if run is None else run), atom.wrap, None), element)
        for run, element in atom.elements
    ]


def chain(element: etree._Element) -> tuple[etree._Element, ...]:
    """Return what is around a run or mark within its paragraph, the outermost first."""
    around: list[etree._Element] = []
    parent = element.getparent()
    while parent is not None and parent.tag != _PARAGRAPH:
        around.append(parent)
        parent = parent.getparent()
    return tuple(reversed(around))

"""A paragraph as what is written of it is taken from: its pieces, each with the run that it stands in."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.diff.redline.pen import made
from reportgen.word.inline import Atom, Inline
from reportgen.word.xml import XML_SPACE, child_named, copied, qname

__all__ = ["Cut", "Part", "Reading", "Source", "chain", "reading_of", "said", "text_of"]

_PARAGRAPH, _RPR = qname("w:p"), qname("w:rPr")


def _saying(name: str) -> etree._Element:
    run, text = made("w:r"), made(name)
    text.set(XML_SPACE, "preserve")
    run.append(text)
    return run


_BARE = made("w:r")
_SAYING = {qname(name): _saying(name) for name in ("w:t", "w:delText")}

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

    def holding(self, element: etree._Element) -> etree._Element:
        """Return a run like this one that holds an element; one of the old file has its properties alone."""
        run = copied(self._emptied())
        run.append(element)
        return run

    def saying(self, text: str, name: str) -> etree._Element:
        """Return a run like this one that says a text, in an element of that name."""
        if self._emptied() is not _BARE:
            return self.holding(said(text, name))
        run = copied(_SAYING[name])  # most runs of many files say nothing but their text
        run[0].text = text
        return run

    def _emptied(self) -> etree._Element:
        """Return what is copied for the many runs that one is cut into."""
        if self._empty is None:
            self._empty = self._made()
        return self._empty

    def _made(self) -> etree._Element:
        assert self.run is not None
        properties = child_named(self.run, _RPR) if len(self.run) > 1 else None
        attributes = self.run.items() if self._carry is None else ()
        if properties is None and not attributes:
            return _BARE
        twin = copied(_BARE)
        for name, value in attributes:
            twin.set(name, value)
        if properties is not None:
            twin.append((self._carry or copied)(properties))
        return twin


def said(text: str, name: str) -> etree._Element:
    """Return a text as an element of that name, which keeps its blanks."""
    element = copied(_SAYING[name][0])
    element.text = text
    return element


class Part(NamedTuple):
    """An atom of a paragraph from `start` to `end` in its text; `elements` are what makes it, each with what
    it stands in."""

    atom: Atom
    start: int
    end: int
    elements: list[tuple[Source, etree._Element]]


Cut = tuple[Part, int, int]
"""A piece of a part: from where to where in its paragraph's text. No tuple with names: they are so many."""


def text_of(cut: Cut) -> str:
    """Return the text of a piece."""
    part, start, end = cut
    return part.atom.text[start - part.start : end - part.start]


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
        return element if self.is_twin else copied(element)

    def cuts(self, start: int, end: int, also: Sequence[int] = ()) -> Sequence[Cut]:
        """Return the pieces between two offsets, cut also at those, which are sorted, in between. None is
        empty, however many marks stand in one place."""
        at = bisect_right(self.starts, start) - 1
        if not also and start < end <= self.parts[at].end:  # most pieces are of one part
            return ((self.parts[at], start, end),)
        return tuple(self._cut(at, start, end, also))

    def _cut(self, at: int, start: int, end: int, also: Sequence[int]) -> Iterator[Cut]:
        stops = iter((*dict.fromkeys(also[bisect_right(also, start) : bisect_left(also, end)]), end))
        stop = next(stops)
        while start < end:
            part = self.parts[at]
            reached = min(part.end, stop)
            yield part, start, reached
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

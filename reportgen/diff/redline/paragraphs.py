"""Paragraphs with tracked changes: the stretches of their text, and their ends with the properties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from reportgen.diff.pairs import Op
from reportgen.diff.redline.carry import Carrier
from reportgen.diff.redline.events import End, Span, Stretch
from reportgen.diff.redline.figures import Figures
from reportgen.diff.redline.line import Change, Line, Piece, chain
from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.redline.properties import end_properties, had, mark_end, own, revised
from reportgen.diff.values import Cause
from reportgen.word.content import Paragraph
from reportgen.word.inline import Atom, Inline, inline
from reportgen.word.runs import text_element
from reportgen.word.xml import qname

__all__ = ["Paragraphs"]

_PPR, _RPR, _SECT, _TEXT = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr"), qname("w:t")
_DONE = {Op.DELETE: "w:del", Op.INSERT: "w:ins"}
_MOVED = {Op.DELETE: "w:moveFrom", Op.INSERT: "w:moveTo"}
_ENDS = frozenset(
    map(qname, ("w:bookmarkEnd", "w:commentRangeEnd", "w:permEnd", "w:moveFromRangeEnd", "w:moveToRangeEnd"))
)


class _Cut(NamedTuple):
    """A piece of an atom: from `start` to `end` in its paragraph's text."""

    atom: Atom
    start: int
    end: int


class _Reading(NamedTuple):
    """The content of a paragraph, where its atoms start, and where its marks stand."""

    content: Inline
    starts: list[int]
    marks: list[int]

    def cuts(self, start: int, end: int, also: Sequence[int] = ()) -> Iterator[_Cut]:
        """Yield the pieces between two offsets, cut also at those, which are sorted, in between. None is
        empty, however many marks stand in one place."""
        at = bisect_right(self.starts, start) - 1
        if not also and start < end <= self.content.atoms[at].end:  # most pieces are a part of one atom
            yield _Cut(self.content.atoms[at], start, end)
            return
        stops = iter((*dict.fromkeys(also[bisect_right(also, start) : bisect_left(also, end)]), end))
        stop = next(stops)
        while start < end:
            atom = self.content.atoms[at]
            reached = min(atom.end, stop)
            yield _Cut(atom, start, reached)
            at += reached == atom.end
            stop = next(stops, end) if reached == stop else stop
            start = reached

    def at(self, offset: int) -> Atom:
        """Return the atom at an offset."""
        return self.content.atoms[bisect_right(self.starts, offset) - 1]

    def borders(self, start: int, end: int) -> list[int]:
        """Return where an atom starts between two offsets."""
        return self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]


class Paragraphs:
    """Writes the paragraphs of a story. `twins` are its elements in the file that is written, by those that
    were read; `moves` the numbers of the moves that are written as such."""

    def __init__(
        self,
        pen: Pen,
        carrier: Carrier,
        twins: Mapping[etree._Element, etree._Element],
        links: tuple[Mapping[str, str], Mapping[str, str]],
        figures: Figures | None,
        moves: frozenset[int],
    ) -> None:
        self.pen, self.carrier, self.twins, self.links = pen, carrier, twins, links
        self.figures, self.moves = figures, moves
        self._readings: dict[etree._Element, _Reading] = {}
        self._marks: dict[etree._Element, int] = {}  # how many were put
        self._ranges: dict[tuple[int, bool], etree._Element] = {}  # ends of places of moves

    def without_comments(self) -> Paragraphs:
        """Return what writes paragraphs where Word has no comments."""
        inner = copy(self)
        inner.figures = None
        return inner

    def line(self) -> Line:
        """Return a paragraph to be written."""
        return Line(self.pen, self.carrier)

    # --- text
    def put(self, line: Line, stretch: Stretch) -> None:
        """Put a stretch of text."""
        if stretch.op is Op.EQUAL:
            self._put_equal(line, stretch)
            return
        is_moved = stretch.move in self.moves
        change = Change((_MOVED if is_moved else _DONE)[stretch.op], stretch.cause)
        if is_moved:
            self._begin_place(line, stretch.move, stretch.op is Op.DELETE, stretch.cause)
        comment = self.figures and self.figures.begin(line, stretch.figure, stretch.op, stretch.cause)
        if stretch.old is not None:
            for cut in self._old(stretch.old.paragraph).cuts(stretch.old.start, stretch.old.end):
                self._put_old(line, cut, change)
        if stretch.new is not None:
            self._put_new_span(line, stretch.new, change)
        if comment and self.figures:
            self.figures.end(line, comment, change)

    def _put_new_span(self, line: Line, span: Span, change: Change) -> None:
        reading = self._new(span.paragraph)
        for cut in reading.cuts(span.start, span.end, reading.marks):
            self._put_new(line, span.paragraph, reading, cut, change)

    def _put_equal(self, line: Line, stretch: Stretch) -> None:
        """Put text that is the same, with what changed of its look; under another link it is not the same."""
        assert stretch.old is not None
        assert stretch.new is not None
        own = stretch.new.paragraph
        reading = self._new(own)
        for is_same, pairs in groupby(self._paired(stretch.old, stretch.new), key=_is_same):
            if is_same:
                for old, new in pairs:
                    self._put_new(line, own, reading, new, None, self._look(old, new, stretch.look))
                continue
            found = list(pairs)
            for old, _ in found:
                self._put_old(line, old, Change("w:del", stretch.look))
            for _, new in found:
                self._put_new(line, own, reading, new, Change("w:ins", stretch.look))

    def _paired(self, old: Span, new: Span) -> Iterator[tuple[_Cut, _Cut]]:
        """Yield the pieces of equal text, each within one atom on both sides."""
        before, reading, shift = self._old(old.paragraph), self._new(new.paragraph), new.start - old.start
        if not reading.marks:  # most equal text lies within one atom on both sides
            atom, twin = before.at(old.start), reading.at(new.start)
            if old.end <= atom.end and new.end <= twin.end:
                yield _Cut(atom, old.start, old.end), _Cut(twin, new.start, new.end)
                return
        own = reading.marks[bisect_left(reading.marks, new.start) : bisect_right(reading.marks, new.end)]
        borders = sorted({*own, *(at + shift for at in before.borders(old.start, old.end))})
        for cut in reading.cuts(new.start, new.end, borders):
            yield _Cut(before.at(cut.start - shift), cut.start - shift, cut.end - shift), cut

    def _look(self, old: _Cut, new: _Cut, cause: Cause) -> etree._Element | None:
        """Return what tells of a change of a run's properties, None when they are the same."""
        if old.atom.format == new.atom.format:
            return None
        run = old.atom.elements[0][0]
        properties = None if run is None else run.find(_RPR)
        change = self.pen.change("w:rPrChange", cause)
        change.append(had(properties, "w:rPr", self.carrier.copy))
        return change

    def _put_old(self, line: Line, cut: _Cut, change: Change) -> None:
        atom = cut.atom
        for run, element in atom.elements:
            if element.tag == _TEXT and not atom.key:  # the text of an object, a field's result, stays
                twin = text_element(atom.text[cut.start - atom.start : cut.end - atom.start])
            else:
                twin = self.carrier.copy(element)
            line.put_old(Piece(twin, run, atom.wraps, atom.wrap), change)

    def _put_new(
        self,
        line: Line,
        own: Paragraph,
        reading: _Reading,
        cut: _Cut,
        change: Change | None,
        look: etree._Element | None = None,
    ) -> None:
        atom = cut.atom
        if reading.marks:
            self._put_marks(line, own, cut.start, all_of_them=True)
        for run, element in atom.elements:
            is_whole = cut.end - cut.start == len(atom.text)
            around = chain(element if run is None else run)
            text = atom.text[cut.start - atom.start : cut.end - atom.start]
            piece = Piece(element if is_whole else text_element(text), run, around, atom.wrap)
            line.put_new(piece, change, look)
        if reading.marks:
            self._put_marks(line, own, cut.end, all_of_them=False)

    def _put_marks(self, line: Line, own: Paragraph, offset: int, *, all_of_them: bool) -> None:
        """Put the marks of a new paragraph up to an offset; if not all of them, only ends."""
        reading = self._new(own)
        at = self._marks.get(own.element, 0)
        while at < len(reading.marks) and reading.marks[at] <= offset:
            mark = reading.content.marks[at][1]
            if not all_of_them and mark.tag not in _ENDS:
                break
            line.put_mark(mark, chain(mark))
            at += 1
        self._marks[own.element] = at

    # --- ends
    def end(self, line: Line, end: End, shut: bool = False) -> etree._Element:
        """End a paragraph and return it: the new one in its place, or one that is yet to be put somewhere."""
        place = self._place(line, end)
        if end.new is not None:
            self._put_marks(line, end.new, len(end.new.text), all_of_them=True)
        if place is not None and shut:
            line.put_mark(place, ())
        if end.new is None:
            assert end.old is not None
            return self._ended_as_old(line, end, end.old)
        paragraph = self.twins[end.new.element]
        properties = paragraph.find(_PPR)
        paragraph[:] = [] if properties is None else [properties]
        self._revise(paragraph, end)
        paragraph.extend(line.root)
        return paragraph

    def place_end(self, end: End) -> etree._Element | None:
        """Return what ends the place of a move behind its paragraph, None for one that has not moved."""
        return self._ranges.pop((end.move, end.new is None), None)

    def _place(self, line: Line, end: End) -> etree._Element | None:
        if end.move not in self.moves:
            return None
        self._begin_place(line, end.move, end.new is None, end.cause)
        return self._ranges[end.move, end.new is None]

    def _begin_place(self, line: Line, move: int, is_from: bool, cause: Cause) -> None:
        if (move, is_from) not in self._ranges:
            start, stop = self.pen.move_range("w:moveFromRange" if is_from else "w:moveToRange", move, cause)
            self._ranges[move, is_from] = stop
            line.put_mark(start)

    def _ended_as_old(self, line: Line, end: End, old: Paragraph) -> etree._Element:
        paragraph = made("w:p")
        told = old.element.find(_PPR)
        properties = own(paragraph, "w:pPr") if told is None else self.carrier.copy(told)
        if told is not None:
            paragraph.append(properties)
        if not end.stays:
            name = "w:moveFrom" if end.move in self.moves else "w:del"
            mark_end(properties, self.pen.change(name, end.cause))
        paragraph.extend(line.root)
        return paragraph

    def _revise(self, paragraph: etree._Element, end: End) -> None:
        """Tell in the properties of a new paragraph what became of its end."""
        old, new = end.old, end.new
        assert new is not None
        if old is not None:
            self._revise_properties(paragraph, old, new, end.cause)
        elif not end.stays:
            name = "w:moveTo" if end.move in self.moves else "w:ins"
            mark_end(own(paragraph, "w:pPr"), self.pen.change(name, end.cause))

    def _revise_properties(
        self, paragraph: etree._Element, old: Paragraph, new: Paragraph, cause: Cause
    ) -> None:
        told = old.element.find(_PPR)
        mark, section = (None if told is None else told.find(name) for name in (_RPR, _SECT))
        if old.mark != new.mark:
            before = had(mark, "w:rPr", self.carrier.copy)
            revised(end_properties(own(paragraph, "w:pPr")), before, self.pen, cause)
        if old.section != new.section:
            found = own(paragraph, "w:pPr").find(_SECT)
            if found is not None and section is not None:
                revised(found, had(section, "w:sectPr", self.carrier.copy), self.pen, cause)
        if old.properties != new.properties:
            before = had(told, "w:pPr", self.carrier.copy, "w:rPr", "w:sectPr")
            revised(own(paragraph, "w:pPr"), before, self.pen, cause)

    # --- what is read
    def _old(self, paragraph: Paragraph) -> _Reading:
        return self._read(paragraph.element, paragraph.element, self.links[0])

    def _new(self, paragraph: Paragraph) -> _Reading:
        return self._read(paragraph.element, self.twins[paragraph.element], self.links[1])

    def _read(self, key: etree._Element, element: etree._Element, links: Mapping[str, str]) -> _Reading:
        found = self._readings.get(key)
        if found is None:
            content = inline(element, links)
            starts, marks = [atom.start for atom in content.atoms], [offset for offset, _ in content.marks]
            found = self._readings[key] = _Reading(content, starts, marks)
        return found


def _is_same(pair: tuple[_Cut, _Cut]) -> bool:
    """Tell whether equal text, or an object, is so within the same links."""
    old, new = pair
    return old.atom.wrap == new.atom.wrap and old.atom.key == new.atom.key

"""Paragraphs with tracked changes: the stretches of their text, and their ends with the properties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import groupby

from lxml import etree

from reportgen.diff.pairs import Op
from reportgen.diff.redline.carry import Carrier
from reportgen.diff.redline.events import End, Span, Stretch
from reportgen.diff.redline.figures import Figures
from reportgen.diff.redline.line import Change, Line
from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.redline.properties import end_properties, had, mark_end, own, revised
from reportgen.diff.redline.readings import Cut, Part, Reading, chain, reading_of, text_of
from reportgen.diff.values import Cause
from reportgen.word.content import Paragraph
from reportgen.word.inline import inline
from reportgen.word.xml import child_named, qname

__all__ = ["Paragraphs"]

_PPR, _RPR, _SECT, _TEXT = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr"), qname("w:t")
_DONE, _MOVED = ("w:ins", "w:del"), ("w:moveTo", "w:moveFrom")  # by whether it is of the old file
_ENDS = frozenset(
    map(qname, ("w:bookmarkEnd", "w:commentRangeEnd", "w:permEnd", "w:moveFromRangeEnd", "w:moveToRangeEnd"))
)


class Paragraphs:
    """Writes the paragraphs of a story. `twins` are its elements in the file that is written, by those that
    were read; `links` says what the ids of its part lead to, `moves` are the numbers of the moves that are
    written as such."""

    def __init__(
        self,
        pen: Pen,
        carrier: Carrier,
        twins: Mapping[etree._Element, etree._Element],
        links: Mapping[str, str],
        figures: Figures | None,
        moves: frozenset[int],
    ) -> None:
        self.pen, self.carrier, self.twins, self.links = pen, carrier, twins, links
        self.figures, self.moves = figures, moves
        self._readings: dict[etree._Element, Reading] = {}
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
        op, old, new, cause, _, figure, move = stretch
        if op is Op.EQUAL:
            self._put_equal(line, stretch)
            return
        is_moved, is_old = move in self.moves, op is Op.DELETE
        change = Change((_MOVED if is_moved else _DONE)[is_old], cause)
        if is_moved:
            self._begin_place(line, move, is_old, cause)
        comment = self.figures.begin(line, figure, op, cause) if figure and self.figures else None
        if old is not None:
            for cut in self._old(old.paragraph).cuts(old.start, old.end):
                self._put_old(line, cut, change)
        if new is not None:
            reading = self._new(new.paragraph)
            for cut in reading.cuts(new.start, new.end, reading.marks):
                self._put_new(line, new.paragraph, reading, cut, change)
        if comment and self.figures:
            self.figures.end(line, comment, change)

    def _put_equal(self, line: Line, stretch: Stretch) -> None:
        """Put text that is the same, with what changed of its look; under another link it is not the same."""
        assert stretch.old is not None
        assert stretch.new is not None
        own, look = stretch.new.paragraph, stretch.look
        reading = self._new(own)
        for is_same, pairs in groupby(self._paired(stretch.old, stretch.new), key=_is_same):
            if is_same:
                for old, new in pairs:
                    self._put_new(line, own, reading, new, None, self._look(old[0], new[0], look))
                continue
            found = list(pairs)
            for old, _ in found:
                self._put_old(line, old, Change("w:del", look))
            for _, new in found:
                self._put_new(line, own, reading, new, Change("w:ins", look))

    def _paired(self, old: Span, new: Span) -> Sequence[tuple[Cut, Cut]]:
        """Return the pieces of equal text, each within one part on both sides."""
        before, reading = self._old(old.paragraph), self._new(new.paragraph)
        if not reading.marks:  # most equal text lies within one part on both sides
            part, twin = before.at(old.start), reading.at(new.start)
            if old.end <= part.end and new.end <= twin.end:
                return (((part, old.start, old.end), (twin, new.start, new.end)),)
        return tuple(_paired(before, reading, old, new))

    def _look(self, old: Part, new: Part, cause: Cause) -> etree._Element | None:
        """Return what tells of a change of a run's properties, None when they are the same."""
        if old.atom.format == new.atom.format:
            return None
        run = old.elements[0][0].run
        properties = None if run is None else child_named(run, _RPR)
        change = self.pen.change("w:rPrChange", cause)
        change.append(had(properties, "w:rPr", self.carrier.copy))
        return change

    def _put_old(self, line: Line, cut: Cut, change: Change) -> None:
        part = cut[0]
        for source, element in part.elements:
            if element.tag == _TEXT and not part.atom.key:  # the text of an object, a field's result, stays
                line.put_old_text(source, text_of(cut), change)
            else:
                line.put_old(source, self.carrier.copy(element), change)

    def _put_new(
        self,
        line: Line,
        own: Paragraph,
        reading: Reading,
        cut: Cut,
        change: Change | None,
        look: etree._Element | None = None,
    ) -> None:
        part, start, end = cut
        if reading.marks:
            self._put_marks(line, own, start, all_of_them=True)
        is_whole = start == part.start and end == part.end
        for source, element in part.elements:
            if is_whole:
                line.put_new(source, reading.taken(element), change, look)
            else:
                line.put_new_text(source, text_of(cut), change, look)
        if reading.marks:
            self._put_marks(line, own, end, all_of_them=False)

    def _put_marks(self, line: Line, own: Paragraph, offset: int, *, all_of_them: bool) -> None:
        """Put the marks of a new paragraph up to an offset; if not all of them, only ends."""
        reading = self._new(own)
        at = self._marks.get(own.element, 0)
        while at < len(reading.marks) and reading.marks[at] <= offset:
            mark = reading.content.marks[at][1]
            if not all_of_them and mark.tag not in _ENDS:
                break
            line.put_mark(reading.taken(mark), chain(mark))
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
        properties = child_named(paragraph, _PPR)
        paragraph[:] = [*line.root] if properties is None else [properties, *line.root]
        self._revise(paragraph, end)
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
        told = child_named(old.element, _PPR)
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
        if old.mark != new.mark:
            before = had(_told(old, _RPR), "w:rPr", self.carrier.copy)
            revised(end_properties(own(paragraph, "w:pPr")), before, self.pen, cause)
        if old.section != new.section:
            section, found = _told(old, _SECT), child_named(own(paragraph, "w:pPr"), _SECT)
            if found is not None and section is not None:
                revised(found, had(section, "w:sectPr", self.carrier.copy), self.pen, cause)
        if old.properties != new.properties:
            told = child_named(old.element, _PPR)
            before = had(told, "w:pPr", self.carrier.copy, "w:rPr", "w:sectPr")
            revised(own(paragraph, "w:pPr"), before, self.pen, cause)

    # --- what is read
    def _old(self, paragraph: Paragraph) -> Reading:
        found = self._readings.get(paragraph.element)
        if found is None:
            found = self._readings[paragraph.element] = reading_of(paragraph.content, self.carrier.copy)
        return found

    def _new(self, paragraph: Paragraph) -> Reading:
        found = self._readings.get(paragraph.element)
        if found is None:
            # Text boxes are written into where they stand in the file that is written.
            twin = inline(self.twins[paragraph.element], self.links) if paragraph.boxes else None
            found = reading_of(twin or paragraph.content, is_twin=twin is not None)
            self._readings[paragraph.element] = found
        return found


def _told(paragraph: Paragraph, name: str) -> etree._Element | None:
    """Return what the properties of a paragraph have of a name."""
    properties = child_named(paragraph.element, _PPR)
    return None if properties is None else child_named(properties, name)


def _paired(before: Reading, reading: Reading, old: Span, new: Span) -> Iterator[tuple[Cut, Cut]]:
    """Yield the pieces of equal text, cut wherever a part begins on one of the sides, or a mark stands."""
    shift = new.start - old.start
    own = reading.marks[bisect_left(reading.marks, new.start) : bisect_right(reading.marks, new.end)]
    borders = sorted({*own, *(at + shift for at in before.borders(old.start, old.end))})
    for cut in reading.cuts(new.start, new.end, borders):
        _, start, end = cut
        yield (before.at(start - shift), start - shift, end - shift), cut


def _is_same(pair: tuple[Cut, Cut]) -> bool:
    """Tell whether equal text, or an object, is so within the same links."""
    old, new = pair[0][0].atom, pair[1][0].atom
    return old.wrap == new.wrap and old.key == new.key

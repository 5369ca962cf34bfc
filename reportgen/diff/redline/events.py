"""A passage as what is written of it, one after the other: stretches of text and ends of paragraphs."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from reportgen.diff.pairs import Edit, Op, Passage
from reportgen.diff.redline.fields import with_whole_fields
from reportgen.diff.values import Cause
from reportgen.word.content import Paragraph

__all__ = ["End", "Event", "Span", "Stretch", "Whole", "events"]


class Span(NamedTuple):
    """A piece of a paragraph's text."""

    paragraph: Paragraph
    start: int
    end: int


class Stretch(NamedTuple):
    """Text that is equal, deleted or inserted, within one paragraph of each side that has it. `look` is why
    its look changed, `move` the number of the move that it is a part of, if any."""

    op: Op
    old: Span | None
    new: Span | None
    cause: Cause
    look: Cause = Cause.UNKNOWN
    figure: int = 0
    move: int = 0


class End(NamedTuple):
    """The end of a paragraph, None on the side where there is none. One that `stays` is the last of its
    container, which must have one."""

    old: Paragraph | None
    new: Paragraph | None
    cause: Cause
    move: int = 0
    stays: bool = False


class Whole(NamedTuple):
    """A paragraph that is the same on both sides, its end included."""

    old: Paragraph
    new: Paragraph
    cause: Cause


Event = Stretch | End | Whole


def events(passage: Passage) -> Iterable[Event]:
    """Return what is written of a passage, in order; for one that has moved, from the edits on the way."""
    if _is_same(passage):
        return (Whole(passage.old[0], passage.new[0], passage.cause),)
    return _changed(passage) if passage.move is None else _moved(passage)


def _is_same(passage: Passage) -> bool:
    old, new = passage.old, passage.new
    if len(old) != 1 or len(new) != 1 or any(edit.op is not Op.EQUAL for edit in passage.edits):
        return False
    return old[0].seen == new[0].seen


def _changed(passage: Passage) -> Iterator[Event]:
    old, new, cause = _Flow(passage.old), _Flow(passage.new), passage.cause
    for edit in with_whole_fields(passage):
        if edit.op is Op.EQUAL:
            yield from _equal(old, new, edit, cause)
        elif edit.op is Op.DELETE:
            yield from _deleted(old, edit, edit.cause, cause)
        else:
            yield from _inserted(new, edit, edit.cause, cause)


class _Flow:
    """Paragraphs as one text."""

    __slots__ = ("first", "length", "paragraphs", "starts")

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.starts = list(accumulate((len(one.text) + 1 for one in paragraphs), initial=0))
        self.length = self.starts[-1]
        self.first = self.starts[1] if paragraphs else 0  # how long the first paragraph is, with its end

    def at(self, position: int) -> tuple[Paragraph, int]:
        """Return the paragraph at a position, and how far into it that is."""
        index = bisect_right(self.starts, position) - 1
        return self.paragraphs[index], position - self.starts[index]

    def spans(self, start: int, end: int) -> Iterable[Span | Paragraph]:
        """Return the pieces between two positions, and each paragraph whose end lies there, behind them."""
        if start < end < self.first:  # most of a text is within one paragraph
            return (Span(self.paragraphs[0], start, end),)
        return self._spans(start, min(end, self.length))

    def _spans(self, start: int, end: int) -> Iterator[Span | Paragraph]:
        while start < end:
            paragraph, offset = self.at(start)
            stop = min(offset + end - start, len(paragraph.text))
            if stop > offset:
                yield Span(paragraph, offset, stop)
            start += stop - offset
            if start < end:
                yield paragraph
                start += 1


def _deleted(old: _Flow, edit: Edit, cause: Cause, mark: Cause, move: int = 0) -> Iterator[Event]:
    for piece in old.spans(edit.old_start, edit.old_end):
        if isinstance(piece, Span):
            yield Stretch(Op.DELETE, piece, None, cause, Cause.UNKNOWN, edit.figure, move)
        else:
            yield End(piece, None, mark)


def _inserted(new: _Flow, edit: Edit, cause: Cause, mark: Cause, move: int = 0) -> Iterator[Event]:
    for piece in new.spans(edit.new_start, edit.new_end):
        if isinstance(piece, Span):
            yield Stretch(Op.INSERT, None, piece, cause, Cause.UNKNOWN, edit.figure, move)
        else:
            yield End(None, piece, mark)


def _equal(old: _Flow, new: _Flow, edit: Edit, look: Cause) -> Iterator[Event]:
    """Yield the stretches of equal text and the ends between them, paragraph by paragraph."""
    before, after = edit.old_start, edit.new_start
    while before < min(edit.old_end, old.length) and after < min(edit.new_end, new.length):
        (paragraph, start), (own, own_start) = old.at(before), new.at(after)
        size = min(edit.old_end - before, len(paragraph.text) - start, len(own.text) - own_start)
        if size > 0:
            spans = Span(paragraph, start, start + size), Span(own, own_start, own_start + size)
            yield Stretch(Op.EQUAL, *spans, edit.cause, look)
        else:
            size = 1
            yield from _ends(paragraph, own, look)
        before, after = before + size, after + size


def _ends(old: Paragraph, new: Paragraph, cause: Cause) -> Iterator[End]:
    """Yield the end of both; two of which one alone ends a section cannot be one. The one that does comes
    first, so that an empty paragraph and not a section is joined with what follows."""
    if bool(old.section) == bool(new.section):
        yield End(old, new, cause)
    elif new.section:
        yield from (End(None, new, cause), End(old, None, cause))
    else:
        yield from (End(old, None, cause), End(None, new, cause))


def _moved(passage: Passage) -> Iterator[Event]:
    """Yield the place that a paragraph left, or the one it went to: what stands at both has its number."""
    move, is_away = passage.move, bool(passage.old)
    assert move is not None
    flow = _Flow(passage.old or passage.new)
    told, elsewhere = (_deleted, Op.INSERT) if is_away else (_inserted, Op.DELETE)
    for edit in move.edits:
        number = move.number if edit.op is Op.EQUAL else 0
        cause = passage.cause if number else edit.cause
        if edit.op is not elsewhere:
            yield from _texts(told(flow, edit, cause, cause, number))
    if is_away:
        yield End(passage.old[0], None, passage.cause, move.number)
    else:
        yield End(None, passage.new[0], passage.cause, move.number)


def _texts(found: Iterator[Event]) -> Iterator[Event]:
    """Yield the stretches alone: a paragraph that moves has one end, whatever was done to it."""
    return (event for event in found if isinstance(event, Stretch))

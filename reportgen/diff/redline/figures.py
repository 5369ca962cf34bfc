"""Comments on changed figures: one each, where the figure now stands, or stood if it does no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diff.pairs import Item, Op, Passage
from reportgen.diff.redline.line import Change, Line
from reportgen.diff.redline.pen import Pen
from reportgen.diff.values import Cause
from reportgen.word.annotations import Annotations, Marks, marks

__all__ = ["Figures"]


class Figures:
    """The comments of the main part, in which alone Word has them; `inserted` are the figures that stand
    there now."""

    def __init__(self, pen: Pen, notes: Annotations, inserted: frozenset[int]) -> None:
        self.pen, self.notes, self.inserted = pen, notes, inserted
        self._told: set[int] = set()

    @classmethod
    def of(cls, items: Sequence[Item], pen: Pen, notes: Annotations) -> Figures:
        """Return the comments on the figures among these items."""
        return cls(pen, notes, frozenset(_inserted(items)))

    def begin(self, line: Line, figure: int, op: Op, cause: Cause) -> Marks | None:
        """Begin the comment on a figure, and return its marks if it has one that is due here."""
        if not figure or figure in self._told or (op is Op.DELETE and figure in self.inserted):
            return None
        self._told.add(figure)
        paragraphs = self.pen.words.comment(figure)
        if not paragraphs:
            return None
        number = self.notes.add(self.pen.author(cause), paragraphs, self.pen.when, self.pen.number())
        enclosing = marks(number)
        line.put_mark(enclosing.start)
        return enclosing

    def end(self, line: Line, enclosing: Marks, change: Change) -> None:
        """End a comment; what refers to it comes and goes with the figure."""
        line.put_mark(enclosing.end)
        line.put_reference(enclosing.reference, change)


def _inserted(items: Sequence[Item]) -> Iterator[int]:
    for item in items:
        if isinstance(item, Passage):
            edits = (*item.edits, *(item.move.edits if item.move else ()))
            yield from (edit.figure for edit in edits if edit.op is Op.INSERT)
        else:
            yield from (figure for row in item.rows for cell in row.cells for figure in _inserted(cell.items))

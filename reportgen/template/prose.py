"""Fill the tags that a text of the workbook holds: the year's prose uses the same tags as the template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Absent, Origin, Prose
from reportgen.records import Record
from reportgen.refs import CellRef, Place
from reportgen.template.blocks import Standing, block_faults
from reportgen.template.environment import Captured
from reportgen.template.evaluation import evaluate, place_of, unstated
from reportgen.template.limits import RECEIVER, Spending
from reportgen.template.origins import Sightings
from reportgen.template.scanner import MARKS, Kind, Scope, Tag, scan
from reportgen.template.source import Compiled, Literal, Located, compiled
from reportgen.template.text import UnprintableError, text_of

__all__ = ["Segment", "fill_prose"]


class Segment(str):
    """A stretch of filled prose: a figure with its origin and expression, or the cell's own words."""

    origin: Origin | None = None
    expression: str = ""


@dataclass(slots=True)
class _ProseReceiver:
    """Takes the values that the tags of one text print."""

    tags: tuple[Located, ...]
    faults: list[Diagnostic]
    spending: Spending
    sightings: Sightings
    at: int | None = None

    def filtered(self, gathered: str, how: Callable[[str], Any]) -> str:
        """Return what a block gathered, which is text here, with `how` applied to it."""
        return str(how(gathered))

    def put(self, value: Any, index: int) -> str:
        located = self.tags[index]
        if isinstance(value, Record):
            value = value.printed
        elif isinstance(value, Captured):
            value = value.content
        if isinstance(value, Absent):
            self.faults.append(unstated(value.diagnostic, located.place))
            return ""
        try:
            segment = Segment(text_of(value))
        except UnprintableError as error:
            self.faults.append(fault("TP301", place_of(located), tag=located.tag.text, kind=str(error)))
            return ""
        segment.origin = self.sightings.origin_of(index, value, segment)
        segment.expression = located.tag.body
        return segment


def fill_prose(
    prose: Prose,
    context: dict[str, Any],
    strict: bool,
    spending: Spending | None = None,
    recording: bool = True,
) -> tuple[list[Segment], list[Diagnostic]]:
    """Return the text with its tags filled, as segments, and the faults, each at the text's cell."""
    if MARKS.isdisjoint(prose.text):
        return [Segment(prose.text)] if prose.text else [], []
    made, found = _compiled(prose.text, prose.source)
    faults = list(found)
    if made is None:
        return [], faults
    receiver = _ProseReceiver(made.tags, faults, spending or Spending(), Sightings(recording))
    pieces, failures = evaluate(made, {**context, RECEIVER: receiver}, strict, apart=True)
    return [
        piece if isinstance(piece, Segment) else Segment(piece) for piece in pieces if piece
    ], faults + failures


@lru_cache(maxsize=512)
def _compiled(text: str, source: CellRef) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    tags, faults = scan(text, source)
    faults += tuple(_misplaced(tags, source))
    faults += tuple(block_faults([Standing(tag, source) for tag in tags]))
    if faults:
        return None, faults
    parts: list[Literal | Located] = []
    position = 0
    for tag in tags:
        parts.append(Literal(text[position : tag.start]))
        if tag.kind is Kind.LITERAL:
            parts.append(Literal(tag.body))
        elif tag.kind is not Kind.COMMENT:
            parts.append(Located(tag, source))
        position = tag.end
    parts.append(Literal(text[position:]))
    return compiled(parts)


def _misplaced(tags: tuple[Tag, ...], place: Place) -> list[Diagnostic]:
    """A cell has no paragraphs, rows or cells that a tag could take the place of."""
    placed = (Scope.PARAGRAPH, Scope.ROW, Scope.CELL)
    return [fault("TP206", place, tag=tag.text) for tag in tags if tag.scope in placed]

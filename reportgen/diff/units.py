"""The texts that a comparison runs over: each passage, and each paragraph that has moved, with its edits."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from reportgen.diff.pairs import (
    Alignment,
    CellPair,
    Edit,
    Item,
    Op,
    Passage,
    RowPair,
    StoryPair,
    TablePair,
    flow,
)
from reportgen.word.content import Cell, Paragraph, Row, Table

__all__ = ["Unit", "changed_units", "is_changed", "unit_of"]

_Where = tuple[TablePair, RowPair, CellPair]


class Unit(NamedTuple):
    """Paragraphs side by side with the edits between their flows, and the parts that they stand in. `heads`
    is what the heads of their row and column say, old and new, where they stand in a table."""

    part_old: str
    part_new: str
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    edits: tuple[Edit, ...]
    heads: tuple[str, str] = ("", "")

    def changed(self, *, old: bool) -> tuple[int, int]:
        """Return the range of the old or the new flow from its first edit to its last one."""
        return _range([edit for edit in self.edits if edit.op is not Op.EQUAL], old=old)

    def at(self, offset: int, *, old: bool) -> tuple[Paragraph, int]:
        """Return the paragraph that a place of the old or new flow lies in, and where that begins in it."""
        for start, paragraph in self.placed(old=old):
            if offset <= start + len(paragraph.text):
                break
        return paragraph, start  # the last one, behind all of them

    def placed(self, *, old: bool) -> Iterator[tuple[int, Paragraph]]:
        """Yield the paragraphs of the old or the new flow, each with where it begins in that."""
        start = 0
        for paragraph in self.old if old else self.new:
            yield start, paragraph
            start += len(paragraph.text) + 1

    def counterpart(self, start: int, end: int, *, old: bool) -> tuple[int, int]:
        """Return the range of the other flow that a range of the old or the new one belongs to: what was put
        in the place of a part of it is of it, what was put beside it is not."""
        found: list[tuple[int, int]] = []
        for is_equal, group in groupby(self.edits, lambda edit: edit.op is Op.EQUAL):
            edits = list(group)
            mine, theirs = _range(edits, old=old), _range(edits, old=not old)
            left, right = max(start, mine[0]), min(end, mine[1])
            if left < right:
                shift = theirs[0] - mine[0]
                found.append((left + shift, right + shift) if is_equal else theirs)
        return (found[0][0], found[-1][1]) if found else (0, 0)

    def text(self, *, old: bool) -> str:
        """Return the old or the new flow."""
        return flow(self.old if old else self.new)


def _range(edits: Sequence[Edit], *, old: bool) -> tuple[int, int]:
    first, last = edits[0], edits[-1]
    return (first.old_start, last.old_end) if old else (first.new_start, last.new_end)


def is_changed(edits: Sequence[Edit]) -> bool:
    """Tell whether any text differs."""
    return len(edits) > 1 or (len(edits) == 1 and edits[0].op is not Op.EQUAL)


def unit_of(passage: Passage, story: StoryPair, heads: tuple[str, str] = ("", "")) -> Unit:
    """Return a passage with the parts that its sides stand in; of one that has moved, the two places."""
    old, new = ("" if one is None else one.part for one in (story.old, story.new))
    move = passage.move
    if move is not None:
        return Unit(old or new, new or old, (move.old,), (move.new,), move.edits, heads)
    return Unit(old or new, new or old, passage.old, passage.new, passage.edits, heads)


def changed_units(alignment: Alignment) -> Iterator[Unit]:
    """Yield all texts that differ, those that have moved once."""
    for story in alignment.stories:
        for passage, where in _passages(story.items, None):
            move = passage.move
            if is_changed(passage.edits if move is None else move.edits) and (move is None or passage.old):
                yield unit_of(passage, story, ("", "") if where is None else _both_heads(*where))


def _passages(items: Iterable[Item], where: _Where | None) -> Iterator[tuple[Passage, _Where | None]]:
    """Yield the passages of a flow, each with the cell that it stands in."""
    for item in items:
        if isinstance(item, TablePair):
            for row in item.rows:
                for cell in row.cells:
                    yield from _passages(cell.items, (item, row, cell))
        else:
            yield item, where
            for box in item.boxes:
                if not box.new.echo:
                    yield from _passages(box.items, None)


def _both_heads(table: TablePair, row: RowPair, cell: CellPair) -> tuple[str, str]:
    return _heads(table.old, row.old, cell.old), _heads(table.new, row.new, cell.new)


def _heads(table: Table | None, row: Row | None, cell: Cell | None) -> str:
    """Return what the row of a cell is called, in the first of its cells that has words, and its column."""
    if table is None or row is None or cell is None:
        return ""
    at = next(place for place, one in enumerate(row.cells) if one is cell)
    top = table.rows[0].cells if row is not table.rows[0] else ()
    above = top[at : at + 1] if len(top) == len(row.cells) else ()
    before = (one for one in row.cells[:at] if any(map(str.isalpha, one.text)))
    return " ".join(" ".join(one.text.split()) for one in (*islice(before, 1), *above)).strip()

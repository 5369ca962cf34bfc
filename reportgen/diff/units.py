"""The texts that a comparison runs over: each passage, and each paragraph that has moved, with its edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice

from reportgen.diff.pairs import Alignment, Edit, Item, Op, Passage, StoryPair, TablePair, flow
from reportgen.word.content import Cell, Paragraph, Row, Table

__all__ = ["Unit", "unit_of", "units"]

_Headed = tuple[Passage, tuple[str, str]]


@dataclass(frozen=True)
class Unit:
    """Paragraphs side by side with the edits between their flows, and the parts that they stand in. `heads`
    is what the heads of their row and column say, old and new, where they stand in a table."""

    part_old: str
    part_new: str
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    edits: tuple[Edit, ...]
    heads: tuple[str, str] = ("", "")

    @property
    def is_changed(self) -> bool:
        """Whether any text differs."""
        return len(self.edits) > 1 or any(edit.op is not Op.EQUAL for edit in self.edits)

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

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The old and the new flow."""
        return flow(self.old), flow(self.new)


def _range(edits: Sequence[Edit], *, old: bool) -> tuple[int, int]:
    first, last = edits[0], edits[-1]
    return (first.old_start, last.old_end) if old else (first.new_start, last.new_end)


def unit_of(passage: Passage, story: StoryPair) -> Unit:
    """Return a passage with the parts that its sides stand in; of one that has moved, the two places."""
    old, new = ("" if one is None else one.part for one in (story.old, story.new))
    if passage.move is not None:
        return Unit(old or new, new or old, (passage.move.old,), (passage.move.new,), passage.move.edits)
    return Unit(old or new, new or old, passage.old, passage.new, passage.edits)


def units(alignment: Alignment) -> Iterator[Unit]:
    """Yield all texts, those that have moved once."""
    for story in alignment.stories:
        for passage, heads in _passages(story.items):
            if passage.move is None or passage.old:
                yield replace(unit_of(passage, story), heads=heads)


def _passages(items: Iterable[Item], heads: tuple[str, str] = ("", "")) -> Iterator[_Headed]:
    for item in items:
        if isinstance(item, TablePair):
            yield from _in_table(item)
        else:
            yield item, heads
            for box in item.boxes:
                if not box.new.echo:
                    yield from _passages(box.items)


def _in_table(table: TablePair) -> Iterator[_Headed]:
    for row in table.rows:
        for cell in row.cells:
            old, new = _heads(table.old, row.old, cell.old), _heads(table.new, row.new, cell.new)
            yield from _passages(cell.items, (old, new))


def _heads(table: Table | None, row: Row | None, cell: Cell | None) -> str:
    """Return what the row of a cell is called, in the first of its cells that has words, and its column."""
    if table is None or row is None or cell is None:
        return ""
    at = next(place for place, one in enumerate(row.cells) if one is cell)
    top = table.rows[0].cells if row is not table.rows[0] else ()
    above = top[at : at + 1] if len(top) == len(row.cells) else ()
    before = (one for one in row.cells[:at] if any(map(str.isalpha, one.text)))
    return " ".join(" ".join(one.text.split()) for one in (*islice(before, 1), *above)).strip()

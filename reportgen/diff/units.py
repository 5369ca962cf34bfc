"""The texts that a comparison runs over: each passage, and each paragraph that has moved, with its edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.diff.pairs import Alignment, Edit, Item, Op, Passage, StoryPair, TablePair, flow
from reportgen.word.content import Paragraph

__all__ = ["Unit", "unit_of", "units"]


@dataclass(frozen=True)
class Unit:
    """Paragraphs side by side with the edits between their flows, and the parts that they stand in."""

    part_old: str
    part_new: str
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    edits: tuple[Edit, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any text differs."""
        return len(self.edits) > 1 or any(edit.op is not Op.EQUAL for edit in self.edits)

    def at(self, offset: int, *, old: bool) -> tuple[Paragraph, int]:
        """Return the paragraph that a place of the old or new flow lies in, and where that begins in it."""
        start = 0
        paragraphs = self.old if old else self.new
        for paragraph in paragraphs[:-1]:
            if offset <= start + len(paragraph.text):
                return paragraph, start
            start += len(paragraph.text) + 1
        return paragraphs[-1], start

    @cached_property
    def texts(self) -> tuple[str, str]:
        """The old and the new flow."""
        return flow(self.old), flow(self.new)


def unit_of(passage: Passage, story: StoryPair) -> Unit:
    """Return a passage with the parts that its sides stand in; of one that has moved, the two places."""
    old, new = ("" if one is None else one.part for one in (story.old, story.new))
    if passage.move is not None:
        return Unit(old or new, new or old, (passage.move.old,), (passage.move.new,), passage.move.edits)
    return Unit(old or new, new or old, passage.old, passage.new, passage.edits)


def units(alignment: Alignment) -> Iterator[Unit]:
    """Yield all texts, those that have moved once."""
    for story in alignment.stories:
        for passage in _passages(story.items):
            if passage.move is None or passage.old:
                yield unit_of(passage, story)


def _passages(items: Iterable[Item]) -> Iterator[Passage]:
    for item in items:
        if isinstance(item, TablePair):
            for row in item.rows:
                for cell in row.cells:
                    yield from _passages(cell.items)
        else:
            yield item
            for box in item.boxes:
                if not box.new.echo:
                    yield from _passages(box.items)

"""Whether a redline holds: accepted it is the new file, rejected the old one, as far as a reader can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from reportgen.diff.pairs import Alignment
from reportgen.refs import ParagraphRef
from reportgen.word.content import Block, Box, Content, Paragraph, Row, Story, Table
from reportgen.word.package import open_package
from reportgen.word.reader import paragraphs_of, read_again
from reportgen.word.revisions import accept_all, reject_all

__all__ = ["failing"]

_NOTES = ("footnote", "endnote")


def failing(data: bytes, alignment: Alignment) -> list[ParagraphRef]:
    """Return the first place of each story where a redline does not hold, none for one that does."""
    package = open_package(data, alignment.new.package.file)
    new, old = alignment.new, alignment.old
    known = paragraphs_of(new)
    accepted, rejected = read_again(package, known, (accept_all, reject_all))
    both = [(pair.old, pair.new) for pair in alignment.stories if pair.old and pair.new]
    return [
        *_differences(new, accepted, ((told, told) for told in new.stories)),
        *_differences(old, rejected, both),
    ]


def _differences(
    wanted: Content, found: Sequence[Story], stories: Iterable[tuple[Story, Story]]
) -> Iterator[ParagraphRef]:
    """Yield the first place of each story that is not as it is to be; a story of the redline has the part of
    the new file."""
    views = _Views(wanted.stories, found)
    by_place = {(told.part, _role(told)): told for told in found}
    for story, new in stories:
        written = by_place.get((new.part, _role(new)))
        if written is None:
            yield ParagraphRef(wanted.package.file, story.part)
            continue
        differing = views.differing(story.blocks, written.blocks)
        if differing is not None or story.section != written.section:
            number, text = differing or (0, "")
            yield ParagraphRef(wanted.package.file, story.part, number, text)


def _role(story: Story) -> str:
    """Return what tells a story from others of its part: a note's id."""
    return story.role if story.kind in _NOTES else ""


Found = tuple[int, str] | None
"""The number and text of the paragraph that differs, 0 for a table, or None when nothing does."""


class _Views:
    """Compares what is wanted of a file with what is found in another."""

    def __init__(self, wanted: Sequence[Story], found: Sequence[Story]) -> None:
        self._notes = [
            {(told.kind, told.role): told for told in stories if told.kind in _NOTES}
            for stories in (wanted, found)
        ]

    def differing(self, wanted: Sequence[Block], found: Sequence[Block]) -> Found:
        """Return where two flows differ first."""
        if len(wanted) != len(found):
            wanted, found = _without_last(wanted), _without_last(found)
        for one, other in zip_longest(wanted, found):
            if isinstance(one, Paragraph) and isinstance(other, Paragraph):
                differing = self._paragraph(one, other)
            elif isinstance(one, Table) and isinstance(other, Table):
                differing = self._table(one, other)
            else:
                told = one if isinstance(one, Paragraph) else other
                differing = (told.number, told.text) if isinstance(told, Paragraph) else (0, "")
            if differing is not None:
                return differing
        return None

    def _paragraph(self, one: Paragraph, other: Paragraph) -> Found:
        if one is other and not one.notes:  # recognised as it was
            return None
        is_same = one.seen == other.seen and len(one.boxes) == len(other.boxes)
        if is_same and self._same_notes(one, other):
            boxes = (self._box(*pair) for pair in zip(one.boxes, other.boxes, strict=True))
            return next((differing for differing in boxes if differing is not None), None)
        return one.number, one.text

    def _box(self, one: Box, other: Box) -> Found:
        if (one.offset, one.echo) != (other.offset, other.echo):
            return 0, ""
        return self.differing(one.blocks, other.blocks)

    def _same_notes(self, one: Paragraph, other: Paragraph) -> bool:
        """Tell whether two paragraphs refer to the same notes; what a note says counts, not its id."""
        if not one.notes and not other.notes:
            return True
        if [note[:2] for note in one.notes] != [note[:2] for note in other.notes]:
            return False
        for (_, kind, wanted), (_, _, found) in zip(one.notes, other.notes, strict=True):
            told, written = self._notes[0].get((kind, wanted)), self._notes[1].get((kind, found))
            if told is None or written is None:
                if told is not written:
                    return False
            elif self.differing(told.blocks, written.blocks) is not None:
                return False
        return True

    def _table(self, one: Table, other: Table) -> Found:
        is_same = (one.properties, one.grid) == (other.properties, other.grid)
        if not is_same or len(one.rows) != len(other.rows):
            return 0, ""
        rows = (self._row(*pair) for pair in zip(one.rows, other.rows, strict=True))
        return next((differing for differing in rows if differing is not None), None)

    def _row(self, one: Row, other: Row) -> Found:
        if one.properties != other.properties or len(one.cells) != len(other.cells):
            return 0, ""
        for cell, written in zip(one.cells, other.cells, strict=True):
            differing = self.differing(cell.blocks, written.blocks)
            if differing is not None or cell.properties != written.properties:
                return differing or (0, "")
        return None


def _without_last(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks without an empty last paragraph behind a table, which every program adds where it is
    missing."""
    last, before = (*blocks[-1:], None)[0], (*blocks[-2:-1], None)[0]
    is_added = isinstance(last, Paragraph) and not last.text and isinstance(before, Table)
    return blocks[:-1] if is_added else blocks

"""What of two files belongs together: paragraph with paragraph, row with row, and the edits between them.

The alignment is what every view of a comparison is made of: the lists of changes, the page, and the file with
tracked changes. Items of a flow come in the order in which they are read, what was deleted before what was
put in its place.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from enum import StrEnum
from typing import NamedTuple

from reportgen.diff.values import Cause
from reportgen.word.content import Box, Cell, Content, Paragraph, Row, Story, Table

__all__ = [
    "PILCROW",
    "Alignment",
    "BoxPair",
    "CellPair",
    "Edit",
    "Item",
    "Move",
    "Op",
    "Passage",
    "RowPair",
    "StoryPair",
    "TablePair",
    "flow",
]

PILCROW = "\N{PARAGRAPH SEPARATOR}"
"""The end of a paragraph in the flow of several."""


class Op(StrEnum):
    """What an edit does."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Edit(NamedTuple):
    """A stretch that is equal, deleted or inserted: the half-open ranges of the old and the new flow. A
    deletion has an empty new range at the place where it was, an insertion an empty old one.

    `cause` says why, `figure` counts from 1 into the changed figures when the stretch is one; both come
    later than the rest and are left at their defaults for an equal stretch.
    """

    op: Op
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    cause: Cause = Cause.UNKNOWN
    figure: int = 0


class Move(NamedTuple):
    """A paragraph that has moved: the two, and the edits that were made to it on the way."""

    number: int
    old: Paragraph
    new: Paragraph
    edits: tuple[Edit, ...]


class BoxPair(NamedTuple):
    """The contents of a text box, old and new."""

    old: Box
    new: Box
    items: "tuple[Item, ...]"


class Passage(NamedTuple):
    """Paragraphs that belong together: one and one, one and those it was split into, those that became one;
    or one alone that was deleted or inserted, with its `move` when it is found elsewhere.

    The `edits` run over the `flow` of the old and of the new paragraphs, in order and without gaps.
    """

    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    edits: tuple[Edit, ...]
    move: Move | None = None
    boxes: tuple[BoxPair, ...] = ()
    cause: Cause = Cause.UNKNOWN  # of what is no text: its look, its end, that it has moved


class CellPair(NamedTuple):
    """A cell, None on the side where its column is not."""

    old: Cell | None
    new: Cell | None
    items: "tuple[Item, ...]"


class RowPair(NamedTuple):
    """A row, None on the side where it is not. `moved` is a number that a deleted and an inserted row share
    that are one and the same; 0 for none."""

    old: Row | None
    new: Row | None
    cells: tuple[CellPair, ...]
    moved: int = 0
    cause: Cause = Cause.UNKNOWN


class TablePair(NamedTuple):
    """A table, None on the side where it is not."""

    old: Table | None
    new: Table | None
    rows: tuple[RowPair, ...]


Item = Passage | TablePair


class StoryPair(NamedTuple):
    """A body, header, footer or note, None on the side where it is not."""

    old: Story | None
    new: Story | None
    items: tuple[Item, ...]


class Alignment(NamedTuple):
    """Two files side by side; `uncompared` are the parts that differ and were not looked into."""

    old: Content
    new: Content
    stories: tuple[StoryPair, ...]
    uncompared: tuple[str, ...]


def flow(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the text of paragraphs as one, a `PILCROW` behind each."""
    if len(paragraphs) == 1:  # as most are
        return paragraphs[0].text + PILCROW
    return "".join(paragraph.text + PILCROW for paragraph in paragraphs)

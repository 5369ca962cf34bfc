"""Changes of what a workbook says in words: a stretch for each piece that stayed, went or came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.diff.edits import edits_of_texts
from reportgen.diff.pairs import Op
from reportgen.diff.values import Cause, Change, Kind, Stretch
from reportgen.refs import Place

__all__ = ["row_change", "text_change"]

CELL_END = "\t"  # parts the cells of a row in the text of a change


def row_change(
    labels: Sequence[str], old: str | None, new: str | None, places: tuple[Place | None, Place | None]
) -> Change:
    """Return the change of one cell, told as a row: `labels` say whose cell it is; None on the side where
    there is no such row."""
    label = "".join(text + CELL_END for text in labels)
    texts = tuple(None if text is None else label + text for text in (old, new))
    return text_change(texts[0], texts[1], places, table=True)


def text_change(
    old: str | None,
    new: str | None,
    places: tuple[Place | None, Place | None],
    *,
    moved: bool = False,
    kind: Kind | None = None,
    table: bool = False,
) -> Change:
    """Return the change from one text to another, None on the side where there is none; its `kind` follows
    from the two unless it is given."""
    came = kind or (Kind.INSERT if old is None else Kind.DELETE if new is None else None)
    stayed = Kind.MOVE if moved else None if old == new else Kind.REPLACE
    cells = tuple(dict.fromkeys(str(place) for place in (places[1], places[0]) if place is not None))
    kind = came or stayed
    cause = None if kind is None else Cause.DATA
    return Change(kind, tuple(_stretches(old or "", new or "")), cause, *places, cells=cells, table=table)


def _stretches(old: str, new: str) -> Iterator[Stretch]:
    for edit in edits_of_texts(old, new):
        if edit.op is Op.EQUAL:
            yield Stretch(edit.op, old[edit.old_start : edit.old_end])
        elif edit.op is Op.DELETE:
            yield Stretch(edit.op, old[edit.old_start : edit.old_end], Cause.DATA)
        else:
            yield Stretch(edit.op, new[edit.new_start : edit.new_end], Cause.DATA)

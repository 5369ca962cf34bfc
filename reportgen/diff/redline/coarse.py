"""Passages taken out and put in as wholes, for where finer marks would not give both files back."""

from __future__ import annotations

from collections.abc import Collection

from reportgen.diff.pairs import Alignment, Edit, Item, Op, Passage, flow

__all__ = ["coarsened"]


def coarsened(alignment: Alignment, parts: Collection[str]) -> Alignment:
    """Return the alignment with every passage of these parts that differs deleted and inserted as a whole."""
    stories = tuple(
        pair._replace(items=tuple(map(_coarse, pair.items)))
        if {told.part for told in (pair.old, pair.new) if told is not None} & set(parts)
        else pair
        for pair in alignment.stories
    )
    return alignment._replace(stories=stories)


def _coarse(item: Item) -> Item:
    if not isinstance(item, Passage):
        rows = tuple(
            row._replace(
                cells=tuple(cell._replace(items=tuple(map(_coarse, cell.items))) for cell in row.cells)
            )
            for row in item.rows
        )
        return item._replace(rows=rows)
    if item.old and item.new and _is_same(item):
        return item
    size, new_size = len(flow(item.old)), len(flow(item.new))
    deletion = (Edit(Op.DELETE, 0, size, 0, 0, item.cause),) if size else ()
    insertion = (Edit(Op.INSERT, size, size, 0, new_size, item.cause),) if new_size else ()
    return item._replace(edits=(*deletion, *insertion), move=None, boxes=())


def _is_same(item: Passage) -> bool:
    """Tell whether nothing differs that a reader sees, and there are no text boxes to look into."""
    if len(item.old) != len(item.new) or any(one.boxes for one in (*item.old, *item.new)):
        return False
    return all(one.seen == other.seen for one, other in zip(item.old, item.new, strict=True))

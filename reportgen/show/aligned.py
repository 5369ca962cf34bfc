"""Rows of text in aligned columns, a full-width character counted as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.wording.width import columns

__all__ = ["aligned"]


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines."""
    taken = [list(map(columns, row)) for row in rows]
    widths = [max(own) for own in zip(*taken, strict=True)]
    for row, own in zip(rows, taken, strict=True):
        cells = (cell + " " * (width - has) for cell, has, width in zip(row, own, widths, strict=True))
        yield "  ".join(cells).rstrip()

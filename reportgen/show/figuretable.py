"""The table of changed figures on the terminal, folded as far as it must be to stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.messages import Catalog
from reportgen.show.aligned import aligned
from reportgen.show.figures import Row, difference_text, named, origin_text, relative_text
from reportgen.show.lines import Line
from reportgen.show.passages import cause_text, shown
from reportgen.wording.width import columns

__all__ = ["figure_lines"]

_LOUD, _CALM = "bold red", "yellow"
_NAME, _AMOUNTS, _CAUSE, _ORIGIN = (0,), (1, 2, 3, 4, 5), (6,), (7,)
_LAYOUTS = (
    ((*_NAME, *_AMOUNTS, *_CAUSE, *_ORIGIN),),
    ((*_NAME, *_AMOUNTS, *_CAUSE), _ORIGIN),
    ((*_NAME, *_CAUSE), _AMOUNTS, _ORIGIN),
)  # a figure in one line, in two, in three
_INDENT, _FOLDED = " " * 2, " " * 6


def figure_lines(rows: Sequence[Row], words: Catalog, width: int | None = None) -> Iterator[Line]:
    """Yield the figures in aligned columns: what they are called, old and new, by how much they differ, why,
    and from which cells.

    A table that does not stand in `width` columns has the cells below each figure, and the amounts as well if
    need be; without a width, each figure is one line, for programs that read lines.
    """
    cells = [_cells(row, words) for row in rows]
    for layout in _LAYOUTS:
        table = [_laid(cells, places) for places in layout]
        if width is None or max(map(columns, table[0])) + len(_INDENT) <= width:
            break
    for number, row in enumerate(rows):
        style = _LOUD if row.is_by_hand else _CALM if row.figure.faults else ""
        yield Line(_INDENT + table[0][number], style)
        yield from (Line(_FOLDED + part[number], style) for part in table[1:] if part[number])


def _laid(cells: Sequence[Sequence[str]], columns: Sequence[int]) -> list[str]:
    return list(aligned([[row[column] for column in columns] for row in cells]))


def _cells(row: Row, words: Catalog) -> tuple[str, ...]:
    none = words.text("diff.none")
    return (
        named(row.figure, words),
        shown(row.figure.old, words) or none,
        "→",
        shown(row.figure.new, words) or none,
        difference_text(row.figure, words),
        relative_text(row.figure, words),
        cause_text(row.figure.cause, words),
        _said(row, words),
    )


def _said(row: Row, words: Catalog) -> str:
    """Return what stands in the last column: the origin, how often, and what is wrong."""
    times = words.text("diff.times", count=len(row.numbers)) if len(row.numbers) > 1 else ""
    codes = " ".join(dict.fromkeys(found.code for found in row.figure.faults))
    return "  ".join(filter(None, (origin_text(row.figure, words), times, codes)))

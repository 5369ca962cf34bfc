"""Cells in a few words: those below one another as a range, 指标!I2:I82."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.refs import CellRef

__all__ = ["follows", "ranges"]

_MOST_RANGES = 12  # told of a long list


def follows(one: CellRef, other: CellRef) -> bool:
    """Return whether `other` stands right below `one`."""
    (file, sheet, row, column), below = one.order, other.order
    return bool(row) and below == (file, sheet, row + 1, column)


def ranges(cells: Iterable[CellRef]) -> str:
    """Return the cells with those below one another as a range, the sheet named where it is another than
    before: 正文!F7:F29, F31. Of a long list the first ones."""
    told, sheet = list[str](), ""
    for run in _runs(cells):
        where = f"{run[0].cell}:{run[-1].cell}" if len(run) > 1 else run[0].cell
        told.append(where if run[0].sheet == sheet else f"{run[0].sheet}!{where}")
        sheet = run[0].sheet
    return ", ".join(told[:_MOST_RANGES] + ["…"] * (len(told) > _MOST_RANGES))


def _runs(cells: Iterable[CellRef]) -> Iterator[Sequence[CellRef]]:
    run: list[CellRef] = []
    for cell in cells:
        if run and not follows(run[-1], cell):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run

"""Which rows and cells of two tables belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.diff.align import Item, links, moves
from reportgen.diff.pairs import CellPair, RowPair, TablePair
from reportgen.diff.pairs import Item as PairedItem
from reportgen.diff.sequences import Links
from reportgen.word.content import Block, Cell, Row, Table

__all__ = ["table_pair"]

Blocks = Callable[[Sequence[Block], Sequence[Block]], tuple[PairedItem, ...]]
"""How the contents of two cells are paired."""
_Columns = tuple[tuple[int | None, int | None], ...]


def table_pair(
    old: Table | None, new: Table | None, blocks: Blocks, numbers: Iterator[int], moved: Sequence[int] = ()
) -> TablePair:
    """Return two tables with their rows paired, or one that stands alone, `moved` when it is found elsewhere.
    `numbers` counts moved rows."""
    olds, news = (() if table is None else table.rows for table in (old, new))
    if old is None or new is None:
        alone = (*olds, *news)
        lone = zip(alone, moved or (0,) * len(alone), strict=True)
        rows = (_alone(row, blocks, is_old=new is None, moved=number) for row, number in lone)
        return TablePair(old, new, tuple(rows))
    return TablePair(old, new, tuple(_rows(olds, news, blocks, numbers)))


def _rows(
    olds: Sequence[Row], news: Sequence[Row], blocks: Blocks, numbers: Iterator[int]
) -> Iterator[RowPair]:
    one, other = [_item(row) for row in olds], [_item(row) for row in news]
    pairs = links(one, other)
    columns = _columns(olds, news, pairs)
    gone = sorted(set(range(len(olds))).difference(i for i, _ in pairs))
    come = sorted(set(range(len(news))).difference(j for _, j in pairs))
    away = moves(one, other, gone, come)
    number = {i: next(numbers) for i in sorted(away)}
    arrived = {j: number[i] for i, j in away.items()}
    at_old = at_new = 0
    for i, j in (*pairs, (len(olds), len(news))):
        for place in range(at_old, i):
            yield _alone(olds[place], blocks, is_old=True, moved=number.get(place, 0))
        for place in range(at_new, j):
            yield _alone(news[place], blocks, is_old=False, moved=arrived.get(place, 0))
        if i < len(olds):
            yield RowPair(olds[i], news[j], tuple(_cells(olds[i], news[j], columns, blocks)))
        at_old, at_new = i + 1, j + 1


def _item(row: Row) -> Item:
    first = next((cell.text for cell in row.cells if cell.text.strip()), "")
    is_words = sum(map(str.isalpha, first)) > 1
    return Item("r", row.text, first if is_words and len(row.cells) > 1 else "")


def _alone(row: Row, blocks: Blocks, *, is_old: bool, moved: int = 0) -> RowPair:
    cells = tuple(_cell(cell, None, blocks) if is_old else _cell(None, cell, blocks) for cell in row.cells)
    return RowPair(row, None, cells, moved) if is_old else RowPair(None, row, cells, moved)


def _cell(old: Cell | None, new: Cell | None, blocks: Blocks) -> CellPair:
    before, after = (() if cell is None else cell.blocks for cell in (old, new))
    return CellPair(old, new, blocks(before, after))


# --- columns


def _cells(old: Row, new: Row, columns: _Columns | None, blocks: Blocks) -> Iterator[CellPair]:
    """Yield the cells of two rows side by side, by the columns of the table or, where rows differ in their
    cells, by what they say."""
    if columns is None and len(old.cells) == len(new.cells):
        columns = tuple((place, place) for place in range(len(old.cells)))
    elif columns is None:
        columns = _matched(_texts(old), _texts(new))
    for i, j in columns:
        yield _cell(None if i is None else old.cells[i], None if j is None else new.cells[j], blocks)


def _columns(olds: Sequence[Row], news: Sequence[Row], pairs: Links) -> _Columns | None:
    """Return how the columns of two tables match; None when they do one by one, or not by columns."""
    widths = {(len(olds[i].cells), len(news[j].cells)) for i, j in pairs}
    if len(widths) != 1 or not pairs:
        return None
    width, width_new = widths.pop()
    first, first_new = olds[pairs[0][0]], news[pairs[0][1]]
    if width == width_new and _texts(first) == _texts(first_new):
        return None
    before = _column_texts([olds[i] for i, _ in pairs], width)
    after = _column_texts([news[j] for _, j in pairs], width_new)
    found = _matched(before, after)
    is_unclear = width == width_new and all(None in pair for pair in found)
    return None if is_unclear else found


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _column_texts(rows: Sequence[Row], width: int) -> list[str]:
    return ["\n".join(row.cells[place].text for row in rows[:200]) for place in range(width)]


def _matched(olds: Sequence[str], news: Sequence[str]) -> _Columns:
    """Return the places that belong together, with those between them side by side as far as they go where
    there are as many."""
    one, other = ([Item("c", text, text.partition("\n")[0]) for text in texts] for texts in (olds, news))
    found: list[tuple[int | None, int | None]] = []
    at_old = at_new = 0
    for i, j in (*links(one, other), (len(olds), len(news))):
        gone, come = range(at_old, i), range(at_new, j)
        if len(gone) == len(come):
            found += zip(gone, come, strict=True)
        else:
            found += ((place, None) for place in gone)
            found += ((None, place) for place in come)
        if i < len(olds):
            found.append((i, j))
        at_old, at_new = i + 1, j + 1
    return tuple(found)

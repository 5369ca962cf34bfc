"""What the page of a comparison shows, as values: passages with their marks, folds, the list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from reportgen.diff.values import Cause, Change, Kind, Revision, Stretch
from reportgen.messages import Catalog
from reportgen.refs import ParagraphRef
from reportgen.show.passages import ELLIPSIS, Told, cause_text, cells_text, kind_text, look_text, shown, spots

__all__ = ["Block", "Entry", "Mark", "Passage", "blocks", "causes_of", "entries"]

AROUND = 1  # unchanged passages left unfolded on either side of a change
SHOWN = 22  # characters of a change in the list


class Mark(NamedTuple):
    """A stretch as the page shows it: `row` is the row of the table of figures that it belongs to, or 0."""

    op: str
    text: str
    cause: str
    row: int


Cells = tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or a row: its cells in one line with all marks, as they were, and as they are; a paragraph
    is one cell. `number` is that of the change from 1, and 0 for what is the same."""

    number: int
    cells: Cells
    old: Cells
    new: Cells
    causes: str = ""
    cause: str = ""
    said: str = ""
    place: str = ""
    kind: str = ""
    look: str = ""
    from_cells: str = ""
    other: int = 0  # the other place of a passage that moved
    came: bool = False  # it is the place that it moved to


class Block(NamedTuple):
    """Passages that stand together: paragraphs, or rows of one table with so many columns; folded when all
    are the same and no change is near."""

    passages: tuple[Passage, ...]
    is_folded: bool
    columns: int


class Entry(NamedTuple):
    """A line of the list of changes: where it leads, and what it says."""

    number: int
    place: str
    kind: str
    text: str
    causes: str
    cause: str
    said: str
    is_look: bool


def causes_of(change: Change) -> str:
    """Return the causes in a change, by which it is filtered: `data hand`."""
    found = {stretch.cause for stretch in change.stretches} | {change.cause or Cause.UNKNOWN}
    return " ".join(cause.value for cause in Cause if cause in found)


def entries(groups: Iterable[Told], words: Catalog) -> Iterator[Entry]:
    """Yield the list of changes."""
    for group in groups:
        main = group.main
        number = group.numbers[group.changes.index(main)]
        many = words.text("diff.page.headings", count=len(group.changes))
        yield Entry(
            number,
            spots(group, words),
            many if main.cascade and len(group.changes) > 1 else kind_text(main, words),
            _cut(_gist(main, words)),
            causes_of(main),
            (main.cause or Cause.UNKNOWN).value,
            cause_text(main.cause, words),
            main.kind is Kind.FORMAT,
        )


def blocks(
    revision: Revision, groups: Sequence[Told], rows: Mapping[int, int], words: Catalog
) -> Iterator[Block]:
    """Yield the whole text in order; `rows` gives the row of the table for the number of a figure."""
    passages, near = revision.passages, _near(revision.passages)
    homes = {number: group for group in groups for number in group.numbers}
    numbers = iter(range(1, len(passages) + 1))
    laid = [_passage(one, next(numbers) if one.kind else 0, homes, rows, words) for one in passages]
    every = zip(passages, laid, near, strict=True)
    for (table, is_near), found in groupby(every, key=lambda one: (_table(one[0]), one[2])):
        together = tuple(passage for _, passage, _ in found)
        columns = max(_width(passage) for passage in together) if table else 0
        yield Block(together, not is_near, columns)


def _passage(
    change: Change, number: int, homes: Mapping[int, Told], rows: Mapping[int, int], words: Catalog
) -> Passage:
    cells, old, new = (
        _cells((one for one in change.stretches if one.op != left), change.table, rows, words)
        for left in ("", "insert", "delete")
    )
    if not number:
        return Passage(0, cells, (), ())
    group = homes[number]
    return Passage(
        number,
        cells,
        old if change.place_old is not None else (),
        new if change.place_new is not None else (),
        causes_of(change),
        (change.cause or Cause.UNKNOWN).value,
        cause_text(change.cause, words),
        spots(group if change.move else Told((change,), (number,)), words),
        kind_text(change, words),
        shown(look_text(change.detail, words), words),
        cells_text(change, words),
        next((other for other in group.numbers if change.move and other != number), 0),
        bool(change.move) and change.place_old is None,
    )


def _cells(stretches: Iterable[Stretch], is_row: bool, rows: Mapping[int, int], words: Catalog) -> Cells:
    """Return the marks of each cell: a tab ends one, whatever was done to it."""
    cells: list[list[Mark]] = [[]]
    for op, text, cause, figure in stretches:
        for at, piece in enumerate(text.split("\t") if is_row else [text]):
            if at:
                cells.append([])
            if piece:
                seen = shown(piece, words)
                if op in ("delete", "insert"):  # their breaks and tabs are changes as well, and must be seen
                    seen = seen.replace("\n", "¶\n").replace("\t", "⇥\t")
                cells[-1].append(Mark(op, seen, cause.value if cause else "", rows.get(figure, 0)))
    return tuple(map(tuple, cells))


def _near(passages: Sequence[Change]) -> list[bool]:
    """Tell of each passage whether it is unfolded: changes, what is next to them, the head of their table.
    One passage alone is not worth a fold."""
    near = [False] * len(passages)
    heads: dict[int, int] = {}
    for at, passage in enumerate(passages):
        table = _table(passage)
        heads.setdefault(table, at)
        if passage.kind is not None:
            first = max(at - AROUND, 0)
            near[first : at + AROUND + 1] = [True] * len(near[first : at + AROUND + 1])
            near[heads[table] if table else at] = True
    for at in range(len(near)):
        alone = all(near[other] for other in (at - 1, at + 1) if 0 <= other < len(near))
        near[at] = near[at] or (alone and len(near) > 1)
    return near


def _table(passage: Change) -> int:
    """Return which table of its part a row belongs to, 0 for a paragraph."""
    place = passage.place_new or passage.place_old
    if not passage.table:
        return 0
    return place.cell.table if isinstance(place, ParagraphRef) and place.cell is not None else 1


def _width(passage: Passage) -> int:
    return max(len(passage.cells), len(passage.old), len(passage.new))


def _gist(change: Change, words: Catalog) -> str:
    """Return the first of what a change does: old → new where it has both."""
    if change.kind in (Kind.MOVE, Kind.FORMAT):
        return _flat(change.new or change.old, words)
    olds, news = ([one.text for one in change.stretches if one.op == op] for op in ("delete", "insert"))
    first = [_cut(_flat(texts[0], words), SHOWN) for texts in (olds, news) if texts]
    more = f" {ELLIPSIS}" if max(len(olds), len(news)) > 1 else ""
    return " → ".join(first) + more


def _flat(text: str, words: Catalog) -> str:
    return " ".join(shown(text, words).replace("\n", " ¶ ").split())


def _cut(text: str, length: int = 2 * SHOWN) -> str:
    return text if len(text) <= length else text[: length - 1] + ELLIPSIS

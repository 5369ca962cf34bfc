"""What is written into a body, cell, note or box: its paragraphs and tables in order, their ends so arranged
that the last one stands on both sides.

The last paragraph of a cell cannot go, nor can the one before a table. So where the last end of the old side
and the last of the new are not the same, they are made one, and those before them take their part:
`A¶` and `A¶ B¶` are A, an inserted end, B inserted, and the end that both have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.diff.pairs import BoxPair, Edit, Item, Op, Passage, TablePair
from reportgen.diff.redline.events import End, Event, Span, Stretch, Whole, events
from reportgen.diff.values import Cause
from reportgen.word.content import Block, Paragraph

__all__ = ["Plan", "kept_moves", "one_sided", "opened", "planned"]


class Plan:
    """What is written into a container: the text before, between and behind its tables, which are one fewer;
    and what is done in the text boxes of its paragraphs."""

    def __init__(self) -> None:
        self.texts: list[list[Event]] = [[]]
        self.tables: list[TablePair] = []
        self.boxes: list[BoxPair] = []


def planned(items: Sequence[Item], *, vanishes: bool = False) -> Plan:
    """Return what is written into a container; with `vanishes` it comes or goes as a whole, and no end need
    stay."""
    plan = Plan()
    for item in items:
        if isinstance(item, TablePair):
            plan.tables.append(item)
            plan.texts.append([])
        else:
            plan.texts[-1] += events(item)
            plan.boxes += item.boxes
    if not vanishes:
        for text in plan.texts:
            _join_ends(text)
        _join_last(plan)
    return plan


def _join_ends(text: list[Event]) -> None:
    """Make the last end of the old side and the last of the new one, where both sides have paragraphs."""
    old, new = _last(text, "old"), _last(text, "new")
    if old is not None and new is not None and old != new:
        later = max(old, new)
        cause = text[later].cause
        first, second = _taken(text, "old"), _taken(text, "new")
        text.append(End(first, second, cause))


def _join_last(plan: Plan) -> None:
    """See to it that a container ends with the end of a paragraph that stands on both sides: where only one
    has paragraphs behind the last table, the other's is in front of it when that table comes or goes."""
    text = plan.texts[-1]
    present = [side for side in ("old", "new") if _last(text, side) is not None]
    if len(present) != 1:
        return
    missing = "new" if present == ["old"] else "old"
    for before, table in zip(reversed(plan.texts[:-1]), reversed(plan.tables), strict=True):
        if getattr(table, missing) is not None:
            break
        if _last(before, missing) is not None:
            _join_over_tables(before, text, missing)
            return
    end = text[-1]
    assert isinstance(end, End)  # whatever has an end on one side only ends with it
    text[-1] = end._replace(stays=True)


def _join_over_tables(before: list[Event], text: list[Event], missing: str) -> None:
    """Make the last end that a side has in front of tables and the other's last one behind them one."""
    [cause] = {text[-1].cause}
    other = "old" if missing == "new" else "new"
    ends = {missing: _taken(before, missing), other: _taken(text, other)}
    at = next((at for at in range(len(before), 0, -1) if not isinstance(before[at - 1], Stretch)), 0)
    text[:0] = before[at:]
    del before[at:]
    text.append(End(ends["old"], ends["new"], cause))


def _last(text: list[Event], side: str) -> int | None:
    """Return where the last end of a side is, None when there is none."""
    for at in range(len(text) - 1, -1, -1):
        event = text[at]
        if not isinstance(event, Stretch) and getattr(event, side) is not None:
            return at
    return None


def _taken(text: list[Event], side: str) -> Paragraph:
    """Take a side out of its last end, and return the paragraph."""
    at = _last(text, side)
    assert at is not None
    event = text[at]
    assert not isinstance(event, Stretch)
    if isinstance(event, Whole):
        stretches, end = opened(event)
        text[at : at + 1] = [*stretches, end]
        return _taken(text, side)
    paragraph: Paragraph = getattr(event, side)
    left = event.new if side == "old" else event.old
    if left is None:
        del text[at]
    else:
        first, second = (None, event.new) if side == "old" else (event.old, None)
        text[at] = End(first, second, event.cause)
    return paragraph


def opened(whole: Whole) -> tuple[list[Stretch], End]:
    """Return a paragraph that is the same on both sides as its text and its end."""
    old, new, cause = whole
    size = len(old.text)
    text = [Stretch(Op.EQUAL, Span(old, 0, size), Span(new, 0, size), cause, cause)] if size else []
    return text, End(old, new, cause)


def one_sided(blocks: Sequence[Block], op: Op, cause: Cause) -> tuple[Item, ...]:
    """Return the paragraphs of a container that is only on one side, as passages, and its tables."""
    return tuple(_one_sided(block, op, cause) for block in blocks)


def _one_sided(block: Block, op: Op, cause: Cause) -> Item:
    is_old = op is Op.DELETE
    if not isinstance(block, Paragraph):
        return TablePair(block if is_old else None, None if is_old else block, ())
    size = len(block.text) + 1
    old, new = ((block,), ()) if is_old else ((), (block,))
    edit = Edit(op, 0, size if is_old else 0, 0, 0 if is_old else size, cause)
    return Passage(old, new, (edit,), cause=cause)


def kept_moves(items: Sequence[Item], plan: Plan) -> frozenset[int]:
    """Return the numbers of the moves in a story that can be written as such: both places keep their end.
    `plan` is what was planned of the items."""
    places: Counter[tuple[int, bool]] = Counter()
    for inner, vanishes in _containers(items, False):
        if not any(isinstance(item, Passage) and item.move for item in inner):
            continue  # most containers are cells
        own = plan if inner is items else planned(inner, vanishes=vanishes)  # planning is dear
        for text in own.texts:
            places.update((end.move, end.new is None) for end in text if isinstance(end, End) and end.move)
    return frozenset(move for move, _ in places if places[move, True] == places[move, False] == 1)


def _containers(items: Sequence[Item], vanishes: bool) -> Iterator[tuple[Sequence[Item], bool]]:
    """Yield the items of a container and of all that are in it, each with whether it comes or goes."""
    yield items, vanishes
    for item in items:
        if isinstance(item, TablePair):
            for row in item.rows:
                for cell in row.cells:
                    alone = None in (row.old, row.new, cell.old, cell.new)
                    yield from _containers(cell.items, alone)
        else:
            for box in item.boxes:
                yield from _containers(box.items, False)

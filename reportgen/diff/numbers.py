"""The figures of two texts, and which of them belong together."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.diff.origins import Key, Origins, Span
from reportgen.diff.pairs import Edit, Op
from reportgen.diff.units import Unit
from reportgen.quantities import Quantity
from reportgen.wording.amounts import amount_in, amount_of, with_words_of_change
from reportgen.wording.segments import figures, sentences_around

__all__ = ["Figure", "Pair", "figures_in", "paired_elsewhere", "pairs_of"]


class Figure(NamedTuple):
    """A figure of one side: where it stands in the flow, its text, the amount that this states, if it is one,
    and the insertion that it is, if any."""

    start: int
    end: int
    text: str
    amount: Quantity | None
    span: Span | None


class Pair(NamedTuple):
    """A figure that reads otherwise, or stands in one of the texts alone. `unit` is the text of the old, and
    of the new one; they differ for what has moved."""

    old: Figure | None
    new: Figure | None
    old_unit: Unit | None
    new_unit: Unit | None


def pairs_of(unit: Unit, old: Origins, new: Origins) -> Iterator[Pair]:
    """Yield the figures of a text that differ: insertions by what was asked for, others by their place."""
    olds = list(figures_in(unit, old, is_old=True))
    news = list(figures_in(unit, new, is_old=False))
    paired: set[int] = set()
    for one, other in _same_key(olds, news):
        paired |= {id(one), id(other)}
        if one.text != other.text:
            yield Pair(one, other, unit, unit)
    rest_old, rest_new = (_in_place(one for one in some if id(one) not in paired) for some in (olds, news))
    for hunk_old, hunk_new in _hunks(unit.edits):
        some, others = _touching(rest_old, hunk_old), _touching(rest_new, hunk_new)
        for before, after in _in_order(some, others):
            if before is not None and after is not None:
                before, after = _widened(before, after, unit)
            if not _says_same(before, after):
                yield Pair(before, after, unit if before else None, unit if after else None)


def _widened(before: Figure, after: Figure, unit: Unit) -> tuple[Figure, Figure]:
    """Return two figures, of which one is an insertion, with the other as far as that goes: 同比增长 is a
    part of a rate, and no number that is found in a text has it."""
    if (before.span is None) == (after.span is None):
        return before, after
    is_old = before.span is not None
    known, bare = (before, after) if is_old else (after, before)
    start, end = unit.counterpart(known.start, known.end, old=is_old)
    text = unit.text(old=not is_old)[start:end]
    if start <= bare.start and bare.end <= end and len(figures(text)) == 1:
        bare = Figure(start, end, text, amount_in(text), None)
    return (known, bare) if is_old else (bare, known)


def paired_elsewhere(found: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with those put together of which each half stands in another text: the same insertion
    is the same figure, and no change when it reads the same."""
    olds: dict[Key, list[Pair]] = defaultdict(list)
    news: dict[Key, list[Pair]] = defaultdict(list)
    for pair in found:
        if pair.new is None and pair.old is not None and pair.old.span is not None:
            olds[pair.old.span.key].append(pair)
        elif pair.old is None and pair.new is not None and pair.new.span is not None:
            news[pair.new.span.key].append(pair)
    together: dict[int, Pair | None] = {}
    for key, some in olds.items():
        for one, other in zip(some, news.get(key, ()), strict=False):
            same = one.old is not None and other.new is not None and one.old.text == other.new.text
            together[id(one)] = None
            together[id(other)] = None if same else Pair(one.old, other.new, one.old_unit, other.new_unit)
    kept = (together.get(id(pair), pair) for pair in found)
    return [pair for pair in kept if pair is not None]


def figures_in(unit: Unit, side: Origins, *, is_old: bool) -> Iterator[Figure]:
    """Yield the figures of the old or the new text that can differ, insertions before others of a paragraph:
    all insertions, of others those in the sentences from the first to the last edit."""
    part = unit.part_old if is_old else unit.part_new
    first, last = unit.changed(old=is_old)
    for start, paragraph in unit.placed(old=is_old):
        spans = [span for span in side.inside(part, paragraph) if span.is_figure]
        taken = [(span.start, span.end) for span in spans]
        for span in spans:
            text = paragraph.text[span.start : span.end]
            if text:
                yield Figure(start + span.start, start + span.end, text, amount_in(text), span)
        for at, end in _numbers(paragraph.text, first - start, last - start):
            if not taken or not any(left < end and at < right for left, right in taken):
                text = paragraph.text
                begin = with_words_of_change(text, at, end)
                amount = amount_of(text[at:end], text[begin:at])
                yield Figure(start + begin, start + end, text[begin:end], amount, None)


def _numbers(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield where a text has figures in the sentences from `first` to `last`; the number at the beginning of
    a paragraph counts it."""
    if last < 0 or len(text) < first:
        return
    for start, end in figures(text, *sentences_around(text, max(first, 0), min(last, len(text)))):
        is_ordinal = start == 0 and text[:end].isdecimal() and text[end : end + 1] in tuple(".．、 ")
        if not is_ordinal:
            yield start, end


def _same_key(olds: Sequence[Figure], news: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    by_key: dict[Key, list[Figure]] = defaultdict(list)
    for figure in news:
        if figure.span is not None:
            by_key[figure.span.key].append(figure)
    for figure in olds:
        others = by_key.get(figure.span.key, []) if figure.span is not None else []
        if others:
            yield figure, others.pop(0)


def _hunks(edits: Iterable[Edit]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the old and new range of each stretch that differs."""
    start: tuple[int, int] | None = None
    end = (0, 0)
    for edit in edits:
        if edit.op is Op.EQUAL:
            if start is not None:
                yield (start[0], end[0]), (start[1], end[1])
            start = None
            continue
        start = start or (edit.old_start, edit.new_start)
        end = (edit.old_end, edit.new_end)
    if start is not None:
        yield (start[0], end[0]), (start[1], end[1])


def _in_place(some: Iterable[Figure]) -> list[Figure]:
    return sorted(some, key=lambda figure: (figure.start, figure.end))


def _touching(some: Sequence[Figure], hunk: tuple[int, int]) -> Sequence[Figure]:
    """Return the figures, which stand in order, that share text with a stretch."""
    first = bisect_right(some, hunk[0], key=lambda figure: figure.end)
    return some[first : bisect_left(some, hunk[1], key=lambda figure: figure.start)]


def _in_order(
    olds: Sequence[Figure], news: Sequence[Figure]
) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Yield figures side by side in their order, those that measure the same; else each alone."""
    rest = deque((other, _dimension(other)) for other in news)
    for one in olds:
        wanted = _dimension(one)
        fits = (place for place, (_, other) in enumerate(rest) if not wanted or other in ("", wanted))
        place = next(fits, None)
        if place is None:
            yield one, None
            continue
        yield from ((None, rest.popleft()[0]) for _ in range(place))
        yield one, rest.popleft()[0]
    yield from ((None, other) for other, _ in rest)


def _says_same(one: Figure | None, other: Figure | None) -> bool:
    """Tell whether of two figures only the words differ that give them their direction."""
    if one is None or other is None or one.text == other.text:
        return False
    if one.amount is None or one.amount != other.amount:
        return False
    numbers = [[text[start:end] for start, end in figures(text)] for text in (one.text, other.text)]
    return numbers[0] == numbers[1]


def _dimension(figure: Figure) -> str:
    """Return what a figure measures, empty when it does not say."""
    amount = figure.amount
    return amount.unit.dimension if amount is not None and amount.unit.symbol else ""

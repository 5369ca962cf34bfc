"""Which of two sequences of items belong together: what is equal, then what differs in figures or numbers of
headings alone, then what is alike; and what has moved, was split or joined.

Each step looks into the gaps that the ones before have left. Likeness is only reckoned within small gaps, or
for items that share rare words, so the cost grows with the length of the texts and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import Indel

from reportgen.diff.sequences import Link, Links, chain, common_runs
from reportgen.wording.segments import heading_number, masked

__all__ = ["LIKE", "Item", "alike", "links", "moves"]

LIKE = 0.5  # of two texts' characters, that must be common for the one to have become the other
LIKE_TABLE = 0.3  # … of two tables', since most of a table may be figures
MOVED_LIKE = 0.8  # … when they stand elsewhere
PART = 0.9  # of a text's characters, in order, for another to hold it
SHORTEST_PART = 12  # characters of a text that is known again in a longer one
SHORTEST_MOVE = 6  # characters of a text that is known again by its words
MANY_PAIRS = 4_000  # in one gap, that are all looked at
LONGEST = 3_000  # characters of an item that likeness is reckoned from
_SHINGLE, _SAMPLE, _COMMON, _CANDIDATES = 6, 4, 24, 4


class Item(NamedTuple):
    """A paragraph, table or row as the alignment sees it: items of one `kind` can belong together. A row has
    a `label`, the words that it begins with; a table has its first row's, but for figures."""

    kind: str
    text: str
    label: str = ""

    @property
    def is_telling(self) -> bool:
        """Whether the text is more than an everyday mark such as an empty line or a single number."""
        return sum(map(str.isalnum, self.text[:40])) > 1


def links(old: Sequence[Item], new: Sequence[Item]) -> Links:
    """Return the pairs of items that belong together, ascending on both sides."""
    found: Links = []
    for step in (_equal, _equal_in_order, _equal_but_numbers, _labelled, _likely):
        gaps = list(_gaps(found, len(old), len(new)))
        for start, end, start_new, end_new in gaps:
            some = step(old[start:end], new[start_new:end_new])
            found += ((start + i, start_new + j) for i, j in some)
        found.sort()
    return found


def _gaps(found: Links, old_end: int, new_end: int) -> Iterator[tuple[int, int, int, int]]:
    at_old = at_new = 0
    for i, j in (*found, (old_end, new_end)):
        if at_old < i and at_new < j:
            yield at_old, i, at_new, j
        at_old, at_new = i + 1, j + 1


# --- the steps


def _equal(old: Sequence[Item], new: Sequence[Item]) -> Links:
    """Link what stands once in each and says something: these hold all else in place."""
    return chain(Link(i, j, len(old[i].text) + 4.0) for i, j in _unique_pairs(old, new))


def _unique_pairs(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    counts, others = Counter(old), Counter(new)
    where = {item: place for place, item in enumerate(new) if others[item] == 1}
    for place, item in enumerate(old):
        if counts[item] == 1 and item in where and item.is_telling:
            yield place, where[item]


def _equal_in_order(old: Sequence[Item], new: Sequence[Item]) -> Links:
    return _linked(old, new)


def _equal_but_numbers(old: Sequence[Item], new: Sequence[Item]) -> Links:
    """Link what differs in figures, or in the number of the heading, alone."""
    return _linked(*([_unnumbered(item) for item in items] for items in (old, new)))


def _labelled(old: Sequence[Item], new: Sequence[Item]) -> Links:
    """Link rows and tables that begin with the same words."""
    one, other = (
        [(item.kind, item.label) if item.label else (side, place) for place, item in enumerate(items)]
        for side, items in ((0, old), (1, new))
    )
    return _linked(one, other)


def _linked(old: Sequence[object], new: Sequence[object]) -> Links:
    return [(run.old + step, run.new + step) for run in common_runs(old, new) for step in range(run.size)]


def _unnumbered(item: Item) -> tuple[str, str]:
    text = item.text
    return item.kind, masked(text[len(heading_number(text)) :]) or text


def _likely(old: Sequence[Item], new: Sequence[Item]) -> Links:
    """Link what is alike, so that as many characters as can be are common to the pairs."""
    pairs: Iterable[tuple[int, int]]
    if len(old) * len(new) <= MANY_PAIRS:
        pairs = ((i, j) for i in range(len(old)) for j in range(len(new)))
    else:
        pairs = _candidates(old, new)
    weighed = []
    for i, j in pairs:
        likeness = alike(old[i], new[j], LIKE_TABLE if old[i].kind == "t" else LIKE)
        if likeness:
            size = len(old[i].text) + len(new[j].text)
            weighed.append(Link(i, j, likeness * size + 0.01))
    return chain(weighed)


def alike(one: Item, other: Item, least: float) -> float:
    """Return how much of two items is common, 0 for less than `least` or items of unlike kinds. One that the
    other holds whole is like it however much that has beside."""
    if one.kind != other.kind:
        return 0.0
    text, twin = one.text[:LONGEST], other.text[:LONGEST]
    whole, shorter = len(text) + len(twin), min(len(text), len(twin))
    shared = (whole - Indel.distance(text, twin)) / 2
    if 2 * shared >= least * whole:
        return 2 * shared / whole if whole else 1.0
    return least if shorter >= SHORTEST_PART and shared >= PART * shorter else 0.0


def _candidates(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that share most of the stretches of text that few items have, and the neighbours of
    equal place."""
    having: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        for mark in _shingles(item.text):
            having[mark].append(place)
    for place, item in enumerate(old):
        votes = Counter(
            other for mark in _shingles(item.text) if len(having.get(mark, ())) <= _COMMON
            for other in having.get(mark, ())
        )  # fmt: skip
        expected = place * len(new) // len(old)
        near = range(max(0, expected - 1), min(len(new), expected + 2))
        chosen = {other for other, _ in votes.most_common(_CANDIDATES)}
        yield from ((place, other) for other in sorted(chosen.union(near)))


def _shingles(text: str) -> set[int]:
    """Return marks of some stretches of a text, the same ones wherever they stand."""
    marks = (crc32(text[at : at + _SHINGLE].encode()) for at in range(max(1, len(text) - _SHINGLE + 1)))
    every = set(marks)
    some = {mark for mark in every if mark % _SAMPLE == 0}
    return some or every


# --- what has moved


def moves(
    old: Sequence[Item], new: Sequence[Item], deleted: Sequence[int], inserted: Sequence[int]
) -> dict[int, int]:
    """Return deleted → inserted place of the items that have moved: those that are equal, or nearly so, with
    no other that would do as well."""
    known = {i for i in deleted if len(old[i].text) >= SHORTEST_MOVE}
    others = {j for j in inserted if len(new[j].text) >= SHORTEST_MOVE}
    found = _equal_elsewhere(old, new, sorted(known), sorted(others))
    rest = sorted(known.difference(found)), sorted(others.difference(found.values()))
    return found | _alike_elsewhere(old, new, *rest)


def _equal_elsewhere(
    old: Sequence[Item], new: Sequence[Item], deleted: Sequence[int], inserted: Sequence[int]
) -> dict[int, int]:
    where, others = defaultdict(list), defaultdict(list)
    for i in deleted:
        where[old[i]].append(i)
    for j in inserted:
        others[new[j]].append(j)
    return {
        i: j
        for item, places in where.items()
        if len(places) == len(others.get(item, ()))
        for i, j in zip(places, others[item], strict=True)
    }


def _alike_elsewhere(
    old: Sequence[Item], new: Sequence[Item], deleted: Sequence[int], inserted: Sequence[int]
) -> dict[int, int]:
    some, others = [old[i] for i in deleted], [new[j] for j in inserted]
    if not some or not others:
        return {}
    if len(some) * len(others) <= MANY_PAIRS:
        pairs: Iterable[tuple[int, int]] = ((i, j) for i in range(len(some)) for j in range(len(others)))
    else:
        pairs = _candidates(some, others)
    likeness = {(i, j): found for i, j in pairs if (found := alike(some[i], others[j], MOVED_LIKE))}
    by_old, by_new = Counter(i for i, _ in likeness), Counter(j for _, j in likeness)
    return {deleted[i]: inserted[j] for i, j in likeness if by_old[i] == 1 and by_new[j] == 1}

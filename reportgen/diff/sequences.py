"""Longest common runs of two sequences, in little more than linear time.

rapidfuzz finds exact edits of any hashables 64 at a time. Where two sequences are too long even for that,
they are cut at what stands in each of them once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

__all__ = ["Link", "Links", "Run", "chain", "common", "common_runs"]

AREA = 100_000_000  # of one exact comparison: 12 MB of bits, a tenth of a second
Links = list[tuple[int, int]]
"""Pairs of places, ascending on both sides."""


class Run(NamedTuple):
    """So many items from `old` on that are equal to those from `new` on."""

    old: int
    new: int
    size: int


class Link(NamedTuple):
    """Two items that may belong together, and how much speaks for it."""

    old: int
    new: int
    weight: float


def common_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Run]:
    """Yield the runs of a longest common subsequence, in order; of very long sequences a common one."""
    if len(old) * len(new) <= AREA:
        yield from _exact(old, new, 0, 0)
        return
    head = _common_head(old, new)
    tail = _common_head(
        old[: head - 1 : -1] if head else old[::-1], new[: head - 1 : -1] if head else new[::-1]
    )
    if head:
        yield Run(0, 0, head)
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from (Run(run.old + head, run.new + head, run.size) for run in _cut(inner_old, inner_new))
    if tail:
        yield Run(len(old) - tail, len(new) - tail, tail)


def _common_head(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many items two sequences begin with alike."""
    shorter = min(len(old), len(new))
    return next((place for place in range(shorter) if old[place] != new[place]), shorter)


def _cut(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Run]:
    """Yield common runs of sequences, cut where that is needed at what stands in each of them once."""
    if len(old) * len(new) <= AREA:
        yield from _exact(old, new, 0, 0)
        return
    at_old = at_new = 0
    for i, j in (*_unique_links(old, new), (len(old), len(new))):
        some, other = old[at_old:i], new[at_new:j]
        if len(some) * len(other) <= AREA:
            yield from _exact(some, other, at_old, at_new)
        if i < len(old):
            yield Run(i, j, 1)
        at_old, at_new = i + 1, j + 1


def _exact(old: Sequence[Hashable], new: Sequence[Hashable], at_old: int, at_new: int) -> Iterator[Run]:
    if not old or not new:
        return
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            size = step.src_end - step.src_start
            yield Run(at_old + step.src_start, at_new + step.dest_start, size)


def _unique_links(old: Sequence[Hashable], new: Sequence[Hashable]) -> Links:
    """Return the longest ascending chain of items that stand in each sequence once."""
    counts, others = Counter(old), Counter(new)
    where = {item: place for place, item in enumerate(new) if others[item] == 1}
    links = [
        Link(place, where[item], 1.0) for place, item in enumerate(old) if item in where and counts[item] == 1
    ]
    return chain(links)


def chain(links: Iterable[Link]) -> Links:
    """Return those links, ascending on both sides, whose weights together are the greatest.

    Heaviest increasing subsequence by a tree of prefix maxima: n log n.
    """
    some = sorted(links, key=lambda link: (link.old, -link.new))
    columns = sorted({link.new for link in some})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)  # Fenwick tree of (weight, link)
    before: list[int] = []
    top = (0.0, -1)
    for number, link in enumerate(some):
        column = bisect_left(columns, link.new)
        weight, previous = _prefix(best, column)
        before.append(previous)
        found = (weight + link.weight, number)
        _raise(best, column + 1, found)
        top = max(top, found, key=lambda one: one[0])
    chosen: Links = []
    at = top[1]
    while at >= 0:
        chosen.append((some[at].old, some[at].new))
        at = before[at]
    return chosen[::-1]


def _prefix(tree: Sequence[tuple[float, int]], end: int) -> tuple[float, int]:
    found = (0.0, -1)
    while end > 0:
        if tree[end][0] > found[0]:
            found = tree[end]
        end -= end & -end
    return found


def _raise(tree: list[tuple[float, int]], at: int, found: tuple[float, int]) -> None:
    while at < len(tree):
        if found[0] > tree[at][0]:
            tree[at] = found
        at += at & -at


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many items the two have in common, in order."""
    return (len(old) + len(new) - Indel.distance(old, new)) // 2

"""Which items of two sequences belong together: by what names them, else by how alike they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

__all__ = ["Pair", "paired"]

ALIKE = 0.5  # the least likeness of what belongs together
MOST_PAIRS = 250_000  # compared for their likeness; more are not looked into, for that takes quadratic time

T = TypeVar("T")
Links = dict[int, int]  # place in the new sequence → place in the old one


class Pair(NamedTuple, Generic[T]):
    """Two items that belong together, None on the side where there is none. `moved` tells that it stands in
    another order among the others."""

    old: T | None
    new: T | None
    moved: bool = False


def paired(
    old: Sequence[T],
    new: Sequence[T],
    *keys: Callable[[T], Hashable | None],
    likeness: Callable[[T, T], float] | None = None,
) -> tuple[Pair[T], ...]:
    """Return what belongs together in the order of `new`, what is gone where it stood.

    Each of `keys` is tried in turn on what is left: items of one key belong together, the first with the
    first; None is no key. Then the most alike do, if their `likeness`, from 0 to 1, is at least `ALIKE`.
    """
    links: Links = {}
    for key in keys:
        _link_by_key(old, new, key, links)
    if likeness is not None:
        _link_by_likeness(old, new, likeness, links)
    return tuple(_in_order(old, new, links))


def _link_by_key(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable | None], links: Links
) -> None:
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for i in _left(old, links.values()):
        if (known := key(old[i])) is not None:
            waiting[known].append(i)
    for j in _left(new, links):
        if same := waiting.get(key(new[j])):
            links[j] = same.popleft()


def _link_by_likeness(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], float], links: Links
) -> None:
    gone, added = _left(old, links.values()), _left(new, links)
    if len(gone) * len(added) > MOST_PAIRS:
        return
    found = ((likeness(old[i], new[j]), i, j) for i in gone for j in added)
    some = sorted((-degree, abs(i - j), i, j) for degree, i, j in found if degree >= ALIKE)
    taken = set(links.values())
    for _, _, i, j in some:
        if i not in taken and j not in links:
            links[j] = i
            taken.add(i)


def _left(items: Sequence[T], linked: Iterable[int]) -> list[int]:
    taken = set(linked)
    return [place for place in range(len(items)) if place not in taken]


def _in_order(old: Sequence[T], new: Sequence[T], links: Links) -> Iterator[Pair[T]]:
    places = {i: j for j, i in links.items()}
    gone: defaultdict[int, list[T]] = defaultdict(list)  # place in the new sequence → what was gone behind it
    behind = -1
    for i, item in enumerate(old):
        behind = places.get(i, behind)
        if i not in places:
            gone[behind].append(item)
    staying = _staying(links)
    yield from (Pair(item, None) for item in gone[-1])
    for j, item in enumerate(new):
        yield Pair(old[links[j]], item, j not in staying) if j in links else Pair(None, item)
        yield from (Pair(was, None) for was in gone[j])


def _staying(links: Links) -> set[int]:
    """Return the places in the new sequence of a longest chain that stands in the same order in both."""
    ends: list[int] = []  # the least old place that ends a chain of each length
    tops: list[int] = []  # the new place of that end
    before: dict[int, int | None] = {}
    for j in sorted(links):
        length = bisect_left(ends, links[j])
        ends[length : length + 1] = [links[j]]
        tops[length : length + 1] = [j]
        before[j] = tops[length - 1] if length else None
    chain, at = set[int](), tops[-1] if tops else None
    while at is not None:
        chain.add(at)
        at = before[at]
    return chain

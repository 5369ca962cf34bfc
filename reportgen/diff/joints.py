"""Paragraphs that were split or joined: one on the one side, several on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportgen.diff.align import Item
from reportgen.diff.sequences import Links, common

__all__ = ["Group", "grouped"]

SHORTEST = 4  # characters of a piece that is known again
PIECE = 0.6  # of a piece's characters, that the other side must have left for it
MOST = 60_000  # characters of two paragraphs together that are looked at so closely


class Group(NamedTuple):
    """Places of the old and of the new items that belong together; one side is empty for what is only on the
    other."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def grouped(old: Sequence[Item], new: Sequence[Item], pairs: Links) -> list[Group]:
    """Return all items in groups, in the order of both sides, what is only old before what is only new."""
    joined = _Joined(old, new, pairs)
    groups: list[Group] = []
    at_old = at_new = 0
    for group in (*joined.groups(), Group((len(old),), (len(new),))):
        groups += (Group((i,), ()) for i in range(at_old, group.old[0]))
        groups += (Group((), (j,)) for j in range(at_new, group.new[0]))
        if group.old[0] < len(old):
            groups.append(group)
        at_old, at_new = group.old[-1] + 1, group.new[-1] + 1
    return groups


class _Joined:
    """Extends pairs by the pieces beside them that belong to the same paragraph."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item], pairs: Links) -> None:
        self.old, self.new = old, new
        self.pairs = pairs

    def groups(self) -> Iterator[Group]:
        at_old = at_new = 0
        ends = (*self.pairs, (len(self.old), len(self.new)))
        for place, (i, j) in enumerate(ends):
            yield from self._apart(range(at_old, i), range(at_new, j))
            if i == len(self.old):
                return
            following = ends[place + 1]
            group = self._extended(Group((i,), (j,)), at_old, at_new, following)
            yield group
            at_old, at_new = group.old[-1] + 1, group.new[-1] + 1

    def _extended(self, group: Group, low_old: int, low_new: int, following: tuple[int, int]) -> Group:
        i, j = group.old[0], group.new[0]
        if self.old[i].kind != "p" or self.old[i] == self.new[j]:
            return group
        news = self._pieces(self.old[i].text, self.new, j, range(low_new, following[1]))
        if len(news) > 1:
            return Group((i,), news)
        olds = self._pieces(self.new[j].text, self.old, i, range(low_old, following[0]))
        return Group(olds, (j,))

    def _pieces(self, whole: str, items: Sequence[Item], at: int, around: range) -> tuple[int, ...]:
        """Return the places beside `at` whose texts `whole` has too, in order, in what the others leave."""
        first = last = at
        text = items[at].text
        while last + 1 in around and self._adds(whole, text, items[last + 1], behind=True):
            last += 1
            text += items[last].text
        while first - 1 in around and self._adds(whole, text, items[first - 1], behind=False):
            first -= 1
            text = items[first].text + text
        return tuple(range(first, last + 1))

    def _adds(self, whole: str, text: str, piece: Item, *, behind: bool) -> bool:
        if piece.kind != "p" or len(piece.text) < SHORTEST or len(whole) + len(text) > MOST:
            return False
        together = text + piece.text if behind else piece.text + text
        return common(whole, together) - common(whole, text) >= PIECE * len(piece.text)

    def _apart(self, olds: range, news: range) -> Iterator[Group]:
        """Yield the group of one paragraph and several pieces of which none alone is like it."""
        some, others = [self.old[i] for i in olds], [self.new[j] for j in news]
        if (len(some) == 1 < len(others) or len(others) == 1 < len(some)) and self._is_whole(some, others):
            yield Group(tuple(olds), tuple(news))

    def _is_whole(self, some: Sequence[Item], others: Sequence[Item]) -> bool:
        whole, pieces = (some[0], others) if len(some) == 1 else (others[0], some)
        together = "".join(piece.text for piece in pieces)
        if any(item.kind != "p" for item in (whole, *pieces)) or len(whole.text) + len(together) > MOST:
            return False
        shared = common(whole.text, together)
        return shared >= PIECE * max(len(whole.text), len(together))

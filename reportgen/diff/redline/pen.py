"""What every tracked change of a file has: an id of its own, an author, a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count
from typing import Protocol

from lxml import etree

from reportgen.diff.values import Cause
from reportgen.word.xml import copied, qname

__all__ = ["Pen", "RedlineWords", "made"]

_ID, _AUTHOR, _DATE, _NAME = qname("w:id"), qname("w:author"), qname("w:date"), qname("w:name")
_SPACES = {"w": etree.QName(_ID).namespace or ""}


class RedlineWords(Protocol):
    """The words of a redline."""

    def author(self, cause: Cause) -> str:
        """Return who a change is by: what it comes from."""
        ...

    def comment(self, figure: int) -> Sequence[str]:
        """Return the paragraphs of the comment on a changed figure, none for no comment."""
        ...


def made(name: str) -> etree._Element:
    """Return an empty element of a name, `w:p` and the like."""
    return copied(_empty(name))


@cache
def _empty(name: str) -> etree._Element:
    """Return what is copied for an element of a name: a copy costs a third of one that is made anew."""
    return etree.Element(qname(name), nsmap=_SPACES)


class Pen:
    """Makes the elements that tell of a change. `taken` are the ids that other marks of the file have, `used`
    counts those that were given."""

    def __init__(self, words: RedlineWords, when: str, taken: Iterable[str] = ()) -> None:
        self.words, self.when = words, when
        self.used = 0
        known = frozenset(taken)
        self._free = (number for number in map(str, count(1)) if number not in known)
        self._authors: dict[Cause, str] = {}
        self._changes: dict[tuple[str, Cause], etree._Element] = {}  # without their ids

    def number(self) -> str:
        """Return an id that no other mark of the file has."""
        self.used += 1
        return next(self._free)

    def author(self, cause: Cause) -> str:
        """Return who a change of this cause is by."""
        if cause not in self._authors:
            self._authors[cause] = self.words.author(cause)
        return self._authors[cause]

    def change(self, name: str, cause: Cause) -> etree._Element:
        """Return an element that tells of a change: `w:ins`, `w:rPrChange` and the like."""
        known = self._changes.get((name, cause))
        if known is None:
            known = self._changes[name, cause] = self._change(name, cause)
        element = copied(known)
        element.set(_ID, self.number())
        return element

    def _change(self, name: str, cause: Cause) -> etree._Element:
        """Return what all changes of a name and cause are copies of; their ids take the place of this one."""
        element = made(name)
        element.set(_ID, "")
        element.set(_AUTHOR, self.author(cause))
        if self.when:
            element.set(_DATE, self.when)
        return element

    def move_range(self, name: str, move: int, cause: Cause) -> tuple[etree._Element, etree._Element]:
        """Return the beginning and end of a place of a move; `name` is `w:moveFromRange` or `w:moveToRange`,
        and the two places of a move share a name."""
        start, end = self.change(f"{name}Start", cause), made(f"{name}End")
        start.set(_NAME, f"move{move}")
        end.set(_ID, start.get(_ID) or "")
        return start, end

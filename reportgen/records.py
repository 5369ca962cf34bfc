"""What a template can ask for attributes: an indicator, a section, a list of names."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

__all__ = ["Lazy", "Record", "Sequence"]


@dataclass(frozen=True, slots=True)
class Lazy:
    """An attribute that is computed when it is first asked for."""

    compute: Callable[[], Any]


class Record:
    """Something with named attributes, in both languages of the vocabulary, that may print a text by itself.

    `subject` is what the record speaks of, for functions that are given the record from within a template.
    One without a `text` cannot be printed. A record equals the text that it prints.
    """

    __slots__ = ("_attributes", "_text", "_vocabulary", "subject")
    __iter__: Any = None  # else Python would take __getitem__ for a sequence's and ask for item 0

    def __init__(
        self,
        attributes: Mapping[str, Any],
        vocabulary: Mapping[str, str],
        text: Any = None,
        subject: Any = None,
    ) -> None:
        self._attributes = dict(attributes)
        self._vocabulary = vocabulary
        self._text = text
        self.subject = subject

    def __getitem__(self, name: str) -> Any:
        canonical = self._vocabulary.get(name, name)
        found = self._attributes[canonical]
        if isinstance(found, Lazy):
            found = self._attributes[canonical] = found.compute()
        return found

    def has(self, name: str) -> bool:
        """Tell whether there is an attribute of the name; it is not computed."""
        return self._vocabulary.get(name, name) in self._attributes

    def __str__(self) -> str:
        return "" if self.printed is None else str(self.printed)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        comparable = isinstance(other, str | int | float | Decimal) and isinstance(self.printed, str)
        return self is other or (comparable and self.printed == other)

    def __lt__(self, other: Any) -> Any:
        return _ordered(operator.lt, self, other)

    def __le__(self, other: Any) -> Any:
        return _ordered(operator.le, self, other)

    def __gt__(self, other: Any) -> Any:
        return _ordered(operator.gt, self, other)

    def __ge__(self, other: Any) -> Any:
        return _ordered(operator.ge, self, other)

    def __hash__(self) -> int:
        return id(self)

    @property
    def printed(self) -> Any:
        """What is printed for the record as a whole: a field, prose or plain text; None for nothing."""
        if isinstance(self._text, Lazy):
            self._text = self._text.compute()
        return self._text

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the attributes, in both languages, for a proposal when an unknown one is used."""
        own = [name for name, canonical in self._vocabulary.items() if canonical in self._attributes]
        return (*own, *self._attributes)


class Sequence(Record):
    """A record that can be looped over and counted: a list of names, the sections of a chapter."""

    __slots__ = ("_items",)

    def __init__(
        self,
        items: Iterable[Any],
        attributes: Mapping[str, Any],
        vocabulary: Mapping[str, str],
        text: Any = None,
        subject: Any = None,
    ) -> None:
        super().__init__(attributes, vocabulary, text, subject)
        self._items = tuple(items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __getitem__(self, name: str | int) -> Any:
        return self._items[name] if isinstance(name, int) else super().__getitem__(name)


def _ordered(how: Callable[[Any, Any], bool], one: Record, other: Any) -> Any:
    """Return the comparison of what a record prints, NotImplemented for one that prints nothing, or something
    unlike the other."""
    try:
        return how(one.printed, other.printed if isinstance(other, Record) else other)
    except TypeError:  # such as a text and nothing
        return NotImplemented

"""Many rows of the same kind, kept by columns: a hundred thousand of them cost a few lists.

A row is made when it is asked for. Python's garbage collector looks at each tuple and object again and again,
but not at the texts and numbers of a list; so a merge that notes all it prints is several times as quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

__all__ = ["Rows"]

Row = TypeVar("Row")


class Rows(Sequence[Row], Generic[Row]):
    """A sequence of rows: `make` makes one of the values that it has in each of the `columns`, which are of
    one length and are not changed."""

    __slots__ = ("columns", "make")

    def __init__(self, make: Callable[[Sequence[Any]], Row], columns: Sequence[Sequence[Any]]) -> None:
        self.make, self.columns = make, tuple(columns)

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Rows[Row]:
        values = [column[index] for column in self.columns]
        return Rows(self.make, values) if isinstance(index, slice) else self.make(values)

    def __iter__(self) -> Iterator[Row]:
        return map(self.make, zip(*self.columns, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to sequences of other kinds

    def __repr__(self) -> str:
        return repr(list(self))

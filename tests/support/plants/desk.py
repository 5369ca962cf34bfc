"""The sample as a clerk sees it, and a slip planted in a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook

__all__ = ["Desk", "Plant", "put"]


@dataclass(frozen=True)
class Plant:
    """A slip: its kind, what it does to a copy of the sample, and the cells where it may be told."""

    kind: str
    told: str
    do: Callable[[Workbook], object]
    cells: frozenset[str]


class Desk:
    """The sample as a clerk sees it: the rows of 指标 by name, with their cells by header."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.sheet = book["指标"]
        self.columns = {cell.value: cell.column_letter for cell in self.sheet[1] if cell.value}
        self.rows = {cell.value: cell.row for cell in self.sheet["C"][1:] if cell.value}

    def at(self, name: str, header: str) -> str:
        """Return the address of a cell."""
        return f"{self.columns[header]}{self.rows[name]}"

    def value(self, name: str, header: str = "本年值") -> Any:
        """Return what a cell holds."""
        return self.sheet[self.at(name, header)].value

    def having(self, header: str = "本年值", units: tuple[str, ...] = ()) -> list[str]:
        """Return the names of the rows that hold something in a column, in one of the `units` if any."""
        rows = [name for name in self.rows if self.value(name, header) is not None]
        return [name for name in rows if not units or self.value(name, "单位") in units]

    @property
    def lists(self) -> dict[str, list[int]]:
        """The rows of each list."""
        found: dict[str, list[int]] = {}
        for cell in self.book["名单"]["A"][1:]:
            if cell.value:
                found.setdefault(cell.value, []).append(cell.row)
        return found

    @property
    def equations(self) -> Iterator[list[str]]:
        """The names in each rule with an equals sign."""
        for row in self.book["勾稽关系"].iter_rows(min_row=2, values_only=True):
            if row[2] == "=":
                text = f" {row[1]} {row[3]} ".replace("(", " ").replace(")", " ")
                yield [name for name in self.rows if f" {name} " in text]


def put(desk: Desk, kind: str, name: str, header: str, value: Any, *more: str) -> Plant:
    """Return the slip that puts `value` into a cell of 指标, which may be told at `more` cells as well."""
    at = desk.at(name, header)

    def do(book: Workbook) -> None:
        book["指标"][at].value = value

    return Plant(kind, f"{name}.{header} = {value!r}", do, frozenset({f"指标!{at}", *more}))

"""Slips planted in copies of the sample workbook, one a copy: what a tired clerk does, and where it shows.

Each kind says on which cells of the whole book it may fall; which of them it does fall on is drawn from all,
by a fixed seed and without regard to what `check` finds. A slip is found when a finding points at one of its
cells, at its place or among the related ones; the cell of the slip itself is always one of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.support.clerk import BOOK

__all__ = ["KINDS", "Desk", "Plant", "planted", "plants"]

_MONEY = ("万元", "元", "亿元", "万美元")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


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


def planted(path: Path, plant: Plant) -> Path:
    """Write a copy of the sample with the slip to `path`, and return it."""
    book = load_workbook(BOOK)
    plant.do(book)
    book.save(path)
    return path


def plants() -> list[Plant]:
    """Return the planted slips, the same in every run: of each kind as many as `KINDS` says."""
    draw = random.Random(20201231)
    return [plant for kind, count in KINDS.items() for plant in draw.sample(every(kind), count)]


def every(kind: str) -> list[Plant]:
    """Return all slips of a kind that the sample has room for."""
    return list(_MAKERS[kind](_desk()))


@cache
def _desk() -> Desk:
    return Desk(load_workbook(BOOK))


# --- numbers


def _put(desk: Desk, kind: str, name: str, header: str, value: Any, *more: str) -> Plant:
    at = desk.at(name, header)

    def do(book: Workbook) -> None:
        book["指标"][at].value = value

    return Plant(kind, f"{name}.{header} = {value!r}", do, frozenset({f"指标!{at}", *more}))


def _scaled(factor: str) -> Callable[[Desk], Iterator[Plant]]:
    def make(desk: Desk) -> Iterator[Plant]:
        for name in desk.having(units=_MONEY):
            value = float(Decimal(str(desk.value(name))) * Decimal(factor))
            yield _put(desk, f"units × {factor}", name, "本年值", value)

    return make


def _swapped(desk: Desk) -> Iterator[Plant]:
    """Two digits change places, or one is mistyped, in a number that an equation of 勾稽关系 has."""
    for name in dict.fromkeys(name for names in desk.equations for name in names):
        value = desk.value(name)
        for wrong in (*_transposed(value), value + 1, value * 10, value + 3):
            yield _put(desk, "digits wrong in a rule", name, "本年值", wrong)


def _transposed(value: Any) -> Iterator[float | int]:
    digits = str(value)
    for at in range(len(digits) - 1):
        one, two = digits[at], digits[at + 1]
        if one != two and "." not in one + two and not (at == 0 and two == "0"):
            text = digits[:at] + two + one + digits[at + 2 :]
            yield float(text) if "." in text else int(text)


def _prior_swapped(desk: Desk) -> Iterator[Plant]:
    for name in desk.having("上年同期值"):
        for wrong in _transposed(desk.value(name, "上年同期值")):
            yield _put(desk, "wrong value of last year", name, "上年同期值", wrong)


def _stale_rate(desk: Desk) -> Iterator[Plant]:
    """The published rate is another row's."""
    rates = {name: _rate(desk, name) for name in desk.having("上年同期值")}
    for name in rates:
        for other, rate in rates.items():
            if other != name:
                yield _put(desk, "stale rate", name, "公布增速", rate)


def _fraction_rate(desk: Desk) -> Iterator[Plant]:
    for name in desk.having("上年同期值"):
        yield _put(desk, "rate as a fraction", name, "公布增速", round(_rate(desk, name) / 100, 4))


def _rate(desk: Desk, name: str) -> float:
    return float(round((desk.value(name) / desk.value(name, "上年同期值") - 1) * 100, 2))


def _negative(desk: Desk) -> Iterator[Plant]:
    for name in desk.having():
        if "净" not in name:
            yield _put(desk, "wrong sign", name, "本年值", -desk.value(name))


def _text(desk: Desk) -> Iterator[Plant]:
    for name in desk.having():
        value, unit = desk.value(name), desk.value(name, "单位")
        for typed in (str(value), str(value).translate(_WIDE), f"{value}{unit}", f"约{value}", f"{value:,}"):
            yield _put(desk, "number typed as text", name, "本年值", typed)


def _missing(desk: Desk) -> Iterator[Plant]:
    for name in desk.having():
        yield _put(desk, "value lost", name, "本年值", None)


def _broken(desk: Desk) -> Iterator[Plant]:
    for name in desk.having():
        for formula in ("=1/0", f"={desk.at(name, '本年值')}*1"):
            yield _put(desk, "formula without a value", name, "本年值", formula)


def _no_rank(desk: Desk) -> Iterator[Plant]:
    for name in desk.having("位次"):
        for rank in (1.5, 0, 2020, -2):
            yield _put(desk, "no rank", name, "位次", rank)


def _target(desk: Desk) -> Iterator[Plant]:
    """The target of an amount is typed in 亿元."""
    for name in desk.having(units=("万元",)):
        value = round(desk.value(name) / 10_000, 4)
        yield _put(desk, "target in another unit", name, "目标值", value)


def _wrong_row(desk: Desk) -> Iterator[Plant]:
    """A number of four digits and more goes into the row below as well."""
    long = [name for name in desk.having() if len(str(desk.value(name)).strip("0").replace(".", "")) > 3]
    for one, other in combinations(long, 2):
        same = all(desk.value(one, header) == desk.value(other, header) for header in ("单位", "期间"))
        if same:
            yield _put(desk, "number of another row", other, "本年值", desk.value(one))


def _unit(desk: Desk) -> Iterator[Plant]:
    for name in desk.having(units=("万元",)):
        value = f"指标!{desk.at(name, '本年值')}"
        yield _put(desk, "unit changed", name, "单位", "元", value)


# --- names and lists


def _twice(desk: Desk) -> Iterator[Plant]:
    for one, other in combinations(desk.rows, 2):
        yield _put(desk, "indicator twice", other, "指标名称", one)


def _lost_row(desk: Desk) -> Iterator[Plant]:
    """A row of a list is deleted, and the numbers after it made good."""
    for name, rows in desk.lists.items():
        for row in rows:
            yield Plant(
                "name lost", f"{name}: row {row}", _deleting(row, rows), _list_cells(desk, name, rows)
            )


def _deleting(row: int, rows: list[int]) -> Callable[[Workbook], object]:
    def do(book: Workbook) -> None:
        sheet = book["名单"]
        sheet.delete_rows(row)
        for number, at in enumerate(rows[:-1], start=1):
            sheet[f"B{at}"].value = number

    return do


def _list_cells(desk: Desk, name: str, rows: list[int]) -> frozenset[str]:
    return frozenset({f"指标!{desk.at(name, '本年值')}", *(f"名单!{letter}{rows[0]}" for letter in "ABC")})


def _entry_twice(desk: Desk) -> Iterator[Plant]:
    for name, rows in desk.lists.items():
        for one, other in combinations(rows, 2):
            yield Plant(
                "name twice",
                f"{name}: C{other} = C{one}",
                _copying(one, other),
                frozenset({f"名单!C{other}"}),
            )


def _copying(one: int, other: int) -> Callable[[Workbook], object]:
    def do(book: Workbook) -> None:
        book["名单"][f"C{other}"].value = book["名单"][f"C{one}"].value

    return do


def _renamed_list(desk: Desk) -> Iterator[Plant]:
    """A list loses the last sign of its name, in all of its rows."""
    for name, rows in desk.lists.items():

        def do(book: Workbook, rows: list[int] = rows, name: str = name) -> None:
            for row in rows:
                book["名单"][f"A{row}"].value = name[:-1]

        yield Plant("list renamed", name[:-1], do, frozenset(f"名单!A{row}" for row in rows))


# --- the form


def _hidden_row(desk: Desk) -> Iterator[Plant]:
    for name, row in desk.rows.items():

        def do(book: Workbook, row: int = row) -> None:
            book["指标"].row_dimensions[row].hidden = True

        yield Plant("hidden row", name, do, frozenset(f"指标!{letter}{row}" for letter in "AC"))


def _hidden_column(desk: Desk) -> Iterator[Plant]:
    for header in ("单位", "本年值", "上年同期值", "位次", "备注", "期间", "状态"):

        def do(book: Workbook, letter: str = desk.columns[header]) -> None:
            book["指标"].column_dimensions[letter].hidden = True

        yield Plant("hidden column", header, do, frozenset({f"指标!{desk.columns[header]}1"}))


def _stray(desk: Desk) -> Iterator[Plant]:
    last = max(desk.rows.values())
    for sheet, cell in (
        *(("指标", f"Z{row}") for row in range(2, last, 7)),
        *(("指标", f"I{row}") for row in range(last + 15, last + 60, 9)),
        *(("名单", f"H{row}") for row in range(2, 40, 7)),
        *(("历年", f"F{row}") for row in range(2, 8)),
    ):

        def do(book: Workbook, sheet: str = sheet, cell: str = cell) -> None:
            book[sheet][cell].value = 118300

        yield Plant("stray value", f"{sheet}!{cell}", do, frozenset({f"{sheet}!{cell}"}))


def _header(desk: Desk) -> Iterator[Plant]:
    for header, other in (
        ("本年值", "今年值"),
        ("上年同期值", "上年同期数"),
        ("指标名称", "指标"),
        ("位次", "名次"),
    ):

        def do(book: Workbook, at: str = f"{desk.columns[header]}1", other: str = other) -> None:
            book["指标"][at].value = other

        yield Plant("header renamed", f"{header} → {other}", do, frozenset({"指标"}))


_MAKERS: dict[str, Callable[[Desk], Iterator[Plant]]] = {
    "units × 10000": _scaled("10000"),
    "units × 0.0001": _scaled("0.0001"),
    "digits wrong in a rule": _swapped,
    "wrong value of last year": _prior_swapped,
    "stale rate": _stale_rate,
    "rate as a fraction": _fraction_rate,
    "wrong sign": _negative,
    "number typed as text": _text,
    "value lost": _missing,
    "formula without a value": _broken,
    "no rank": _no_rank,
    "target in another unit": _target,
    "number of another row": _wrong_row,
    "unit changed": _unit,
    "indicator twice": _twice,
    "name lost": _lost_row,
    "name twice": _entry_twice,
    "list renamed": _renamed_list,
    "hidden row": _hidden_row,
    "hidden column": _hidden_column,
    "stray value": _stray,
    "header renamed": _header,
}
KINDS = {  # kind → how many are planted
    "units × 10000": 6,
    "units × 0.0001": 5,
    "digits wrong in a rule": 5,
    "wrong value of last year": 4,
    "stale rate": 3,
    "rate as a fraction": 2,
    "wrong sign": 4,
    "number typed as text": 5,
    "value lost": 2,
    "formula without a value": 2,
    "no rank": 2,
    "target in another unit": 2,
    "number of another row": 2,
    "unit changed": 4,
    "indicator twice": 2,
    "name lost": 4,
    "name twice": 3,
    "list renamed": 2,
    "hidden row": 2,
    "hidden column": 1,
    "stray value": 2,
    "header renamed": 2,
}

"""Slips of names and lists: twice, lost, renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from openpyxl import Workbook

from tests.support.plants.desk import Desk, Plant, put

__all__ = ["entry_twice", "lost_row", "renamed_list", "twice"]


def twice(desk: Desk) -> Iterator[Plant]:
    """A row takes the name of another."""
    for one, other in combinations(desk.rows, 2):
        yield put(desk, "indicator twice", other, "指标名称", one)


def lost_row(desk: Desk) -> Iterator[Plant]:
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


def entry_twice(desk: Desk) -> Iterator[Plant]:
    """A list has the same name twice."""
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


def renamed_list(desk: Desk) -> Iterator[Plant]:
    """A list loses the last sign of its name, in all of its rows."""
    for name, rows in desk.lists.items():

        def do(book: Workbook, rows: list[int] = rows, name: str = name) -> None:
            for row in rows:
                book["名单"][f"A{row}"].value = name[:-1]

        yield Plant("list renamed", name[:-1], do, frozenset(f"名单!A{row}" for row in rows))

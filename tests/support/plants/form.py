"""Slips of the form: hidden, beside the table, renamed."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.dimensions import RowDimension

from tests.support.plants.desk import Desk, Plant

__all__ = ["hidden_column", "hidden_row", "renamed_header", "stray"]


def hidden_row(desk: Desk) -> Iterator[Plant]:
    """A row that holds values is hidden."""
    for name, row in desk.rows.items():

        def do(book: Workbook, row: int = row) -> None:
            sheet = book["指标"]
            sheet.row_dimensions[row] = RowDimension(sheet, index=row, hidden=True)

        yield Plant("hidden row", name, do, frozenset(f"指标!{letter}{row}" for letter in "AC"))


def hidden_column(desk: Desk) -> Iterator[Plant]:
    """A column that holds values is hidden."""
    for header in ("单位", "本年值", "上年同期值", "位次", "备注", "期间", "状态"):

        def do(book: Workbook, letter: str = desk.columns[header]) -> None:
            book["指标"].column_dimensions[letter].hidden = True

        yield Plant("hidden column", header, do, frozenset({f"指标!{desk.columns[header]}1"}))


def stray(desk: Desk) -> Iterator[Plant]:
    """A number stands beside or below the table."""
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


def renamed_header(desk: Desk) -> Iterator[Plant]:
    """A header is written otherwise."""
    for header, other in (
        ("本年值", "今年值"),
        ("上年同期值", "上年同期数"),
        ("指标名称", "指标"),
        ("位次", "名次"),
    ):

        def do(book: Workbook, at: str = f"{desk.columns[header]}1", other: str = other) -> None:
            book["指标"][at].value = other

        yield Plant("header renamed", f"{header} → {other}", do, frozenset({"指标"}))

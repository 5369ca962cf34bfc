"""What stands outside of the tables, and what of them is hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from reportgen.diagnostics import Severity
from reportgen.workbook import Outcome, read_book
from tests.support.books import SMALL, book_of_notation, edited, put, read, told

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def changed(folder: Path, change: Callable[[Workbook], object]) -> Outcome:
    """Read the small book after `change`."""
    small = book_of_notation(SMALL)
    change(small)
    return read_book(put(small, folder))


@pytest.mark.parametrize(
    ("edits", "severity", "cell"),
    [
        ({"指标!Z3": "118300"}, W, "指标!Z3"),
        ({"指标!Z3": "11.83亿元"}, W, "指标!Z3"),
        ({"指标!Z3": "向统计局再核"}, N, "指标!Z3"),
        ({"指标!I40": "118300"}, W, "指标!I40"),
        ({"名单!C40": "丙公司"}, N, "名单!C40"),
        ({"历年!E2": "101"}, W, "历年!E2"),
    ],
)
def test_stray_values_are_named(tmp_path: Path, edits: dict[str, str], severity: Severity, cell: str) -> None:
    """A number outside of the table is a warning, words are only noted."""
    assert [("WB110", severity, cell)] == told(read(tmp_path, edits))


@pytest.mark.parametrize(
    "edits",
    [
        {"指标!Z1": "核对人", "指标!Z3": "张三"},  # a column of the user's own
        {"指标!C40": "外贸出口企业", "指标!D40": "家", "指标!I40": "8"},  # a row, if far below
        {"指标!C12": "外贸出口企业", "指标!D12": "家", "指标!I12": "8"},
    ],
)
def test_what_is_headed_or_named_belongs_to_the_table(tmp_path: Path, edits: dict[str, str]) -> None:
    """Columns of the user's own, and rows behind a gap, are in order."""
    assert [] == told(read(tmp_path, edits))


def test_a_column_under_a_merged_header_is_headed(tmp_path: Path) -> None:
    """A header over two columns heads both."""

    def change(book: Workbook) -> None:
        for place, text in {"指标!Y1": "核对", "指标!Y3": "1", "指标!Z3": "2"}.items():
            edited(book, place, text)
        book["指标"].merge_cells("Y1:Z1")

    assert [] == told(changed(tmp_path, change))


def test_a_table_of_the_users_own_is_noted_once(tmp_path: Path) -> None:
    """Columns side by side are one finding; with headers of their own they are somebody's table."""
    own = {"指标!Y4": "镇", "指标!Z4": "产值", "指标!Y5": "甲", "指标!Z5": "31", "指标!Z6": "28"}
    loose = {"指标!Y4": "31", "指标!Z4": "28", "指标!Z6": "3"}
    found = read(tmp_path, loose)

    assert [("WB110", N, "指标!Y4")] == told(read(tmp_path, own))
    assert [("WB110", W, "指标!Y4")] == told(found)
    assert ["指标!Z4", "指标!Z6"] == [str(place) for place in found.diagnostics[0].related]


def test_a_switch_far_below_is_one(tmp_path: Path) -> None:
    """A row that says enough is read, however far below it stands."""
    row = {"勾稽关系!A40": "WB311", "勾稽关系!F40": "忽略", "勾稽关系!G40": "基数小"}
    outcome = read(tmp_path, row)

    assert outcome.book is not None
    assert ([], 1) == (told(outcome), len(outcome.book.switches))


def test_above_the_header_stand_titles_and_nothing_else(tmp_path: Path) -> None:
    """A line with words is a title or a unit line, whatever numbers it has; a lone number is a stray."""

    def titled(book: Workbook) -> None:
        book["指标"].insert_rows(1, 2)
        for place, text in {"指标!A1": "主要指标", "指标!I1": "2020"}.items():
            edited(book, place, text)

    def stray(book: Workbook) -> None:
        titled(book)
        edited(book, "指标!J2", "118300")

    assert [] == told(changed(tmp_path, titled))
    assert [("WB110", W, "指标!J2")] == told(changed(tmp_path, stray))


def test_hidden_columns_and_sheets_are_read_and_told(tmp_path: Path) -> None:
    """What nobody sees counts, and the clerk is told that it does."""

    def change(book: Workbook) -> None:
        book["指标"].column_dimensions["J"].hidden = True
        book["历年"].sheet_state = "hidden"

    outcome = changed(tmp_path, change)

    assert [("WB112", N, "历年"), ("WB111", N, "指标!J1")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.history
    assert outcome.book.indicators[0].prior is not None


def test_hidden_columns_without_values_are_nobodys_business(tmp_path: Path) -> None:
    """An empty column may be hidden, and so may one of the user's own."""

    def change(book: Workbook) -> None:
        edited(book, "指标!Z1", "核对人")
        edited(book, "指标!Z2", "张三")
        for letter in "KZ":
            book["指标"].column_dimensions[letter].hidden = True

    assert [] == told(changed(tmp_path, change))


def test_hidden_rows_are_all_pointed_at(tmp_path: Path) -> None:
    """The first one bears the note, the others are named with it."""

    def change(book: Workbook) -> None:
        for number in (3, 5, 6):
            book["指标"].row_dimensions[number].hidden = True

    (found,) = changed(tmp_path, change).diagnostics

    assert ["指标!A3", "指标!A5", "指标!A6"] == [str(place) for place in (found.place, *found.related)]

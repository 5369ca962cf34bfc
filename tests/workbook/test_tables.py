"""Sheets, headers, merged cells and hidden rows: what is amiss with the form is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.workbook import Outcome, read_book
from tests.support.books import SMALL, book_of_notation, put, told

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def altered(folder: Path, old: str, new: str) -> Outcome:
    """Read the small book with `old` in its notation replaced by `new`."""
    assert old in SMALL
    return read_book(put(book_of_notation(SMALL.replace(old, new)), folder))


@pytest.mark.parametrize(
    ("old", "new", "code", "severity", "place", "nearest"),
    [
        ("## 指标\n", "## 指标表\n", "WB103", E, "测试.xlsx", "指标表"),
        ("## 名单\n", "## 企业名单\n", "WB103", W, "测试.xlsx", "企业名单"),
        ("## 历年\n", "## 附注\n", "WB103", N, "测试.xlsx", ""),
        ("|本年值|", "|今年值|", "WB105", E, "指标", "今年值"),
        ("|上年同期值|", "|上年同期|", "WB105", W, "指标", "上年同期"),
        ("|填报人|", "|联系方式|", "WB105", N, "指标", ""),
        ("|填报人|", "|单位|", "WB106", E, "指标!S1", ""),
        ("指标名称 | 2019 | 2020", "指标名称 | 2019 | 2019年", "WB106", E, "历年!C1", ""),
    ],
)
def test_missing_sheets_and_columns_are_named(
    tmp_path: Path, old: str, new: str, code: str, severity: Severity, place: str, nearest: str
) -> None:
    """A missing sheet or column is named, with the header that is most like it."""
    outcome = altered(tmp_path, old, new)
    found = next(one for one in outcome.diagnostics if one.code == code)

    assert (severity, place) == (found.severity, str(found.place))
    assert nearest == found.values.get("nearest", "")


def test_sheet_without_headers_is_named(tmp_path: Path) -> None:
    """A sheet in which no header is found is named once, not column by column."""
    outcome = altered(tmp_path, "名单 | 序号 | 名称 | 备注\n", "")

    assert [("WB104", E, "名单")] == told(outcome)


def test_sheet_without_rows_is_named(tmp_path: Path) -> None:
    """A form whose 指标 sheet is empty but for its headers says nothing."""
    small = book_of_notation(SMALL)
    small["指标"].delete_rows(2, 9)

    assert [("WB107", E, "指标"), ("WB316", E, "历年!A2")] == sorted(told(read_book(put(small, tmp_path))))


def test_merged_cells_are_named_and_only_the_first_counts(tmp_path: Path) -> None:
    """What lies under a merged cell is not shown by Excel, hence not read."""
    small = book_of_notation(SMALL)
    small["指标"].merge_cells("I2:J2")
    outcome = read_book(put(small, tmp_path))

    assert [("WB108", W, "指标!I2")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicators[0].prior is None


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    """Rows that a filter hides count, and the clerk is told that they do."""
    small = book_of_notation(SMALL)
    small["指标"].row_dimensions[3].hidden = True
    outcome = read_book(put(small, tmp_path))

    assert [("WB109", N, "指标!A3")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicator("新增企业") is not None

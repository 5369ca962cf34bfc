"""Sheets, headers, merged cells and hidden rows: what is amiss with the form is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import check
from reportgen.diagnostics import Severity
from reportgen.settings import Settings
from reportgen.workbook import Limits, Outcome, check_book, read_book
from reportgen.workbook.tables import Neighbours, nearest
from tests.support.books import SMALL, book_of_notation, put, small_book, told
from tests.support.zips import SHEET, repacked

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

    assert [("WB107", E, "指标")] == sorted(told(read_book(put(small, tmp_path))))


def test_merged_cells_are_named_and_only_the_first_counts(tmp_path: Path) -> None:
    """What lies under a merged cell is not shown by Excel, hence not read."""
    small = book_of_notation(SMALL)
    small["指标"].merge_cells("I2:J2")
    outcome = read_book(put(small, tmp_path))

    assert [("WB108", W, "指标!I2")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicators[0].prior is None


def test_what_lies_under_a_merged_cell_is_not_read(tmp_path: Path) -> None:
    """A value that a merged cell hides, as other programs leave it there, is not what Excel shows."""
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="I2:J2"/></mergeCells>'
    path = repacked(
        small_book(tmp_path),
        lambda name, data: data.replace(b"</sheetData>", merged) if name == SHEET else data,
    )
    outcome = read_book(path)

    assert [("WB108", W, "指标!I2")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicators[0].value is not None
    assert outcome.book.indicators[0].prior is None


def test_merged_cells_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """Titles and columns of the user's own may be merged."""
    small = book_of_notation(SMALL)
    small["指标"].merge_cells("X2:Z9")

    assert [] == told(read_book(put(small, tmp_path)))


@pytest.mark.parametrize("header", ["内容", "名称", "序号", "本年值", "单位", "指标名称"])
def test_missing_column_is_named_once(tmp_path: Path, header: str) -> None:
    """A column that is not there is told of the sheet, not of each of its rows."""
    small = book_of_notation(SMALL)
    for sheet in small.worksheets:
        for cell in sheet[1]:
            cell.value = "其他" if cell.value == header else cell.value
    outcome = read_book(put(small, tmp_path))
    assert outcome.book is not None

    found = outcome.diagnostics + check_book(outcome.book, Limits())
    assert {"WB104", "WB105"} >= {
        one.code for one in found if one.place is not None and "!" not in str(one.place)
    }
    assert not {"WB217", "WB220", "WB222", "WB223", "WB226", "WB301"} & {one.code for one in found}


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    """Rows that a filter hides count, and the clerk is told that they do."""
    small = book_of_notation(SMALL)
    small["指标"].row_dimensions[3].hidden = True
    outcome = read_book(put(small, tmp_path))

    assert [("WB109", N, "指标!A3")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicator("新增企业") is not None


@pytest.mark.parametrize("title", ["指标 (2)", "指标（2）", "指标 - 副本", "指标副本", "指标2"])
def test_a_copy_of_a_sheet_is_named_and_not_read(tmp_path: Path, title: str) -> None:
    """Whoever fills in the copy would look in vain for the figures."""
    book = book_of_notation(SMALL)
    book.copy_worksheet(book["指标"]).title = title

    assert [("WB113", Severity.NOTE, title)] == told(read_book(put(book, tmp_path)))


def test_a_renamed_copy_is_taken_for_the_sheet_that_is_missing(tmp_path: Path) -> None:
    """The original was deleted; all that hangs on it is not told a second time."""
    book = book_of_notation(SMALL)
    book["指标"].title = "指标 (2)"
    (found,) = check(put(book, tmp_path), settings=Settings()).diagnostics

    assert ("WB103", ("nearest",), "指标 (2)") == (found.code, found.hints, found.values["nearest"])


def test_a_missing_column_of_values_is_told_once(tmp_path: Path) -> None:
    """That no rule could be checked follows from it."""
    found = check(small_book(tmp_path, {"指标!I1": "本年值（万元）"}), settings=Settings()).diagnostics

    assert ["WB105"] == [one.code for one in found if one.severity is Severity.ERROR or one.code == "WB308"]


def test_only_the_first_unknown_names_are_looked_up() -> None:
    """Thousands of unknown names are no slips, and each look takes a while."""
    neighbours = Neighbours(["新增企业", "退出企业"])

    assert ["新增企业"] * 20 + [""] * 2 == [neighbours.of("新增的企业") for _ in range(22)]


def test_a_text_of_a_page_is_like_no_name() -> None:
    """It is nobody's typing error, and comparing it letter by letter takes long."""
    assert nearest("长" * 201, ["长" * 200]) == ""

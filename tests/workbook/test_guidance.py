"""A written workbook guides the hand: drop-down lists, messages, protection, progress, years in headers."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.workbook import Contents, empty_book, write_book
from reportgen.workbook.columns import Edition
from reportgen.workbook.form import CHINESE, EDITIONS
from reportgen.workbook.writer import SPARE_ROWS
from tests.sample.workbook import make
from tests.support.books import reopened

LAST = 1 + SPARE_ROWS  # of a sheet without rows


def validations(sheet: Worksheet) -> dict[str, object]:
    """Return the validations of a sheet by the cells they are for."""
    return {str(one.sqref): one for one in sheet.data_validations.dataValidation}


# --- drop-down lists


@pytest.mark.parametrize(
    ("sheet", "column", "listed", "is_open"),
    [
        ("指标", "D", "单位", True),
        ("指标", "E", "成文单位", True),
        ("指标", "H", "期间", True),
        ("指标", "M", "口径", True),
        ("指标", "Q", "指标 状态", False),
        ("正文", "A", "章", False),
        ("正文", "D", "形式", False),
        ("正文", "F", "正文 状态", False),
        ("勾稽关系", "C", "关系", False),
        ("勾稽关系", "F", "级别", False),
    ],
)
def test_lists_stand_on_a_sheet_of_their_own(sheet: str, column: str, listed: str, is_open: bool) -> None:
    """A drop-down list is a range of 列表: fixed where the form is, growing with what is written below where
    anything may be typed."""
    book = reopened(write_book(Contents(2021, {})))
    rule = validations(book[sheet])[f"{column}2:{column}{LAST}"]
    place = next(cell.column_letter for cell in book["列表"][1] if cell.value == listed)
    values = [cell.value for cell in book["列表"][place] if cell.value is not None][1:]

    assert "list" == rule.type  # type: ignore[attr-defined]
    assert f"'列表'!${place}$2" in rule.formula1  # type: ignore[attr-defined]
    assert is_open is ("COUNTA" in rule.formula1)  # type: ignore[attr-defined]
    assert is_open is not bool(rule.showErrorMessage)  # type: ignore[attr-defined]
    assert is_open is not book["列表"][f"{place}2"].protection.locked
    assert values


def test_open_lists_hold_what_the_book_uses() -> None:
    """A unit or an office that a row has already is proposed for the next one, once."""
    rows = [{"指标名称": "甲", "单位": "立方", "来源": "统计局"}, {"指标名称": "乙", "单位": "立方"}]
    sheet = reopened(write_book(Contents(2021, {"指标": rows})))["列表"]
    columns = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in sheet.columns}

    assert 1 == columns["单位"].count("立方")
    assert ["统计局"] == columns["来源"]
    assert [] == columns["填报人"]


def test_names_of_indicators_are_proposed_where_they_belong() -> None:
    """名单 and 历年 offer the names that 指标 holds."""
    book = reopened(write_book(Contents(2021, {})))

    for sheet in ("名单", "历年"):
        assert "'指标'!$C$2" in validations(book[sheet])[f"A2:A{LAST}"].formula1  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", EDITIONS, ids=lambda form: str(form.language))
def test_every_cell_to_fill_in_says_what_is_wanted(form: Edition) -> None:
    """No column of the form is without a message, and no two rules are for one cell."""
    book = reopened(empty_book(2021, form))
    for sheet in form.sheets:
        rules = book[sheet.title].data_validations.dataValidation
        cells = [cell for rule in rules for cells in rule.sqref.ranges for cell in cells.cells]
        fillable = [number for number, column in enumerate(sheet.columns, start=1) if not column.computed]

        assert len(cells) == len(set(cells))
        assert set(fillable) <= {column for _, column in cells}
        assert all(rule.prompt and len(rule.prompt) <= 255 for rule in rules)


# --- protection


def test_only_what_is_to_be_filled_in_is_unlocked() -> None:
    """Headers, formulas and explanations are locked, inputs are not, down to the last row there is; the lock
    needs no password and lets people lay out, insert, sort and filter."""
    book = reopened(make())
    sheet = book["指标"]
    allowed = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")

    assert all(one.protection.sheet and not one.protection.password for one in book.worksheets)
    assert all(not getattr(one.protection, name) for one in book.worksheets for name in allowed)
    assert [True, False, True, True] == [sheet[cell].protection.locked for cell in ("I1", "I2", "U2", "V2")]
    assert [False, True, False] == [sheet.column_dimensions[name].protection.locked for name in "IUW"]
    assert [True, False] == [book["基本信息"][cell].protection.locked for cell in ("A2", "B2")]
    assert "A1:T" == sheet.auto_filter.ref[:4]  # without the formulas, so that sorting is allowed


def test_formulas_wait_in_spare_rows() -> None:
    """What is typed below the last row has its rates at once."""
    sheet = load_workbook(BytesIO(write_book(Contents(2021, {}))))["指标"]

    assert all(
        "$" not in str(sheet[f"U{at}"].value) and f"I{at}" in sheet[f"U{at}"].value for at in (2, LAST)
    )


def test_nothing_needs_a_newer_excel() -> None:
    """Every rule is of the kind that all programs keep: there is no extension in any sheet."""
    with zipfile.ZipFile(BytesIO(make())) as archive:
        assert not any(b"extLst" in archive.read(name) for name in archive.namelist())


# --- years in headers


def test_headers_show_their_year_and_keep_their_text() -> None:
    """本年值 is found as ever, and shows as 本年值（2021年）."""
    sheet = reopened(empty_book(2021))["指标"]

    assert [
        ("本年值", '@"（2021年）"'),
        ("上年同期值", '@"（2020年）"'),
        ("上年公布值", '@"（2020年）"'),
    ] == [(sheet[cell].value, sheet[cell].number_format) for cell in ("I1", "J1", "K1")]
    assert "General" == reopened(empty_book())["指标"]["I1"].number_format


def test_an_earlier_year_can_be_begun() -> None:
    """Behind the last year there are columns whose heading waits for another."""
    sheet = reopened(write_book(Contents(2021, {"历年": [{"指标名称": "甲", "2019": 1}]})))["历年"]

    assert [2019, None, False] == [sheet["B1"].value, sheet["C1"].value, sheet["C1"].protection.locked]
    assert "whole" == validations(sheet)["C1"].type  # type: ignore[attr-defined]


# --- progress


@pytest.mark.parametrize(
    ("title", "rows", "line"),
    [
        ("基本信息", [{"项目": "甲", "内容": "乙"}, {"项目": "丙"}], "已填 1 / 2"),
        ("指标", [{"指标名称": "甲", "本年值": 0}, {"指标名称": "乙"}, {"编码": "1"}], "已填 1 / 2"),
        ("指标", [{"指标名称": "甲", "位次": 1}, {"指标名称": "乙", "公布增速": 2}], "已填 2 / 2"),
        ("指标", [{"指标名称": "甲", "状态": "计划"}, {"指标名称": "乙", "状态": "快报"}], "已填 1 / 2"),
        ("名单", [{"名单": "甲", "名称": "乙"}, {"名单": "甲"}], "已填 1 / 2"),
        ("正文", [{"章": "一", "内容": "甲"}, {"章": "一", "标题": "甲", "形式": "独行"}], "已填 2 / 2"),
        (
            "正文",
            [
                {"章": "一", "内容": "甲", "状态": "待改写"},
                {"章": "一", "状态": "待改写"},
                {"章": "一", "内容": "甲", "状态": "定稿"},
            ],
            "已填 1 / 3",
        ),
        ("正文", [{"章": "一", "形式": "独行"}, {"章": "一", "标题": "甲"}], "已填 0 / 2"),
        (
            "勾稽关系",
            [{"左式": "甲", "右式": "乙"}, {"左式": "甲"}, {"左式": "甲", "级别": "忽略"}],
            "已填 2 / 3",
        ),
        ("历年", [{"指标名称": "甲", "2019": 1, "2018": None}, {"指标名称": "乙"}], "已填 1 / 2"),
    ],
)
def test_progress_counts_rows(title: str, rows: list[dict[str, str | int | None]], line: str) -> None:
    """The guide says of each sheet, and of all, how many rows are filled in, and leads there."""
    sheet = reopened(write_book(Contents(2021, {title: rows})))[CHINESE.guide.title]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3, max_row=10)}
    cells = [row[0] for row in sheet.iter_rows(min_row=3, max_row=10)]
    links = {cell.value: cell.hyperlink.location for cell in cells if cell.hyperlink}

    assert line == lines[title] == lines["合计"]
    assert {form.title for form in CHINESE.sheets} == set(links)
    assert f"'{title}'!A1" == links[title]


@pytest.mark.parametrize(
    ("title", "head"),
    [("甲&乙", "甲&&乙"), ("2020年总结", "2020年总结"), ("长" * 300, "长" * 120), ("&" * 130, "&" * 240)],
)
def test_pages_bear_the_title(title: str, head: str) -> None:
    """The head of a page is the report's title, whatever it is made of, and the sheet's."""
    rows = [{"项目": "报告标题", "内容": title}]
    with zipfile.ZipFile(BytesIO(write_book(Contents(2021, {"基本信息": rows})))) as archive:
        sheet = archive.read("xl/worksheets/sheet3.xml").decode()

    assert f"<oddHeader>{escape(f'&L{head}&R&A')}</oddHeader>" in sheet


# --- what others may add


def test_own_columns_and_comments_are_written() -> None:
    """Columns of the user's own come behind the form's; cells may bear a comment."""
    rows = [{"指标名称": "甲", "责任人": "张三", "备注": "无"}]
    told = Contents(
        2021, {"指标": rows}, own={"指标": ("责任人",)}, comments={("指标", 0, "备注"): "上年备注：大"}
    )
    sheet = reopened(write_book(told))["指标"]

    assert ("责任人", "张三", False) == (sheet["W1"].value, sheet["W2"].value, sheet["W2"].protection.locked)
    assert sheet["T2"].comment is not None
    assert "上年备注：大" == sheet["T2"].comment.text

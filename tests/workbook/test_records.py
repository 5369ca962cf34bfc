"""What a workbook says becomes a book: each value with its cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.indicators import Book
from reportgen.refs import CellRef
from reportgen.workbook import read_book
from tests.support.books import SMALL, book_of_notation, edited, put, read, told

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def book(folder: Path, edits: dict[str, str] | None = None) -> Book:
    """Return the small book with `edits`, which must be readable."""
    found = read(folder, edits).book
    assert found is not None
    return found


def test_small_book_is_silent(tmp_path: Path) -> None:
    """A book without faults is read without a word."""
    assert () == read(tmp_path).diagnostics


def test_indicator_keeps_amount_units_and_cell(tmp_path: Path) -> None:
    """An indicator holds what its cells show, in the row's unit, and knows the cells."""
    output = book(tmp_path).indicator("工业总产值")

    assert output is not None
    assert output.value is not None
    assert output.prior is not None
    assert Decimal(118300) == output.value.amount
    assert ("万元", "亿元") == (output.unit.symbol, output.print_unit.symbol)
    assert (2, 2, "全年", "统计局") == (output.places, output.rate_places, output.period, output.office)
    assert CellRef("测试.xlsx", "指标", "I2") == output.value.source
    assert CellRef("测试.xlsx", "指标", "J2") == output.prior.source


def test_empty_cells_of_a_row_are_known(tmp_path: Path) -> None:
    """A value that is not there is still known by its cell."""
    firms = book(tmp_path).indicator("新增企业")

    assert firms is not None
    assert firms.target is None
    assert "指标!N3" == str(firms.cells["target"])


def test_facts_print_as_typed(tmp_path: Path) -> None:
    """The year comes as digits, the date in ISO form, whatever kind of cell held them."""
    facts = {fact.name: fact.text for fact in book(tmp_path).facts}

    assert "2020" == facts["年度"]
    assert "2020-12-31" == facts["成文日期"]


@pytest.mark.parametrize(
    "typed", ["2020-12-31", "'2020-12-31", "2020年12月31日", "2020/12/31", "2020.12.31", "２０２０年12月31日"]
)
def test_date_may_be_written_in_many_ways(tmp_path: Path, typed: str) -> None:
    """A date is understood as a date cell, in ISO form, in Chinese and in full-width digits."""
    fact = book(tmp_path, {"基本信息!B6": typed}).fact("date")

    assert fact is not None
    assert "2020-12-31" == fact.text


def test_list_is_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    """Names come in the order of 序号, not of the rows."""
    outcome = read(tmp_path, {"名单!B2": "2", "名单!B3": "1"})

    assert outcome.book is not None
    assert () == outcome.diagnostics
    assert ["乙公司", "甲公司"] == [name.text for name in outcome.book.lists[0].names]


def test_passages_tell_headings_from_paragraphs(tmp_path: Path) -> None:
    """A passage knows its chapter, section, heading and the form of the heading."""
    passages = book(tmp_path).passages

    assert ("二", "1", "抓项目", True) == (
        passages[1].chapter, passages[1].section, passages[1].heading, passages[1].own_line,
    )  # fmt: skip
    assert "正文!E3" == str(passages[1].source)
    assert "正文!C3" == str(passages[1].heading_source)


def test_history_is_in_the_unit_of_its_indicator(tmp_path: Path) -> None:
    """Earlier years are observations of the indicator, year by year."""
    series = book(tmp_path).history[0]

    assert {2019: "109072万元", 2020: "118300万元"} == {
        year: f"{one.amount}{one.quantity.unit.symbol}" for year, one in series.years.items()
    }


def test_columns_are_found_in_any_order(tmp_path: Path) -> None:
    """Headers tell the columns: order, blanks, width of brackets and a title row above do not matter."""
    notation = SMALL.replace(
        "名单 | 序号 | 名称 | 备注\n新增企业 | 1 | 甲公司 |\n新增企业 | 2 | 乙公司 |",
        "企业汇总 |||\n名称 | 序 号 | 电话 | - | 名单 | 备注\n甲公司|1|139||新增企业|\n乙公司|2|||新增企业|",
    )
    outcome = read_book(put(book_of_notation(notation), tmp_path))

    assert outcome.book is not None
    assert [] == told(outcome)
    assert ["甲公司", "乙公司"] == [name.text for name in outcome.book.lists[0].names]


def test_more_sheets_and_columns_are_left_alone(tmp_path: Path) -> None:
    """What the form does not know is nobody's fault."""
    small = book_of_notation(SMALL + "## 联系人\n姓名 | 电话\n甲 | #REF!\n")
    edited(small, "指标!X1", "自用列")
    edited(small, "指标!X2", "#DIV/0!")

    assert [] == told(read_book(put(small, tmp_path)))


def test_merged_groups_count_for_their_rows(tmp_path: Path) -> None:
    """A list's name merged over its rows belongs to each of them."""
    small = book_of_notation(SMALL)
    small["名单"].merge_cells("A2:A3")
    outcome = read_book(put(small, tmp_path))

    assert outcome.book is not None
    assert [] == told(outcome)
    assert [2] == [len(one.names) for one in outcome.book.lists]


def test_live_formulas_are_never_read(tmp_path: Path) -> None:
    """The computed columns may hold anything, even an error."""
    assert [] == told(read(tmp_path, {"指标!U1": "同比（%）", "指标!U2": "#DIV/0!", "指标!U99": "=1+1"}))


def test_missing_file_is_an_outcome_too(tmp_path: Path) -> None:
    """A file that is not there gives no book and one fault, not an exception."""
    outcome = read_book(tmp_path / "没有.xlsx")

    assert outcome.book is None
    assert ["PK101"] == [found.code for found in outcome.diagnostics]


def test_passages_tell_what_is_still_to_be_rewritten(tmp_path: Path) -> None:
    """The status of a paragraph is known with its cell; a book that has no such column is no worse for it."""
    told_book = book(tmp_path, {"正文!F1": "状态", "正文!F2": "待改写", "正文!F3": "定稿"})

    assert [("待改写", "正文!F2"), ("定稿", "正文!F3"), ("", "正文!F4")] == [
        (one.status, str(one.status_source)) for one in told_book.passages[:3]
    ]
    assert {""} == {one.status for one in book(tmp_path).passages}


def test_an_optional_column_is_missed_only_under_a_name_like_its_own(tmp_path: Path) -> None:
    """A column that older books have not is looked for only where its heading seems to be mistyped."""
    outcome = read(tmp_path, {"正文!F1": "状 态栏"})

    assert [("WB105", W, "正文")] == told(outcome)


@pytest.mark.parametrize("typed", ["≈", "约等于", "~"])
def test_about_equal_is_a_relation(tmp_path: Path, typed: str) -> None:
    """≈ is read however it is typed."""
    assert ["≈"] == [rule.relation for rule in book(tmp_path, {"勾稽关系!C2": typed}).rules]


def test_a_list_is_one_however_its_name_is_typed(tmp_path: Path) -> None:
    """Width, case and blanks make no second list of it, as they make no second indicator."""
    edits = {"指标!C3": "新增A类企业", "名单!A2": "新增A类企业", "名单!A3": "新增 ａ类企业"}
    outcome = read(tmp_path, {**edits, "勾稽关系!D2": "新增A类企业 - 退出企业"})
    assert outcome.book is not None

    assert [("新增A类企业", 2)] == [(one.name, len(one.names)) for one in outcome.book.lists]
    assert [] == told(outcome)

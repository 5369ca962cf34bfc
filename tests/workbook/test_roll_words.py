"""What becomes of the words of a book that is rolled on: prose, lists, facts, the reasons of switches."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.workbook import Limits, check_book, read_book
from reportgen.workbook.roll import rolled
from tests.support.years import next_book, row, typed, written


def test_prose_is_marked_as_to_be_rewritten(tmp_path: Path) -> None:
    """Every paragraph as it was, with a mark that check names by its cell."""
    book = next_book(tmp_path)

    texts = ["工业增势良好。", "全年抓项目。", "平台建成。", "明年再接再厉。"]
    assert texts == [one.text for one in book.passages]
    assert {"待改写"} == {one.status for one in book.passages}
    assert ["正文!F2", "正文!F3", "正文!F4", "正文!F5"] == [
        str(found.place) for found in check_book(book, Limits()) if found.code == "WB401"
    ]


@pytest.mark.parametrize("status", ["", "定稿"])
def test_prose_that_is_done_is_not_named(tmp_path: Path, status: str) -> None:
    """The mark taken off, or set to final."""
    next_book(tmp_path)
    book = load_workbook(tmp_path / "明年.xlsx")
    for at in range(2, 6):
        book["正文"].cell(at, 6).value = status or None
    book.save(tmp_path / "明年.xlsx")
    read = read_book(tmp_path / "明年.xlsx").book

    assert read is not None
    assert "WB401" not in [found.code for found in check_book(read, Limits())]


def test_lists_keep_their_names_only(tmp_path: Path) -> None:
    """One row each, its name still to be filled in."""
    made = rolled(typed(tmp_path))
    book = written(made.filled, tmp_path / "明年.xlsx", made.year)

    assert [("新增企业", ())] == [(names.name, names.names) for names in book.lists]
    assert ("新增企业",) == made.lists


def test_year_and_title_move_on_and_the_date_is_emptied(tmp_path: Path) -> None:
    """What is signed on a day is signed once."""
    book = next_book(tmp_path, {"基本信息!B2": "2020年工作总结及2021年工作要点"})
    facts = {fact.name: fact.text for fact in book.facts}

    assert ("2021年工作总结及2022年工作要点", "2021") == (facts["报告标题"], facts["年度"])
    assert "成文日期" not in facts
    assert "县某局" == facts["单位简称"]


def test_years_in_headings_sections_and_periods_move_on(tmp_path: Path) -> None:
    """Names of indicators stay as they are, for templates and rules know them by these."""
    edits = {"指标!H2": "2020年元至11月", "指标!B2": "2020年工业", "指标!C6": "2020年税收占比"}
    edits["正文!C3"] = "谋划2021年"
    book = next_book(tmp_path, edits)

    assert ("2021年元至11月", "2021年工业") == (row(book).period, row(book).section)
    assert "谋划2022年" == book.passages[1].heading
    assert book.indicator("2020年税收占比") is not None


def test_a_switch_needs_its_reason_anew(tmp_path: Path) -> None:
    """An old reason must not silence a new finding; it stays in sight."""
    next_book(tmp_path, {"勾稽关系!F2": "忽略", "勾稽关系!G2": "口径不同"})
    sheet = load_workbook(tmp_path / "明年.xlsx")["勾稽关系"]

    assert ("忽略", None, "上年说明：口径不同") == (
        sheet["F2"].value, sheet["G2"].value, sheet["G2"].comment and sheet["G2"].comment.text,
    )  # fmt: skip

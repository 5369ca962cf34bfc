"""Every fault of a cell is named with that cell, and all faults in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.indicators import Book
from tests.support.books import read, told

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def book(folder: Path, edits: dict[str, str] | None = None) -> Book:
    """Return the small book with `edits`, which must be readable."""
    found = read(folder, edits).book
    assert found is not None
    return found


FAULTS = [
    # the cell holds something else than its column asks for
    ({"指标!I2": "=1+1"}, "WB201", E, "指标!I2"),
    ({"正文!E2": "=A1"}, "WB201", E, "正文!E2"),
    ({"指标!I2": "#DIV/0!"}, "WB202", E, "指标!I2"),
    ({"指标!B2": "#N/A"}, "WB202", E, "指标!B2"),
    ({"基本信息!B5": "=2019+1"}, "WB201", E, "基本信息!B5"),
    ({"基本信息!B6": "#N/A"}, "WB202", E, "基本信息!B6"),
    ({"指标!I2": "2020-08-01"}, "WB204", E, "指标!I2"),
    ({"指标!I2": "TRUE"}, "WB204", E, "指标!I2"),
    ({"指标!I3": "8.46%"}, "WB206", E, "指标!I3"),
    ({"指标!F2": "9"}, "WB207", E, "指标!F2"),
    ({"指标!F2": "1.5"}, "WB207", E, "指标!F2"),
    ({"指标!G2": "-1"}, "WB207", E, "指标!G2"),
    ({"名单!B2": "0"}, "WB207", E, "名单!B2"),
    ({"指标!H2": "2020-11-01"}, "WB208", E, "指标!H2"),
    ({"指标!T2": "甲\u200b乙"}, "WB209", W, "指标!T2"),
    ({"指标!Q2": "待定"}, "WB210", W, "指标!Q2"),
    ({"正文!A2": "甲"}, "WB210", E, "正文!A2"),
    ({"正文!D3": "单行"}, "WB210", E, "正文!D3"),
    ({"勾稽关系!C2": "近似于"}, "WB210", E, "勾稽关系!C2"),
    ({"勾稽关系!F2": "致命"}, "WB210", E, "勾稽关系!F2"),
    ({"基本信息!B6": "年底"}, "WB211", E, "基本信息!B6"),
    ({"基本信息!B6": "2020-11-31".replace("-", "/")}, "WB211", E, "基本信息!B6"),
    ({"基本信息!B5": "二〇二〇"}, "WB212", E, "基本信息!B5"),
    ({"基本信息!B5": "20200"}, "WB212", E, "基本信息!B5"),
    ({"指标!I2": "1000000000000000"}, "WB214", E, "指标!I2"),
    ({"指标!I2": "0.00000000000000001"}, "WB214", E, "指标!I2"),
    ({"指标!I2": "'123456.78901234567"}, "WB214", E, "指标!I2"),
    # units and counts
    ({"指标!I3": "-2"}, "WB215", E, "指标!I3"),
    ({"指标!J3": "1.5"}, "WB216", E, "指标!J3"),
    ({"指标!D2": "", "指标!E2": ""}, "WB217", W, "指标!D2"),
    ({"指标!D3": "篮子"}, "WB218", N, "指标!D3"),
    ({"指标!E2": "家"}, "WB219", E, "指标!E2"),
    # what is missing, twice or out of place
    ({"指标!C3": ""}, "WB220", E, "指标!C3"),
    ({"名单!A3": ""}, "WB220", E, "名单!A3"),
    ({"名单!C3": ""}, "WB220", E, "名单!C3"),
    ({"正文!A2": ""}, "WB220", E, "正文!A2"),
    ({"勾稽关系!B2": ""}, "WB220", E, "勾稽关系!B2"),
    ({"勾稽关系!C2": ""}, "WB220", E, "勾稽关系!C2"),
    ({"勾稽关系!D2": ""}, "WB220", E, "勾稽关系!D2"),
    ({"历年!A2": ""}, "WB220", E, "历年!A2"),
    ({"基本信息!A4": ""}, "WB220", E, "基本信息!A4"),
    ({"指标!C4": "新增企业"}, "WB221", E, "指标!C4"),
    ({"指标!A4": "gy02"}, "WB221", E, "指标!A4"),
    ({"基本信息!A8": "单位简称"}, "WB221", E, "基本信息!A8"),
    ({"历年!A3": "工业总产值", "历年!B3": "1"}, "WB221", E, "历年!A3"),
    ({"基本信息!B3": ""}, "WB222", E, "基本信息!B3"),
    ({"基本信息!B8": ""}, "WB222", W, "基本信息!B8"),
    ({"基本信息!A2": "标题"}, "WB222", E, "基本信息"),
    ({"名单!B3": ""}, "WB223", W, "名单!B3"),
    ({"名单!B3": "3"}, "WB224", W, "名单!B3"),
    ({"名单!B3": "1"}, "WB224", W, "名单!B3"),
    ({"正文!A5": "二", "正文!B5": "1", "正文!B4": "2"}, "WB225", E, "正文!E5"),
    ({"正文!E2": ""}, "WB226", E, "正文!E2"),
    ({"历年!A2": "工业产值"}, "WB316", E, "历年!A2"),
]


@pytest.mark.parametrize(("edits", "code", "severity", "cell"), FAULTS, ids=lambda value: str(value)[:40])
def test_each_fault_is_named_with_its_cell(
    tmp_path: Path, edits: dict[str, str], code: str, severity: Severity, cell: str
) -> None:
    """A single fault gives exactly one finding, at the cell that is to blame."""
    assert [(code, severity, cell)] == told(read(tmp_path, edits))


def test_all_faults_are_named_in_one_pass(tmp_path: Path) -> None:
    """Reading never stops at the first fault, and the faults come sorted."""
    edits = {"指标!I3": "#DIV/0!", "指标!I2": "约8", "指标!E2": "家", "名单!C3": "", "基本信息!B5": "去年"}

    assert ["基本信息!B5", "名单!C3", "指标!E2", "指标!I2", "指标!I3"] == sorted(
        (place for _, _, place in told(read(tmp_path, edits))), key=lambda place: "基名指".index(place[0])
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("每千人口床位数", "张", "6.72"),  # so much for each of something is no whole number
        ("人均藏书", "册", "1.35"),
        ("医护比", "", "1.31"),  # a ratio is a bare number
        ("生师比", "", "15.8"),
        ("孕产妇死亡率", "1/10万", "7.5"),  # a unit made of two prints as it stands
        ("单位产值能耗", "吨标准煤/万元", "0.42"),
        ("平均住院日", "天", "7.9"),
    ],
    ids=lambda cells: cells[0],
)
def test_averages_and_ratios_are_figures_like_any_other(tmp_path: Path, cells: tuple[str, str, str]) -> None:
    """What a bureau of health or of education reports is no slip because a bureau of industry has none."""
    row = dict(zip(("指标!C8", "指标!D8", "指标!I8"), cells, strict=True))

    assert [] == told(read(tmp_path, {place: text for place, text in row.items() if text}))


def test_net_count_may_be_negative(tmp_path: Path) -> None:
    """A net increase of −2 firms is a decrease, and no fault."""
    assert [] == told(read(tmp_path, {"指标!I5": "-2"}))


def test_own_line_heading_needs_no_text(tmp_path: Path) -> None:
    """A heading on its own line may be followed by its items."""
    assert [] == told(read(tmp_path, {"正文!E3": ""}))


def test_repetition_names_the_first(tmp_path: Path) -> None:
    """The second of two equal names leads to the first."""
    found = read(tmp_path, {"指标!C4": "新增 企业"}).diagnostics[0]

    assert ["指标!C3"] == [str(place) for place in found.related]


def test_first_of_equal_names_counts(tmp_path: Path) -> None:
    """A repeated indicator is named and left out."""
    names = [one.name for one in book(tmp_path, {"指标!C4": "新增企业"}).indicators]

    assert 1 == names.count("新增企业")


def test_choice_near_miss_is_proposed(tmp_path: Path) -> None:
    """A choice that is nearly right is proposed."""
    found = read(tmp_path, {"指标!Q2": "快报数"}).diagnostics[0]

    assert (("nearest",), "快报") == (found.hints, found.values["nearest"])


def test_forbidden_characters_are_named_and_left_out(tmp_path: Path) -> None:
    """A control character, which Excel stores as _x000B_, is told by its number and left out."""
    outcome = read(tmp_path, {"正文!E2": "工业_x000B_增势良好。"})

    assert [("WB209", E, "正文!E2")] == told(outcome)
    assert "U+000B" == outcome.diagnostics[0].values["found"]
    assert outcome.book is not None
    assert "工业增势良好。" == outcome.book.passages[0].text


def test_line_breaks_are_kept_in_one_form(tmp_path: Path) -> None:
    """A line break in a cell is kept; the carriage return that Windows adds is not."""
    assert "甲\n乙" == book(tmp_path, {"正文!E2": "甲_x000D_\n乙"}).passages[0].text


@pytest.mark.parametrize(
    ("typed", "meant"), [("==", "="), ("<=", "≤"), ("＜＝", "≤"), ("不大于", "≤"), (">=", "≥"), ("等于", "=")]
)
def test_relations_may_be_typed_in_many_ways(tmp_path: Path, typed: str, meant: str) -> None:
    """A relation is understood as Excel users type it."""
    assert meant == book(tmp_path, {"勾稽关系!C2": f"'{typed}"}).rules[0].relation


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("甲_x005F_x000B_乙", "甲_x000B_乙"),
        ("_x005F_x005F_", "_x005F_"),
        ("_x4E59_", "乙"),
        ("_xD83D__xDE00_", "😀"),
        ("_x00_ _xyz_ _x12345_", "_x00_ _xyz_ _x12345_"),
    ],
)
def test_a_text_that_looks_like_a_code_is_read_as_excel_shows_it(
    tmp_path: Path, stored: str, shown: str
) -> None:
    """Excel keeps what looks like the code of a character with the code of the underscore before it."""
    assert shown == book(tmp_path, {"正文!E2": stored}).passages[0].text

"""Copies that several hands filled in become one book: what is filled, what contradicts, who filled it in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.diagnostics import Refusal
from reportgen.indicators import Book
from reportgen.workbook.carrying import read_filled
from reportgen.workbook.collecting import Part, collected
from tests.support.collecting import EMPTY, book, notes, refused, together
from tests.support.years import part, said, small, typed, written


def values(book: Book) -> list[Decimal | None]:
    """Return the values of the indicators."""
    return [one.value and one.value.amount for one in book.indicators]


# --- what is filled


def test_each_hand_fills_its_cells(tmp_path: Path) -> None:
    """Values from two parts stand in one book; it is told how many cells came from each."""
    edits = {"指标!I2": "118300", "指标!O2": "2"}, {"指标!I3": "2", "指标!I4": "1"}
    made = together(tmp_path, *edits)

    assert (2, 2) == made.taken
    assert [118300, 2, 1, None, None, None] == values(written(made.filled, tmp_path / "汇总.xlsx"))


def test_what_is_missing_is_told_with_whom_to_ask(tmp_path: Path) -> None:
    """The rows that nobody gave a value, with 填报人 and 来源."""
    base = {**EMPTY, "指标!S5": "张三", "指标!R6": "财政局"}
    made = together(tmp_path, {"指标!I2": "118300", "指标!I3": "2", "指标!I4": "1"}, base=base)

    assert [("净增企业", "张三", ""), ("税收占比", "", "财政局"), ("考核得分", "", "")] == [
        (one.name, one.owner, one.office) for one in made.missing
    ]


def test_nothing_is_lost_when_nobody_changed_anything(tmp_path: Path) -> None:
    """A copy that was not touched adds nothing, and the book stays as it was."""
    before = said(written(typed(tmp_path), tmp_path / "前.xlsx"))
    made = together(tmp_path, {}, {}, base={})

    assert (0, 0) == made.taken
    assert [] == notes(made)
    assert before == said(written(made.filled, tmp_path / "汇总.xlsx"))


def test_equal_values_are_no_contradiction(tmp_path: Path) -> None:
    """Two hands that say the same are both right; the first is taken."""
    made = together(tmp_path, {"指标!I2": "118300"}, {"指标!I2": "118300"})

    assert (1, 0) == made.taken


@pytest.mark.parametrize(
    ("unit", "value"), [("亿元", "11.83"), ("元", "1183000000"), ("万元", "118300"), ("万元", "118300.0")]
)
def test_numbers_are_compared_as_quantities(tmp_path: Path, unit: str, value: str) -> None:
    """118300万元 is 11.83亿元; the book's own unit stays."""
    edits = {"指标!D2": unit, "指标!I2": value, "指标!J2": "", "历年!B2": ""}
    one = book(tmp_path, {"指标!I2": "118300"}, edits).indicators[0]

    assert one.value is not None
    assert ("万元", Decimal(118300)) == (one.unit.symbol, one.value.amount)


@pytest.mark.parametrize("held", ["", "109072"])
def test_earlier_years_come_in_the_unit_of_the_book(tmp_path: Path, held: str) -> None:
    """10.8亿元 of a part is 108000万元, be there a row of that name in the book or not."""
    base = {**EMPTY, "历年!B2": held, "历年!A2": "工业总产值" if held else ""}
    edits = {
        "指标!D2": "亿元", "指标!J2": "10.9072",
        "历年!A2": "工业总产值", "历年!B1": "2018", "历年!B2": "10.8",
    }  # fmt: skip
    (series,) = book(tmp_path, edits, base=base).history

    assert {2018: Decimal(108000)} | ({2019: Decimal(109072)} if held else {}) == {
        year: held.amount for year, held in series.years.items()
    }


def test_earlier_years_come_in_the_unit_of_a_row_that_a_part_adds(tmp_path: Path) -> None:
    """The first part's unit is that of the book; the second gives earlier years in its own."""
    mine = {"指标!C8": "税收", "指标!D8": "万元", "指标!I8": "20000"}
    other = {"指标!C8": "税收", "指标!D8": "亿元", "指标!I8": "2", "历年!A3": "税收", "历年!B3": "1.9"}
    series = book(tmp_path, mine, other).history[-1]

    assert ("税收", Decimal(19000)) == (series.name, series.years[2019].amount)


def test_numbers_that_a_part_cleared_stay_and_are_told(tmp_path: Path) -> None:
    """An empty cell does not tell whether it was never filled in: one note for the part, at the first."""
    made = together(tmp_path, {"指标!I3": "", "指标!J2": ""}, base={})

    assert [("WB417", "指标!J2", 2)] == [
        (one.code, str(one.place), one.values["count"]) for one in made.notes
    ]


def test_a_part_in_another_unit_is_converted(tmp_path: Path) -> None:
    """A value in 亿元 fills a row in 万元 with as many 万元; the earlier years too."""
    edits = {"指标!D2": "亿元", "指标!I2": "11.83", "指标!J2": "10.9072"}
    found = book(tmp_path, edits | {"历年!B2": "10.9072", "历年!C2": "11.83"})
    earlier = found.history[0].years

    assert 118300 == values(found)[0]
    assert {2019: 109072, 2020: 118300} == {year: held.amount for year, held in earlier.items()}


@pytest.mark.parametrize("typed_in", ["Ａ级", " A 级", "a级"])
def test_width_case_and_blanks_are_no_difference(tmp_path: Path, typed_in: str) -> None:
    """Nobody would call that another text."""
    assert () == together(tmp_path, {"指标!M2": "A级"}, {"指标!M2": typed_in}).notes


def test_columns_of_the_users_own_are_filled_too(tmp_path: Path) -> None:
    """Found by their headers, also when only a part has them."""
    edits = {"指标!U1": "联系人", "指标!U2": "李四"}
    made = together(tmp_path, edits)
    line = made.filled.lines("indicators")[0]

    assert {"联系人": "李四"} == {header: held.value for header, held in line.own.items()}
    assert ("联系人",) == made.filled.sheets["indicators"].own


def test_facts_prose_rules_and_earlier_years_are_filled(tmp_path: Path) -> None:
    """Each in its row: a fact by name, a paragraph by its heading, a rule by number, a year by its column."""
    base = {**EMPTY, "基本信息!B6": "", "正文!E3": "", "勾稽关系!G2": "", "历年!B2": ""}
    edits = {"基本信息!B6": "2020-12-30", "正文!E3": "抓了项目。", "勾稽关系!G2": "进减退"}
    found = book(tmp_path, edits | {"历年!B2": "109072"}, base=base)
    date = found.fact("date")

    assert date is not None
    assert ("2020-12-30", "抓了项目。", "进减退", 109072) == (
        date.text, found.passages[1].text, found.rules[0].note, found.history[0].years[2019].amount,
    )  # fmt: skip


# --- what contradicts


def test_two_values_for_one_cell_are_a_fault(tmp_path: Path) -> None:
    """It shows both files, both cells and both values; every conflict is told."""
    found = refused(tmp_path, {"指标!I2": "118300", "指标!I3": "2"}, {"指标!I2": "118400", "指标!I3": "3"})
    told = found[0]

    assert [("WB411", "指标!I2"), ("WB411", "指标!I3")] == [(one.code, str(one.place)) for one in found]
    assert {
        "name": "工业总产值", "column": "本年值", "file": "乙.xlsx", "cell": "指标!I2", "value": "118400",
        "other_file": "甲.xlsx", "other_cell": "指标!I2", "other": "118300",
    } == told.values  # fmt: skip
    assert ["甲.xlsx"] == [place.file for place in told.related]


def test_what_a_hand_changed_in_the_book_is_a_fault(tmp_path: Path) -> None:
    """The book had a value already; which of the two is right nobody can tell."""
    found = refused(tmp_path, {"指标!J2": "109000"})

    assert [("WB411", "109000", "底.xlsx", "109072")] == [
        (one.code, *(one.values[key] for key in ("value", "other_file", "other"))) for one in found
    ]


@pytest.mark.parametrize(("unit", "value"), [("家", "118300"), ("公顷", "7")])
def test_units_that_do_not_convert_are_a_fault(tmp_path: Path, unit: str, value: str) -> None:
    """Told once, of the unit, not of every number in the row."""
    edits = {"指标!D2": unit, "指标!E2": "", "指标!I2": value, "指标!J2": value, "历年!B2": "", "历年!C2": ""}
    found = refused(tmp_path, {"指标!I2": "118300"}, edits)

    assert [("WB411", "单位")] == [(one.code, one.values["column"]) for one in found]


@pytest.mark.parametrize(
    ("cell", "mine", "other"),
    [
        ("基本信息!B3", "某县某局", "某县商务局"),
        ("指标!M2", "可比价", "现价"),
        ("指标!S2", "张三", "李四"),
        ("指标!I6", "12.5", "12.50001"),
    ],
)
def test_any_cell_can_contradict(tmp_path: Path, cell: str, mine: str, other: str) -> None:
    """A fact, a basis, who filled it in, a digit."""
    base = {**EMPTY, cell: ""}

    assert ["WB411"] == [one.code for one in refused(tmp_path, {cell: mine}, {cell: other}, base=base)]


def test_faults_of_form_in_any_file_are_refused(tmp_path: Path) -> None:
    """A part is read like any book."""
    with pytest.raises(Refusal) as caught:
        part(tmp_path, "甲", {"指标!I2": "十一亿"})

    assert ["WB203"] == [one.code for one in caught.value.diagnostics]


def test_a_part_in_another_language_is_refused(tmp_path: Path) -> None:
    """Its rows and choices are called otherwise."""
    english = """
## Facts
Item | Content
Title | Annual summary 2020
Office | Bureau
Year | 2020
Date | 2020-12-31
## Indicators
Indicator | Unit | This year
Output | 万元 | 118300
"""
    foreign = Part(read_filled(small(tmp_path / "a.xlsx", notation=english)), "a.xlsx", "a")
    with pytest.raises(Refusal) as caught:
        collected(part(tmp_path, "底"), [foreign])

    assert [("WB415", "a.xlsx")] == [(one.code, str(one.place)) for one in caught.value.diagnostics]


def test_a_part_of_another_year_is_refused_once(tmp_path: Path) -> None:
    """At its year, and not each of its figures; one without a year is taken for a part of this year's."""
    edits = {"基本信息!B5": "2019", "指标!I2": "7"}, {"基本信息!B5": ""}, {}
    found = refused(tmp_path, *edits)

    assert [("WB418", "基本信息!B5", "甲.xlsx", 2019, 2020)] == [
        (one.code, str(one.place), *(one.values[key] for key in ("file", "year", "other"))) for one in found
    ]


# --- rows


def test_a_row_that_the_book_lacks_is_added_to_its_section(tmp_path: Path) -> None:
    """And told, with the nearest name: it may only be misspelt."""
    base = {**EMPTY, "指标!B5": "商贸", "指标!B6": "商贸", "指标!B7": "商贸"}
    edits = {"指标!B8": "工业", "指标!C8": "新增的企业", "指标!D8": "家", "指标!I8": "4"}
    made = together(tmp_path, edits, base=base)

    assert ["工业总产值", "新增企业", "退出企业", "新增的企业", "净增企业"] == [
        line.text("name") for line in made.filled.lines("indicators")
    ][:5]
    assert [("WB414", "新增企业")] == [(one.code, one.values["nearest"]) for one in made.notes]


def test_two_parts_that_add_the_same_row_add_it_once(tmp_path: Path) -> None:
    """The second fills the row that the first added."""
    edits = {"指标!B8": "工业", "指标!C8": "专精特新企业", "指标!D8": "家"}
    made = together(tmp_path, {**edits, "指标!I8": "4"}, {**edits, "指标!J8": "3"})
    line = made.filled.lines("indicators")[3 + 3]

    assert (4, 3) == (line.value("value"), line.value("prior"))
    assert ["WB414"] == [code for code, _ in notes(made)]


def test_a_name_typed_differently_is_known_by_its_code(tmp_path: Path) -> None:
    """The book's name stays, and it is told."""
    edits = {"指标!C2": "工业总产值（规上）", "指标!I2": "118300", "历年!A2": "", "历年!B2": ""}
    made = together(tmp_path, edits)
    line = made.filled.lines("indicators")[0]

    assert ("工业总产值", 118300) == (line.text("name"), line.value("value"))
    assert [("WB413", "指标!C2")] == notes(made)


def test_paragraphs_that_are_added_stand_behind_their_section(tmp_path: Path) -> None:
    """A further paragraph of a section, a section of a chapter."""
    edits = {"正文!A6": "二", "正文!B6": "1", "正文!E6": "另起一段。"}
    edits |= {"正文!A7": "二", "正文!B7": "2", "正文!E7": "新的一节。"}
    texts = [one.text for one in book(tmp_path, edits).passages]

    assert ["平台建成。", "另起一段。", "新的一节。", "明年再接再厉。"] == texts[2:]


# --- who filled it in


def test_whoever_is_named_is_kept(tmp_path: Path) -> None:
    """填报人 of the part."""
    assert "张三" == book(tmp_path, {"指标!I2": "118300", "指标!S2": "张三"}).indicators[0].owner


def test_where_nobody_is_named_the_file_is(tmp_path: Path) -> None:
    """Both files where two hands filled in one row; none where nothing was filled in."""
    found = book(tmp_path, {"指标!I2": "118300", "指标!I3": "2"}, {"指标!O2": "2"})

    assert ["甲、乙", "甲", ""] == [one.owner for one in found.indicators[:3]]


# --- prose of the year before


def test_rewritten_prose_takes_the_place_of_last_years(tmp_path: Path) -> None:
    """A paragraph that was to be rewritten may be; a copy in which it was not takes nothing back."""
    base = {**EMPTY, **{f"正文!F{at}": "待改写" for at in range(2, 6)}, "正文!F1": "状态"}
    edits = {"正文!E2": "工业好于上年。", "正文!F2": ""}, {"正文!E3": "全年抓了项目。", "正文!F3": "定稿"}
    found = book(tmp_path, *edits, base=base)

    texts = ["工业好于上年。", "全年抓了项目。", "平台建成。", "明年再接再厉。"]
    assert texts == [one.text for one in found.passages]
    assert ["", "定稿", "待改写", "待改写"] == [one.status for one in found.passages]


def test_two_hands_that_rewrite_one_paragraph_contradict(tmp_path: Path) -> None:
    """Each in its own words."""
    base = {**EMPTY, "正文!F1": "状态", "正文!F2": "待改写"}
    found = refused(tmp_path, {"正文!E2": "工业好于上年。"}, {"正文!E2": "工业回升。"}, base=base)

    assert ["WB411"] == [one.code for one in found]

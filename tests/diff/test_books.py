"""Two workbooks side by side: told are the cells that say something else, by what they say it of."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from reportgen.diff.books import compare_books
from reportgen.diff.values import Cause, Change, FigureChange, Kind, Revision
from reportgen.indicators import Book
from reportgen.workbook import read_book
from tests.support.books import SMALL, book_of_notation, edited, put

NOTHING: Mapping[str, str] = {}
PRIOR = "上年同期值"
OUTPUT, FIRMS, SHARE, SCORE = (f"指标!{{}}{row}" for row in (2, 3, 6, 7))


def book(edits: Mapping[str, str] = NOTHING, change: Callable[[Workbook], object] | None = None) -> Book:
    """Return the small book with cells changed, then changed as a whole."""
    made = book_of_notation(SMALL)
    for place, text in edits.items():
        edited(made, place, text)
    if change is not None:
        change(made)
    with tempfile.TemporaryDirectory() as folder:
        found = read_book(put(made, Path(folder))).book
    assert found is not None
    return found


@cache
def small() -> Book:
    """The book that the others were made from."""
    return book()


def compared(
    edits: Mapping[str, str] = NOTHING, change: Callable[[Workbook], object] | None = None
) -> Revision:
    """Compare the small book with a changed one."""
    return compare_books(small(), book(edits, change))


def from_to(old: Mapping[str, str], new: Mapping[str, str]) -> Revision:
    """Compare two changed books."""
    return compare_books(book(old), book(new))


def figure(found: FigureChange) -> tuple[str, str, str, str]:
    """Return what is told of a figure first."""
    return (found.indicator, found.attribute, found.old, found.new)


def figures(revision: Revision) -> list[tuple[str, str, str, str]]:
    """Return what is told of each figure."""
    return [figure(found) for found in revision.figures]


def passage(found: Change) -> tuple[Kind | None, str, str]:
    """Return what was done, and both texts."""
    return (found.kind, found.old, found.new)


def passages(revision: Revision) -> list[tuple[Kind | None, str, str]]:
    """Return what is told of each passage that differs."""
    return [passage(found) for found in revision.changes]


def codes(revision: Revision) -> list[str]:
    """Return the codes of what is called out."""
    return [found.code for found in revision.diagnostics]


# --- figures


@pytest.mark.parametrize(
    ("cell", "text", "told", "difference", "relative"),
    [
        (OUTPUT.format("I"), "124700", ("工业总产值", "", "118300万元", "124700万元"), "6400", "5.41"),
        (OUTPUT.format("J"), "110000", ("工业总产值", PRIOR, "109072万元", "110000万元"), "928", "0.85"),
        (FIRMS.format("I"), "3", ("新增企业", "", "2家", "3家"), "1", "50.00"),
        (FIRMS.format("J"), "5", ("新增企业", PRIOR, "", "5家"), None, None),
        (FIRMS.format("K"), "5", ("新增企业", "上年公布值", "", "5家"), None, None),
        (FIRMS.format("L"), "8.5", ("新增企业", "公布增速", "", "8.5%"), None, None),
        (OUTPUT.format("N"), "120000", ("工业总产值", "目标值", "", "120000万元"), None, None),
        (SHARE.format("I"), "12.7", ("税收占比", "", "12.5%", "12.7%"), "0.2", None),
        (SCORE.format("O"), "3", ("考核得分", "位次", "1", "3"), "2", None),
        (OUTPUT.format("O"), "", ("工业总产值", "位次", "2", ""), None, None),
        ("历年!B2", "109073", ("工业总产值", "历年 2019", "109072万元", "109073万元"), "1", "0.00"),
        ("历年!B2", "", ("工业总产值", "历年 2019", "109072万元", ""), None, None),
    ],
)
def test_a_cell_with_another_number_is_a_figure(
    cell: str, text: str, told: tuple[str, str, str, str], difference: str | None, relative: str | None
) -> None:
    """Its indicator, the column unless it is the value, from what to what, and by how much."""
    found = compared({cell: text}).figures[0]

    assert told == figure(found)
    assert (difference, relative) == tuple(
        None if number is None else str(number) for number in (found.difference, found.relative)
    )
    assert (Cause.DATA, cell) == (found.cause, str(found.place_new or found.place_old))


def test_a_figure_tells_its_cells_with_what_they_held() -> None:
    """Also where the row has moved meanwhile."""
    found = compared({OUTPUT.format("I"): "124700"}, lambda made: made["指标"].insert_rows(2)).figures[0]

    assert ("指标!I2", "118300") == found.old_cells[0]
    assert ("指标!I3", "124700") == found.new_cells[0]


def test_a_computed_rate_follows_its_cells() -> None:
    """It is told with its formula and its sum, and its cause is that it was computed."""
    (_, rate) = compared({OUTPUT.format("I"): "124700"}).figures

    assert ("工业总产值", "同比(%)", "8.46%", "14.33%") == figure(rate)
    assert (Cause.COMPUTED, Decimal("5.87")) == (rate.cause, rate.difference)
    assert "(124700 − 109072) ÷ 109072 = 14.3281…% → 14.33%" == rate.worked
    assert {"指标!I2": "124700", "指标!J2": "109072"} == dict(rate.new_cells)


def test_percentages_differ_by_points() -> None:
    """A change of a percentage has no per cent of its own."""
    (value, rate) = compared({SHARE.format("I"): "12.7"}).figures

    assert None is value.relative
    assert ("税收占比", "同比(%)", "1.20个百分点", "1.40个百分点") == figure(rate)


def test_completion_of_a_target_is_computed_too() -> None:
    """A target that was put in gives a completion."""
    assert ("工业总产值", "完成率(%)", "", "98.58%") in figures(compared({OUTPUT.format("N"): "120000"}))


def test_a_rate_that_may_not_be_stated_any_more_tells_why() -> None:
    """The base became zero."""
    revision = compared({OUTPUT.format("J"): "0"})

    assert ("工业总产值", "同比(%)", "8.46%", "") == figures(revision)[-1]
    assert ["GR201"] == codes(revision)


def test_a_given_rate_that_fits_no_longer_is_called_out() -> None:
    """The value moved, the rate that was published for it did not."""
    given = {OUTPUT.format("L"): "8.46"}
    revision = from_to(given, {**given, OUTPUT.format("I"): "124700"})

    assert [("工业总产值", "", "118300万元", "124700万元")] == figures(revision)
    assert ["GR301"] == codes(revision)


# --- units


CONVERTED = {
    "指标!D2": "亿元", "指标!I2": "11.83", "指标!J2": "10.9072", "历年!B2": "10.9072", "历年!C2": "11.83",
}  # fmt: skip


def test_converted_figures_are_a_change_of_unit_only() -> None:
    """118300 万元 are 11.83 亿元."""
    revision = compared(CONVERTED)

    assert [] == figures(revision)
    assert [(Kind.REPLACE, "工业总产值\t单位\t万元", "工业总产值\t单位\t亿元")] == passages(revision)
    assert [] == codes(revision)


def test_a_figure_that_was_not_converted_with_the_others_is_a_slip() -> None:
    """Last year's number stayed while the unit of the row changed."""
    revision = compared({**CONVERTED, "指标!J2": "109072"})

    assert ("工业总产值", PRIOR, "109072万元", "109072亿元") == figures(revision)[0]
    assert "10000" == revision.figures[0].faults[0].values["factor"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ({"指标!D2": "元"}, {}, "DF202"),  # the number stayed, its unit changed
        ({"指标!D2": "元", "指标!I2": "1183000000", "指标!J2": "1090720000"}, {"指标!I2": "118299"}, None),
        ({}, {"指标!I2": "12"}, "DF202"),  # typed in 亿元 where 万元 belong
        ({}, {"指标!I2": "1183"}, "DF205"),  # the point has moved
        ({"指标!I2": "11.83"}, {"指标!I2": "1.183"}, "DF205"),
        ({}, {"指标!I2": "118301"}, None),
        ({"指标!I3": "1"}, {"指标!I3": "10"}, None),  # counts do become ten times as many
        ({"指标!I3": "1"}, {"指标!I3": "10000"}, None),
        ({"指标!I2": "5"}, {"指标!I2": "50"}, None),  # one digit is too little to tell
        ({"指标!I2": "0"}, {"指标!I2": "118300"}, None),
        ({}, {"指标!O7": "10000"}, None),  # a rank
    ],
)
def test_slips_are_called_out(old: Mapping[str, str], new: Mapping[str, str], code: str | None) -> None:
    """At the cell of the new figure, with that of the old one beside it."""
    revision = from_to(old, new)
    faults = [found for change in revision.figures[:1] for found in change.faults]

    assert ([code] if code else []) == [found.code for found in faults]
    assert all(found in revision.diagnostics for found in faults)
    assert all(found.place == revision.figures[0].place_new for found in faults)


def test_another_word_for_what_is_counted_is_no_figure() -> None:
    """8 家 and 8 户 do not convert; the unit is told."""
    revision = compared({"指标!D4": "户"})

    assert [] == figures(revision)
    assert [(Kind.REPLACE, "退出企业\t单位\t家", "退出企业\t单位\t户")] == passages(revision)


def test_figures_that_do_not_convert_have_no_difference() -> None:
    """From 家 to 万元 there is nothing to subtract."""
    found = compared({"指标!D4": "万元", "指标!I4": "50"}).figures[0]

    assert ("退出企业", "", "1家", "50万元") == figure(found)
    assert (None, None) == (found.difference, found.relative)


# --- cells in words


@pytest.mark.parametrize(
    ("cell", "text", "header", "old", "new"),
    [
        ("指标!A2", "GY99", "编码", "GY01", "GY99"),
        ("指标!B2", "工业经济", "章节", "工业", "工业经济"),
        ("指标!E2", "万元", "成文单位", "亿元", "万元"),
        ("指标!F2", "1", "小数位", "2", "1"),
        ("指标!F2", "", "小数位", "2", ""),
        ("指标!G3", "1", "增速小数位", "", "1"),
        ("指标!H2", "元至11月", "期间", "全年", "元至11月"),
        ("指标!M2", "按可比价格计算", "口径", "", "按可比价格计算"),
        ("指标!P7", "全省", "位次范围", "全州", "全省"),
        ("指标!Q2", "定案", "状态", "快报", "定案"),
        ("指标!R2", "县统计局", "来源", "统计局", "县统计局"),
        ("指标!S2", "张三", "填报人", "", "张三"),
        ("指标!T2", "新投产两家", "备注", "", "新投产两家"),
    ],
)
def test_a_cell_in_words_is_told_with_its_column(
    cell: str, text: str, header: str, old: str, new: str
) -> None:
    """By the name of its indicator and the header of the form."""
    (change,) = compared({cell: text}).changes
    name = change.new.split("\t")[0]

    assert (Kind.REPLACE, f"{name}\t{header}\t{old}", f"{name}\t{header}\t{new}") == passage(change)
    assert (Cause.DATA, cell, (cell,)) == (change.cause, str(change.place_new), change.cells)


def test_only_what_differs_is_marked() -> None:
    """The label and the words that stayed are equal."""
    (change,) = compared({"指标!R2": "县统计局"}).changes

    assert ["工业总产值\t来源\t", "县", "统计局"] == [stretch.text for stretch in change.stretches]
    assert ["equal", "insert", "equal"] == [str(stretch.op) for stretch in change.stretches]


# --- indicators that came, went or were renamed


def test_a_renamed_indicator_is_found_by_its_code() -> None:
    """Its list and its earlier years go along with it."""
    names = {"指标!C2": "规上产值", "历年!A2": "规上产值", "指标!C3": "新办企业数", "名单!A2": "新办企业数",
             "名单!A3": "新办企业数"}  # fmt: skip
    revision = compared({**names, OUTPUT.format("I"): "124700"})

    assert [
        (Kind.REPLACE, "规上产值\t指标名称\t工业总产值", "规上产值\t指标名称\t规上产值"),
        (Kind.REPLACE, "新办企业数\t指标名称\t新增企业", "新办企业数\t指标名称\t新办企业数"),
    ] == passages(revision)
    assert ("规上产值", "", "118300万元", "124700万元") == figures(revision)[0]
    assert [] == [found for found in revision.figures if not (found.old and found.new)]


def test_a_renamed_indicator_without_code_is_found_by_its_name() -> None:
    """Of two rows of one section and unit, the one whose name is more alike."""
    old = {"指标!A4": "", "指标!A5": ""}
    revision = from_to(old, {**old, "指标!C4": "退出的企业"})

    assert [
        (Kind.REPLACE, "退出的企业\t指标名称\t退出企业", "退出的企业\t指标名称\t退出的企业"),
    ] == passages(revision)


@pytest.mark.parametrize("edits", [{"指标!C4": "用电量"}, {"指标!C4": "退出的企业", "指标!B4": "农业"}])
def test_what_is_not_alike_was_not_renamed(edits: Mapping[str, str]) -> None:
    """Another name, or another section: one went and one came."""
    codes_of = {"指标!A4": ""}
    revision = from_to(codes_of, {**codes_of, **edits})

    assert [Kind.ROW, Kind.ROW] == [change.kind for change in revision.changes]
    assert {("退出企业", "", "1家", ""), (edits["指标!C4"], "", "", "1家")} == set(figures(revision))


def test_a_code_given_to_something_else_tells_nothing() -> None:
    """GY04 counted firms and now tells money."""
    new = {"指标!C5": "用电成本", "指标!D5": "万元"}

    assert [Kind.ROW, Kind.ROW] == [change.kind for change in compared(new).changes]


def test_an_indicator_that_came_is_told_with_its_row() -> None:
    """Its figure has nothing on the old side, its row says all that it holds."""
    row = {"指标!A8": "GY07", "指标!C8": "用电量", "指标!D8": "万千瓦时", "指标!I8": "35", "指标!Q8": "快报"}
    revision = compared(row)

    assert [("用电量", "", "", "35万千瓦时")] == figures(revision)
    assert [
        (Kind.ROW, "", "用电量\t编码 GY07\t单位 万千瓦时\t成文单位 万千瓦时\t本年值 35\t状态 快报")
    ] == passages(revision)


def test_an_indicator_that_went_is_told_where_it_stood() -> None:
    """Behind the one that it followed; its rank stands for a value that it never had."""
    revision = compared(change=lambda made: made["指标"].delete_rows(7))

    assert [("考核得分", "位次", "1", "")] == figures(revision)
    assert [(Kind.ROW, "")] == [(change.kind, change.new) for change in revision.changes]


def test_what_is_gone_stands_where_it_stood() -> None:
    """The rest comes in the new order."""
    edits = {"指标!I3": "5", "指标!I5": "7"}
    revision = compared(edits, lambda made: made["指标"].delete_rows(4))

    names = dict.fromkeys(found.indicator for found in revision.figures)
    assert ["新增企业", "退出企业", "净增企业"] == list(names)


# --- lists


THIRD = {"名单!A4": "新增企业", "名单!B4": "3", "名单!C4": "丙公司"}


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (THIRD, [(Kind.INSERT, "", "新增企业\t丙公司")]),
        ({"名单!A3": "", "名单!B3": "", "名单!C3": ""}, [(Kind.DELETE, "新增企业\t乙公司", "")]),
        (
            {"名单!C3": "丙公司"},
            [(Kind.DELETE, "新增企业\t乙公司", ""), (Kind.INSERT, "", "新增企业\t丙公司")],
        ),
        ({"名单!B2": "2", "名单!B3": "1"}, [(Kind.MOVE, "新增企业\t乙公司", "新增企业\t乙公司")]),
        ({"名单!C2": "乙公司", "名单!C3": "甲公司"}, [(Kind.MOVE, "新增企业\t乙公司", "新增企业\t乙公司")]),
        (
            {"名单!A4": "退出企业", "名单!B4": "1", "名单!C4": "丁公司"},
            [(Kind.INSERT, "", "退出企业\t丁公司")],
        ),
        (
            {"名单!A2": "退出企业", "名单!A3": "退出企业"},
            [
                (Kind.DELETE, "新增企业\t甲公司", ""),
                (Kind.DELETE, "新增企业\t乙公司", ""),
                (Kind.INSERT, "", "退出企业\t甲公司"),
                (Kind.INSERT, "", "退出企业\t乙公司"),
            ],
        ),
    ],
)
def test_names_come_go_and_move(edits: Mapping[str, str], told: list[tuple[Kind, str, str]]) -> None:
    """Each with the name of its list; the number of a row tells nothing."""
    assert told == passages(compared(edits))


def test_a_moved_name_tells_both_places_and_has_a_number() -> None:
    """The one that moved and not the others that made room for it."""
    moved = {"名单!C2": "乙公司", "名单!C3": "丙公司", "名单!C4": "甲公司"}
    (change,) = from_to(THIRD, {**THIRD, **moved}).changes

    assert (Kind.MOVE, "新增企业\t甲公司", "新增企业\t甲公司") == passage(change)
    assert ("名单!C2", "名单!C4", 1) == (str(change.place_old), str(change.place_new), change.move)


# --- prose, facts, rules


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            {"正文!E3": "全年抓好项目。"},
            [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目\n全年抓好项目。")],
        ),
        ({"正文!E3": "写成另一段话"}, [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目\n写成另一段话")]),
        ({"正文!C4": "搭平台"}, [(Kind.REPLACE, "搭建平台\n平台建成。", "搭平台\n平台建成。")]),
        ({"正文!D3": "接排"}, [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目全年抓项目。")]),
        (
            {"正文!A6": "四", "正文!E6": "再创佳绩。"},
            [(Kind.INSERT, "", "再创佳绩。")],
        ),
        (
            {"正文!E5": "写成另一段话"},
            [(Kind.DELETE, "明年再接再厉。", ""), (Kind.INSERT, "", "写成另一段话")],
        ),
        (
            {"正文!B4": "2"},
            [(Kind.REPLACE, "搭建平台\t节\t1", "搭建平台\t节\t2")],
        ),
        (
            {"正文!A5": "三"},
            [(Kind.REPLACE, "明年再接再厉。\t章\t四", "明年再接再厉。\t章\t三")],
        ),
    ],
)
def test_prose_is_compared_paragraph_by_paragraph(
    edits: Mapping[str, str], told: list[tuple[Kind, str, str]]
) -> None:
    """A heading names its paragraph, however much was rewritten; else texts must be alike."""
    assert told == passages(compared(edits))


def test_a_paragraph_put_in_changes_no_other() -> None:
    """Those behind it have moved on by a row only."""

    def put_in(made: Workbook) -> None:
        made["正文"].insert_rows(3)
        edited(edited(made, "正文!A3", "一"), "正文!E3", "农业也好。")

    assert [(Kind.INSERT, "", "农业也好。")] == passages(compared(change=put_in))


def test_a_paragraph_in_another_order_has_moved() -> None:
    """Also when a word of it was changed on the way."""
    first = {"正文!C3": "搭建平台", "正文!D3": "", "正文!E3": "平台已建成。"}
    second = {"正文!C4": "抓项目", "正文!D4": "独行", "正文!E4": "全年抓项目。"}

    assert [(Kind.MOVE, "搭建平台\n平台建成。", "搭建平台\n平台已建成。")] == passages(
        compared({**first, **second})
    )


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ({"基本信息!B4": "县工信局"}, (Kind.REPLACE, "单位简称\t县某局", "单位简称\t县工信局")),
        ({"基本信息!A9": "书记", "基本信息!B9": "张三"}, (Kind.INSERT, "", "书记\t张三")),
        ({"基本信息!A8": "", "基本信息!B8": ""}, (Kind.DELETE, "上级简称\t全州", "")),
        (
            {"勾稽关系!D2": "新增企业 - 退出企业 + 0"},
            (
                Kind.REPLACE,
                "GJ01\t净增企业 = 新增企业 - 退出企业\t0\t错误\t净增",
                "GJ01\t净增企业 = 新增企业 - 退出企业 + 0\t0\t错误\t净增",
            ),
        ),
        (
            {"勾稽关系!E2": "1", "勾稽关系!F2": "警告"},
            (
                Kind.REPLACE,
                "GJ01\t净增企业 = 新增企业 - 退出企业\t0\t错误\t净增",
                "GJ01\t净增企业 = 新增企业 - 退出企业\t1\t警告\t净增",
            ),
        ),
        (
            {"勾稽关系!B3": "新增企业", "勾稽关系!C3": "≥", "勾稽关系!D3": "0"},
            (Kind.INSERT, "", "新增企业 ≥ 0\t0\t错误"),
        ),
    ],
)
def test_facts_and_rules_are_told_by_name(edits: Mapping[str, str], told: tuple[Kind, str, str]) -> None:
    """A fact by its own, a rule by what it says or by its number."""
    assert [told] == passages(compared(edits))


# --- what is no change


def sorted_rows(made: Workbook) -> None:
    """Turn the rows of every sheet but the prose upside down."""
    for sheet in made.worksheets:
        if sheet.title != "正文":
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            for number, row in enumerate(reversed(rows), start=2):
                for column, value in enumerate(row, start=1):
                    sheet.cell(number, column).value = value


def reformatted(made: Workbook) -> None:
    """Give every cell another look and every number two decimals."""
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.font = Font(bold=True, color="FF0000")
                if isinstance(cell.value, int | float):
                    cell.number_format = "0.00"


def reordered(made: Workbook) -> None:
    """Put the last column of 指标 first, and a sheet and a column that the form does not know."""
    sheet = made["指标"]
    sheet.insert_cols(1)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).value = sheet.cell(row, 21).value
    sheet.delete_cols(21)
    sheet.cell(1, 25).value = "我的列"
    sheet.cell(2, 25).value = "我的话"
    made.create_sheet("我的表").append(["甲", 1])


def spread(made: Workbook) -> None:
    """Leave empty rows between the indicators."""
    made["指标"].insert_rows(4, 3)


@pytest.mark.parametrize("change", [None, sorted_rows, reformatted, reordered, spread])
def test_what_only_looks_different_is_equal(change: Callable[[Workbook], object] | None) -> None:
    """The order of rows and columns, formats and further sheets say nothing."""
    revision = compared(change=change)

    assert revision.equal
    assert ((), (), ()) == (revision.figures, revision.changes, revision.diagnostics)


def test_what_is_equal_is_there_for_whoever_shows_it_around_a_change() -> None:
    """Facts, lists, prose and rules have their passages; the words of indicators have none."""
    texts = [told.new for told in compared().passages]

    assert {"单位简称\t县某局", "新增企业\t甲公司", "工业增势良好。"} <= set(texts)
    assert [] == [text for text in texts if text.startswith("工业总产值")]


def test_compared_the_other_way_round_all_is_the_other_way_round() -> None:
    """Old and new change places, in figures and in passages."""
    edits = {"指标!I2": "124700", "名单!C3": "丙公司", "正文!E3": "全年抓好项目。", "指标!R2": "县统计局"}
    there, back = from_to({}, edits), from_to(edits, {})

    assert [(f.old, f.new) for f in there.figures] == [(f.new, f.old) for f in back.figures]
    assert sorted((c.old, c.new) for c in there.changes) == sorted((c.new, c.old) for c in back.changes)

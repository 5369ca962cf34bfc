"""What a workbook says becomes a book, and every fault of a cell is named with that cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.indicators import Book
from reportgen.refs import CellRef
from reportgen.workbook import Outcome, read_book
from tests.support.books import SMALL, book_of_notation, edited, put, small_book

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def read(folder: Path, edits: dict[str, str] | None = None) -> Outcome:
    """Read the small book with `edits`."""
    return read_book(small_book(folder, edits))


def book(folder: Path, edits: dict[str, str] | None = None) -> Book:
    """Return the small book with `edits`, which must be readable."""
    found = read(folder, edits).book
    assert found is not None
    return found


def told(outcome: Outcome) -> list[tuple[str, Severity, str]]:
    """Return code, severity and place of each fault."""
    return [(found.code, found.severity, str(found.place)) for found in outcome.diagnostics]


# --- what comes out


def test_small_book_is_silent(tmp_path: Path) -> None:
    """A book without faults is read without a word."""
    assert () == read(tmp_path).diagnostics


def test_indicator_keeps_amount_units_and_cell(tmp_path: Path) -> None:
    """An indicator holds what its cells show, in the row's unit, and knows the cells."""
    output = book(tmp_path).indicator("工业总产值")

    assert output is not None and output.value is not None and output.prior is not None
    assert Decimal(118300) == output.value.amount
    assert ("万元", "亿元") == (output.unit.symbol, output.print_unit.symbol)
    assert (2, 2, "全年", "统计局") == (output.places, output.rate_places, output.period, output.office)
    assert CellRef("测试.xlsx", "指标", "I2") == output.value.source
    assert CellRef("测试.xlsx", "指标", "J2") == output.prior.source


def test_empty_cells_of_a_row_are_known(tmp_path: Path) -> None:
    """A value that is not there is still known by its cell."""
    firms = book(tmp_path).indicator("新增企业")

    assert firms is not None and firms.target is None
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

    assert outcome.book is not None and () == outcome.diagnostics
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
        "企业名单汇总 |||\n名称 | 序 号 | 联系电话 | ｛｝ | 名单 | 备注\n甲公司|1|139||新增企业|\n乙公司|2|||新增企业|",
    )
    outcome = read_book(put(book_of_notation(notation), tmp_path))

    assert outcome.book is not None and [] == told(outcome)
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

    assert outcome.book is not None and [] == told(outcome)
    assert [2] == [len(one.names) for one in outcome.book.lists]


def test_live_formulas_are_never_read(tmp_path: Path) -> None:
    """The computed columns may hold anything, even an error."""
    assert [] == told(read(tmp_path, {"指标!U1": "同比（%）", "指标!U2": "#DIV/0!", "指标!U99": "=1+1"}))


# --- numbers


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("'118300", "118300"),  # a number stored as text
        ("１１８３００", "118300"),
        ("118,300", "118300"),
        ("118，300.50", "118300.50"),
        ("118 300", "118300"),
        ("'-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        ("１２３．５", "123.5"),
        ("+7", "7"),
    ],
)
def test_certain_slips_are_read_and_named(tmp_path: Path, typed: str, amount: str) -> None:
    """A slip whose meaning is certain gives the number, and a warning."""
    outcome = read(tmp_path, {"指标!I2": typed})

    assert [("WB205", W, "指标!I2")] == told(outcome)
    assert outcome.book is not None
    value = outcome.book.indicators[0].value
    assert value is not None and Decimal(amount) == value.amount


@pytest.mark.parametrize("typed", ["—", "-", "——", "无", "N/A", "n/a", "/", "－", "暂无"])
def test_marks_for_not_available_are_no_number(tmp_path: Path, typed: str) -> None:
    """A dash or 无 says that there is no figure: a note, and no value."""
    outcome = read(tmp_path, {"指标!J2": typed})

    assert [("WB213", N, "指标!J2")] == told(outcome)
    assert outcome.book is not None and outcome.book.indicators[0].prior is None


@pytest.mark.parametrize(
    ("typed", "hints", "value"),
    [
        ("11.83亿元", ("amount",), "118300"),  # 11.83 × 10000
        ("11.83 亿", ("amount",), "118300"),
        ("118300万元", ("amount",), "118300"),
        ("1,183,000,000元", ("amount",), "118300"),  # ÷ 10000
        ("１１．８３亿元", ("amount",), "118300"),
        ("3000平方米", (), ""),  # no money
        ("约11.8万", ("approximate",), ""),
        ("近12亿元", ("approximate",), ""),
        ("十一亿", (), ""),
        ("12,3", (), ""),  # neither thousands nor a decimal point
        ("1.2.3", (), ""),
    ],
)
def test_text_in_a_number_cell_is_an_error(
    tmp_path: Path, typed: str, hints: tuple[str, ...], value: str
) -> None:
    """Text is no number; where it tells an amount, the hint names the number to type in the row's unit."""
    outcome = read(tmp_path, {"指标!I2": typed})

    assert [("WB203", E, "指标!I2")] == told(outcome)
    assert hints == outcome.diagnostics[0].hints
    assert value == outcome.diagnostics[0].values.get("value", "")
    assert outcome.book is not None and outcome.book.indicators[0].value is None


def test_amount_converts_to_endless_decimals_rounded(tmp_path: Path) -> None:
    """Where the conversion never ends (亩 in ㎡), the proposed number is cut to what a cell can use."""
    outcome = read(tmp_path, {"指标!D2": "㎡", "指标!E2": "", "指标!I2": "1亩"})

    assert "666.666666666667" == outcome.diagnostics[0].values["value"]  # 1 ÷ 0.0015


@pytest.mark.parametrize(
    ("cell", "typed", "shown"),
    [
        ("指标!I6", "8.46%", "8.46"),  # a row of percentages
        ("指标!L2", "8.46%", "8.46"),  # a published rate
        ("指标!I6", "12.50%", "12.5"),
    ],
)
def test_percent_cells_hold_what_they_show(tmp_path: Path, cell: str, typed: str, shown: str) -> None:
    """0.0846 shown as 8.46% is 8.46 per cent."""
    small = book(tmp_path, {cell: typed})
    held = small.indicators[0].given_rate if cell.endswith("L2") else small.indicators[4].value

    assert held is not None and Decimal(shown) == held.amount
    assert cell == str(held.source)


def test_percent_converts_into_permille(tmp_path: Path) -> None:
    """In a row of ‰ a cell that shows 0.52% holds 5.2."""
    value = book(tmp_path, {"指标!D6": "‰", "指标!I6": "0.52%"}).indicators[4].value

    assert value is not None and Decimal("5.2") == value.amount  # 0.52 ÷ 0.1


def test_published_rate_may_be_typed_with_its_sign(tmp_path: Path) -> None:
    """"8.46%" as text is 8.46 where per cent are asked for, with a warning."""
    outcome = read(tmp_path, {"指标!L2": "'8.46%"})

    assert [("WB205", W, "指标!L2")] == told(outcome)
    assert outcome.book is not None
    rate = outcome.book.indicators[0].given_rate
    assert rate is not None and Decimal("8.46") == rate.amount


def test_binary_dust_is_not_read(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.3, as Excel shows it."""
    small = book_of_notation(SMALL)
    small["指标"]["I2"].value = 0.1 + 0.2
    found = read_book(put(small, tmp_path)).book

    assert found is not None and found.indicators[0].value is not None
    assert Decimal("0.3") == found.indicators[0].value.amount


# --- faults of single cells

FAULTS = [
    # the cell holds something else than its column asks for
    ({"指标!I2": "=1+1"}, "WB201", E, "指标!I2"),
    ({"正文!E2": "=A1"}, "WB201", E, "正文!E2"),
    ({"指标!I2": "#DIV/0!"}, "WB202", E, "指标!I2"),
    ({"指标!B2": "#N/A"}, "WB202", E, "指标!B2"),
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
    ({"勾稽关系!C2": "约等于"}, "WB210", E, "勾稽关系!C2"),
    ({"勾稽关系!F2": "致命"}, "WB210", E, "勾稽关系!F2"),
    ({"基本信息!B6": "年底"}, "WB211", E, "基本信息!B6"),
    ({"基本信息!B6": "2020-11-31".replace("-", "/")}, "WB211", E, "基本信息!B6"),
    ({"基本信息!B5": "二〇二〇"}, "WB212", E, "基本信息!B5"),
    ({"基本信息!B5": "20200"}, "WB212", E, "基本信息!B5"),
    ({"指标!I2": "1000000000000000"}, "WB214", E, "指标!I2"),
    ({"指标!I2": "0.00000000000000001"}, "WB214", E, "指标!I2"),
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
    """A control character, which Excel stores as _x000B_, is told by its number and never reaches the book."""
    outcome = read(tmp_path, {"正文!E2": "工业_x000B_增势良好。"})

    assert [("WB209", E, "正文!E2")] == told(outcome)
    assert "U+000B" == outcome.diagnostics[0].values["found"]
    assert outcome.book is not None and "工业增势良好。" == outcome.book.passages[0].text


def test_line_breaks_are_kept_in_one_form(tmp_path: Path) -> None:
    """A line break in a cell is kept; the carriage return that Windows adds is not."""
    assert "甲\n乙" == book(tmp_path, {"正文!E2": "甲_x000D_\n乙"}).passages[0].text


@pytest.mark.parametrize(
    ("typed", "meant"), [("==", "="), ("<=", "≤"), ("＜＝", "≤"), ("不大于", "≤"), (">=", "≥"), ("等于", "=")]
)
def test_relations_may_be_typed_in_many_ways(tmp_path: Path, typed: str, meant: str) -> None:
    """A relation is understood as Excel users type it."""
    assert meant == book(tmp_path, {"勾稽关系!C2": f"'{typed}"}).rules[0].relation


# --- faults of the form


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
    assert outcome.book is not None and outcome.book.indicators[0].prior is None


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    """Rows that a filter hides count, and the clerk is told that they do."""
    small = book_of_notation(SMALL)
    small["指标"].row_dimensions[3].hidden = True
    outcome = read_book(put(small, tmp_path))

    assert [("WB109", N, "指标!A3")] == told(outcome)
    assert outcome.book is not None and outcome.book.indicator("新增企业") is not None


def test_missing_file_is_an_outcome_too(tmp_path: Path) -> None:
    """A file that is not there gives no book and one fault, not an exception."""
    outcome = read_book(tmp_path / "没有.xlsx")

    assert outcome.book is None
    assert ["PK101"] == [found.code for found in outcome.diagnostics]

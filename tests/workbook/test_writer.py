"""What is written comes back unchanged, looks as the form says, and agrees with what the report computes."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.growth import is_subtracted, year_on_year
from reportgen.quantities import rounded
from reportgen.workbook import Contents, Limits, check_book, empty_book, read_book, write_book
from reportgen.workbook.contents import Value
from reportgen.workbook.form import CHINESE
from reportgen.workbook.outline import outline
from reportgen.workbook.reader import read_sheets
from tests.support.books import reopened
from tests.support.live import LIVE, RATES

FACT_ROWS: list[dict[str, Value]] = [
    {"项目": "报告标题", "内容": "县某局2020年工作总结"},
    {"项目": "单位全称", "内容": "某县某局"},
    {"项目": "年度", "内容": "2020"},
    {"项目": "成文日期", "内容": "2020-12-31"},
]


def contents(*rows: Mapping[str, Value], **sheets: Sequence[Mapping[str, Value]]) -> Contents:
    """Return contents with these rows in 指标."""
    return Contents(2020, {"基本信息": FACT_ROWS, "指标": rows, **sheets})


def written(folder: Path, *rows: Mapping[str, Value], **sheets: Sequence[Mapping[str, Value]]) -> Path:
    """Write a book with these rows and return its path."""
    path = folder / "测试.xlsx"
    path.write_bytes(write_book(contents(*rows, **sheets)))
    return path


def row(**held: Value) -> dict[str, Value]:
    """Return a row of 指标, named and in 万元 unless told otherwise."""
    return {"指标名称": "总产值", "单位": "万元", "增速小数位": 2, **held}


# --- what comes back


def test_values_come_back_as_they_went_in(tmp_path: Path) -> None:
    """Numbers, texts and dates read back are those that were written."""
    path = written(tmp_path, row(编码="GY01", 本年值="133.50469", 上年同期值=Decimal("0.1"), 备注="甲\n乙"))
    book = read_book(path).book

    assert book is not None
    one = book.indicators[0]
    assert one.value is not None
    assert one.prior is not None
    assert (Decimal("133.50469"), Decimal("0.1")) == (one.value.amount, one.prior.amount)
    assert ("GY01", "甲\n乙") == (one.code, one.note)
    assert {"年度": "2020", "成文日期": "2020-12-31"}.items() <= {
        fact.name: fact.text for fact in book.facts
    }.items()


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A1", "+86", "-无", "@甲", "#N/A", "1-2", "TRUE", "http://a.b", "007", "{=1}"]
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    """Nothing that somebody typed becomes a formula, an error, a date, a link or a number."""
    path = written(tmp_path, row(备注=text))
    cell = load_workbook(path)["指标"]["T2"]

    assert (text, "s") == (cell.value, cell.data_type)
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@"))


def test_every_number_of_15_digits_survives(tmp_path: Path) -> None:
    """Numbers come back to their last digit through Excel's floating point."""
    chance = random.Random(20201231)
    amounts = [Decimal(chance.randrange(-(10**15), 10**15)).scaleb(-chance.randrange(13)) for _ in range(500)]
    path = written(
        tmp_path, *(row(指标名称=f"指标{number}", 本年值=amount) for number, amount in enumerate(amounts))
    )

    rows = read_sheets(path, lambda title: title == "指标").sheets[0].rows
    assert amounts == [rows[number][9].number for number in range(2, 502)]


def test_unknown_sheets_and_headers_are_our_mistake() -> None:
    """Contents that the form does not know are refused, not dropped."""
    with pytest.raises(ValueError, match="今年值"):
        write_book(contents({"指标名称": "总产值", "今年值": 1}))
    with pytest.raises(ValueError, match="附表"):
        write_book(contents(附表=[{"甲": 1}]))


def test_equal_contents_give_equal_bytes() -> None:
    """No clock and no machine gets into a file."""
    assert write_book(contents(row(本年值=1))) == write_book(contents(row(本年值=1)))


# --- live formulas


@pytest.mark.parametrize(("column", "held", "shown"), LIVE)
def test_formulas_are_stored_with_our_values(
    column: str, held: dict[str, Value], shown: float | None
) -> None:
    """A book shows the rates and completions of the report before any program has calculated it."""
    sheet = reopened(write_book(contents(row(**held))))["指标"]

    assert shown == sheet[f"{column}2"].value


def test_stored_rates_are_those_of_growth(tmp_path: Path) -> None:
    """The value stored with a formula is the rate that the report states."""
    path = written(tmp_path, *(row(指标名称=f"指标{at}", **held) for at, (held, _) in enumerate(RATES)))
    book, sheet = read_book(path).book, load_workbook(path, data_only=True)["指标"]

    assert book is not None
    for one in book.indicators:
        change, shown = year_on_year(one), sheet.cell(int(one.source.cell[1:]), 21).value
        places = 2 if one.rate_places is None else one.rate_places
        scale = Fraction(one.unit.scale) if is_subtracted(one.unit) else 1
        stated = (
            float(rounded(change.exact / scale, places))
            if change.has_rate and change.exact is not None
            else None
        )
        assert stated == shown


# --- how it looks


def test_sheets_are_those_of_the_form() -> None:
    """Guide first, then the sheets of the form with all their headers, frozen and repeated on every page."""
    book = reopened(write_book(contents(row(本年值=1), 历年=[{"指标名称": "总产值", "2019": 1, "2020": 2}])))

    titles = [CHINESE.guide.title, *(form.title for form in CHINESE.sheets), CHINESE.guide.choices[0]]
    assert titles == book.sheetnames
    for form in CHINESE.sheets:
        sheet = book[form.title]
        headers = [cell.value for cell in sheet[1]]
        assert [column.header for column in form.columns] == headers[: len(form.columns)]
        assert "$1:$1" == sheet.print_title_rows
        assert ("landscape", "9", 0) == (
            sheet.page_setup.orientation, str(sheet.page_setup.paperSize),
            sheet.page_setup.fitToHeight,
        )  # fmt: skip
    assert [2019, 2020, None] == [cell.value for cell in book["历年"][1]][1:4]
    assert "D2" == book["指标"].freeze_panes


def test_input_is_guided() -> None:
    """Number cells take numbers, choices come as lists, the year and the date are validated in their rows."""
    book = reopened(write_book(contents(row(本年值=1))))
    indicators = {str(one.sqref): one for one in book["指标"].data_validations.dataValidation}
    facts = {str(one.sqref): one.type for one in book["基本信息"].data_validations.dataValidation}

    assert "decimal" == indicators["I2:I202"].type
    assert "列表!" in indicators["Q2:Q202"].formula1.replace("'", "")
    assert ("whole", "0", "8") == (
        indicators["F2:F202"].type,
        indicators["F2:F202"].formula1,
        indicators["F2:F202"].formula2,
    )
    assert all(one.prompt and one.error for one in indicators.values())
    assert {"B2": None, "B3": None, "B4": "whole", "B5": "date"}.items() <= facts.items()


def test_long_texts_show_whole_and_rows_grow() -> None:
    """A row is as high as its text needs from the start, and not so fixed that it could not grow with it."""
    rows = [{"章": "一", "内容": "甲" * 98}, {"章": "一", "内容": "甲"}, {"章": "一", "内容": "甲\n乙\n丙"}]
    data = write_book(contents(row(本年值=1), 正文=rows))
    heights = reopened(data)["正文"].row_dimensions

    assert (30, None, 45) == (
        heights[2].height,
        heights[3].height,
        heights[4].height,
    )  # 98 汉字 at 49.5 a line
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"customHeight" not in archive.read("xl/worksheets/sheet5.xml")


def test_missing_values_turn_pink() -> None:
    """Each sheet that waits for something colours what is still empty."""
    book = reopened(empty_book(2021))

    coloured = {sheet.title for sheet in book.worksheets if len(sheet.conditional_formatting)}
    assert {form.title for form in CHINESE.sheets} == coloured


# --- the empty workbook


def test_empty_book_names_every_indicator(tmp_path: Path) -> None:
    """An empty workbook has the outline's rows, the facts' labels, and title and year when one was named."""
    path = tmp_path / "空表.xlsx"
    path.write_bytes(empty_book(2021))
    book = read_book(path).book

    assert book is not None
    assert [one["指标名称"] for one in outline()] == [one.name for one in book.indicators]
    assert {"年度": "2021", "报告标题": "2021年工作总结及2022年工作要点"} == {
        one.name: one.text for one in book.facts
    }


def test_empty_book_misses_every_value_by_its_cell(tmp_path: Path) -> None:
    """A check of an empty workbook names each value, name, fact and paragraph that it waits for."""
    path = tmp_path / "空表.xlsx"
    path.write_bytes(empty_book())
    outcome = read_book(path)

    assert outcome.book is not None
    found = (*outcome.diagnostics, *check_book(outcome.book, Limits()))
    places = {
        code: [str(one.place) for one in found if one.code == code] for code in {one.code for one in found}
    }
    assert {"WB301", "WB220", "WB222", "WB226"} == set(places)
    assert {f"指标!I{at}" for at in range(2, len(outline()) + 2)} == set(places["WB301"])
    assert {f"基本信息!B{at}" for at in range(2, len(CHINESE.facts) + 6)} == set(places["WB222"])
    assert all(place.startswith("名单!C") for place in places["WB220"])


def test_outline_is_in_order(tmp_path: Path) -> None:
    """The shipped rows have names and codes of their own, units that convert, and nothing else amiss."""
    path = written(tmp_path, *(dict(one) for one in outline()))

    assert [] == [found.code for found in read_book(path).diagnostics]

"""Next year's book: what moves on, what is emptied, what is kept; and that nothing stale could win."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from reportgen.diagnostics import Refusal, errors_in
from reportgen.indicators import Book
from reportgen.workbook import Limits, check_book, read_book
from reportgen.workbook.carrying import read_filled
from reportgen.workbook.roll import Rolled, rolled
from tests.support.books import book_of_notation, edited
from tests.support.clerk import BOOK
from tests.support.years import next_book, row, said, small, typed, written
from tests.support.zips import repacked

OWN = {"指标!U1": "联系电话", "指标!U2": "'0718-1234567", "指标!U3": "42"}


def notes(made: Rolled) -> list[tuple[str, str]]:
    """Return code and place of what a roll has to say."""
    return [(found.code, str(found.place)) for found in made.notes]


# --- values


def test_values_become_last_years(tmp_path: Path) -> None:
    """本年值 is 上年同期值 and 上年公布值 now; nobody has this year's value yet."""
    one = row(next_book(tmp_path))

    assert one.value is None
    assert one.prior is not None
    assert one.prior_published is not None
    assert (Decimal(118300), Decimal(118300)) == (one.prior.amount, one.prior_published.amount)


@pytest.mark.parametrize(
    ("edits", "published"),
    [
        ({"指标!I2": "118345"}, "118300"),  # prints as 11.83亿元
        ({"指标!I2": "118350"}, "118400"),  # a tie goes up
        ({"指标!I2": "118345", "指标!F2": ""}, "118345"),  # prints all decimals
        ({"指标!I2": "118345.5", "指标!E2": "", "指标!F2": "0"}, "118346"),
        ({"指标!I2": "-118345"}, "-118300"),
    ],
)
def test_what_was_published_is_what_the_report_printed(
    tmp_path: Path, edits: dict[str, str], published: str
) -> None:
    """The cell's own number is the base of the rate, the printed one is kept beside it; check agrees."""
    book = next_book(tmp_path, edits)
    one = row(book)

    assert one.prior is not None
    assert one.prior_published is not None
    assert edits["指标!I2"] == str(one.prior.amount)
    assert Decimal(published) == one.prior_published.amount
    assert "WB312" not in [found.code for found in check_book(book, Limits())]


def test_a_column_of_the_earlier_years_is_added(tmp_path: Path) -> None:
    """Every indicator with a value has a row; what stood there before stands there still."""
    book = next_book(tmp_path, {"历年!B2": "100000", "历年!C1": "", "历年!C2": ""})
    earlier = {
        series.name: {year: str(held.amount) for year, held in series.years.items()}
        for series in book.history
    }

    assert {
        "工业总产值": {2019: "100000", 2020: "118300"},
        "新增企业": {2020: "2"},
        "退出企业": {2020: "1"},
        "净增企业": {2020: "1"},
        "税收占比": {2020: "12.5"},
    } == earlier


def test_another_value_of_the_year_among_the_earlier_ones_is_told(tmp_path: Path) -> None:
    """The row of 指标 wins over a column of 历年 that has its year already; both cells are named."""
    made = rolled(typed(tmp_path, {"历年!C2": "118000"}))

    (found,) = made.notes
    assert ("WB405", "历年!C2", "118000", "118300") == (
        found.code, str(found.place), found.values["found"], found.values["value"],
    )  # fmt: skip


def test_a_text_that_no_cell_holds_is_refused(tmp_path: Path) -> None:
    """Other programs write longer ones; it would be cut off in the new book."""
    path = small(tmp_path / "甲.xlsx", {"正文!E2": "z" * 30_000})
    longer = repacked(path, lambda _, data: data.replace(b"zzz", b"zzzz"))
    with pytest.raises(Refusal) as caught:
        read_filled(longer)

    assert [("WB424", "正文!E2")] == [(one.code, str(one.place)) for one in caught.value.diagnostics]


def test_half_a_character_is_named_and_carried_nowhere(tmp_path: Path) -> None:
    """Also in a column of the user's own, where a form has nothing to say: no file could hold it."""
    edits = {"指标!U1": "备用", "指标!U2": "甲_xD800_", "正文!E2": "乙_xDC00_"}
    with pytest.raises(Refusal) as caught:
        read_filled(small(tmp_path / "甲.xlsx", edits))

    told = [(one.code, str(one.place), one.values["found"]) for one in caught.value.diagnostics]
    assert [("WB209", "指标!U2", "U+D800"), ("WB209", "正文!E2", "U+DC00")] == sorted(told)


def test_a_row_without_a_value_has_no_last_year(tmp_path: Path) -> None:
    """The number of the year before last must not pass for last year's."""
    made = rolled(typed(tmp_path, {"指标!I2": "", "指标!O2": "", "历年!C2": ""}))
    one = row(written(made.filled, tmp_path / "明年.xlsx", made.year))

    assert (None, None) == (one.prior, one.prior_published)
    assert ("工业总产值",) == made.without


@pytest.mark.parametrize(
    ("column", "typed_in"), [("L", "8.46"), ("N", "120000"), ("O", "2"), ("T", "口径有变"), ("Q", "快报")]
)
def test_what_held_for_the_year_only_is_emptied(tmp_path: Path, column: str, typed_in: str) -> None:
    """A published rate, target, rank, remark or status of last year's cannot win."""
    one = row(next_book(tmp_path, {f"指标!{column}2": typed_in}))

    assert (None, None, None, "", "") == (one.given_rate, one.target, one.rank, one.note, one.status)


def test_old_reasons_and_targets_stay_in_sight(tmp_path: Path) -> None:
    """As comments on their cells, where they can silence nothing."""
    next_book(tmp_path, {"指标!N2": "120000", "指标!T2": "基数低"})
    sheet = load_workbook(tmp_path / "明年.xlsx")["指标"]

    assert ("上年目标值：120000", "上年备注：基数低") == tuple(
        sheet[cell].comment.text for cell in ("N2", "T2") if sheet[cell].comment
    )
    assert (None, None) == (sheet["N2"].value, sheet["T2"].value)


@pytest.mark.parametrize("status", ["计划", "不适用"])
def test_why_a_row_needs_no_value_is_kept(tmp_path: Path, status: str) -> None:
    """A row that was none of this year's is none of next year's either."""
    assert status == row(next_book(tmp_path, {"指标!Q2": status, "指标!I2": ""})).status


def test_a_text_that_stands_for_no_number_moves_along(tmp_path: Path) -> None:
    """“无” under 本年值 says next year that there was none; it is no number of any year."""
    next_book(tmp_path, {"指标!I3": "无"})
    book = load_workbook(tmp_path / "明年.xlsx")

    assert ("无", None) == (book["指标"]["J3"].value, book["指标"]["I3"].value)
    assert "新增企业" not in [cell.value for cell in book["历年"]["A"]]


# --- what is kept


def test_everything_else_is_kept(tmp_path: Path) -> None:
    """Codes, sections, names, units, decimals, periods, bases, sources, hands and rules say the same."""
    before = said(read_book(small(tmp_path / "乙.xlsx")).book or Book("", ""))
    after = said(next_book(tmp_path))
    kept = [(*one[:8], *one[14:16], *one[17:19]) for one in before["indicators"]]  # type: ignore[attr-defined]

    assert kept == [(*one[:8], *one[14:16], *one[17:19]) for one in after["indicators"]]  # type: ignore[attr-defined]
    assert before["rules"] == after["rules"]


def test_columns_of_the_users_own_are_kept(tmp_path: Path) -> None:
    """With their values and in their rows, texts as texts, numbers as numbers."""
    next_book(tmp_path, OWN)
    sheet = load_workbook(tmp_path / "明年.xlsx")["指标"]
    column = next(cell.column for cell in sheet[1] if cell.value == "联系电话")

    assert ["0718-1234567", 42, None] == [sheet.cell(at, column).value for at in (2, 3, 4)]


def test_a_row_that_only_has_columns_of_ones_own_is_kept(tmp_path: Path) -> None:
    """Such as a mark between two sections."""
    next_book(tmp_path, {**OWN, "指标!U8": "以上为工业"})

    sheet = load_workbook(tmp_path / "明年.xlsx")["指标"]
    assert "以上为工业" in [cell.value for row in sheet.iter_rows() for cell in row]


def test_what_the_form_has_no_place_for_is_named(tmp_path: Path) -> None:
    """Sheets of the user's own, values under no header, facts that speak of the year."""
    edits = {"基本信息!A9": "会议", "基本信息!B9": "2020年工业大会", "指标!W3": "未核"}
    path = small(tmp_path / "甲.xlsx", edits)
    book = load_workbook(path)
    book.create_sheet("测算")["A1"] = 1
    book.save(path)

    made = rolled(read_filled(path))
    assert [("WB404", "基本信息!B9"), ("WB403", "指标!W3"), ("WB402", "测算")] == notes(made)


def test_a_formula_of_the_users_own_is_carried_as_its_value_and_named(tmp_path: Path) -> None:
    """In cells that are typed into and in own columns, told once for the sheet; the form's own are not."""
    path = small(tmp_path / "甲.xlsx", {**OWN, "指标!I3": "12345"})

    def computed(_: str, data: bytes) -> bytes:
        return data.replace(b"<v>12345</v>", b"<f>6000+6345</f><v>12345</v>").replace(
            b"<v>42</v>", b"<f>6*7</f><v>42</v>"
        )

    made = rolled(read_filled(repacked(path, computed)))
    ours = rolled(read_filled(BOOK))

    assert [("WB406", "指标!I3", 2)] == [
        (found.code, str(found.place), found.values["count"]) for found in made.notes if found.code == "WB406"
    ]
    assert Decimal(12345) == made.filled.lines("indicators")[1].value("prior")
    assert "WB406" not in [found.code for found in ours.notes]


def test_comments_and_drop_down_lists_of_the_users_own_are_kept(tmp_path: Path) -> None:
    """A comment on a name, a period that somebody added; what was remarked on last year's number is not."""
    written(typed(tmp_path), tmp_path / "2020.xlsx")
    book = load_workbook(tmp_path / "2020.xlsx")
    for cell, text in (("C2", "规上口径"), ("I2", "已电话核实")):
        book["指标"][cell].comment = Comment(text, "张三")
    column = next(cell.column for cell in book["列表"][1] if cell.value == "期间")
    at = next(at for at in range(2, 99) if book["列表"].cell(at, column).value is None)
    book["列表"].cell(at, column).value = "前三季度末"
    book.save(tmp_path / "2020.xlsx")
    made = rolled(read_filled(tmp_path / "2020.xlsx"))
    written(made.filled, tmp_path / "2021.xlsx", made.year)
    after = load_workbook(tmp_path / "2021.xlsx")

    assert "规上口径" in str(after["指标"]["C2"].comment and after["指标"]["C2"].comment.text)
    assert [None, None] == [after["指标"][cell].comment for cell in ("I2", "J2")]
    assert "前三季度末" in [cell.value for row in after["列表"].iter_rows() for cell in row]


# --- what check says of it


def test_check_names_every_missing_value_by_its_cell(tmp_path: Path) -> None:
    """All six rows, the list and the date; and nothing that is there is doubted."""
    next_book(tmp_path)
    outcome = read_book(tmp_path / "明年.xlsx")
    assert outcome.book is not None
    found = [*outcome.diagnostics, *check_book(outcome.book, Limits())]

    assert {"WB222 基本信息!B6", "WB220 名单!C2", *(f"WB301 指标!I{at}" for at in range(2, 8))} == {
        f"{one.code} {one.place}" for one in errors_in(found)
    }
    assert {"WB401"} == {one.code for one in found if one.severity == "warning"}


def test_a_rolled_book_can_be_rolled_again(tmp_path: Path) -> None:
    """An empty year gives nothing to the next, and loses nothing of the ones before."""
    once = rolled(typed(tmp_path))
    written(once.filled, tmp_path / "2021.xlsx", once.year)
    twice = rolled(read_filled(tmp_path / "2021.xlsx"))
    book = written(twice.filled, tmp_path / "2022.xlsx", twice.year)

    assert (2022, 0, 6) == (twice.year, twice.carried, twice.waiting)
    assert [None] * 6 == [one.prior for one in book.indicators]
    assert {2019: 109072, 2020: 118300} == {year: held.amount for year, held in book.history[0].years.items()}


def test_the_sample_rolls_without_a_loss(tmp_path: Path) -> None:
    """81 indicators, 11 lists, 28 paragraphs, 18 rules: there again, with 79 values of last year's."""
    made = rolled(read_filled(BOOK))
    book = written(made.filled, tmp_path / "2021.xlsx", made.year)

    assert (81, 11, 28, 18) == tuple(map(len, (book.indicators, book.lists, book.passages, book.rules)))
    assert (79, 81, ()) == (made.carried, made.waiting, made.without)
    assert 79 == sum(one.prior is not None for one in book.indicators)


# --- what is refused


def test_a_book_with_errors_of_form_is_refused(tmp_path: Path) -> None:
    """All of them at once: what cannot be read cannot be carried on."""
    with pytest.raises(Refusal) as refused:
        typed(tmp_path, {"指标!I2": "约11.83亿元", "指标!I3": "#DIV/0!", "指标!J6": "=1+1"})

    assert ["WB203", "WB202", "WB201"] == [found.code for found in refused.value.diagnostics]


def test_a_book_without_its_year_is_refused(tmp_path: Path) -> None:
    """There is no telling which year comes next."""
    with pytest.raises(Refusal) as refused:
        rolled(typed(tmp_path, {"基本信息!B5": ""}))

    assert ["WB222"] == [found.code for found in refused.value.diagnostics]


def test_an_english_book_rolls_in_english(tmp_path: Path) -> None:
    """Its headers, marks and comments are English."""
    notation = """
## Facts
Item | Content
Title | Annual summary 2020 and priorities for 2021
Office | Bureau of Testing
Year | 2020
Date | 2020-12-31
## Indicators
Indicator | Unit | This year | Target | Remarks | Status
Output | 万元 | 118300 | 120000 | low base | final
## Prose
Chapter | Section | Heading | Form | Text
1 | | | | All went well in 2020.
"""
    book = book_of_notation(notation)
    edited(book, "Facts!B2", "Annual summary 2020 and priorities for 2021").save(tmp_path / "2020.xlsx")
    made = rolled(read_filled(tmp_path / "2020.xlsx"))
    read = written(made.filled, tmp_path / "2021.xlsx", made.year)
    sheet = load_workbook(tmp_path / "2021.xlsx")["Indicators"]
    told = [cell.comment.text for cell in sheet[2] if cell.comment]

    assert "en" == read.language
    assert ["Last year's target: 120000", "Last year's remarks: low base"] == told
    assert ["to rewrite"] == [one.status for one in read.passages]
    assert [{2020: 118300}] == [
        {year: held.amount for year, held in series.years.items()} for series in read.history
    ]

"""No cell is read as a figure that it does not hold: each kind of damage in each column is named with its
cell, or read as what it plainly is."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from reportgen import Refusal, build, check
from reportgen.diagnostics import Diagnostic
from reportgen.settings import Settings
from reportgen.workbook import Limits, check_book, read_book
from tests.support.books import SMALL, book_of_notation, edited, put, small_book
from tests.support.docs import docx
from tests.support.office import has_calc, resaved
from tests.support.thorough import THOROUGH, some
from tests.support.zips import SHEET, repacked

COLUMNS = {
    "基本信息": "AB",
    "指标": "ABCDEFGHIJKLMNOPQRST",
    "名单": "ABCD",
    "正文": "ABCDE",
    "勾稽关系": "ABCDEFG",
    "历年": "ABC",
}
CELLS = [f"{sheet}!{column}2" for sheet, columns in COLUMNS.items() for column in columns]
NUMBERS = [f"指标!{column}2" for column in "FGIJKLNO"] + ["名单!B2", "勾稽关系!E2", "历年!B2", "历年!C2"]
TEXTS = [cell for cell in CELLS if cell not in NUMBERS]
STEP = 1 if THOROUGH else 3  # every third cell
ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NUM!", "#NAME?", "#NULL!")
NO_NUMBERS = ("NaN", "nan", "inf", "-Infinity", "1e400", "0x10", "--5", "1_000", "2²", "#REF!", "12..5")


def findings(path: Path) -> list[Diagnostic]:
    """Return all that is found in a workbook."""
    outcome = read_book(path)
    return [*outcome.diagnostics, *(check_book(outcome.book, Limits()) if outcome.book else ())]


def errors_at(path: Path, cell: str) -> set[str]:
    """Return the codes of the errors that name a cell."""
    return {one.code for one in findings(path) if str(one.place) == cell and one.severity == "error"}


@pytest.mark.parametrize("cell", CELLS[::STEP])
def test_an_error_of_excel_is_refused_in_every_column(tmp_path: Path, cell: str) -> None:
    """Whichever it is."""
    for error in some(ERRORS, CELLS.index(cell)):
        assert "WB202" in errors_at(small_book(tmp_path, {cell: error}), cell)


@pytest.mark.parametrize("cell", TEXTS[::STEP])
def test_an_error_of_excel_that_became_text_is_refused_as_well(tmp_path: Path, cell: str) -> None:
    """As another program writes it, by itself or within a text; and its words for no number."""
    for typed in some(("'#REF!", "'产值#DIV/0!万元", "'NaN", "'inf"), TEXTS.index(cell)):
        assert "WB202" in errors_at(small_book(tmp_path, {cell: typed}), cell)


@pytest.mark.parametrize("cell", CELLS[1::STEP])
def test_a_formula_without_a_value_is_refused_in_every_column(tmp_path: Path, cell: str) -> None:
    """It would be an empty cell otherwise."""
    assert {"WB201"} <= errors_at(small_book(tmp_path, {cell: "=1+1"}), cell)


@pytest.mark.parametrize("cell", NUMBERS)
def test_what_is_no_number_is_refused_where_one_belongs(tmp_path: Path, cell: str) -> None:
    """Never read as 0, as nothing, or as infinity."""
    number = NUMBERS.index(cell)
    for typed in some(NO_NUMBERS, number, 2):
        assert errors_at(small_book(tmp_path, {cell: f"'{typed}"}), cell) & {"WB203", "WB214"}
    for typed in some(("TRUE", "2020-02-29"), number):
        assert "WB204" in errors_at(small_book(tmp_path, {cell: typed}), cell)


STORED = {
    "NaN": "NaN",
    "infinity": "INF",
    "beyond a double": "1e400",
    "a comma": "12,3",
    "digits of another script": "١٢",
    "no value": "",
    "beyond sixteen digits": "99999999999999999999",
}


@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("column", ["I", "J"])
def test_a_number_cell_that_holds_none_is_named(tmp_path: Path, name: str, column: str) -> None:
    """As a program writes it that does not look; an empty one is an empty cell."""
    value = f"<v>{STORED[name]}</v>".encode()

    def spoilt(member: str, data: bytes) -> bytes:
        if member != SHEET:
            return data
        start = data.index(b"<v>", data.index(f'r="{column}2"'.encode()))
        return data[:start] + value + data[data.index(b"</v>", start) + 4 :]

    path = repacked(small_book(tmp_path), spoilt)
    codes = errors_at(path, f"指标!{column}2")
    outcome = read_book(path)
    assert outcome.book is not None
    held = outcome.book.indicators[0].value if column == "I" else outcome.book.indicators[0].prior

    assert held is None
    assert codes & {"WB203", "WB214"} or name == "no value"


@pytest.mark.parametrize("typed", ["１１８３００", "118,300", " 118300 ", "118300万元", "１１８，３００"])
def test_a_number_that_is_text_is_read_and_named(tmp_path: Path, typed: str) -> None:
    """Its meaning is certain."""
    outcome = read_book(small_book(tmp_path, {"指标!I2": f"'{typed}"}))
    assert outcome.book is not None
    value = outcome.book.indicators[0].value

    assert value is not None
    assert 118300 == value.amount
    assert {"WB205", "WB230"} & {one.code for one in outcome.diagnostics if str(one.place) == "指标!I2"}


@pytest.mark.parametrize(
    ("cell", "typed", "code"),
    [
        ("指标!C3", "工业总产值", "WB221"),
        ("指标!A3", "GY01", "WB221"),
        ("基本信息!A3", "报告标题", "WB221"),
        ("历年!C1", "2019", "WB106"),
    ],
)
def test_what_stands_twice_is_refused(tmp_path: Path, cell: str, typed: str, code: str) -> None:
    """Two rows of one name would be one figure to a template."""
    assert code in errors_at(small_book(tmp_path, {cell: typed}), cell)


def test_dates_of_1904_are_the_same_days(tmp_path: Path) -> None:
    """1,462 days lie between the two ways to count."""
    book = book_of_notation(SMALL)
    book.epoch = CALENDAR_MAC_1904
    edited(book, "基本信息!B6", "2020-12-31")
    outcome = read_book(put(book, tmp_path))
    assert outcome.book is not None

    facts = {fact.name: fact.text for fact in outcome.book.facts}

    assert facts["成文日期"] in ("2020-12-31", "2020年12月31日")


def hide(sheet: Worksheet, what: str) -> None:
    """Hide a row, a column or the sheet, or merge two values."""
    match what:
        case "row":
            sheet.row_dimensions[2].hidden = True
        case "column":
            sheet.column_dimensions["I"].hidden = True
        case "sheet":
            sheet.sheet_state = "hidden"
        case _:
            sheet.merge_cells("I2:I3")


@pytest.mark.parametrize(
    ("what", "code", "place"),
    [
        ("row", "WB109", "指标!A2"),
        ("column", "WB111", "指标!I1"),
        ("sheet", "WB112", "指标"),
        ("merged", "WB108", "指标!I2"),
    ],
)
def test_sources_that_nobody_sees_are_told(tmp_path: Path, what: str, code: str, place: str) -> None:
    """What is hidden counts all the same; of merged cells only the first does."""
    book = book_of_notation(SMALL)
    hide(book["指标"], what)

    assert (code, place) in [(one.code, str(one.place)) for one in findings(put(book, tmp_path))]


@pytest.mark.skipif(not has_calc(), reason="needs LibreOffice Calc")
@pytest.mark.render
def test_errors_stay_errors_when_libreoffice_saves(tmp_path: Path) -> None:
    """A colleague without Excel opens the workbook and saves it."""
    cells = {"指标!I2": "=1/0", "指标!J2": "#N/A", "指标!I3": "'NaN", "名单!C2": "#REF!", "正文!E2": "=NA()"}
    saved = resaved(small_book(tmp_path, cells), "xlsx")
    told = {str(one.place) for one in findings(saved) if one.severity == "error"}

    assert set(cells) <= told


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        *product(
            ("指标!I2", "指标!J2", "名单!C2", "正文!E2", "基本信息!B2"), ("#REF!", "=1+1", "'#N/A", "'NaN")
        )
    ][::STEP],
)
def test_no_draft_is_built_of_a_cell_that_holds_nothing(tmp_path: Path, cell: str, typed: str) -> None:
    """Whatever stands in it in place of a value."""
    template = tmp_path / "模板.docx"
    template.write_bytes(docx("{{ 报告标题 }}{{ 工业总产值 }}{{ 工业总产值.同比 }}{{ 新增企业.名单 }}"))
    book = small_book(tmp_path, {cell: typed})

    with pytest.raises(Refusal) as refusal:
        build(book, template, tmp_path / "稿.docx", settings=Settings())

    assert cell in {str(one.place) for one in refusal.value.diagnostics}
    assert not check(book, settings=Settings()).ok
    assert not (tmp_path / "稿.docx").exists()

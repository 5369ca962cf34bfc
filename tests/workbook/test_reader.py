"""Cells come as Excel shows them, with their kind; only what exists is read."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.reader import RawSheet, read_sheets
from tests.support.books import put, small_book
from tests.support.zips import with_rows


def first_sheet(folder: Path, book: Workbook) -> RawSheet:
    """Read the first sheet of `book`."""
    return read_sheets(put(book, folder)).sheets[0]


def cell_of(folder: Path, value: object, number_format: str = "General") -> Cell | None:
    """Return how A1 is read when it holds `value`."""
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = value
    cell.number_format = number_format
    return first_sheet(folder, book).rows.get(1, {}).get(1)


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "text"),
    [
        (118300, "General", CellKind.NUMBER, "118300"),
        (1.1, "General", CellKind.NUMBER, "1.1"),
        (0.1 + 0.2, "0.00", CellKind.NUMBER, "0.3"),  # stored as 0.30000000000000004
        (133.50469, "General", CellKind.NUMBER, "133.50469"),
        (1e-7, "General", CellKind.NUMBER, "0.0000001"),
        (12345678901234567, "General", CellKind.NUMBER, "12345678901234600"),  # Excel keeps 15 digits
        ("甲", "General", CellKind.TEXT, "甲"),
        ("  甲 ", "General", CellKind.TEXT, "  甲 "),
        (True, "General", CellKind.BOOL, "TRUE"),
        (date(2020, 12, 31), "yyyy-mm-dd", CellKind.DATE, "2020-12-31"),
        (datetime(2020, 12, 31, 8, 30), 'yyyy"年"m"月"d"日"', CellKind.DATE, "2020-12-31 08:30:00"),  # noqa: DTZ001
        (time(8, 30), "h:mm", CellKind.DATE, "08:30:00"),
        ("=1+1", "General", CellKind.FORMULA, ""),
        ("#DIV/0!", "General", CellKind.ERROR, "#DIV/0!"),
    ],
)
def test_cells_tell_their_kind_and_text(
    tmp_path: Path, value: object, number_format: str, kind: CellKind, text: str
) -> None:
    """A cell says what it is and what Excel shows, without binary dust."""
    cell = cell_of(tmp_path, value, number_format)

    assert cell is not None
    assert (kind, text) == (cell.kind, cell.text)


@pytest.mark.parametrize("value", [None, "", "   ", "　"])
def test_blank_cells_do_not_exist(tmp_path: Path, value: object) -> None:
    """Nothing, and blanks only, are no cell."""
    assert cell_of(tmp_path, value) is None


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0.00%", True),
        ('0.0"%"', False),
        ("0.00", False),
        ("0%;-0%", True),
        ("General", False),
        (r"0.0\%", False),
    ],
)
def test_percent_formats_are_told(tmp_path: Path, number_format: str, percent: bool) -> None:
    """A percent sign in the code of a format scales the number; one in quotes is a mere mark."""
    cell = cell_of(tmp_path, 0.0846, number_format)

    assert cell is not None
    assert percent is cell.percent
    assert Decimal("0.0846") == cell.number


def test_dates_of_the_1904_system_are_right(tmp_path: Path) -> None:
    """A book from an old Mac counts its days from 1904, and shows the same dates."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = date(2020, 12, 31)

    cell = first_sheet(tmp_path, book).rows[1][1]
    assert date(2020, 12, 31) == cell.moment


def test_merged_and_hidden_are_told(tmp_path: Path) -> None:
    """Merged ranges, hidden rows and hidden columns come with the cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 1
    sheet.merge_cells("B2:C4")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True

    raw = first_sheet(tmp_path, book)
    assert ((2, 2, 4, 3),) == raw.merged
    assert frozenset({3}) == raw.hidden_rows
    assert frozenset({5}) == raw.hidden_columns


def test_only_wanted_sheets_are_read(tmp_path: Path) -> None:
    """Titles of all sheets are known, cells only of those asked for."""
    raw = read_sheets(small_book(tmp_path), lambda title: title == "名单")

    assert ["名单"] == [sheet.title for sheet in raw.sheets]
    assert ("基本信息", "指标", "名单", "正文", "勾稽关系", "历年") == raw.titles


RAW = [
    ('<c r="A1"><f>1/3</f><v>0.3333333333333333</v></c>', CellKind.NUMBER, "0.333333333333333"),
    ('<c r="A1" t="str"><f>A2&amp;""</f><v>甲</v></c>', CellKind.TEXT, "甲"),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
    ('<c r="A1"><f>1+1</f><v></v></c>', CellKind.FORMULA, ""),
    ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>', CellKind.TEXT, "甲乙"),
    ('<c r="A1"><v>12,3</v></c>', CellKind.TEXT, "12,3"),
    ('<c r="A1"><v>NaN</v></c>', CellKind.TEXT, "NaN"),
    ('<c r="A1"><v>INF</v></c>', CellKind.TEXT, "INF"),
    ('<c r="A1"><v>1e999</v></c>', CellKind.TEXT, "1e999"),
    ('<c r="A1" s="999999"><v>5</v></c>', CellKind.NUMBER, "5"),
    ("<c><v>5</v></c>", CellKind.NUMBER, "5"),
]


@pytest.mark.parametrize(("xml", "kind", "text"), RAW)
def test_stored_forms_are_understood(tmp_path: Path, xml: str, kind: CellKind, text: str) -> None:
    """What Excel, WPS and others write comes out; what is no number stays the text that it is."""
    path = with_rows(small_book(tmp_path), f'<row r="1">{xml}</row>')

    cell = read_sheets(path, lambda title: title == "指标").sheets[0].rows[1][1]
    assert (kind, text) == (cell.kind, cell.text)


def test_formula_with_the_empty_text_for_result_is_empty(tmp_path: Path) -> None:
    """A formula that shows nothing is an empty cell; it has been calculated."""
    path = with_rows(small_book(tmp_path), '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')

    assert {} == read_sheets(path, lambda title: title == "指标").sheets[0].rows


def test_reading_is_loaded_when_it_is_needed() -> None:
    """Importing the package loads none of the slow libraries: the command line starts quickly."""
    slow = "{'openpyxl', 'xlsxwriter', 'lxml', 'babel'}"
    asked = f"import sys, reportgen.workbook; print(sorted({slow} & set(sys.modules)))"

    assert (
        "[]" == subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout.strip()
    )

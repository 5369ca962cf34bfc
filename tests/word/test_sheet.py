"""The workbook behind a chart: the smallest that Excel opens, with the numbers digit by digit."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from reportgen.word.sheet import SHEET, cell_name, sheet_workbook, xml_string
from tests.support.docs import member

ROWS = (
    (None, "产值", "A&B <C>"),
    ("2019年", Decimal("10.91"), None),
    ("2020年", Decimal("11.80"), Decimal("-1E+3")),
)


def test_the_sheet_holds_names_numbers_and_gaps() -> None:
    """Openpyxl, which knows nothing of us, reads back what was put in."""
    sheet = load_workbook(io.BytesIO(sheet_workbook(ROWS, "0.00")))[SHEET]

    assert [(None, "产值", "A&B <C>"), ("2019年", 10.91, None), ("2020年", 11.8, -1000)] == list(sheet.values)


def test_numbers_are_written_without_exponent_and_with_their_own_decimals() -> None:
    """What stands in the cell is what the chart shows: 11.80 and not 11.8, -1000 and not -1E+3."""
    sheet = member(sheet_workbook(ROWS, "0.00"), "xl/worksheets/sheet1.xml")

    assert ["10.91", "11.80", "-1000"] == [value.text for value in sheet.iter("{*}v")]


def test_numbers_are_shown_in_the_format_of_the_chart() -> None:
    """Also one with quotes in it; text has none."""
    sheet = load_workbook(io.BytesIO(sheet_workbook(ROWS, '0.0"亿元"')))[SHEET]

    assert '0.0"亿元"' == sheet["B2"].number_format
    assert "General" == sheet["A2"].number_format


def test_equal_rows_give_equal_bytes() -> None:
    """No clock and no machine gets into the workbook."""
    assert sheet_workbook(ROWS, "0.00") == sheet_workbook(ROWS, "0.00")


@pytest.mark.parametrize(
    ("column", "row", "name"),
    [(0, 0, "$A$1"), (25, 1, "$Z$2"), (26, 9, "$AA$10"), (701, 0, "$ZZ$1"), (702, 0, "$AAA$1")],
)
def test_cells_are_named_as_excel_names_them(column: int, row: int, name: str) -> None:
    """Behind Z comes AA, behind ZZ comes AAA."""
    assert name == cell_name(column, row)


@pytest.mark.parametrize(
    ("text", "written"),
    [("_x000B_", "_x005F_x000B_"), ("_x00", "_x00"), ("a_b & <c>", "a_b &amp; &lt;c&gt;")],
)
def test_a_text_that_looks_like_a_code_stays_as_it_is(text: str, written: str) -> None:
    """Excel reads _x000B_ as a control character unless its first mark is given as a code itself."""
    assert written == xml_string(text)

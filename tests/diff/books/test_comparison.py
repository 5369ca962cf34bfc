"""Two workbooks side by side: told are the cells that say something else, by what they say it of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.support.twobooks import (
    compared,
    from_to,
)


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

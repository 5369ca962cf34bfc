"""Tables of files that tell nothing of their figures: what a figure is of is read from the heads."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import docx

from reportgen.diff.compare import compare_drafts
from reportgen.diff.values import Cause, FigureChange
from reportgen.word.package import open_package

HEAD = ["序号", "乡镇", "产值（万元）", "增速（%）"]


def file(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a Word file with a table."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def figures(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> tuple[FigureChange, ...]:
    """Return the figures that differ between two tables."""
    packages = [open_package(file(rows), name) for rows, name in ((old, "1.docx"), (new, "2.docx"))]
    return compare_drafts(*packages).revision.figures


def test_a_figure_is_called_by_the_heads_of_its_row_and_column() -> None:
    """Two villages that rose from 5.1 to 6.1 are two figures, each with its name and unit."""
    old = [HEAD, ["1", "甲镇", "1007", "5.1"], ["2", "乙镇", "1014", "5.1"]]
    new = [HEAD, ["1", "甲镇", "1008", "6.1"], ["2", "乙镇", "1014", "6.1"]]

    assert [
        ("甲镇 产值（万元）", "万元", Decimal("1"), Cause.UNKNOWN),
        ("甲镇 增速（%）", "%", Decimal("1.0"), Cause.UNKNOWN),
        ("乙镇 增速（%）", "%", Decimal("1.0"), Cause.UNKNOWN),
    ] == [(one.indicator, one.unit, one.difference, one.cause) for one in figures(old, new)]


def test_a_row_that_is_new_has_its_names_as_well() -> None:
    """From the new table."""
    old = [HEAD, ["1", "甲镇", "1007", "5.1"]]
    new = [*old, ["2", "乙镇", "1014", "7.2"]]

    assert {"乙镇 产值（万元）", "乙镇 增速（%）"} <= {one.indicator for one in figures(old, new)}


def test_a_table_without_words_has_no_names() -> None:
    """Nothing is guessed."""
    assert [""] == [one.indicator for one in figures([["1", "2"]], [["1", "3"]])]

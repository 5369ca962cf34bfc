"""Which rows, columns and cells of two tables belong together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.alignments import body, laid, paragraph, table
from tests.support.docs import small

HEAD = "‖ 指标 ‖ 单位 ‖ 本年 ‖ 同比"
OUTPUT = "‖ 工业总产值 ‖ 亿元 ‖ 11.83 ‖ 8.46"
ASSETS = "‖ 固定资产投资 ‖ 万元 ‖ 61111 ‖ 56.07"
RETAIL = "‖ 社零总额 ‖ 亿元 ‖ 40.68 ‖ -27.6"
EXPORTS = "‖ 自营出口 ‖ 万美元 ‖ 1300 ‖ 7.2"
TABLE = [HEAD, OUTPUT, ASSETS, RETAIL]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(TABLE, TABLE, id="nothing"),
        pytest.param([HEAD, OUTPUT, EXPORTS, ASSETS, RETAIL], [HEAD, OUTPUT, f"+{EXPORTS}", ASSETS, RETAIL],
                     id="row added"),
        pytest.param([HEAD, OUTPUT, RETAIL], [HEAD, OUTPUT, f"-{ASSETS}", RETAIL], id="row removed"),
        pytest.param([HEAD, ASSETS, RETAIL, OUTPUT], [HEAD, f"←{OUTPUT}", ASSETS, RETAIL, f"→{OUTPUT}"],
                     id="row moved"),
        pytest.param([HEAD, OUTPUT.replace("11.83", "12.47").replace("8.46", "14.33"), ASSETS, RETAIL],
                     [HEAD, "‖ 工业总产值 ‖ 亿元 ‖ [-11.83-]{+12.47+} ‖ [-8.46-]{+14.33+}", ASSETS, RETAIL],
                     id="cells changed"),
        pytest.param([HEAD, OUTPUT, ASSETS, RETAIL.replace("-27.6", "—").replace("40.68", "")],
                     [HEAD, OUTPUT, ASSETS, "‖ 社零总额 ‖ 亿元 ‖ [-40.68-] ‖ [--27.6-]{+—+}"],
                     id="cell emptied"),
        pytest.param([HEAD.replace("本年", "2020年"), OUTPUT, ASSETS, RETAIL],
                     ["‖ 指标 ‖ 单位 ‖ [-本年-]{+2020年+} ‖ 同比", OUTPUT, ASSETS, RETAIL],
                     id="column renamed"),
        pytest.param([HEAD, OUTPUT.replace("工业总产值", "规上工业总产值"), ASSETS, RETAIL],
                     [HEAD, "‖ {+规上+}工业总产值 ‖ 亿元 ‖ 11.83 ‖ 8.46", ASSETS, RETAIL], id="row renamed"),
        pytest.param([HEAD, "‖ 工业总产值 ‖ 亿元 ‖ 9 ‖ 1", "‖ 固定资产投资 ‖ 万元 ‖ 8 ‖ 2",
                      "‖ 社零总额 ‖ 亿元 ‖ 7 ‖ 3"],
                     [HEAD, "‖ 工业总产值 ‖ 亿元 ‖ [-11.83-]{+9+} ‖ [-8.46-]{+1+}",
                      "‖ 固定资产投资 ‖ 万元 ‖ [-61111-]{+8+} ‖ [-56.07-]{+2+}",
                      "‖ 社零总额 ‖ 亿元 ‖ [-40.68-]{+7+} ‖ [--27.6-]{+3+}"], id="all values"),
    ],
)  # fmt: skip
def test_rows_belong_together_by_what_they_are_of(new, expected):
    assert expected == laid(TABLE, new)


def _columns(rows: Sequence[str], order: Sequence[int | str]) -> list[str]:
    """Return rows with their columns in another order; a text is a column of its own with that header."""
    found = []
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in row.split("‖")[1:]]
        told = [
            (one if number == 0 else f"{one}{number}") if isinstance(one, str) else cells[one]
            for one in order
        ]
        found.append("‖ " + " ‖ ".join(told))
    return found


@pytest.mark.parametrize(
    ("order", "row"),
    [
        ([0, 1, 2], "‖ 工业总产值 ‖ 亿元 ‖ 11.83 ‖ [∅-8.46-]"),
        ([0, 1, 3], "‖ 工业总产值 ‖ 亿元 ‖ [∅-11.83-] ‖ 8.46"),
        ([1, 2, 3], "‖ [∅-工业总产值-] ‖ 亿元 ‖ 11.83 ‖ 8.46"),
        ([0, 1, 2, 3, "位次"], "‖ 工业总产值 ‖ 亿元 ‖ 11.83 ‖ 8.46 ‖ {∅+位次1+}"),
        ([0, "位次", 1, 2, 3], "‖ 工业总产值 ‖ {∅+位次1+} ‖ 亿元 ‖ 11.83 ‖ 8.46"),
        (["序号", 0, 1, 2, 3], "‖ {∅+序号1+} ‖ 工业总产值 ‖ 亿元 ‖ 11.83 ‖ 8.46"),
        ([0, 1, 3, 2], "‖ 工业总产值 ‖ 亿元 ‖ {∅+8.46+} ‖ 11.83 ‖ [∅-8.46-]"),
        ([0, 1, 3, "位次"], "‖ 工业总产值 ‖ 亿元 ‖ [∅-11.83-] ‖ 8.46 ‖ {∅+位次1+}"),
    ],
    ids=["last removed", "one removed", "first removed", "last added", "one added", "first added", "swapped",
         "one for another"],
)  # fmt: skip
def test_columns_belong_together_by_what_stands_in_them(order, row):
    assert row == laid(TABLE, _columns(TABLE, order))[1]


def test_values_may_change_while_a_column_is_added():
    new = _columns(
        [row.replace("11.83", "12.1").replace("61111", "7") for row in TABLE], [0, 1, 2, 3, "位次"]
    )

    assert "‖ 工业总产值 ‖ 亿元 ‖ [-11.83-]{+12.1+} ‖ 8.46 ‖ {∅+位次1+}" == laid(TABLE, new)[1]


def test_cells_hold_paragraphs_that_are_laid_beside_each_other():
    old, new = ["‖ 工作 ‖ 抓项目建设，抓安全生产¶抓招商引资"], ["‖ 工作 ‖ 抓项目建设¶抓安全生产¶抓招商引资"]

    assert ["‖ 工作 ‖ 抓项目建设[-，-]{+¶+}抓安全生产¶抓招商引资"] == laid(old, new)


def _nested(*rows: str) -> str:
    """Return a table with a table in its second cell."""
    inner = f"<w:tc>{table(*rows)}<w:p/></w:tc>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{paragraph('附表')}</w:tc>{inner}</w:tr></w:tbl>"


def test_tables_within_cells_are_compared_too():
    old, new = (small(_nested(*rows)) for rows in (["‖ 甲 ‖ 1"], ["‖ 甲 ‖ 2", "‖ 乙 ‖ 3"]))

    assert ["‖ 附表 ‖ ‖ 甲 ‖ [-1-]{+2+}¶+‖ 乙 ‖ 3¶"] == laid(old, new)


def test_a_table_put_before_another_one_is_not_taken_for_it():
    other = ["‖ 名称 ‖ 备注", "‖ 甲公司 ‖ 新增"]

    assert [*(f"+{row}" for row in other), "+ 表二", *TABLE] == laid(TABLE, [*other, "表二", *TABLE])


def test_a_table_that_stands_elsewhere_has_moved_with_all_its_rows():
    lines = ["前言。", "中间的一段话，比一张表长得多。" * 20, "后面的一段话！"]
    moved = laid([lines[0], *TABLE, *lines[1:]], [*lines, *TABLE])

    assert [*(f"←{row}" for row in TABLE), *(f"→{row}" for row in TABLE)] == [
        m for m in moved if m[0] in "←→"
    ]


def test_10_000_rows_of_which_all_values_changed_belong_together_by_their_names():
    old, new = ([f"‖ 指标{n} ‖ 万元 ‖ {n * k}.{n % 10}" for n in range(10_000)] for k in (7, 11))
    lines = laid(small(body(*old)), small(body(*new)))

    assert (10_000, "‖ 指标12 ‖ 万元 ‖ [-84.2-]{+132.2+}") == (len(lines), lines[12])

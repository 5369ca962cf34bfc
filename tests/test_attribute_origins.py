"""Where the figures of an indicator come from, how they compare, and how they stand in the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.fields import Absent, Nature
from reportgen.quantities import Rounding
from reportgen.refs import CellRef
from tests.support.speech import MADE_UP, context_of, read, said, written


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(MADE_UP, tmp_path_factory.mktemp("book")))


# --- the way back


@pytest.mark.parametrize(
    ("name", "attribute", "nature", "cells"),
    [
        ("工业总产值", "本年", Nature.FIGURE, ["I2"]),
        ("工业总产值", "上年", Nature.FIGURE, ["J2"]),
        ("工业总产值", "目标", Nature.FIGURE, ["M2"]),
        ("工业总产值", "居", Nature.FIGURE, ["N2"]),
        ("工业总产值", "同比", Nature.RATE, ["I2", "J2"]),
        ("工业总产值", "方向", Nature.RATE, ["I2", "J2"]),
        ("零售额", "同比", Nature.RATE, ["K12"]),  # the given rate is where the figure comes from
        ("新产品", "同比", Nature.COMPUTED, ["I10", "J10"]),
        ("工业总产值", "增减", Nature.COMPUTED, ["I2", "J2"]),
        ("工业总产值", "完成率", Nature.COMPUTED, ["I2", "M2"]),
        ("工业总产值", "期间", Nature.TEXT, ["H2"]),
        ("工业总产值", "单位", Nature.TEXT, ["E2"]),
        ("新增企业", "单位", Nature.TEXT, ["D5"]),  # its 成文单位 is empty
    ],
)
def test_a_field_knows_its_cells(
    name: str, attribute: str, nature: Nature, cells: list[str], context: dict[str, Any]
) -> None:
    """What it is, of which indicator, and from which cells."""
    origin = context[name][attribute].origin

    assert (nature, name) == (origin.nature, origin.indicator)
    assert [CellRef("测试.xlsx", "指标", cell) for cell in cells] == list(origin.cells)


@pytest.mark.parametrize(
    ("attribute", "formula", "worked"),
    [
        ("同比", "(指标!I2 − 指标!J2) ÷ 指标!J2 × 100%", "(118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%"),
        ("增减", "指标!I2 − 指标!J2", "118300 − 109072 = 9228 → 9228.00"),
        ("完成率", "指标!I2 ÷ 指标!M2 × 100%", "118300 ÷ 120000 = 98.5833…% → 98.58%"),
    ],
)
def test_a_computed_field_shows_its_sum(
    attribute: str, formula: str, worked: str, context: dict[str, Any]
) -> None:
    """Formula in cells, and the sum with the numbers put in, down to the printed one."""
    origin = context["工业总产值"][attribute].origin

    assert (formula, worked) == (origin.formula, origin.worked)


def test_a_full_target_is_worked_without_decimals(context: dict[str, Any]) -> None:
    """What prints as 100% is worked out to 100%, not to 100.00%."""
    assert "8 ÷ 8 = 100%" == context["新增企业"]["完成率"].origin.worked


def test_a_list_knows_the_cell_of_each_name(context: dict[str, Any]) -> None:
    """The whole list cites all its cells, each name its own."""
    names = context["新增企业"]["名单"]

    assert ["名单!C2", "名单!C3", "名单!C4"] == [str(cell) for cell in names.printed.origin.cells]
    assert [["名单!C2"], ["名单!C3"], ["名单!C4"]] == [[str(c) for c in name.origin.cells] for name in names]


# --- comparing, choosing, the table


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("工业总产值.数值 > 10", True),
        ("工业总产值.增速 > 8", True),
        ("零售额.增速 < 0", True),
        ("新增企业.数值 > 退出企业.数值", True),
        ("新增企业.数值 == '8'", True),
        ("工业总产值.方向 == '增长'", True),
        ("零售额.方向 == '下降'", True),
        ("新增企业.名单.数量 >= 3", True),
        ("出口额.增速 or 工业总产值.增速 > 9", False),
        ("税收占比.数值 > 12.5", False),
    ],
)
def test_figures_compare_as_numbers(condition: str, holds: bool, context: dict[str, Any]) -> None:
    """A template may choose its words by figures, directions and counts."""
    chosen = written(context, f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}")

    assert ("是" if holds else "否") == chosen


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("工业总产值", "工业总产值 亿元 11.83 10.91 8.46 98.58% 2"),
        ("外贸企业", "外贸企业 家 7 7 0.0 116.7% —"),  # 7 ÷ 6 = 116.66…%
        ("出口额", "出口额 万美元 1300 — — — —"),
        ("新产品", "新产品 件 12 0 实现零的突破 — —"),
        ("排名", "排名 — — — — — 12"),
    ],
)
def test_the_table_has_numbers_and_dashes(name: str, row: str, context: dict[str, Any]) -> None:
    """A row of the appended table: bare numbers, words where there is no rate, a dash for nothing."""
    asked = ("名称", "单位", "本年", "上年", "同比", "完成率", "位次")
    columns = " ".join(f"{{{{ 行.{column} }}}}" for column in asked)
    loop = f"{{% for 行 in 指标表 if 行.名称 == '{name}' %}}{columns}{{% endfor %}}"

    assert row == written(context, loop)


def test_a_tie_is_rounded_as_the_settings_say(tmp_path: Path) -> None:
    """8.125 % is 8.13 % by 四舍五入 and 8.12 % by GB/T 8170: the even neighbour."""
    book = read(
        BOOK.replace("|118300|109072|", "|108125|100000|"), tmp_path
    )  # 8125 ÷ 100000 = 8.125% exactly

    assert "同比增长8.13%" == said(context_of(book), "工业总产值.同比")
    assert "同比增长8.12%" == said(context_of(book, rounding=Rounding.HALF_EVEN), "工业总产值.同比")


def test_a_multiple_is_said_where_wanted(tmp_path: Path) -> None:
    """3358 is 1.16 times more than 1555: 倍 only where the settings ask for it."""
    book = read(MADE_UP, tmp_path)

    assert "同比增长115.95%" == said(context_of(book), "技改投资.同比")
    assert "同比增长1.16倍" == said(context_of(book, multiples=True), "技改投资.同比")


def test_an_absent_figure_is_false_and_says_why(context: dict[str, Any]) -> None:
    """Python code that asks for it gets a value, not an exception."""
    absent = context["出口额"]["同比"]

    assert isinstance(absent, Absent)
    assert not absent
    assert "GR101" == absent.diagnostic.code

"""Figures stay exact in conditions and filters, and tell their conversion, their period and their year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen import Refusal
from tests.support.speech import MADE_UP, context_of, read, said, written


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(MADE_UP, tmp_path_factory.mktemp("book")))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("工业总产值.数值 > 100", False),  # 118300万元 is printed as 11.83亿元
        ("工业总产值.数值 > 11", True),
        ("工业总产值.数值 > 固定资产投资.数值", True),  # 11.83亿元 and 61111万元
        ("([工业总产值.数值, 固定资产投资.数值]|max) == '11.83'", True),
        ("工业总产值.增减 > 1", False),  # 0.9228亿元
    ],
)
def test_a_figure_compares_as_it_is_printed(condition: str, holds: bool, context: dict[str, Any]) -> None:
    """With a number in the printed unit; with another figure whatever the units of the two."""
    chosen = written(context, f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}")

    assert ("是" if holds else "否") == chosen


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("工业总产值.数值 > 新增企业.数值", "CX108"),
        ("工业总产值.数值|float", "CX109"),
        ("工业总产值|int", "CX109"),
        ("工业总产值.数值|abs", "CX109"),
        ("工业总产值.同比.value", "CX102"),
        ("工业总产值.数值.origin", "CX102"),
        ("工业总产值.数值|attr('value')", "CX102"),
        ("工业总产值[0:3]", "CX102"),
        ("工业总产值[[1]]", "CX102"),
    ],
)
def test_what_a_figure_is_not_made_for_is_refused(asked: str, code: str, context: dict[str, Any]) -> None:
    """Unlike units, reckoning filters, attributes of the program: each a fault at the tag."""
    with pytest.raises(Refusal) as refused:
        said(context, asked)
    assert [code] == [found.code for found in refused.value.diagnostics]


def test_sections_can_be_sliced(context: dict[str, Any]) -> None:
    """The first of the sections, as a list."""
    assert "工业运行" == written(context, "{% for 节 in 章节[0:1] %}{{ 节.标题 }}{% endfor %}")


def test_a_difference_is_worked_in_the_printed_unit(context: dict[str, Any]) -> None:
    """The sum ends at what is printed."""
    origin = context["工业总产值"]["增减"].origin

    assert "(118300 − 109072) ÷ 10000 = 0.9228 → 0.92" == origin.worked


@pytest.mark.parametrize(
    ("old", "new", "asked", "expected"),
    [
        (
            "118300|109072||可比价|120000",
            "99999.9|109072||可比价|100000",
            "工业总产值.完成率",
            "完成年度目标的99.9999%",
        ),
        ("118300|109072|", "109076|109072|", "工业总产值.增减", "增加0.0004亿元"),
        ("| 2020\n工业", "| 2021\n工业", "工业总产值.年均(1)", None),  # 2021 of 历年 is not the report's year
    ],
)
def test_rounding_and_later_years_hide_nothing(
    old: str, new: str, asked: str, expected: str | None, tmp_path: Path
) -> None:
    """A target not met, a difference that is one, the report's own year."""
    context = context_of(read(MADE_UP.replace(old, new), tmp_path))

    assert (expected or "年均增长8.46%") == said(context, asked)  # 118300 ÷ 109072


def test_an_overview_names_the_period(tmp_path: Path) -> None:
    """A figure of part of the year is told with it; the full year goes without saying."""
    book = read(MADE_UP.replace("亿元|2|2|全年|118300", "亿元|2|2|元至11月|118300"), tmp_path)

    told = written(context_of(book), "{% for 节 in 章节 %}{{ 节.标题 }}{{ 节.指标[0].期间 }}{% endfor %}")
    assert "工业运行元至11月" == told
    assert '{{ indicators["工业总产值"].period }}工业总产值' in str(context_of(book)["章节"][0]["概述"])


def test_a_percentage_keeps_no_zeros_of_its_format(tmp_path: Path) -> None:
    """A cell with 0.0846 shown as a percentage holds 8.46, not 8.4600."""
    notation = MADE_UP.replace("%||1|1|全年|12.5|", "%|||1|全年|8.46%|")

    assert "8.46%" == said(context_of(read(notation, tmp_path)), "税收占比")

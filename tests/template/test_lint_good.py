"""Examining good templates: no alarm where nothing is wrong, and the names that a template needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.docs import docx
from tests.support.linting import END, FOR, linted, small_context, told

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

GOOD = {
    "condition and attribute": ("{% if 工业总产值.可比 %}{{ 工业总产值.同比 }}{% else %}甲{% endif %}",),
    "nested loops": (FOR, "{{ loop.index }}{{ 节.序号 }}", "{%p for 段 in 节.段落 %}", "{{ 段 }}", END, END),
    "rows": (
        "‖ 名 ‖ 值",
        "‖ {%tr for 行 in 指标表 %} ‖",
        "‖ {{ 行.名称 }} ‖ {{ 行.本年 }}",
        "‖ {%tr endfor %} ‖",
    ),
    "neighbours in a loop": (FOR, "{{ loop.previtem.标题 if not loop.first else '' }}", END),
    "defaults": ("{{ 没有 ¦ default('甲') }}", "{{ 工业总产值.没有 ¦ d('甲') }}"),
    "asking before": ("{% if 没有 is defined %}{{ 没有 }}{% endif %}",),
    "macro that uses what is set later": (
        "{% macro 甲(乙) %}{{ 乙 }}{{ 丙 }}{% endmacro %}",
        "{% set 丙 = 年度 %}{{ 甲(年度) }}",
    ),
    "set in a condition": ("{% set 甲 = '' %}{% if 年度 %}{% set 甲 = 年度 %}{% endif %}{{ 甲 }}",),
    "namespace": (
        "{% set n = namespace(x=0) %}{% for 节 in 章节 %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}",
    ),
    "with, call and filters": (
        "{% with 甲 = 年度 %}{{ 甲 ¦ upper }}{% endwith %}",
        "{% macro 框() %}{{ caller() }}{% endmacro %}{% call 框() %}甲{% endcall %}",
        "{{ ['甲', '乙'] ¦ join('、') }}{{ range(3) ¦ sum }}{{ {'甲': 1}['甲'] }}",
    ),
    "break in a loop": ("{% for 节 in 章节 %}{% if loop.last %}{% break %}{% endif %}{{ 节 }}{% endfor %}",),
    "names that are computed": ("{% for 名 in ['工业总产值', '税收占比'] %}{{ 指标[名].同比 }}{% endfor %}",),
    "braces of the text": ("集合{ 1, 2 }与{甲}，{_{ 原样 }_}", "{% raw %}{{ 甲 }}{% endraw %}{# 批注 }} #}"),
    "literal mapping": ("{{ {'a': {'b': 1}} }}",),
}

DOCXTPL = (
    "{{ title ¦ upper }}{{r rich }}",
    "{{p subdocument }}",
    "{%p if user.is_admin and user.groups[0].name %}",
    "{% for item in items if item.qty > 0 %}{{ item.name }}: {{ item['price'] ¦ round(2) }}{% endfor %}",
    "{%p endif %}",
    "‖ {%tc for col in cols %} ‖ {{ col }} ‖ {%tc endfor %}",
    "‖ {%tr for row in rows %} ‖ ‖",
    "‖ {% cellbg row.colour %}{{ row.label }} ‖ {% colspan row.cells ¦ length %}{{ row.cells ¦ first }} ‖",
    "‖ {%tr endfor %} ‖ ‖",
    "‖ {%tr for row in rows %}{# a note #} ‖ ‖",
    "‖ {% vm %}{{ row.group }} ‖ {% hm %}{{ loop.index }} ‖ {{ loop.cycle('a', 'b') }}",
    "‖ {%tr endfor %} ‖ ‖",
)


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The names of the small book."""
    return small_context(tmp_path_factory.mktemp("book"))


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_template_raises_no_alarm(kind: str, context: Mapping[str, Any]) -> None:
    """What a merge takes is no fault, with the workbook's names and without."""
    data = docx(*GOOD[kind])

    assert [] == told(linted(data, context))
    assert [] == told(linted(data))


def test_the_shipped_template_raises_no_alarm() -> None:
    """Its names are the sample's."""
    data = (TEMPLATES / "annual-summary.docx").read_bytes()

    assert () == linted(data).diagnostics


def test_a_template_for_docxtpl_raises_no_alarm() -> None:
    """Its placed tags, objects and property tags are known, and of its names nothing is."""
    assert [] == told(linted(docx(*DOCXTPL, header="{{ title }}", footer="{{ page }}")))


# --- names


def test_needed_names_are_listed_with_what_is_read_of_them() -> None:
    """Loops are followed: what is read of an item is told as what is read of the list."""
    data = docx(
        FOR, "{{ 节.标题 }}{{ 年度 }}", "{%p for 段 in 节.段落 %}", "{{ 段.节题 }}", END, END, "{{ 年度 }}"
    )

    needs = {need.name: ([p.paragraph for p in need.places], need.paths) for need in linted(data).needs}

    assert {
        "年度": ([2, 7], ()),
        "章节": ([1], ("章节[].标题", "章节[].段落[].节题")),
    } == needs


def test_names_that_the_template_binds_are_not_needed() -> None:
    """Items, macros, their parameters and what is set come from the template itself."""
    lines = (
        "{% set 甲 = 乙 %}{% macro 丙(丁) %}{{ 丁 }}{% endmacro %}{{ 丙(甲) }}",
        "{% for 戊 in 己 %}{{ 戊 }}{{ loop.index }}{% endfor %}",
    )

    assert ["乙", "己"] == sorted(need.name for need in linted(docx(*lines)).needs)


def test_texts_of_the_workbook_are_read_where_they_are_printed(tmp_path: Path) -> None:
    """A fault in the prose is told at its cell."""
    context = small_context(tmp_path, {"正文!E2": "工业{{ 工业总产直 }}增势良好"})

    [found] = linted(docx(FOR, "{%p for 段 in 节.段落 %}", "{{ 段 }}", END, END), context).diagnostics

    assert ("CX101", "正文!E2") == (found.code, str(found.place))

"""Good templates raise no alarm: every tag that the pages document, every idiom, and braces that are text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic
from reportgen.pipeline import lint
from reportgen.template.lint import lint_template
from reportgen.word.package import open_package
from tests.support.books import read
from tests.support.docs import docx
from tests.support.slips import BOX, NESTED, noted, titled

ROOT = Path(__file__).resolve().parents[2]
FOR, END = "{%p for 节 in 章节 %}", "{%p endfor %}"
NUMBERED = (
    '<w:p><w:pPr><w:pStyle w:val="ListNumber"/></w:pPr><w:r><w:t>{% restart %}{{ 年度 }}</w:t></w:r></w:p>'
)
PLACEHOLDER = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="n" descr="{}"/>'
    "<a:graphic/></wp:inline></w:drawing></w:r></w:p>"
)

GOOD: Mapping[str, tuple[str, ...]] = {
    # what docs/templates.md shows
    "a value": ("全年工业总产值达到{{ 工业总产值 }}，{{ 工业总产值.同比 }}。",),
    "without blanks": ("{{工业总产值}}{%if 年度%}甲{%endif%}",),
    "English names": ("{{ indicators['工业总产值'].yoy }}{{ year }}{{ last_year }}{{ next_year }}",),
    "Chinese names": ("{{ 年度 }}{{ 上年度 }}{{ 下年度 }}{{ 落款.单位右空 }}{{ 落款.日期右空 }}",),
    "a comparison with another": (
        "{{ 新增企业.占(净增企业) }}{{ 工业总产值.年均(1) }}{{ 工业总产值.年均() }}",
    ),
    "asking before": ("{% if 新增企业.可比 %}，{{ 新增企业.同比 }}{% endif %}",),
    "a target that may be missing": ("{% if 工业总产值.目标 %}{{ 工业总产值.完成 }}{% endif %}",),
    "a list": ("（{{ 新增企业.名单 }}），共{{ 新增企业.名单.数量 }}家",),
    "a list by hand": (
        "{% for 名 in 新增企业.名单 %}{{ 名 }}{% if not loop.last %}；{% endif %}{% endfor %}",
    ),
    "sections": (
        FOR,
        "（{{ 节.序号 }}）{{ 节.标题 }}",
        '{%p if 节.标题 == "工业" %}',
        "全年{{ 工业总产值 }}。",
        "{%p else %}",
        "{{ 节.概述 }}",
        "{%p endif %}",
        "{%p for 段 in 节.段落 %}",
        "{{ 段 }}",
        END,
        END,
    ),
    "prose": (
        '{%p for 节 in 正文["二"] %}',
        "{%p if 节.独行 %}",
        "（{{ 节.序号 }}）{{ 节.标题 }}",
        "{%p endif %}",
        "{%p for 段 in 节.段落 %}",
        "{% if 段.节题 %}{{ 段.节题 }}{% endif %}{% if 段.条题 %}{{ 段.条题 }}{% endif %}{{ 段 }}",
        END,
        END,
    ),
    "indicators of a section": (
        "{% for 项 in 章节[0].指标 %}{{ 项.名称 }}{% if not loop.last %}、{% endif %}{% endfor %}",
    ),
    "a table of rows": (
        "‖ 指标 ‖ 本年",
        "‖ {%tr for 指标 in 指标表 %} ‖",
        "‖ {{ 指标.名称 }} ‖ {{ 指标.本年 }}",
        "‖ {%tr endfor %} ‖",
    ),
    "rows and conditions": (
        "‖ {%tr for 行 in 指标表 %} ‖",
        "‖ {%tr if 行.同比 %} ‖",
        "‖ {{ 行.名称 }} ‖ {{ 行.同比 }}",
        "‖ {%tr else %} ‖",
        "‖ {{ 行.名称 }} ‖ —",
        "‖ {%tr endif %} ‖",
        "‖ {%tr endfor %} ‖",
    ),
    "columns": ("‖ {%tc for 行 in 指标表 %} ‖ {{ 行.名称 }} ‖ {%tc endfor %}",),
    "properties of cells": (
        "‖ {% colspan 2 %}甲 ‖ {% cellbg 'FFC000' %}乙 ‖ {% cellbg '#ffc000' %}丙",
        "‖ {%tr for 行 in 指标表 %} ‖ ‖",
        "‖ {% vm %}{{ 行.名称 }} ‖ {{ 行.本年 }} ‖ 丙",
        "‖ {%tr endfor %} ‖ ‖",
        "‖ {%tc for 行 in 指标表 %} ‖ {% hm %}{{ 行.名称 }} ‖ {%tc endfor %}",
    ),
    "signature": ("{% rightspace 落款.单位右空 %}{{ 单位全称 }}", "{% rightspace 4 %}{{ 成文日期 }}"),
    "a numbered paragraph that begins anew": (NUMBERED,),
    "comments": ("{# 备注：{{ 没有 }} #}甲", "{#p 整段 #}", "{#- 去空白 -#}"),
    "trimming": ("甲", "{%- if 年度 -%}", "乙{%- endif %}"),
    "runs cut by Word": ("{|{ 工业|总产值|.同比 }|}与{%| if 年度 %}甲{% en|dif %}",),
    "tags of runs and paragraphs": ("{{r 年度 }}{%r if 年度 %}甲{%r endif %}", "{{p 年度 }}"),
    "history": ('{{ 历年["工业总产值"]["2019"] }}{{ history["工业总产值"]["2020"] }}',),
    "a chart": ('{{ 图表("柱形", 工业总产值) }}', '{{ chart("line", history["工业总产值"], width=150) }}'),
    "a chart in the place of a picture": (PLACEHOLDER.replace("{}", "{{ 图表('柱形', 工业总产值) }}"),),
    # the language
    "every comparison": (
        "{% if 年度 == '2020' and not 上年度 != '2019' or 年度 in ['2020'] %}甲{% endif %}",
        "{% if 工业总产值.数值 > 10 and 工业总产值.数值 <= 20 %}"
        "甲{% elif 年度 is string %}乙{% else %}丙{% endif %}",
    ),
    "a choice within a tag": ("{{ '甲' if 工业总产值.可比 else '乙' }}{{ 年度 if 年度 }}",),
    "a default": ("{{ 没有 ¦ default('—') }}{{ 工业总产值.没有 ¦ d('—', true) }}",),
    "tests that forgive": (
        "{% if 没有 is defined and 没有.项 %}{{ 没有.项 }}{% endif %}{% if 没有 is undefined %}甲{% endif %}",
    ),
    "filters with what they take": (
        "{{ 年度 ¦ replace('20', '') }}{{ [1, 2] ¦ join('、') }}"
        "{{ 章节 ¦ map(attribute='标题') ¦ join('、') }}",
        "{{ 章节 ¦ sort(attribute='标题') ¦ first }}{{ '%s年' ¦ format(年度) }}"
        "{{ 章节 ¦ length }}{{ 3 ¦ list¦d(1) if 0 }}",
        "{% for 组 in [1, 2, 3] ¦ batch(2, '—') %}{{ 组 ¦ join }}{% endfor %}"
        "{{ [3, 1] ¦ sort(reverse=true) ¦ last }}",
        "{{ 年度 ¦ truncate(3, true, '…') }}{{ 2.5 ¦ round(1, 'floor') }}{{ [1, 2] ¦ sum(start=3) }}",
    ),
    "tests with what they take": (
        "{% if 4 is divisibleby 2 and 4 is divisibleby(2) and 3 is odd and 年度 is not none %}甲{% endif %}",
        "{% if 1 is sameas 1 and 年度 is in [年度] and 章节 is iterable %}甲{% endif %}",
    ),
    "a filter block": ("{% filter upper %}abc{{ 年度 }}{% endfilter %}",),
    "loop attributes": (
        "{% for 节 in 章节 %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}"
        "{{ loop.first }}{{ loop.last }}"
        "{{ loop.length }}{{ loop.depth }}{{ loop.cycle('甲', '乙') }}"
        "{{ loop.changed(节.标题) }}{% endfor %}",
        "{% for 节 in 章节 %}{{ loop.previtem.标题 if loop.previtem }}"
        "{{ loop.nextitem.标题 if not loop.last }}{% endfor %}",
    ),
    "a loop with a condition, an else and steps": (
        "{% for 节 in 章节 if 节.标题 %}{% if loop.index > 3 %}{% break %}{% endif %}"
        "{% continue %}{% else %}无{% endfor %}",
    ),
    "the loop around a loop": (
        "{% for 节 in 章节 %}{% set 外 = loop %}{% for 段 in 节.段落 %}{{ 外.index }}"
        "{{ loop.index }}{{ 段 }}{% endfor %}{% endfor %}",
    ),
    "a loop within itself": (
        "{% for 节 in 章节 recursive %}{{ 节.标题 }}{% if false %}{{ loop(节.段落) }}{% endif %}{% endfor %}",
    ),
    "pairs": (
        "{% for 名, 值 in {'甲': 1}.items() %}{{ 名 }}{{ 值 }}{% endfor %}"
        "{% for a, b in [(1, 2)] %}{{ a }}{% endfor %}",
    ),
    "counting": (
        "{% for 数 in range(3) %}{{ 数 }}{% endfor %}{% for 数 in range(1, 9, 2) %}{{ 数 }}{% endfor %}",
    ),
    "set": (
        "{% set 甲 = 年度 %}{{ 甲 }}{% set 乙 %}文字{{ 甲 }}{% endset %}{{ 乙 }}"
        "{% set 丙, 丁 = 1, 2 %}{{ 丙 }}{{ 丁 }}",
    ),
    "set in branches": ("{% if 年度 %}{% set 甲 = 1 %}{% else %}{% set 甲 = 2 %}{% endif %}{{ 甲 }}",),
    "namespace": (
        "{% set 计 = namespace(数=0) %}{% for 节 in 章节 %}{% set 计.数 = 计.数 + 1 %}"
        "{% endfor %}{{ 计.数 }}",
    ),
    "with": ("{% with 甲 = 年度, 乙 = 1 %}{{ 甲 }}{{ 乙 }}{% endwith %}",),
    "macro": (
        "{% macro 句(项, 尾='。') %}{{ 项 }}{{ 尾 }}{% endmacro %}",
        "{{ 句(工业总产值) }}{{ 句(工业总产值, '；') }}{{ 句(项=工业总产值) }}{{ 句() if false }}",
    ),
    "brackets right behind the word": (
        "{% if(年度) %}甲{% elif(上年度) %}乙{% endif %}{% for 节 in(章节) %}{{ 节.标题 }}{% endfor %}",
    ),
    "a gathered text through a filter": ("{% set 甲 ¦ replace('a', new='b') %}文字{% endset %}{{ 甲 }}",),
    "macro that takes what comes": (
        "{% macro 甲() %}{{ varargs ¦ length }}{{ kwargs ¦ length }}{% endmacro %}{{ 甲(1, 2, a=3) }}",
    ),
    "macro and call": (
        "{% macro 框(题) %}【{{ 题 }}】{{ caller() }}{% endmacro %}{% call 框('甲') %}乙{% endcall %}",
        "{% macro 列(组) %}{% for 项 in 组 %}{{ caller(项) }}{% endfor %}{% endmacro %}"
        "{% call(项) 列(章节) %}{{ 项.标题 }}{% endcall %}",
    ),
    "do": ("{% do 年度 %}",),
    "autoescape": ("{% autoescape true %}{{ 年度 }}{% endautoescape %}",),
    "slices": (
        "{% for 节 in 章节[:1] %}{{ 节.标题 }}{% endfor %}{{ 年度[0] }}{{ 年度[:2] }}"
        "{{ 章节[0].标题 }}{{ 章节[-1].标题 }}",
    ),
    "methods of texts": ("{{ 年度.replace('20', '') }}{{ '、'.join(['甲']) }}{{ '{}年'.format(年度) }}",),
    "joined texts": ("{{ 年度 ~ '年' ~ 1 }}{{ '甲' * 3 }}{{ 1 + 2 * 3 // 4 % 5 }}",),
    "names that are computed": ("{% for 名 in ['工业总产值', '税收占比'] %}{{ 指标[名].同比 }}{% endfor %}",),
    # braces and marks that are text
    "raw": ("{% raw %}{{ 名称 }}{% if %}{% endraw %}",),
    "literal braces": ("写成{_{ 名称 }_}，或{_% if %_}",),
    "braces within quotes": ("{{ '{{ }}' }}{{ \"%}\" }}{{ '“引”，。' }}",),
    "sets": ("集合{1, 2, 3}与{ 甲, 乙 }，{x | x > 0}",),
    "JSON": ('{"名称": {"值": [1, 2]}, "空": {}}',),
    "LaTeX": (r"\frac{a}{b} \text{else} \begin{cases} x & \text{if } x>0 \end{cases} x^{2}_{i}",),
    "a placeholder of another program": ("${name} #{title} %s %(name)s <name> [[link]] {0}",),
    "single braces around other words": ("{甲方}与{乙方}，｛注｝，【摘要】，{如下}",),
    "per cent and braces": ("增长8%，{占8%}，{第3#}",),
    "quotes of the text": ("“{{ 年度 }}”年，it's {{ 年度 }}'s",),
    # places
    "cells, boxes and nested tables": (
        "‖ {{ 年度 }}¶{% if 年度 %}甲{% endif %} ‖ 乙",
        BOX.replace("{}", "{{ 年度 }}"),
        NESTED.replace("{}", "{{ 年度 }}"),
    ),
    "a block over paragraphs": ("甲{% if 年度 %}乙", "丙{% else %}丁", "戊{% endif %}己"),
    "a table within a condition": ("{%p if 年度 %}", "‖ {{ 年度 }}", "{%p endif %}"),
}


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The names of the small book."""
    book = read(tmp_path_factory.mktemp("book")).book
    assert book is not None
    return book_context(book)[0]


def test_there_are_many_good_templates() -> None:
    """As many as there are idioms that the pages and docxtpl's users know."""
    assert 60 <= len(GOOD)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_template_raises_no_alarm(name: str, context: Mapping[str, Any]) -> None:
    """Neither with the names of a workbook nor without."""
    data = docx(*GOOD[name])

    assert [] == alarms(data, context)
    assert [] == alarms(data)


def test_all_of_them_together_raise_no_alarm(context: Mapping[str, Any]) -> None:
    """What one sets or loops over does not disturb another."""
    data = docx(*(line for lines in GOOD.values() for line in (*lines, "段")))

    assert [] == alarms(data, context)


@pytest.mark.parametrize(
    "line", [lines[0] for lines in GOOD.values() if len(lines) == 1 and "<w:" not in lines[0]]
)
def test_headers_footers_notes_and_titles_take_them_too(line: str, context: Mapping[str, Any]) -> None:
    """Only what stands in a table belongs there."""
    if line.startswith("‖") or "图表" in line:
        pytest.skip("belongs into the text")

    assert [] == alarms(noted(docx("甲", header=line, footer=line), line), context)


def test_a_title_takes_tags(context: Mapping[str, Any]) -> None:
    """The core properties are merged."""
    assert [] == alarms(titled("{{ 报告标题 }}{% if 年度 %}（{{ 年度 }}）{% endif %}"), context)


def test_the_shipped_template_raises_no_alarm_alone_or_with_its_workbook() -> None:
    """Neither a fault nor a warning."""
    template = ROOT / "templates" / "annual-summary.docx"

    assert () == lint(template).diagnostics
    assert () == lint(template, ROOT / "inputs" / "xuanen-2020.xlsx").diagnostics


def alarms(data: bytes, context: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return what is told of a template: code and place."""
    found: tuple[Diagnostic, ...] = lint_template(open_package(data, "模板.docx"), context).diagnostics
    return [(one.code, f"{one.place}{getattr(one.place, 'tag', '')}") for one in found]

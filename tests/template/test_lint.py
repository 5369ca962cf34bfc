"""Examining a template: every fault at once, each at its place, and none that only follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic
from reportgen.refs import ParagraphRef
from reportgen.template.lint import Linted, lint_template
from reportgen.word.package import open_package
from tests.support.books import read
from tests.support.docs import docx

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FOR, END = "{%p for 节 in 章节 %}", "{%p endfor %}"
FIELD_CODE = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>HYPERLINK {{ 网址 }}</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)

# lines of the template → the faults, each as code, paragraph and the tag that is to blame
KINDS: dict[str, tuple[tuple[str, ...], list[tuple[str, int, str]]]] = {
    # braces and quotes
    "not closed": (("甲{{ 工业总产值，乙",), [("TP101", 1, "{{ 工业总产值，乙")]),
    "closed by one brace": (("甲{{ 工业总产值 }，乙",), [("TP101", 1, "{{ 工业总产值 }，乙")]),
    "quote not closed": (('{{ 指标["工业总产值] }}',), [("TP101", 1, '{{ 指标["工业总产值] }}')]),
    "stray closing mark": (("甲工业总产值 }}，乙",), [("TP102", 1, "}}")]),
    "opened by one brace": (("甲{ 工业总产值 }}，乙",), [("TP102", 1, "}}")]),
    "full-width braces": (("｛｛ 工业总产值 ｝｝",), [("TP103", 1, "｛｛ 工业总产值 ｝｝")]),
    "full-width per cent": (("{％ if 年度 ％}甲{% endif %}",), [("TP103", 1, "{％ if 年度 ％}")]),
    "curled quotes": (("{{ 指标[“工业总产值”] }}",), [("TP104", 1, "{{ 指标[“工业总产值”] }}")]),
    "cut over paragraphs": (("甲{{ 工业", "总产值 }}乙"), [("TP106", 1, "{{ 工业")]),
    "cut between its braces": (("甲{", "{ 工业总产值 }}乙"), [("TP106", 1, "{")]),
    "cut over cells": (("‖ {{ 工业 ‖ 总产值 }}",), [("TP106", 1, "{{ 工业")]),
    "cut by a text box": (("甲{{ 工业", BOX.format("总产值 }}")), [("TP106", 1, "{{ 工业")]),
    "a blank between braces": (("甲{ { 工业总产值 } }乙",), [("TP214", 1, "{ { 工业总产值 } }")]),
    "single braces": (("甲{工业总产值}乙",), [("TP214", 1, "{工业总产值}")]),
    # the syntax of one tag
    "empty": (("{{ }}",), [("TP201", 1, "{{  }}")]),
    "nothing behind a point": (("{{ 工业总产值. }}",), [("TP201", 1, "{{ 工业总产值. }}")]),
    "a blank too much": (("{{ 工业 总产值 }}",), [("TP201", 1, "{{ 工业 总产值 }}")]),
    "bracket not closed": (
        ("{{ 工业总产值.占比(税收占比 }}",),
        [("TP201", 1, "{{ 工业总产值.占比(税收占比 }}")],
    ),
    "name that begins with a digit": (("{{ 4G基站 }}",), [("TP201", 1, "{{ 4G基站 }}")]),
    "misspelt keyword": (("{%p fro 节 in 章节 %}", "甲", END), [("TP201", 1, "{%p fro 节 in 章节 %}")]),
    "loop without in": (("{%p for 节 章节 %}", "{{ 节 }}", END), [("TP201", 1, "{%p for 节 章节 %}")]),
    "unknown filter": (("{{ 年度 ¦ uper }}",), [("TP201", 1, "{{ 年度 | uper }}")]),
    "unknown test": (("{% if 年度 is defind %}甲{% endif %}",), [("TP201", 1, "{% if 年度 is defind %}")]),
    "tag of jinja2 that Word cannot have": (("{% include '甲' %}",), [("TP212", 1, "{% include '甲' %}")]),
    "argument twice": (
        ("{% macro 甲(乙, 乙) %}丙{% endmacro %}",),
        [("TP201", 1, "{% macro 甲(乙, 乙) %}")],
    ),
    "item called loop": (("{%p for loop in 章节 %}", END), [("TP201", 1, "{%p for loop in 章节 %}")]),
    # blocks
    "left open": (("{%p if 年度 %}", "甲"), [("TP202", 1, "{%p if 年度 %}")]),
    "end without a beginning": (("甲", "{%p endif %}"), [("TP203", 2, "{%p endif %}")]),
    "else without a condition": (("甲{% else %}乙",), [("TP203", 1, "{% else %}")]),
    "break outside of a loop": (("甲{% break %}",), [("TP203", 1, "{% break %}")]),
    "crossed": (
        ("{%p if 年度 %}", FOR, "{%p endif %}", END),
        [("TP204", 2, FOR)],
    ),
    "end in another cell": (
        ("‖ {% for 行 in 指标表 %}甲 ‖ {% endfor %}",),
        [("TP205", 2, "{% endfor %}")],
    ),
    "end of another placing": ((FOR, "甲", "{% endfor %}"), [("TP205", 3, "{% endfor %}")]),
    "row tag outside of a table": (
        ("{%tr for 行 in 指标表 %}", "甲", "{%tr endfor %}"),
        [("TP206", 1, "{%tr for 行 in 指标表 %}"), ("TP206", 3, "{%tr endfor %}")],
    ),
    "text beside a placed tag": ((f"甲{FOR}", "乙", END), [("TP207", 1, FOR)]),
    # where no merge comes
    "field code": ((FIELD_CODE,), [("TP206", 1, "{{ 网址 }}")]),
    # names
    "unknown name": (("{{ 工业总产直 }}",), [("CX101", 1, "{{ 工业总产直 }}")]),
    "unknown name in a condition's test": (
        ("{% if 工业总产直.可比 %}甲{% endif %}",),
        [("CX101", 1, "{% if 工业总产直.可比 %}")],
    ),
    "unknown name, not always needed": (
        ("{% if 年度 %}{{ 出口说明 }}{% endif %}",),
        [("CX301", 1, "{{ 出口说明 }}")],
    ),
    "item used outside of its loop": (
        (FOR, "{{ 节.标题 }}", END, "{{ 节.标题 }}"),
        [("CX101", 4, "{{ 节.标题 }}")],
    ),
    "loop outside of a loop": (("{{ loop.index }}",), [("CX101", 1, "{{ loop.index }}")]),
    "unknown attribute": (("{{ 工业总产值.同必 }}",), [("CX102", 1, "{{ 工业总产值.同必 }}")]),
    "unknown attribute of an attribute": (
        ("{{ 工业总产值.同比.幅度 }}",),
        [("CX102", 1, "{{ 工业总产值.同比.幅度 }}")],
    ),
    "unknown attribute of an item": (
        (FOR, "{{ 节.标题x }}", END),
        [("CX102", 2, "{{ 节.标题x }}")],
    ),
    "unknown attribute of an item's item": (
        (FOR, "{%p for 段 in 节.段落 %}", "{{ 段.题 }}", END, END),
        [("CX102", 3, "{{ 段.题 }}")],
    ),
    "unknown attribute of a filtered item": (
        ("{%p for 节 in 章节 ¦ reverse ¦ list %}", "{{ 节.题 }}", END),
        [("CX102", 2, "{{ 节.题 }}")],
    ),
    "unknown attribute of what is set": (
        ("{% set 甲 = 章节 ¦ first %}{{ 甲.题 }}",),
        [("CX102", 1, "{{ 甲.题 }}")],
    ),
    "unknown attribute of loop": ((FOR, "{{ loop.idx }}", END), [("CX102", 2, "{{ loop.idx }}")]),
    "unknown key": (('{{ 指标["工业总产直"].同比 }}',), [("CX102", 1, '{{ 指标["工业总产直"].同比 }}')]),
    "unknown chapter": (('{{ 正文["五"] }}',), [("CX102", 1, '{{ 正文["五"] }}')]),
    "reaching out": (("{{ 年度.__class__ }}",), [("TP305", 1, "{{ 年度.__class__ }}")]),
}

# Kinds whose tags would pair with those of another kind, and of which a row is more than one paragraph.
TOGETHER_OTHERWISE = {
    *("crossed", "left open", "end without a beginning", "end of another placing"),
    *(kind for kind, (lines, _) in KINDS.items() if any(line.startswith(("‖", "<")) for line in lines)),
}

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
    book = read(tmp_path_factory.mktemp("book")).book
    assert book is not None
    return book_context(book)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_fault_is_found_at_its_place(kind: str, context: Mapping[str, Any]) -> None:
    """Exactly what is wrong is told: code, paragraph and tag, and nothing that only follows."""
    lines, expected = KINDS[kind]

    assert sorted(expected) == sorted(told(linted(docx(*lines), context)))


def test_there_are_more_than_forty_kinds() -> None:
    """The table is what the linter promises."""
    assert 40 < len(KINDS)


def test_all_faults_of_a_template_are_found_in_one_run(context: Mapping[str, Any]) -> None:
    """A template with a fault of every kind that leaves the others' paragraphs alone tells each of them."""
    lines: list[str] = []
    expected: list[tuple[str, int, str]] = []
    for kind in (kind for kind in KINDS if kind not in TOGETHER_OTHERWISE):
        fault_lines, faults = KINDS[kind]
        expected += [(code, paragraph + len(lines), tag) for code, paragraph, tag in faults]
        lines += [*fault_lines, "甲"]

    found = told(linted(docx(*lines), context))

    assert [] == sorted(set(expected) - set(found))
    assert [] == sorted(set(found) - set(expected))


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


# --- helpers


def linted(data: bytes, context: Mapping[str, Any] | None = None) -> Linted:
    """Examine a template."""
    return lint_template(open_package(data, "模板.docx"), context)


def told(found: Linted) -> list[tuple[str, int, str]]:
    """Return code, paragraph and tag of each fault."""
    return [(one.code, place_of(one).paragraph, place_of(one).tag) for one in found.diagnostics]


def place_of(found: Diagnostic) -> ParagraphRef:
    """Return the place of a fault, which is a paragraph."""
    assert isinstance(found.place, ParagraphRef)
    return found.place

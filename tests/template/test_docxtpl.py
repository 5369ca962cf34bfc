"""Templates written for docxtpl: the same text comes out, leniently; where it does not, the table says what
and why.

Skipped where docxtpl is not installed (`make bench` installs it).
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import jinja2
import pytest

import reportgen
from reportgen import Template
from tests.support.docs import docx, texts

docxtpl = pytest.importorskip("docxtpl", reason="compares with docxtpl")

CONTEXT: dict[str, Any] = {
    "name": "宣恩",
    "number": 8.5,
    "yes": True,
    "no": False,
    "rows": [{"a": "甲", "b": 1}, {"a": "乙", "b": 2}],
    "months": ["一月", "二月", "三月"],
    "text": "一\n二\t三",
    "paragraphs": "一\a二",
    "nested": {"deep": {"er": "底"}},
}
BLOCK = "{%p endif %}"

# what is written, line by line
SAME: dict[str, tuple[str, ...]] = {
    "a value": ("我是{{ name }}。",),
    "a value cut by Word": ("我是{{| na|me }|}。",),
    "a value without blanks": ("{{name}}",),
    "a value deep down": ("{{ nested.deep.er }}{{ nested['deep']['er'] }}",),
    "a number and a sum": ("{{ number }} {{ number + 1 }}",),
    "an unknown name": ("甲{{ nobody }}乙",),
    "filters": ("{{ name¦upper }}{{ months¦join('、') }}{{ nobody¦default('缺') }}",),
    "a condition in a line": ("{% if yes %}甲{% else %}乙{% endif %}丙",),
    "a condition that is false": ("{% if no %}甲{% elif yes %}乙{% endif %}丙",),
    "an inline condition": ("{{ '甲' if yes else '乙' }}",),
    "a loop in a line": ("{% for m in months %}{{ m }}{% if not loop.last %}、{% endif %}{% endfor %}。",),
    "a comment": ("甲{# 说明 #}乙",),
    "a condition on paragraphs": ("{%p if yes %}", "甲", "{%p else %}", "乙", BLOCK),
    "a condition on paragraphs that is false": ("{%p if no %}", "甲", BLOCK, "乙"),
    "a loop of paragraphs": ("{%p for r in rows %}", "{{ r.a }}：{{ r.b }}", "{%p endfor %}"),
    "loops within loops": (
        *("{%p for r in rows %}", "{{ r.a }}", "{%p for m in months %}", "{{ m }}", "{%p endfor %}"),
        "{%p endfor %}",
    ),
    "a comment that takes its paragraph": ("甲", "{#p 说明 #}", "乙"),
    "a loop of rows": (
        "‖ 名 ‖ 数",
        "‖ {%tr for r in rows %} ‖ ",
        "‖ {{ r.a }} ‖ {{ r.b }}",
        "‖ {%tr endfor %} ‖ ",
    ),
    "a condition on rows": ("‖ 甲", "‖ {%tr if no %}", "‖ 乙", "‖ {%tr endif %}", "‖ 丙"),
    "a comment that takes its row": ("‖ 甲", "‖ {#tr 说明 #}", "‖ 乙"),
    "a loop of cells": ("‖ 名 ‖ {%tc for m in months %} ‖ {{ m }} ‖ {%tc endfor %}",),
    "a condition on cells": ("‖ 甲 ‖ {%tc if no %} ‖ 乙 ‖ {%tc endif %} ‖ 丙",),
    "a loop in a cell": ("‖ {% for m in months %}{{ m }}{% endfor %} ‖ 右",),
    "paragraphs in a cell": ("‖ {%p for m in months %}¶{{ m }}¶{%p endfor %}¶完",),
    "a run tag": ("{%r if yes %}|甲|{%r endif %}|乙",),
    "a set name": ("{% set n = 3 %}{{ n * 2 }}",),
    "a macro in a line": ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}{{ m(2) }}",),
    "a line break and a tab in a value": ("甲{{ text }}乙",),
    "a paragraph break in a value": ("甲{{ paragraphs }}乙",),
    "literal braces": ("{_{ name }_} {_% if %_}",),
    "raw text": ("{% raw %}{{ name }}{% endraw %}",),
    "quotes that Word curled": ("{{ months¦join(“、”) }}{{ nested[‘deep’].er }}",),
    "a comparison": ("{% if number > 8 and number < 9 %}间{% endif %}",),
    "text before and behind a paragraph tag": ("丢 {%p if yes %} 失", "甲", BLOCK),
    "joined with the paragraph before": ("甲", "{%- if yes %}乙{% endif %}"),
    "joined with the paragraph behind": ("甲{% if yes -%}", "乙{% endif %}"),
    "a background": ("‖ {% cellbg 'FF0000' %}甲 ‖ 乙",),
    "a span": ("‖ {% colspan 2 %}甲 ‖ 乙",),
    "cells merged downwards": (
        "‖ {%tr for r in rows %} ‖ ",
        "‖ {% vm %}类 ‖ {{ r.a }}",
        "‖ {%tr endfor %} ‖ ",
    ),
    "cells merged sideways": (
        "‖ {%tc for m in months %} ‖ {% hm %}季 ‖ {%tc endfor %}",
        "‖ {%tc for m in months %} ‖ {{ m }} ‖ {%tc endfor %}",
    ),
}

# what is written, the text of docxtpl, ours
DIFFERENT: dict[str, tuple[tuple[str, ...], list[str], list[str]]] = {
    "markup in a value is text, where docxtpl loses what follows": (
        ("{{ 'A&B <C>' }}丙",),
        ["A&B "],
        ["A&B <C>丙"],
    ),
    "nothing is printed for None, where docxtpl prints the word": (("{{ none }}甲",), ["None甲"], ["甲"]),
    "a page break stays in its paragraph, where docxtpl makes three": (
        ("{{ '甲\\f乙' }}",),
        ["甲", "", "乙"],
        ["甲乙"],
    ),
    "all block tags of a paragraph count, where docxtpl takes the last placed one": (
        ("甲", "{%p if no %}{%p endif %}", "乙"),
        [],
        ["甲", "乙"],
    ),
}


def by_docxtpl(*lines: str, **values: Any) -> list[str]:
    """Return the text that docxtpl makes of a template, nothing when it fails."""
    template = docxtpl.DocxTemplate(io.BytesIO(docx(*lines)))
    try:
        template.render({**CONTEXT, **values})
    except jinja2.TemplateError:
        return []
    stream = io.BytesIO()
    template.save(stream)
    return texts(stream.getvalue())


def by_us(*lines: str, **values: Any) -> list[str]:
    """Return the text that we make of it."""
    return texts(Template.load(docx(*lines), strict=False).render({**CONTEXT, **values}))


def pieces(kind: Any) -> Any:
    """Return the same formatted text, made with docxtpl's class or ours."""
    made = kind("共", bold=True, color="#FF0000", size=24, font="eastAsia:仿宋")
    made.add("5家\n", italic=True, underline="double", highlight="#FFFF00")
    made.add("完", style="Strong", strike=True, superscript=True, rtl=False, lang="zh-CN")
    return made


# a line, the class's name, what makes a value of a class
OBJECTS: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
    "rich text": ("甲{{r x }}", "RichText", pieces),
    "rich text of rich text": ("{{r x }}", "RichText", lambda kind: kind(kind("甲", bold=True))),
    "a listing": ("甲{{ x }}", "Listing", lambda kind: kind("一\n二\t三\a四 <&>")),
    "paragraphs of rich text": (
        "{{p x }}",
        "RichTextParagraph",
        lambda kind: kind("甲", parastyle="Heading1"),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_the_text_is_that_of_docxtpl(case: str) -> None:
    """Paragraph by paragraph, cell by cell."""
    lines = SAME[case]

    assert by_docxtpl(*lines) == by_us(*lines)


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_known_difference_is_still_one(case: str) -> None:
    """Listed in docs/docxtpl.md; when docxtpl changes, this says so."""
    lines, theirs, ours = DIFFERENT[case]

    assert (theirs, ours) == (by_docxtpl(*lines), by_us(*lines))


@pytest.mark.parametrize("case", OBJECTS)
def test_the_text_of_an_object_is_that_of_docxtpl(case: str) -> None:
    """The classes have the same names and take the same arguments."""
    line, name, make = OBJECTS[case]

    assert by_docxtpl(line, x=make(getattr(docxtpl, name))) == by_us(line, x=make(getattr(reportgen, name)))

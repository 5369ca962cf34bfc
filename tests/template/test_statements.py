"""Statements of jinja2 around text, runs and paragraphs: macros, gathered blocks, filters, raw text."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen import Refusal, Template
from reportgen.template.gathered import on_texts
from tests.support.docs import docx, member, texts


def merged(*lines: str, strict: bool = True, **values: Any) -> list[str]:
    """Return the paragraphs that a template of `lines` makes of some values."""
    return texts(Template.load(docx(*lines), strict=strict).render(values))


def faults(*lines: str, **values: Any) -> list[tuple[str, Any]]:
    """Return the codes and tags of what is wrong."""
    with pytest.raises(Refusal) as refused:
        merged(*lines, **values)
    return [(found.code, found.values.get("tag")) for found in refused.value.diagnostics]


MACRO = ("{%p macro m(x) %}", "第{{ x }}段", "{%p endmacro %}")

# lines of a template, what comes of them
MERGED: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "a macro of paragraphs takes the place of a paragraph": (
        (*MACRO, "{{p m(1) }}", "{{ m(2) }}"),
        ["第1段", "第2段"],
    ),
    "a macro of paragraphs in a cell": ((*MACRO, "‖ {{ m(1) }} ‖ 右"), ["‖ 第1段 ‖ 右"]),
    "a macro of text stands within a paragraph": (
        ("{% macro m(x) %}第{{ x }}{% endmacro %}", "由{{ m(1) }}起", "{{p m(2) }}", "{{ m(3) }}"),
        ["", "由第1起", "第2", "第3"],
    ),
    "a macro that prints nothing": (
        ("{%p macro m() %}", "{%p endmacro %}", "{{p m() }}", "{{ m() }}"),
        [""],
    ),
    "a call passes its paragraphs to a macro": (
        (
            "{%p macro m() %}",
            "始",
            "{{ caller() }}",
            "{%p endmacro %}",
            "{%p call m() %}",
            "中",
            "{%p endcall %}",
        ),
        ["始", "中"],
    ),
    "a filter changes the text between its tags": (
        ("{% filter upper %}abc {{ x }}|d{% endfilter %} e",),
        ["ABC Y<&>ZD e"],
    ),
    "a filter changes paragraphs": (
        ("{%p filter upper %}", "abc", "{{ x }}", "{%p endfilter %}"),
        ["ABC", "Y<&>Z"],
    ),
    "filters in a row, with arguments": (
        ("{% filter replace('b', x)¦upper %}abc{% endfilter %}",),
        ["AY<&>ZC"],
    ),
    "a gathered block is printed": (
        ("{% set a %}abc|{{ x }}{% endset %}", "其{{ a }}也"),
        ["", "其abcy<&>z也"],
    ),
    "a gathered block is filtered": (
        ("{% set a ¦ upper %}a{{ x }}{% endset %}", "其{{ a }}"),
        ["", "其AY<&>Z"],
    ),
    "a gathered block is asked whether it is empty": (
        ("{% set a %}{% endset %}", "{% if a %}有{% else %}无{% endif %}"),
        ["", "无"],
    ),
    "what is raw stands as it is written": (("{% raw %}{{ x }}{% endraw %}{{ x }}",), ["{{ x }}y<&>z"]),
    "literal braces": (("{_{ x }_} {_% if %_}",), ["{{ x }} {% if %}"]),
    "a run is left out": (("{%r if x == 'no' %}|甲|{%r endif %}|乙",), ["乙"]),
    "a loop tells where it is": (
        ("{% for c in 'ab' %}{{ loop.index }}/{{ loop.length }}{{ loop.cycle('甲','乙') }}{% endfor %}",),
        ["1/2甲2/2乙"],
    ),
    "a name of the template's own": (
        ("{% set n = 2 %}{{ n * 3 }}{% with m = n %}{{ m }}{% endwith %}",),
        ["62"],
    ),
    "a loop over mappings": (("{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}",), ["a1"]),
    "a loop that is left": (
        ("{% for c in 'abc' %}{% if c == 'b' %}{% break %}{% endif %}{{ c }}{% endfor %}",),
        ["a"],
    ),
}


@pytest.mark.parametrize("case", MERGED)
def test_a_statement_does_what_jinja_says(case: str) -> None:
    """The paragraphs of the merged document, x being `y<&>z`."""
    lines, expected = MERGED[case]

    assert expected == merged(*lines, x="y<&>z")


# lines of a template, the code and tag of the fault
REFUSED = {
    "include": ("{% include '附件.docx' %}", "TP212"),
    "import": ("{% import 'a' as b %}", "TP212"),
    "from": ("{% from 'a' import b %}", "TP212"),
    "extends": ("{% extends 'a' %}", "TP212"),
    "block": ("{% block a %}{% endblock %}", "TP212"),
    "a filter that makes no text of a document": (
        "{% filter replace('a', '\\x07') %}a{% endfilter %}",
        "TP304",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_statement_that_a_word_file_cannot_have_is_refused(case: str) -> None:
    """The code and the tag to blame, which is the one that opens."""
    line, code = REFUSED[case]

    assert [(code, line[: line.index("%}") + 2])] == faults(line)


def test_paragraphs_of_a_macro_beside_text_are_a_fault() -> None:
    """They would stand inside of a paragraph; the tag is named."""
    assert [("TP310", "{{ m(1) }}")] == faults(*MACRO, "见{{ m(1) }}")


def test_rows_of_a_macro_are_a_fault() -> None:
    """A row in place of a paragraph would damage the file."""
    assert [("TP310", "{{ m() }}")] == faults(
        "‖ {%tr macro m() %}", "‖ 行", "‖ {%tr endmacro %}", "{{ m() }}"
    )


def test_a_filter_leaves_the_markup_alone() -> None:
    """Only the text of runs is filtered: no name, no attribute, no mark."""
    before = '<w:r><w:rPr><w:b w:val="a"/></w:rPr><w:t xml:space="preserve">'
    after = '</w:t></w:r>a<w:tbl a="a"/>'

    assert f"{before}X&lt;X{after}" == on_texts(
        f"{before}a&lt;a{after}", lambda text: text.replace("a", "X")
    )


def test_a_filter_of_a_text_without_markup_takes_it_whole() -> None:
    """As in the document's title."""
    assert "A&amp;B" == on_texts("a&amp;b", str.upper)


# --- as docxtpl forgives


LENIENT: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "curled quotes in a tag": (("{{ ‘a’¦upper }}{{ “b” }}",), ["Ab"]),
    "text beside a paragraph tag is let go": (("甲 {%p if true %} 乙", "丙", "{%p endif %}"), ["丙"]),
    "text beside a row tag is let go": (
        ("‖ 甲{%tr for c in 'ab' %} ‖ 乙", "‖ {{ c }} ‖ x", "‖ {%tr endfor %} ‖ 丙"),
        ["‖ a ‖ x", "‖ b ‖ x"],
    ),
    "an unknown name is nothing": (("甲{{ nobody }}乙{{ nobody.at.all }}",), ["甲乙"]),
}


@pytest.mark.parametrize("case", LENIENT)
def test_leniently_a_template_for_docxtpl_is_taken(case: str) -> None:
    """What docxtpl forgives."""
    lines, expected = LENIENT[case]

    assert expected == merged(*lines, strict=False)


@pytest.mark.parametrize("case", LENIENT)
def test_strictly_each_of_these_is_a_fault(case: str) -> None:
    """Silence is for those who ask for it."""
    assert {code for code, _ in faults(*LENIENT[case][0])} <= {"TP104", "TP203", "TP207", "CX101"}


def test_curled_quotes_in_the_text_stay() -> None:
    """Only those in a tag are straightened."""
    assert ["“甲”‘乙’丙"] == merged("“甲”‘乙’{{ x }}", strict=False, x="丙")


def test_a_page_break_and_a_tab_are_elements() -> None:
    """The marks that docxtpl gives a meaning in values."""
    draft = Template.load(docx("{{ x }}")).render({"x": "一\f二\t三"})
    names = [
        child.tag.rpartition("}")[2]
        for run in member(draft).iter()
        if run.tag.endswith("}r")
        for child in run
    ]

    assert ["t", "br", "t", "tab", "t"] == names

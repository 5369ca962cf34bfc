"""Tags are found in a text as their author meant them, and what was meant as one but is none is a fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.refs import CellRef, ParagraphRef
from reportgen.template.scanner import Kind, Scope, Tag, scan

HERE = ParagraphRef("模板.docx", paragraph=14)


def tags(text: str) -> tuple[Tag, ...]:
    """Return the tags of a text that has no fault."""
    found, faults = scan(text, HERE)
    assert () == faults
    return found


def codes(text: str) -> list[str]:
    """Return the codes of a text's faults, in order."""
    return [found.code for found in scan(text, HERE)[1]]


@pytest.mark.parametrize(
    ("text", "kind", "scope", "body"),
    [
        ("{{ a }}", Kind.OUTPUT, Scope.TEXT, "a"),
        ("{{a}}", Kind.OUTPUT, Scope.TEXT, "a"),
        ("{{ p }}", Kind.OUTPUT, Scope.TEXT, "p"),
        ("{{p}}", Kind.OUTPUT, Scope.TEXT, "p"),
        ("{{r }}", Kind.OUTPUT, Scope.TEXT, "r"),
        ("{{tr x }}", Kind.OUTPUT, Scope.TEXT, "tr x"),
        ("{{p x }}", Kind.OUTPUT, Scope.PARAGRAPH, "x"),
        ("{{r x }}", Kind.OUTPUT, Scope.RUN, "x"),
        ("{% if a %}", Kind.BLOCK, Scope.TEXT, "if a"),
        ("{%p if a %}", Kind.BLOCK, Scope.PARAGRAPH, "if a"),
        ("{%p if i % 2 %}", Kind.BLOCK, Scope.PARAGRAPH, "if i % 2"),
        ("{%tr for x in xs %}", Kind.BLOCK, Scope.ROW, "for x in xs"),
        ("{%tc endfor %}", Kind.BLOCK, Scope.CELL, "endfor"),
        ("{%r endif %}", Kind.BLOCK, Scope.RUN, "endif"),
        ("{%- if a -%}", Kind.BLOCK, Scope.TEXT, "if a"),
        ("{%-p if a %}", Kind.BLOCK, Scope.PARAGRAPH, "if a"),
        ("{{ -x }}", Kind.OUTPUT, Scope.TEXT, "-x"),
        ("{# 备注 #}", Kind.COMMENT, Scope.TEXT, "备注"),
        ("{#p 备注 #}", Kind.COMMENT, Scope.PARAGRAPH, "备注"),
        ("{{ a\n\t\r\x85\u2028b }}", Kind.OUTPUT, Scope.TEXT, "a     b"),
        ("{% programme %}", Kind.BLOCK, Scope.TEXT, "programme"),
        ("{%p　if a　%}", Kind.BLOCK, Scope.PARAGRAPH, "if a"),  # an ideographic space is a blank
    ],
)
def test_a_tag_has_a_kind_a_scope_and_a_body(text: str, kind: Kind, scope: Scope, body: str) -> None:
    """The letter behind the braces is the scope only with a blank behind it, and never the whole name."""
    (tag,) = tags(text)

    assert (kind, scope, body) == (tag.kind, tag.scope, tag.body)
    assert (0, len(text)) == (tag.start, tag.end)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("{{ {'a': 1}['a'] }}", "{'a': 1}['a']"),
        ("{{ {'a': {'b': 1}} }}", "{'a': {'b': 1}}"),
        ('{{ "}}" }}', '"}}"'),
        ("{{ '%}' }}", "'%}'"),
        ('{{ "\\"}}" }}', '"\\"}}"'),
        ("{% set x = '{{' %}", "set x = '{{'"),
        ('{{ 名["“引”"] }}', '名["“引”"]'),
        ('{{ x|default("｛｝") }}', 'x|default("｛｝")'),
    ],
)
def test_braces_and_quotes_inside_of_a_tag_do_not_close_it(text: str, body: str) -> None:
    """A mapping, and a quoted text whatever it holds, belong to the tag."""
    assert [body] == [tag.body for tag in tags(f"前{text}后")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{ x }",
        "{x} 与 }{",
        "a } b { c",
        '{"a": {"b": 1}}',
        '{"a": {"b": {"c": [1, 2]}}}，见附件',
        "集合 {1, {2, 3}}",
        "{增长8%}",
        "{第3#}",
        "it's 5' 3\" {",
        "（一）｛注｝",
        "8％｝",
        "# { % } #",
        "{_x_}",
    ],
)
def test_single_braces_are_text(text: str) -> None:
    """Braces of a text, JSON too, are neither tags nor faults."""
    assert () == tags(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a", ["TP101"]),
        ("{{ a }", ["TP101"]),
        ("{% if a", ["TP101"]),
        ("{# a", ["TP101"]),
        ("{{ it's }}", ["TP101"]),
        ("{{ a {{ b }}", ["TP101"]),
        ("{{ a } 与 {% if b", ["TP101", "TP101"]),
        ("a }}", ["TP102"]),
        ("{ { a }}", ["TP102"]),
        ("{ % if a %}", ["TP102"]),
        ("{ #a#}", ["TP102"]),
        ("增长8%}", ["TP102"]),
        ("{{ a }} }}", ["TP102"]),
        ("a }} b }} c", ["TP102"]),
        ("a }} b %}", ["TP102", "TP102"]),
        ("｛｛x｝｝", ["TP103"]),
        ("{｛ x }}", ["TP103"]),
        ("｛{ x }}", ["TP103"]),
        ("{{ x ｝｝", ["TP103"]),
        ("{{ x }｝", ["TP103"]),
        ("｛％ if a ％｝", ["TP103"]),
        ("{％ if a %}", ["TP103"]),
        ("｛｛x｝｝和｛｛y｝｝", ["TP103", "TP103"]),
        ("{{ 指标[“甲”] }}", ["TP104"]),
        ("{% if a == ‘甲’ %}", ["TP104"]),
        ("{{ “ }} 与 {{ ” }}", ["TP104", "TP104"]),
        ("{{ 甲 ｝｝ {{ 乙", ["TP103", "TP101"]),
        ("{% raw %}{{ x }}", ["TP202"]),
        ("{{ 工业总产值。同比 }}", ["TP105"]),
    ],
)
def test_each_slip_has_its_code(text: str, expected: list[str]) -> None:
    """A slip is told once, by the code that names it, and the rest of the text is looked through too."""
    assert expected == codes(text)


def test_behind_an_open_tag_the_next_one_is_found() -> None:
    """One tag that is not closed does not hide the end of a block."""
    found, faults = scan("{% if a %}{{ x {% endif %}", HERE)

    assert ["if a", "endif"] == [tag.body for tag in found]
    assert ["TP101"] == [fault.code for fault in faults]


def test_full_width_tags_still_tell_which_blocks_are_whole() -> None:
    """The tag that was meant is returned, so that its end is not said to lack a beginning."""
    found, _ = scan("｛% if a %｝", HERE)

    assert ["if a"] == [tag.body for tag in found]


def test_between_raw_and_endraw_nothing_is_a_tag() -> None:
    """What is to be printed with its braces stands between two tags that print nothing."""
    found = tags("甲{% raw %}{{ x }} }} {% if %}{% endraw %}乙{{ y }}")

    assert [Kind.COMMENT, Kind.COMMENT, Kind.OUTPUT] == [tag.kind for tag in found]


def test_a_fault_names_the_tag_at_its_paragraph() -> None:
    """The place of a fault is the paragraph with the tag as it is written."""
    _, (fault,) = scan("{{ 指标[“甲”] }}", HERE)

    assert HERE.at_tag("{{ 指标[“甲”] }}") == fault.place
    assert "“" == fault.values["quote"]


def test_a_fault_in_a_cell_has_the_cell_as_its_place() -> None:
    """A text of the workbook is scanned the same way."""
    cell = CellRef("2020.xlsx", "正文", "E5")

    assert [cell] == [fault.place for fault in scan("{{ a", cell)[1]]


@given(st.text(alphabet="{}%#'\"\\ a｛｝％“-pr\n", max_size=40))
def test_any_text_is_scanned_into_tags_that_stand_apart_in_order(text: str) -> None:
    """No text brings the scanner down; tags begin and end with their marks and never overlap."""
    found, _ = scan(text, HERE)

    position = 0
    for tag in found:
        assert position <= tag.start < tag.end <= len(text)
        position = tag.end


@given(st.text(alphabet=st.characters(exclude_characters="{}｛｝"), max_size=40))
def test_a_text_without_braces_is_left_alone(text: str) -> None:
    """Whatever is written without braces has neither tags nor faults."""
    assert () == tags(text)


@pytest.mark.parametrize(
    ("text", "mark", "right"),
    [
        ("{{ 工业总产值。同比 }}", "。", "{{ 工业总产值.同比 }}"),
        ("{{ 工业总产值．同比 }}", "．", "{{ 工业总产值.同比 }}"),
        ("{{ 技改投资.占（固定资产投资） }}", "（", "{{ 技改投资.占(固定资产投资) }}"),
        ("{{ f(甲，乙) }}", "，", "{{ f(甲,乙) }}"),
        ("{{ 名单【'甲'】 }}", "【", "{{ 名单['甲'] }}"),
        ("{% if 甲！= '乙，丙' %}", "！", "{% if 甲!= '乙，丙' %}"),
        ("{% set x = {'a'：1}；%}", "：", "{% set x = {'a':1}; %}"),
    ],
)
def test_a_full_width_mark_is_told_with_the_corrected_tag(text: str, mark: str, right: str) -> None:
    """The marks of a Chinese input method are the commonest slip; what stands in quotes is left alone."""
    (found,) = scan(text, HERE)[1]

    assert ("TP105", mark, right) == (found.code, found.values["mark"], found.values["right"])


def test_an_ideographic_space_within_quotes_is_text() -> None:
    """Full-width marks in a quoted text print as they are."""
    assert () == scan("{{ '　，。（）' }}", HERE)[1]

"""Examining a template: every fault at once, each at its place, and none that only follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree

from reportgen.diagnostics import Severity
from reportgen.refs import TableCell
from tests.support.docs import changed, docx, member
from tests.support.linting import END, FOR, linted, place_of, small_context, told

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
    "cut over paragraphs": (("甲{{ 工业", "总产值 }}乙"), [("TP105", 1, "{{ 工业")]),
    "cut between its braces": (("甲{", "{ 工业总产值 }}乙"), [("TP105", 1, "{")]),
    "cut over cells": (("‖ {{ 工业 ‖ 总产值 }}",), [("TP105", 1, "{{ 工业")]),
    "cut by a text box": (("甲{{ 工业", BOX.format("总产值 }}")), [("TP105", 1, "{{ 工业")]),
    "a blank between braces": (("甲{ { 工业总产值 } }乙",), [("TP209", 1, "{ { 工业总产值 } }")]),
    "single braces": (("甲{工业总产值}乙",), [("TP209", 1, "{工业总产值}")]),
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
    "raw without its end": (("甲{% raw %}乙",), [("TP202", 1, "{% raw %}")]),
    "crossed": (
        ("{%p if 年度 %}", FOR, "{%p endif %}", END),
        [("TP204", 2, FOR), ("TP203", 4, END)],
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
    "field code": ((FIELD_CODE,), [("TP208", 1, "{{ 网址 }}")]),
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


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The names of the small book."""
    return small_context(tmp_path_factory.mktemp("book"))


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
    for kind in KINDS.keys() - TOGETHER_OTHERWISE:
        fault_lines, faults = KINDS[kind]
        expected += [(code, paragraph + len(lines), tag) for code, paragraph, tag in faults]
        lines += [*fault_lines, "甲"]

    found = told(linted(docx(*lines), context))

    assert [] == sorted(set(expected) - set(found))
    assert [] == sorted(set(found) - set(expected))


# --- places


def test_a_fault_in_a_table_names_table_row_and_column(context: Mapping[str, Any]) -> None:
    """Tables are counted over the part, rows over the table, columns by the grid."""
    data = docx("‖ 甲 ‖ 乙", "段", "‖ 甲 ‖ 乙", "‖ 丙¶{{ 没有 }} ‖ {{ 工业总产值.没有 }}")

    cells = [place_of(found).cell for found in linted(data, context).diagnostics]

    assert [TableCell(2, 2, 1), TableCell(2, 2, 2)] == cells


def test_faults_of_every_part_are_told(context: Mapping[str, Any]) -> None:
    """Headers, footers and properties have tags too."""
    data = docx("{{ 甲 }}", header="{{ 乙", footer="{{ 年度 ¦ uper }}")
    core = member(data, "docProps/core.xml")
    core[0].text = "{{ 丙. }}"
    data = changed(data, {"docProps/core.xml": etree.tostring(core)})

    found = {(f.code, place_of(f).part) for f in linted(data, context).diagnostics}

    assert {
        ("CX101", "word/document.xml"),
        ("TP101", "word/header1.xml"),
        ("TP201", "word/footer1.xml"),
        ("TP201", "docProps/core.xml"),
    } == found


def test_a_tag_that_was_cut_names_both_halves(context: Mapping[str, Any]) -> None:
    """The beginning is to blame, the end is shown beside it."""
    [found] = linted(docx("‖ 甲{{ 工业 ‖ 总产值 }}乙"), context).diagnostics

    assert (1, TableCell(1, 1, 1)) == (place_of(found).paragraph, place_of(found).cell)
    assert [("总产值 }}", TableCell(1, 1, 2))] == [(p.tag, p.cell) for p in found.related]  # type: ignore[union-attr]


def test_what_word_repeats_of_a_text_box_is_told_once(context: Mapping[str, Any]) -> None:
    """A text box is kept twice, for new and for old programs; the author sees one."""
    box = BOX.format("{{ 没有 }}").removeprefix("<w:p><w:r>").removesuffix("</w:r></w:p>")
    twice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    data = docx(f"<w:p><w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r></w:p>")

    assert [("CX101", 2, "{{ 没有 }}")] == told(linted(data, context))


def test_tags_in_other_parts_are_warned_of() -> None:
    """A chart's title is drawn text, cut into runs like any other; no merge comes there."""
    runs = "<a:r><a:t>{{ x</a:t></a:r><a:r><a:t> }}</a:t></a:r>"
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    chart = f'<c xmlns:a="{namespace}"><a:p>{runs}</a:p></c>'.encode()
    data = changed(docx("甲"), {"word/charts/chart1.xml": chart})

    [found] = linted(data).diagnostics

    assert ("TP208", Severity.WARNING) == (found.code, found.severity)
    assert ("word/charts/chart1.xml", 0, "{{ x }}") == (
        place_of(found).part,
        place_of(found).paragraph,
        place_of(found).tag,
    )


def test_a_part_that_is_no_xml_does_not_hide_the_others(context: Mapping[str, Any]) -> None:
    """The broken header is one fault, the unknown name in the body another."""
    data = changed(docx("{{ 甲 }}", header="乙"), {"word/header1.xml": b"<w:hdr"})

    assert {"PK110", "CX101"} == {found.code for found in linted(data, context).diagnostics}


# --- remedies


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("{{ 工业总产直 }}", "工业总产值"),
        ("{{ 工业总产值.同必 }}", "同比"),
        ('{{ 指标["工业总产直"] }}', "工业总产值"),
        ("{{ 年度 ¦ uper }}", "upper"),
        ("{% if 年度 is defind %}甲{% endif %}", "defined"),
        ("{% esle %}", "else"),
        ("{% for 节 in 章节 %}{{ loop.idx }}{% endfor %}", "index"),
    ],
)
def test_the_nearest_known_word_is_proposed(line: str, nearest: str, context: Mapping[str, Any]) -> None:
    """Most unknown words are slips of a known one."""
    found = linted(docx(line), context).diagnostics[0]

    assert (nearest, ("nearest",)) == (found.values["nearest"], found.hints)


def test_an_item_outside_of_its_loop_is_said_to_be_that(context: Mapping[str, Any]) -> None:
    """The name is right, only its place is wrong."""
    [found] = linted(docx(FOR, "甲", END, "{{ 节 }}"), context).diagnostics

    assert ("loop",) == found.hints


def test_severity_tells_whether_a_merge_always_comes_there(context: Mapping[str, Any]) -> None:
    """A name in a loop over what there is is needed; one in a condition may not be."""
    lines = (
        FOR,
        "{{ 甲 }}",
        END,
        "{% if 年度 %}{{ 乙 }}{% endif %}",
        "{{ 丙 if 年度 else '' }}{{ 年度 or 丁 }}",
    )
    found = {f.values["name"]: f.severity for f in linted(docx(*lines), context).diagnostics}

    assert {
        "甲": Severity.ERROR,
        "乙": Severity.WARNING,
        "丙": Severity.WARNING,
        "丁": Severity.WARNING,
    } == found

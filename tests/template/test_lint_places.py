"""Each fault of a template is told with its place, its remedy and how grave it is; and the names it needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.bounds import Bounds, bounded
from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.refs import ParagraphRef, TableCell
from reportgen.template.lint import Linted, lint_template
from reportgen.word.package import open_package
from tests.support.books import read
from tests.support.docs import changed, docx, member

FOR, END = "{%p for 节 in 章节 %}", "{%p endfor %}"
BOX = (
    "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


# lines of the template → the faults, each as code, paragraph and the tag that is to blame
@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The names of the small book."""
    book = read(tmp_path_factory.mktemp("book")).book
    assert book is not None
    return book_context(book)[0]


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
    data = changed(data, {"docProps/core.xml": _bytes(core)})

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

    assert ("TP213", Severity.WARNING) == (found.code, found.severity)
    assert ("word/charts/chart1.xml", 0, "{{ x }}") == (
        place_of(found).part,
        place_of(found).paragraph,
        place_of(found).tag,
    )


def test_a_part_that_cannot_be_read_does_not_hide_the_others(context: Mapping[str, Any]) -> None:
    """The header with too many tags is one fault, the unknown name in the body another."""
    data = docx("{{ 甲 }}", header="乙")
    header = member(data, "word/header1.xml")
    header.extend(etree.Element(header[0].tag) for _ in range(20_000))
    data = changed(data, {"word/header1.xml": etree.tostring(header)})
    with bounded(Bounds(marks=10_000)):
        found = linted(data, context).diagnostics

    assert [("CX101", "word/document.xml"), ("PK114", "word/header1.xml")] == [
        (one.code, one.place.part) for one in found if isinstance(one.place, ParagraphRef)
    ]


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
    book = read(tmp_path, {"正文!E2": "工业{{ 工业总产直 }}增势良好"}).book
    assert book is not None

    [found] = linted(
        docx(FOR, "{%p for 段 in 节.段落 %}", "{{ 段 }}", END, END), book_context(book)[0]
    ).diagnostics

    assert ("CX101", "正文!E2") == (found.code, str(found.place))


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


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root))

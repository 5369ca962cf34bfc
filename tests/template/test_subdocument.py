"""A document as a value: its text, tables, styles and lists take the place of a paragraph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from lxml import etree

from reportgen import Refusal, Subdocument, Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, member, members, texts
from tests.support.lists import NUMBERING, item, numbered, with_lists
from tests.support.parts import made, merged, style_ids, values


def codes(*lines: str, **values: Any) -> list[str]:
    """Return the codes of what is wrong."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx(*lines)).render(values)
    return [found.code for found in refused.value.diagnostics]


# --- where it goes


@pytest.mark.parametrize("line", ["{{p x }}", "{{ x }}", "  {{ x }} "])
def test_the_content_takes_the_place_of_the_paragraph(line: str) -> None:
    """Text and tables, in their order."""
    assert ["前", "一", "‖ 甲 ‖ 乙", "二", "后"] == texts(
        merged(Subdocument(docx("一", "‖ 甲 ‖ 乙", "二")), "前", line, "后")
    )


def test_a_cell_keeps_a_paragraph_behind_a_table() -> None:
    """Word refuses a cell that ends with a table."""
    draft = merged(Subdocument(docx("‖ 甲")), "‖ {{ x }}", "‖ {{p x }}")
    last = [cell[-1].tag for cell in member(draft).iter(qname("w:tc"))]

    assert [qname("w:p")] * 4 == last


def test_a_document_of_python_docx_is_taken_as_it_is_when_merged() -> None:
    """What docxtpl's `new_subdoc` is for."""
    document: Any = Document()
    value = Subdocument(document)
    document.add_paragraph("一")

    assert ["前", "一", "后"] == texts(merged(value))


def test_a_path_is_read(tmp_path: Path) -> None:
    """As a path or a text."""
    path = tmp_path / "附件.docx"
    path.write_bytes(docx("一"))

    assert texts(merged(Subdocument(path))) == texts(merged(Subdocument(str(path)))) == ["前", "一", "后"]


def test_tags_in_it_are_text() -> None:
    """A value is never evaluated again."""
    assert ["前", "{{ 1 + 1 }}", "后"] == texts(merged(Subdocument(docx("{{ 1 + 1 }}"))))


@pytest.mark.parametrize("line", ["见{{ x }}", "{{ x }}{{ x }}"])
def test_beside_a_text_it_is_a_fault(line: str) -> None:
    """It would tear the sentence apart."""
    assert "TP310" in codes(line, x=Subdocument(docx("一")))


@pytest.mark.parametrize(
    ("source", "code"), [(b"no zip", "PK103"), ("no such.docx", "PK101"), (b"", "PK103")]
)
def test_what_is_no_document_is_a_fault_with_both_places(source: Any, code: str) -> None:
    """The file is named, and the paragraph of the template beside it."""
    with pytest.raises(Refusal) as refused:
        merged(Subdocument(source))
    [found] = refused.value.diagnostics

    assert (code, 2) == (found.code, found.related[0].paragraph)  # type: ignore[union-attr]


def test_an_empty_document_leaves_nothing() -> None:
    """Not even a paragraph, for `{{p x }}`."""
    assert ["前", "后"] == texts(merged(Subdocument(made(lambda document: None))))


# --- styles


def styled(document: Any) -> None:
    base = document.styles.add_style("着重", WD_STYLE_TYPE.PARAGRAPH)
    base.font.size = Pt(20)
    style = document.styles.add_style("附件题", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    document.add_paragraph("题", style="附件题")
    document.styles["Heading 1"].font.size = Pt(50)
    document.add_heading("章", 1)


def test_missing_styles_come_with_those_they_build_upon_and_known_ones_stay() -> None:
    """Word's "use destination styles": a style of the same name is the template's."""
    template = docx("{{ x }}")
    draft = merged(Subdocument(made(styled)), template=template)
    known = set(style_ids(template))

    assert {"着重", "附件题"} == set(style_ids(draft)) - known
    assert ["附件题", "Heading1"] == values(draft, "w:pStyle")
    assert "100" not in values(draft, "w:sz", "word/styles.xml")  # 50 pt: the heading of the other document


def test_a_style_of_another_name_under_a_taken_id_gets_one_of_its_own() -> None:
    """Ids are Word's business; names are the author's."""
    source = made(lambda document: document.add_paragraph("题", style="Quote"))
    styles = member(source, "word/styles.xml")
    for style in styles.iter(qname("w:style")):
        if style.get(qname("w:styleId")) == "Quote":
            style.find(qname("w:name")).set(qname("w:val"), "引文")  # type: ignore[union-attr]
    draft = merged(Subdocument(changed(source, {"word/styles.xml": etree.tostring(styles)})))

    assert ["Quote2"] == values(draft, "w:pStyle")
    assert 1 == style_ids(draft).count("Quote2")


def test_styles_come_once_however_often_it_is_printed() -> None:
    """Three printings, one style."""
    draft = merged(Subdocument(made(styled)), "{%p for i in [1, 2, 3] %}", "{{p x }}", "{%p endfor %}")

    assert 1 == style_ids(draft).count("附件题")


def test_the_default_style_of_another_name_is_named() -> None:
    """Text in a document's own default style keeps it, when the template has it under another's default."""
    source = made(lambda document: document.add_paragraph("一"))
    styles = member(source, "word/styles.xml")
    for style in styles.iter(qname("w:style")):
        if style.get(qname("w:styleId")) == "Normal":
            del style.attrib[qname("w:default")]
        if style.get(qname("w:styleId")) == "BodyText":
            style.set(qname("w:default"), "1")
    draft = merged(Subdocument(changed(source, {"word/styles.xml": etree.tostring(styles)})))

    assert ["BodyText"] == values(draft, "w:pStyle")


# --- lists


LISTED = with_lists(docx(item(1, "一"), item(1, "二"), item(2, "点")), "decimal", "bullet")


def test_lists_come_along_and_begin_anew_at_each_printing() -> None:
    """A list of the template of the same number is another list."""
    template = with_lists(docx(item(1, "甲"), "{{ x }}", "{{ x }}", item(1, "乙")), "decimal")
    draft = merged(Subdocument(LISTED), template=template)

    assert ["1 甲", "1 一", "2 二", "点", "1 一", "2 二", "点", "2 乙"] == numbered(draft)


def test_new_lists_stand_where_the_schema_wants_them() -> None:
    """All kinds before all lists, each under a number of its own."""
    template = with_lists(docx(item(1, "甲"), "{{ x }}"), "decimal")
    root = member(merged(Subdocument(LISTED), template=template), NUMBERING)
    names = [etree.QName(child).localname for child in root]

    assert sorted(names) == names
    numbers = [child.get(qname("w:numId")) for child in root.iter(qname("w:num"))]
    assert ["1", "2", "3"] == numbers


def test_a_template_without_lists_gets_the_part() -> None:
    """With its relationship and content type."""
    template = docx("{{ x }}")
    related = member(template, "word/_rels/document.xml.rels")
    for one in [one for one in related if "numbering" in (one.get("Target") or "")]:
        related.remove(one)
    bare = changed(template, {NUMBERING: None, "word/_rels/document.xml.rels": etree.tostring(related)})
    draft = merged(Subdocument(LISTED), template=bare)

    assert ["1 一", "2 二", "点"] == numbered(draft)
    assert b"numbering+xml" in members(draft)["[Content_Types].xml"]


def test_a_list_of_a_style_comes_with_the_style() -> None:
    """A missing style that numbers brings its list."""
    source = with_lists(
        made(lambda document: document.add_paragraph("一", style="List Number 3")), "decimal"
    )
    styles = member(source, "word/styles.xml")
    for style in styles.iter(qname("w:style")):
        if style.get(qname("w:styleId")) == "ListNumber3":
            style.find(qname("w:name")).set(qname("w:val"), "编号")  # type: ignore[union-attr]
            next(style.iter(qname("w:numId"))).set(qname("w:val"), "1")
    template = with_lists(docx("{{ x }}"), "bullet")
    draft = merged(
        Subdocument(changed(source, {"word/styles.xml": etree.tostring(styles)})), template=template
    )

    assert ["1 一"] == numbered(draft)

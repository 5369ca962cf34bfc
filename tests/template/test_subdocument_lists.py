"""The lists of a document as a value come along, and begin anew at each printing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

from reportgen import Subdocument
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, member, members, prefixed
from tests.support.lists import NUMBERING, item, numbered, with_lists
from tests.support.subdocuments import made, merged

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


def without_lists(template: bytes) -> bytes:
    """Return a template that has no part for lists."""
    related = member(template, "word/_rels/document.xml.rels")
    for one in [one for one in related if "numbering" in (one.get("Target") or "")]:
        related.remove(one)
    return changed(template, {NUMBERING: None, "word/_rels/document.xml.rels": etree.tostring(related)})


def test_a_template_without_lists_keeps_without() -> None:
    """Where a document brings none."""
    assert NUMBERING not in members(merged(Subdocument(docx("一")), template=without_lists(docx("{{ x }}"))))


def test_a_template_without_lists_gets_the_part() -> None:
    """With its relationship and content type."""
    draft = merged(Subdocument(LISTED), template=without_lists(docx("{{ x }}")))

    assert ["1 一", "2 二", "点"] == numbered(draft)
    assert b"numbering+xml" in members(draft)["[Content_Types].xml"]


def test_a_list_of_a_style_comes_with_the_style() -> None:
    """A missing style that numbers brings its list."""
    source = with_lists(made(lambda document: document.add_paragraph("一", style="List Number 3")), "decimal")
    styles = member(source, "word/styles.xml")
    for style in styles.iter(qname("w:style")):
        if style.get(qname("w:styleId")) == "ListNumber3":
            style.find(qname("w:name")).set(qname("w:val"), "编号")  # type: ignore[union-attr]
            numbered_by = prefixed('<w:numPr><w:numId w:val="1"/></w:numPr>')
            style.find(qname("w:pPr")).insert(0, numbered_by)  # type: ignore[union-attr]
    template = with_lists(docx("{{ x }}"), "bullet")
    draft = merged(
        Subdocument(changed(source, {"word/styles.xml": etree.tostring(styles)})), template=template
    )

    assert ["1 一"] == numbered(draft)


@pytest.mark.parametrize("style", ["List Number", "编号"])
def test_a_list_of_a_style_begins_anew_at_each_printing(style: str) -> None:
    """Whether the template has the style or is brought it, and whatever it numbered before and goes on to."""

    def listed(document: Any) -> None:
        if style not in document.styles:
            new = document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
            new.base_style = document.styles["List Number"]
        for text in "一二":
            document.add_paragraph(text, style=style)

    template = made(lambda document: [document.add_paragraph(one, "List Number") for one in "甲乙"])
    template = changed(template, {"word/document.xml": _with_tags(template)})
    draft = merged(Subdocument(made(listed)), template=template)

    assert ["1 甲", "1 一", "2 二", "1 一", "2 二", "2 乙"] == numbered(draft)


def _with_tags(template: bytes) -> bytes:
    root = member(template)
    for _ in range(2):
        root[0].insert(1, prefixed("<w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p>"))
    return etree.tostring(root)


def test_headings_that_are_numbered_count_on() -> None:
    """Their numbers are those of the whole document."""

    def headed(document: Any) -> None:
        numbering = document.styles["List Number"].element.find(f".//{qname('w:numPr')}")
        document.styles["Heading 1"].element.find(qname("w:pPr")).insert(2, deepcopy(numbering))
        document.add_heading("章", 1)

    source = made(headed)
    template = changed(source, {"word/document.xml": _with_tags(source)})
    draft = merged(Subdocument(source), template=template)

    assert ["1 章", "2 章", "3 章"] == numbered(draft)

"""Faults as comments in a copy of the template: at the tag to blame, or at the place that Word allows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import CellRef
from reportgen.template import Template
from reportgen.template.annotate import annotated
from reportgen.template.lint import lint_template
from reportgen.word.package import open_package
from reportgen.word.runs import paragraph_text
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, member, members, texts

START, END = qname("w:commentRangeStart"), qname("w:commentRangeEnd")
BOX = (
    "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
    "<w:t>{{ 乙. }}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("lines", "enclosed"),
    [
        (("{{ 乙. }}",), ["{{ 乙. }}"]),
        (("甲{{ 乙. }}丙",), ["{{ 乙. }}"]),
        (("甲{|{ 乙|. }|}丙",), ["{{ 乙. }}"]),
        (("{{ a. }}{{ b. }}",), ["{{ a. }}", "{{ b. }}"]),
        (("甲\t{{ 乙. }}\n丙",), ["{{ 乙. }}"]),
        (("‖ 甲 ‖ 乙｛｛ 丙 ｝｝丁",), ["｛｛ 丙 ｝｝"]),
        (("甲 }}",), ["}}"]),
        (("甲{{ 乙",), ["{{ 乙"]),
        (("{%p fro 甲 in 乙 %}",), ["{%p fro 甲 in 乙 %}"]),
        (("甲{% rightspace 乙. %}丙",), ["{% rightspace 乙. %}"]),
        (("甲{{ 乙", "丙 }}丁"), ["{{ 乙"]),
    ],
)
def test_a_comment_encloses_the_tag_that_is_to_blame(lines: tuple[str, ...], enclosed: list[str]) -> None:
    """Nothing beside it, however Word has cut it into runs."""
    assert enclosed == list(enclosed_texts(annotated_copy(docx(*lines))))


def test_the_text_and_its_format_stay_as_they_are() -> None:
    """Runs are cut in two, and both keep what the one had."""
    data = docx("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲{{ 乙. }}丙</w:t><w:tab/><w:t>丁</w:t></w:r></w:p>")

    made = annotated_copy(data)

    assert texts(data) == texts(made)
    assert all(run.find(f"{qname('w:rPr')}/{qname('w:b')}") is not None for run in runs_with_text(made))


def test_comments_tell_author_and_words() -> None:
    """python-docx reads them: one comment a fault, a paragraph for each line."""
    document: Any = Document(io.BytesIO(annotated_copy(docx("{{ 乙. }}", "{{ 丙. }}"))))

    assert [("reportgen", "rg", "TP201\n{{ 乙. }}"), ("reportgen", "rg", "TP201\n{{ 丙. }}")] == [
        (comment.author, comment.initials, comment.text) for comment in document.comments
    ]


@pytest.mark.parametrize(
    ("data", "enclosed"),
    [
        (docx("甲", "乙", header="{{ 丙. }}"), "甲"),
        (docx("甲", "乙", footer="{% if 丙 %}"), "甲"),
        (docx("丁", BOX), "甲"),
    ],
)
def test_what_stands_where_word_has_no_comments_is_told_in_the_text(data: bytes, enclosed: str) -> None:
    """A fault of a header at the first paragraph, one of a text box where the box is anchored."""
    assert [enclosed] == list(enclosed_texts(annotated_copy(data)))


def test_an_empty_paragraph_can_bear_a_comment() -> None:
    """The first paragraph of a document is often empty."""
    made = annotated_copy(docx("", header="{{ 丙. }}"))

    assert [""] == list(enclosed_texts(made))


def test_comments_that_are_there_stay() -> None:
    """New ones are numbered behind them."""
    document: Any = Document(io.BytesIO(docx("甲{{ 乙. }}")))
    document.add_comment(document.paragraphs[0].runs, "旧批注", "某人", "某")
    stream = io.BytesIO()
    document.save(stream)

    made: Any = Document(io.BytesIO(annotated_copy(stream.getvalue())))

    assert [("某人", "旧批注"), ("reportgen", "TP201\n{{ 乙. }}")] == [
        (c.author, c.text) for c in made.comments
    ]
    assert len({comment.comment_id for comment in made.comments}) == 2


def test_an_annotated_copy_has_the_faults_of_the_template() -> None:
    """What the comments say names tags, too, and is none of the template's."""
    data = docx("甲{{ 乙. }}丙", "‖ {% if 丁 %} ‖ {{ 戊", BOX, header="{{ 己. }}", footer="｛｛ 庚 ｝｝")

    assert faults(data) == faults(annotated_copy(data))


def test_annotating_a_copy_again_leaves_one_comment_a_fault() -> None:
    """The comments of the last run go, those of a colleague stay."""
    document: Any = Document(io.BytesIO(docx("甲{{ 乙. }}", "{{ 丙")))
    document.add_comment(document.paragraphs[0].runs, "旧批注", "某人", "某")
    stream = io.BytesIO()
    document.save(stream)
    once = annotated_copy(stream.getvalue())

    assert members(once) == members(annotated_copy(once))


def test_a_copy_is_a_template_again_when_its_tags_are_mended() -> None:
    """An author mends them where the comments are; the draft has none of these."""
    copy = annotated_copy(docx("甲{{ 乙. }}丙", "{{ 丁 }}"))
    mended = changed(copy, {"word/document.xml": members(copy)["word/document.xml"].replace(b". }}", b" }}")})

    made = Template.load(mended).render({"乙": "好", "丁": "也好"})

    assert ["甲好丙", "也好"] == texts(made)
    assert [] == list(Document(io.BytesIO(made)).comments)
    assert [] == list(member(made).iter(START, END, qname("w:commentReference")))


def test_nothing_else_changes() -> None:
    """Every part but the document, its comments and what tells of them is copied as it is."""
    data = docx("{{ 乙. }}", header="甲")
    before, after = members(data), members(annotated_copy(data))

    assert {"word/comments.xml"} == after.keys() - before.keys()
    assert {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"} == {
        name for name in before if before[name] != after[name]
    }


def test_a_template_without_faults_is_copied() -> None:
    """No comments part is made for nothing."""
    data = docx("{{ 甲 }}")

    assert members(data) == members(annotated_copy(data))


def test_faults_of_the_workbook_are_left_out() -> None:
    """They have no place in a template."""
    told = [fault("CX302", CellRef("甲.xlsx", "指标", "C2"), name="甲")]

    assert "word/comments.xml" not in members(annotated(open_package(docx("甲"), "模板.docx"), told, words))


def test_the_same_faults_give_the_same_bytes() -> None:
    """A comment carries no date."""
    data = docx("{{ 乙. }}", "甲{{ 丙")

    assert annotated_copy(data) == annotated_copy(data)


def test_a_template_of_word_becomes_a_document() -> None:
    """Word opens no .docx that says it is a .dotx."""
    types = members(docx("{{ 乙. }}"))["[Content_Types].xml"]
    data = changed(
        docx("{{ 乙. }}"), {"[Content_Types].xml": types.replace(b"document.main", b"template.main")}
    )

    assert b"document.main" in members(annotated_copy(data))["[Content_Types].xml"]


# --- helpers


def faults(data: bytes) -> tuple[Diagnostic, ...]:
    """Return the faults of a template."""
    return lint_template(open_package(data, "模板.docx")).diagnostics


def annotated_copy(data: bytes) -> bytes:
    """Return the template with its faults as comments."""
    package = open_package(data, "模板.docx")
    return annotated(package, lint_template(package).diagnostics, words)


def words(found: Diagnostic) -> list[str]:
    """Return the paragraphs of a comment: code and tag."""
    return [found.code, str(found.values.get("tag", ""))]


def enclosed_texts(data: bytes) -> Iterator[str]:
    """Yield the text that each comment encloses, in the order of the comments."""
    root = member(data)
    starts = sorted(root.iter(START), key=lambda mark: int(mark.get(qname("w:id"), "")))
    for start in starts:
        paragraph = start.getparent()
        assert paragraph is not None  # a mark stands in a paragraph
        marks = [
            child.tag if child.get(qname("w:id")) == start.get(qname("w:id")) else "" for child in paragraph
        ]
        twin = etree.Element(paragraph.tag)
        twin.extend(list(paragraph)[marks.index(START) : marks.index(END)])
        yield paragraph_text(twin)


def runs_with_text(data: bytes) -> Iterator[etree._Element]:
    """Yield the runs of the document that hold text."""
    return (run for run in member(data).iter(qname("w:r")) if run.find(qname("w:t")) is not None)

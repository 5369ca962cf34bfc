"""Every kind of document that is written is one that Word opens without a word."""

from __future__ import annotations

import io
from typing import Any

import pytest

from reportgen import Chart, InlineImage, RichText, RichTextParagraph, Subdocument, Template
from reportgen.template.annotate import annotated
from reportgen.template.lint import lint_template
from reportgen.word.package import open_package
from reportgen.word.plot import KINDS
from tests.support.docs import changed, docx, main_xml
from tests.support.images import png
from tests.support.lists import item
from tests.support.subdocuments import made
from tests.support.validity import flaws

PICTURE = InlineImage(png(), 20, alt='图"<&>', anchor="https://例.cn/?a=1&b 2")
RICH = RichText("甲\a乙", bold=True, font="仿宋").add("丙\f丁\n戊\t己", url="https://例.cn/?a&b", size=20)
PARAGRAPHS = RichTextParagraph("题", "Heading 1").add(RICH).add("文")
LOOP, END = "{%p for _ in [1, 2] %}", "{%p endfor %}"
EVERYWHERE = ("{{ x }}", "{{p x }}", "‖ {{ x }} ‖ {{p x }}", LOOP, "{{ x }}", END)


def full(document: Any) -> None:
    """Fill a document with headings, lists, a table and a picture."""
    document.add_heading("章", 1)
    for style in ("List Number", "List Number", "List Bullet 2"):
        document.add_paragraph("条", style=style)
    document.add_picture(io.BytesIO(png()))
    document.add_table(2, 2).style = "Light Grid Accent 1"


def chart(kind: str) -> Chart:
    """Return a chart of a kind with whatever may be hard about it."""
    series = {"产值<&>": [10.5, 20, 4]}
    if kind != "pie":
        series |= {"投资": [-3, None, 6]}
    return Chart(kind, ["甲", "乙&", "丙"], series, "图<1>")


PICTURE_TWICE = '<w:p><w:r><w:drawing><wp:docPr id="7" r:id="rId99"/></w:drawing></w:r></w:p>' * 2
OBJECTS = {
    "a text": "甲\n乙\t丙\f丁 <&>",
    "a rich text": RICH,
    "paragraphs of rich text": PARAGRAPHS,
    "a picture": PICTURE,
    "a document": Subdocument(made(full)),
    **{f"a chart: {kind}": chart(kind) for kind in KINDS},
}


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_everywhere(name: str) -> None:
    """In the text, in cells, in a loop, in the header and in the footer."""
    template = Template.load(docx(*EVERYWHERE, header="{{ x }}", footer="{{p x }}"))

    assert [] == flaws(template.render({"x": OBJECTS[name]}))


@pytest.mark.parametrize("name", OBJECTS)
def test_a_draft_may_be_a_document_of_another(name: str) -> None:
    """What was merged comes along again, twice."""
    first = Template.load(docx("{{ x }}")).render({"x": OBJECTS[name]})

    assert [] == flaws(Template.load(docx("{{ x }}", "{{ x }}")).render({"x": Subdocument(first)}))


LINES = {
    "repeated columns": ("‖ 名 ‖ {%tc for m in 'abcd' %} ‖ {{ m }} ‖ {%tc endfor %}",) * 2,
    "no columns": ("‖ 名 ‖ {%tc for m in '' %} ‖ {{ m }} ‖ {%tc endfor %}",) * 2,
    "no rows": ("‖ {%tr for m in '' %}", "‖ {{ m }}", "‖ {%tr endfor %}"),
    "merged downwards": ("‖ {%tr for m in 'ab' %} ‖ ", "‖ {% vm %}甲 ‖ {{ m }}", "‖ {%tr endfor %} ‖ "),
    "merged sideways": ("‖ {%tc for m in 'ab' %} ‖ {% hm %}甲 ‖ {%tc endfor %}",),
    "spans and colours": ("‖ {% colspan 2 %}甲 ‖ {% cellbg 'FF0000' %}乙", "‖ 丙 ‖ 丁"),
    "lists begun anew": (LOOP, "{%p for x in 'cd' %}", item(1, "{{ x }}"), END, END),
    "a right space": ("{% rightspace 4 %}甲",),
}


@pytest.mark.parametrize("name", LINES)
def test_every_tag(name: str) -> None:
    """That moves more than text."""
    assert [] == flaws(Template.load(docx(*LINES[name])).render({}))


def test_an_annotated_template() -> None:
    """With faults as comments, in a table too."""
    data = docx("{{ 乙. }}", "‖ {{ 甲", "｛｛ 丙 ｝｝")
    package = open_package(data, "模板.docx")
    faults = lint_template(package).diagnostics

    assert [] == flaws(annotated(package, faults, lambda found: (found.code,)))


def test_a_flaw_is_found() -> None:
    """The look-out itself is not blind."""
    bad = '<w:p><w:pPr><w:jc w:val="left"/><w:pStyle w:val="X"/></w:pPr></w:p>'
    bad += "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"
    data = changed(docx("甲"), {"word/document.xml": main_xml(f"{bad}{PICTURE_TWICE}"), "word/a.bin": b"1"})
    found = " ".join(flaws(data))

    expected = ["a.bin has no type", "pPr holds", "style X", "end with a paragraph", "table of 0"]
    assert [] == [told for told in (*expected, "drawing 7", "no relationship rId99") if told not in found]

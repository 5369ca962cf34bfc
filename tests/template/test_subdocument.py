"""A document as a value: its text, tables, styles, lists, pictures, links and notes come along, in good
order."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from lxml import etree

from reportgen import Refusal, Subdocument
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, main_xml, member, members, prefixed, texts
from tests.support.images import png
from tests.support.subdocuments import codes, made, merged, style_ids, values

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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


# --- pictures, links, other parts


def illustrated(document: Any) -> None:
    document.add_paragraph("图").add_run().add_picture(io.BytesIO(png()))
    identity = document.part.relate_to("https://例.cn/?a&b", f"{OFFICE}/hyperlink", is_external=True)
    link = f'<w:hyperlink r:id="{identity}"><w:r><w:t>链</w:t></w:r></w:hyperlink>'
    document.element.body.insert(1, prefixed(f"<w:p>{link}</w:p>"))


@pytest.mark.parametrize("part", ["document", "header1"])
def test_pictures_and_links_are_related_to_the_part_that_holds_them(part: str) -> None:
    """Ids of drawings are unique; equal pictures are one member."""
    line = "{{ x }}"
    template = docx("一", header=line) if part == "header1" else docx(line, line)
    draft = merged(Subdocument(made(illustrated)), template=template)
    root = member(draft, f"word/{part}.xml")
    targets = {one.get("Id"): one.get("Target") for one in member(draft, f"word/_rels/{part}.xml.rels")}

    assert all(
        members(draft)[f"word/{targets[one.get(qname('r:embed'))]}"] == png()
        for one in root.iter(qname("a:blip"))
    )
    assert {"https://例.cn/?a&b"} == {
        targets[one.get(qname("r:id"))] for one in root.iter(qname("w:hyperlink"))
    }
    ids = [one.get("id") for one in root.iter(qname("wp:docPr"))]
    assert len(set(ids)) == len(ids)
    assert 1 == sum(data == png() for data in members(draft).values())


def test_a_part_brings_the_parts_it_refers_to() -> None:
    """A chart with its workbook: relationships within come along under new names."""
    chart = b'<c:chart xmlns:c="urn:c" xmlns:r="' + OFFICE.encode() + b'"><c:data r:id="rId1"/></c:chart>'
    source = made(lambda document: document.add_paragraph("图"))
    related = member(source, "word/_rels/document.xml.rels")
    attributes = {"Id": "rId99", "Type": f"{OFFICE}/chart", "Target": "charts/chart1.xml"}
    etree.SubElement(related, qname("rel:Relationship"), attributes)
    body = main_xml('<w:p><w:r><w:drawing><a:chart r:id="rId99"/></w:drawing></w:r></w:p>')
    inner = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/package" Target="../embeddings/book1.xlsx"/></Relationships>'
    )
    parts: dict[str, bytes | None] = {
        "word/document.xml": body,
        "word/_rels/document.xml.rels": etree.tostring(related),
        "word/charts/chart1.xml": chart,
        "word/charts/_rels/chart1.xml.rels": inner.encode(),
        "word/embeddings/book1.xlsx": b"book",
    }
    value = Subdocument(changed(source, parts))
    draft = members(
        merged(
            value,
            "{{ x }}",
            "{{ x }}",
            template=changed(docx("{{ x }}", "{{ x }}"), {"word/charts/chart1.xml": b"<own/>"}),
        )
    )

    assert b"<own/>" == draft["word/charts/chart1.xml"]
    assert chart == draft["word/charts/chart2.xml"]
    assert b"../embeddings/book1.xlsx" in draft["word/charts/_rels/chart2.xml.rels"]
    assert b"book" == draft["word/embeddings/book1.xlsx"]


def test_same_document_same_bytes() -> None:
    """Nothing of a run's own gets in: no clock, no chance."""
    fill: list[Callable[[Any], None]] = [styled, illustrated]
    for one in fill:
        document: Any = Document()
        one(document)

        assert merged(Subdocument(document)) == merged(Subdocument(document))

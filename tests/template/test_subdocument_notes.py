"""What a document as a value brings beside its text: notes, bookmarks, fields; and what it leaves behind."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT
from lxml import etree

from reportgen import Subdocument, Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, main_xml, member, members, prefixed, texts
from tests.support.subdocuments import made, merged, values

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


# --- notes, bookmarks, fields


def with_notes(data: bytes, *notes: str) -> bytes:
    """Return the file with a footnotes part of these texts, numbered from 2."""
    kept = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>"
        for at, text in enumerate(notes, start=2)
    )
    related, types = member(data, "word/_rels/document.xml.rels"), member(data, "[Content_Types].xml")
    attributes = {"Id": "rIdN", "Type": f"{OFFICE}/footnotes", "Target": "footnotes.xml"}
    etree.SubElement(related, qname("rel:Relationship"), attributes)
    override = {"PartName": "/word/footnotes.xml", "ContentType": f"{WORD}.footnotes+xml"}
    etree.SubElement(types, qname("ct:Override"), override)
    return changed(
        data,
        {
            "word/footnotes.xml": etree.tostring(prefixed(f"<w:footnotes>{kept}</w:footnotes>")),
            "word/_rels/document.xml.rels": etree.tostring(related),
            "[Content_Types].xml": etree.tostring(types),
        },
    )


def note(number: int) -> str:
    """Return a paragraph with a reference to a footnote."""
    return f'<w:p><w:r><w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="{number}"/></w:r></w:p>'


NOTED = with_notes(docx(note(2), note(3)), "甲", "乙")


def notes_of(draft: bytes) -> list[str]:
    """Return the texts of the notes that the body refers to, in its order."""
    found = {one.get(qname("w:id")): "".join(one.itertext()) for one in member(draft, "word/footnotes.xml")}
    return [found[one.get(qname("w:id"))] for one in member(draft).iter(qname("w:footnoteReference"))]


def test_footnotes_are_added_to_those_of_the_template() -> None:
    """The template's own, whose tags are merged, keep their numbers."""
    template = with_notes(docx(note(2), "{{ x }}"), "本{{ 1 + 1 }}")

    assert ["本2", "甲", "乙"] == notes_of(merged(Subdocument(NOTED), template=template))


def test_footnotes_come_into_a_template_without_any() -> None:
    """The part is made, related and typed."""
    draft = merged(Subdocument(NOTED), "{{ x }}", "{{ x }}")

    assert ["甲", "乙", "甲", "乙"] == notes_of(draft)
    assert b"footnotes+xml" in members(draft)["[Content_Types].xml"]


def test_a_header_can_have_no_footnotes() -> None:
    """The references are left out there."""
    draft = merged(Subdocument(NOTED), template=docx("一", header="{{ x }}"))

    assert [] == list(member(draft, "word/header1.xml").iter(qname("w:footnoteReference")))


MARKED = (
    '<w:p><w:bookmarkStart w:id="0" w:name="此处"/><w:r><w:t>标</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>',
    '<w:p><w:hyperlink w:anchor="此处"><w:r><w:t>见</w:t></w:r></w:hyperlink>'
    "<w:r><w:instrText> PAGEREF 此处 \\h </w:instrText></w:r></w:p>",
)


def test_bookmarks_are_unique_and_links_follow_them() -> None:
    """Of the template's and two printings' three marks each has its name and number."""
    draft = merged(Subdocument(docx(*MARKED)), MARKED[0], "{{ x }}", "{{ x }}")
    root = member(draft)
    starts = [
        (one.get(qname("w:id")), one.get(qname("w:name"))) for one in root.iter(qname("w:bookmarkStart"))
    ]

    assert ["此处", "此处_2", "此处_3"] == [name for _, name in starts]
    assert [one for one, _ in starts] == [one.get(qname("w:id")) for one in root.iter(qname("w:bookmarkEnd"))]
    assert ["此处_2", "此处_3"] == [one.get(qname("w:anchor")) for one in root.iter(qname("w:hyperlink"))]
    codes = [one.text for one in root.iter(qname("w:instrText"))]
    assert [" PAGEREF 此处_2 \\h ", " PAGEREF 此处_3 \\h "] == codes


def test_a_table_of_contents_in_it_is_brought_up_to_date() -> None:
    """As one of the template is."""
    contents = '<w:p><w:fldSimple w:instr="TOC"><w:r><w:t>目录</w:t></w:r></w:fldSimple></w:p>'

    assert ["true"] == values(merged(Subdocument(docx(contents))), "w:updateFields", "word/settings.xml")


# --- what stays behind


def paged(document: Any) -> None:
    document.add_paragraph("一")
    document.add_section().orientation = WD_ORIENT.LANDSCAPE
    document.sections[0].header.paragraphs[0].text = "眉"
    document.add_comment(document.add_paragraph("二").runs, text="批注", author="某")


def test_pages_and_comments_stay_behind_with_a_warning() -> None:
    """The template's page holds; a warning names what is lost, once however often it is printed."""
    template = Template.load(docx("{{ x }}", "{{ x }}"))
    found = template.merge({"x": Subdocument(made(paged))})

    assert ["commentReference", "sectPr"] == [one.values["what"] for one in found.warnings]
    assert {"TP312"} == {one.code for one in found.warnings}
    draft = template.render({"x": Subdocument(made(paged))})
    assert ["一", "", "二"] * 2 == texts(draft)
    assert 1 == len(list(member(draft).iter(qname("w:sectPr"))))
    assert [] == list(member(draft).iter(qname("w:commentReference"), qname("w:commentRangeStart")))


def test_what_a_document_calls_ignorable_is_left_behind() -> None:
    """The template does not declare it so; and declarations are not repeated with each paragraph."""
    body = (
        '<w:p wps:id="1"><w:r><w:rPr><w:b/><wps:glow/></w:rPr><w:t>甲</w:t></w:r></w:p>'
        "<w:sdt><w:sdtPr><w:id w:val='1'/><w:dataBinding/></w:sdtPr>"
        "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    )
    xml = main_xml(body).replace(b"<w:document ", b'<w:document mc:Ignorable="wps" ')
    draft = members(merged(Subdocument(changed(docx("a"), {"word/document.xml": xml}))))["word/document.xml"]

    assert b"glow" not in draft
    assert b"dataBinding" not in draft
    assert b"<w:p><w:r><w:rPr><w:b/></w:rPr>" in draft


def test_provenance_counts_the_paragraphs_of_it() -> None:
    """A figure behind it is told to stand where it stands."""
    template = Template.load(docx("{{ x }}", "{{ y }}"))
    [found] = template.merge({"x": Subdocument(docx("一", "二", "三")), "y": 7}, provenance=True).insertions

    assert ("7", 4) == (found.text, found.paragraph)


def test_tracked_changes_have_ids_of_their_own() -> None:
    """However often they are printed."""
    change = '<w:p><w:ins w:id="7" w:author="甲"><w:r><w:t>增</w:t></w:r></w:ins></w:p>'
    draft = merged(Subdocument(docx(change)), template=docx(change, "{{ x }}", "{{ x }}"))
    ids = [one.get(qname("w:id")) for one in member(draft).iter(qname("w:ins"))]

    assert 3 == len(ids) == len(set(ids))

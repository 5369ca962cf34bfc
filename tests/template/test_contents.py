"""A template with a table of contents asks Word to bring it up to date."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.template import Template
from reportgen.word.xml import qname
from tests.support.docs import changed, docx, member, members, raw_members

SETTINGS = "word/settings.xml"
RUN = "<w:r>{}</w:r>"
COMPLEX = "".join(
    RUN.format(one)
    for one in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> TO</w:instrText>",
        '<w:instrText>C \\o "1-3" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>目录</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)
GALLERY = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"
)
WITH = {
    "a simple field": '<w:p><w:fldSimple w:instr=" TOC \\o "><w:r><w:t>目录</w:t></w:r></w:fldSimple></w:p>',
    "a complex field whose code Word cut in two": f"<w:p>{COMPLEX}</w:p>",
    "Word's building block": GALLERY,
    "an index": '<w:p><w:fldSimple w:instr="index \\c 2"/></w:p>',
}
WITHOUT = {
    "no field": "正文",
    "a page number": '<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
    "a reference to TOC's bookmarks": '<w:p><w:fldSimple w:instr=" PAGEREF _Toc1 \\h "/></w:p>',
    "an empty field": '<w:p><w:fldSimple w:instr=" "/></w:p>',
}


def settings(data: bytes) -> list[str]:
    """Return the names of the settings, in their order."""
    return [etree.QName(child).localname for child in member(data, SETTINGS)]


@pytest.mark.parametrize("line", WITH.values(), ids=WITH)
def test_word_is_asked_to_renew_its_fields(line: str) -> None:
    """The setting is there once, where the schema wants it, and the others are as they were."""
    template = docx("{{ x }}", line)
    found = settings(Template.load(template).render({"x": 1}))

    assert 1 == found.count("updateFields")
    assert settings(template) == [name for name in found if name != "updateFields"]
    assert found.index("updateFields") < found.index("compat")
    assert found.index("characterSpacingControl") < found.index("updateFields")


@pytest.mark.parametrize("line", WITHOUT.values(), ids=WITHOUT)
def test_nobody_is_asked_without_a_table_of_contents(line: str) -> None:
    """The settings stay as they are stored."""
    template = docx("{{ x }}", line)
    draft = Template.load(template).render({"x": 1})

    assert raw_members(template)[SETTINGS] == raw_members(draft)[SETTINGS]


def test_a_setting_that_was_off_is_put_right() -> None:
    """There is one such setting, and it is on."""
    data = docx("{{ x }}", GALLERY)
    root = member(data, SETTINGS)
    root.append(etree.Element(qname("w:updateFields"), {qname("w:val"): "false"}))
    draft = Template.load(changed(data, {SETTINGS: etree.tostring(root)})).render({"x": 1})

    assert ["true"] == [
        one.get(qname("w:val")) for one in member(draft, SETTINGS).iter(qname("w:updateFields"))
    ]


def test_a_template_without_settings_gets_some() -> None:
    """The new part is related to the document and has its content type."""
    data = docx("{{ x }}", GALLERY)
    related = member(data, "word/_rels/document.xml.rels")
    types = member(data, "[Content_Types].xml")
    for root, attribute in ((related, "Target"), (types, "PartName")):
        for element in [one for one in root if "settings" in (one.get(attribute) or "")]:
            root.remove(element)
    bare = changed(
        data,
        {
            SETTINGS: None,
            "word/_rels/document.xml.rels": etree.tostring(related),
            "[Content_Types].xml": etree.tostring(types),
        },
    )
    draft = Template.load(bare).render({"x": 1})

    assert ["updateFields"] == settings(draft)
    assert b"settings.xml" in members(draft)["word/_rels/document.xml.rels"]
    assert b"settings+xml" in members(draft)["[Content_Types].xml"]

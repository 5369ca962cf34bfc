"""What Word would fetch by itself is left out of a draft and told; links to click on stay."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.pipeline import lint, merge_data
from reportgen.template import Subdocument, Template
from reportgen.word.package import open_package
from tests.support.docs import DOCUMENT, changed, docx, members, texts

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAR = "http://example.org/x"
OF_SETTINGS = {
    "attachedTemplate": '<w:attachedTemplate r:id="rId99"/>',
    "mailMergeSource": '<w:mailMerge><w:dataSource r:id="rId99"/></w:mailMerge>',
}
BLIP = (
    "<w:p><w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/><wp:docPr id='1' name='图'/><a:graphic "
    f"xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:blip xmlns:r='{RELATED}' {{}}/>"
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def related(data: bytes, part: str, kind: str, target: str = FAR) -> bytes:
    """Return a Word file in which a part has one more relationship, rId99, to an address outside."""
    name = re.sub(r"([^/]+)$", r"_rels/\1.rels", part)
    link = f'<Relationship Id="rId99" Type="{RELATED}/{kind}" Target="{target}" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    empty = f'<Relationships xmlns="{space}"></Relationships>'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as out:
        parts = {info.filename: given.read(info) for info in given.infolist()}
        text = parts.get(name, empty.encode()).decode()
        parts[name] = text.replace("</Relationships>", f"{link}</Relationships>").encode()
        if kind in OF_SETTINGS:
            mark = OF_SETTINGS[kind].replace("r:id", f'xmlns:r="{RELATED}" r:id').encode()
            parts[part] = re.sub(rb"(<w:settings[^>]*>)", rb"\1" + mark, parts[part], count=1)
        for member, content in parts.items():
            out.writestr(member, content)
    return made.getvalue()


def field(code: str, result: str = "旧文", cut: int = 3) -> str:
    """Return a paragraph with a field as Word writes it, its code in two pieces."""
    char = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (code[:cut], code[cut:]))
    shown = f"<w:r><w:t>{result}</w:t></w:r>"
    inner = f"{char.format('begin')}{codes}{char.format('separate')}{shown}{char.format('end')}"
    return f"<w:p><w:r><w:t>甲</w:t></w:r>{inner}<w:r><w:t>乙</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "code",
    [
        'INCLUDETEXT "http://example.org/a.docx"',
        ' INCLUDEPICTURE "http://example.org/a.png" \\d',
        "DDEAUTO excel book.xlsx r1c1",
        "dde excel book.xlsx r1c1",
        "LINK Excel.Sheet.12 D:\\\\数据.xlsx",
        "DATABASE \\d x",
        "IMPORT x.png",
    ],
)
def test_a_field_that_fetches_leaves_its_last_result(code: str) -> None:
    """As text, with what stands around it; and the merge tells of it."""
    loaded = Template.load(docx(field(code), "{{ a }}"))
    merged = loaded.merge({"a": "值"})
    data = loaded.render({"a": "值"})

    assert ["甲旧文乙", "值"] == texts(data)
    assert b"instrText" not in open_package(data).part("word/document.xml")
    assert b"fldChar" not in open_package(data).part("word/document.xml")
    assert [("PK218", ("field",))] == [(found.code, found.hints) for found in merged.warnings]


@pytest.mark.parametrize(
    "code",
    ["PAGE", 'HYPERLINK "http://example.org"', "TOC \\o", "REF INCLUDETEXT", "DATE \\@ yy", "SEQ 图"],
)
def test_other_fields_stay(code: str) -> None:
    """Pages, links, tables of contents, references."""
    loaded = Template.load(docx(field(code), "{{ a }}"))

    assert () == loaded.merge({"a": "值"}).warnings
    assert b"instrText" in open_package(loaded.render({"a": "值"})).part("word/document.xml")


def test_a_field_within_a_field_that_fetches_goes_with_it() -> None:
    """Its code may be made of another field, whose text is none of the document's."""
    char = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
    inner = (
        f"{char.format('begin')}<w:r><w:instrText>FILENAME</w:instrText></w:r>"
        f"{char.format('separate')}<w:r><w:t>内</w:t></w:r>{char.format('end')}"
    )
    paragraph = (
        f"<w:p>{char.format('begin')}<w:r><w:instrText>INCLUDETEXT </w:instrText></w:r>{inner}"
        f"{char.format('separate')}<w:r><w:t>果</w:t></w:r>{char.format('end')}</w:p>"
    )

    assert ["果"] == texts(Template.load(docx(paragraph)).render({}))


def test_a_simple_field_that_fetches_leaves_its_last_result() -> None:
    """Word writes short fields in one element."""
    paragraph = "<w:p><w:fldSimple w:instr=' INCLUDETEXT \"x\" '><w:r><w:t>果</w:t></w:r></w:fldSimple></w:p>"
    loaded = Template.load(docx(paragraph))

    assert ["果"] == texts(loaded.render({}))
    assert ["PK218"] == [found.code for found in loaded.left]


@pytest.mark.parametrize("target", ["file:///C:/Users/x/Normal.dotm", "file://server/share/x.dotm"])
def test_a_draft_names_no_other_template(target: str) -> None:
    """Neither in its settings nor in their relationships; what is known of the author's disk goes too."""
    loaded = Template.load(related(docx("{{ a }}"), "word/settings.xml", "attachedTemplate", target))
    package = open_package(loaded.render({"a": "值"}))

    assert ["PK218"] == [found.code for found in loaded.left]
    assert not any(target.encode() in package.part(name) for name in package.names)
    assert b"attachedTemplate" not in package.part("word/settings.xml")


def test_a_picture_that_lies_elsewhere_is_left_out() -> None:
    """Only what is in the file is shown: an address could tell who opens the draft."""
    data = related(docx(BLIP.format("r:link='rId99'"), "{{ a }}"), "word/document.xml", "image")
    loaded = Template.load(data)
    package = open_package(loaded.render({"a": "值"}))

    assert ["PK218"] == [found.code for found in loaded.left]
    assert b"rId99" not in package.part("word/document.xml")
    assert FAR.encode() not in package.part("word/_rels/document.xml.rels")


@pytest.mark.parametrize("kind", ["oleObject", "frame", "subDocument", "aFChunk"])
def test_a_part_that_lies_elsewhere_is_refused(kind: str) -> None:
    """The document cannot do without it, and nobody knows what it will be; also on this very disk."""
    data = related(docx("{{ a }}"), "word/document.xml", kind, "file:///D:/x.docx")

    with pytest.raises(Refusal, match="PK116"):
        Template.load(data)


def test_a_draft_asks_no_source_of_a_mail_merge() -> None:
    """Word would run its query."""
    loaded = Template.load(related(docx("{{ a }}"), "word/settings.xml", "mailMergeSource"))
    settings = open_package(loaded.render({"a": "值"})).part("word/settings.xml")

    assert ["PK218"] == [found.code for found in loaded.left]
    assert b"mailMerge" not in settings


@pytest.mark.parametrize(
    "hidden",
    [
        lambda data: data.replace(b'"External"', b'"Extern&#97;l"'),
        lambda data: data.decode().encode("utf-16"),
    ],
)
def test_no_spelling_hides_an_address(hidden: Callable[[bytes], bytes]) -> None:
    """Neither another encoding nor a character by its number."""
    name = "word/_rels/settings.xml.rels"
    data = related(docx("{{ a }}"), "word/settings.xml", "attachedTemplate", "file:///C:/x.dotm")
    link = hidden(re.sub(rb"<\?xml[^>]*>", b"", members(data)[name]))

    assert ["PK218"] == [found.code for found in Template.load(changed(data, {name: link})).left]


def test_a_field_in_another_encoding_is_found() -> None:
    """A part may be in UTF-16."""
    data = docx(field("INCLUDETEXT x"))
    main = etree.tostring(etree.fromstring(members(data)[DOCUMENT]), encoding="utf-16")

    assert ["PK218"] == [found.code for found in Template.load(changed(data, {DOCUMENT: main})).left]


def test_links_to_click_on_stay() -> None:
    """Nothing is fetched before somebody wants it."""
    loaded = Template.load(related(docx("{{ a }}"), "word/document.xml", "hyperlink"))

    assert () == loaded.left
    assert FAR.encode() in open_package(loaded.render({"a": "值"})).part("word/_rels/document.xml.rels")


def test_lint_tells_what_will_be_left_out(tmp_path: Path) -> None:
    """Before any draft is built."""
    (tmp_path / "t.docx").write_bytes(docx(field("INCLUDETEXT x"), "{{ a }}"))

    assert ["PK218"] == [found.code for found in lint(tmp_path / "t.docx").diagnostics]


def test_a_document_put_into_a_draft_brings_nothing_that_fetches() -> None:
    """It is looked at as the template is, and the warning names the tag that asks for it."""
    data = related(docx(BLIP.format("r:link='rId99'"), field("INCLUDETEXT x")), "word/document.xml", "image")
    loaded = Template.load(docx("{{p 文 }}"))
    merged = loaded.merge({"文": Subdocument(data)})
    package = open_package(loaded.render({"文": Subdocument(data)}))

    assert {("link",), ("field",)} == {found.hints for found in merged.warnings if found.code == "PK218"}
    assert all("{{p 文 }}" in str(found.related) for found in merged.warnings if found.code == "PK218")
    assert not any(FAR.encode() in package.part(name) for name in package.names)
    assert b"instrText" not in package.part("word/document.xml")


def test_rendering_tells_what_was_left_out(tmp_path: Path) -> None:
    """As building does."""
    (tmp_path / "t.docx").write_bytes(docx(field("INCLUDETEXT x"), "{{ a }}"))

    assert ["PK218"] == [
        found.code for found in merge_data(tmp_path / "t.docx", {"a": "值"}, tmp_path / "a.docx").diagnostics
    ]

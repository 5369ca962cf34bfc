"""Data of a program's own travels in a Word file as a custom XML part, and Word keeps it."""

from __future__ import annotations

import io

import pytest
from docx import Document
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.template import InlineImage, Template
from reportgen.word.custom import custom_part, element, with_custom_part
from reportgen.word.package import Package, open_package, written
from reportgen.word.parts import content_types
from reportgen.word.xml import serialised
from tests.support.docs import DOCUMENT, changed, docx, members, raw_members, small, texts
from tests.support.images import png

NAMESPACE = "urn:test:1"


def data_of(text: str) -> etree._Element:
    """Return the root of a part that says `text`."""
    root = element("draft", {"version": "1"}, NAMESPACE)
    root.append(element("figure", {"text": text}, NAMESPACE))
    return root


def with_data(data: bytes, text: str = "11.83亿元") -> bytes:
    """Return the file with a custom part more."""
    opened = open_package(data, "甲.docx")
    return written(with_custom_part(opened.file, opened.members, serialised(data_of(text)), NAMESPACE))


def said(package: Package, namespace: str = NAMESPACE) -> str | None:
    """Return what the custom part of a package says, None when there is none."""
    root = custom_part(package, namespace)
    return None if root is None else root[0].get("text")


def related(data: bytes) -> dict[str, str]:
    """Return the targets of the main part's relationships by their ids."""
    root = etree.fromstring(members(data)["word/_rels/document.xml.rels"])
    return {found.get("Id", ""): found.get("Target", "") for found in root}


@pytest.mark.parametrize("text", ["11.83亿元", "<&>\"'", "\n\t", "𠮷", ""])
def test_what_is_put_in_is_read_back(text: str) -> None:
    """Any text comes back as it was."""
    assert text == said(open_package(with_data(docx("甲"), text)))


def test_a_file_without_the_data_has_none() -> None:
    """Nor has one with data of another kind."""
    assert said(open_package(docx("甲"))) is None
    assert said(open_package(with_data(docx("甲"))), "urn:test:2") is None


def test_the_text_and_the_other_members_stay_as_they_are() -> None:
    """Only the content types and the main part's relationships say something new; three members are added."""
    data = docx("甲", "‖ 乙")  # which has a custom part of its own
    before, after = raw_members(data), raw_members(with_data(data))

    touched = {"[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert touched == {name for name in before if before[name] != after[name]}
    added = {"customXml/item2.xml", "customXml/itemProps2.xml", "customXml/_rels/item2.xml.rels"}
    assert added == {*after} - {*before}
    assert ["甲", "‖ 乙"] == texts(with_data(data))


def test_the_part_is_related_and_typed_so_that_word_keeps_it() -> None:
    """A new id, a target in the package, a type for each member (ECMA-376-1, 15.2.5)."""
    data = with_data(docx("甲"))
    before, after, opened = related(docx("甲")), related(data), open_package(data)

    assert ["/customXml/item2.xml"] == [after[identity] for identity in after if identity not in before]
    assert {*opened.names} == {*content_types(opened)}
    assert content_types(opened)["customXml/itemProps2.xml"].endswith("customXmlProperties+xml")


def test_other_programs_keep_the_data() -> None:
    """A draft that python-docx opened and saved still knows where its figures come from."""
    document = Document(io.BytesIO(with_data(docx("甲"))))
    document.add_paragraph("手改")
    stream = io.BytesIO()
    document.save(stream)

    assert "11.83亿元" == said(open_package(stream.getvalue()))


@pytest.mark.parametrize(
    "taken", ["customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"]
)
def test_a_number_that_is_taken_is_passed_over(taken: str) -> None:
    """Custom parts of others stay; ours gets the next number of which all three names are free."""
    data = with_data(changed(small("甲"), {taken: b"<a/>"}))

    assert b"<a/>" == members(data)[taken]
    assert {"customXml/item2.xml", "customXml/itemProps2.xml"} <= {*members(data)}
    assert "11.83亿元" == said(open_package(data))


def test_a_file_without_relationships_gets_them() -> None:
    """The least file has none for its main part."""
    data = with_data(small("甲"))

    assert {"rId1": "/customXml/item1.xml"} == related(data)
    assert ["甲"] == texts(data)


def test_a_main_part_at_the_root_gets_relationships_beside_it() -> None:
    """No name of a member begins with a slash."""
    parts = members(small("甲"))
    moved = {name: part.replace(DOCUMENT.encode(), b"document.xml") for name, part in parts.items()}
    data = with_data(
        changed(b"".join([small("甲")]), {**moved, DOCUMENT: None, "document.xml": parts[DOCUMENT]})
    )

    assert "_rels/document.xml.rels" in members(data)
    assert ["甲"] == texts(data)


@pytest.mark.parametrize("name", ["[Content_Types].xml", "[CONTENT_TYPES].xml"])
def test_extensions_are_typed_once_in_any_case(name: str) -> None:
    """A second entry for .xml would make the file one that Word has to repair."""
    data = small("甲")
    types = members(data)["[Content_Types].xml"].replace(b'Extension="xml"', b'Extension="XML"')
    made = members(with_data(changed(data, {"[Content_Types].xml": None, name: types})))[name]

    extensions = [
        found.get("Extension", "").lower() for found in etree.fromstring(made) if found.get("Extension")
    ]
    assert sorted({*extensions}) == sorted(extensions)


def test_what_a_merge_has_added_stays() -> None:
    """A picture has a type and a relationship of its own, which those of the data stand beside."""
    template = Template.load(docx("{{ x }}"))
    merged = template.merge({"x": InlineImage(png())}).members
    data = written(with_custom_part("甲.docx", merged, serialised(data_of("乙")), NAMESPACE))
    [picture] = [name for name in members(data) if name.startswith("word/media/")]

    assert "image/png" == content_types(open_package(data, "甲.docx"))[picture]
    assert picture.removeprefix("word/") in related(data).values()
    assert len(Document(io.BytesIO(data)).inline_shapes) == 1


def test_a_damaged_part_is_refused() -> None:
    """Data of ours that cannot be read is a fault of the file."""
    with pytest.raises(Refusal, match="PK110"):
        said(open_package(changed(docx("甲"), {"customXml/item7.xml": b"<a xmlns='urn:test:1'>"})))

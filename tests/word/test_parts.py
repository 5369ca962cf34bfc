"""The parts of a Word file that hold text are found by their content types, not by their names."""

from __future__ import annotations

import io

import pytest
from docx import Document
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.word.package import Package, open_package
from reportgen.word.parts import as_document, content_types, main_part, story_parts, types_member
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, changed, docx, main_xml, members, small, zipped

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"


def package(types: str, *names: str) -> Package:
    """Return a package of these members whose content types are given as XML."""
    root = f'<Types xmlns="{NAMESPACE}">{types}</Types>'
    return open_package(
        zipped({"[Content_Types].xml": root.encode(), **dict.fromkeys(names, b"<a/>")}), "甲.docx"
    )


def override(name: str, kind: str) -> str:
    """Return the entry that gives one part its type."""
    return f'<Override PartName="/{name}" ContentType="{WORD}{kind}+xml"/>'


DEFAULT = '<Default Extension="XML" ContentType="application/xml"/>'


def test_a_part_has_the_type_of_its_own_entry_or_of_its_extension() -> None:
    """Extensions are compared in any case; a part without either has no type."""
    found = content_types(package(DEFAULT + override("w/a.xml", "header"), "w/a.xml", "w/b.xml", "图.png"))

    assert {
        "[Content_Types].xml": "application/xml",
        "w/a.xml": f"{WORD}header+xml",
        "w/b.xml": "application/xml",
    } == found


@pytest.mark.parametrize("kind", ["document.main", "template.main"])
def test_the_main_part_is_found_wherever_it_lies(kind: str) -> None:
    """Its name is a habit; its type is the rule (ECMA-376-1, 11.3.10)."""
    assert "奇/文.xml" == main_part(package(override("奇/文.xml", kind), "a.xml", "奇/文.xml"))


@pytest.mark.parametrize(
    "types",
    [
        override("a.xml", "document.glossary"),
        override("b.xml", "document.main"),  # the part itself is missing
        "",
    ],
)
def test_a_package_without_a_document_is_refused(types: str) -> None:
    """As a file of another kind."""
    with pytest.raises(Refusal) as caught:
        main_part(package(types, "a.xml"))

    (found,) = caught.value.diagnostics
    assert ("PK109", "甲.docx", ()) == (found.code, str(found.place), found.hints)


def test_every_part_with_text_is_a_story_the_main_part_first() -> None:
    """Headers, footers, notes and comments, in the order of the file; styles and settings are none."""
    kinds = ["styles", "footer", "header", "document.main", "comments", "footnotes", "endnotes", "settings"]
    names = [f"{number}.xml" for number in range(len(kinds))]
    found = story_parts(package("".join(map(override, names, kinds)), *names))

    assert ("3.xml", "1.xml", "2.xml", "4.xml", "5.xml", "6.xml") == found


def test_the_parts_of_a_real_file_are_found() -> None:
    """With the names that Word gives them."""
    opened = open_package(docx("甲", header="头", footer="脚"), "甲.docx")

    assert DOCUMENT == story_parts(opened)[0]
    assert {DOCUMENT, "word/header1.xml", "word/footer1.xml"} == {*story_parts(opened)}


@pytest.mark.parametrize("name", ["[Content_Types].xml", "[content_types].XML"])
def test_the_member_of_the_types_is_found_in_any_case(name: str) -> None:
    """Names in a package are compared without regard to case (ECMA-376-2, 6.2.2.3)."""
    data = small("甲")
    types = members(data)["[Content_Types].xml"]
    opened = open_package(changed(data, {"[Content_Types].xml": None, name: types}))

    assert name == types_member(opened)
    assert DOCUMENT == main_part(opened)


def test_a_template_becomes_a_document_and_a_document_stays_itself() -> None:
    """Only the type of the main part changes; the digest stays that of the file."""
    template = open_package(small("甲", main_type=f"{WORD}template.main+xml"), "甲.dotx")
    made = as_document(template)

    assert f"{WORD}document.main+xml" == content_types(made)[DOCUMENT]
    assert (template.file, template.digest, template.names) == (made.file, made.digest, made.names)
    assert main_xml("<w:p><w:r><w:t>甲</w:t></w:r></w:p>") == made.part(DOCUMENT)
    assert made is as_document(made)


def test_settings_that_tell_no_zoom_are_given_one() -> None:
    """python-docx's own template lacks the percentage, and a checker of the format minds; one that is told
    stays."""
    saved = io.BytesIO()
    Document().save(saved)
    document = as_document(open_package(saved.getvalue(), "甲.docx"))
    zoom = etree.fromstring(document.part("word/settings.xml")).find(qname("w:zoom"))

    assert zoom is not None
    assert "100" == zoom.get(qname("w:percent"))
    assert document is as_document(document)

"""Every kind of Office file that is written passes three judges: our own look at it, the schemas of ECMA-376,
and the validator of the Open XML SDK. Each finds what the others miss."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.support.docs import changed, docx, member, members, small
from tests.support.packages import package_flaws
from tests.support.products import PRODUCTS, product
from tests.support.schemas import has_schemas, schema_flaws
from tests.support.sdk import has_validator, sdk_flaws
from tests.support.validity import flaws

MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
DISORDERED = (
    '<w:p><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr>'
    '<w:r><w:rPr><w:color w:val="FF0000"/><w:b/></w:rPr><w:t>甲</w:t></w:r></w:p>'
)


def kind_of(data: bytes) -> str:
    """Return the ending of a file's name, by what it holds."""
    return next(kind for kind, part in MAIN.items() if part in members(data))


@pytest.mark.parametrize("name", PRODUCTS)
def test_every_file_is_sound(name: str) -> None:
    """Members, types, relationships, ids, references: in our own eyes."""
    data = product(name)

    assert [] == package_flaws(data)
    assert [] == (flaws(data) if kind_of(data) == ".docx" else [])


@pytest.mark.skipif(not has_schemas(), reason="no schemas of ECMA-376 here: REPORTGEN_XSD names their folder")
@pytest.mark.parametrize("name", PRODUCTS)
def test_every_file_is_as_the_schemas_ask(name: str) -> None:
    """Each part, also of the workbooks behind charts."""
    assert [] == schema_flaws(product(name))


@pytest.mark.skipif(not has_validator(), reason="no validator of the Open XML SDK here: make validator")
@pytest.mark.parametrize("name", PRODUCTS)
def test_every_file_passes_the_open_xml_sdk(name: str) -> None:
    """As Microsoft's own library sees it."""
    data = product(name)

    assert [] == sdk_flaws(data, kind_of(data))


# --- the judges themselves are not blind

GOOD = small("甲")
BAD_PACKAGES: dict[str, tuple[dict[str, bytes | None], str]] = {
    "a member without a type": ({"word/a.bin": b"1"}, "word/a.bin has no type"),
    "a member that nobody leads to": ({"word/a.xml": b"<a/>"}, "nothing leads to word/a.xml"),
    "a type without a member": ({"word/document.xml": None}, "no member word/document.xml"),
    "no XML": ({"word/document.xml": b"<a>"}, "is no XML"),
    "a document type": ({"word/document.xml": b"<!DOCTYPE a><a/>"}, "has a document type"),
    "no types": ({"[Content_Types].xml": None}, "no [Content_Types].xml"),
    "an id of nothing": (
        {
            "word/document.xml": b'<a xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
            b' r:id="rId9"/>'
        },
        "no relationship rId9",
    ),
    "a way out": (
        {
            "word/_rels/document.xml.rels": b"<Relationships><Relationship Id='a' Type='x/attachedTemplate' "
            b"TargetMode='External' Target='http://a.cn/'/></Relationships>"
        },
        "http://a.cn/ leads out of the file",
    ),
    "a way to nothing": (
        {
            "word/_rels/document.xml.rels": b"<Relationships>"
            b"<Relationship Id='a' Type='x/image' Target='NULL'/>"
            b"<Relationship Id='a' Type='x/image' Target='document.xml'/></Relationships>"
        },
        "leads to word/NULL, which is not there",
    ),
    "names in two cases": ({"word/DOCUMENT.xml": b"<a/>"}, "word/document.xml stands 2 times"),
    "a name that leads out": ({"../a.xml": b"<a/>"}, "../a.xml is no name of a part"),
}


@pytest.mark.parametrize("name", BAD_PACKAGES)
def test_the_look_at_the_package_finds(name: str) -> None:
    """What each of its rules is for."""
    parts, expected = BAD_PACKAGES[name]

    assert any(expected in flaw for flaw in package_flaws(changed(GOOD, parts)))


def test_a_package_within_is_looked_at() -> None:
    """As that of a chart is."""
    data = product("a chart: bar")
    book = next(name for name in members(data) if name.endswith(".xlsx"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", b"<a/>")
    found = package_flaws(changed(data, {book: stream.getvalue()}))

    assert f"{book}: no [Content_Types].xml" in found


@pytest.mark.skipif(not has_schemas(), reason="no schemas of ECMA-376 here")
def test_the_schemas_find_properties_in_no_order() -> None:
    """And a zoom without a percentage."""
    data = docx(DISORDERED)
    settings = members(data)["word/settings.xml"].replace(b' w:percent="100"', b"")
    found = " ".join(schema_flaws(changed(data, {"word/settings.xml": settings})))

    assert "percent" in found
    assert "not expected" in found


@pytest.mark.skipif(not has_validator(), reason="no validator of the Open XML SDK here")
def test_the_open_xml_sdk_finds_properties_in_no_order() -> None:
    """Of a run."""
    assert any("unexpected child" in flaw for flaw in sdk_flaws(docx(DISORDERED), ".docx"))


def test_properties_are_put_in_order_wherever_they_stand() -> None:
    """In a template's text and header."""
    data = product("properties in no order")
    [first] = member(data).iter("{*}rPr")
    [paragraph] = member(data).iter("{*}pPr")

    assert ["rFonts", "b", "color"] == [one.tag.rpartition("}")[2] for one in first]
    assert ["keepNext", "spacing", "jc"] == [one.tag.rpartition("}")[2] for one in paragraph]

"""A picture that was replaced is gone from the file, unless something else shows it."""

from __future__ import annotations

import pytest

from reportgen import Template
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, changed, member, members
from tests.support.validity import flaws
from tests.template.test_pictures import NEW, OLD, pictured, shown

RELATIONS = "word/_rels/document.xml.rels"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def replaced(data: bytes, *names: str) -> bytes:
    """Return what the template makes with the new picture for these names."""
    return Template.load(data).replaced(dict.fromkeys(names, NEW)).render({"x": 1})


def images(data: bytes, part: str = RELATIONS) -> list[str]:
    """Return the targets of the part's pictures."""
    return [one.get("Target") or "" for one in member(data, part) if one.get("Type") == IMAGE]


@pytest.mark.parametrize("header", [False, True])
def test_a_replaced_picture_is_not_in_the_draft(header: bool) -> None:
    """Neither as a member nor as a relationship."""
    draft = replaced(pictured({"descr": "标志"}, header=header), "标志")
    part = "word/_rels/header1.xml.rels" if header else RELATIONS

    assert OLD not in members(draft).values()
    assert ["media/picture1.png"] == images(draft, part)
    assert [] == flaws(draft)


def test_a_picture_that_is_still_shown_stays() -> None:
    """In the other of two frames, in the same part or in another."""
    both = pictured({"descr": "甲"}, {"descr": "乙"})

    assert [NEW, OLD] == shown(replaced(both, "甲"))
    assert [NEW, NEW] == shown(replaced(both, "甲", "乙"))
    assert OLD not in members(replaced(both, "甲", "乙")).values()


def test_a_picture_that_another_part_shows_stays() -> None:
    """Its relationship of this part is gone, the member is not."""
    data = pictured({"descr": "标志"})
    other = members(data)["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId77" Type="{IMAGE}" Target="word/media/image1.png"/></Relationships>'.encode(),
    )
    draft = replaced(changed(data, {"_rels/.rels": other}), "标志")

    assert OLD in members(draft).values()
    assert ["media/picture1.png"] == images(draft)


def test_the_copy_for_older_programs_shows_the_new_picture_too() -> None:
    """And so does not keep the old one in the file."""
    data = pictured({"descr": "标志"})
    xml = members(data)[DOCUMENT].decode()
    identity = next(member(data).iter(qname("a:blip"))).get(qname("r:embed"))
    start, end = xml.index("<w:drawing"), xml.index("</w:drawing>") + len("</w:drawing>")
    old = f'<w:pict><v:shape><v:imagedata r:id="{identity}"/></v:shape></w:pict>'
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    both = (
        f'<mc:AlternateContent {spaces}><mc:Choice Requires="wps">{xml[start:end]}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    draft = replaced(changed(data, {DOCUMENT: (xml[:start] + both + xml[end:]).encode()}), "标志")

    assert OLD not in members(draft).values()
    assert ["rIdG1"] == [one.get(qname("r:id")) for one in member(draft).iter(qname("v:imagedata"))]


def test_the_drawing_and_the_file_behind_a_picture_go_with_it() -> None:
    """A picture may be linked to a file, whose address tells something, and may have a drawing beside it."""
    data = pictured({"descr": "标志"})
    relations = members(data)[RELATIONS].replace(
        b"</Relationships>",
        f'<Relationship Id="rId78" Type="{IMAGE}" Target="media/image9.svg"/>'
        f'<Relationship Id="rId79" Type="{IMAGE}" Target="file:///C:/secret.png" TargetMode="External"/>'
        "</Relationships>".encode(),
    )
    extension = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId78"/>'
        "</a:ext></a:extLst>"
    )
    identity = next(member(data).iter(qname("a:blip"))).get(qname("r:embed"))
    blip = f'<a:blip r:embed="{identity}"'
    xml = members(data)[DOCUMENT].decode().replace(f"{blip}/>", f'{blip} r:link="rId79">{extension}</a:blip>')
    parts = {DOCUMENT: xml.encode(), RELATIONS: relations, "word/media/image9.svg": b"<svg/>"}
    draft = replaced(changed(data, parts), "标志")

    assert "svgBlip" in xml
    assert ["media/picture1.png"] == images(draft)
    assert {OLD, b"<svg/>"}.isdisjoint(members(draft).values())


def test_the_template_keeps_its_picture() -> None:
    """Only the other one is without it."""
    template = Template.load(pictured({"descr": "标志"}))
    template.replaced({"标志": NEW})

    assert [OLD] == shown(template.render({"x": 1}))

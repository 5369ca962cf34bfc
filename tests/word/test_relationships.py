"""What a part points to, however the target is written."""

from __future__ import annotations

import pytest

from reportgen.word.package import open_package
from reportgen.word.relationships import Relationship, relationships, relationships_name
from tests.support.docs import changed, docx

PART = "word/document.xml"


def related(target: str, mode: str = "") -> Relationship:
    """Return the relationship of a main part that is written so."""
    attributes = f'Id="rId1" Type="kind" Target="{target}"' + (f' TargetMode="{mode}"' if mode else "")
    xml = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"<Relationship {attributes}/></Relationships>"
    )
    package = open_package(changed(docx("a"), {"word/_rels/document.xml.rels": xml.encode()}), "a.docx")
    return relationships(package, PART)["rId1"]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("styles.xml", "word/styles.xml"),
        ("/word/styles.xml", "word/styles.xml"),
        ("../customXml/item1.xml", "customXml/item1.xml"),
        ("./media/a.png", "word/media/a.png"),
    ],
)
def test_a_target_is_a_member_of_the_package(target: str, name: str) -> None:
    """Relative to the part's folder, or to the root."""
    assert Relationship("rId1", "kind", name) == related(target)


def test_an_address_stays_as_it_is() -> None:
    """What lies outside is no member."""
    assert Relationship("rId1", "kind", "https://a/../b", external=True) == related(
        "https://a/../b", "External"
    )


@pytest.mark.parametrize(
    ("part", "name"),
    [(PART, "word/_rels/document.xml.rels"), ("a.xml", "_rels/a.xml.rels"), ("", "_rels/.rels")],
)
def test_relationships_have_a_member_of_their_own(part: str, name: str) -> None:
    """Beside the part; those of the package itself at the root."""
    assert name == relationships_name(part)


def test_a_part_without_relationships_has_none() -> None:
    """No member is no fault."""
    assert {} == relationships(open_package(docx("a"), "a.docx"), "word/styles.xml")

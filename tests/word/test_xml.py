"""WordprocessingML is parsed guarded, named by its usual prefix, and written the way Word writes it."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.diagnostics import Refusal
from reportgen.refs import ParagraphRef
from reportgen.word.xml import parsed, qname, serialised, usual_prefixes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("name", "namespace"),
    [
        ("w:p", W),
        ("r:id", R),
        ("ct:Default", "http://schemas.openxmlformats.org/package/2006/content-types"),
        ("rel:Relationship", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ],
)
def test_a_short_name_stands_for_a_qualified_one(name: str, namespace: str) -> None:
    """The code writes names as the standard does."""
    assert f"{{{namespace}}}{name.partition(':')[2]}" == qname(name)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", ""),
        (b"<a>", "Premature"),
        (b"<a></b>", "mismatch"),
        (b"\xff\xfe\x00", ""),
        (b"<a>\x00</a>", ""),
        (b"<a>&unknown;</a>", "unknown"),
        (b"<a b='1' b='2'/>", "redefined"),
        (b"<!DOCTYPE a><a/>", "DOCTYPE"),
        (b"<!DOCTYPE a SYSTEM 'http://example.org/a.dtd'><a/>", "DOCTYPE"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "DOCTYPE"),
        (b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>", "DOCTYPE"),
        (b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/hostname'> %p;]><a/>", "DOCTYPE"),
    ],
)
def test_what_is_no_plain_xml_is_refused_with_its_part(data: bytes, reason: str) -> None:
    """A document type has no place in an Office file (ECMA-376-2, 9.1.4); nothing is expanded or fetched."""
    with pytest.raises(Refusal) as caught:
        parsed(data, "甲.docx", "word/document.xml")

    (found,) = caught.value.diagnostics
    assert ("PK110", ParagraphRef("甲.docx", "word/document.xml")) == (found.code, found.place)
    assert reason in str(found.values["reason"])


def test_comments_and_instructions_leave_no_gap_in_a_text() -> None:
    """What stood in the midst of a text is gone, and the text is one again."""
    root = parsed(b"<a>1<!-- x -->2<?rg o0?>3<![CDATA[<4>]]></a>", "甲.docx", "a.xml")

    assert ("123<4>", 0) == (root.text, len(root))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_part_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    """Word writes UTF-8; other programs may write what XML allows."""
    data = f"<?xml version='1.0' encoding='{encoding}'?><a>县某局𠮷</a>".encode(encoding)

    assert "县某局𠮷" == parsed(data, "甲.docx", "a.xml").text


def test_a_part_is_written_as_word_writes_it() -> None:
    """UTF-8, with the declaration that says the part stands alone."""
    written = serialised(etree.fromstring("<a>县</a>"))

    assert "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a>县</a>".encode() == written


@pytest.mark.parametrize(
    "xml",
    [
        f'<w:document xmlns:w="{W}"><w:p w:a="1"><w:r/></w:p></w:document>',
        f'<document xmlns="{W}" xmlns:q="{W}"><p q:a="1"><r/></p></document>',
        f'<x:document xmlns:x="{W}"><x:p x:a="1"><y:r xmlns:y="{W}"/></x:p></x:document>',
        f'<w:document xmlns:w="{W}"><z:p xmlns:z="{W}" z:a="1"><r xmlns="{W}"/></z:p></w:document>',
        f'<w:document xmlns:w="{W}"><p xmlns="{W}" xmlns:q="{W}" q:a="1"><w:r/></p></w:document>',
    ],
)
def test_a_tree_is_given_the_usual_prefix(xml: str) -> None:
    """What is put in later as text says `w`, so the tree must, whatever its writer chose."""
    made = usual_prefixes(etree.fromstring(xml))

    assert f'<w:document xmlns:w="{W}"><w:p w:a="1"><w:r/></w:p></w:document>' == _plain(made)


def _plain(root: etree._Element) -> str:
    """Return the tree as text, namespaces declared at its root only."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def test_a_tree_with_the_usual_prefix_is_not_copied() -> None:
    """Nearly every file has it, and is taken as it is."""
    root = etree.fromstring(f'<w:p xmlns:w="{W}"><w:r>甲</w:r>乙</w:p>')

    assert root is usual_prefixes(root)


def test_other_names_and_all_text_survive_the_change_of_prefix() -> None:
    """Names of other kinds keep their prefixes, which attributes such as mc:Ignorable refer to."""
    names = f'xmlns:x="{W}" xmlns:r="{R}" xmlns:w14="urn:w14"'
    xml = f'<x:p {names} w14:id="1">甲<x:r r:id="2"/>乙<n xmlns="urn:n">丙</n>丁</x:p>'
    made = usual_prefixes(etree.fromstring(xml))

    assert {"w": W, "r": R, "w14": "urn:w14"} == made.nsmap
    assert ("1", "2") == (made.get("{urn:w14}id"), made[0].get(f"{{{R}}}id"))
    assert ["甲", "乙", "丙", "丁"] == [*made.itertext()]
    assert "{urn:n}n" == made[1].tag

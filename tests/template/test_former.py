"""A draft may become a template, a template may hold bookmarks and boxes: nothing stands twice or is
miscounted."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.drafts import draft_bytes
from reportgen.manifest import Source, manifest_of, read_manifest
from reportgen.template import Subdocument, Template
from reportgen.word.bookmarks import stories
from reportgen.word.package import open_package, written
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, changed, docx, main_xml, member

W = etree.QName(qname("w:p")).namespace


def bookmarks(root: etree._Element) -> list[tuple[str, str]]:
    """Return the id and name of each bookmark of a part."""
    return [
        (mark.get(qname("w:id")), mark.get(qname("w:name"))) for mark in root.iter(qname("w:bookmarkStart"))
    ]


def as_draft(data: bytes, **values: object) -> bytes:
    """Return the draft that values make of a template, with all it tells of itself."""
    template = Template.load(data, file="模板.docx")
    made = template.merge(values, provenance=True)
    told = manifest_of("1", Source("甲.xlsx", "1"), Source("模板.docx", "2"), made.insertions)
    return draft_bytes(template.package, made.members, told)


def test_nothing_of_the_old_draft_is_left_in_the_new_one() -> None:
    """Its old bookmarks and its manifest are gone, in parts without tags too, and no id stands twice."""
    old = as_draft(docx("{{ a }}", header="页眉{{ a }}"), a="旧")
    root = member(old)
    root[0][0].append(etree.fromstring(f'<w:r xmlns:w="{W}"><w:t>{{{{ b }}}}</w:t></w:r>'))
    new = open_package(as_draft(changed(old, {DOCUMENT: etree.tostring(root)}), b="新"), "稿.docx")
    told = read_manifest(new)
    names = [mark.name for story in stories(new) for mark in story.bookmarks]

    assert told is not None
    assert ["新"] == [figure.text for figure in told.figures]
    assert ["_rg1"] == [name for name in names if name.startswith("_rg")]
    assert set(open_package(old, "稿.docx").names) == set(new.names)


@pytest.mark.parametrize(
    ("taken", "first"), [("7", "8"), ("2147483647", "1"), ("9" * 5_000, "1"), ("-3", "1")]
)
def test_ids_of_bookmarks_begin_above_those_of_all_parts(taken: str, first: str) -> None:
    """Also of a part without tags; what Word cannot count with does not count."""
    mark = f'<w:bookmarkStart w:id="{taken}" w:name="甲"/><w:bookmarkEnd w:id="{taken}"/>'
    header = member(docx("", header="页眉"), "word/header1.xml")
    header[0].append(etree.fromstring(f'<w:r xmlns:w="{W}">{mark}</w:r>')[0])
    data = changed(docx("{{ a }}", header="页眉"), {"word/header1.xml": etree.tostring(header)})
    made = Template.load(data).merge({"a": "1"}, provenance=True)

    assert [(first, "_rg1")] == bookmarks(member(written(made.members)))


BOX = (
    '<w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent>{}</w:txbxContent>'
    "</v:textbox></w:pict></w:r>"
)


@pytest.mark.parametrize("value", ["p\aq\ar", Subdocument(docx("一", "二"))], ids=["breaks", "subdocument"])
@pytest.mark.parametrize("tag", ["{{p t }}", "{{ t }}"])
def test_what_is_put_into_a_text_box_moves_no_number_outside(tag: str, value: object) -> None:
    """What stands behind the box belongs to the paragraph that the box hangs on."""
    inner = f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>"
    body = f"<w:p>{BOX.format(inner)}<w:r><w:t>尾{{{{ a }}}}</w:t></w:r></w:p>"
    data = changed(docx(""), {DOCUMENT: main_xml(body)})
    made = Template.load(data).merge({"t": value, "a": "1"}, provenance=True)

    assert [("1", 1)] == [(one.text, one.paragraph) for one in made.insertions if one.expression == "a"]
    assert 3 <= len(list(member(written(made.members)).iter(qname("w:p"))))

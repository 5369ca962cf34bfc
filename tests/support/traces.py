"""Small drafts to trace, and what people and programs do to them."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from reportgen.drafts import draft_bytes
from reportgen.fields import Field, Nature, Origin
from reportgen.manifest import Source, manifest_of
from reportgen.refs import CellRef
from reportgen.template import Template
from reportgen.tracing import Traced, traced
from reportgen.word.package import open_package
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, changed, docx, members

__all__ = [
    "LINES",
    "WORKED",
    "Edit",
    "draft",
    "draw",
    "edited",
    "insert",
    "insert_paragraph",
    "move",
    "remove",
    "retype",
    "rewrite",
    "trace",
    "unmark",
    "without_bookmarks",
    "without_manifest",
]

NOW, BASE = CellRef("2020.xlsx", "指标", "I7"), CellRef("2020.xlsx", "指标", "J7")
OFFICE = CellRef("2020.xlsx", "基本信息", "B3")
WORKED = "(118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%"
DATA = {
    "单位": Field("县科经局", None, Origin(Nature.TEXT, (OFFICE,))),
    "产值": Field("11.83亿元", None, Origin(Nature.FIGURE, (NOW,), indicator="工业总产值")),
    "增速": Field(
        "同比增长8.46%", None, Origin(Nature.RATE, (NOW, BASE), "(I7 − J7) ÷ J7", WORKED, "工业总产值")
    ),
}
LINES = (
    "{{ 单位 }}报告",
    "全县工业总产值达到{{ 产值 }}，{{ 增速 }}。",
    "其中一成以上是新增的。",
    "共{{ 产值 }}",
)
CONTENTS = {NOW: "118300", BASE: "109072", OFFICE: "县科经局", CellRef("2020.xlsx", "指标", "Z9"): "不在稿中"}

Edit = Callable[[etree._Element], None]


def draft(*lines: str, **more: str) -> bytes:
    """Return a draft of a template with these lines."""
    template = Template.load(docx(*lines, **more))
    merged = template.merge(DATA, provenance=True)
    told = manifest_of("1.0", Source("2020.xlsx", "a1"), Source("t.docx", "b2"), merged.insertions, CONTENTS)
    return draft_bytes(template.package, merged.members, told)


def trace(data: bytes, wanted: str = "", texts: bool = False) -> Traced:
    """Trace a draft."""
    return traced(open_package(data, "稿.docx"), wanted, texts=texts)


def edited(data: bytes, *edits: Edit) -> bytes:
    """Return a draft whose main part was edited."""
    root = etree.fromstring(members(data)[DOCUMENT])
    for edit in edits:
        edit(root)
    return changed(data, {DOCUMENT: etree.tostring(root)})


def bookmark(root: etree._Element, slot: int) -> tuple[etree._Element, etree._Element]:
    """Return both ends of a bookmark."""
    (start,) = [
        mark for mark in root.iter(qname("w:bookmarkStart")) if mark.get(qname("w:name")) == f"_rg{slot}"
    ]
    (end,) = [
        m for m in root.iter(qname("w:bookmarkEnd")) if m.get(qname("w:id")) == start.get(qname("w:id"))
    ]
    return start, end


def retype(slot: int, text: str) -> Edit:
    """Type another text over an insertion."""

    def edit(root: etree._Element) -> None:
        run = bookmark(root, slot)[0].getnext()
        assert run is not None
        for element in run.iter(qname("w:t")):
            element.text = text

    return edit


def unmark(slot: int, *, text: bool = False, only_end: bool = False) -> Edit:
    """Remove a bookmark, or only its end; with `text` what it encloses as well."""

    def edit(root: etree._Element) -> None:
        start, end = bookmark(root, slot)
        run = start.getnext()
        for element in ((end,) if only_end else (start, end)) + ((run,) if text else ()):
            parent = element.getparent() if element is not None else None
            assert element is not None
            assert parent is not None
            parent.remove(element)

    return edit


def move(slot: int, paragraph: int) -> Edit:
    """Cut an insertion out and paste it at the end of another paragraph."""

    def edit(root: etree._Element) -> None:
        start, end = bookmark(root, slot)
        target = list(root.iter(qname("w:p")))[paragraph - 1]
        target.extend([start, start.getnext(), end])  # type: ignore[list-item]  # there is a run between

    return edit


def insert_paragraph(root: etree._Element) -> None:
    """Put a paragraph before all others."""
    insert(1, "")(root)


def insert(before: int, text: str) -> Edit:
    """Put a paragraph before another."""

    def edit(root: etree._Element) -> None:
        made = etree.Element(qname("w:p"))
        etree.SubElement(etree.SubElement(made, qname("w:r")), qname("w:t")).text = text
        list(root.iter(qname("w:p")))[before - 1].addprevious(made)

    return edit


def remove(paragraph: int) -> Edit:
    """Remove a paragraph."""

    def edit(root: etree._Element) -> None:
        found = list(root.iter(qname("w:p")))[paragraph - 1]
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return edit


def rewrite(paragraph: int, old: str = "", new: str = "") -> Edit:
    """Set the text of a paragraph as python-docx does, which leaves one run and no bookmark."""

    def edit(root: etree._Element) -> None:
        found = list(root.iter(qname("w:p")))[paragraph - 1]
        text = "".join(element.text or "" for element in found.iter(qname("w:t")))
        for child in list(found):
            found.remove(child)
        run = etree.SubElement(found, qname("w:r"))
        etree.SubElement(run, qname("w:t")).text = text.replace(old, new) if old else text

    return edit


def without_bookmarks(root: etree._Element) -> None:
    """Remove every bookmark."""
    etree.strip_elements(root, qname("w:bookmarkStart"), qname("w:bookmarkEnd"))


def without_manifest(data: bytes) -> bytes:
    """Return the draft without its custom XML, as a program leaves it that does not know such."""
    return changed(data, dict.fromkeys(name for name in members(data) if name.startswith("customXml/")))


def draw(slot: int, words: str | None) -> Edit:
    """Put a drawing in the place of an insertion, with these words as its alternative text."""

    def edit(root: etree._Element) -> None:
        run = bookmark(root, slot)[0].getnext()
        assert run is not None
        for child in list(run):
            run.remove(child)
        inline = etree.SubElement(etree.SubElement(run, qname("w:drawing")), qname("wp:inline"))
        told = {} if words is None else {"descr": words}
        etree.SubElement(inline, qname("wp:docPr"), {"id": "1", "name": "Object1", **told})

    return edit

"""Redlines as tests look at them: what a file holds as plain tuples, its two views, its authors and ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from lxml import etree

from reportgen.diff.pairs import Alignment
from reportgen.diff.redline import redlined
from reportgen.diff.stories import aligned
from reportgen.word.content import Block, Content, Paragraph
from reportgen.word.package import open_package
from reportgen.word.parts import story_parts
from reportgen.word.reader import read_content
from reportgen.word.revisions import accept_all, has_revisions, reject_all
from reportgen.word.xml import serialised, word_root
from tests.support.docs import changed, members
from tests.support.wordfiles import DATE, Words

__all__ = ["accepted", "alignment_of", "content", "ids", "redline", "rejected", "seen", "shown", "told"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERED = (
    "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart", "rPrChange", "pPrChange",
    "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange", "cellIns", "cellDel",
    "bookmarkStart", "comment",
)  # fmt: skip


def alignment_of(old: bytes, new: bytes) -> Alignment:
    """Return two files side by side."""
    return aligned(content(old, "old.docx"), content(new, "new.docx"))


def redline(old: bytes, new: bytes, when: str = DATE) -> bytes:
    """Return the file with tracked changes."""
    return redlined(alignment_of(old, new), Words(), when).data


def content(data: bytes, file: str = "f.docx") -> Content:
    """Return what a file holds."""
    return read_content(open_package(data, file))


def accepted(data: bytes) -> dict[str, Any]:
    """Return what a reader sees when all changes are accepted."""
    return _resolved(data, accept_all)


def rejected(data: bytes) -> dict[str, Any]:
    """Return what a reader sees when all changes are rejected."""
    return _resolved(data, reject_all)


def _resolved(data: bytes, resolve: Callable[[etree._Element], None]) -> dict[str, Any]:
    package, parts = open_package(data, "f.docx"), {}
    for part in story_parts(package):
        root = word_root(package.part(part), package.file, part)
        resolve(root)
        assert not has_revisions(root)
        parts[part] = serialised(root)
    return seen(content(changed(data, parts)))


def seen(held: Content) -> dict[str, Any]:
    """Return what a reader sees of a file: its body and headers by part, notes where they are referred to."""
    notes = {(one.kind, one.role): one for one in held.stories if one.kind in ("footnote", "endnote")}
    flows = (one for one in held.stories if (one.kind, one.role) not in notes)
    return {one.part: ([_block(block, notes) for block in one.blocks], one.section) for one in flows}


def _block(block: Block, notes: dict[tuple[str, str], Any]) -> Any:
    if not isinstance(block, Paragraph):
        rows = [
            (row.properties, [(one.properties, [_block(b, notes) for b in one.blocks]) for one in row.cells])
            for row in block.rows
        ]
        return "table", block.properties, block.grid, rows
    boxes = [(box.offset, [_block(one, notes) for one in box.blocks]) for box in block.boxes]
    told = [
        (offset, kind, [_block(one, notes) for one in notes[kind, identity].blocks])
        for offset, kind, identity in block.notes
    ]
    return (
        block.text, block.objects, block.formats, block.properties, block.mark, block.section, boxes, told,
    )  # fmt: skip


def shown(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the blocks of a part as XML without namespaces, ids, dates and what Word adds for itself."""
    root = etree.fromstring(members(data)[part])
    container = root.find(f"{_W}body")
    return [told(element) for element in (root if container is None else container)]


def told(element: etree._Element) -> str:
    """Return an element in short: `<ins author>`, its texts as they are."""
    name = etree.QName(element).localname
    author = (element.get(f"{_W}author") or "").removeprefix("author:")
    value = element.get(f"{_W}val") or element.get(f"{_W}name") or ""
    inner = (element.text or "") + "".join(told(child) for child in element)
    if name in ("r", "t", "delText") and not element.findall(f"{_W}rPr"):
        return inner
    head = " ".join(filter(None, (name, value, author)))
    return f"<{head}>{inner}</{name}>" if inner else f"<{head}/>"


def ids(data: bytes) -> Counter[str]:
    """Return how often each id of a change, bookmark or comment stands in a file."""
    roots: Iterable[etree._Element] = (
        etree.fromstring(xml) for name, xml in members(data).items() if name.endswith(".xml")
    )
    names = [f"{_W}{name}" for name in _NUMBERED]
    return Counter(str(one.get(f"{_W}id")) for root in roots for one in root.iter(*names))

"""Remarks in the margin of a Word file: comments at the very words they are about (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.word.annotations import Annotations, marks
from reportgen.word.package import Package, deflated, written
from reportgen.word.parts import ANNOTATOR, as_document, main_part
from reportgen.word.resources import Resources
from reportgen.word.runs import atoms, divide, paragraph_text
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["Remark", "with_remarks"]

_PARAGRAPH, _PROPERTIES = qname("w:p"), qname("w:pPr")


class Remark(NamedTuple):
    """What is said of some words: their part and paragraph, about where they begin, the words themselves."""

    part: str
    paragraph: int
    start: int
    words: str
    said: tuple[str, ...]


def with_remarks(package: Package, remarks: Iterable[Remark]) -> bytes:
    """Return the file with a comment for each remark; nothing else of it changes, but that the runs are cut
    where the words begin and end. Comments of an earlier run give way.

    Word has no comments in headers, footers and notes: what is said of those stands at the first paragraph.
    """
    document = as_document(package)
    main = main_part(document)
    root = parsed(document.part(main), document.file, main)
    resources = Resources(document)
    notes = Annotations(resources, main)
    paragraphs = list(root.iter(_PARAGRAPH))
    for remark in remarks:
        if paragraphs:
            _enclose(paragraphs, remark if remark.part == main else None, notes.add(ANNOTATOR, remark.said))
    merged = {main: serialised(root)}
    members = tuple(
        deflated(member.name, merged[member.name]) if member.name in merged else member
        for member in document.members
    )
    return written(resources.members(members) if notes.put() else document.members)


def _enclose(paragraphs: Sequence[etree._Element], remark: Remark | None, number: str) -> None:
    index = remark.paragraph - 1 if remark is not None and 0 < remark.paragraph <= len(paragraphs) else 0
    found = paragraphs[index]
    around = [*found.iterancestors(_PARAGRAPH)]  # of a text box: the paragraph it is anchored in
    enclosing = marks(number)
    runs = _runs_of(found, remark) if remark is not None and not around else []
    if not runs or runs[0].getparent() is not runs[-1].getparent():
        paragraph = around[-1] if around else found
        properties = paragraph.find(_PROPERTIES)
        paragraph.insert(0 if properties is None else 1, enclosing.start)
        paragraph.extend((enclosing.end, enclosing.reference))
        return
    runs[0].addprevious(enclosing.start)
    runs[-1].addnext(enclosing.reference)
    runs[-1].addnext(enclosing.end)


def _runs_of(paragraph: etree._Element, remark: Remark) -> list[etree._Element]:
    """Return the runs that hold the words and nothing else, cut out where they held more."""
    start, end = _span(paragraph_text(paragraph), remark)
    if start == end:
        return []
    divide(paragraph, end)
    divide(paragraph, start)
    return list(dict.fromkeys(atom.run for atom in atoms(paragraph) if start <= atom.start < end))


def _span(text: str, remark: Remark) -> tuple[int, int]:
    """Return where the words stand that are nearest to where they were read."""
    places: list[int] = []
    at = text.find(remark.words) if remark.words else -1
    while at >= 0:
        places.append(at)
        at = text.find(remark.words, at + 1)
    if not places:
        return 0, 0
    start = min(places, key=lambda place: abs(place - remark.start))
    return start, start + len(remark.words)

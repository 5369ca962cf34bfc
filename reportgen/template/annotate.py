"""Write faults into a copy of a template, as comments of Word at the tags that are to blame (ECMA-376-1,
17.13.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from lxml import etree

from reportgen.diagnostics import Diagnostic
from reportgen.refs import ParagraphRef
from reportgen.template.properties import PROPERTY_TAGS
from reportgen.template.scanner import Kind, Tag, scan
from reportgen.word.annotations import Annotations, Marks, marks
from reportgen.word.package import Package, deflated, written
from reportgen.word.parts import ANNOTATOR, as_document, main_part
from reportgen.word.resources import Resources
from reportgen.word.runs import atoms, divide, paragraph_text
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["annotated"]

_PARAGRAPH, _PROPERTIES, _RUN = qname("w:p"), qname("w:pPr"), qname("w:r")


def annotated(
    package: Package, diagnostics: Iterable[Diagnostic], said: Callable[[Diagnostic], Sequence[str]]
) -> bytes:
    """Return the document with a comment for each fault of the template, its paragraphs as `said` of the
    fault.

    A comment encloses the tag, or else its paragraph; those of an earlier run give way to it. Word has no
    comments in headers, footers, notes and text boxes: what is at fault there is told at the document's first
    paragraph, or where the box is anchored. Faults of the workbook alone are left out.
    """
    document = as_document(package)
    main = main_part(document)
    root = parsed(document.part(main), document.file, main)
    resources = Resources(document)
    notes = Annotations(resources, main)
    paragraphs = list(root.iter(_PARAGRAPH))
    for found in diagnostics:
        place = next((p for p in (found.place, *found.related) if isinstance(p, ParagraphRef)), None)
        if place is not None and paragraphs:
            _enclose(paragraphs, place if place.part == main else None, notes.add(ANNOTATOR, said(found)))
    merged = {main: serialised(root)}
    members = (
        deflated(member.name, merged[member.name]) if member.name in merged else member
        for member in document.members
    )
    return written(resources.members(tuple(members)) if notes.put() else document.members)


# --- where a comment is anchored
def _enclose(paragraphs: Sequence[etree._Element], place: ParagraphRef | None, number: str) -> None:
    """Enclose the tag at `place` in the marks of a comment; None stands for another part."""
    index = place.paragraph - 1 if place is not None and 0 < place.paragraph <= len(paragraphs) else 0
    found = paragraphs[index]
    around = [*found.iterancestors(_PARAGRAPH)]  # of a text box: the paragraph it is anchored in
    enclosing = marks(number)
    if place is None or around or not (runs := _runs_of(found, place.tag)):
        _enclose_all(around[-1] if around else found, enclosing)
        return
    runs[0].addprevious(enclosing.start)
    runs[-1].addnext(enclosing.reference)
    runs[-1].addnext(enclosing.end)


def _enclose_all(paragraph: etree._Element, enclosing: Marks) -> None:
    properties = paragraph.find(_PROPERTIES)
    paragraph.insert(0 if properties is None else 1, enclosing.start)
    paragraph.extend((enclosing.end, enclosing.reference))


def _runs_of(paragraph: etree._Element, written: str) -> list[etree._Element]:
    """Return the runs that hold a tag and nothing else, cut out where they held more; none if it is not
    found."""
    start, end = _span(paragraph_text(paragraph), written)
    divide(paragraph, end)
    divide(paragraph, start)
    inside = (atom.run for atom in atoms(paragraph) if start <= atom.start < end)
    return list(dict.fromkeys(inside))


def _span(text: str, written: str) -> tuple[int, int]:
    """Return where a tag stands in a text: as it is told in a fault, or as it was typed."""
    for tag in scan(text, ParagraphRef(""))[0]:
        if written in (tag.text, _as_value(tag).text):
            return tag.start, tag.end
    start = text.find(written) if written else -1
    return (start, start + len(written)) if start >= 0 else (0, 0)


def _as_value(tag: Tag) -> Tag:
    """Return a property tag as it is told in a fault: the value it sets."""
    if tag.word not in PROPERTY_TAGS:
        return tag
    return replace(tag, kind=Kind.OUTPUT, body=tag.body.removeprefix(tag.word).strip())

"""Compile one part of a Word template: its tree with tags becomes literals, slots and one jinja2 template.

The tags are found on the text of whole paragraphs, cut out of the runs that Word spread them over, and
replaced in the tree by processing instructions; the part is then serialised once and split at these. No tag
is searched for in XML text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import FileRef, ParagraphRef
from reportgen.template.blocks import Standing, block_faults
from reportgen.template.containers import MARKS, mark_containers
from reportgen.template.paragraphs import COUNTED, mark_paragraphs
from reportgen.template.properties import PROPERTY_TAGS, set_property
from reportgen.template.reach import out_of_reach
from reportgen.template.scanner import Kind, Scope, Tag, scan
from reportgen.template.source import Compiled, Literal, Located, compiled
from reportgen.word.runs import atoms, isolate, text_element
from reportgen.word.xml import parsed, qname, usual_prefixes

__all__ = ["BOOKMARK", "Part", "Slot", "compile_part"]

_TARGET = "rg"
_MARKS = {**MARKS, **COUNTED}
BOOKMARK = "_rg"  # with its number the name of the bookmark around an insertion; hidden in Word
_PARAGRAPH, _ROW, _CELL = qname("w:p"), qname("w:tr"), qname("w:tc")
_BOOKMARK, _BOOKMARK_END = qname("w:bookmarkStart"), qname("w:bookmarkEnd")
_ID, _NAME = qname("w:id"), qname("w:name")
# What else a paragraph may hold that must not vanish with a tag: pictures, notes, the end of a section.
_THINGS = tuple(
    map(qname, ("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference", "w:sectPr"))
)
_REPLACED = {Scope.PARAGRAPH: _PARAGRAPH, Scope.ROW: _ROW, Scope.CELL: _CELL}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is put: the XML before and after its text. A `property` slot takes a whole element
    instead."""

    located: Located
    before: str
    after: str
    property: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part: `slots` run parallel to the template's tags (None for a tag that prints nothing)."""

    name: str
    compiled: Compiled
    slots: tuple[Slot | None, ...]
    next_bookmark: int


@dataclass(slots=True)
class _Weave:
    """What is gathered while the tags of one part are cut out of its tree."""

    file: str
    part: str
    standings: list[Standing] = field(default_factory=list)
    properties: dict[int, str] = field(default_factory=dict)
    touched: bool = False  # whether there was any tag, a comment too
    faults: list[Diagnostic] = field(default_factory=list)

    def mark(self, letter: str, tag: Tag, place: ParagraphRef, container: etree._Element) -> etree._Element:
        """Return the instruction that stands for a tag in the tree, having noted the tag."""
        self.standings.append(Standing(tag, place, container))
        return instruction(f"{letter}{len(self.standings) - 1}")


def instruction(text: str) -> etree._Element:
    """Return the processing instruction that carries `text` through the serialiser."""
    return etree.ProcessingInstruction(_TARGET, text)


def compile_part(data: bytes, file: str, name: str) -> tuple[Part | None, tuple[Diagnostic, ...]]:
    """Return the compiled part, None when it has no tags, and the faults of its tags, all at once.

    Refusal: PK110 when the part is no XML, PK109 when it is of the strict kind of ECMA-376, whose names
    differ. Linear in the size of the part.
    """
    root = usual_prefixes(parsed(data, file, name))
    if etree.QName(root).namespace != etree.QName(_PARAGRAPH).namespace:
        raise Refusal([fault("PK109", FileRef(file), wanted=".docx", hints=("strict",))])
    weave = _Weave(file, name)
    paragraphs = list(root.iter(_PARAGRAPH))
    for number, paragraph in enumerate(paragraphs, start=1):
        _weave_paragraph(weave, number, paragraph)
    weave.faults += block_faults(weave.standings)
    if b"{{" in data or b"{%" in data:  # seldom outside of texts, so seldom worth a walk
        weave.faults += out_of_reach(root, file, name)
    if weave.faults or not weave.touched:
        return None, tuple(weave.faults)
    _forget_insertions(root)
    mark_containers(root, _TARGET)
    mark_paragraphs(root, _TARGET)
    parts, slots = _split(weave, etree.tostring(root, encoding="unicode"))
    made, faults = compiled(parts)
    if made is None:
        return None, faults
    return Part(name, made, slots, _next_bookmark(root)), ()


def _weave_paragraph(weave: _Weave, number: int, paragraph: etree._Element) -> None:
    found = atoms(paragraph)
    text = "".join(atom.text for atom in found)
    place = ParagraphRef(weave.file, weave.part, number, text)
    tags, faults = scan(text, place)
    weave.faults += faults
    if not tags:
        return
    weave.touched = True
    scopes = {tag.scope for tag in tags} & set(_REPLACED)
    if scopes:
        _replace_whole(weave, paragraph, tags, place, text)
        return
    runs = isolate(found, [(tag.start, tag.end) for tag in tags])
    for tag, run in zip(tags, runs, strict=True):
        _replace_run(weave, paragraph, run, tag, place)


def _replace_run(
    weave: _Weave, paragraph: etree._Element, run: etree._Element, tag: Tag, place: ParagraphRef
) -> None:
    parent = run.getparent()
    assert parent is not None  # it has just been put there
    if tag.kind is Kind.OUTPUT:
        text = text_element("")
        text.append(instruction("t"))
        run.append(text)
        run.addprevious(weave.mark("o", tag, place, parent))
        run.addnext(instruction("c"))
        return
    if tag.kind is Kind.BLOCK and tag.word in PROPERTY_TAGS:
        value = replace(tag, kind=Kind.OUTPUT, body=tag.body[len(tag.word) :].strip())
        mark = weave.mark("a", value, place, parent)
        weave.properties[len(weave.standings) - 1] = tag.word
        set_property(tag.word, paragraph, mark)
    elif tag.kind is Kind.BLOCK:
        run.addprevious(weave.mark("b", tag, place, parent))
    parent.remove(run)


def _replace_whole(
    weave: _Weave, paragraph: etree._Element, tags: Sequence[Tag], place: ParagraphRef, text: str
) -> None:
    """Put the tags in the place of the paragraph, row or cell that their scope names."""
    leader = next(tag for tag in tags if tag.scope in _REPLACED)
    target: etree._Element | None = paragraph
    while target is not None and target.tag != _REPLACED[leader.scope]:
        target = target.getparent()
    if target is None or target.getparent() is None:
        weave.faults.append(fault("TP206", place.at_tag(leader.text), tag=leader.text))
        return
    at_leader = place.at_tag(leader.text)
    if lost := _text_beside(tags, leader.scope, text) or _text_elsewhere(weave, target, paragraph):
        weave.faults.append(fault("TP207", at_leader, tag=leader.text, lost=lost[:30]))
    elif thing := _thing_in(target):
        weave.faults.append(fault("TP207", at_leader, hints=("thing",), tag=leader.text, lost=thing))
    container = target.getparent()
    assert container is not None  # seen above
    marks = [weave.mark("b", tag, place, container) for tag in tags if tag.kind is Kind.BLOCK]
    at = container.index(target)
    container[at : at + 1] = marks


def _text_beside(tags: Sequence[Tag], scope: Scope, text: str) -> str:
    """Return the text of the paragraph that would vanish with it, a printed value and another scope's tag
    among it."""
    rest, position = "", 0
    for tag in tags:
        rest += text[position : tag.start]
        if tag.kind is Kind.OUTPUT or (tag.scope in _REPLACED and tag.scope is not scope):
            rest += tag.text
        position = tag.end
    return (rest + text[position:]).strip()


def _text_elsewhere(weave: _Weave, target: etree._Element, paragraph: etree._Element) -> str:
    """Return the text of the other paragraphs of what is to vanish: of a row or cell, of a text box; and the
    first of the tags that were found in them already."""
    others = (other for other in target.iter(_PARAGRAPH) if other is not paragraph)
    text = "".join(atom.text for other in others for atom in atoms(other)).strip()
    marks = (mark.text or "" for mark in target.iter(etree.ProcessingInstruction))
    number = next((mark[1:] for mark in marks if mark[1:]), None)
    return text or (weave.standings[int(number)].tag.text if number else "")


def _thing_in(target: etree._Element) -> str:
    """Return the kind of the first picture, note or end of a section in what is to vanish."""
    return next((etree.QName(found).localname for found in target.iter(*_THINGS)), "")


def _forget_insertions(root: etree._Element) -> None:
    """Remove the bookmarks of an earlier merge: a template may have been a draft once."""
    stale = [mark for mark in root.iter(_BOOKMARK) if (mark.get(_NAME) or "").startswith(BOOKMARK)]
    numbers = {mark.get(_ID) for mark in stale}
    ends = [mark for mark in root.iter(_BOOKMARK_END) if mark.get(_ID) in numbers]
    for mark in (*stale, *ends):
        parent = mark.getparent()
        assert parent is not None  # a bookmark is never the root of a part
        parent.remove(mark)


def _split(weave: _Weave, xml: str) -> tuple[list[Literal | Located], tuple[Slot | None, ...]]:
    """Split the serialised part at its instructions into literals and tags, with the slots of the printing
    ones.

    A printing tag is three instructions: `o` before its run, `t` where its text goes, `c` behind its run.
    """
    head, *pieces = xml.split(f"<?{_TARGET} ")
    parts: list[Literal | Located] = []
    slots: list[Slot | None] = []
    literal = head
    for piece in pieces:
        code, _, text = piece.partition("?>")
        if code in _MARKS:
            literal += _MARKS[code] + text
        elif code == "t":
            slots[-1] = Slot(_located(parts), before=literal, after=text)
        elif code == "c":
            literal = text
        else:
            number = int(code[1:])
            standing = weave.standings[number]
            parts += (Literal(literal), Located(standing.tag, standing.place))
            slots.append(Slot(_located(parts), "", "", weave.properties[number]) if code[0] == "a" else None)
            literal = text
    parts.append(Literal(literal))
    return parts, tuple(slots)


def _located(parts: Sequence[Literal | Located]) -> Located:
    last = parts[-1]
    assert isinstance(last, Located)  # an instruction of a tag has just been read
    return last


def _next_bookmark(root: etree._Element) -> int:
    numbers = (mark.get(_ID) or "" for mark in root.iter(_BOOKMARK))
    return max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1

"""Compile one part of a Word template: its tree with tags becomes literals, slots and one jinja2 template.

The tags are found on the text of whole paragraphs, cut out of the runs that Word spread them over, and
replaced in the tree by processing instructions; the part is then serialised once and split at these. No tag
is searched for in XML text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import FileRef, ParagraphRef
from reportgen.template.blocks import block_faults
from reportgen.template.columns import COLUMNS_END, COLUMNS_START, mark_tables
from reportgen.template.containers import MARKS, mark_containers
from reportgen.template.joins import join_paragraphs
from reportgen.template.lists import Lists
from reportgen.template.numbering import mark_lists
from reportgen.template.paragraphs import PARAGRAPH, PARAGRAPH_MARK, mark_paragraphs
from reportgen.template.placeholders import weave_placeholders
from reportgen.template.properties import LIST_MARK
from reportgen.template.reach import out_of_reach
from reportgen.template.repeats import mark_repeats
from reportgen.template.scanner import Kind, Scope, opener_count, scan
from reportgen.template.slots import Frame, Part, Slot
from reportgen.template.source import Literal, Located, compiled
from reportgen.template.surroundings import Surroundings, around
from reportgen.template.weaver import TARGET, Weave, weave_paragraphs
from reportgen.word.xml import parsed, qname, word_root

__all__ = [
    "compile_part",
    "compile_properties",
    "woven_part",
    "woven_properties",
]

_PARAGRAPH = qname("w:p")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a part of UTF-16 begins: its openers are not counted
_MARKS = {**MARKS, PARAGRAPH: PARAGRAPH_MARK, "g": COLUMNS_START, "G": COLUMNS_END}
_CORE = {"title", "subject", "creator", "description", "identifier", "language", "keywords", "category"}


def compile_part(
    data: bytes, file: str, name: str, *, strict: bool = True, lists: Callable[[], Lists] = Lists
) -> tuple[Part | None, tuple[Diagnostic, ...]]:
    """Return the compiled part, None when it has no tags, and the faults of its tags, all at once.

    `lists` tells those of the template; some begin anew where tags repeat them. With `strict` false what
    docxtpl forgives is no fault: curled quotes in a tag, text beside a tag that takes its paragraph.
    Refusal: PK110 when the part is no XML, PK109 when it is of the strict kind of ECMA-376, whose names
    differ. Linear in the size of the part.
    """
    root, weave = woven_part(data, file, name, strict)
    weave.faults += block_faults(weave.standings)
    if weave.openers < opener_count(data.decode("utf-8", "replace")) or b"&#" in data or data[:2] in _WIDE:
        weave.faults += out_of_reach(root, file, name)
    if weave.faults or not weave.touched:
        return None, tuple(weave.faults)
    join_paragraphs(weave)
    mark_repeats(weave, root)
    mark_lists(weave, root, lists)
    if weave.faults:
        return None, tuple(weave.faults)
    mark_containers(root, TARGET)
    prefixes = mark_tables((cell for cell, _, _ in weave.columns), TARGET)
    mark_paragraphs(root, TARGET)
    part, faults = _compiled(weave, root)
    prefixes |= {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    if part is None:
        return None, faults
    columns = tuple(Located(tag, place) for _, tag, place in weave.columns)
    return replace(part, prefixes=prefixes, columns=columns), faults


def woven_part(data: bytes, file: str, name: str, strict: bool = True) -> tuple[etree._Element, Weave]:
    """Return the tree of a part with its tags cut out, and these with the faults of each by itself.

    Refusal as of `compile_part`.
    """
    root = word_root(data, file, name)
    if etree.QName(root).namespace != etree.QName(_PARAGRAPH).namespace:
        raise Refusal([fault("PK109", FileRef(file), wanted=".docx", hints=("strict",))])
    weave = Weave(file, name, strict)
    weave_placeholders(weave, root)
    weave_paragraphs(weave, root)
    return root, weave


def compile_properties(data: bytes, file: str, name: str) -> tuple[Part | None, tuple[Diagnostic, ...]]:
    """Return the document's core properties compiled: title, subject, author and the like may hold tags."""
    root, weave = woven_properties(data, file, name)
    weave.faults += block_faults(weave.standings)
    if weave.faults or not weave.standings:
        return None, tuple(weave.faults)
    return _compiled(weave, root)


def woven_properties(data: bytes, file: str, name: str) -> tuple[etree._Element, Weave]:
    """Return the tree of the core properties with the tags cut out, and these with the faults of each."""
    root = parsed(data, file, name)
    weave = Weave(file, name)
    for number, element in enumerate(root, start=1):
        text = element.text or ""
        if etree.QName(element).localname in _CORE and "{" in text:
            _weave_text(weave, element, ParagraphRef(file, name, number, text))
    return root, weave


def _weave_text(weave: Weave, element: etree._Element, place: ParagraphRef) -> None:
    tags, faults = scan(place.text, place)
    weave.faults += faults
    element.text, position = "", 0
    for tag in tags:
        _add_text(element, place.text[position : tag.start])
        position = tag.end
        if tag.kind is Kind.LITERAL:
            _add_text(element, tag.body)
        elif tag.kind is not Kind.COMMENT:
            element.append(weave.mark("v" if tag.kind is Kind.OUTPUT else "b", tag, place, element))
    _add_text(element, place.text[position:])


def _add_text(element: etree._Element, text: str) -> None:
    """Add text behind what the element holds so far."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _compiled(weave: Weave, root: etree._Element) -> tuple[Part | None, tuple[Diagnostic, ...]]:
    split = _split(weave, etree.tostring(root, encoding="unicode"))
    made, faults = compiled([*split.parts, Literal(split.literal)])
    if made is None:
        return None, faults
    return Part.of(weave.part, made, split.slots, frozenset(split.marks)), ()


class _Splitter:
    """Splits a serialised part at its instructions into literals and tags, with the slots of the printing
    ones."""

    def __init__(self, weave: Weave) -> None:
        self.weave = weave
        self.parts: list[Literal | Located] = []
        self.slots: list[Slot | None] = []
        self.literal = ""
        self.frame = ("", "")  # what stands before the properties of a drawing, and its size
        self.capturing = ""
        self.captured: dict[str, str] = {}
        self.container: etree._Element | None = None
        self.surroundings: dict[etree._Element | None, Surroundings] = {}
        self.is_alone = False
        self.marks: set[str] = set()

    def take(self, code: str, text: str) -> None:
        """Take an instruction and the XML that follows it."""
        if (mark := _mark_of(code)) is not None:
            text = mark + text
            self.literal += text
            self.marks.add(mark[0])
        elif code == "t":
            self.slots[-1] = self._slot(self._located(), text)
        elif code == "c":
            self.literal = text
        elif code[0] == "d":
            self.frame, self.literal = (self.literal, code[1:]), text
        elif code[0] in "qQ":
            self.capturing = code[1:]
            self.literal += text
        else:
            self._tag(code[0], int(code[1:]))
            self.literal = text
        if self.capturing:
            self.captured[self.capturing] = self.captured.get(self.capturing, "") + text

    def _tag(self, letter: str, number: int) -> None:
        standing = self.weave.standings[number]
        located = Located(standing.tag, standing.place)
        self.container, self.is_alone = standing.container, number in self.weave.alone
        if self.container not in self.surroundings:
            self.surroundings[self.container] = around(self.container)
        self.parts += (Literal(self.literal), located)
        word, span = self.weave.properties.get(number, ("", 1))
        if letter == "a":
            self.slots.append(Slot(located, property=word, span=span, plain=False))
        else:
            self.slots.append(Slot(located, bare=True) if letter == "v" else None)

    def _located(self) -> Located:
        last = self.parts[-1]
        assert isinstance(last, Located)  # an instruction of a tag has just been read
        return last

    def _slot(self, located: Located, after: str) -> Slot:
        """Return the slot of the value whose run has just begun."""
        room, is_copy = self.surroundings[self.container]
        if located.tag.scope is Scope.PARAGRAPH:
            return Slot(located, self.literal, after, between="", whole=True, room=room, is_copy=is_copy)
        (before, size), self.frame = self.frame, ("", "")
        if size:
            across, down = size.split("x")
            frame = Frame(self.literal, int(across), int(down))
            return Slot(located, before, after, frame=frame, plain=False, is_copy=is_copy)
        place, between = located.place, None
        if (
            self.container is not None
            and self.container.tag == _PARAGRAPH
            and isinstance(place, ParagraphRef)
        ):
            properties = self.captured.get(str(place.paragraph), "")
            between = f"</w:p>{PARAGRAPH_MARK}<w:p>{properties}"
        return Slot(located, self.literal, after, between, alone=self.is_alone, room=room, is_copy=is_copy)


def _mark_of(code: str) -> str | None:
    """Return the mark that stands for an instruction in the merged text, None for those of tags."""
    if code.startswith("l"):
        return f"{LIST_MARK}{code[1:]}{LIST_MARK}"
    return _MARKS.get(code)


def _split(weave: Weave, xml: str) -> _Splitter:
    head, *pieces = xml.split(f"<?{TARGET} ")
    splitter = _Splitter(weave)
    splitter.literal = head
    for piece in pieces:
        code, _, text = piece.partition("?>")
        splitter.take(code, text)
    return splitter

"""Cut the tags of a part out of its tree and leave processing instructions in their places.

The instructions, by their letter: `o` before the run of a printed value, `t` where its text goes, `c` behind
the run; `b` a steering tag; `a` the element of a property tag; `q` and `Q` around a paragraph's properties;
`p` before each paragraph; `z` at the end of a container that a tag may leave empty (see
`reportgen.template.containers`); `g` and `G` around a table to be fitted (`columns`); `l` the number of a
list, or where one begins anew (`numbering`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef
from reportgen.template.blocks import Standing
from reportgen.template.properties import CELL_TAGS, PROPERTY_TAGS, RESTART, set_property
from reportgen.template.scanner import Kind, Scope, Tag, opener_count, scan
from reportgen.word.runs import atoms, isolate, text_element
from reportgen.word.xml import qname

__all__ = ["TARGET", "Weave", "instruction", "weave_paragraphs"]

TARGET = "rg"
_PARAGRAPH, _PROPERTIES, _RUN = qname("w:p"), qname("w:pPr"), qname("w:r")
_CELL, _CELL_PROPERTIES = qname("w:tc"), qname("w:tcPr")
# What else a paragraph may hold that must not vanish with a tag: pictures, notes, the end of a section.
_THINGS = tuple(
    map(qname, ("w:drawing", "w:pict", "w:object", "w:footnoteReference", "w:endnoteReference", "w:sectPr"))
)
_FORGETTABLE = frozenset((_PROPERTIES, _RUN, qname("w:proofErr")))
_NUMBERED = ("o", "b", "a")  # the instructions that tell the number of a tag
_REPLACED = {Scope.PARAGRAPH: _PARAGRAPH, Scope.ROW: qname("w:tr"), Scope.CELL: _CELL}


@dataclass(slots=True)
class Weave:
    """What is gathered while the tags of one part are cut out of its tree.

    `properties` maps the number of a property tag to its word and the span that stood in its place; `alone`
    are the numbers of the printed values that have a paragraph to themselves; `restarts` are the tags by
    which a list begins anew, with their paragraphs; `columns` the cells and rows whose number of columns is
    for a tag to decide, with that tag. With `strict` false, what stands beside a placed tag vanishes with it,
    as in docxtpl.
    """

    file: str
    part: str
    strict: bool = True
    standings: list[Standing] = field(default_factory=list)
    properties: dict[int, tuple[str, int]] = field(default_factory=dict)
    touched: bool = False  # whether there was any tag, a comment too
    faults: list[Diagnostic] = field(default_factory=list)
    joins: list[tuple[etree._Element, Tag]] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)
    restarts: list[tuple[etree._Element, Tag, ParagraphRef]] = field(default_factory=list)
    columns: list[tuple[etree._Element, Tag, ParagraphRef]] = field(default_factory=list)
    openers: int = 0  # braces that may open a tag and stand whole in a text that was read

    def mark(self, letter: str, tag: Tag, place: ParagraphRef, container: etree._Element) -> etree._Element:
        """Return the instruction that stands for a tag in the tree, having noted the tag."""
        self.standings.append(Standing(tag, place, container))
        return instruction(f"{letter}{len(self.standings) - 1}")


def instruction(text: str) -> etree._Element:
    """Return the processing instruction that carries `text` through the serialiser."""
    return etree.ProcessingInstruction(TARGET, text)


def weave_paragraphs(weave: Weave, root: etree._Element) -> None:
    """Cut the tags of all paragraphs of a part; faults are gathered in `weave`."""
    for number, paragraph in enumerate(list(root.iter(_PARAGRAPH)), start=1):
        _weave_paragraph(weave, number, paragraph)


def _weave_paragraph(weave: Weave, number: int, paragraph: etree._Element) -> None:
    found = atoms(paragraph)
    text = "".join([atom.text for atom in found])
    if "{" in text:
        weave.openers += sum(opener_count(atom.text) for atom in found)
    place = ParagraphRef(weave.file, weave.part, number, text)
    tags, faults = scan(text, place, weave.strict)
    weave.faults += faults
    if not tags:
        return
    weave.touched = True
    if any(tag.scope in _REPLACED for tag in tags):
        _replace_whole(weave, paragraph, tags, place)
        return
    runs = isolate(found, [(tag.start, tag.end) for tag in tags])
    for tag, run in zip(tags, runs, strict=True):
        _replace_run(weave, paragraph, run, tag, place)
    if _is_alone(paragraph, tags, text):
        weave.alone.add(len(weave.standings) - 1)
    if any(tag.kind is Kind.OUTPUT for tag in tags):
        _mark_properties(paragraph, number)


# --- inside a paragraph
def _replace_run(
    weave: Weave, paragraph: etree._Element, run: etree._Element, tag: Tag, place: ParagraphRef
) -> None:
    parent = run.getparent()
    assert parent is not None  # it has just been put there
    if tag.kind is Kind.LITERAL:
        run.append(text_element(tag.body))
        return
    if tag.kind is Kind.OUTPUT:  # beside the run and not by its index, so that long paragraphs stay linear
        run.addprevious(weave.mark("o", tag, place, parent))
        run.addnext(instruction("c"))
        _open(run)
        return
    if tag.kind is not Kind.BLOCK or tag.word == RESTART or tag.word in PROPERTY_TAGS:
        _set_aside(weave, paragraph, run, tag, place)
        return
    mark = weave.mark("b", tag, place, parent)
    parent.replace(run, mark)
    if tag.trim_left or tag.trim_right:
        weave.joins.append((mark, tag))


def _set_aside(
    weave: Weave, paragraph: etree._Element, run: etree._Element, tag: Tag, place: ParagraphRef
) -> None:
    """Take away a tag that prints nothing where it stands: a comment, a property, where a list restarts."""
    parent = run.getparent()
    assert parent is not None  # as above
    parent.remove(run)
    if tag.kind is Kind.COMMENT:
        return
    if tag.word == RESTART:
        weave.restarts.append((paragraph, tag, place))
        return
    _set_property(weave, paragraph, tag, place)


def _open(run: etree._Element) -> etree._Element:
    """Return the empty run with a text to be filled."""
    text = text_element("")
    text.append(instruction("t"))
    run.append(text)
    return run


def _is_alone(paragraph: etree._Element, tags: Sequence[Tag], text: str) -> bool:
    """Tell whether the paragraph is there for one printed value only, and can give way to it."""
    tag = tags[0]
    if len(tags) > 1 or tag.kind is not Kind.OUTPUT or (text[: tag.start] + text[tag.end :]).strip():
        return False
    kept = (child.tag for child in paragraph if not isinstance(child, etree._ProcessingInstruction))
    return all(name in _FORGETTABLE for name in kept) and not _thing_in(paragraph)


def _mark_properties(paragraph: etree._Element, number: int) -> None:
    """Enclose the paragraph's properties, so that a value may begin another paragraph of the same kind."""
    properties = paragraph.find(_PROPERTIES)
    paragraph.insert(0, instruction(f"q{number}"))
    paragraph.insert(1 if properties is None else 2, instruction("Q"))


# --- properties
def _set_property(weave: Weave, paragraph: etree._Element, tag: Tag, place: ParagraphRef) -> None:
    kind = PROPERTY_TAGS[tag.word]
    element = next(paragraph.iterancestors(_CELL), None) if tag.word in CELL_TAGS else paragraph
    if element is None:
        weave.faults.append(fault("TP206", place.at_tag(tag.text), tag=tag.text))
        return
    body = kind.body or tag.body[len(tag.word) :].strip()
    value = replace(tag, kind=Kind.OUTPUT, body=body, typed=tag.text)
    mark = weave.mark("a", value, place, element)
    number = len(weave.standings) - 1
    weave.properties[number] = (tag.word, set_property(tag.word, element, mark))
    if tag.word in ("hm", "colspan"):
        weave.columns.append((element, tag, place))
    if tag.word == "hm":
        _only_first(weave, tag, place, element, around=True)
    elif tag.word == "vm":
        _only_first(weave, tag, place, element, around=False)


def _only_first(weave: Weave, tag: Tag, place: ParagraphRef, cell: etree._Element, *, around: bool) -> None:
    """Keep a cell, or else its content, to the first pass of the loop: its other copies are merged into
    it."""
    container = cell.getparent() if around else cell
    assert container is not None  # a cell stands in a row
    opening = weave.mark("b", replace(tag, body="if loop.first", typed=tag.text), place, container)
    closing = weave.mark("b", replace(tag, body="endif", typed=tag.text), place, container)
    if around:
        cell.addprevious(opening)
        cell.addnext(closing)
    else:
        cell.insert(1 if cell.find(_CELL_PROPERTIES) is not None else 0, opening)
        cell.append(closing)


# --- whole paragraphs, rows and cells
def _replace_whole(weave: Weave, paragraph: etree._Element, tags: Sequence[Tag], place: ParagraphRef) -> None:
    """Put the tags in the place of the paragraph, row or cell that their scope names."""
    leader = next(tag for tag in tags if tag.scope in _REPLACED)
    target: etree._Element | None = paragraph
    while target is not None and target.tag != _REPLACED[leader.scope]:
        target = target.getparent()
    container = target.getparent() if target is not None else None
    if target is None or container is None:
        weave.faults.append(fault("TP206", place.at_tag(leader.text), tag=leader.text))
        return
    if weave.strict and (loss := _loss(weave, leader, tags, place, target, paragraph)):
        weave.faults.append(loss)  # and go on: what the tag opens or ends is known all the same
    if leader.scope is Scope.CELL:
        weave.columns.append((container, leader, place))
    at = container.index(target)
    if leader.kind is Kind.OUTPUT:
        container[at : at + 1] = _whole_slot(weave, paragraph, leader, place, container)
        return
    container[at : at + 1] = [
        weave.mark("b", tag, place, container) for tag in tags if tag.kind is Kind.BLOCK
    ]


def _loss(
    weave: Weave,
    leader: Tag,
    tags: Sequence[Tag],
    place: ParagraphRef,
    target: etree._Element,
    paragraph: etree._Element,
) -> Diagnostic | None:
    """Return the fault of a placed tag with which a text, or something else, would vanish."""
    at_leader = place.at_tag(leader.text)
    if lost := _text_beside(tags, leader.scope, place.text) or _text_elsewhere(weave, target, paragraph):
        return fault("TP207", at_leader, tag=leader.text, lost=lost[:30])
    if thing := _thing_in(target):
        return fault("TP207", at_leader, hints=("thing",), tag=leader.text, lost=thing)
    return None


def _whole_slot(
    weave: Weave, paragraph: etree._Element, tag: Tag, place: ParagraphRef, container: etree._Element
) -> list[etree._Element]:
    """Return the paragraph of a `{{p` tag as a slot: its value may bring paragraphs or be text for this
    one."""
    [run] = isolate(atoms(paragraph), [(tag.start, tag.end)])
    for child in list(paragraph):
        if child.tag != _PROPERTIES:
            paragraph.remove(child)
    paragraph.append(_open(run))
    return [weave.mark("o", tag, place, container), paragraph, instruction("c")]


def _text_beside(tags: Sequence[Tag], scope: Scope, text: str) -> str:
    """Return the text of the paragraph that would vanish with it, a printed value and another scope's tag
    among it."""
    rest, position, printed = "", 0, [tag for tag in tags if tag.kind is Kind.OUTPUT]
    alone = len(printed) == len(tags) == 1  # a `{{p` tag that has its paragraph to itself
    for tag in tags:
        rest += text[position : tag.start]
        if (tag.kind is Kind.OUTPUT and not alone) or (tag.scope in _REPLACED and tag.scope is not scope):
            rest += tag.text
        position = tag.end
    return (rest + text[position:]).strip()


def _text_elsewhere(weave: Weave, target: etree._Element, paragraph: etree._Element) -> str:
    """Return the text of the other paragraphs of what is to vanish: of a row or cell, of a text box; and the
    first of the tags that were found in them already."""
    others = (other for other in target.iter(_PARAGRAPH) if other is not paragraph)
    text = "".join(atom.text for other in others for atom in atoms(other)).strip()
    marks = (mark.text or "" for mark in target.iter(etree.ProcessingInstruction))
    number = next((mark[1:] for mark in marks if mark[:1] in _NUMBERED), None)
    return text or (weave.standings[int(number)].tag.text if number else "")


def _thing_in(target: etree._Element) -> str:
    """Return the kind of the first picture, note or end of a section in what is to vanish."""
    return next((etree.QName(found).localname for found in target.iter(*_THINGS)), "")

"""Placeholders: a picture or chart of the template whose alternative text is a tag that yields another.

So an author sees a page as it will be, and sets size, position and wrapping with Word's own means. The
drawing stays; new are its graphic and its properties, in whose places the instructions `d` (with the size)
and `t` stand.
"""

from __future__ import annotations

from lxml import etree

from reportgen.diagnostics import fault
from reportgen.refs import ParagraphRef
from reportgen.template.scanner import Kind, Scope, Tag, scan
from reportgen.template.weaver import Weave, instruction
from reportgen.word.runs import paragraph_text, separate
from reportgen.word.xml import qname

__all__ = ["weave_placeholders"]

_PARAGRAPH = qname("w:p")
_PROPERTIES, _EXTENT, _GRAPHIC = qname("wp:docPr"), qname("wp:extent"), qname("a:graphic")
_DRAWING, _ALTERNATE = qname("w:drawing"), qname("mc:AlternateContent")
_TEXT = "descr"  # the attribute that holds the alternative text
_BRACES = tuple("{｛")


def weave_placeholders(weave: Weave, root: etree._Element) -> None:
    """Make a slot of each drawing whose alternative text is a tag; faults are gathered in `weave`.

    TP328 when the alternative text is more than one tag, or one that prints nothing.
    """
    tagged = [found for found in root.iter(_PROPERTIES) if _may_be_tag(found.get(_TEXT, ""))]
    if not tagged:
        return
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    for properties in tagged:
        paragraph = next(properties.iterancestors(_PARAGRAPH), None)
        if paragraph is not None:
            place = ParagraphRef(weave.file, weave.part, numbers[paragraph], paragraph_text(paragraph))
            _weave(weave, properties, place)


def _may_be_tag(text: str) -> bool:
    return any(brace in text for brace in _BRACES)


def _weave(weave: Weave, properties: etree._Element, place: ParagraphRef) -> None:
    text = properties.get(_TEXT, "")
    tags, faults = scan(text, place)
    weave.faults += faults
    if faults or not tags:
        return
    tag = tags[0]
    outside = (text[: tag.start] + text[tag.end :]).strip()
    if tag.kind is not Kind.OUTPUT or tag.scope not in (Scope.TEXT, Scope.RUN) or outside:
        weave.faults.append(fault("TP328", place.at_tag(tag.text), text=text.strip()))
        return
    drawing = next(properties.iterancestors(_DRAWING), None)
    run = drawing.getparent() if drawing is not None else None
    if drawing is not None and run is not None:
        weave.touched = True
        _make_slot(weave, run, drawing, tag, place)


def _make_slot(
    weave: Weave, run: etree._Element, drawing: etree._Element, tag: Tag, place: ParagraphRef
) -> None:
    """Give the drawing a run of its own, and put the instructions of a slot around and into it."""
    chosen = next(drawing.iterancestors(_ALTERNATE), None)
    if chosen is not None and (held := chosen.getparent()) is not None:  # with a copy for older programs
        held.replace(chosen, drawing)
        run = held
    own = separate(run, drawing)
    parent, frame = own.getparent(), drawing[0]  # wp:inline or wp:anchor
    assert parent is not None  # a run of a paragraph always stands in one
    own.addprevious(weave.mark("o", tag, place, parent))
    own.addnext(instruction("c"))
    extent = frame.find(_EXTENT)
    size = ("0", "0") if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
    for name, code in ((_PROPERTIES, "d" + "x".join(size)), (_GRAPHIC, "t")):
        for element in frame.findall(name):
            frame.replace(element, instruction(code))

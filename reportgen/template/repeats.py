"""Ids that must not stand twice: of pictures, bookmarks, comments and changes that a template repeats.

Where a loop, a macro or a block that is printed twice repeats such an element, a mark before it tells its id.
Once the merge is done, the first keeps it and each other one gets another; what can be only once, such as the
place that a name leads to, stands where it came first (ECMA-376-1, 20.4.2.5, 17.13). Ids that Word gives of
its own accord are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.template.blocks import closer_of
from reportgen.template.weaver import Weave, instruction
from reportgen.word.resources import Resources
from reportgen.word.xml import qname

__all__ = ["REPEATED", "Repeats", "mark_repeats", "next_id"]

REPEATED = "="
"""Begins the mark of an element with an id, among those of lists."""
_ENDS = ("endfor", "endmacro", "endcall", "endset")  # of the blocks that may be printed more than once
_FIRST_ID = 2_000_000  # of changes and controls; Word numbers those of a template from 0
_CHANGES = tuple(map(qname, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_DRAWING, _NUMBERING = qname("wp:docPr"), qname("w:numPr")
_CONTROL, _CONTROL_ID = qname("w:sdtPr"), qname("w:id")
_ONCE = {
    qname("w:bookmarkStart"): "b",
    qname("w:bookmarkEnd"): "B",
    qname("w:commentRangeStart"): "m",
    qname("w:commentRangeEnd"): "M",
    qname("w:commentReference"): "r",
}
_ATTRIBUTES = {"d": ' id="', "c": ' w:id="', "s": ' w:val="'}  # of a drawing, change or control, as written
_NEWER = "http://schemas.microsoft.com/office/word/2010/wordml"
_OWN = (f"{{{_NEWER}}}paraId", f"{{{_NEWER}}}textId")


def mark_repeats(weave: Weave, root: etree._Element) -> None:
    """Put a mark before each element with an id that tags of the part may repeat."""
    if not any(standing.tag.word in _ENDS for standing in weave.standings):
        return  # seldom worth a walk
    for element in list(_repeated(weave, root)):
        for name in _OWN:
            element.attrib.pop(name, "")
        kind, identity = _identity(element)
        if kind and identity.lstrip("-").isdecimal():
            element.addprevious(instruction(f"l{REPEATED}{kind}{identity}"))


def _repeated(weave: Weave, root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements between the tags of a loop, a macro or a block that is set."""
    depth = 0
    for element in root.iter():
        if isinstance(element, etree._ProcessingInstruction):
            code = element.text or ""
            tag = weave.standings[int(code[1:])].tag if code[:1] == "b" else None
            if tag is not None:
                depth += (closer_of(tag) in _ENDS) - (tag.word in _ENDS)
        elif depth > 0 and isinstance(element.tag, str):
            yield element


def _identity(element: etree._Element) -> tuple[str, str]:
    """Return what kind of id an element has, empty for none, and the id."""
    parent = element.getparent()
    if element.tag == _DRAWING:
        return "d", element.get("id") or ""
    if element.tag in _ONCE:
        return _ONCE[element.tag], element.get(qname("w:id")) or ""
    if element.tag in _CHANGES and parent is not None and parent.tag != _NUMBERING:
        return "c", element.get(qname("w:id")) or ""
    if element.tag == _CONTROL_ID and parent is not None and parent.tag == _CONTROL:
        return "s", element.get(qname("w:val")) or ""
    return "", ""


class Repeats:
    """The ids that a merged part has shown so far."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._met: set[str] = set()

    def told_apart(self, code: str, xml: str) -> str:
        """Return `xml`, which begins with the element that a mark tells of, with an id that is not taken."""
        if code not in self._met:
            self._met.add(code)
            return xml
        kind, identity = code[0], code[1:]
        if kind not in _ATTRIBUTES:
            return xml[xml.index(">") + 1 :]
        written = _ATTRIBUTES[kind]
        return xml.replace(f'{written}{identity}"', f'{written}{self._next(kind)}"', 1)

    def _next(self, kind: str) -> int:
        if kind != "d":
            return next_id(self._resources)
        return self._resources.next_drawing()


def next_id(resources: Resources) -> int:
    """Return an id for a tracked change or a content control that no other one of the document has."""
    found: int = resources.memory.get(Repeats, _FIRST_ID) + 1
    resources.memory[Repeats] = found
    return found

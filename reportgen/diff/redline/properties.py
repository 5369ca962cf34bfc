"""Properties that have changed, with the old ones told beside them (ECMA-376-1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.values import Cause
from reportgen.word.xml import qname

__all__ = ["Carry", "end_properties", "had", "mark_end", "own", "revised"]

_RPR, _SECT = qname("w:rPr"), qname("w:sectPr")
_MARKS = tuple(map(qname, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel")))
_NOT_TOLD = frozenset((*_MARKS, *map(qname, ("w:headerReference", "w:footerReference"))))
_BEHIND_MARK = (_SECT, qname("w:pPrChange"))  # what stands behind the properties of a paragraph's end
_PLACES = {  # of properties in what they belong to: behind these
    qname("w:trPr"): (qname("w:tblPrEx"),),
    qname("w:tblGrid"): (qname("w:tblPr"),),
    _SECT: None,  # the last of the body
}

Carry = Callable[[etree._Element], etree._Element]
"""Returns a copy of an old element that fits into the new file."""


def own(element: etree._Element, name: str) -> etree._Element:
    """Return the properties of an element, which are put in their place when it has none."""
    found = element.find(qname(name))
    if found is None:
        found = made(name)
        behind = _PLACES.get(found.tag, ())
        at = len(element) if behind is None else sum(1 for child in element if child.tag in behind)
        element.insert(at, found)
    return found


def had(properties: etree._Element | None, name: str, carry: Carry, *without: str) -> etree._Element:
    """Return a copy of old properties as they are told in a change of them, without its children of these
    names; empty ones for None."""
    if properties is None:
        return made(name)
    skipped = {*_NOT_TOLD, *map(qname, without)}
    copy = carry(properties)
    for child in [child for child in copy if child.tag in skipped]:
        copy.remove(child)
    return copy


def revised(properties: etree._Element, old: etree._Element, pen: Pen, cause: Cause, name: str = "") -> None:
    """Tell in properties what they were; the change is named after them (`w:pPrChange`) if not by `name`."""
    change = pen.change(name or f"w:{etree.QName(properties).localname}Change", cause)
    change.append(old)
    properties.append(change)


def mark_end(paragraph_properties: etree._Element, mark: etree._Element) -> None:
    """Say of the end of a paragraph that it was inserted, deleted or moved."""
    end_properties(paragraph_properties).insert(0, mark)


def end_properties(paragraph_properties: etree._Element) -> etree._Element:
    """Return the properties of a paragraph's end, which are put in their place when it has none."""
    found = paragraph_properties.find(_RPR)
    if found is None:
        found = made("w:rPr")
        behind = next((child for child in paragraph_properties if child.tag in _BEHIND_MARK), None)
        if behind is None:
            paragraph_properties.append(found)
        else:
            behind.addprevious(found)
    return found

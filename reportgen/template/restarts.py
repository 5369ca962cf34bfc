"""Lists of a sub-document that begin anew at each printing although their styles are the template's.

A style may number its paragraphs. Those of a sub-document would count on from those of the template, and from
the printing before; so they are given a list of their own that counts alike. Headings count on: their numbers
are those of the whole document.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy

from lxml import etree

from reportgen.template.lists import Lists, sheet_root
from reportgen.template.numbering import Numbering
from reportgen.word.resources import Resources
from reportgen.word.xml import qname

__all__ = ["begin_anew"]

_VALUE, _NUMBER, _KIND = qname("w:val"), qname("w:numId"), qname("w:abstractNumId")


def begin_anew(root: etree._Element, resources: Resources, made: dict[str, str]) -> None:
    """Give the paragraphs of `root` that their styles number a list of their own.

    `made` maps the number of a list to that of the one which takes its place in this printing.
    """
    if Numbering not in resources.memory and sheet_root(resources.package, "numbering") is None:
        return  # no list at all, and none shall be made
    lists = _lists(resources)
    for paragraph in root.iter(qname("w:p")):
        number, level = lists.of_style(paragraph)
        if number not in lists.counted:
            continue
        key = f"style {number}"
        if key not in made:
            made[key] = _another(Numbering.of(resources), resources.sheet("numbering"), number)
        numbering = lists.own_numbering(paragraph, level)
        for told in numbering.findall(_NUMBER):
            numbering.remove(told)
        at = 1 if numbering.find(qname("w:ilvl")) is not None else 0
        numbering.insert(at, etree.Element(_NUMBER, {_VALUE: made[key]}))


def _lists(resources: Resources) -> Lists:
    """Return the lists of the document as it has become; they only change where a style has been brought."""
    styles = resources.sheet("styles")
    key = (begin_anew, len(styles))
    if key not in resources.memory:
        resources.memory[key] = Lists.of_sheets(resources.sheet("numbering"), styles)
    found = resources.memory[key]
    assert isinstance(found, Lists)
    return found


def _another(numbering: Numbering, root: etree._Element, number: str) -> str:
    """Return the number of a new list of a new kind, both as those of the list of this `number`."""
    old = next(one for one in root.iter(qname("w:num")) if one.get(_NUMBER) == number)
    new = deepcopy(old)
    for reference in new.iter(_KIND):
        named = reference.get(_VALUE)
        kind = next(one for one in root.iter(qname("w:abstractNum")) if one.get(_KIND) == named)
        reference.set(_VALUE, numbering.add_kind(_untied(kind, len(root))))
    return numbering.add_list(new)


def _untied(kind: etree._Element, size: int) -> etree._Element:
    """Return a kind of list that no style is tied to, under an identity of its own."""
    new = deepcopy(kind)
    for tied in [*new.iter(qname("w:pStyle")), *new.iter(qname("w:styleLink"))]:
        parent = tied.getparent()
        assert parent is not None  # it stands in the kind or in one of its levels
        parent.remove(tied)
    for identity in new.findall(qname("w:nsid")):
        seed = f"{identity.get(_VALUE)}:{size}".encode()
        identity.set(_VALUE, hashlib.sha256(seed).hexdigest()[:8].upper())
    return new

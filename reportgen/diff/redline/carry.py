"""What old content needs to stand in the new file: its pictures, links, styles, lists and notes.

Styles keep their ids: one that the new file has is that, whatever it looks like; one that it lacks is brought
along. A list is brought along when the new file has another of its number, a member of the package when the
part has no relationship to an equal one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.diff.redline.pen import made
from reportgen.word.numbering import numberings
from reportgen.word.package import Package
from reportgen.word.parts import main_part, part_of_kind
from reportgen.word.relationships import Relationship, relationships, relationships_name
from reportgen.word.resources import PartResources, Resources
from reportgen.word.stylenames import STYLES
from reportgen.word.xml import copied, qname

if TYPE_CHECKING:
    from reportgen.template.adoption import Adoption

__all__ = ["Carrier", "Store"]

_ID, _VALUE, _TYPE = qname("w:id"), qname("w:val"), qname("w:type")
_RELATION = f"{{{etree.QName(qname('r:id')).namespace}}}"
_WORD = f"{{{etree.QName(_ID).namespace}}}"
_STYLES = {
    qname("w:pStyle"): "paragraph",
    qname("w:rStyle"): "character",
    qname("w:tblStyle"): "table",
}
_TIED = frozenset(map(qname, ("w:basedOn", "w:link", "w:next")))
_NUMBER = qname("w:numId")
_NOTES = {qname("w:footnoteReference"): "footnote", qname("w:endnoteReference"): "endnote"}
_NUMBERED = frozenset(map(qname, ("wp:docPr", "pic:cNvPr")))
_LEFT = frozenset(
    map(
        qname,
        (
            "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd",
            "w:commentReference", "w:permStart", "w:permEnd", "w:headerReference", "w:footerReference",
        ),
    )
)  # fmt: skip


class Store:
    """What a new file gains from an old one as a whole: styles and lists."""

    def __init__(self, old: Package, resources: Resources) -> None:
        self.old, self.resources = old, resources
        self._known_styles: set[str] = set()
        self._old_styles: dict[str, etree._Element] = {}
        if _sheet(old) != _sheet(resources.package):  # of equal sheets none lacks a style
            self._known_styles = set(_styles(resources.package))
            self._old_styles = _styles(old)
        self._old_lists = numberings(old)
        self._new_lists = numberings(resources.package)
        self._adoption: Adoption | None = None

    def style(self, identity: str) -> None:
        """See to it that the new file has a style of this id, if the old one has."""
        style = self._old_styles.get(identity)
        if style is None or identity in self._known_styles:
            return
        self._known_styles.add(identity)
        new = copied(style)
        new.attrib.pop(qname("w:default"), "")
        sheet = self.resources.sheet("styles")
        _name_apart(new, sheet)
        sheet.append(new)
        for child in new.iter(*_TIED):
            self.style(child.get(_VALUE) or "")
        for child in new.iter(_NUMBER):
            child.set(_VALUE, self.list(child.get(_VALUE) or ""))

    def list(self, number: str) -> str:
        """Return the number that a list of the old file has in the new one."""
        look = self._old_lists.get(number)
        if look is None or self._new_lists.get(number) == look:
            return number
        if self._adoption is None:
            self._adoption = _adoption(self.old, self.resources.of_part(main_part(self.resources.package)))
        return self._adoption.list(number)


def _sheet(package: Package) -> tuple[str, str]:
    """Return what tells equal sheets of styles."""
    name = part_of_kind(package, STYLES)
    return name, package.checksum(name) if name else ""


def _adoption(old: Package, part: PartResources) -> Adoption:
    from reportgen.template.adoption import Adoption  # few redlines bring anything along

    return Adoption(old, part)


def _styles(package: Package) -> dict[str, etree._Element]:
    from reportgen.template.lists import sheet_root  # the sheets of most files that are compared are equal
    from reportgen.template.styles import StyleSheet

    return StyleSheet.of(sheet_root(package, "styles")).by_id


def _name_apart(style: etree._Element, sheet: etree._Element) -> None:
    """Give a style a name that none of its kind has: two of one name are one to Word."""
    from reportgen.template.styles import name_of

    taken = {name_of(one).casefold() for one in sheet if one.get(_TYPE) == style.get(_TYPE)}
    name, number = name_of(style), 1
    free = name
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    for told in style.findall(qname("w:name")):
        told.set(_VALUE, free)


class Carrier:
    """Copies content of a part of the old file into a part of the new one. `note` brings a note along and
    returns its new id; `ignored` is told of the namespaces that the old part has programs ignore."""

    def __init__(
        self,
        store: Store,
        old_part: str,
        part: PartResources,
        note: Callable[[str, str], str],
        ignored: Callable[[Mapping[str, str]], None],
        ignorable: Mapping[str, str],  # namespace → prefix
    ) -> None:
        self.store, self.old_part, self.part = store, old_part, part
        self.note, self.ignored, self.ignorable = note, ignored, ignorable
        self._old: Mapping[str, Relationship] | None = None
        self._known: Mapping[tuple[str, tuple[str, bool]], str] = {}
        self._adoption: Adoption | None = None

    def copy(self, element: etree._Element) -> etree._Element:
        """Return a copy of an old element, with all that it refers to brought along."""
        twin = copied(element)
        twin.tail = None
        left = [node for node in twin.iter() if self._fit(node)]
        for node in left:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
        return twin

    def shell(self, element: etree._Element, *names: str) -> etree._Element:
        """Return a copy of an old element with its attributes and with those children alone that have one
        of the names."""
        twin = made(f"w:{etree.QName(element).localname}")
        for name, value in element.attrib.items():
            twin.set(str(name), str(value))
        self._fit(twin)
        twin.extend(self.copy(child) for child in element.iterchildren(*map(qname, names)) if names)
        return twin

    def _fit(self, node: etree._Element) -> bool:
        """Fit one element into the new file, and tell whether it is to be left out."""
        if not isinstance(node.tag, str) or node.tag in _LEFT:
            return True
        if node.tag in _STYLES:
            self.store.style(node.get(_VALUE) or "")
        elif node.tag == _NUMBER:
            node.set(_VALUE, self.store.list(node.get(_VALUE) or ""))
        elif node.tag in _NUMBERED:
            node.set("id", str(self.part.next_drawing()))
        elif node.tag in _NOTES:
            node.set(_ID, self.note(_NOTES[node.tag], node.get(_ID) or ""))
        self._note_ignored(node.tag)
        for name, value in list(node.attrib.items()):
            self._fit_attribute(node, str(name), str(value))
        return False

    def _fit_attribute(self, node: etree._Element, name: str, value: str) -> None:
        if name.startswith(_RELATION):
            node.set(name, self._related(value))
        elif name.startswith("{") and not name.startswith(_WORD):
            if name.endswith(("}paraId", "}textId")):  # of a paragraph: to be unique in the file
                del node.attrib[name]
            else:
                self._note_ignored(name)

    def _note_ignored(self, name: str) -> None:
        space = name.partition("}")[0].lstrip("{")
        if space in self.ignorable:
            self.ignored({space: self.ignorable[space]})

    def _related(self, identity: str) -> str:
        """Return the id of the new part's relationship to what one of the old part leads to."""
        package, own = self.store.resources.package, self.part.name
        if self._old is None or self._adoption is None:
            self._old = relationships(self.store.old, self.old_part)
            self._known = {
                (one.kind, _content(package, one)): one.identity
                for one in relationships(package, own).values()
            }
            self._adoption = _adoption(self.store.old, self.part)
        found = self._old.get(identity)
        if found is None:
            return identity
        known = self._known.get((found.kind, _content(self.store.old, found)))
        if known is not None:
            return known
        target = found.target if found.external else self._adoption.member(found.target)
        return self.part.relate(found.kind, target, external=found.external, as_it_is=True)


def _content(package: Package, found: Relationship) -> tuple[str, bool]:
    """Return what is at the end of a relationship: an address, or what tells equal members; of one that has
    relationships of its own its name, and which file it is of."""
    if found.external or found.target not in package:
        return found.target, False
    if relationships_name(found.target) in package:
        return f"{id(package)}:{found.target}", True
    return package.checksum(found.target), True

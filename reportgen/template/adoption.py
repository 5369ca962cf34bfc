"""What one Word document takes over from another when its content is inserted: styles, lists, pictures,
notes.

The rule is that of Word's "use destination styles": a style of the same name is that of the receiving
document, a missing one is brought along with those it builds upon. Lists are always brought along, so that
they begin anew.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from reportgen.template.lists import sheet_root
from reportgen.template.numbering import Numbering
from reportgen.template.styles import StyleSheet, name_of
from reportgen.word.package import Package
from reportgen.word.parts import content_types, main_part
from reportgen.word.relationships import Relationship, relationships, relationships_name, relationships_root
from reportgen.word.resources import PartResources, Resources
from reportgen.word.xml import qname, serialised

__all__ = ["Adoption"]

_VALUE, _NUMBER = qname("w:val"), qname("w:numId")
_RELATION = f"{{{etree.QName(qname('r:id')).namespace}}}"
_USES = {
    qname("w:pStyle"): "paragraph",
    qname("w:rStyle"): "character",
    qname("w:tblStyle"): "table",
    qname("w:basedOn"): "",
    qname("w:link"): "",
    qname("w:next"): "",
    qname("w:numStyleLink"): "numbering",
    qname("w:styleLink"): "numbering",
}
_DEFAULT_STYLES = {
    qname("w:p"): ("w:pPr", "w:pStyle", "paragraph"),
    qname("w:tbl"): ("w:tblPr", "w:tblStyle", "table"),
}


@dataclass(slots=True)
class Adoption:
    """One document's content on its way into another: what was taken over already, by its old id.

    `brought` are the old ids of the styles that were missing.
    """

    source: Package
    part: PartResources
    styles: dict[str, str] = field(default_factory=dict)
    brought: set[str] = field(default_factory=set)
    lists: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    _sheet: StyleSheet | None = None

    @property
    def resources(self) -> Resources:
        """What the receiving document gains."""
        return self.part.shared

    # --- styles
    def adopt_styles(self, root: etree._Element) -> None:
        """Have every style that the elements of `root` refer to be one of the receiving document."""
        for element in list(root.iter(*_USES)):
            named = element.get(_VALUE) or ""
            element.set(_VALUE, self.style(named) or named)

    def style(self, identity: str) -> str:
        """Return the receiving document's id of a style, which is brought along if its name is new there."""
        if identity in self.styles:
            return self.styles[identity]
        style = self._source_styles().by_id.get(identity)
        if style is None:
            return ""
        kind = style.get(qname("w:type")) or "paragraph"
        target = self._target_styles()
        is_default = self._source_styles().defaults.get(kind) == identity
        known = target.find(kind, name_of(style)) or (target.defaults.get(kind) if is_default else None)
        if known is not None:
            self.styles[identity] = known
            return known
        return self._bring_style(style, identity, target)

    def _bring_style(self, style: etree._Element, identity: str, target: StyleSheet) -> str:
        new = deepcopy(style)
        free = next(name for name in _numbered_names(identity) if name not in target.by_id)
        self.styles[identity] = free  # before those it builds upon: styles may name each other
        self.brought.add(identity)
        new.set(qname("w:styleId"), free)
        new.attrib.pop(qname("w:default"), "")
        target.note(new)
        self.adopt_styles(new)
        self.adopt_lists(new)
        self.resources.sheet("styles").append(new)
        return free

    def _source_styles(self) -> StyleSheet:
        if self._sheet is None:
            self._sheet = StyleSheet.of(sheet_root(self.source, "styles"))
        return self._sheet

    def _target_styles(self) -> StyleSheet:
        key = (Adoption, "styles")
        if key not in self.resources.memory:
            self.resources.memory[key] = StyleSheet.of(self.resources.sheet("styles"))
        found = self.resources.memory[key]
        assert isinstance(found, StyleSheet)
        return found

    # --- lists
    def adopt_lists(self, root: etree._Element) -> None:
        """Have every list that the elements of `root` belong to be one of the receiving document."""
        for element in list(root.iter(_NUMBER)):
            if (number := element.get(_VALUE) or "0") != "0":
                element.set(_VALUE, self.list(number))

    def list(self, number: str) -> str:
        """Return the number that a list has in the receiving document, "0" for one that is not defined."""
        if number not in self.lists:
            self.lists[number] = "0"
            numbering = sheet_root(self.source, "numbering")
            element = _numbered(numbering, "w:num", qname("w:numId"), number)
            kind = element.find(qname("w:abstractNumId")) if element is not None else None
            if element is not None and kind is not None:
                self.lists[number] = self._bring_list(numbering, element, kind)
        return self.lists[number]

    def _bring_list(
        self, numbering: etree._Element | None, element: etree._Element, kind: etree._Element
    ) -> str:
        old = kind.get(_VALUE) or ""
        definition = _numbered(numbering, "w:abstractNum", qname("w:abstractNumId"), old)
        if definition is None:
            return "0"
        target = Numbering.of(self.resources)
        key = f"kind {old}"
        if key not in self.lists:
            self.lists[key] = target.add_kind(self._definition(definition, old))
        new = deepcopy(element)
        for reference in new.findall(qname("w:abstractNumId")):
            reference.set(_VALUE, self.lists[key])
        for level in new.iter(qname("w:lvl")):
            self._clean_level(level)
        self.adopt_styles(new)
        return target.add_list(new)

    def _definition(self, definition: etree._Element, old: str) -> etree._Element:
        """Return the kind of a list as the receiving document takes it: under an identity of its own."""
        new = deepcopy(definition)
        for level in new.iter(qname("w:lvl")):
            self._clean_level(level)
        self.adopt_styles(new)
        size = len(self.resources.sheet("numbering"))
        seed = f"{old}:{size}:".encode() + self.source.part(main_part(self.source))
        for identity in new.findall(qname("w:nsid")):
            identity.set(_VALUE, hashlib.sha256(seed).hexdigest()[:8].upper())
        return new

    def _clean_level(self, level: etree._Element) -> None:
        """Take out what a level refers to and what does not come along: a style that the receiving document
        has, with a list of its own or none, and a picture for a bullet."""
        for tied in level.findall(qname("w:pStyle")):
            if tied.get(_VALUE) not in self.brought:
                level.remove(tied)
        for picture in level.findall(qname("w:lvlPicBulletId")):
            level.remove(picture)

    # --- parts
    def adopt_parts(self, root: etree._Element, part: str) -> None:
        """Have every relationship that the elements of `root`, content of the source's `part`, refer to be
        one of the receiving part."""
        known = relationships(self.source, part)
        for element in list(root.iter()):
            for name, value in list(element.attrib.items()):
                if str(name).startswith(_RELATION) and str(value) in known:
                    element.set(str(name), self._relate(known[str(value)]))

    def _relate(self, found: Relationship) -> str:
        if found.external:
            return self.part.relate(found.kind, found.target, external=True)
        return self.part.relate(found.kind, self.member(found.target))

    def member(self, name: str) -> str:
        """Return the name in the receiving document of a member, brought along with all that it refers to."""
        if name in self.members or name not in self.source:
            return self.members.get(name, name)
        data, kind = self.source.part(name), content_types(self.source).get(name, "")
        stem, extension = posixpath.splitext(name)
        pattern = f"{stem.rstrip('0123456789').replace('{', '').replace('}', '')}{{}}{extension}"
        if relationships_name(name) not in self.source:
            self.members[name] = self.resources.add(pattern, data, content_type=kind)
            return self.members[name]
        self.members[name] = new = self.resources.free_name(pattern)
        self.resources.put(new, data, content_type=kind)
        self.resources.put(relationships_name(new), self._relationships_of(name, new))
        return new

    def _relationships_of(self, name: str, new: str) -> bytes:
        """Return the relationships of a member under its new name, the ids as they were."""
        root, known = relationships_root(self.source, name), relationships(self.source, name)
        for element in root:
            found = known.get(element.get("Id", ""))
            if found is not None and not found.external:
                element.set("Target", posixpath.relpath(self.member(found.target), posixpath.dirname(new)))
        return serialised(root)

    # --- notes
    def notes(self, kind: str) -> Mapping[str, etree._Element]:
        """Return the source's "footnotes" or "endnotes" by their ids."""
        root = sheet_root(self.source, kind)
        return {element.get(qname("w:id")) or "": element for element in (root if root is not None else ())}

    def notes_part(self, kind: str) -> str:
        """Return the name of the source's part that holds its notes of a kind."""
        found = relationships(self.source, main_part(self.source)).values()
        return next((one.target for one in found if one.kind.endswith(f"/{kind}")), "")

    def name_defaults(self, root: etree._Element) -> None:
        """Name the default style where none is named and the receiving document calls its default
        otherwise."""
        for kind_of_element, (properties_name, style_name, kind) in _DEFAULT_STYLES.items():
            default = self._source_styles().defaults.get(kind)
            if default is None or self.style(default) == self._target_styles().defaults.get(kind):
                continue
            for element in root.iter(kind_of_element):
                _name_style(element, properties_name, style_name, default)


def _name_style(element: etree._Element, properties_name: str, style_name: str, identity: str) -> None:
    properties = element.find(qname(properties_name))
    if properties is None:
        properties = etree.Element(qname(properties_name))
        element.insert(0, properties)
    if properties.find(qname(style_name)) is None:
        properties.insert(0, etree.Element(qname(style_name), {_VALUE: identity}))


def _numbered(root: etree._Element | None, name: str, attribute: str, number: str) -> etree._Element | None:
    elements = root.findall(qname(name)) if root is not None else []
    return next((element for element in elements if element.get(attribute) == number), None)


def _numbered_names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}{number}" for number in count(2))

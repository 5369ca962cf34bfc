"""The styles of the template that is being merged: found by what Word shows, or by what it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from reportgen.diagnostics import fault
from reportgen.refs import Place
from reportgen.template.lists import sheet_root
from reportgen.template.nearest import nearest
from reportgen.word.resources import Resources
from reportgen.word.xml import qname

__all__ = ["StyleSheet", "style_id"]

_STYLE, _ID, _TYPE, _DEFAULT = qname("w:style"), qname("w:styleId"), qname("w:type"), qname("w:default")
_NAME, _VALUE = qname("w:name"), qname("w:val")
_YES = ("1", "true", "on")


@dataclass(slots=True)
class StyleSheet:
    """Styles by their id, and by kind and name; Word takes names as equal whatever their capitals."""

    by_id: dict[str, etree._Element]
    by_name: dict[tuple[str, str], str]
    defaults: dict[str, str]

    @classmethod
    def of(cls, root: etree._Element | None) -> StyleSheet:
        """Return the styles of a w:styles element, none for None."""
        made = cls({}, {}, {})
        for style in root.findall(_STYLE) if root is not None else ():
            made.note(style)
        return made

    def note(self, style: etree._Element) -> None:
        """Take a style in."""
        kind, identity = style.get(_TYPE) or "paragraph", style.get(_ID) or ""
        self.by_id[identity] = style
        self.by_name.setdefault((kind, name_of(style).casefold()), identity)
        if style.get(_DEFAULT) in _YES:
            self.defaults[kind] = identity

    def names(self, kind: str) -> list[str]:
        """Return the names of the styles of a kind: "paragraph", "character", "table" or "numbering"."""
        return [name_of(style) for style in self.by_id.values() if style.get(_TYPE) == kind]

    def find(self, kind: str, named: str) -> str | None:
        """Return the id of the style that bears this name or id, or None."""
        found = self.by_name.get((kind, named.casefold()))
        if found is None and named in self.by_id and self.by_id[named].get(_TYPE) == kind:
            return named
        return found


def name_of(style: etree._Element) -> str:
    """Return the name of a style as Word shows it."""
    name = style.find(_NAME)
    return (name.get(_VALUE) or "") if name is not None else ""


def style_id(resources: Resources, kind: str, named: str, place: Place) -> str:
    """Return the id of the template's style of this name; an unknown one is a fault of the merge (TP311)."""
    sheet = _of_template(resources)
    found = sheet.find(kind, named)
    if found is None:
        near = nearest(named, sheet.names(kind))
        hints = ("nearest",) if near else ()
        resources.faults.append(fault("TP311", place, hints=hints, name=named, kind=kind, nearest=near))
    return found or named


def _of_template(resources: Resources) -> StyleSheet:
    if StyleSheet not in resources.memory:
        resources.memory[StyleSheet] = StyleSheet.of(sheet_root(resources.package, "styles"))
    found: Any = resources.memory[StyleSheet]
    assert isinstance(found, StyleSheet)
    return found

"""Which list a paragraph belongs to: by its own properties, or by those of its style (ECMA-376-1, 17.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reportgen.template.properties import BEFORE_INDENT
from reportgen.word.package import Package
from reportgen.word.parts import main_part
from reportgen.word.relationships import relationships
from reportgen.word.xml import qname, word_root

__all__ = ["Lists", "sheet_root"]

_PROPERTIES, _NUMBERING, _STYLE = qname("w:pPr"), qname("w:numPr"), qname("w:pStyle")
_NUMBER, _LEVEL, _VALUE, _INDENT = qname("w:numId"), qname("w:ilvl"), qname("w:val"), qname("w:ind")
_OUTLINE = qname("w:outlineLvl")
_BEFORE_NUMBERING = frozenset(
    map(qname, ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl"))
)
_DEPTH = 12  # of styles that build upon each other; Word allows 11


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of lists, with what it takes from the styles below it."""

    number: str = ""
    level: int = 0
    indent: etree._Element | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a template: `counted` are the numbers of those that count rather than show a bullet."""

    counted: frozenset[str] = frozenset()
    styles: Mapping[str, _Style] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, package: Package) -> Lists:
        """Return the lists of a template, none when it has no numbering."""
        numbering = sheet_root(package, "numbering")
        return cls() if numbering is None else cls.of_sheets(numbering, sheet_root(package, "styles"))

    @classmethod
    def of_sheets(cls, numbering: etree._Element, styles: etree._Element | None) -> Lists:
        """Return the lists that a document's numbering and styles tell."""
        kinds = {
            element.get(qname("w:abstractNumId")): element
            for element in numbering.findall(qname("w:abstractNum"))
        }
        counted = frozenset(
            number.get(_NUMBER) or ""
            for number in numbering.findall(qname("w:num"))
            if _counts(kinds.get(_value(number, "w:abstractNumId")))
        )
        by_id = {
            style.get(qname("w:styleId")) or "": style
            for style in (styles if styles is not None else ())
            if style.get(qname("w:type")) == "paragraph"
        }
        default = next((name for name, style in by_id.items() if style.get(qname("w:default"))), "")
        linked = _linked_levels(numbering)
        return cls(counted, {name: _styled(name, by_id, linked) for name in by_id}, default)

    def of_paragraph(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the number of the paragraph's list, empty when it is in none, and its level."""
        properties = paragraph.find(_PROPERTIES)
        style = self._style_of(properties)
        numbering = properties.find(_NUMBERING) if properties is not None else None
        if numbering is None:
            return (style.number if style.number != "0" else ""), style.level
        number = _value(numbering, "w:numId") or style.number
        level = _value(numbering, "w:ilvl")
        return (number if number != "0" else ""), int(level) if level.isdecimal() else style.level

    def of_style(self, paragraph: etree._Element) -> tuple[str, int]:
        """Return the list, and the level in it, of a paragraph that its style alone numbers, and not as a
        heading; else an empty text."""
        properties = paragraph.find(_PROPERTIES)
        style = self._style_of(properties)
        own = properties.find(_NUMBERING) if properties is not None else None
        if style.is_heading or (own is not None and own.find(_NUMBER) is not None):
            return "", 0
        return self.of_paragraph(paragraph)

    def own_numbering(self, paragraph: etree._Element, level: int) -> etree._Element:
        """Return the paragraph's own w:numPr, made if its style alone told the list.

        The indent of the style is told as well then, for a paragraph's own list would bring that of the list.
        """
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            properties = etree.Element(_PROPERTIES)
            paragraph.insert(0, properties)
        numbering = properties.find(_NUMBERING)
        if numbering is None:
            numbering = etree.Element(_NUMBERING)
            etree.SubElement(numbering, _LEVEL, {_VALUE: str(level)})
            at = sum(1 for child in properties if child.tag in _BEFORE_NUMBERING)
            properties.insert(at, numbering)
            self._keep_indent(properties)
        return numbering

    def _keep_indent(self, properties: etree._Element) -> None:
        indent = self._style_of(properties).indent
        if indent is not None and properties.find(_INDENT) is None:
            at = sum(1 for child in properties if child.tag in BEFORE_INDENT)
            properties.insert(at, deepcopy(indent))

    def _style_of(self, properties: etree._Element | None) -> _Style:
        named = _value(properties, "w:pStyle") if properties is not None else ""
        return self.styles.get(named or self.default, _Style())


def sheet_root(package: Package, kind: str) -> etree._Element | None:
    """Return the root of the document's one part of a `kind`, such as "styles" or "numbering", or None."""
    for found in relationships(package, main_part(package)).values():
        if found.kind.endswith(f"/relationships/{kind}") and found.target in package:
            return word_root(package.part(found.target), package.file, found.target)
    return None


def _counts(kind: etree._Element | None) -> bool:
    """Tell whether a kind of list has a level that counts."""
    if kind is None:
        return False
    formats = [form.get(_VALUE) for form in kind.iter(qname("w:numFmt"))]
    return not formats or any(form not in ("bullet", "none") for form in formats)


def _linked_levels(numbering: etree._Element) -> dict[str, int]:
    """Return the level of each style that a level of a list names as its own."""
    return {
        _value(level, "w:pStyle"): int(level.get(_LEVEL) or 0)
        for level in numbering.iter(qname("w:lvl"))
        if level.find(_STYLE) is not None
    }


def _styled(name: str, by_id: Mapping[str, etree._Element], linked: Mapping[str, int]) -> _Style:
    """Return what the style `name` says, or else the styles below it."""
    number, level, indent, is_heading = "", 0, None, False
    for style in _chain(name, by_id):
        if not number and (number := _value(style, "w:pPr/w:numPr/w:numId")):
            told = _value(style, "w:pPr/w:numPr/w:ilvl")
            level = int(told) if told.isdecimal() else linked.get(style.get(qname("w:styleId")) or "", 0)
        if indent is None:
            indent = style.find(f"{_PROPERTIES}/{_INDENT}")
        is_heading = is_heading or style.find(f"{_PROPERTIES}/{_OUTLINE}") is not None
    return _Style(number, level, indent, is_heading)


def _chain(name: str, by_id: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    for _ in range(_DEPTH):
        style = by_id.get(name)
        if style is None:
            return
        yield style
        name = _value(style, "w:basedOn")


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(map(qname, path.split("/"))))
    return (found.get(_VALUE) or "") if found is not None else ""

"""What the styles of a Word file are called: programs give them ids as they like, and keep their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from reportgen.word.package import Package, Stored
from reportgen.word.parts import part_of_kind
from reportgen.word.xml import child_named, parsed, qname

__all__ = ["STYLES", "style_key", "style_names", "styles_tree"]

STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STYLE, _ID, _NAME, _VALUE = qname("w:style"), qname("w:styleId"), qname("w:name"), qname("w:val")
_DEFAULT, _TYPE = qname("w:default"), qname("w:type")
_BUILT_IN = frozenset({"normal", "default paragraph font", "normal table", "no list"})
"""The styles that hold where none is told, if no other of their kind is marked: LibreOffice marks none."""


def style_key(identity: str) -> str:
    """Return the key of a style in a mapping that also says what relationships lead to."""
    return f"style {identity}"


def style_names(package: Package) -> Mapping[str, str]:
    """Return `style_key` → the name of each style, empty for those that hold where none is told."""
    name = part_of_kind(package, STYLES)
    return _names(package.stored(name)) if name else {}


def styles_tree(package: Package) -> Mapping[str, etree._Element]:
    """Return the name of the part with the styles → its tree, which is not to be changed; nothing where there
    is no such part."""
    name = part_of_kind(package, STYLES)
    return {name: _tree(package.stored(name))} if name else {}


@lru_cache(maxsize=1)  # a redline asks for it once more; one, for it is often the largest part of a file
def _tree(sheet: Stored) -> etree._Element:
    return parsed(sheet.member.data, sheet.file, sheet.member.name)


@lru_cache(maxsize=4)  # each part of a file asks for it, and drafts of one template have the same styles
def _names(sheet: Stored) -> Mapping[str, str]:
    found: dict[str, str] = {}
    styles = list(_tree(sheet).iterchildren(_STYLE))
    marked = {style.get(_TYPE) for style in styles if _is_marked(style)}
    for style in styles:
        identity = style.get(_ID) or ""
        name = child_named(style, _NAME)
        told = ((name.get(_VALUE) if name is not None else None) or identity).casefold()
        is_default = _is_marked(style) or (told in _BUILT_IN and style.get(_TYPE) not in marked)
        found[style_key(identity)] = "" if is_default else told
    return found


def _is_marked(style: etree._Element) -> bool:
    return style.get(_DEFAULT) in ("1", "true", "on")

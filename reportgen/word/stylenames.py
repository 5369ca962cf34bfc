"""What the styles of a Word file are called: programs give them ids as they like, and keep their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportgen.word.package import Package
from reportgen.word.parts import part_of_kind
from reportgen.word.xml import parsed, qname

__all__ = ["STYLES", "style_key", "style_names"]

STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_STYLE, _ID, _NAME, _VALUE = qname("w:style"), qname("w:styleId"), qname("w:name"), qname("w:val")
_DEFAULT = qname("w:default")


def style_key(identity: str) -> str:
    """Return the key of a style in a mapping that also says what relationships lead to."""
    return f"style {identity}"


def style_names(package: Package) -> Mapping[str, str]:
    """Return `style_key` → the name of each style, empty for those that hold where none is told."""
    name = part_of_kind(package, STYLES)
    return _names(package.file, name, package.part(name)) if name else {}


@lru_cache(maxsize=4)  # each part of a file asks for it
def _names(file: str, part: str, data: bytes) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for style in parsed(data, file, part).iterchildren(_STYLE):
        identity = style.get(_ID) or ""
        is_default = style.get(_DEFAULT) in ("1", "true", "on")
        name = style.find(_NAME)
        told = (name.get(_VALUE) if name is not None else None) or identity
        found[style_key(identity)] = "" if is_default else told.casefold()
    return found

"""What a part of an Office file points to: other parts, and addresses outside (ECMA-376-2, 8.5 and 9.3)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from lxml import etree

from reportgen.word.package import Package
from reportgen.word.xml import parsed, qname

__all__ = ["Relationship", "part_of", "relationships", "relationships_name", "relationships_root"]

_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relationship(NamedTuple):
    """A relationship of a part: its `kind` is the whole type, its `target` a member's name or, when it is
    `external`, an address."""

    identity: str
    kind: str
    target: str
    external: bool = False


def relationships_name(part: str) -> str:
    """Return the name of the member that holds the relationships of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def part_of(name: str) -> str:
    """Return the part whose relationships the member `name` holds, empty for those of the package."""
    folder, own = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))


def relationships_root(package: Package, part: str) -> etree._Element:
    """Return the root of the part's relationships, an empty one when it has none."""
    name = relationships_name(part)
    empty = f'<Relationships xmlns="{_NAMESPACE}"/>'.encode()
    return parsed(package.part(name) if name in package else empty, package.file, name)


def relationships(package: Package, part: str) -> dict[str, Relationship]:
    """Return the relationships of `part` by their ids."""
    return {
        element.get("Id", ""): _relationship(element, posixpath.dirname(part))
        for element in relationships_root(package, part).iter(qname("rel:Relationship"))
    }


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)

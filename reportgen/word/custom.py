"""Custom XML parts: data of a program's own that travels inside a Word file (ECMA-376-1, 22.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

from lxml import etree

from reportgen.word.package import Member, Package, deflated
from reportgen.word.parts import CONTENT_TYPES, main_part, types_member
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["custom_part", "element", "with_custom_part"]

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATIONSHIP, _OVERRIDE = qname("rel:Relationship"), qname("ct:Override")


def element(name: str, attributes: dict[str, str], namespace: str) -> etree._Element:
    """Return an element of a custom vocabulary; children are appended to it."""
    unprefixed: Any = {None: namespace}  # lxml-stubs knows of prefixes only
    return etree.Element(f"{{{namespace}}}{name}", attributes, nsmap=unprefixed)


def with_custom_part(package: Package, members: Sequence[Member], root: etree._Element) -> tuple[Member, ...]:
    """Return `members` of `package` with one custom XML part more, which holds `root`, related to the main
    part."""
    main = main_part(package)
    folder, _, name = main.rpartition("/")
    relationships = f"{folder}/_rels/{name}.rels".lstrip("/")
    number = next(n for n in count(1) if not any(name in package for name in _names(n)))
    namespace = etree.QName(root).namespace or ""
    changed = {
        types_member(package): _add_override(package, number),
        relationships: _add_relationship(package, relationships, f"/{_names(number)[0]}"),
    }
    kept = [
        deflated(member.name, changed.pop(member.name)) if member.name in changed else member
        for member in members
    ]
    added = {**changed, **_item(number, namespace, serialised(root))}
    return (*kept, *(deflated(name, data) for name, data in added.items()))


def custom_part(package: Package, namespace: str) -> etree._Element | None:
    """Return the root of the custom XML part whose elements are of `namespace`, or None."""
    wanted = namespace.encode()
    for name in package.names:
        if name.startswith("customXml/item") and wanted in (data := package.part(name)):
            root = parsed(data, package.file, name)
            if etree.QName(root).namespace == namespace:
                return root
    return None


def _item(number: int, namespace: str, data: bytes) -> dict[str, bytes]:
    """Return the members that make a custom XML part: the data, its properties, and the relationship of the
    two."""
    digest = hashlib.sha256(namespace.encode()).hexdigest().upper()
    identity = "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32]))
    properties = element("datastoreItem", {f"{{{_STORE}}}itemID": f"{{{identity}}}"}, _STORE)
    schemas = etree.SubElement(properties, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef", {f"{{{_STORE}}}uri": namespace})
    relationships = element("Relationships", {}, _RELATIONSHIPS)
    etree.SubElement(
        relationships,
        _RELATIONSHIP,
        {"Id": "rId1", "Type": f"{_REL}/customXmlProps", "Target": f"itemProps{number}.xml"},
    )
    contents = (data, serialised(properties), serialised(relationships))
    return dict(zip(_names(number), contents, strict=True))


def _names(number: int) -> tuple[str, str, str]:
    """Return the names of the members that make the custom XML part of this number."""
    item = f"item{number}.xml"
    return f"customXml/{item}", f"customXml/itemProps{number}.xml", f"customXml/_rels/{item}.rels"


def _add_override(package: Package, number: int) -> bytes:
    root = parsed(package.part(types_member(package)), package.file, CONTENT_TYPES)
    known = {default.get("Extension", "").lower() for default in root.iter(qname("ct:Default"))}
    for extension, kind in (
        ("xml", "application/xml"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ):
        if extension not in known:
            root.insert(0, etree.Element(qname("ct:Default"), {"Extension": extension, "ContentType": kind}))
    part = f"/customXml/itemProps{number}.xml"
    etree.SubElement(root, _OVERRIDE, {"PartName": part, "ContentType": _PROPERTIES_TYPE})
    return serialised(root)


def _add_relationship(package: Package, name: str, target: str) -> bytes:
    empty = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    root = parsed(package.part(name) if name in package else empty, package.file, name)
    taken = {relationship.get("Id") for relationship in root}
    identity = next(f"rId{n}" for n in range(1, len(root) + 2) if f"rId{n}" not in taken)
    attributes = {"Id": identity, "Type": f"{_REL}/customXml", "Target": target}
    etree.SubElement(root, _RELATIONSHIP, attributes)
    return serialised(root)

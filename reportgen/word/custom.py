"""Custom XML parts: data of a program's own that travels inside a Word file (ECMA-376-1, 22.5)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from lxml import etree

from reportgen.word.package import Member, Package, deflated
from reportgen.word.parts import CONTENT_TYPES, main_part, types_member
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["custom_part", "element", "with_custom_data", "with_custom_part"]

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
QUICK = 3  # deflate: the data of every draft is new, and its repetitions are plain
_RELATIONSHIP, _OVERRIDE = qname("rel:Relationship"), qname("ct:Override")


def element(name: str, attributes: dict[str, str], namespace: str) -> etree._Element:
    """Return an element of a custom vocabulary; children are appended to it."""
    unprefixed: Any = {None: namespace}  # lxml-stubs knows of prefixes only
    return etree.Element(f"{{{namespace}}}{name}", attributes, nsmap=unprefixed)


def with_custom_part(package: Package, members: Sequence[Member], root: etree._Element) -> tuple[Member, ...]:
    """Return `members` of `package` with one custom XML part more, which holds `root`, related to the main
    part."""
    return with_custom_data(package, members, etree.QName(root).namespace or "", serialised(root))


def with_custom_data(
    package: Package, members: Sequence[Member], namespace: str, data: bytes
) -> tuple[Member, ...]:
    """Return the same for `data`, the bytes of a custom XML part whose elements are of `namespace`."""
    name, around = _around(package, namespace)
    kept = [around.get(member.name, member) for member in members]
    known = {member.name for member in members}
    added = [member for member in around.values() if member.name not in known]
    return (*kept, deflated(name, data, QUICK), *added)


def custom_part(package: Package, namespace: str) -> etree._Element | None:
    """Return the root of the custom XML part whose elements are of `namespace`, or None."""
    wanted = namespace.encode()
    for name in package.names:
        if name.startswith("customXml/item") and wanted in (data := package.part(name)):
            root = parsed(data, package.file, name)
            if etree.QName(root).namespace == namespace:
                return root
    return None


@lru_cache(maxsize=4)  # the same for each draft of a template
def _around(package: Package, namespace: str) -> tuple[str, dict[str, Member]]:
    """Return the name of a new custom XML part, and the members that make it one, by their names."""
    folder, _, name = main_part(package).rpartition("/")
    relationships = f"{folder}/_rels/{name}.rels".lstrip("/")
    number = next(n for n in count(1) if not any(name in package for name in _names(n)))
    item, properties, own_relationships = _names(number)
    made = {
        types_member(package): _add_override(package, number),
        relationships: _add_relationship(package, relationships, f"/{item}"),
        properties: _properties(namespace),
        own_relationships: _own_relationships(number),
    }
    return item, {name: deflated(name, data) for name, data in made.items()}


def _properties(namespace: str) -> bytes:
    """Return the part that names the data's vocabulary; a reader finds it by the same id in every file."""
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, namespace)).upper()
    root = element("datastoreItem", {f"{{{_STORE}}}itemID": f"{{{identity}}}"}, _STORE)
    schemas = etree.SubElement(root, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{_STORE}}}schemaRef", {f"{{{_STORE}}}uri": namespace})
    return serialised(root)


def _own_relationships(number: int) -> bytes:
    root = element("Relationships", {}, _RELATIONSHIPS)
    target = f"itemProps{number}.xml"
    attributes = {"Id": "rId1", "Type": f"{_REL}/customXmlProps", "Target": target}
    etree.SubElement(root, _RELATIONSHIP, attributes)
    return serialised(root)


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

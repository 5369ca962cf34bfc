"""Custom XML parts: data of a program's own that travels inside a Word file (ECMA-376-1, 22.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

from lxml import etree

from reportgen.word.package import Member, Package, deflated
from reportgen.word.parts import CONTENT_TYPES, main_part, types_member
from reportgen.word.relationships import relationships, relationships_name, relationships_root
from reportgen.word.xml import parsed, qname, serialised

__all__ = [
    "PROVENANCE",
    "custom_part",
    "element",
    "has_custom_part",
    "with_custom_part",
    "without_custom_part",
]

PROVENANCE = "urn:reportgen:draft:1"
"""The namespace of the custom part in which a draft tells what it was made of."""

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_RELATIONSHIP, _OVERRIDE = qname("rel:Relationship"), qname("ct:Override")


def element(name: str, attributes: dict[str, str], namespace: str) -> etree._Element:
    """Return an element of a custom vocabulary; children are appended to it."""
    unprefixed: Any = {None: namespace}  # lxml-stubs knows of prefixes only
    return etree.Element(f"{{{namespace}}}{name}", attributes, nsmap=unprefixed)


def with_custom_part(file: str, members: Sequence[Member], data: bytes, namespace: str) -> tuple[Member, ...]:
    """Return the `members` of the Word file `file` with one custom XML part more, related to the main part.

    `data` is the part, whose root is of the `namespace`.
    """
    by_name = {member.name: member for member in members}
    types = types_member(Package(file, tuple(members)))
    number, relationships, typed = _announced(file, by_name[types], tuple(by_name))
    related = _related(file, relationships, by_name.get(relationships), f"/{_names(number)[0]}")
    by_name |= {types: typed, relationships: related, _names(number)[0]: deflated(_names(number)[0], data)}
    return (*by_name.values(), *_companions(number, namespace))


def has_custom_part(package: Package, namespace: str) -> bool:
    """Return whether a custom XML part names `namespace`, be it that of its elements or not; none is parsed
    for it."""
    return any(True for _ in _naming(package, namespace))


def custom_part(package: Package, namespace: str) -> etree._Element | None:
    """Return the root of the custom XML part whose elements are of `namespace`, or None."""
    return next((root for _, root in _custom_parts(package, namespace)), None)


def without_custom_part(package: Package, namespace: str) -> Package:
    """Return the package without the custom XML parts of a `namespace`, and without what leads to them."""
    gone: set[str] = set()
    for name, _ in _custom_parts(package, namespace):
        below = relationships(package, name).values()
        gone |= {name, relationships_name(name), *(found.target for found in below if not found.external)}
    if not gone:
        return package
    rels = relationships_name(main_part(package))
    left = {rels: _unrelated(package, gone), types_member(package): _untyped(package, gone)}
    members = (
        deflated(member.name, left[member.name]) if member.name in left else member
        for member in package.members
        if member.name not in gone
    )
    return package.with_members(members)


def _custom_parts(package: Package, namespace: str) -> Iterator[tuple[str, etree._Element]]:
    for name, data in _naming(package, namespace):
        root = parsed(data, package.file, name)
        if etree.QName(root).namespace == namespace:
            yield name, root


def _naming(package: Package, namespace: str) -> Iterator[tuple[str, bytes]]:
    wanted = namespace.encode()
    for name in package.names:
        if name.startswith("customXml/item") and wanted in (data := package.part(name)):
            yield name, data


def _unrelated(package: Package, gone: Collection[str]) -> bytes:
    root = relationships_root(package, main_part(package))
    told = relationships(package, main_part(package))
    for element in list(root):
        found = told.get(element.get("Id", ""))
        if found is not None and not found.external and found.target in gone:
            root.remove(element)
    return serialised(root)


def _untyped(package: Package, gone: Collection[str]) -> bytes:
    root = parsed(package.part(types_member(package)), package.file, CONTENT_TYPES)
    for element in list(root.iter(_OVERRIDE)):
        if element.get("PartName", "").lstrip("/") in gone:
            root.remove(element)
    return serialised(root)


def _names(number: int) -> tuple[str, str, str]:
    """Return the names of the members that make the custom XML part of this number."""
    item = f"item{number}.xml"
    return f"customXml/{item}", f"customXml/itemProps{number}.xml", f"customXml/_rels/{item}.rels"


# What depends on the template alone is made once, however many drafts are made of it.


@lru_cache(maxsize=8)
def _companions(number: int, namespace: str) -> tuple[Member, ...]:
    """Return the properties of the custom XML part, and the relationship that leads to them."""
    _, properties_name, relationships_name = _names(number)
    from hashlib import sha256  # loads OpenSSL, which a comparison has no use for

    digest = sha256(namespace.encode()).hexdigest().upper()
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
    return (
        deflated(properties_name, serialised(properties)),
        deflated(relationships_name, serialised(relationships)),
    )


@lru_cache(maxsize=32)
def _announced(file: str, types: Member, names: tuple[str, ...]) -> tuple[int, str, Member]:
    """Return the number of the new part, the member that relates it, and the content types that tell of
    it."""
    number = next(n for n in count(1) if not any(name in names for name in _names(n)))
    bare = Package(file, tuple(types if name == types.name else Member(name, 0, 0, 0, b"") for name in names))
    root = parsed(bare.part(types.name), file, CONTENT_TYPES)
    known = {default.get("Extension", "").lower() for default in root.iter(qname("ct:Default"))}
    for extension, kind in (
        ("xml", "application/xml"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ):
        if extension not in known:
            root.insert(0, etree.Element(qname("ct:Default"), {"Extension": extension, "ContentType": kind}))
    part = f"/{_names(number)[1]}"
    etree.SubElement(root, _OVERRIDE, {"PartName": part, "ContentType": _PROPERTIES_TYPE})
    return number, relationships_name(main_part(bare)), deflated(types.name, serialised(root))


@lru_cache(maxsize=32)
def _related(file: str, name: str, relationships: Member | None, target: str) -> Member:
    """Return the member `name` that holds the main part's relationships, with one more to `target`."""
    empty = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    data = empty if relationships is None else Package(file, (relationships,)).part(name)
    root = parsed(data, file, name)
    taken = {relationship.get("Id") for relationship in root}
    identity = next(f"rId{n}" for n in range(1, len(root) + 2) if f"rId{n}" not in taken)
    attributes = {"Id": identity, "Type": f"{_REL}/customXml", "Target": target}
    etree.SubElement(root, _RELATIONSHIP, attributes)
    return deflated(name, serialised(root))

"""What a part that is written needs beside its text: pictures, links, charts; as new members, relationships
and types.

One `Resources` serves one file that is written, so what it is made from stays untouched. Equal data becomes
one member.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from reportgen.diagnostics import Diagnostic
from reportgen.word.package import Member, Package, deflated
from reportgen.word.parts import CONTENT_TYPES, main_part, story_parts, types_member
from reportgen.word.relationships import relationships, relationships_name, relationships_root
from reportgen.word.xml import parsed, qname, serialised, usual_prefixes

__all__ = ["PartResources", "Resources"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DRAWING = 10_000  # ids of drawings in templates mostly stay below: Word numbers them from 1
_MOST_DRAWINGS = 1 << 30  # ids beyond are no numbers that a program counted to; an id is below 1 << 32
# What an address cannot hold as it stands (RFC 3986, 2); Word takes letters of any script.
_NO_ADDRESS = {ord(mark): f"%{ord(mark):02X}" for mark in ' "<>^`{|}\t\n\x07\x0c'}
_ROOTS = {"styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings"}
_ROOTS |= {"footnotes": "w:footnotes", "endnotes": "w:endnotes"}


class Resources:
    """The new members of one merge, and the counters that keep their names and ids apart.

    `faults` are those of values as they are written, warnings among them; `memory` is what a value needs to
    know of its earlier printings in the same merge, under a key of its own; `weight` is the bytes that were
    added.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.added: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        self.parts: dict[str, PartResources] = {}
        self.weight = 0
        self._drawings = 0
        self.faults: list[Diagnostic] = []
        self.memory: dict[Any, Any] = {}
        self._by_digest: dict[str, str] = {}
        self._numbers = Counter[str]()
        self._sheets: dict[str, etree._Element] = {}
        self._appended: dict[str, list[etree._Element]] = {}

    def of_part(self, name: str) -> PartResources:
        """Return the resources of the part `name`."""
        return self.parts.setdefault(name, PartResources(self, name))

    def add(self, pattern: str, data: bytes, content_type: str = "", extension_type: str = "") -> str:
        """Add a member named by `pattern` (`word/media/image{}.png`) and return its name.

        Equal data is added once. Its content type is told for the member (`content_type`) or for its
        extension (`extension_type`).
        """
        from hashlib import sha256  # loads OpenSSL, which a comparison has no use for

        digest = f"{pattern}:{sha256(data).hexdigest()}"
        if digest not in self._by_digest:
            self._by_digest[digest] = name = self.free_name(pattern)
            self.put(name, data, content_type, extension_type)
        return self._by_digest[digest]

    def next_drawing(self) -> int:
        """Return an id that no other drawing of the document has (ECMA-376-1, 20.4.2.5)."""
        if not self._drawings:
            self._drawings = max(_FIRST_DRAWING, *map(self._highest_drawing, story_parts(self.package)))
        self._drawings += 1
        return self._drawings

    def _highest_drawing(self, name: str) -> int:
        """Return the highest id of a part's drawings, 0 where there is none."""
        data = self.package.part(name)
        if b"docPr" not in data:
            return 0
        drawings = parsed(data, self.package.file, name).iter(qname("wp:docPr"))
        told = (drawing.get("id", "") for drawing in drawings)
        return max((int(one) for one in told if one.isdecimal() and int(one) < _MOST_DRAWINGS), default=0)

    def free_name(self, pattern: str) -> str:
        """Return the next name of the `pattern` that no member has, and that is not given twice."""
        while True:
            self._numbers[pattern] += 1
            name = pattern.format(self._numbers[pattern])
            if name not in self.package and name not in self.added:
                return name

    def put(self, name: str, data: bytes, content_type: str = "", extension_type: str = "") -> None:
        """Add or replace the member `name`."""
        self.added[name] = data
        self.weight += len(data)
        if content_type:
            self.types[name] = content_type
        if extension_type:
            self.defaults[name.rpartition(".")[2]] = extension_type

    def sheet_name(self, kind: str) -> str:
        """Return the name of the document's one part of a `kind`: "styles", "numbering", "settings",
        "footnotes", "endnotes". A document that lacks it is given one."""
        main = main_part(self.package)
        for found in relationships(self.package, main).values():
            if found.kind == f"{_OFFICE}/{kind}" and found.target in self.package:
                return found.target
        name = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
        self.of_part(main).relate(kind, name)
        self.types.setdefault(name, f"{_WORDPROCESSING}.{kind}+xml")
        return name

    def sheet(self, kind: str) -> etree._Element:
        """Return the root of the document's one part of a `kind`; changes to it go into what is merged."""
        if kind not in self._sheets:
            name = self.sheet_name(kind)
            data = self.package.part(name) if name in self.package else serialised(_empty(kind))
            self._sheets[kind] = usual_prefixes(parsed(data, self.package.file, name))
        return self._sheets[kind]

    def append(self, kind: str, element: etree._Element) -> None:
        """Add an element at the end of the document's one part of a `kind`, which may hold tags itself."""
        self._appended.setdefault(kind, []).append(element)

    def members(self, members: Sequence[Member]) -> tuple[Member, ...]:
        """Return `members` with what was added, and with the relationships and types that tell of it."""
        changed = {**self.added, **self._changed_sheets(members)}
        for part in self.parts.values():
            if part.relationships:
                changed[part.relationships_name] = part.relationships_xml()
        if not changed:
            return tuple(members)
        if self.types or self.defaults:
            changed[types_member(self.package)] = self._content_types()
        kept = [
            deflated(member.name, changed.pop(member.name)) if member.name in changed else member
            for member in members
        ]
        return (*kept, *(deflated(name, data) for name, data in changed.items()))

    def _changed_sheets(self, members: Sequence[Member]) -> dict[str, bytes]:
        changed = {self.sheet_name(kind): serialised(root) for kind, root in self._sheets.items()}
        merged = Package(self.package.file, tuple(members))
        for kind, elements in self._appended.items():
            name = self.sheet_name(kind)
            root = parsed(merged.part(name), merged.file, name) if name in merged else _empty(kind)
            root.extend(elements)
            changed[name] = serialised(root)
        return changed

    def _content_types(self) -> bytes:
        root = parsed(self.package.part(types_member(self.package)), self.package.file, CONTENT_TYPES)
        known = {element.get("Extension", "").lower() for element in root.iter(qname("ct:Default"))}
        told = {element.get("PartName") for element in root.iter(qname("ct:Override"))}
        for extension, kind in sorted(self.defaults.items()):
            if extension.lower() not in known:
                attributes = {"Extension": extension, "ContentType": kind}
                root.insert(0, etree.Element(qname("ct:Default"), attributes))
        for name, kind in self.types.items():
            if f"/{name}" not in told:
                etree.SubElement(root, qname("ct:Override"), {"PartName": f"/{name}", "ContentType": kind})
        return serialised(root)


class PartResources:
    """The relationships that one part gains: id → type, target, and whether the target is outside; and those
    that it loses."""

    def __init__(self, shared: Resources, name: str) -> None:
        self.shared, self.name = shared, name
        self.prefixes: tuple[tuple[str, str], ...] = ()  # of the part's root, with what they stand for
        self.dropped: set[str] = set()  # the ids of relationships that the part has no more
        self.relationships: dict[str, tuple[str, str, bool]] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._own: set[str] | None = None

    @property
    def relationships_name(self) -> str:
        """The name of the member that holds the part's relationships."""
        return relationships_name(self.name)

    def relate(self, kind: str, target: str, external: bool = False, *, as_it_is: bool = False) -> str:
        """Return the id of a relationship to a member or an address; the `kind` is "image", "hyperlink" …
        or a whole type. An address is made one that holds in a file unless it stood in one `as_it_is`."""
        key = (kind, target)
        if key not in self._ids:
            taken, number = self._taken_ids(), len(self._ids) + 1
            while (identity := f"rIdG{number}") in taken:
                number += 1
            taken.add(identity)
            self._ids[key] = identity
            inside = posixpath.relpath(target, posixpath.dirname(self.name))
            address = target if as_it_is else target.strip().translate(_NO_ADDRESS)
            shown = address if external else inside
            self.relationships[identity] = (kind if "/" in kind else f"{_OFFICE}/{kind}", shown, external)
        return self._ids[key]

    def next_drawing(self) -> int:
        """Return an id that no other drawing of the document has (ECMA-376-1, 20.4.2.5)."""
        return self.shared.next_drawing()

    def relationships_xml(self) -> bytes:
        """Return the part's relationships, old and new."""
        root = relationships_root(self.shared.package, self.name)
        for element in [one for one in root if one.get("Id") in self.dropped]:
            root.remove(element)
        for identity, (kind, target, external) in self.relationships.items():
            attributes: Mapping[str, str] = {"Id": identity, "Type": kind, "Target": target}
            mode = {"TargetMode": "External"} if external else {}
            etree.SubElement(root, qname("rel:Relationship"), {**attributes, **mode})
        return serialised(root)

    def _taken_ids(self) -> set[str]:
        if self._own is None:
            root = relationships_root(self.shared.package, self.name)
            self._own = {element.get("Id", "") for element in root}
        return self._own


def _empty(kind: str) -> etree._Element:
    """Return the root of a new part of a `kind`."""
    name = qname(_ROOTS[kind])
    return etree.Element(name, nsmap={"w": etree.QName(name).namespace or ""})

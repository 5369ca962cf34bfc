"""What the parts of an Office file say of each other: kinds, relationships, macros, addresses to be fetched.

Judged at the door, on values: `kinds` are the content types by member, the relationships come as `Link`s.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import FileRef
from reportgen.word.names import shown
from reportgen.word.relationships import part_of
from reportgen.word.xml import parsed, qname

__all__ = ["WITHOUT_WHICH", "Link", "connection_faults", "links_of"]

_TYPES = "[content_types].xml"
# Relationships without whose part a file says something else than it did (ECMA-376-1, 11.3 and 12.3).
# Pictures that lead nowhere are common, and Word shows a frame for them.
_NEEDED = frozenset(
    (
        *("officeDocument", "worksheet", "sharedStrings", "styles", "numbering", "comments", "settings"),
        *("header", "footer", "footnotes", "endnotes"),
    )
)
WITHOUT_WHICH = frozenset(("oleObject", "frame", "subDocument", "aFChunk"))
"""Relationships without whose part, if it lies elsewhere, a document does not stand."""
# Relationships that Word follows by itself when it opens the file.
_FETCHED = WITHOUT_WHICH | {"attachedTemplate"}
_FAR = ("http:", "https:", "ftp:", "mhtml:", "javascript:", "ms-", "data:")
_MACROS = ("macroenabled", "vbaproject")
_BOOK_KINDS = ("spreadsheetml", "ms-excel")


class Link(NamedTuple):
    """A relationship: the part it belongs to, the last word of its type, its target as written."""

    part: str
    kind: str
    target: str
    is_external: bool


def connection_faults(
    file: str, names: Sequence[str], part: Callable[[str], bytes]
) -> tuple[tuple[Diagnostic, ...], bool]:
    """Return the faults of what the members called `names` say of each other, and whether there are macros.

    PK111 macros in a Word file, PK115 a part that is missing, PK116 an address that Word would fetch, PK118
    a part of two kinds or two main parts. Refusal PK110 when types or relationships are no XML.
    """
    place = FileRef(file)
    kinds, faults = _kinds(file, names, part)
    has_macros = any(mark in kind for kind in kinds for mark in _MACROS) or any(
        name.lower().endswith("vbaproject.bin") for name in names
    )
    if has_macros and not any(mark in kind for kind in kinds for mark in _BOOK_KINDS):
        faults.append(fault("PK111", place))
    known = {name.casefold() for name in names}
    links = [
        link for name in names if name.lower().endswith(".rels") for link in links_of(file, name, part(name))
    ]
    faults += _link_faults(links, known, place)
    return tuple(faults), has_macros


def links_of(file: str, name: str, data: bytes) -> Iterator[Link]:
    """Yield the relationships of the member `name`, whose content is `data`."""
    for element in parsed(data, file, name).iter(qname("rel:Relationship")):
        kind = element.get("Type", "").rpartition("/")[2]
        yield Link(part_of(name), kind, element.get("Target", ""), element.get("TargetMode") == "External")


def _kinds(
    file: str, names: Sequence[str], part: Callable[[str], bytes]
) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """Return all content types there are, in lower case, and a fault for each part that is given two."""
    types = next(name for name in names if name.lower() == _TYPES)
    root = parsed(part(types), file, types)
    told: dict[str, str] = {}
    faults = []
    for element in root.iter(qname("ct:Override"), qname("ct:Default")):
        key = element.get("PartName", "").casefold() or f".{element.get('Extension', '').casefold()}"
        kind = element.get("ContentType", "").lower()
        if told.setdefault(key, kind) != kind:
            faults.append(fault("PK118", FileRef(file), member=key.lstrip("/")[:80]))
    return tuple(told.values()), faults[:1]


def _link_faults(links: Iterable[Link], known: set[str], place: FileRef) -> Iterator[Diagnostic]:
    """Yield the first fault of each kind, so that a thousand broken links are one."""
    mains: set[str] = set()
    lost = far = None
    for link in links:
        if link.is_external:
            if far is None and link.kind in _FETCHED and _is_far(link.target):
                far = fault("PK116", place, member=link.part, target=shown(link.target))
            continue
        target = _resolved(link)
        if not link.part and link.kind == "officeDocument":
            mains.add(target)
        if lost is None and link.kind in _NEEDED and target not in known:
            lost = fault("PK115", place, member=link.part or "_rels/.rels", target=shown(link.target))
    yield from (found for found in (lost, far) if found is not None)
    if len(mains) > 1:
        yield fault("PK118", place, member=shown(", ".join(sorted(mains))))


def _resolved(link: Link) -> str:
    path = unquote(link.target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(link.part), path)).lstrip("/").casefold()


def _is_far(target: str) -> bool:
    return target.strip().lower().startswith(_FAR)

"""What Word would fetch from elsewhere when it opens a draft: taken out of the template, and of every
document that is put into it, and told.

A template may name another template, pictures that lie elsewhere, the data of a mail merge, and fields
that insert the text of other files (ECMA-376-1, 17.15.1.6, 20.1.8.13, 17.14, 17.16.5). Whoever opens the
draft would ask for these without knowing it, and a template from elsewhere could learn so who reads what.
The last result of a field stays as text. Links that a reader has to click are left as they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.connections import WITHOUT_WHICH
from reportgen.word.names import shown
from reportgen.word.package import Package, deflated
from reportgen.word.parts import story_parts
from reportgen.word.relationships import part_of
from reportgen.word.xml import parsed, qname, serialised, word_root

__all__ = ["without_fetching"]

FETCHING = frozenset(
    ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "DATABASE", "RD")
)
# The last words of relationships without which a part still stands.
_STRIPPED = ("attachedTemplate", "image", "mailMergeSource", "mailMergeHeaderSource")
_MARKS = (b"instrText", b"fldSimple", b"\0")  # of fields; a part in UTF-16 is looked at all the same
_TEMPLATE, _RUN, _LOOK, _CHAR = map(qname, ("w:attachedTemplate", "w:r", "w:rPr", "w:fldChar"))
_SOURCES = tuple(map(qname, ("w:dataSource", "w:headerSource")))  # each within a mail merge
_CODE, _SIMPLE, _INSTRUCTION = map(qname, ("w:instrText", "w:fldSimple", "w:instr"))
_KIND, _OF_LINKS = qname("w:fldCharType"), qname("r:id").removesuffix("id")


def without_fetching(package: Package) -> tuple[Package, tuple[Diagnostic, ...]]:
    """Return the template, or document, without what Word would fetch by itself, and a warning for each thing
    left out.

    Refusal PK116 for a part elsewhere that the document cannot do without.
    """
    parts: dict[str, bytes] = {}
    told: list[Diagnostic] = []
    for name in package.names:
        if name.lower().endswith(".rels"):
            told += _without_links(package, name, parts)
    for name in story_parts(package):
        data = parts.get(name) or package.part(name)
        if any(mark in data for mark in _MARKS):
            told += _without_fields(package.file, name, data, parts)
    if not parts:
        return package, ()
    members = (deflated(one.name, parts[one.name]) if one.name in parts else one for one in package.members)
    return package.with_members(members), tuple(told)


def _without_links(package: Package, name: str, parts: dict[str, bytes]) -> Iterator[Diagnostic]:
    """Take the relationships of a part that Word follows out of it, and yield a fault for each."""
    root, source, gone = parsed(package.part(name), package.file, name), part_of(name), set[str]()
    for link in root.findall(qname("rel:Relationship")):
        kind = posixpath.basename(link.get("Type", ""))
        if link.get("TargetMode") != "External" or kind not in (*_STRIPPED, *WITHOUT_WHICH):
            continue
        place, target = FileRef(package.file), shown(link.get("Target", ""))
        if kind in WITHOUT_WHICH:  # at the door only those that lie on the network are refused
            raise Refusal([fault("PK116", place, member=source, target=target)])
        yield fault("PK218", place, hints=("link",), what=target)
        gone.add(link.get("Id", ""))
        root.remove(link)
    if gone and source in package:
        parts[name] = serialised(root)
        parts[source] = _unlinked(parsed(package.part(source), package.file, source), gone)


def _unlinked(root: etree._Element, gone: set[str]) -> bytes:
    """Return a part without what refers to relationships that are gone."""
    for element in [*root.iter(etree.Element)]:
        for attribute, value in [*element.attrib.items()]:
            if value in gone and str(attribute).startswith(_OF_LINKS):
                del element.attrib[attribute]
                if element.tag in _SOURCES:
                    _remove(element.getparent())
                elif element.tag == _TEMPLATE:
                    _remove(element)
    return serialised(root)


def _remove(element: etree._Element | None) -> None:
    if element is not None and (parent := element.getparent()) is not None:
        parent.remove(element)


def _without_fields(file: str, name: str, data: bytes, parts: dict[str, bytes]) -> Iterator[Diagnostic]:
    """Leave of the fields that fetch only what they show, and yield a fault for each."""
    root = word_root(data, file, name)
    codes = [*_simple_unwrapped(root), *_complex_unwrapped(root)]
    if codes:
        parts[name] = serialised(root)
    for code in codes:
        yield fault("PK218", FileRef(file), hints=("field",), what=shown(" ".join(code.split())))


def _simple_unwrapped(root: etree._Element) -> Iterator[str]:
    for field in [*root.iter(_SIMPLE)]:
        code, parent = field.get(_INSTRUCTION) or "", field.getparent()
        if _fetches(code) and parent is not None:
            at = parent.index(field)
            parent[at : at + 1] = [*field]
            yield code


def _complex_unwrapped(root: etree._Element) -> Iterator[str]:
    """Take out what lies from the beginning of a field to its result, and its end."""
    pieces = [piece for run in root.iter(_RUN) for piece in run if piece.tag != _LOOK]
    doomed = set[int]()
    for begin, separate, end in _fields(pieces):
        code = "".join(piece.text or "" for piece in pieces[begin:separate] if piece.tag == _CODE)
        if _fetches(code):
            doomed |= {*range(begin, separate + 1), end}
            yield code
    for number in doomed:
        run = pieces[number].getparent()
        if run is not None:
            run.remove(pieces[number])
            parent = run.getparent()
            if parent is not None and all(left.tag == _LOOK for left in run):
                parent.remove(run)


def _fields(pieces: Sequence[etree._Element]) -> Iterator[tuple[int, int, int]]:
    """Yield where each field begins, where its result does (its end when it has none), and where it ends."""
    opened: list[list[int]] = []
    for number, piece in enumerate(pieces):
        kind = piece.get(_KIND) if piece.tag == _CHAR else None
        if kind == "begin":
            opened.append([number])
        elif kind == "separate" and opened:
            opened[-1].append(number)
        elif kind == "end" and opened:
            begin, *results = opened.pop()
            yield begin, (*results, number)[0], number


def _fetches(code: str) -> bool:
    return code.split()[:1] != [] and code.split()[0].upper() in FETCHING

"""What is wrong with the package of an Office file, Word's or Excel's, whatever its parts say (ECMA-376-2).

Members, their types and relationships, and that all XML is well-formed, without document types and without
relationships that nobody made. A package within it, such as the workbook of a chart, is looked at as well.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

__all__ = ["package_flaws"]

_TYPES = "[Content_Types].xml"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
}
_XML = (".xml", ".rels", ".vml")
_OUTSIDE = ("/hyperlink",)  # kinds of relationships that may lead out of the file
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_LONGEST = 31  # characters of the name of a sheet
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"


def package_flaws(data: bytes) -> list[str]:
    """Return what is wrong, nothing for a good package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        held = {info.filename: archive.read(info) for info in infos}
    found = [*_members(infos)]
    roots: dict[str, etree._Element] = {}
    for name, content in held.items():
        if name.lower().endswith(_XML):
            found += _read(name, content, roots)
        elif name.lower().endswith((".xlsx", ".docx")):
            found += [f"{name}: {flaw}" for flaw in package_flaws(content)]
    if _TYPES not in roots:
        return [*found, f"no {_TYPES}"]
    return [*found, *_types(held, roots[_TYPES]), *_relationships(held, roots), *_sheets(roots)]


def _members(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Names are of one spelling, lead nowhere and stand once; no clock and no machine gets in."""
    for name, times in Counter(info.filename.lower() for info in infos).items():
        if times > 1:
            yield f"{name} stands {times} times"
    for info in infos:
        parts = info.filename.split("/")
        if (
            "" in parts
            or ".." in parts
            or "." in parts
            or "\\" in info.filename
            or not info.filename.isascii()
        ):
            yield f"{info.filename} is no name of a part"
        if any(part.endswith(".") for part in parts):
            yield f"{info.filename} ends in a dot"
        if info.date_time != _FIRST_DAY or info.extra or info.comment:
            yield f"{info.filename} tells its time or place"


def _read(name: str, content: bytes, roots: dict[str, etree._Element]) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        roots[name] = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        yield f"{name} is no XML: {error}"
        return
    if roots[name].getroottree().docinfo.internalDTD is not None:
        yield f"{name} has a document type"


def _types(held: Mapping[str, bytes], types: etree._Element) -> Iterator[str]:
    """Every member has one type, and what has one is there."""
    told = Counter(one.get("PartName", "").lstrip("/") for one in types if one.get("PartName"))
    extensions = Counter(one.get("Extension", "").lower() for one in types if one.get("Extension"))
    yield from (f"{name} has {times} types" for name, times in (told + extensions).items() if times > 1)
    yield from (f"no member {name}, which has a type" for name in sorted(told.keys() - held.keys()))
    for name in held.keys() - told.keys() - {_TYPES}:
        if name.rpartition(".")[2].lower() not in extensions:
            yield f"{name} has no type"


def _relationships(held: Mapping[str, bytes], roots: Mapping[str, etree._Element]) -> Iterator[str]:
    """Every relationship has an id and leads to a member, every id to a relationship, every member is led
    to."""
    reached = {_TYPES}
    if not any(one.get("Type") in _MAIN for one in roots.get("_rels/.rels", ())):
        yield "nothing leads to the document"
    for name, root in roots.items():
        if name.endswith(".rels"):
            reached.add(name)
            yield from _targets(name, root, held, reached)
        elif name != _TYPES:
            folder, file = posixpath.split(name)
            known = {one.get("Id") for one in roots.get(posixpath.join(folder, "_rels", f"{file}.rels"), ())}
            for element in root.iter(etree.Element):
                for key, value in element.attrib.items():
                    if str(key).startswith(_RELATED) and value and value not in known:
                        yield f"{name}: no relationship {value!s}"
    yield from (f"nothing leads to {name}" for name in sorted(held.keys() - reached))


def _targets(name: str, root: etree._Element, held: Mapping[str, bytes], reached: set[str]) -> Iterator[str]:
    folder, file = posixpath.split(name)
    source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
    if source and source not in held:
        yield f"{name} belongs to no part"
    for identity, times in Counter(one.get("Id") for one in root).items():
        if times > 1 or not identity:
            yield f"{name}: the id {identity} stands {times} times"
    for one in root:
        target = one.get("Target", "")
        if one.get("TargetMode") == "External":
            if not one.get("Type", "").endswith(_OUTSIDE):
                yield f"{name}: {target} leads out of the file"
            continue
        inside = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
        reached.add(inside)
        if inside not in held:
            yield f"{name}: leads to {inside}, which is not there"


def _sheets(roots: Mapping[str, etree._Element]) -> Iterator[str]:
    """The sheets of a workbook have names and numbers of their own."""
    sheets = list(roots["xl/workbook.xml"].iter(_SHEET)) if "xl/workbook.xml" in roots else []
    counts = Counter((one.get("name") or "").casefold() for one in sheets)
    counts += Counter(f"number {one.get('sheetId')}" for one in sheets)
    yield from (f"the sheet {told} stands {times} times" for told, times in counts.items() if times > 1)
    yield from (f"{one.get('name')} is too long" for one in sheets if len(one.get("name") or "") > _LONGEST)

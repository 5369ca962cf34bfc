"""What differs between two Word files outside of their text: parts that no paragraph tells of.

Programs write these anew with every save. So numbers of editing sessions, dates of saving and the like count
for nothing, nor do styles that no paragraph uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from reportgen.word.canonical import canonical, properties_key
from reportgen.word.numbering import NUMBERING
from reportgen.word.package import Package
from reportgen.word.parts import content_types, story_parts
from reportgen.word.relationships import relationships
from reportgen.word.stylenames import STYLES, style_key, style_names
from reportgen.word.xml import parsed, qname

__all__ = ["differing_parts"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SETTINGS, _COMMENTS = (f"{_WORD}{kind}+xml" for kind in ("settings", "comments"))
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
# Parts that say nothing of the text and its look, or say it of the file: of fonts, web pages, the program.
_SILENT = frozenset(
    {
        NUMBERING,  # what a list looks like is compared with its paragraphs
        f"{_WORD}fontTable+xml",
        f"{_WORD}webSettings+xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "application/vnd.openxmlformats-package.relationships+xml",
    }
)
# Settings that a reader sees; the others are the program's own, and no two of them write the same.
_SETTINGS_TOLD = frozenset(
    map(
        qname,
        (
            "w:evenAndOddHeaders", "w:mirrorMargins", "w:gutterAtTop", "w:bookFoldPrinting",
            "w:defaultTabStop", "w:trackRevisions", "w:documentProtection",
            "w:displayBackgroundShape",
        ),
    )
)  # fmt: skip
_Said = dict[str, str]  # what a part says, piece by piece
_TOLD = frozenset({"title", "subject", "keywords", "description", "category"})  # not who wrote it, and when
_DRAFT = b"urn:reportgen:draft:"
_STYLE_USES = tuple(map(qname, ("w:pStyle", "w:rStyle", "w:tblStyle")))
_TYPE = qname("w:type")
_VALUE, _STYLE, _STYLE_ID, _BASED = qname("w:val"), qname("w:style"), qname("w:styleId"), qname("w:basedOn")


def differing_parts(old: Package, new: Package) -> tuple[str, ...]:
    """Return the names of the parts that differ in what they say, but for those that hold text and those that
    text refers to: pictures and charts are compared with it."""
    one, other = _said(old, new), _said(new, old)
    names = sorted(one.keys() | other.keys())
    return tuple(name for name in names if _differ(one.get(name, {}), other.get(name, {})))


def _differ(one: _Said, other: _Said) -> bool:
    """Tell whether two parts say different things of what both files use, such as a style."""
    if not one or not other:
        return one != other
    return any(one[key] != other[key] for key in one.keys() & other.keys())


def _said(package: Package, beside: Package) -> dict[str, _Said]:
    """Return part → what it says, for the parts that say something and are not the same in the other file."""
    kinds = content_types(package)
    stories = [name for name in story_parts(package) if kinds[name] != _COMMENTS]
    with_text = {*stories, *_referred(package, stories)}
    found = {}
    for name in package.names:
        kind = kinds.get(name, "")
        if name in with_text or name.endswith(".rels") or name == "[Content_Types].xml" or kind in _SILENT:
            continue
        if name in beside and package.checksum(name) == beside.checksum(name):
            continue
        said = _text(package, name, kind, stories)
        if said:
            found[name] = said if isinstance(said, dict) else {"": said}
    return found


def _text(package: Package, name: str, kind: str, stories: list[str]) -> str | _Said:
    if name.startswith("docProps/thumbnail"):
        return ""  # a picture of the first page, as it was some time ago
    if not kind.endswith("xml"):
        return package.checksum(name)
    data = package.part(name)
    if _DRAFT in data[:2_000]:
        return ""  # provenance is what the causes are told from
    root = parsed(data, package.file, name)
    if kind == STYLES:
        return _styles(root, package, stories)
    if kind == _CORE:
        told = ((etree.QName(child).localname, child.text or "") for child in root)
        return repr(sorted((name, text) for name, text in told if name in _TOLD and text))
    if kind == _SETTINGS:
        return "".join(sorted(canonical(child, {}) for child in root if child.tag in _SETTINGS_TOLD))
    if kind == _COMMENTS and not len(root):
        return ""
    return canonical(root, {})


def _referred(package: Package, stories: list[str]) -> Iterator[str]:
    """Yield the parts that text refers to: pictures, charts, what is embedded, and what these refer to."""
    pending = [
        found.target
        for name in stories
        for found in relationships(package, name).values()
        if not found.external and found.kind.rpartition("/")[2] in _OBJECTS
    ]
    seen: set[str] = set()
    while pending:
        name = pending.pop()
        if name in seen or name not in package:
            continue
        seen.add(name)
        pending += (found.target for found in relationships(package, name).values() if not found.external)
    yield from seen


_OBJECTS = frozenset(
    ("image", "chart", "package", "oleObject", "diagramData", "diagramLayout", "diagramQuickStyle",
     "diagramColors", "hdphoto", "media", "video", "audio", "chartEx")
)  # fmt: skip


def _styles(root: etree._Element, package: Package, stories: list[str]) -> _Said:
    """Return what the styles in use say, by their names, and the defaults."""
    by_id = {style.get(_STYLE_ID) or "": style for style in root.iterchildren(_STYLE)}
    names = style_names(package)
    pending = {
        use.get(_VALUE) or ""
        for name in stories
        for use in parsed(package.part(name), package.file, name).iter(*_STYLE_USES)
    }
    pending |= {name for name, style in by_id.items() if style.get(qname("w:default")) in ("1", "true")}
    used: dict[str, str] = {}
    while pending:
        identity = pending.pop()
        if identity in used or identity not in by_id:
            continue
        used[identity] = _style(by_id[identity], names)
        pending |= {based.get(_VALUE) or "" for based in by_id[identity].iterchildren(_BASED)}
    defaults = root.find(qname("w:docDefaults"))
    told = {
        names[style_key(identity)] or by_id[identity].get(_TYPE, ""): said for identity, said in used.items()
    }
    return {**told, "": "" if defaults is None else _style(defaults, names)}


def _style(style: etree._Element, names: Mapping[str, str]) -> str:
    based = style.find(_BASED)
    on = "" if based is None else names.get(style_key(based.get(_VALUE) or ""), "")
    kept = ("w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr", "w:tblStylePr")
    return f"{on}|" + "|".join(
        f"{etree.QName(part).localname} {properties_key(part)}" for part in style.iter(*map(qname, kept))
    )

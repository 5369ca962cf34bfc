"""Which parts of a Word file hold text, by their content types (ECMA-376-1, 11.3)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lxml import etree

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.comments import without_comments
from reportgen.word.package import Member, Package, Stored, deflated
from reportgen.word.xml import parsed, qname, serialised

__all__ = [
    "ANNOTATOR",
    "COMMENTS",
    "CONTENT_TYPES",
    "as_document",
    "content_types",
    "main_part",
    "mended",
    "part_of_kind",
    "program_of",
    "property_parts",
    "story_parts",
    "types_member",
]

CONTENT_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_EXTENDED = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_APPLICATION = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Application"
COMMENTS = f"{_WORD}comments+xml"
"""The content type of the part with the comments."""
ANNOTATOR = "reportgen"
"""The author of the comments that tell faults of a template."""
_SETTINGS = f"{_WORD}settings+xml"
_MAIN = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_STORIES = tuple(
    f"{_WORD}{kind}+xml"
    for kind in ("document.main", "template.main", "header", "footer", "footnotes", "endnotes", "comments")
)
_IN_ORDER = frozenset((*_STORIES, f"{_WORD}styles+xml", f"{_WORD}numbering+xml"))


def content_types(package: Package) -> Mapping[str, str]:
    """Return the content type of each member that has one, by the member's name."""
    return _content_types(package.stored(types_member(package)), package.names)


@lru_cache(maxsize=16)  # every question about a file's parts begins with it
def _content_types(types: Stored, names: tuple[str, ...]) -> Mapping[str, str]:
    root = parsed(types.member.data, types.file, CONTENT_TYPES)
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iter(qname("ct:Default"))
    }
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root.iter(qname("ct:Override"))
    }
    found = {name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in names}
    return MappingProxyType({name: kind for name, kind in found.items() if kind})


def main_part(package: Package) -> str:
    """Return the name of the document's main part; Refusal PK109 when the package is no Word file."""
    for name, kind in content_types(package).items():
        if kind in _MAIN:
            return name
    raise Refusal([fault("PK109", FileRef(package.file), wanted=".docx")])


def part_of_kind(package: Package, wanted: str) -> str:
    """Return the name of the first part of a content type, empty when there is none."""
    return next((name for name, kind in content_types(package).items() if kind == wanted), "")


def story_parts(package: Package) -> tuple[str, ...]:
    """Return the names of the parts that hold text, the main part first."""
    main = main_part(package)
    others = (name for name, kind in content_types(package).items() if kind in _STORIES and name != main)
    return (main, *others)


def as_document(package: Package) -> Package:
    """Return the package as a document: of that type where it is a template (.dotx), for Word opens no .docx
    of the other, without the comments that `lint --annotate` wrote into it, and without flaws."""
    package = mended(_without_annotations(package))
    if _MAIN[1] not in content_types(package).values():
        return package
    name = types_member(package)
    root = parsed(package.part(name), package.file, CONTENT_TYPES)
    for element in root:
        if element.get("ContentType") == _MAIN[1]:
            element.set("ContentType", _MAIN[0])
    typed = deflated(name, serialised(root))
    members = tuple(typed if member.name == name else member for member in package.members)
    return package.with_members(members)


def mended(package: Package, known: Mapping[str, etree._Element] = MappingProxyType({})) -> Package:
    """Return the package without the flaws that other programs leave in a file (see `mending`). `known` are
    parts with their trees, as far as they were read: those that are in order need not be read again."""
    # Loaded here, since a comparison alone mends nothing.
    from reportgen.word.mending import is_in_order, put_in_order, with_zoom

    package = with_zoom(package, part_of_kind(package, _SETTINGS))
    changed: dict[str, Member] = {}
    for name, kind in content_types(package).items():
        if kind not in _IN_ORDER or (name in known and is_in_order(known[name])):
            continue
        try:
            root = parsed(package.part(name), package.file, name)
        except Refusal:  # whoever asks for the part is told
            continue
        if put_in_order(root):
            changed[name] = deflated(name, serialised(root))
    if not changed:
        return package
    return package.with_members(tuple(changed.get(one.name, one) for one in package.members))


def _without_annotations(package: Package) -> Package:
    """Return the package without our own comments: they name tags, and would be taken for the template's."""
    comments = part_of_kind(package, COMMENTS)
    if not comments:
        return package
    return without_comments(package, comments, (main_part(package),), ANNOTATOR)


def property_parts(package: Package) -> tuple[str, ...]:
    """Return the name of the part with the document's core properties, if there is one (ECMA-376-2, 11)."""
    return tuple(name for name, kind in content_types(package).items() if kind == _PROPERTIES)


def program_of(package: Package) -> str:
    """Return the program that saved the file last, as it calls itself, or an empty text (ECMA-376-1,
    22.2.2.1)."""
    for name, kind in content_types(package).items():
        if kind == _EXTENDED:
            told = parsed(package.part(name), package.file, name).findtext(_APPLICATION)
            return (told or "").partition("$")[0].strip()  # behind it LibreOffice names its build
    return ""


def types_member(package: Package) -> str:
    """Return the name of the member that tells the content types; its case is left to the writer."""
    return next(name for name in package.names if name.lower() == CONTENT_TYPES.lower())

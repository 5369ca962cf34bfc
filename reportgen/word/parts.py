"""Which parts of a Word file hold text, by their content types (ECMA-376-1, 11.3)."""

from __future__ import annotations

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.package import Package
from reportgen.word.xml import parsed, qname

__all__ = ["CONTENT_TYPES", "content_types", "main_part", "story_parts"]

CONTENT_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_STORIES = tuple(
    f"{_WORD}{kind}+xml"
    for kind in ("document.main", "template.main", "header", "footer", "footnotes", "endnotes", "comments")
)


def content_types(package: Package) -> dict[str, str]:
    """Return the content type of each member that has one, by the member's name."""
    root = parsed(package.part(_content_types_name(package)), package.file, CONTENT_TYPES)
    defaults = {
        element.get("Extension", "").lower(): element.get("ContentType", "")
        for element in root.iter(qname("ct:Default"))
    }
    overrides = {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root.iter(qname("ct:Override"))
    }
    found = {
        name: overrides.get(name) or defaults.get(name.rpartition(".")[2].lower(), "")
        for name in package.names
    }
    return {name: kind for name, kind in found.items() if kind}


def main_part(package: Package) -> str:
    """Return the name of the document's main part; Refusal PK109 when the package is no Word file without
    macros."""
    for name, kind in content_types(package).items():
        if kind in _MAIN:
            return name
    kinds = " ".join(content_types(package).values())
    hints = ("macros",) if "macroEnabled" in kinds else ()
    raise Refusal([fault("PK109", FileRef(package.file), wanted=".docx", hints=hints)])


def story_parts(package: Package) -> tuple[str, ...]:
    """Return the names of the parts that hold text, the main part first."""
    main = main_part(package)
    others = (name for name, kind in content_types(package).items() if kind in _STORIES and name != main)
    return (main, *others)


def _content_types_name(package: Package) -> str:
    return next(name for name in package.names if name.lower() == CONTENT_TYPES.lower())

"""What the lists of a Word file look like, whatever numbers a program gives them (ECMA-376-1, 17.9)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reportgen.word.package import Package, Stored
from reportgen.word.parts import part_of_kind
from reportgen.word.xml import parsed, qname

__all__ = ["NUMBERING", "numberings"]

NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_ABSTRACT, _NUM, _LEVEL = qname("w:abstractNum"), qname("w:num"), qname("w:lvl")
_ABSTRACT_ID, _ID, _VALUE = qname("w:abstractNumId"), qname("w:numId"), qname("w:val")
_TOLD = (qname("w:numFmt"), qname("w:lvlText"))


def numberings(package: Package) -> Mapping[str, str]:
    """Return number of a list → the formats and texts of its levels."""
    name = part_of_kind(package, NUMBERING)
    return _numberings(package.stored(name)) if name else {}


@lru_cache(maxsize=4)  # a redline asks several times, and drafts of one template have the same lists
def _numberings(told: Stored) -> Mapping[str, str]:
    root = parsed(told.member.data, told.file, told.member.name)
    looks = {
        abstract.get(_ABSTRACT_ID) or "": "|".join(
            ",".join(told.get(_VALUE) or "" for told in level.iterchildren(*_TOLD))
            for level in abstract.iterchildren(_LEVEL)
        )
        for abstract in root.iterchildren(_ABSTRACT)
    }
    found: dict[str, str] = {}
    for number in root.iterchildren(_NUM):
        abstract = number.find(_ABSTRACT_ID)
        look = "" if abstract is None else abstract.get(_VALUE) or ""
        found[number.get(_ID) or ""] = looks.get(look, "")
    return found

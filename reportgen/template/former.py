"""A template may have been a draft once: what it carries of that is taken out before it is compiled.

Its bookmarks would stand beside those of the new draft under the same names, and its manifest would be read
in place of the new one.
"""

from __future__ import annotations

from lxml import etree

from reportgen.fields import BOOKMARK
from reportgen.word.custom import PROVENANCE, without_custom_part
from reportgen.word.package import Package, deflated
from reportgen.word.parts import story_parts
from reportgen.word.xml import qname, serialised, word_root

__all__ = ["next_bookmark", "without_provenance"]

_BOOKMARK, _BOOKMARK_END = qname("w:bookmarkStart"), qname("w:bookmarkEnd")
_ID, _NAME = qname("w:id"), qname("w:name")
_DIGITS = 9  # of an id; a longer one is beyond what Word counts with


def without_provenance(package: Package) -> Package:
    """Return the package without the bookmarks and the manifest of an earlier merge."""
    changed = {}
    for name in story_parts(package):
        data = package.part(name)
        if f'"{BOOKMARK}'.encode() in data:
            root = word_root(data, package.file, name)
            _forget_bookmarks(root)
            changed[name] = deflated(name, serialised(root))
    members = tuple(changed.get(member.name, member) for member in package.members)
    return without_custom_part(package.with_members(members) if changed else package, PROVENANCE)


def next_bookmark(root: etree._Element) -> int:
    """Return an id above those of all bookmarks of a part."""
    numbers = (mark.get(_ID) or "" for mark in root.iter(_BOOKMARK))
    told = (int(number) for number in numbers if number.isdecimal() and len(number) <= _DIGITS)
    return max(told, default=0) + 1


def _forget_bookmarks(root: etree._Element) -> None:
    stale = [mark for mark in root.iter(_BOOKMARK) if (mark.get(_NAME) or "").startswith(BOOKMARK)]
    numbers = {mark.get(_ID) for mark in stale}
    ends = [mark for mark in root.iter(_BOOKMARK_END) if mark.get(_ID) in numbers]
    for mark in (*stale, *ends):
        parent = mark.getparent()
        assert parent is not None  # a bookmark is never the root of a part
        parent.remove(mark)

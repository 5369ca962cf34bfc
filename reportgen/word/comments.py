"""Comments of a Word file by their author (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

from lxml import etree

from reportgen.word.package import Package, deflated
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["without_comments"]

_AUTHOR, _ID = qname("w:author"), qname("w:id")
_COMMENT, _RUN, _PROPERTIES = qname("w:comment"), qname("w:r"), qname("w:rPr")
_REFERENCE = qname("w:commentReference")
_RANGES = (qname("w:commentRangeStart"), qname("w:commentRangeEnd"))


def without_comments(package: Package, comments: str, stories: tuple[str, ...], author: str) -> Package:
    """Return the package without the comments of `author` in the part `comments`, and without their marks in
    the parts `stories`."""
    if author.encode() not in package.part(comments):
        return package  # the usual case is not parsed
    root = parsed(package.part(comments), package.file, comments)
    theirs = [comment for comment in root.iter(_COMMENT) if comment.get(_AUTHOR) == author]
    numbers = {comment.get(_ID) for comment in theirs}
    for comment in theirs:
        root.remove(comment)
    changed = {comments: serialised(root)} if theirs else {}
    for name in stories if theirs else ():
        story = parsed(package.part(name), package.file, name)
        if _unmarked(story, numbers):
            changed[name] = serialised(story)
    members = tuple(
        deflated(member.name, changed[member.name]) if member.name in changed else member
        for member in package.members
    )
    return package.with_members(members)


def _unmarked(story: etree._Element, numbers: set[str | None]) -> bool:
    """Remove the marks of comments with these numbers, and tell whether there were any."""
    marks = [mark for mark in story.iter(*_RANGES, _REFERENCE) if mark.get(_ID) in numbers]
    for mark in marks:
        parent = mark.getparent()
        assert parent is not None  # a mark is never the root of a part
        parent.remove(mark)
        if parent.tag == _RUN and all(child.tag == _PROPERTIES for child in parent):
            _remove(parent)
    return bool(marks)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

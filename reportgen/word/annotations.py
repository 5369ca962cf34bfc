"""New comments of a Word file, beside those that it has (ECMA-376-1, 17.13.4)."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from lxml import etree

from reportgen.word.parts import COMMENTS, content_types
from reportgen.word.resources import Resources
from reportgen.word.runs import text_element
from reportgen.word.xml import copied, parsed, qname, serialised

__all__ = ["Annotations", "Marks", "marks"]

_PARAGRAPH, _RUN, _TEXT = qname("w:p"), qname("w:r"), qname("w:t")
_COMMENT, _ID = qname("w:comment"), qname("w:id")
_SHORT = "rg"
_AUTHOR, _DATE, _SELF = qname("w:author"), qname("w:date"), qname("w:annotationRef")
_INITIALS = qname("w:initials")
_SPACES = {"w": etree.QName(_COMMENT).namespace or ""}


def _enclosing() -> etree._Element:
    """Return a paragraph with the marks of a comment that lack its id."""
    paragraph = etree.Element(_PARAGRAPH, nsmap=_SPACES)
    for side in ("Start", "End"):
        etree.SubElement(paragraph, qname(f"w:commentRange{side}"))
    etree.SubElement(etree.SubElement(paragraph, _RUN), qname("w:commentReference"))
    return paragraph


_MARKS = _enclosing()


class Marks(NamedTuple):
    """The elements that enclose what a comment is about, and the run that refers to it."""

    start: etree._Element
    end: etree._Element
    reference: etree._Element


def marks(number: str) -> Marks:
    """Return the marks of the comment with this id."""
    start, end, run = copied(_MARKS)  # which costs less than to make them anew
    for element in (start, end, run[0]):
        element.set(_ID, number)
    return Marks(start, end, run)


class Annotations:
    """The comments of a file, old and new."""

    def __init__(self, resources: Resources, main: str) -> None:
        package = resources.package
        kinds = content_types(package)
        self._resources, self._main = resources, main
        self._is_new = COMMENTS not in kinds.values()
        self._name = next((name for name, kind in kinds.items() if kind == COMMENTS), _beside(main))
        self._root = (
            etree.Element(qname("w:comments"), nsmap=_SPACES)
            if self._is_new
            else parsed(package.part(self._name), package.file, self._name)
        )
        taken = {comment.get(_ID) for comment in self._root.iter(_COMMENT)}
        self._numbers = (number for number in map(str, count()) if number not in taken)
        self._added = 0
        # Comments by author, date and how many paragraphs they have, to be filled and copied; their texts.
        self._forms: dict[tuple[str, str, int], tuple[etree._Element, list[etree._Element]]] = {}

    def add(self, author: str, paragraphs: Sequence[str], when: str = "", number: str = "") -> str:
        """Add a comment and return its id, which is the next free one unless it is given."""
        number = number or next(self._numbers)
        self._added += 1
        key = (author, when, len(paragraphs))
        if key not in self._forms:
            made = _comment(*key)
            self._forms[key] = made, list(made.iter(_TEXT))
        form, texts = self._forms[key]
        form.set(_ID, number)
        for element, text in zip(texts, paragraphs, strict=True):
            element.text = text
        self._root.append(copied(form))
        return number

    def put(self) -> bool:
        """Put the comments into the file's resources, and tell whether there are any new ones."""
        if not self._added:
            return False
        if self._is_new:
            self._resources.of_part(self._main).relate("comments", self._name)
        self._resources.put(self._name, serialised(self._root), COMMENTS if self._is_new else "")
        return True


def _comment(author: str, when: str, size: int) -> etree._Element:
    """Return a comment of so many paragraphs that say nothing yet; its id takes the place of this one."""
    comment = etree.Element(_COMMENT, nsmap=_SPACES)
    told = ((_ID, ""), (_AUTHOR, author), (_INITIALS, _SHORT), (_DATE, when))
    for name, value in told if when else told[:-1]:
        comment.set(name, value)
    for position in range(size):
        paragraph = etree.SubElement(comment, _PARAGRAPH)
        if position == 0:  # the first one has the comment's own sign
            etree.SubElement(etree.SubElement(paragraph, _RUN), _SELF)
        etree.SubElement(paragraph, _RUN).append(text_element(""))
    return comment


def _beside(main: str) -> str:
    return posixpath.join(posixpath.dirname(main), "comments.xml")

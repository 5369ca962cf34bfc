"""Count the paragraphs of a merged part, also where one stands inside of another, as in a text box.

A part is counted as `root.iter(w:p)` does: in the order in which paragraphs begin. What follows a box belongs
to the paragraph that the box hangs on, so the end of an inner paragraph is marked too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["COUNTED", "PARAGRAPH_MARK", "PARAGRAPH_STARTS", "mark_paragraphs", "numbers_at", "without_marks"]

PARAGRAPH_MARK = "\x07"  # stands before each paragraph of a merged part until the paragraphs are counted
_INNER, _INNER_END = "\x18", "\x19"  # around one that stands inside of another
COUNTED = {"p": PARAGRAPH_MARK, "n": _INNER, "e": _INNER_END}
"""Instruction of the tree → the mark that stands for it in the merged text; XML can hold none of them."""
PARAGRAPH_STARTS = (PARAGRAPH_MARK, _INNER)
_MARKS = re.compile(f"[{PARAGRAPH_MARK}{_INNER}{_INNER_END}]")
_PARAGRAPH = qname("w:p")


def numbers_at(text: str, mark: str) -> list[int]:
    """Return the number of the paragraph, counted from 1, in which each `mark` of a merged part stands."""
    found: list[int] = []
    if _INNER not in text:  # nearly always
        for number, piece in enumerate(text.split(PARAGRAPH_MARK)):
            if times := piece.count(mark):
                found += (number,) * times
        return found
    counter = _Counter()
    for piece in text.split(mark)[:-1]:
        counter.read(piece)
        found.append(counter.paragraph)
    return found


@dataclass(slots=True)
class _Counter:
    """Tells in which paragraph the text stands that has been read so far; 0 before the first."""

    count: int = 0
    opened: list[int] = field(default_factory=lambda: [0])

    @property
    def paragraph(self) -> int:
        """The number of the innermost paragraph, counted from 1."""
        return self.opened[-1]

    def read(self, text: str) -> None:
        """Go on over `text`."""
        for mark in _MARKS.findall(text):
            if mark in (PARAGRAPH_MARK, _INNER):
                self.count += 1
                if mark == PARAGRAPH_MARK:
                    self.opened.pop()
                self.opened.append(self.count)
            elif mark == _INNER_END:
                self.opened.pop()


def mark_paragraphs(root: etree._Element, target: str) -> None:
    """Put an instruction before each paragraph, and another behind each that stands inside of another."""
    for paragraph in list(root.iter(_PARAGRAPH)):
        inner = next(paragraph.iterancestors(_PARAGRAPH), None) is not None
        paragraph.addprevious(etree.ProcessingInstruction(target, "n" if inner else "p"))
        if inner:
            paragraph.addnext(etree.ProcessingInstruction(target, "e"))


def without_marks(text: str) -> str:
    """Return the merged text without the marks."""
    for mark in COUNTED.values():  # several times as quick as one translation
        text = text.replace(mark, "")
    return text

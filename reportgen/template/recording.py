"""What a merge puts into a part, noted as it is printed: each insertion with its place in the text.

Most templates print their tags in the order of the text, so an insertion has its number as soon as it is
printed. Where a macro or a block gathers text (`Compiled.gathers`), it may come out elsewhere, twice or
never; then the numbers are given when the text is whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from itertools import repeat
from typing import NamedTuple

from reportgen.fields import BOOKMARK, Insertion, Origin
from reportgen.refs import Place
from reportgen.template.paragraphs import PARAGRAPH_STARTS, numbers_at

__all__ = ["MARK", "Recorder", "Recording", "Taken", "recorder"]

MARK = "\x08"
"""Stands in each insertion until the paragraphs are counted; XML cannot hold it."""


class Recording(Enum):
    """What is kept of the insertions: nothing, a list of them, or the list and a hidden bookmark around
    each."""

    NONE = 0
    NOTED = 1
    MARKED = 2


class Taken(NamedTuple):
    """A printed text before its slot and paragraph are known."""

    text: str
    expression: str
    place: Place
    origin: Origin | None


class Recorder(ABC):
    """Notes the insertions of one part; `taken` has them in the order in which they are printed.

    The first is number `first`; ids of bookmarks count on from `bookmarks`.
    """

    def __init__(self, part: str, recording: Recording, first: int, bookmarks: int) -> None:
        self.part, self.first = part, first
        self.is_marked = recording is Recording.MARKED
        self.offset = bookmarks - 1  # from the number of an insertion to the id of its bookmark
        self.taken: list[Taken | tuple[str, str, Place, Origin | None]] = []

    @abstractmethod
    def noted(self, xml: str, taken: Taken) -> str:
        """Return the XML of a printed text with what will tell its place."""

    @abstractmethod
    def told(self, xml: str) -> tuple[str, list[Insertion]]:
        """Return the merged part and its insertions in the order of the text; bookmarks stand around each,
        marks of paragraphs are left."""

    def _start(self, number: int) -> str:
        """Return where a hidden bookmark begins: one whose name begins with an underscore is hidden in Word
        (ECMA-376-1, 17.13.6.2 leaves names free)."""
        if not self.is_marked:
            return ""
        return f'<w:bookmarkStart w:id="{self.offset + number}" w:name="{BOOKMARK}{number}"/>'

    def _end(self, number: int) -> str:
        return f'<w:bookmarkEnd w:id="{self.offset + number}"/>' if self.is_marked else ""

    def _insertions(self, xml: str) -> list[Insertion]:
        if not self.taken:
            return []
        texts, expressions, places, origins = zip(*self.taken, strict=True)
        slots, numbers = range(self.first, self.first + len(texts)), numbers_at(xml, MARK)
        return list(map(Insertion, slots, expressions, texts, repeat(self.part), numbers, places, origins))


class _InOrder(Recorder):
    """Numbers insertions as they are printed."""

    def noted(self, xml: str, taken: Taken) -> str:
        number = self.first + len(self.taken)
        self.taken.append(taken)
        at = xml.startswith(PARAGRAPH_STARTS)  # a text that brings its paragraph stands in that one
        return f"{self._start(number)}{xml[:at]}{MARK}{xml[at:]}{self._end(number)}"

    def told(self, xml: str) -> tuple[str, list[Insertion]]:
        insertions = self._insertions(xml)
        return xml.replace(MARK, ""), insertions


class _Gathered(Recorder):
    """Numbers insertions when all are in their places: until then each stands between marks with the number
    of its printing."""

    def noted(self, xml: str, taken: Taken) -> str:
        self.taken.append(taken)
        return f"{MARK}{len(self.taken) - 1}{MARK}{xml}{MARK}{MARK}"

    def told(self, xml: str) -> tuple[str, list[Insertion]]:
        pieces = xml.split(MARK)
        printed, self.taken = self.taken, []
        opened: list[int] = []
        for at in range(1, len(pieces), 2):
            if not pieces[at]:
                pieces[at] = self._end(opened.pop())
                continue
            opened.append(self.first + len(self.taken))
            self.taken.append(printed[int(pieces[at])])
            text = pieces[at + 1]
            inside = text.startswith(PARAGRAPH_STARTS)
            pieces[at + 1] = f"{text[:inside]}{MARK}{text[inside:]}"
            pieces[at] = self._start(opened[-1])
        xml = "".join(pieces)
        insertions = self._insertions(xml)
        return xml.replace(MARK, ""), insertions


def recorder(part: str, recording: Recording, first: int, bookmarks: int, gathers: bool) -> Recorder:
    """Return what notes the insertions of a part."""
    return (_Gathered if gathers else _InOrder)(part, recording, first, bookmarks)

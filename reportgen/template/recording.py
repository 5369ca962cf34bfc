"""What a merge puts into a part, noted as it is printed: each insertion with its place in the text.

Most templates print their tags in the order of the text, so an insertion has its number as soon as it is
printed. Where a macro or a block gathers text (`Compiled.gathers`), it may come out elsewhere, twice or
never; then the numbers are given when the text is whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple

from reportgen.fields import BOOKMARK, Field, Insertion, Origin
from reportgen.refs import Place
from reportgen.rows import Rows
from reportgen.template.columns import COLUMNS_END, COLUMNS_START
from reportgen.template.paragraphs import PARAGRAPH_MARK, numbers_at
from reportgen.template.slots import Part

__all__ = ["MARK", "Recorder", "Recording", "Taken", "bookmark", "recorder", "unnoted"]

MARK = "\x08"
"""Stands in each insertion until the paragraphs are counted; XML cannot hold it."""
_COLUMNS = COLUMNS_START + COLUMNS_END
_REMEMBERED = 10_000  # bookmarks, which are alike in all drafts


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


def bookmark(offset: int, number: int) -> tuple[str, str]:
    """Return where a hidden bookmark begins and ends."""
    return _remembered(offset, number) if number <= _REMEMBERED else _bookmark(offset, number)


def _bookmark(offset: int, number: int) -> tuple[str, str]:
    """A bookmark whose name begins with an underscore is hidden in Word (ECMA-376-1, 17.13.6.2 leaves names
    free)."""
    start = f'<w:bookmarkStart w:id="{offset + number}" w:name="{BOOKMARK}{number}"/>'
    return start, f'<w:bookmarkEnd w:id="{offset + number}"/>'


_remembered = lru_cache(maxsize=_REMEMBERED)(_bookmark)


class Recorder(ABC):
    """Notes the insertions of one part, in the order in which they are printed.

    `texts` are those that were printed, and `tags` the numbers of the tags that did: where only these two are
    to be told, whoever prints may add to them. Of any other the tag is -1 and below, and counts `others`. The
    first insertion is number `first`.
    """

    in_order: bool  # whether what is printed stands in the order of printing

    def __init__(self, part: Part, recording: Recording, first: int) -> None:
        self.part, self.first = part, first
        self.is_marked = recording is Recording.MARKED
        self.offset = part.next_bookmark - 1  # from the number of an insertion to the id of its bookmark
        self.texts: list[str] = []
        self.tags: list[int] = []
        self.others: list[Taken] = []

    @abstractmethod
    def noted(self, xml: str, taken: Taken) -> str:
        """Return the XML of a printed text with what will tell its place."""

    @abstractmethod
    def changed(self, gathered: str, how: Callable[[str], Any]) -> None:
        """Take note that `how` was applied to the texts of what a block gathered."""

    def settled(self, xml: str) -> str:
        """Return the merged part with a bookmark around each insertion, in the order of the text."""
        return xml

    def insertions(self, data: bytes) -> Rows[Insertion]:
        """Return the insertions of the merged part in the order of the text, once it is settled; the marks of
        paragraphs and of insertions are still in it."""
        others = self.others[::-1]  # so that tag -1 is the first of them
        located = self.part.compiled.tags
        count = len(self.texts)
        expressions = [*(one.tag.body for one in located), *(one.expression for one in others)]
        places = [*(one.place for one in located), *(one.place for one in others)]
        columns = (
            range(self.first, self.first + count),
            list(map(expressions.__getitem__, self.tags)),
            self.texts,
            [self.part.name] * count,
            numbers_at(data, MARK, _COLUMNS),
            list(map(places.__getitem__, self.tags)),
            self._origins(),
        )
        return Rows(Insertion._make, columns)

    def _take(self, taken: Taken) -> None:
        self.others.append(taken)
        self.texts.append(taken.text)
        self.tags.append(-len(self.others))

    def _start(self, number: int) -> str:
        return bookmark(self.offset, number)[0] if self.is_marked else ""

    def _end(self, number: int) -> str:
        return bookmark(self.offset, number)[1] if self.is_marked else ""

    def _origins(self) -> list[Origin | None]:
        if not self.others:
            return [text.origin if type(text) is Field else None for text in self.texts]
        return [
            self.others[-1 - tag].origin if tag < 0 else text.origin if type(text) is Field else None
            for text, tag in zip(self.texts, self.tags, strict=True)
        ]


class _InOrder(Recorder):
    """Numbers insertions as they are printed."""

    in_order = True

    def noted(self, xml: str, taken: Taken) -> str:
        number = self.first + len(self.texts)
        self._take(taken)
        at = xml.startswith(PARAGRAPH_MARK)  # a text that brings its paragraph stands in that one
        return f"{self._start(number)}{xml[:at]}{MARK}{xml[at:]}{self._end(number)}"

    def changed(self, gathered: str, how: Callable[[str], Any]) -> None:
        """Nothing is gathered in such a part."""


class _Gathered(Recorder):
    """Numbers insertions when all are in their places: until then each stands between marks with the number
    of its printing."""

    in_order = False

    def noted(self, xml: str, taken: Taken) -> str:
        self._take(taken)
        return f"{MARK}{len(self.texts) - 1}{MARK}{xml}{MARK}{MARK}"

    def changed(self, gathered: str, how: Callable[[str], Any]) -> None:
        for number in map(int, filter(None, gathered.split(MARK)[1::2])):
            told = self.others[-1 - self.tags[number]]  # whatever is gathered is noted as such
            self.others.append(told._replace(text=str(how(told.text))))
            self.texts[number], self.tags[number] = self.others[-1].text, -len(self.others)

    def settled(self, xml: str) -> str:
        pieces = xml.split(MARK)
        printed: list[int] = []
        opened: list[int] = []
        for at in range(1, len(pieces), 2):
            if not pieces[at]:
                pieces[at] = self._end(opened.pop())
                continue
            opened.append(self.first + len(printed))
            printed.append(int(pieces[at]))
            text = pieces[at + 1]
            inside = text.startswith(PARAGRAPH_MARK)
            pieces[at + 1] = f"{text[:inside]}{MARK}{text[inside:]}"
            pieces[at] = self._start(opened[-1])
        self.texts = [self.texts[number] for number in printed]
        self.tags = [self.tags[number] for number in printed]
        return "".join(pieces)


def unnoted(gathered: str) -> str:
    """Return what a macro or block gathered without what was noted of it: marks, each with its number."""
    return "".join(gathered.split(MARK)[::2])


def recorder(part: Part, recording: Recording, first: int) -> Recorder:
    """Return what notes the insertions of a part; its first will have the number `first`."""
    return (_Gathered if part.compiled.gathers else _InOrder)(part, recording, first)

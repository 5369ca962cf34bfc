"""The text of a part as it stands now, and what its bookmarks enclose (ECMA-376-1, 17.13.6).

A draft comes back from other programs and other hands: a bookmark may have lost one of its ends, stand
twice, reach over paragraphs or stand between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from reportgen.refs import TableCell
from reportgen.word.package import Package
from reportgen.word.parts import story_parts
from reportgen.word.runs import text_of_element
from reportgen.word.tables import table_cells
from reportgen.word.xml import parsed, qname

__all__ = ["Bookmark", "Position", "Story", "stories", "story_of"]

LONGEST = 100_000  # characters of what one bookmark encloses; an insertion is never as long
_PARAGRAPH, _RUN = qname("w:p"), qname("w:r")
_START, _END = qname("w:bookmarkStart"), qname("w:bookmarkEnd")
_ID, _NAME, _DRAWN = qname("w:id"), qname("w:name"), qname("wp:docPr")
# What is no text of the paragraph: its properties, deleted or moved text, readings above the characters.
_SKIPPED = frozenset(map(qname, ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:ruby")))
# What holds paragraphs, not text: a bookmark that begins here begins with the next paragraph.
_BLOCKS = frozenset(
    map(qname, ("w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment", "w:txbxContent"))
)


class Position(NamedTuple):
    """A place in the text of a part: the paragraph, counted from 1, and the characters before it there."""

    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark with both its ends; `drawn` is the alternative text of the first drawing in it, None without
    one."""

    name: str
    start: Position
    end: Position
    drawn: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs of one part, its whole bookmarks in the order in which they begin, the table cell of
    each paragraph that stands in one, and the drawings with their alternative texts."""

    part: str
    paragraphs: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]
    cells: Mapping[int, TableCell] = field(default_factory=dict)
    drawings: tuple[tuple[Position, str], ...] = ()

    def paragraph(self, number: int) -> str:
        """Return the text of a paragraph, empty when there is none of this number."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else ""

    def enclosed(self, bookmark: Bookmark) -> str:
        """Return the text that a bookmark encloses, a line break between two paragraphs."""
        (first, start), (last, end) = bookmark.start, bookmark.end
        if first == last:
            return self.paragraph(first)[start:end][:LONGEST]
        between = self.paragraphs[first : last - 1]
        # An end before the first character of a paragraph is the end of the paragraph before.
        pieces = (self.paragraph(first)[start:], *between, *((self.paragraph(last)[:end],) if end else ()))
        return "\n".join(pieces)[:LONGEST]


def stories(package: Package) -> tuple[Story, ...]:
    """Return all parts of a Word file that hold text, the main part first."""
    names = story_parts(package)
    return tuple(story_of(parsed(package.part(name), package.file, name), name) for name in names)


def story_of(root: etree._Element, part: str) -> Story:
    """Return the text of a part and its bookmarks; paragraphs are counted as they begin, nested ones too."""
    reader = _Reader()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            reader.leave(element)
        elif element.tag in _SKIPPED:
            walk.skip_subtree()
        else:
            reader.enter(element)
    texts = tuple("".join(pieces) for pieces in reader.pieces)
    return Story(part, texts, tuple(reader.whole()), table_cells(root), tuple(reader.drawings))


@dataclass(slots=True)
class _Reader:
    """Gathers the text of each paragraph, and where bookmarks begin and end."""

    pieces: list[list[str]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # the paragraphs that are being read, the outermost first
    begun: dict[str, tuple[str, Position]] = field(default_factory=dict)  # by id
    ended: dict[str, tuple[str, Position, Position]] = field(default_factory=dict)  # by name
    drawn: dict[str, str] = field(default_factory=dict)  # by name
    drawings: list[tuple[Position, str]] = field(default_factory=list)

    def enter(self, element: etree._Element) -> None:
        tag, parent = element.tag, element.getparent()
        if tag == _PARAGRAPH:
            self.pieces.append([])
            self.lengths.append(0)
            self.open.append(len(self.pieces))
        elif tag == _START:
            self.begun[element.get(_ID) or ""] = (element.get(_NAME) or "", self._here(parent))
        elif tag == _END:
            self._end(element.get(_ID) or "", self._here(parent))
        elif tag == _DRAWN:
            words = element.get("descr", "")
            self.drawings.append((self._here(parent), words))
            for name, _ in self.begun.values():
                self.drawn.setdefault(name, words)
        elif self.open and parent is not None and parent.tag == _RUN and (text := text_of_element(element)):
            number = self.open[-1] - 1
            self.pieces[number].append(text)
            self.lengths[number] += len(text)

    def leave(self, element: etree._Element) -> None:
        if element.tag == _PARAGRAPH:
            self.open.pop()

    def _here(self, parent: etree._Element | None) -> Position:
        if not self.open or (parent is not None and parent.tag in _BLOCKS):
            return Position(len(self.pieces) + 1, 0)
        return Position(self.open[-1], self.lengths[self.open[-1] - 1])

    def _end(self, identity: str, end: Position) -> None:
        name, start = self.begun.pop(identity, ("", end))
        if name and name not in self.ended:  # of two of one name the first is meant
            self.ended[name] = (name, start, end)

    def whole(self) -> Iterator[Bookmark]:
        """Yield the bookmarks that have both ends, in the order in which they begin."""
        for name, start, end in sorted(self.ended.values(), key=lambda found: (found[1], found[2])):
            yield Bookmark(name, start, end, self.drawn.get(name))

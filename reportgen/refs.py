"""Where something is: a cell of a workbook, a paragraph of a Word file, a line of a text, or a whole file.

A place, once known, is never lost: every value made from a cell and every tag of a paragraph keeps its
reference. Places carry no words; how a place is said in a language is decided in `reportgen.messages`.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

import re
from typing import NamedTuple

__all__ = ["CellRef", "FileRef", "LineRef", "ParagraphRef", "Place", "TableCell", "excerpt"]

EXCERPT = 24  # characters of a text shown to tell it from its neighbours
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class FileRef(NamedTuple):
    """A file as a whole, where no cell or paragraph is to blame."""

    file: str

    def __str__(self) -> str:
        return self.file

    def at_tag(self, _: str) -> "FileRef":
        """Return the place itself: a file is not found by a tag."""
        return self

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The key that sorts places: file, part, row, column."""
        return (self.file, "", 0, 0)


class CellRef(NamedTuple):
    """A cell, a row's first cell, or (with an empty `cell`) a whole sheet of the workbook `file`.

    A tuple, for cells are looked up by the ten thousand.
    """

    file: str
    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def at_tag(self, _: str) -> "CellRef":
        """Return the place itself: a cell is found by its address."""
        return self

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The key that sorts places: file, sheet, row, column, so that B10 comes after B9."""
        found = _ADDRESS.fullmatch(self.cell)
        if found is None:
            return (self.file, self.sheet, 0, 0)
        letters, row = found.groups()
        return (self.file, self.sheet, int(row), _column_number(letters))


class LineRef(NamedTuple):
    """A line of a text file, counted from 1, and the header of the column to blame, if it is one."""

    file: str
    line: int
    column: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.column}".rstrip()

    def at_tag(self, _: str) -> "LineRef":
        """Return the place itself: a line is found by its number."""
        return self

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The key that sorts places: file, part, row, column."""
        return (self.file, "", self.line, 0)


class TableCell(NamedTuple):
    """A cell of a Word file: the `table` of its part, the row and the column, all counted from 1."""

    table: int
    row: int
    column: int


class ParagraphRef(NamedTuple):
    """A paragraph of a Word file: `paragraph` counts from 1 over the part, `tag` is the template tag to
    blame, `cell` where it stands in a table, if that was looked for."""

    file: str
    part: str = "word/document.xml"
    paragraph: int = 0
    text: str = ""
    tag: str = ""
    cell: TableCell | None = None

    def __str__(self) -> str:
        return f"{self.file} ¶{self.paragraph} «{self.excerpt}»"

    @property
    def excerpt(self) -> str:
        """The first characters of the paragraph, enough to find it by eye."""
        return excerpt(self.text)

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The key that sorts places: file, part, paragraph, and how far into it the tag stands."""
        text, tag = ("".join(words.split()) for words in (self.text, self.tag))
        return (self.file, self.part, self.paragraph, max(text.find(tag), 0))

    def at_tag(self, tag: str) -> "ParagraphRef":
        """Return the same paragraph with `tag` as the one to blame."""
        return self._replace(tag=tag)


Place = CellRef | FileRef | LineRef | ParagraphRef


def excerpt(text: str, most: int = EXCERPT) -> str:
    """Return `text` on one line of at most `most` characters: an ellipsis stands for what is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

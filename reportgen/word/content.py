"""A Word file as what a reader sees of it: paragraphs and tables, part by part, for comparing two.

Each value keeps the element that it was read from, for whoever writes a file from the two.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from typing import Any, NamedTuple

from reportgen.refs import TableCell
from reportgen.word.inline import Inline
from reportgen.word.package import Package
from reportgen.word.xml import qname

__all__ = ["Block", "Box", "Cell", "Content", "Paragraph", "Row", "Story", "Table"]


class Paragraph(NamedTuple):
    """A paragraph: its number in its part, its text with `OBJECT` for what is none, and how it is formatted.

    `objects` says of each `OBJECT` in the text what it is. `formats` are stretches of equal formatting, as
    (length, formatting), which includes the links around the text. `properties` are those of the paragraph,
    `mark` those of its end mark, `section` those of the section that ends with it. `boxes` are the text
    boxes anchored in it, `notes` the offset, kind and id of the notes referred to. `content` says which
    elements it all stands in.
    """

    number: int
    text: str
    objects: tuple[str, ...]
    formats: tuple[tuple[int, str], ...]
    properties: str
    mark: str
    section: str
    boxes: "tuple[Box, ...]"
    notes: tuple[tuple[int, str, str], ...]
    cell: TableCell | None
    element: Any
    content: Inline

    @property
    def seen(self) -> tuple[object, ...]:
        """What a reader sees of it, but for what is in its boxes and notes."""
        return (self.text, self.objects, self.formats, self.properties, self.mark, self.section)


class Box(NamedTuple):
    """The content of a text box, with the offset of its object in the paragraph. An `echo` repeats the one
    before for programs of another age."""

    offset: int
    blocks: "tuple[Block, ...]"
    echo: bool
    element: Any


class Cell(NamedTuple):
    """A cell of a table: its paragraphs and tables, its properties, and how many columns it spans."""

    blocks: "tuple[Block, ...]"
    properties: str
    element: Any

    @property
    def text(self) -> str:
        """The text of the cell, a line for each paragraph."""
        return "\n".join([block.text for block in self.blocks])


class Row(NamedTuple):
    """A row of a table."""

    cells: tuple[Cell, ...]
    properties: str
    element: Any

    @property
    def text(self) -> str:
        """The text of the row, a tab between two cells."""
        return "\t".join([cell.text for cell in self.cells])


class Table(NamedTuple):
    """A table; `grid` tells the widths of its columns."""

    rows: tuple[Row, ...]
    properties: str
    grid: tuple[str, ...]
    element: Any

    @property
    def text(self) -> str:
        """The text of the table, a line for each row."""
        return "\n".join([row.text for row in self.rows])


Block = Paragraph | Table


class Story(NamedTuple):
    """A flow of paragraphs and tables: the body, a header, a footer, one note.

    `role` tells which one it is: empty for the body, the note's id, for a header or footer `section:type`
    (`1:default`) of the first section that shows it. `root` is the root of the part. A separator is the rule
    above the notes of a page, which no reference leads to.
    """

    part: str
    kind: str
    role: str
    blocks: tuple[Block, ...]
    section: str
    element: Any
    root: Any

    @property
    def is_separator(self) -> bool:
        """Whether it is the rule above the notes of a page, or what stands for one."""
        kind: str = self.element.get(qname("w:type"), "normal")
        return kind != "normal"


class Content(NamedTuple):
    """The stories of a Word file, the body first, then headers, footers, footnotes and endnotes.

    `had_revisions` says that tracked changes were accepted to read it; `package` is then the file as it is
    without them.
    """

    package: Package
    main: str
    stories: tuple[Story, ...]
    had_revisions: bool

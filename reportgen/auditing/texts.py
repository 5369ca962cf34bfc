"""The paragraphs of a Word file in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.auditing.values import Text
from reportgen.refs import ParagraphRef
from reportgen.word.content import Block, Paragraph
from reportgen.word.package import Package
from reportgen.word.reader import read_content

__all__ = ["texts_of"]


def texts_of(package: Package) -> Iterator[Text]:
    """Yield the paragraphs of the body, of its tables and text boxes, then of the notes."""
    content = read_content(package)
    for story in content.stories:
        if story.kind in ("main", "footnote", "endnote") and not story.is_separator:
            yield from _texts(story.blocks, package.file, story.part)


def _texts(blocks: Iterable[Block], file: str, part: str) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield Text(ParagraphRef(file, part, block.number, block.text, cell=block.cell), block.text)
            for box in block.boxes:
                if not box.echo:
                    yield from _texts(box.blocks, file, part)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _texts(cell.blocks, file, part)

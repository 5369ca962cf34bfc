"""The paragraphs of a Word file in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.auditing.values import Text
from reportgen.refs import ParagraphRef
from reportgen.word.content import Block, Paragraph
from reportgen.word.package import Package
from reportgen.word.parts import main_part
from reportgen.word.reader import read_content
from reportgen.word.runs import paragraph_text
from reportgen.word.xml import qname, word_root

__all__ = ["prose_of_draft", "texts_of"]

_DIGIT = re.compile("[0-9]")


def texts_of(package: Package) -> Iterator[Text]:
    """Yield the paragraphs of the body, of its tables and text boxes, then of the notes."""
    content = read_content(package)
    for story in content.stories:
        if story.kind in ("main", "footnote", "endnote") and not story.is_separator:
            yield from _texts(story.blocks, package.file, story.part)


def prose_of_draft(package: Package, file: str) -> Iterator[Text]:
    """Yield the paragraphs of a draft that was just built which hold a digit, those of tables left out: their
    figures are the workbook's own. Their places are in `file`.

    Quicker than `texts_of`: a draft of our own has neither tracked changes nor fields that would have to be
    told apart.
    """
    part = main_part(package)
    paragraphs = word_root(package.part(part), package.file, part).iter(qname("w:p"))
    for number, paragraph in enumerate(paragraphs, start=1):
        text = paragraph_text(paragraph)
        if _DIGIT.search(text) and next(paragraph.iterancestors(qname("w:tc")), None) is None:
            yield Text(ParagraphRef(file, part, number, text), text)


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

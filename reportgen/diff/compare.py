"""Compare two Word files."""

from __future__ import annotations

from reportgen.diff.books.matching import paired
from reportgen.diff.books.texts import text_change
from reportgen.diff.values import Revision, Side
from reportgen.refs import ParagraphRef
from reportgen.word.content import read_content
from reportgen.word.package import Package

__all__ = ["compare_drafts"]


def compare_drafts(old: Package, new: Package) -> Revision:
    """Return what changed from one Word file to the other, a paragraph or table a passage."""
    sides = []
    for package in (old, new):
        content = read_content(package)
        blocks = [block for story in content.stories for block in story.blocks]
        sides.append([(ParagraphRef(package.file, text=block.text), block.text) for block in blocks])
    passages = (
        text_change(
            pair.old[1] if pair.old else None,
            pair.new[1] if pair.new else None,
            (pair.old[0] if pair.old else None, pair.new[0] if pair.new else None),
        )
        for pair in paired(sides[0], sides[1], lambda one: one[1])
    )
    return Revision(Side(old.file, False), Side(new.file, False), (), tuple(passages))

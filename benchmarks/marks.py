"""What a redline marks: how many characters, how many figures whole and how many cut, and whether it holds
both files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from reportgen.word.revisions import accept_all, reject_all

__all__ = ["Marks", "marks_of", "texts"]

_NEW, _OLD = {qn("w:ins"), qn("w:moveTo")}, {qn("w:del"), qn("w:moveFrom")}
_TEXTS = (qn("w:t"), qn("w:delText"))
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Marks:
    """Characters inserted, deleted or moved; the stretches they make; figures among them that are marked
    whole, and that are cut; paragraphs told as moved; whether accepting all gives the new file and rejecting
    all the old one."""

    characters: int
    stretches: int
    whole: int
    cut: int
    moves: int
    gives_new: bool
    gives_old: bool


def marks_of(redline: Path, old: Path, new: Path) -> Marks:
    """Return what a redline of two files marks."""
    root = docx.Document(str(redline)).element.body
    lines = [list(_marked(paragraph)) for paragraph in root.iter(qn("w:p"))]
    figures = [kind for line in lines for side in "-+" for kind in _figures(line, side)]
    moves = {node.get(qn("w:name")) for node in root.iter(qn("w:moveFromRangeStart"))}
    return Marks(
        sum(mark != " " for line in lines for _, mark in line),
        sum(mark != " " for line in lines for mark, _ in groupby(mark for _, mark in line)),
        figures.count(True),
        figures.count(False),
        len(moves),
        texts(redline, accept_all) == texts(new),
        texts(redline, reject_all) == texts(old),
    )


def texts(path: Path, resolve: Any = None) -> list[str]:
    """Return the paragraphs of a Word file and the rows of its tables, its tracked changes resolved."""
    document = docx.Document(str(path))
    if resolve is not None:
        resolve(document.element.body)
    rows = ["‖".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs] + rows


def _marked(paragraph: Any) -> Iterator[tuple[str, str]]:
    """Yield the characters of a paragraph, each with ` `, `+` or `-` as in a patch."""
    for node in paragraph.iter(*_TEXTS):
        tags = {ancestor.tag for ancestor in node.iterancestors(*_NEW, *_OLD)} | _row_marks(node)
        mark = "-" if tags & _OLD else "+" if tags & _NEW else " "
        for char in node.text or "":
            yield char, mark


def _row_marks(node: Any) -> set[str]:
    """Return the marks of the rows a text stands in: one that is inserted need not mark its text as well."""
    return {
        mark.tag
        for row in node.iterancestors(qn("w:tr"))
        for properties in row.iterchildren(qn("w:trPr"))
        for mark in properties
    }


def _figures(line: list[tuple[str, str]], side: str) -> Iterator[bool]:
    """Yield for each figure of the old (`-`) or the new text (`+`) that has a mark whether it is marked
    whole."""
    view = [(char, mark) for char, mark in line if mark in (" ", side)]
    for found in _FIGURE.finditer("".join(char for char, _ in view)):
        marks = {mark for _, mark in view[found.start() : found.end()]}
        if marks != {" "}:
            yield marks == {side}

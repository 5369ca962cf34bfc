"""A clerk at work on the shipped sample: change cells of a copy, build, and read the draft as a reader would.

A cell is named as people name it: `工业总产值.本年值`, or by its address: `名单!C2`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import Workbook, load_workbook

from reportgen import Built, build
from reportgen.manifest import Manifest, TracedFigure, read_manifest
from reportgen.settings import Settings
from reportgen.word.package import open_package

__all__ = [
    "BOOK",
    "DEMO",
    "FIRST",
    "ROOT",
    "TABLE",
    "TEMPLATE",
    "Change",
    "Draft",
    "Edits",
    "address",
    "build_in",
    "copied",
    "desk",
    "draft_of",
    "edited_sample",
    "rebuilt",
    "sample_draft",
]

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "inputs" / "xuanen-2020.xlsx"
DEMO = ROOT / "inputs" / "demo-en.xlsx"
TEMPLATE = ROOT / "templates" / "annual-summary.docx"

FIRST = "xuanen-2020-第1稿.docx"

Edits = Mapping[str, Any]
Change = Callable[[Workbook], object]


@dataclass(frozen=True)
class Draft:
    """A draft as it reads: paragraphs (style, text) and table rows in order; and what it tells of itself."""

    lines: tuple[tuple[str, str], ...]
    manifest: Manifest | None

    @property
    def text(self) -> str:
        """The paragraphs alone, one a line."""
        return "\n".join(text for style, text in self.lines if style != TABLE)

    @property
    def rows(self) -> dict[str, list[str]]:
        """The rows of the appended table by their first cell."""
        cells = [text.split("\t") for style, text in self.lines if style == TABLE]
        return {row[0]: row[1:] for row in cells}

    def headings(self, style: str) -> list[str]:
        """Return the paragraphs of one style, in order."""
        return [text for found, text in self.lines if found == style]

    def figure(self, indicator: str, expression: str) -> TracedFigure:
        """Return the first figure of `indicator` that was asked for by `expression`."""
        assert self.manifest is not None
        found = (f for f in self.manifest.figures if (f.indicator, f.expression) == (indicator, expression))
        return next(found)


TABLE = "表格"  # stands for the style in a line that is a row of the table


def copied(folder: Path, name: str = "xuanen-2020.xlsx") -> Path:
    """Copy the sample workbook to `folder` under `name`, and return its path."""
    return Path(shutil.copy(BOOK, folder / name))


def edited_sample(
    folder: Path,
    edits: Edits | None = None,
    change: Change | None = None,
    name: str = "xuanen-2020.xlsx",
) -> Path:
    """Write a copy of the sample with the cells of `edits` changed, then `change` called; return its path."""
    book = load_workbook(BOOK)
    for place, value in (edits or {}).items():
        sheet, _, cell = address(book, place).partition("!")
        book[sheet][cell].value = value
    if change is not None:
        change(book)
    path = folder / name
    book.save(path)
    return path


def address(book: Workbook, place: str) -> str:
    """Return the address of `指标名称.表头` in the sheet of indicators; an address as it stands."""
    if "!" in place:
        return place
    name, _, header = place.rpartition(".")
    sheet = book["指标"]
    column = next(cell.column_letter for cell in sheet[1] if cell.value == header)
    row = next(cell.row for cell in sheet["C"] if cell.value == name)
    return f"指标!{column}{row}"


def build_in(folder: Path, book: Path, **more: Any) -> Built:
    """Build `book` with the shipped template, drafts going to `folder`."""
    settings = more.pop("settings", None) or Settings(output=str(folder))
    return build(book, more.pop("template", TEMPLATE), settings=settings, **more)


def desk(folder: Path) -> Path:
    """Put the sample's first draft into `folder`, as a build of yesterday left it; return the folder."""
    (folder / FIRST).write_bytes(_first_draft())
    return folder


def rebuilt(folder: Path, edits: Edits | None = None, change: Change | None = None) -> Draft:
    """Build the changed sample at a desk, which must give the second draft, and read it."""
    built = build_in(folder, edited_sample(folder, edits, change))

    assert (2, True, "xuanen-2020-第2稿.docx") == (built.number, built.changed, built.draft.name)
    return draft_of(built.draft)


@cache
def sample_draft() -> Draft:
    """Return the sample's first draft as it reads."""
    with tempfile.TemporaryDirectory() as folder:
        return draft_of(desk(Path(folder)) / FIRST)


@cache
def _first_draft() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return build_in(Path(folder), BOOK).draft.read_bytes()


def draft_of(path: Path) -> Draft:
    """Read a draft back with python-docx, as Word shows it."""
    return Draft(tuple(_lines(path)), read_manifest(open_package(path)))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield TABLE, "\t".join(cell.text for cell in row.cells)
        elif isinstance(block, Paragraph):
            assert block.style is not None
            yield str(block.style.name), block.text

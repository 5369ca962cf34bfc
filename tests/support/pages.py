"""Word files laid out by LibreOffice, and what stands where on their pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

__all__ = ["POINTS_PER_MM", "Page", "Row", "laid_out", "missing_tools", "pages"]

POINTS_PER_MM = 72 / 25.4
FONTS = Path(__file__).with_name("fonts") / "fonts.conf"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SAME_ROW = 6.0  # points: what differs less in height stands on one row, whatever its font


@dataclass(frozen=True, slots=True)
class Row:
    """The text of one row of a page, and its box in points from the page's upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of the row's middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page from top to bottom; the last is the page number."""

    rows: tuple[Row, ...]

    @property
    def text_rows(self) -> tuple[Row, ...]:
        """The rows without the page number."""
        return self.rows[:-1]

    @property
    def number(self) -> Row:
        """The row of the page number."""
        return self.rows[-1]


def missing_tools() -> str:
    """Return what is missing to lay out and measure Chinese pages: programs, a font; or an empty text."""
    missing = [program for program in ("soffice", "pdftotext", "fc-list") if shutil.which(program) is None]
    if not missing and not _run("fc-list", ":lang=zh-cn"):
        missing.append("a Chinese font")
    return ", ".join(missing)


def laid_out(document: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a Word file in `folder`, with stand-ins for missing fonts."""
    source = folder / "document.docx"
    source.write_bytes(document)
    profile = (folder / "profile").resolve().as_uri()  # of its own, so that two can run at a time
    _run(
        "soffice", "--headless", f"-env:UserInstallation={profile}",
        "--convert-to", "pdf", "--outdir", str(folder), str(source),
    )  # fmt: skip
    return source.with_suffix(".pdf")


def pages(pdf: Path) -> list[Page]:
    """Return the pages of `pdf` with their rows."""
    described = etree.fromstring(_run("pdftotext", "-bbox-layout", str(pdf), "-"))
    return [Page(tuple(_rows(page))) for page in described.iter(f"{_XHTML}page")]


def _rows(page: etree._Element) -> Iterator[Row]:
    """Yield the rows of a page: words that stand at one height, joined from left to right."""
    words = sorted((_word(word) for word in page.iter(f"{_XHTML}word")), key=lambda word: word.middle)
    while words:
        first = words[0].middle
        row = [word for word in words if word.middle - first < _SAME_ROW]
        words = words[len(row) :]
        row.sort(key=lambda word: word.left)
        yield Row(
            "".join(word.text for word in row),
            row[0].left,
            row[-1].right,
            min(word.top for word in row),
            max(word.bottom for word in row),
        )


def _word(word: etree._Element) -> Row:
    return Row(word.text or "", *(float(word.get(side, "nan")) for side in ("xMin", "xMax", "yMin", "yMax")))


def _run(*command: str) -> bytes:
    """Return what the program prints; its failure is shown with what it said."""
    fonts = {"FONTCONFIG_FILE": str(FONTS)}
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, env=os.environ | fonts)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout

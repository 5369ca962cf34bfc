"""Makes `images/draft-page-1.png`, the first page of the sample's draft: `python -m docs.picture`.

Needs LibreOffice and poppler's pdftoppm; the fonts are those of the layout tests. No test compares pixels:
look at the picture before it goes into the repository.
"""

from __future__ import annotations

import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from reportgen import build
from tests.support.pages import laid_out

__all__ = ["TARGET", "main"]

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images" / "draft-page-1.png"
WIDTH = 760  # pixels: readable in a README; even, so that two pixels make a byte
_GREY_4_BIT = (4, 0, 0, 0, 0)  # bit depth, colour type, compression, filter, interlace (PNG 3, 11.2.1)


def main() -> None:
    """Build the sample in a folder of its own, lay it out and write its first page in 16 greys."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = folder / "draft.docx"
        build(ROOT / "inputs" / "xuanen-2020.xlsx", ROOT / "templates" / "annual-summary.docx", draft)
        pdf = laid_out(draft.read_bytes(), folder)
        size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
        subprocess.run(
            ["pdftoppm", "-gray", "-singlefile", "-f", "1", *size, str(pdf), str(folder / "page")], check=True
        )
        TARGET.parent.mkdir(exist_ok=True)
        TARGET.write_bytes(_png((folder / "page.pgm").read_bytes()))


def _png(pgm: bytes) -> bytes:
    """Return a binary PGM of 256 greys as a PNG of 16, about a quarter of the size."""
    _, size, _, pixels = pgm.split(b"\n", 3)
    width, height = (int(number) for number in size.split())
    rows = (pixels[at : at + width] for at in range(0, width * height, width))
    packed = b"".join(
        b"\0" + bytes(left >> 4 << 4 | right >> 4 for left, right in zip(row[::2], row[1::2], strict=True))
        for row in rows
    )
    header = struct.pack(">2I5B", width, height, *_GREY_4_BIT)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()

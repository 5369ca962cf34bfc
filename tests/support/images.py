"""Pictures made on the spot: small, of a size and colour that a test can recognise."""

from __future__ import annotations

import struct
import zlib

__all__ = ["png"]


def png(across: int = 4, down: int = 2, red: int = 200) -> bytes:
    """Return a picture of `across` by `down` pixels in one colour, 96 of them to an inch."""
    rows = (b"\x00" + bytes((red, 60, 60)) * across) * down
    chunks = (
        (b"IHDR", struct.pack(">2I5B", across, down, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">2IB", 3780, 3780, 1)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

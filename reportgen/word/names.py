"""Names within what a file system takes, 255 bytes or 85 汉字 on most; and as they stand in a line."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from unicodedata import category

__all__ = ["fitting", "shown"]

_LIMIT = 255  # bytes; under Windows UTF-16 units
_SHOWN = 80  # characters of a name or an address that are told
_JOINER = "\N{ZERO WIDTH JOINER}"


def fitting(folder: Path, stem: str, rest: str) -> str:
    """Return `stem`, shortened where it and `rest` are longer than a name in `folder` may be.

    A shortened one ends in a mark of the whole, so that two long names that differ at the end only stay two.
    """
    room = _limit(folder) - _size(rest)
    if _size(stem) <= room:
        return stem
    mark = f"~{zlib.crc32(stem.encode(errors='surrogatepass')):08x}"
    return _cut(stem, room - _size(mark)) + mark


def shown(name: str) -> str:
    """Return a name or an address as it may stand in a line: shortened, its control characters as codes."""
    begun = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in name[:_SHOWN])
    return begun if len(name) <= _SHOWN else f"{begun}…"


def _cut(text: str, room: int) -> str:
    """Return the beginning of a text that has room, never a base without its accents or half an emoji."""
    end = len(text)
    while end and (_size(text[:end]) > room or _is_within(text, end)):
        end -= 1
    return text[:end].rstrip(" .~")


def _is_within(text: str, at: int) -> bool:
    following = text[at : at + 1]
    joined = _JOINER in (following, text[at - 1])
    return joined or (bool(following) and category(following).startswith("M"))


def _size(name: str) -> int:
    if os.name == "nt":
        return len(name.encode("utf-16-le", errors="surrogatepass")) // 2
    return len(os.fsencode(name))


def _limit(folder: Path) -> int:
    """Return how long a name in `folder` may be, or in what stands above it when it is not there yet."""
    if hasattr(os, "pathconf"):
        for place in (folder, *folder.absolute().parents):
            with suppress(OSError, ValueError):
                return min(os.pathconf(place, "PC_NAME_MAX"), _LIMIT)
    return _LIMIT

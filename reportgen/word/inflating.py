"""Members inflated once, against the limits, before anybody else does: their headers can lie about sizes.

Only a piece of a member is held at a time, so a bomb is refused after a bounded number of bytes.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reportgen.bounds import MEBIBYTE, Bounds, bounds
from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef
from reportgen.word.directory import Entry
from reportgen.word.watch import Watch, is_watched

__all__ = ["PIECE", "Checked", "checked", "inflated"]

PIECE = 1 << 20  # bytes that are inflated at once
_KEPT, _KEPT_BYTES = 256, 32 * 1024

# What has passed once passes again: drafts of one template have most of their members in common, to the byte.
_passed: dict[tuple[str, int, int, int, bytes, Bounds], bool] = {}


class Checked(NamedTuple):
    """A member that passed: its entry, its bytes as stored, and whether it was watched as XML."""

    entry: Entry
    raw: bytes
    is_xml: bool


def inflated(raw: bytes, method: int) -> Iterator[bytes]:
    """Yield what `raw` inflates to in pieces; zlib.error when it is damaged."""
    return (piece for piece, _ in _unpacked(raw, method))


def _unpacked(raw: bytes, method: int) -> Iterator[tuple[bytes, int]]:
    """Yield the pieces, each with how many bytes of `raw` have been used by then."""
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(raw), PIECE):
            yield raw[start : start + PIECE], start + PIECE
        return
    if method != zipfile.ZIP_DEFLATED:
        raise zlib.error(f"method {method}")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pending = raw
    while pending and not inflater.eof:
        piece = inflater.decompress(pending, PIECE)
        pending = inflater.unconsumed_tail
        yield piece, len(raw) - len(pending)
    if not inflater.eof or inflater.unused_data:
        raise zlib.error("truncated, or more than one member")


def checked(entries: Sequence[Entry], data: bytes, file: str) -> tuple[Checked, ...]:
    """Return the members of `data` with their bytes, but for folders.

    Refusal: PK106 damaged, PK107 more than the limits, and what `Watch` refuses.
    """
    scale = _Scale(file, bounds())
    found = [_checked(entry, data, scale) for entry in entries]
    return tuple(each for each in found if not each.entry.is_folder)


class _Scale:
    """What has been inflated so far."""

    def __init__(self, file: str, limits: Bounds) -> None:
        self.file, self.limits = file, limits
        self._total = self._packed = 0

    def add(self, entry: Entry, more: int, size: int, used: int) -> None:
        """Count `more` bytes of a member, of which `size` came out of `used`; Refusal beyond the limits."""
        self._total += more
        limits, packed = self.limits, (used, self._packed + used)
        if size > limits.part * MEBIBYTE:
            raise self._refused(entry, "part", limits.part)
        if self._total > limits.total * MEBIBYTE:
            raise self._refused(entry, "total", limits.total)
        for inflated_bytes, bytes_packed in zip((size, self._total), packed, strict=True):
            if inflated_bytes > max(limits.grace * MEBIBYTE, limits.ratio * bytes_packed):
                raise self._refused(entry, "ratio", limits.ratio)

    def end(self, entry: Entry) -> None:
        """Count a member as a whole."""
        self._packed += entry.packed

    def _refused(self, entry: Entry, what: Literal["part", "total", "ratio"], limit: int) -> Refusal:
        return Refusal([fault("PK107", FileRef(self.file), hints=(what,), member=entry.name, limit=limit)])


def _checked(entry: Entry, data: bytes, scale: _Scale) -> Checked:
    raw = data[entry.start : entry.start + entry.packed]
    known = (entry.name, entry.method, entry.crc, entry.size, raw, scale.limits)
    if known in _passed:
        scale.add(entry, entry.size, entry.size, entry.packed)
        scale.end(entry)
        return Checked(entry, raw, _passed[known])
    size = crc = 0
    watch: Watch | None = None
    try:
        for piece, used in _unpacked(raw, entry.method):
            if size == 0 and is_watched(entry.name, piece):
                watch = Watch(scale.file, entry.name, scale.limits)
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            scale.add(entry, len(piece), size, used)
            if watch is not None:
                watch.feed(piece)
    except zlib.error as error:
        raise _damaged(entry, scale.file) from error
    scale.end(entry)
    if crc != entry.crc or size != entry.size:
        raise _damaged(entry, scale.file)
    if watch is not None and not watch.end():
        watch.closely(inflated(raw, entry.method))
    if len(raw) <= _KEPT_BYTES:
        if len(_passed) >= _KEPT:
            _passed.clear()
        _passed[known] = watch is not None
    return Checked(entry, raw, watch is not None)


def _damaged(entry: Entry, file: str) -> Refusal:
    return Refusal([fault("PK106", FileRef(file), hints=("member",), member=entry.name)])

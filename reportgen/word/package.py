"""The one door to Office files on disk: read guarded, written atomically, unchanged members copied as they
are.

A .docx or .xlsx is a zip of parts (ECMA-376 part 2). What comes in is not trusted: members are counted, and
inflated against a limit, before anything parses them. What goes out is the same bytes for the same parts:
fixed times, fixed order.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef

__all__ = ["Member", "Package", "deflated", "guarded", "open_package", "written"]

MEMBER_LIMIT = 2_000  # members of one file; a large real workbook has a few hundred
PIECE = 1 << 20  # bytes that are inflated at once
SIZE_LIMIT = 256 * 1024 * 1024  # bytes of one file and of all its members inflated
# Deflate; said outright so that equal parts give equal bytes. A merge spends much of its time here: level 6,
# the default, takes two to five times as long as level 3 and saves a tenth.
LEVEL = 3

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel 97–2003, Word 97–2003, and every encrypted Office file
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_CENTRAL_MARK = b"PK\x01\x02"
_DOS_DATE = 33  # 1980-01-01, the first day a zip can tell; no clock gets into a file
_UTF8_NAME = 0x800
_LOCAL_HEADER_SIZE = 30


class Member(NamedTuple):
    """One member of a package as the zip stores it: `raw` is deflated when `method` is 8, plain when it is
    0."""

    name: str
    method: int
    crc: int
    size: int
    raw: bytes


class Package:
    """The members of an Office file, in their order; `file` is its name without folders, for places."""

    def __init__(self, file: str, members: Iterable[Member], source: bytes = b"") -> None:
        self.file, self.members = file, tuple(members)
        self._source = source

    @cached_property
    def digest(self) -> str:
        """The sha256 of the bytes that it was opened from; empty for one that was not."""
        from hashlib import sha256  # loads OpenSSL, which whoever does not ask need not wait for

        return sha256(self._source).hexdigest() if self._source else ""

    def with_members(self, members: Iterable[Member]) -> Package:
        """Return a package with other members in place of its own, opened from the same bytes."""
        return Package(self.file, members, self._source)

    @cached_property
    def _by_name(self) -> Mapping[str, Member]:
        return {member.name: member for member in self.members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in their order."""
        return tuple(member.name for member in self.members)

    def checksum(self, name: str) -> str:
        """Return a text that is equal for members of equal content."""
        member = self._by_name[name]
        return f"{member.crc:08x}-{member.size}"

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the inflated bytes of the member `name` in pieces, so that a large one need not be held as a
        whole; KeyError when there is none."""
        member = self._by_name[name]
        if member.method == zipfile.ZIP_STORED:
            yield member.raw
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        pending = member.raw
        while pending and not inflater.eof:
            yield inflater.decompress(pending, PIECE)
            pending = inflater.unconsumed_tail

    def part(self, name: str) -> bytes:
        """Return the inflated bytes of the member `name`; KeyError when there is none."""
        member = self._by_name[name]
        return (
            member.raw
            if member.method == zipfile.ZIP_STORED
            else zlib.decompress(member.raw, -zlib.MAX_WBITS)
        )


def guarded(path: Path) -> tuple[bytes, Package]:
    """Return the bytes of the Office file at `path`, for a library that wants these, and its package, after
    checking that it is one and safe to open.

    Refusal: PK101 no such file, PK102 unreadable, PK103 no Office file, PK104 locked with a password, PK105
    of the 97–2003 format, PK106 damaged, PK107 too large, PK108 a member twice.
    """
    data = _read(path)
    return data, open_package(data, path.name)


def open_package(source: Path | bytes, file: str = "") -> Package:
    """Return the guarded package at the path, or in the bytes, `source`; `file` names bytes in places."""
    if not isinstance(source, bytes):
        return guarded(source)[1]
    return Package(file, _members(source, file), source)


def deflated(name: str, data: bytes) -> Member:
    """Return `data` as a deflated member called `name`."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(
        name, zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data), packer.compress(data) + packer.flush()
    )


def written(members: Iterable[Member]) -> bytes:
    """Return the zip of `members`: no clock, no machine, so equal members give equal bytes (APPNOTE 6.3.10,
    4.3)."""
    out: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        name = member.name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        what = (
            20,
            flags,
            member.method,
            0,
            _DOS_DATE,
            member.crc,
            len(member.raw),
            member.size,
            len(name),
            0,
        )
        out += (_LOCAL.pack(b"PK\x03\x04", *what), name, member.raw)
        directory += (_CENTRAL.pack(_CENTRAL_MARK, 20, *what, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(member.raw)
    central = b"".join(directory)
    count = len(directory) // 2
    return b"".join((*out, central, _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Refusal([fault("PK107", FileRef(path.name), limit=SIZE_LIMIT // 2**20)])
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise Refusal([fault("PK101", FileRef(str(path)))]) from missing
    except OSError as error:
        raise Refusal([fault("PK102", FileRef(str(path)), reason=error.strerror or "")]) from error


def _members(data: bytes, file: str) -> tuple[Member, ...]:
    place = FileRef(file)
    if data.startswith(_OLE):
        raise Refusal([fault("PK104" if _ENCRYPTED_STREAM in data else "PK105", place)])
    if data.count(_CENTRAL_MARK) > 2 * MEMBER_LIMIT:  # millions would take minutes only to be listed
        raise Refusal([fault("PK107", place, hints=("members",), limit=MEMBER_LIMIT)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        code = "PK106" if data.startswith(b"PK") else "PK103"
        raise Refusal([fault(code, place)]) from error
    _refuse_unsafe(infos, place)
    return _inflated(infos, data, place)


def _refuse_unsafe(infos: list[zipfile.ZipInfo], place: FileRef) -> None:
    names = [info.filename.lower() for info in infos]
    if len(names) > MEMBER_LIMIT:
        raise Refusal([fault("PK107", place, hints=("members",), limit=MEMBER_LIMIT)])
    if len(set(names)) < len(names):
        twice = min(name for name in names if names.count(name) > 1)
        raise Refusal([fault("PK108", place, member=twice)])
    if any(info.flag_bits & 1 for info in infos):
        raise Refusal([fault("PK104", place)])
    if "[content_types].xml" not in names:
        raise Refusal([fault("PK103", place)])


def _inflated(infos: list[zipfile.ZipInfo], data: bytes, place: FileRef) -> tuple[Member, ...]:
    """Return the members, having inflated each once against the limit: headers can lie about sizes."""
    members: list[Member] = []
    left = SIZE_LIMIT
    for info in infos:
        raw = _raw(info, data)
        try:
            size, crc = _measured(raw, info.compress_type, left)
        except (zlib.error, OverflowError) as error:
            code = "PK107" if isinstance(error, OverflowError) else "PK106"
            raise Refusal([fault(code, place, limit=SIZE_LIMIT // 2**20, member=info.filename)]) from error
        if raw is None or crc != info.CRC or size != info.file_size:
            raise Refusal([fault("PK106", place, member=info.filename)])
        left -= size
        if not info.is_dir():
            members.append(Member(info.filename, info.compress_type, crc, size, raw))
    return tuple(members)


def _raw(info: zipfile.ZipInfo, data: bytes) -> bytes:
    """Return the bytes of a member as stored, behind its local header (whose lengths differ from the
    directory's)."""
    start = info.header_offset + _LOCAL_HEADER_SIZE
    header = data[start - 4 : start]
    if len(header) < 4:
        return b""
    name, extra = struct.unpack("<2H", header)
    return data[start + name + extra : start + name + extra + info.compress_size]


def _measured(raw: bytes, method: int, limit: int) -> tuple[int, int]:
    """Return size and CRC-32 of what `raw` inflates to; OverflowError beyond `limit`, zlib.error when
    damaged."""
    if method == zipfile.ZIP_STORED:
        if len(raw) > limit:  # members that share their bytes can be more than the file
            raise OverflowError
        return len(raw), zlib.crc32(raw)
    if method != zipfile.ZIP_DEFLATED:
        raise zlib.error(f"method {method}")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = crc = 0
    pending = raw
    while pending and not inflater.eof:
        piece = inflater.decompress(pending, min(PIECE, limit - size + 1))
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        if size > limit:
            raise OverflowError
        pending = inflater.unconsumed_tail
    if not inflater.eof or inflater.unused_data:
        raise zlib.error("truncated, or more than one member")
    return size, crc

"""The one door to Office files on disk: read guarded, written atomically, unchanged members copied as they
are.

A .docx or .xlsx is a zip of parts (ECMA-376 part 2). What comes in is not trusted: `disk` reads a file and
nothing else, `directory` says what is in the zip, `inflating` unpacks it against the limits of
`reportgen.bounds` under the eyes of `watch`, and `connections` sees that the parts fit together; only then
does anything parse them. What goes out is the same bytes for the same parts: fixed times, fixed order.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.diagnostics import Refusal
from reportgen.word.directory import CENTRAL_MARK, END_MARK, LOCAL, LOCAL_MARK, entries
from reportgen.word.disk import read_file
from reportgen.word.inflating import checked, inflated

__all__ = ["Member", "Package", "Stored", "deflated", "guarded", "open_package", "written"]

# Deflate; said outright so that equal parts give equal bytes. A merge spends much of its time here: level 6,
# the default, takes two to five times as long as level 3 and saves a tenth.
LEVEL = 3

_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DOS_DATE = 33  # 1980-01-01, the first day a zip can tell; no clock gets into a file
_UTF8_NAME = 0x800


class Member(NamedTuple):
    """One member of a package as the zip stores it: `raw` is deflated when `method` is 8, plain when it is
    0."""

    name: str
    method: int
    crc: int
    size: int
    raw: bytes

    @property
    def data(self) -> bytes:
        """What it holds, inflated."""
        return self.raw if self.method == zipfile.ZIP_STORED else zlib.decompress(self.raw, -zlib.MAX_WBITS)


class Stored:
    """A member of a file, equal to one of another that is stored in the same bytes; `file` names it in
    faults."""

    def __init__(self, member: Member, file: str) -> None:
        self.member, self.file = member, file

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stored) and self.member == other.member

    def __hash__(self) -> int:
        return hash(self.member)


class Package:
    """The members of an Office file, in their order; `file` is its name without folders, for places.

    `has_macros` tells of a workbook that it carries some; a Word file with macros does not pass the door.
    """

    def __init__(
        self, file: str, members: Iterable[Member], source: bytes = b"", xml: frozenset[str] = frozenset()
    ) -> None:
        self.file, self.members = file, tuple(members)
        self.has_macros = False
        self._source, self._xml = source, xml

    @cached_property
    def digest(self) -> str:
        """The sha256 of the bytes that it was opened from; empty for one that was not."""
        from hashlib import sha256  # loads OpenSSL, which whoever does not ask need not wait for

        return sha256(self._source).hexdigest() if self._source else ""

    def with_members(self, members: Iterable[Member]) -> Package:
        """Return a package with other members in place of its own, opened from the same bytes."""
        return Package(self.file, members, self._source, self._xml)

    @property
    def xml_members(self) -> tuple[Member, ...]:
        """The members that were looked at as XML when the package was opened: what a foreign parser may
        see."""
        return tuple(member for member in self.members if member.name in self._xml)

    @cached_property
    def _by_name(self) -> Mapping[str, Member]:
        return {member.name: member for member in self.members}

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in their order."""
        return tuple(member.name for member in self.members)

    def stored(self, name: str) -> Stored:
        """Return the member `name` as a key for what is read from it; KeyError when there is none."""
        return Stored(self._by_name[name], self.file)

    def checksum(self, name: str) -> str:
        """Return a text that is equal for members of equal content."""
        member = self._by_name[name]
        return f"{member.crc:08x}-{member.size}"

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the inflated bytes of the member `name` in pieces, so that a large one need not be held as a
        whole; KeyError when there is none."""
        member = self._by_name[name]
        return inflated(member.raw, member.method)

    def part(self, name: str) -> bytes:
        """Return the inflated bytes of the member `name`; KeyError when there is none."""
        return self._by_name[name].data


def guarded(path: Path) -> Package:
    """Return the package of the Office file at `path`, after checking that it is one and safe to open.

    Refusal: PK101 no such file, PK102 unreadable, PK103 no Office file, PK104 locked with a password, PK105
    of the 97–2003 format, PK106 damaged, PK107 too large, PK108 a member twice, PK110 a DTD, PK111 macros
    in a Word file, PK112 a zip that contradicts itself, PK113 a name that leads elsewhere, PK114 XML beyond
    the limits, PK115 a part that is missing, PK116 an address that would be fetched, PK118 a part of two
    kinds.
    """
    return open_package(read_file(path), path.name)


def open_package(source: Path | bytes, file: str = "") -> Package:
    """Return the guarded package at the path, or in the bytes, `source`; `file` names bytes in places."""
    from reportgen.word.connections import connection_faults  # which loads lxml

    if not isinstance(source, bytes):
        return guarded(source)
    passed = checked(entries(source, file), source, file)
    members = [
        Member(one.entry.name, one.entry.method, one.entry.crc, one.entry.size, one.raw) for one in passed
    ]
    opened = Package(file, members, source, frozenset(one.entry.name for one in passed if one.is_xml))
    faults, opened.has_macros = connection_faults(file, opened.names, opened.part)
    if faults:
        raise Refusal(faults)
    return opened


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
        out += (LOCAL.pack(LOCAL_MARK, *what), name, member.raw)
        directory += (_CENTRAL.pack(CENTRAL_MARK, 20, *what, 0, 0, 0, 0, offset), name)
        offset += LOCAL.size + len(name) + len(member.raw)
    central = b"".join(directory)
    count = len(directory) // 2
    return b"".join((*out, central, _END.pack(END_MARK, 0, 0, count, count, len(central), offset, 0)))

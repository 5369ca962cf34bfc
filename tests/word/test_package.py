"""Office files come in guarded, each danger refused by its cause, and go out the same for the same parts."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.diagnostics import Refusal
from reportgen.template import Template
from reportgen.word import package
from reportgen.word.package import deflated, guarded, open_package, written
from tests.support.docs import DOCUMENT, changed, docx, main_xml, members, raw_members, small, texts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = "[Content_Types].xml"
GOOD = small("{{ a }}", "乙")


def refused(data: bytes) -> list[str]:
    """Return the codes with which a template is refused, empty when it is not; the places name the file."""
    try:
        Template.load(data, file="坏.docx").render({"a": 1})
    except Refusal as refusal:
        return [found.code if str(found.place).startswith("坏.docx") else "" for found in refusal.diagnostics]
    return []


def lying(data: bytes, name: str, **sizes: int) -> bytes:
    """Return the package whose directory says other sizes or another checksum of one member."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 4)
    fields = {"crc": 16, "packed": 20, "size": 24, "offset": 42}
    changed_data = bytearray(data)
    for field, value in sizes.items():
        changed_data[at + fields[field] : at + fields[field] + 4] = struct.pack("<L", value)
    return bytes(changed_data)


def bomb(claimed: int) -> bytes:
    """Return a package of 1 MiB whose main part inflates to 1 GiB of blanks and claims another size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b" " * 2**24) + packer.flush(
        zlib.Z_FULL_FLUSH
    )  # whole in itself: can be repeated
    blanks = package.Member(DOCUMENT, zipfile.ZIP_DEFLATED, 0, claimed, block * 64 + packer.flush())
    return written([*(member for member in open_package(GOOD).members if member.name != DOCUMENT), blanks])


def overlapping() -> bytes:
    """Return a package of members that share the bytes of one: 4 MiB that claim to be 3.5 GiB, unpacked."""
    plain = bytes(2**22)
    first = package.Member("0000", zipfile.ZIP_STORED, zlib.crc32(plain), len(plain), plain)
    data = written([*open_package(GOOD).members, first])
    start, at, end = data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02"), data.rindex(b"PK\x05\x06")
    named = [data[at : end - 4] + f"{number:04d}".encode() for number in range(900)]
    directory, count = data[start:at] + b"".join(named), len(members(GOOD)) + len(named)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def crowded(count: int) -> bytes:
    """Return a package with this many empty members more."""
    return zipped({**members(GOOD), **{f"a{number}": b"" for number in range(count)}}, zipfile.ZIP_STORED)


def twice() -> bytes:
    """Return a package that has its main part twice."""
    return written([*open_package(GOOD).members, deflated(DOCUMENT, main_xml(""))])


def locked() -> bytes:
    """Return a package whose members are marked as encrypted by the zip itself."""
    at = GOOD.index(b"PK\x01\x02")
    return GOOD[: at + 8] + b"\x01\x00" + GOOD[at + 10 :]


def typed(kind: str) -> bytes:
    """Return a file whose main part is said to be of this kind."""
    return small("甲", main_type=kind)


def with_main(xml: bytes) -> bytes:
    """Return a file with this main part."""
    return changed(GOOD, {DOCUMENT: xml})


OUTSIDE = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
LAUGHS = b"<!DOCTYPE a [<!ENTITY a0 'ha'>%s]><a>&a9;</a>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STRICT = main_xml("").replace(
    b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "PK103"),
    "noise": (lambda: random.Random(7).randbytes(5000), "PK103"),
    "web page": (lambda: b"<html><body>{{ a }}</body></html>", "PK103"),
    "text": (lambda: "{{ 工业总产值 }}".encode(), "PK103"),
    "old Word": (lambda: OLE, "PK105"),
    "old Excel": (lambda: OLE + "Workbook".encode("utf-16-le"), "PK105"),
    "with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "PK104"),
    "encrypted members": (locked, "PK104"),
    "empty zip": (lambda: zipped({}), "PK103"),
    "some zip": (lambda: zipped({"a.txt": b"a"}), "PK103"),
    "only a beginning": (lambda: b"PK\x03\x04", "PK106"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "PK106"),
    "without its end": (lambda: GOOD[:-22], "PK106"),
    "bomb of 1 GiB": (lambda: bomb(2**30), "PK114"),
    "bomb that claims to be small": (lambda: bomb(100), "PK114"),
    "members that overlap": (overlapping, "PK112"),
    "60,000 members": (lambda: crowded(60_000), "PK107"),
    "2,500 members": (lambda: crowded(2_500), "PK107"),
    "member twice": (twice, "PK108"),
    "member twice in another case": (lambda: changed(GOOD, {"WORD/Document.xml": b""}), "PK108"),
    "size too small": (lambda: lying(GOOD, DOCUMENT, size=3), "PK112"),
    "size too large": (lambda: lying(GOOD, DOCUMENT, size=2**31), "PK112"),
    "packed size too large": (lambda: lying(GOOD, DOCUMENT, packed=2**31), "PK112"),
    "checksum of another": (lambda: lying(GOOD, DOCUMENT, crc=1), "PK112"),
    "offset beyond the end": (lambda: lying(GOOD, DOCUMENT, offset=2**31), "PK106"),
    "offset of another": (lambda: lying(GOOD, DOCUMENT, offset=0), "PK112"),
    "packed another way": (lambda: zipped(members(GOOD), zipfile.ZIP_BZIP2), "PK106"),
    "macros": (lambda: typed(MACROS), "PK111"),
    "workbook": (lambda: typed(SHEET), "PK109"),
    "no main part": (lambda: changed(GOOD, {DOCUMENT: None}), "PK115"),
    "strict kind": (lambda: with_main(STRICT), "PK109"),
    "no XML": (lambda: with_main(b"<w:p>"), "PK110"),
    "empty part": (lambda: with_main(b""), "PK110"),
    "control characters": (lambda: with_main(main_xml("<w:p>\x0b</w:p>")), "PK110"),
    "unknown encoding": (lambda: with_main(b"<?xml version='1.0' encoding='x-none'?><a/>"), "PK110"),
    "unknown prefix": (lambda: with_main(b"<w:document/>"), "PK110"),
    "document type": (lambda: with_main(b"<!DOCTYPE a><a/>"), "PK110"),
    "file from outside": (lambda: with_main(OUTSIDE), "PK110"),
    "a thousand million laughs": (lambda: with_main(LAUGHS), "PK110"),
    "nested without end": (lambda: with_main(main_xml("<w:sdt>" * 20_000 + "</w:sdt>" * 20_000)), "PK114"),
    "types that are no XML": (lambda: changed(GOOD, {TYPES: b"<"}), "PK110"),
    "types with laughs": (lambda: changed(GOOD, {TYPES: LAUGHS}), "PK110"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_safe_word_file_is_refused_by_its_cause_at_once(name: str) -> None:
    """Each cause has its code, and none takes the time or the memory that it asks for."""
    make, code = HOSTILE[name]
    data = make()
    begun = time.process_time()

    assert [code] == refused(data)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("name", ["empty", "old Word", "with a password", "truncated", "member twice"])
def test_the_guard_of_workbooks_is_the_same(name: str, tmp_path: Path) -> None:
    """`guarded` looks at a file as closely, without unpacking it."""
    make, code = HOSTILE[name]
    (tmp_path / "坏.xlsx").write_bytes(make())
    with pytest.raises(Refusal, match=rf"^{code} 坏\.xlsx$"):
        guarded(tmp_path / "坏.xlsx")


def test_a_file_that_is_not_there_or_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    """No such file, and a folder in its place, are two causes."""
    with pytest.raises(Refusal, match=r"^PK101 "):
        open_package(tmp_path / "无.docx")
    with pytest.raises(Refusal, match=r"^PK102 "):
        open_package(tmp_path)


def test_a_file_too_large_to_be_a_report_is_not_even_read(tmp_path: Path) -> None:
    """Its size on disk is enough to refuse it."""
    path = tmp_path / "大.docx"
    with path.open("wb") as stream:
        stream.write(b"PK")
        stream.truncate(64 * 2**20 + 1)

    with pytest.raises(Refusal, match=r"^PK107 "):
        open_package(path)


def test_every_mutant_of_a_file_ends_in_a_result_or_a_refusal() -> None:
    """Whatever bytes of the zip or of its XML are flipped, cut, doubled or moved, nothing else is raised."""
    chance = random.Random(2020)
    parts = members(docx("{{ a }}", "{%p if a %}", "‖ {{ a }} ‖ 乙", "{%p endif %}", header="{{ a }}"))
    tidy = {name: part for name, part in parts.items() if not name.startswith(("docProps", "word/theme"))}
    whole, outcomes = zipped(tidy, zipfile.ZIP_STORED), {"merged": 0, "refused": 0}
    for number in range(700):  # of so light a file fewer are merged
        if number % 2:
            data = mutant(whole, chance)
        else:
            name = chance.choice(
                [TYPES, DOCUMENT, DOCUMENT, "word/header1.xml", "word/_rels/document.xml.rels"]
            )
            data = zipped({**tidy, name: mutant(tidy[name], chance)})
        outcomes["refused" if refused(data) else "merged"] += 1

    assert min(outcomes.values()) > 50, outcomes  # else the mutants would all be alike


def mutant(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with one to three wounds."""
    for _ in range(chance.randint(1, 3)):
        at, length = chance.randrange(len(data)), chance.randint(1, 30)
        piece = data[at : at + length]
        data = chance.choice(
            [
                data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
                data[:at] + data[at + length :],
                data[:at] + piece + piece + data[at + length :],
                data[:at]
                + chance.choice([b"<", b">", b"&", b'"', b"{{", b"%}", b"\xff", b"w:", b"-1", b"0"])
                + data[at:],
                data[:at] + piece[::-1] + data[at + length :],
            ]
        )
    return data


def test_what_is_written_is_a_zip_that_others_read() -> None:
    """Names in Chinese, empty members and stored ones come back as they went in; each checksum holds."""
    parts = {TYPES: b"<a/>", "词/文件.xml": "内容".encode() * 100, "empty": b"", "图.png": bytes(range(256))}
    data = written([deflated(name, part) for name, part in parts.items()])

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {(1980, 1, 1, 0, 0, 0)} == {info.date_time for info in archive.infolist()}
    assert parts == members(data)


def test_a_package_gives_back_what_it_was_made_of(tmp_path: Path) -> None:
    """Stored members stay stored, deflated ones keep their very bytes; the digest is that of the file."""
    path = tmp_path / "甲.docx"
    path.write_bytes(zipped(members(GOOD), zipfile.ZIP_STORED))
    opened = open_package(path)

    assert ("甲.docx", True, False) == (opened.file, DOCUMENT in opened, "无" in opened)
    assert members(GOOD) == {name: opened.part(name) for name in opened.names}
    assert raw_members(path.read_bytes()) == raw_members(written(opened.members))
    assert opened.digest == open_package(path.read_bytes()).digest != open_package(GOOD).digest


def test_streamed_files_and_files_behind_a_stub_are_read() -> None:
    """Some programs write sizes behind the data, or put something before the zip: both are good files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(
        type("Pipe", (), {"write": stream.write, "flush": stream.flush})(), "w", 8
    ) as archive:
        for name, part in members(GOOD).items():
            archive.writestr(name, part)

    assert ["1", "乙"] == texts(Template.load(stream.getvalue()).render({"a": 1}))
    assert ["1", "乙"] == texts(Template.load(b"stub" * 9 + GOOD).render({"a": 1}))

"""A hostile or damaged file ends in a named refusal, soon; no cell's content ever ends in anything else."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Refusal
from reportgen.workbook import Limits, check_book, read_book
from reportgen.workbook.reader import read_sheets
from tests.support.books import SMALL, book_of_notation, put, small_book
from tests.support.zips import SHEET, repacked, with_rows

QUICK = 10.0  # seconds of work that any file may take, whatever else the machine does meanwhile


def refused(path: Path) -> list[str]:
    """Return the codes with which the file at `path` is refused, soon."""
    start = time.process_time()
    with pytest.raises(Refusal) as refusal:
        read_sheets(path)

    assert time.process_time() - start < QUICK
    return [found.code for found in refusal.value.diagnostics]


@pytest.mark.parametrize(
    "row", ['<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>', '<row r="1"><c r="XFD1" s="1"/></row>']
)
def test_far_cell_costs_nothing(tmp_path: Path, row: str) -> None:
    """A cell in the last corner of the sheet is one cell."""
    start = time.process_time()
    raw = read_sheets(with_rows(small_book(tmp_path), row), lambda title: title == "指标").sheets[0]

    assert time.process_time() - start < QUICK
    assert sum(map(len, raw.rows.values())) <= 1


def entity_bomb(depth: int) -> str:
    """Return the document type of a billion laughs."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{entities}]>'


def without_workbook(name: str, data: bytes) -> bytes:
    """Empty the part that lists the sheets."""
    return b"" if name == "xl/workbook.xml" else data


FULL = '<c r="A1"><v>1</v></c>'
MANY = {f"x/{number}.xml": b"" for number in range(5_000)}
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "billion laughs": (lambda path: with_rows(path, "", entity_bomb(9)), "PK110"),
    "outside entity": (lambda path: with_rows(path, "", OUTSIDE), "PK110"),
    "rows without end": (lambda path: with_rows(path, '<row r="1" s="1"/>' * 15_000_000), "PK107"),
    "rows below": (lambda path: with_rows(path, f'<row r="1">{FULL}</row>' * 100_001), "WB102"),
    "too many elements": (lambda path: with_rows(path, "<row/>" * 2_100_000), "WB102"),
    "one endless row": (lambda path: with_rows(path, f"<row>{'<c/>' * 1_000_001}</row>"), "WB102"),
    "no row at all": (lambda path: with_rows(path, "<a/>" * 20_000_000), "WB102"),
    "bomb": (lambda path: with_rows(path, " " * (257 << 20)), "PK107"),
    "members": (lambda path: repacked(path, lambda _, data: data, MANY), "PK107"),
    "unclosed tag": (lambda path: with_rows(path, "<row>"), "WB101"),
    "no shared text": (lambda path: with_rows(path, '<row><c t="s"><v>999999</v></c></row>'), "WB101"),
    "absurd reference": (lambda path: with_rows(path, '<row><c r="?"><v>1</v></c></row>'), "WB101"),
    "no list of sheets": (lambda path: repacked(path, without_workbook), "WB101"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_soon(tmp_path: Path, name: str) -> None:
    """A file made to do harm, or harmed itself, is refused by name within seconds."""
    spoil, code = HOSTILE[name]

    assert [code] == refused(spoil(small_book(tmp_path)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_member_twice_is_refused(tmp_path: Path) -> None:
    """Two members of one name would show different sheets to different programs."""
    path = repacked(small_book(tmp_path), lambda _, data: data, {SHEET: b"<worksheet/>"})

    assert ["PK108"] == refused(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PK103"),
        (b"<html><table>", "PK103"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "PK105"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "PK104"),
    ],
)
def test_what_is_no_workbook_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    """An old .xls, a locked file and a renamed web page are told apart."""
    path = tmp_path / "测试.xlsx"
    path.write_bytes(data)

    assert [code] == refused(path)


def test_document_is_no_workbook(tmp_path: Path) -> None:
    """An Office file of another kind is refused as unreadable."""
    path = tmp_path / "测试.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )

    assert ["WB101"] == refused(path)


def test_damage_anywhere_ends_in_a_reading_or_a_refusal(tmp_path: Path) -> None:
    """300 files with bytes changed in any part are read or refused, and raise nothing else."""
    source = put(book_of_notation(SMALL), tmp_path).read_bytes()
    chance = random.Random(20201231)
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "变异.xlsx"
    codes: Counter[str] = Counter()
    for _ in range(300):
        damaged = dict(parts)
        name = chance.choice(sorted(parts))
        damaged[name] = mutated(parts[name], chance)
        with zipfile.ZipFile(path, "w") as archive:
            for member, data in damaged.items():
                archive.writestr(member, data)
        try:
            read_sheets(path)
        except Refusal as refusal:
            codes.update(found.code for found in refusal.diagnostics)

    assert codes.keys() <= {"WB101", "WB102", "PK103", "PK110"}
    assert codes.total() > 50  # else the damage was too small to tell anything


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return `data` with a byte changed, a piece cut out, doubled, or a number put in its place."""
    at = chance.randrange(len(data) or 1)
    length = chance.randrange(1, 40)
    piece = data[at : at + length]
    middle = chance.choice(
        [b"", piece * 2, bytes([chance.randrange(256)]), b"999999999", b"-1", b"\xff\xfe", b'"']
    )
    return data[:at] + middle + data[at + length :]


CELLS = [f"{sheet}!{column}{row}" for sheet, columns in (
    ("基本信息", "AB"), ("指标", "ABCDEFGHIJKLMNOPQRST"), ("名单", "ABCD"),
    ("正文", "ABCDE"), ("勾稽关系", "ABCDEFG"), ("历年", "ABC"),
) for column in columns for row in (1, 2, 3)]  # fmt: skip
TYPED = st.one_of(
    st.text(alphabet="0123456789.,%-+ 约亿万元家—／=（）甲一", max_size=8).map(lambda text: f"'{text}"),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(
        lambda text: f"'{text}"
    ),
    st.decimals(-(10**17), 10**17, places=6, allow_nan=False).map(str),
    st.sampled_from(["#DIV/0!", "#N/A", "=1+1", "TRUE", "2020-02-29", "8.46%", ""]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(CELLS), TYPED, max_size=12))
def test_whatever_is_typed_is_read_or_named(tmp_path: Path, edits: dict[str, str]) -> None:
    """Any content of any cell leads to a book and findings, the same each time, never to an exception."""
    path = small_book(tmp_path, edits)
    first, second = read_book(path), read_book(path)

    assert first.book is not None
    assert first.diagnostics == second.diagnostics
    assert check_book(first.book, Limits()) == check_book(first.book, Limits())

"""Cells come as Excel shows them; a hostile or damaged file ends in a named refusal, soon."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from reportgen.diagnostics import Refusal
from reportgen.workbook.reader import Cell, CellKind, RawSheet, read_sheets
from tests.support.books import SMALL, book_of_notation, put, small_book

SHEET = "xl/worksheets/sheet2.xml"  # 指标 of the small book
QUICK = 5.0  # seconds that any file may take


def first_sheet(folder: Path, book: Workbook) -> RawSheet:
    """Read the first sheet of `book`."""
    return read_sheets(put(book, folder)).sheets[0]


def cell_of(folder: Path, value: object, number_format: str = "General") -> Cell | None:
    """Return how A1 is read when it holds `value`."""
    book = Workbook()
    cell = book.worksheets[0]["A1"]
    cell.value = value
    cell.number_format = number_format
    return first_sheet(folder, book).rows.get(1, {}).get(1)


def repacked(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> Path:
    """Rewrite the members of the zip at `path` through `change`, add `more`, and return the path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def with_rows(path: Path, rows: str, before: str = "") -> Path:
    """Replace the rows of the small book's 指标 sheet by raw XML."""
    head = f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet = f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()
    return repacked(path, lambda name, data: sheet if name == SHEET else data)


def refused(path: Path) -> list[str]:
    """Return the codes with which the file at `path` is refused, soon."""
    start = time.monotonic()
    with pytest.raises(Refusal) as refusal:
        read_sheets(path)

    assert time.monotonic() - start < QUICK
    return [found.code for found in refusal.value.diagnostics]


# --- values


@pytest.mark.parametrize(
    ("value", "number_format", "kind", "text"),
    [
        (118300, "General", CellKind.NUMBER, "118300"),
        (1.1, "General", CellKind.NUMBER, "1.1"),
        (0.1 + 0.2, "0.00", CellKind.NUMBER, "0.3"),  # stored as 0.30000000000000004
        (133.50469, "General", CellKind.NUMBER, "133.50469"),
        (1e-7, "General", CellKind.NUMBER, "0.0000001"),
        (12345678901234567, "General", CellKind.NUMBER, "12345678901234600"),  # Excel keeps 15 digits
        ("甲", "General", CellKind.TEXT, "甲"),
        ("  甲 ", "General", CellKind.TEXT, "  甲 "),
        (True, "General", CellKind.BOOL, "TRUE"),
        (date(2020, 12, 31), "yyyy-mm-dd", CellKind.DATE, "2020-12-31"),
        (datetime(2020, 12, 31, 8, 30), 'yyyy"年"m"月"d"日"', CellKind.DATE, "2020-12-31 08:30:00"),  # noqa: DTZ001
        ("=1+1", "General", CellKind.FORMULA, ""),
        ("#DIV/0!", "General", CellKind.ERROR, "#DIV/0!"),
    ],
)
def test_cells_tell_their_kind_and_text(
    tmp_path: Path, value: object, number_format: str, kind: CellKind, text: str
) -> None:
    """A cell says what it is and what Excel shows, without binary dust."""
    cell = cell_of(tmp_path, value, number_format)

    assert cell is not None
    assert (kind, text) == (cell.kind, cell.text)


@pytest.mark.parametrize("value", [None, "", "   ", "　"])
def test_blank_cells_do_not_exist(tmp_path: Path, value: object) -> None:
    """Nothing, and blanks only, are no cell."""
    assert cell_of(tmp_path, value) is None


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0.00%", True),
        ('0.0"%"', False),
        ("0.00", False),
        ("0%;-0%", True),
        ("General", False),
        (r"0.0\%", False),
    ],
)
def test_percent_formats_are_told(tmp_path: Path, number_format: str, percent: bool) -> None:
    """A percent sign in the code of a format scales the number; one in quotes is a mere mark."""
    cell = cell_of(tmp_path, 0.0846, number_format)

    assert cell is not None
    assert percent is cell.percent
    assert Decimal("0.0846") == cell.number


def test_dates_of_the_1904_system_are_right(tmp_path: Path) -> None:
    """A book from an old Mac counts its days from 1904, and shows the same dates."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["A1"] = date(2020, 12, 31)

    cell = first_sheet(tmp_path, book).rows[1][1]
    assert date(2020, 12, 31) == cell.moment


def test_merged_and_hidden_are_told(tmp_path: Path) -> None:
    """Merged ranges, hidden rows and hidden columns come with the cells."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 1
    sheet.merge_cells("B2:C4")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True

    raw = first_sheet(tmp_path, book)
    assert ((2, 2, 4, 3),) == raw.merged
    assert frozenset({3}) == raw.hidden_rows
    assert frozenset({5}) == raw.hidden_columns


def test_only_wanted_sheets_are_read(tmp_path: Path) -> None:
    """Titles of all sheets are known, cells only of those asked for."""
    raw = read_sheets(small_book(tmp_path), lambda title: title == "名单")

    assert ["名单"] == [sheet.title for sheet in raw.sheets]
    assert ("基本信息", "指标", "名单", "正文", "勾稽关系", "历年") == raw.titles


RAW = [
    ('<c r="A1"><f>1/3</f><v>0.3333333333333333</v></c>', CellKind.NUMBER, "0.333333333333333"),
    ('<c r="A1" t="str"><f>A2&amp;""</f><v>甲</v></c>', CellKind.TEXT, "甲"),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
    ('<c r="A1"><f>1+1</f><v></v></c>', CellKind.FORMULA, ""),
    ('<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>', CellKind.TEXT, "甲乙"),
    ('<c r="A1"><v>12,3</v></c>', CellKind.TEXT, "12,3"),
    ('<c r="A1"><v>NaN</v></c>', CellKind.TEXT, "NaN"),
    ('<c r="A1"><v>INF</v></c>', CellKind.TEXT, "INF"),
    ('<c r="A1"><v>1e999</v></c>', CellKind.TEXT, "1e999"),
    ('<c r="A1" s="999999"><v>5</v></c>', CellKind.NUMBER, "5"),
    ("<c><v>5</v></c>", CellKind.NUMBER, "5"),
]


@pytest.mark.parametrize(("xml", "kind", "text"), RAW)
def test_stored_forms_are_understood(tmp_path: Path, xml: str, kind: CellKind, text: str) -> None:
    """What Excel, WPS and others write comes out; what is no number stays the text that it is."""
    path = with_rows(small_book(tmp_path), f'<row r="1">{xml}</row>')

    cell = read_sheets(path, lambda title: title == "指标").sheets[0].rows[1][1]
    assert (kind, text) == (cell.kind, cell.text)


def test_formula_with_the_empty_text_for_result_is_empty(tmp_path: Path) -> None:
    """A formula that shows nothing is an empty cell; it has been calculated."""
    path = with_rows(small_book(tmp_path), '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')

    assert {} == read_sheets(path, lambda title: title == "指标").sheets[0].rows


# --- hostile and damaged files


@pytest.mark.parametrize(
    "row", ['<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>', '<row r="1"><c r="XFD1" s="1"/></row>']
)
def test_far_cell_costs_nothing(tmp_path: Path, row: str) -> None:
    """A cell in the last corner of the sheet is one cell."""
    start = time.monotonic()
    raw = read_sheets(with_rows(small_book(tmp_path), row), lambda title: title == "指标").sheets[0]

    assert time.monotonic() - start < QUICK
    assert sum(map(len, raw.rows.values())) <= 1


def entity_bomb(depth: int) -> str:
    """Return the document type of a billion laughs."""
    entities = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY e0 "ha">{entities}]>'


def without_workbook(name: str, data: bytes) -> bytes:
    """Empty the part that lists the sheets."""
    return b"" if name == "xl/workbook.xml" else data


MANY = {f"x/{number}.xml": b"" for number in range(60_000)}
OUTSIDE = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "billion laughs": (lambda path: with_rows(path, "", entity_bomb(9)), "PK110"),
    "outside entity": (lambda path: with_rows(path, "", OUTSIDE), "PK110"),
    "empty rows": (lambda path: with_rows(path, '<row r="1" s="1"/>' * 1_048_576), "WB102"),
    "rows below": (lambda path: with_rows(path, '<row r="1" s="1"/>' * 100_001), "WB102"),
    "too many elements": (lambda path: with_rows(path, "<row/>" * 5_000_000), "WB102"),
    "one endless row": (lambda path: with_rows(path, f"<row>{'<c/>' * 2_000_000}</row>"), "WB102"),
    "bomb": (lambda path: with_rows(path, " " * (300 << 20)), "PK107"),
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

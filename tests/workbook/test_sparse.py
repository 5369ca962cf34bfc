"""Rows and cells that are only formatted are left out before a sheet is parsed; nothing else ever is."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.word.package import Package, deflated, open_package, written
from reportgen.workbook import Contents, read_book, write_book
from reportgen.workbook.sparse import without_empty

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{NAMESPACE}"><cols><col min="1" max="3"/></cols><sheetData>'
TAIL = '</sheetData><rowBreaks count="1"><brk id="3"/></rowBreaks></worksheet>'
LAST = '<row r="9"/>'
TEXT = '<c r="A2" t="inlineStr"><is><t>a</t></is></c>'
VALUE = '<c r="B7"><v>5</v></c>'


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ('<row r="2" s="1" customFormat="1"/>', ""),
        ('<row r="2"></row>', ""),
        ('<row r="2"><c r="A2" s="1"/><c r="B2" s="1"></c></row>', ""),
        (f'<row r="7"><c r="A7" s="1"/>{VALUE}<c r="C7" s="1"/></row>', f'<row r="7">{VALUE}</row>'),
        ('<row r="2"><c r="A2"><f>1+1</f></c></row>', '<row r="2"><c r="A2"><f>1+1</f></c></row>'),
        (f'<row r="2">{TEXT}</row>', f'<row r="2">{TEXT}</row>'),
    ],
)
def test_what_holds_nothing_is_left_out(rows: str, left: str) -> None:
    """Values, formulas and texts in place stay; empty rows, and empty cells beside a full one, go."""
    assert HEAD + left + LAST + TAIL == _lean(HEAD + rows + LAST + TAIL)


@pytest.mark.parametrize(
    "sheet",
    [
        HEAD + "<row><c/></row><row><c><v>1</v></c></row>" + TAIL,
        HEAD.replace("<", "<x:").replace("<x:/", "</x:") + '<x:row r="2"/>',
        HEAD + f'<!-- <row r="2"/> --><row r="3"/><row r="7">{VALUE}</row>' + TAIL,
        HEAD + f'<row r="2"/><row>{VALUE}</row>' + TAIL,
    ],
    ids=["without numbers", "with prefixes", "behind a comment", "before a row that counts from it"],
)
def test_what_is_written_otherwise_stays(sheet: str) -> None:
    """A row without a number has the next one, so the empty row before it counts; comments may hide rows."""
    assert sheet == _lean(sheet)


def test_utf_16_stays_as_it_is() -> None:
    """What is not UTF-8 is left to the parser."""
    sheet = (HEAD + '<row r="2"/>' + TAIL).encode("utf-16")

    assert sheet == without_empty([sheet])


_CELLS = st.sampled_from(["", ' s="1"', ' t="s"'])
_FILLS = st.sampled_from(
    ["", "", "", "<v>1</v>", "<f>A1</f><v>2</v>", "<is><t>&lt;row r=&quot;1&quot;</t></is>"]
)
_ROWS = st.lists(
    st.tuples(st.booleans(), st.lists(st.tuples(st.booleans(), _CELLS, _FILLS), max_size=4)), max_size=12
)


@given(_ROWS, st.integers(1, 40))
def test_all_values_keep_their_cells(rows: list[tuple[bool, list[tuple[bool, str, str]]]], size: int) -> None:
    """However rows are numbered, and however the bytes come in pieces: the same values in the same cells."""
    sheet = HEAD + "".join(_row(number, *row) for number, row in enumerate(rows, start=2)) + TAIL
    data = sheet.encode()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]

    lean = without_empty(pieces)

    assert _values(data) == _values(lean)
    assert len(lean) <= len(data)


def test_a_book_formatted_to_the_last_row_is_read(tmp_path: Path) -> None:
    """A format laid over all 1,048,576 rows of a sheet is neither a limit nor a delay."""
    book = write_book(
        Contents(
            2020, {"基本信息": [{"项目": "年度", "内容": 2020}], "指标": [{"指标名称": "产值", "本年值": 5}]}
        )
    )
    path = tmp_path / "book.xlsx"
    path.write_bytes(_formatted_to_the_end(book))

    outcome = read_book(path)

    assert outcome.book is not None
    assert ["产值"] == [one.name for one in outcome.book.indicators]
    assert not {"WB102", "PK107"} & {found.code for found in outcome.diagnostics}


def _formatted_to_the_end(book: bytes) -> bytes:
    """Return `book` with a formatted cell in every row below its indicators."""
    package = open_package(book)
    name = next(name for name in package.names if "本年值" in _shared(package, name))
    sheet = package.part(name)
    first = int(sheet.rpartition(b'<row r="')[2].partition(b'"')[0]) + 1
    rows = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(first, 1_048_577))
    full = sheet.replace(b"</sheetData>", rows + b"</sheetData>")
    return written(deflated(name, full) if one.name == name else one for one in package.members)


def _shared(package: Package, name: str) -> str:
    """Return the texts of a sheet as far as its header tells."""
    if not name.startswith("xl/worksheets/sheet"):
        return ""
    strings = ElementTree.fromstring(package.part("xl/sharedStrings.xml"))
    texts = ["".join(one.itertext()) for one in strings]
    header = ElementTree.fromstring(package.part(name)).find(f"{{{NAMESPACE}}}sheetData/{{{NAMESPACE}}}row")
    cells = header if header is not None else ()
    return " ".join(
        texts[int(cell.findtext(f"{{{NAMESPACE}}}v") or 0)] for cell in cells if cell.get("t") == "s"
    )


def _row(number: int, numbered: bool, cells: list[tuple[bool, str, str]]) -> str:
    mark = f' r="{number}"' if numbered else ""
    return f"<row{mark}>{''.join(_cell(number, at, *cell) for at, cell in enumerate(cells))}</row>"


def _cell(row: int, at: int, numbered: bool, attributes: str, content: str) -> str:
    mark = f' r="{"ABCD"[at]}{row}"' if numbered else ""
    return f"<c{mark}{attributes}>{content}</c>" if content else f"<c{mark}{attributes}/>"


def _values(sheet: bytes) -> dict[tuple[int, int], str]:
    """Return what each cell holds, rows and cells without a number counted on from the one before."""
    found: dict[tuple[int, int], str] = {}
    row = 0
    for element in ElementTree.fromstring(sheet).iter(f"{{{NAMESPACE}}}row"):
        row, column = int(element.get("r") or row + 1), 0
        for cell in element:
            column = "ABCD".index((cell.get("r") or " ")[0]) + 1 if cell.get("r") else column + 1
            if len(cell):
                found[row, column] = "".join(cell.itertext())
    return found


def _lean(sheet: str) -> str:
    return without_empty([sheet.encode()]).decode()

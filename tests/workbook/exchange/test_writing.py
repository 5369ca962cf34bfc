"""Workbooks as CSV and back: nothing gained, nothing lost, no text that turns into a formula; and a
descriptor that other programs can rely on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.workbook import write_book
from reportgen.workbook.carrying import filled_from, read_filled
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.contents import Value
from reportgen.workbook.exchange import exported, read_folder
from reportgen.workbook.exchange.guard import guarded, unguarded
from reportgen.workbook.filled import Filled, contents
from reportgen.workbook.reader import RawBook, RawSheet
from tests.support.clerk import BOOK
from tests.support.exchange import OWN, put, rows
from tests.support.years import said, typed, written

# --- there and back


def test_the_sample_comes_back_to_the_byte(tmp_path: Path) -> None:
    """A workbook made of its export is the workbook that was exported."""
    sample = read_filled(BOOK)
    book, found = read_folder(put(sample, tmp_path / "csv"))

    assert () == found
    assert write_book(contents(sample)) == write_book(contents(book))


def test_a_column_whose_header_says_nothing_is_named(tmp_path: Path) -> None:
    """A formula that was never calculated heads nothing: the cells below are told, not taken along."""
    book = typed(tmp_path, {"指标!U1": "=x", "指标!U2": "未核"})

    assert ((), ["WB403"]) == (book.sheets["indicators"].own, [found.code for found in book.left])


def test_columns_of_the_users_own_come_back(tmp_path: Path) -> None:
    """Numbers as numbers, dates as dates, texts as texts."""
    book, _ = read_folder(put(typed(tmp_path, OWN), tmp_path / "csv"))
    held = {header: one.value for header, one in book.lines("indicators")[0].own.items()}

    assert ("0718", Decimal("-3.5"), "2020-12-30") == (held["电话"], held["上月"], str(held["核对日"]))


ODD = (
    *("=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "'", "''", "'=1", '"', '""', 'a"b,c', "甲\n乙", "007"),
    *("１２３", "＝1+1", "TRUE", "#N/A", "1E5", "2020-12-31", ",", ";", "{=1}", "12%", "−5", "1,234"),
)
TEXTS = st.one_of(
    st.sampled_from((*ODD, "_x000B_", "_x005F_")),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=30),
    st.text("=+-@'\"\n,; a甲０", min_size=1, max_size=12),
).filter(lambda text: text.strip() != "")
NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, places=4).map(lambda number: number.normalize() + 0)


def of_texts(texts: list[str], numbers: list[Decimal]) -> dict[str, list[dict[str, Value]]]:
    """Return the rows of a book with these texts in columns of every kind."""
    row = {
        "指标名称": "甲",
        "本年值": numbers[0],
        "上年同期值": numbers[1],
        "备注": texts[1],
        "编码": texts[2],
    }
    return {
        "基本信息": [{"项目": "年度", "内容": "2020"}, {"项目": "备忘", "内容": texts[0]}],
        "指标": [row],
        "名单": [{"名单": "乙", "序号": 1, "名称": texts[3]}],
        "正文": [{"章": "一", "标题": texts[4], "内容": texts[5]}],
        "历年": [{"指标名称": "甲", "2019": numbers[1]}],
    }


def in_memory(rows: dict[str, list[dict[str, Value]]]) -> Filled:
    """Return what was typed into a book of these rows, without writing it."""
    sheets = []
    for title, lines in rows.items():
        heads = list(dict.fromkeys(header for line in lines for header in line))
        cells = {1: {at: Cell(CellKind.TEXT, header) for at, header in enumerate(heads, start=1)}}
        for number, line in enumerate(lines, start=2):
            cells[number] = {at: _cell(line[header]) for at, header in enumerate(heads, start=1)}
        sheets.append(RawSheet("书.xlsx", title, cells))
    return filled_from(RawBook("书.xlsx", "", tuple(rows), tuple(sheets)))


def _cell(value: Value) -> Cell:
    if isinstance(value, str):
        return Cell(CellKind.TEXT, value)
    number = Decimal(str(value))
    return Cell(CellKind.NUMBER, format(number, "f"), number)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(TEXTS, min_size=6, max_size=6),
    numbers=st.lists(NUMBERS, min_size=2, max_size=2),
)
def test_any_text_comes_back(tmp_path: Path, texts: list[str], numbers: list[Decimal]) -> None:
    """Whatever somebody types, in every kind of column, says the same after the way through the files."""
    before = in_memory(of_texts(texts, numbers))
    book, _ = read_folder(put(before, tmp_path / "csv"))

    assert said(before.book) == said(book.book)


@pytest.mark.parametrize("start", range(0, len(ODD), 6))
def test_odd_texts_come_back_into_a_workbook(tmp_path: Path, start: int) -> None:
    """A workbook of the files says what the workbook said that they were exported from."""
    before = in_memory(of_texts(list(ODD[start : start + 6]), [Decimal("-0.5"), Decimal(3)]))
    book, _ = read_folder(put(before, tmp_path / "csv"))

    assert said(before.book) == said(written(book, tmp_path / "后.xlsx"))


@given(TEXTS)
def test_the_guard_comes_off_as_it_went_on(text: str) -> None:
    """And what it stands before is never taken for a formula."""
    assert text == unguarded(guarded(text))
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_no_field_of_a_file_is_a_formula(tmp_path: Path) -> None:
    """Only numbers begin with a minus; the relation of a rule has its guard as well."""
    files = exported(typed(tmp_path, {"指标!T2": "'=1+1", "指标!J2": "-5", "历年!B2": "-5"}), "书")
    fields = [
        field for name, data in files.items() if name.endswith(".csv") for row in rows(data) for field in row
    ]
    risky = [field for field in fields if field.startswith(("=", "+", "-", "@"))]

    assert ["-5", "-5"] == risky
    assert "'=" in fields
    assert "'=1+1" in fields


def test_files_are_as_rfc_4180_and_excel_want_them(tmp_path: Path) -> None:
    """UTF-8 with its mark, CR LF, as many fields in each record."""
    for name, data in exported(typed(tmp_path), "书").items():
        if name.endswith(".csv"):
            records = rows(data)

            assert data.startswith(b"\xef\xbb\xbf")
            assert data.count(b"\r\n") == len(records) == data.count(b"\n")
            assert {len(records[0])} == {len(record) for record in records}


def test_numbers_are_exact(tmp_path: Path) -> None:
    """All digits of the cell, no exponent, no separator."""
    edits = {"指标!I2": "118300.25", "历年!C2": "118300.25", "指标!J2": "0.00001"}
    files = exported(typed(tmp_path, edits), "书")
    row = dict(zip(*rows(files["indicators.csv"])[:2], strict=True))

    assert ("118300.25", "0.00001") == (row["本年值"], row["上年同期值"])


def test_equal_books_give_equal_files(tmp_path: Path) -> None:
    """On any day."""
    assert exported(typed(tmp_path), "书") == exported(typed(tmp_path), "书")

"""Workbooks as CSV and back: nothing gained, nothing lost, no text that turns into a formula; and a
descriptor that other programs can rely on."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.diagnostics import Refusal
from reportgen.refs import LineRef
from reportgen.workbook import write_book
from reportgen.workbook.carrying import filled_from, read_filled
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.contents import Value
from reportgen.workbook.exchange import exported, is_export, read_folder
from reportgen.workbook.exchange.guard import guarded, unguarded
from reportgen.workbook.filled import Filled, contents
from reportgen.workbook.reader import RawBook, RawSheet
from tests.support.clerk import BOOK
from tests.support.years import said, typed, written

FIELD_TYPES = {"string", "number", "integer", "date"}  # of those that Table Schema knows, the ones used here
OWN = {
    **{"指标!U1": "电话", "指标!U2": "'0718", "指标!V1": "上月", "指标!V2": "-3.5"},
    **{"指标!W1": "核对日", "指标!W2": "2020-12-30"},
}


def put(book: Filled, folder: Path) -> Path:
    """Export `book` to a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in exported(book, "书").items():
        (folder / name).write_bytes(data)
    return folder


def rows(data: bytes) -> list[list[str]]:
    """Return the records of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Edit an exported file as somebody would in an editor."""
    path = folder / name
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def refused(folder: Path) -> list[tuple[str, str]]:
    """Return code and place of why a folder cannot be read."""
    with pytest.raises(Refusal) as caught:
        read_folder(folder)
    return [(found.code, str(found.place)) for found in caught.value.diagnostics]


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


# --- the descriptor


def test_the_descriptor_keeps_to_the_specification(tmp_path: Path) -> None:
    """What Data Package, Tabular Data Resource and Table Schema (version 1) require of it."""
    files = exported(typed(tmp_path, OWN), "书 2020")
    package = json.loads(files["datapackage.json"])

    assert "tabular-data-package" == package["profile"]
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert all(source["title"] for source in package["sources"])
    assert len(package["resources"]) == len({resource["name"] for resource in package["resources"]}) == 6
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        assert ("tabular-data-resource", "utf-8") == (resource["profile"], resource["encoding"])
        assert resource["path"] in files
        assert (",", "\r\n", '"', True) == tuple(
            resource["dialect"][key] for key in ("delimiter", "lineTerminator", "quoteChar", "doubleQuote")
        )
        assert [] == [*_flaws(resource["schema"], rows(files[resource["path"]]), package, files)]


def _flaws(schema: dict[str, Any], records: list[list[str]], package: Any, files: dict[str, bytes]) -> Any:
    """Yield where a schema is not as Table Schema has it, or does not fit the records it describes."""
    fields = schema["fields"]
    head, *body = records
    if head != [field["name"] for field in fields] or len(set(head)) < len(head):
        yield "names"
    if schema["missingValues"] != [""]:
        yield "missingValues"
    for at, field in enumerate(fields):
        values = [record[at] for record in body]
        yield from (f"{field['name']}: {flaw}" for flaw in _field_flaws(field, values))
    key = schema.get("primaryKey")
    if key and len({record[head.index(key)] for record in body} - {""}) < len(body):
        yield "primaryKey"
    for foreign in schema.get("foreignKeys", ()):
        target = foreign["reference"]
        path = next(one["path"] for one in package["resources"] if one["name"] == target["resource"])
        there, *others = rows(files[path])
        known = {record[there.index(target["fields"])] for record in others}
        if not {record[head.index(foreign["fields"])] for record in body} <= known:
            yield "foreignKeys"


def _field_flaws(field: dict[str, Any], values: list[str]) -> Any:
    patterns = {"number": r"-?[0-9]+(\.[0-9]+)?", "integer": r"-?[0-9]+", "date": r"[0-9]{4}(-[0-9]{2}){2}"}
    held = [value for value in values if value]
    if field["type"] not in FIELD_TYPES:
        yield "type"
    if not all(re.fullmatch(patterns.get(field["type"], r"(?s).*"), value) for value in held):
        yield "value"
    bounds = field.get("constraints", {})
    if bounds.get("required") and len(held) < len(values):
        yield "required"
    if bounds.get("unique") and len(set(held)) < len(held):
        yield "unique"
    if not set(held) <= set(bounds.get("enum", held)):
        yield "enum"
    if "minimum" in bounds and not all(
        bounds["minimum"] <= int(value) <= bounds["maximum"] for value in held
    ):
        yield "bounds"


def test_what_is_stated_as_a_key_is_one(tmp_path: Path) -> None:
    """Indicators by name; earlier years refer to them; lists only where all of them do."""
    package = json.loads(exported(typed(tmp_path), "书")["datapackage.json"])
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    strange = typed(tmp_path, {"名单!A2": "别的", "名单!A3": "别的"})
    other = json.loads(exported(strange, "书")["datapackage.json"])

    assert ("指标名称", "指标名称") == (schemas["indicators"]["primaryKey"], schemas["history"]["primaryKey"])
    assert ["indicators"] == [key["reference"]["resource"] for key in schemas["lists"]["foreignKeys"]]
    assert "foreignKeys" not in next(one["schema"] for one in other["resources"] if one["name"] == "lists")


# --- what is wrong with files, by file, line and column


def test_a_fault_is_told_by_line_and_column(tmp_path: Path) -> None:
    """Also behind a record that goes over several lines."""
    folder = put(typed(tmp_path, {"指标!T2": "甲\n乙"}), tmp_path / "csv")
    changed(folder, "indicators.csv", ",1,,,,,1,", ",一家,,,,,1,")

    assert [("WB203", "indicators.csv:6 本年值")] == refused(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "place"),
    [
        ("lists.csv", "甲公司", '"甲公司', "WB421", "lists.csv:2"),
        ("lists.csv", "甲公司", '"甲"公司', "WB421", "lists.csv:2"),
        ("lists.csv", "名称", "名字", "WB105", "lists.csv"),
        ("prose.csv", "全年抓项目。", "字" * 40_000, "WB424", "prose.csv:3 内容"),
        ("indicators.csv", "GY02", "GY01", "WB221", "indicators.csv:3 编码"),
        ("facts.csv", "年度,2020", "年度,贰零", "WB212", "facts.csv:5 内容"),
        ("datapackage.json", '"zh"', '"fr"', "WB423", "csv/datapackage.json"),
        ("datapackage.json", '"reportgen"', '"other"', "WB423", "csv/datapackage.json"),
        ("datapackage.json", "{", "[", "WB423", "csv/datapackage.json"),
    ],
)
def test_files_that_cannot_be_read_are_refused(
    tmp_path: Path, name: str, old: str, new: str, code: str, place: str
) -> None:
    """Each with its place."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    changed(folder, name, old, new)
    found = refused(folder)

    assert code in [each for each, _ in found]
    assert next(where for each, where in found if each == code).endswith(place)


@pytest.mark.parametrize("name", ["datapackage.json", "indicators.csv", "facts.csv"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    """The descriptor, or a sheet that every book has."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    (folder / name).unlink()

    assert ("WB423" if name.endswith("json") else "WB103") in [code for code, _ in refused(folder)]


def test_what_excel_saves_in_gbk_is_read_and_told(tmp_path: Path) -> None:
    """Excel on a Chinese computer does so unless it is asked for UTF-8."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    path = folder / "lists.csv"
    path.write_bytes(path.read_bytes().decode("utf-8-sig").encode("gbk"))
    book, found = read_folder(folder)

    assert ["WB422"] == [one.code for one in found]
    assert "甲公司" == book.lines("lists")[0].text("name")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """At the line they stand in."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    path = folder / "lists.csv"
    path.write_bytes(path.read_bytes() + b"\xff\xff\r\n")

    assert [("WB421", "lists.csv:4")] == refused(folder)


@pytest.mark.parametrize("text", ["null", "[]", "{}", '{"reportgen": 1}', "[" * 100_000, ""])
def test_any_other_json_is_no_export(tmp_path: Path, text: str) -> None:
    """Whatever it holds."""
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")

    assert not is_export(tmp_path)


@pytest.mark.parametrize(
    "resources", [1, [1], [{"name": "facts", "schema": 3}], [{"schema": {"fields": [1, {}]}}]]
)
def test_a_descriptor_of_odd_shape_does_no_harm(tmp_path: Path, resources: Any) -> None:
    """It is asked for the types of columns that somebody added, and for nothing else."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    descriptor = {"reportgen": {"language": "zh"}, "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")

    assert 6 == len(read_folder(folder)[0].lines("indicators"))


def test_lines_are_places_with_an_order() -> None:
    """Line 10 comes after line 9."""
    places = [LineRef("a.csv", 10), LineRef("a.csv", 9, "名称")]

    in_order = sorted(places, key=lambda place: place.order)

    assert ["a.csv:9 名称", "a.csv:10"] == [str(place) for place in in_order]

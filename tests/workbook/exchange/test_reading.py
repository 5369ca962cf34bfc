"""What is wrong with exported files is told by file, line and column."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.refs import LineRef
from reportgen.workbook.exchange import is_export, read_folder
from tests.support.exchange import changed, put, refused
from tests.support.years import typed


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

    assert [("WB425", "lists.csv:4")] == refused(folder)


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


@pytest.mark.parametrize(
    ("digits", "amount"),
    [("0.30000000000000004", "0.3"), ("118300.00", "118300"), ("109072.000000000000000000", "109072")],
)
def test_a_number_of_a_program_is_read_as_excel_would(tmp_path: Path, digits: str, amount: str) -> None:
    """Up to the 17 digits of a binary number, and zeros behind it, what is shown is what counts."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    changed(folder, "indicators.csv", "109072", digits)

    assert Decimal(amount) == read_folder(folder)[0].lines("indicators")[0].value("prior")


def test_more_digits_than_excel_keeps_are_refused(tmp_path: Path) -> None:
    """A figure is not rounded unasked."""
    folder = put(typed(tmp_path), tmp_path / "csv")
    changed(folder, "indicators.csv", "109072", "109072.123456789012345")

    assert [("WB214", "indicators.csv:2 上年同期值")] == [(code, place) for code, place in refused(folder)]

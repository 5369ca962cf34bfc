"""The form is complete, keeps its contract, and Excel accepts what it says."""

from __future__ import annotations

import dataclasses

import pytest

from reportgen.indicators import Indicator
from reportgen.workbook.columns import Column, Edition, Kind, SheetForm, address, normal
from reportgen.workbook.form import CHINESE, EDITIONS, edition_of, labels
from reportgen.workbook.live import FORMULAS

CONTRACT = {
    "基本信息": "项目 内容 说明",
    "指标": (
        "编码 章节 指标名称 单位 成文单位 小数位 增速小数位 期间 本年值 上年同期值 上年公布值 公布增速 "
        "口径 目标值 位次 位次范围 状态 来源 填报人 备注 同比(%) 完成率(%)"
    ),
    "名单": "名单 序号 名称 备注",
    "正文": "章 节 标题 形式 内容 状态",
    "勾稽关系": "编号 左式 关系 右式 容差 级别 说明",
    "历年": "指标名称",
}
COLUMNS = [
    pytest.param(form, column, id=f"{form.title}!{column.header}")
    for edition in EDITIONS
    for form in edition.sheets
    for column in form.columns
]
SHEETS = [pytest.param(form, id=form.title) for edition in EDITIONS for form in edition.sheets]


def test_sheets_and_headers_are_the_contract() -> None:
    """Sheets and headers are what users' books and other programs rely on, in their order."""
    assert CONTRACT == {
        form.title: " ".join(column.header for column in form.columns) for form in CHINESE.sheets
    }


def test_keys_are_those_of_an_indicator() -> None:
    """Every column of 指标 that is read has the key of an indicator's field, so that `cells` can be used."""
    read = {column.key for column in CHINESE.sheet("indicators").columns if not column.computed}

    assert read == {field.name for field in dataclasses.fields(Indicator)} - {"source", "cells"}


def test_computed_columns_have_formulas() -> None:
    """What is computed has a formula, and nothing else has."""
    computed = {column.key for form in CHINESE.sheets for column in form.columns if column.computed}

    assert computed == set(FORMULAS)


def test_expected_facts_are_the_contract() -> None:
    """The rows that 基本信息 is expected to have."""
    assert ["报告标题", "单位全称", "单位简称", "年度", "成文日期", "本级简称", "上级简称"] == [
        fact.name for fact in CHINESE.facts
    ]


@pytest.mark.parametrize(("form", "column"), COLUMNS)
def test_excel_accepts_every_column(form: SheetForm, column: Column) -> None:
    """Excel's limits: 32 characters for a message's title, 255 for its text and for a list of choices."""
    assert len(column.header) <= 32
    assert 0 < len(column.help) <= 255
    assert len(",".join(column.choices)) <= 255
    assert all("," not in choice for choice in column.choices)
    assert bool(column.choices) is (column.kind is Kind.CHOICE)
    assert (column.low < column.high) is (column.kind is Kind.WHOLE)


@pytest.mark.parametrize("form", SHEETS)
def test_keys_and_headers_are_told_apart(form: SheetForm) -> None:
    """No two columns of a sheet share a key, or a header however it is typed."""
    assert len({column.key for column in form.columns}) == len(form.columns)
    assert len({normal(column.header) for column in form.columns}) == len(form.columns)


@pytest.mark.parametrize("form", SHEETS)
def test_what_is_missing_is_told_by_columns_of_the_sheet(form: SheetForm) -> None:
    """Every sheet of rows to fill in says when one waits, in terms of its own columns and choices."""
    missing = form.missing
    if missing is None:
        assert form.years
        return
    assert all(form.column(key) for key in (missing.key, missing.name, *missing.others))
    for key, position in (one for excuse in missing.excuses for one in excuse):
        assert position is None or position < len(form.column(key).choices)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: str(edition.language))
def test_messages_fit(edition: Edition) -> None:
    """Every kind that refuses a value says so within Excel's limits."""
    wrong = edition.guide.wrong

    assert {Kind.NUMBER, Kind.WHOLE, Kind.CHOICE, Kind.DATE} == set(wrong)
    assert all(len(title) <= 32 and len(text) <= 255 for title, text in wrong.values())


def test_editions_say_the_same() -> None:
    """Every edition has the sheets, columns, choices and facts of the Chinese one, in their order."""
    for edition in EDITIONS:
        assert _keys(CHINESE) == _keys(edition)


def test_english_is_told_apart_by_its_sheets() -> None:
    """A book is read in the edition that most of its sheets belong to; in doubt in Chinese."""
    assert ["zh", "en", "zh"] == [
        edition_of(titles).language
        for titles in (("基本信息", "指标", "Lists"), ("Facts", "Indicators", "名单"), ("Sheet1",))
    ]


def test_choices_are_known_in_every_language() -> None:
    """A choice is known by where it stands, whatever it is called."""
    assert {"计划", "不适用", "planned", "not applicable"} == labels("indicators", "status", 3, 4)


def test_unknown_column_is_a_key_error() -> None:
    """A key that the form has not is our own mistake."""
    with pytest.raises(KeyError):
        CHINESE.sheet("facts").column("value")


@pytest.mark.parametrize(
    ("typed", "same"),
    [("同比（%）", "同比(%)"), (" 同 比(％) ", "同比(%)"), ("ＧＹ01", "gy01"), ("完成率(%)", "完成率（%）")],
)
def test_headers_match_in_any_width(typed: str, same: str) -> None:
    """Full and half width, case and blanks make no difference."""
    assert normal(same) == normal(typed)


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(1, 1, "A1"), (7, 26, "Z7"), (2, 27, "AA2"), (9, 702, "ZZ9"), (1048576, 16384, "XFD1048576")],
)
def test_addresses_are_excels(row: int, column: int, name: str) -> None:
    """Columns count A … Z, AA … ZZ, AAA …"""
    assert name == address(row, column)


def _keys(edition: Edition) -> object:
    sheets = [
        (sheet.key, [(column.key, column.kind, len(column.choices)) for column in sheet.columns])
        for sheet in edition.sheets
    ]
    return sheets, [(fact.key, fact.kind) for fact in edition.facts]

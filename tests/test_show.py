"""Results and faults as lines and JSON: what a clerk reads, and what a program gets."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.codes import CODES
from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.drafts import FigureChange
from reportgen.indicators import Switch
from reportgen.messages import LANGUAGES, Catalog, catalog
from reportgen.pipeline import Built, Checked
from reportgen.refs import CellRef, FileRef, ParagraphRef, Place
from reportgen.show import (
    Line,
    built_json,
    built_lines,
    checked_json,
    checked_lines,
    explained,
    fault_json,
    fault_lines,
    place_json,
    refused_lines,
)
from reportgen.show.builds import CHANGES_SHOWN
from reportgen.workbook.switches import Silenced

ZH, EN = catalog("zh_CN"), catalog("en")
I2, J2, C2 = (CellRef("b.xlsx", "指标", cell) for cell in ("I2", "J2", "C2"))
TEXT = fault("WB203", I2, found="三十五")
WARNING = fault("WB205", J2, found="１", value="1")
NOTE = fault("WB213", C2, found="无")
BUILT = Built(Path("output/2020-第2稿.docx"), 2, True, 190, 6, 81)


def texts(lines: Iterable[Line]) -> list[str]:
    """Return lines without their styles."""
    return [line.text for line in lines]


def change(old: str, new: str, indicator: str = "工业总产值", *cells: str) -> FigureChange:
    """Return a change."""
    return FigureChange(indicator, indicator, old, new, cells or ("指标!I11",))


# --- faults


def test_a_fault_has_two_lines() -> None:
    """What is wrong and where; what to do."""
    first, second = fault_lines([TEXT], ZH)

    assert "错误 WB203  指标!I2  应为数字，实为“三十五”" == first.text
    assert second.text.startswith("  处理  ")


def test_a_fault_without_place_says_no_place() -> None:
    """Two blanks, the code, the message."""
    (line, _) = fault_lines([fault("PK101")], EN)

    assert f"error PK101  {EN.text('PK101.message')}" == line.text


def test_other_places_stand_in_one_line() -> None:
    """However many cells took part, they do not push the next fault off the screen."""
    found = fault("WB302", I2, related=(C2, J2), list="x", count=1, value="2", unit="家")

    assert "  另见  指标!C2, 指标!J2" == texts(fault_lines([found], ZH))[2]


def test_faults_of_one_kind_share_their_hint() -> None:
    """Eighty empty cells are eighty lines and one on what to do; another kind of fault has its own."""
    empty = [fault("WB301", CellRef("b.xlsx", "指标", f"I{row}"), name=f"指标{row}") for row in range(2, 82)]
    lines = texts(fault_lines([*empty, TEXT], ZH))

    assert [True] * 80 + [False, True, False] == [line.startswith("错误") for line in lines]
    assert f"  处理  {ZH.text('WB301.hint')}" == lines[80]


def test_the_same_of_cells_below_one_another_is_one_line() -> None:
    """A column of empty cells is told by its first and its last; a gap or another word begins anew."""
    empty = [fault("WB220", CellRef("b.xlsx", "名单", f"C{row}"), column="名称") for row in (2, 3, 4, 6)]
    first = fault("WB220", CellRef("b.xlsx", "名单", "C7"), column="备注")

    assert ["名单!C2:C4", "名单!C6", "名单!C7"] == [
        line.split("  ")[1] for line in texts(fault_lines([*empty, first], ZH)) if line.startswith("错误")
    ]


def test_faults_with_other_places_share_their_hint_as_well() -> None:
    """What took part stands below each, what to do below the last."""
    rules = [fault("WB308", at, related=(I2,), rule="1", name="产值") for at in (C2, J2)]
    heads = [line.split("  ")[:2] for line in texts(fault_lines(rules, ZH))]

    assert [
        ["提示 WB308", "指标!C2"],
        ["", "另见"],
        ["提示 WB308", "指标!J2"],
        ["", "处理"],
        ["", "另见"],
    ] == heads


@pytest.mark.parametrize(("count", "said"), [(1, "1 error: "), (2, "2 errors: ")])
def test_one_is_no_plural(count: int, said: str) -> None:
    """1 error, 2 errors; 0 warnings."""
    found = tuple(fault("WB203", CellRef("b.xlsx", "指标", f"I{row}"), found="x") for row in range(count))
    first, *_, last = texts(checked_lines(Checked(found, 1, 1, 1), EN))

    assert first.startswith(said)
    assert f"{said[:-2]}, 0 warnings, 0 notes" in last


@pytest.mark.parametrize(
    ("severity", "style", "label"),
    [
        (Severity.ERROR, "bold red", "错误"),
        (Severity.WARNING, "yellow", "警告"),
        (Severity.NOTE, "dim", "提示"),
    ],
)
def test_severity_shows(severity: Severity, style: str, label: str) -> None:
    """In its word, and in colour where there is any."""
    first = next(fault_lines([fault("WB203", I2, severity=severity, found="x")], ZH))

    assert style == first.style
    assert first.text.startswith(label)


def test_many_faults_end_with_their_number() -> None:
    """One fault speaks for itself; of several the reader is told how many, and that nothing was written."""
    two = [TEXT, fault("WB203", J2, found="x")]

    assert "2" in texts(refused_lines(two, ZH))[-1]
    assert texts(fault_lines([TEXT], ZH)) == texts(refused_lines([TEXT], ZH))


def test_of_several_workbooks_the_file_is_told() -> None:
    """Who collects three parts would not know in which one 指标!I2 is."""
    first, _ = texts(refused_lines([TEXT], ZH, several=True))

    assert "错误 WB203  b.xlsx 指标!I2  应为数字，实为“三十五”" == first


# --- check


@pytest.mark.parametrize("words", [ZH, EN])
def test_a_check_ends_with_its_count(words: Catalog) -> None:
    """Errors, warnings and notes, in green when a draft could be built."""
    good = list(checked_lines(Checked((), 81, 11, 28), words))
    *_, bad = checked_lines(Checked((TEXT,), 81, 11, 28), words)

    assert ["green"] == [line.style for line in good]
    assert all(number in good[0].text for number in ("81", "11", "28", "0"))
    assert "bold red" == bad.style
    assert "1" in bad.text


def test_a_check_tells_the_gravest_first() -> None:
    """Errors, warnings, notes, each under a heading with their number; within, by place."""
    found = (NOTE, WARNING, TEXT)
    lines = texts(checked_lines(Checked(found, 81, 11, 28), ZH))
    firsts = [line.split("  ")[0] for line in lines if not line.startswith(" ") and line][:-1]

    assert ["错误", "错误 WB203", "警告", "警告 WB205", "提示", "提示 WB213"] == [
        first.split(" 1 处：")[0] for first in firsts
    ]


def test_a_check_tells_what_was_switched_off() -> None:
    """How many findings, by which switch, for what reason, and where it stands."""
    one = Silenced(Switch("WB311", "技改投资", "基数小", CellRef("b.xlsx", "勾稽关系", "A9")), 2)
    idle = Silenced(Switch("", "GJ01", "口径不同", CellRef("b.xlsx", "勾稽关系", "B2")), 0)
    result = Checked((), 81, 11, 28, (one, idle))
    lines = texts(checked_lines(result, ZH))

    assert ["已忽略 2：", "  WB311（技改投资）：2 处，基数小（勾稽关系!A9）", ""] == lines[:3]
    document = checked_json(result)
    assert {"errors": 0, "warnings": 0, "notes": 0, "ignored": 2} == document["counts"]
    assert [("WB311", 2), ("", 0)] == [(told["code"], told["count"]) for told in document["ignored"]]


# --- build


def test_a_build_says_what_a_clerk_wants_to_know() -> None:
    """Which draft, where, and what is in it."""
    assert [
        "已生成第2稿：output/2020-第2稿.docx",
        "  81 个指标，写入数字 190 处，计算增速 6 项",
    ] == texts(built_lines(BUILT, ZH))


def test_a_build_without_news_says_so_in_one_line() -> None:
    """No new file, and which draft is the one."""
    unchanged = Built(Path("output/2020-第1稿.docx"), 1, False, 190, 6, 81)

    assert ["没有变化，不生成新稿；最近一稿是 output/2020-第1稿.docx"] == texts(built_lines(unchanged, ZH))


def test_changes_stand_in_columns() -> None:
    """Old and new under one another, a 汉字 as wide as two letters; an empty one is said to be none."""
    changes = (change("11.83亿元", "10.00亿元"), change("", "3家", "新增", "指标!I2", "指标!J2"))
    lines = texts(built_lines(replace(BUILT, changes=changes, compared_with="第1稿.docx"), ZH))

    assert [
        "  与 第1稿.docx 相比，2 个数字有变化：",
        "    工业总产值  11.83亿元  →  10.00亿元  指标!I11",
        "    新增        （无）     →  3家        指标!I2, 指标!J2",
        "  还改了什么、为什么改，请看 reportgen diff",
    ] == lines[2:]


def test_the_table_does_not_repeat_a_change() -> None:
    """The bare number of the appended table is the same change as the sentence's."""
    changes = (
        change("11.83亿元", "10.00亿元"),
        change("同比增长8.46%", "同比下降8.32%", "工业总产值", "指标!I11", "指标!J11"),
        change("11.83", "10.00"),
        change("8.46", "-8.32", "工业总产值", "指标!I11", "指标!J11"),
        change("11.83", "10.00", "别的"),  # another indicator's
    )
    lines = texts(built_lines(replace(BUILT, changes=changes, compared_with="x"), ZH))

    assert ["工业总产值", "工业总产值", "别的"] == [line.split()[0] for line in lines[3:-1]]


def test_many_changes_are_cut_short() -> None:
    """The first dozen, and how many more there are."""
    changes = tuple(change(str(n), str(n + 1), f"指标{n}") for n in range(CHANGES_SHOWN + 5))
    *_, last, _ = texts(built_lines(replace(BUILT, changes=changes, compared_with="x"), EN))

    assert "5" in last
    assert "--json" in last


def test_a_change_of_words_alone_is_said() -> None:
    """Compared with a draft, no figure differs: then it is the words."""
    same = replace(BUILT, compared_with="第1稿.docx")

    assert "  与 第1稿.docx 相比，数字没有变化，文字或版式有变化" == texts(built_lines(same, ZH))[2]


# --- explain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_is_explained(code: str, language: str) -> None:
    """Severity, cause, example, remedy, none of them empty."""
    words = catalog(language)
    lines = list(explained(code, words))

    assert f"{code}  {words.text(f'severity.{CODES[code].value}')}" == lines[0].text
    assert [words.text(f"label.{part}") for part in ("cause", "example", "remedy")] == [
        line.text for line in lines[1:] if line.style == "bold"
    ]
    assert all(isinstance(line, Line) for line in lines)


# --- JSON


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, None),
        (I2, {"file": "b.xlsx", "sheet": "指标", "cell": "I2"}),
        (FileRef("x.docx"), {"file": "x.docx"}),
        (
            ParagraphRef("t.docx", "word/document.xml", 14, "甲乙", "{{ 甲 }}"),
            {
                "file": "t.docx",
                "part": "word/document.xml",
                "paragraph": 14,
                "text": "甲乙",
                "tag": "{{ 甲 }}",
            },
        ),
    ],
)
def test_a_place_as_json(place: Place | None, expected: dict[str, object] | None) -> None:
    """The contract's object for a cell, a paragraph, a file, or nothing."""
    assert expected == place_json(place)


def test_a_fault_as_json() -> None:
    """Code, severity, place, words, and the places that took part."""
    found = fault_json(Diagnostic("WB203", Severity.ERROR, I2, (("found", "x"),), (), (J2,)), EN)

    assert {"code", "severity", "place", "message", "hint", "related"} == set(found)
    assert ("WB203", "error") == (found["code"], found["severity"])
    assert [{"file": "b.xlsx", "sheet": "指标", "cell": "J2"}] == found["related"]
    assert json.loads(json.dumps(found)) == found


def test_a_build_as_json_has_all_changes() -> None:
    """The contract's keys, and every change with its cells, nothing cut short."""
    changes = tuple(change(str(n), str(n + 1)) for n in range(40))
    told = built_json(replace(BUILT, changes=changes))

    assert ("output/2020-第2稿.docx", 2, True, 190, 6) == (
        told["draft"], told["number"], told["changed"], told["figures"], told["rates"],
    )  # fmt: skip
    assert 40 == len(told["changes"])
    assert {"indicator": "工业总产值", "old": "0", "new": "1", "cells": ["指标!I11"]} == told["changes"][0]


def test_a_crowd_of_warnings_of_one_kind_is_cut_short() -> None:
    """What a template does not use can be most of a workbook; errors are all told."""
    places = [CellRef("b.xlsx", "指标", f"C{row}") for row in range(2, 22)]
    crowd = [fault("CX302", place, name=place.cell, written=place.cell) for place in places]
    shown = texts(fault_lines(crowd, EN))
    errors = texts(fault_lines([fault("WB203", place, found=place.cell) for place in places], EN))

    assert 5 == sum("CX302  " in line for line in shown)
    assert "15 more of CX302: 指标!C7:C21" == shown[-1]
    sheet = CellRef("b.xlsx", "指标")
    whole = [fault("WB105", sheet, severity=Severity.NOTE, column=str(number)) for number in range(20)]
    assert "15 more of WB105; --json has all of them" == texts(fault_lines(whole, EN))[-1]
    assert 20 == sum("WB203" in line for line in errors)

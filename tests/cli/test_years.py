"""Rolling on, collecting, exporting and copying workbooks as commands: what is written where, what is
refused, what is printed; and that no source is ever touched."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reportgen.workbook import read_book
from tests.support.clerk import copied
from tests.support.commands import codes, run, told
from tests.support.office import has_office, resaved
from tests.support.years import said, small


def state(path: Path) -> tuple[str, int]:
    """Return what a file holds and when it was changed."""
    return sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


# --- roll


@pytest.mark.parametrize(
    ("name", "next_name"),
    [
        ("xuanen-2020.xlsx", "xuanen-2021.xlsx"),
        ("2020-2020.xlsx", "2021-2021.xlsx"),
        ("总结.xlsx", "总结-2021.xlsx"),
    ],
)
def test_the_year_in_the_name_moves_on(here: Path, name: str, next_name: str) -> None:
    """Beside the workbook; a name without a year gets one."""
    small(here / name)

    assert next_name == told("roll", name)["book"]
    assert (here / next_name).exists()


def test_a_roll_tells_what_it_did_and_what_comes_next(here: Path) -> None:
    """Counts, and the command to run."""
    copied(here)
    result = run("roll", "xuanen-2020.xlsx")

    assert (0, "") == (result.exit_code, result.stderr)
    assert [
        "workbook for 2021 written: xuanen-2021.xlsx",
        "  79 values became last year's, and a column 2020 of the earlier years",
        "  to be filled in: 81 indicators and 11 lists; to be rewritten: 28 paragraphs",
        "  next: fill it in, then run reportgen check xuanen-2021.xlsx",
    ] == result.stdout.splitlines()


def test_a_roll_overwrites_nothing(here: Path) -> None:
    """Neither next year's book, should it be there, nor the one it rolls."""
    path = copied(here)
    (here / "xuanen-2021.xlsx").write_bytes(b"mine")

    assert ["PK202"] == codes("roll", path)
    assert ["PK202"] == codes("roll", path, "-o", path)
    assert ["PK204"] == codes("roll", path, "-o", "next.docx")
    assert b"mine" == (here / "xuanen-2021.xlsx").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ("roll", "xuanen-2020.xlsx"),
        ("collect", "xuanen-2020.xlsx", "xuanen-2020.xlsx"),
        ("export", "xuanen-2020.xlsx", "-o", "csv"),
        ("new", "b.xlsx", "--from", "xuanen-2020.xlsx"),
        ("new", "b.xlsx", "--from", "xuanen-2020.xlsx", "--for", "县统计局"),
    ],
)
def test_the_source_is_not_touched(here: Path, arguments: tuple[str, ...]) -> None:
    """Not a byte, not its time."""
    path = copied(here)
    before = state(path)

    assert 0 == run(*arguments).exit_code
    assert before == state(path)


@pytest.mark.parametrize(
    "arguments",
    [("roll", "a.xlsx"), ("export", "a.xlsx", "-o", "csv"), ("new", "b.xlsx", "--from", "a.xlsx")],
)
def test_a_book_with_errors_of_form_is_refused(here: Path, arguments: tuple[str, ...]) -> None:
    """With its faults, and nothing is written."""
    small(here / "a.xlsx", {"指标!I2": "约11.83亿元", "指标!I3": "#DIV/0!"})

    assert ["WB203", "WB202"] == codes(*arguments)
    assert ["a.xlsx"] == [path.name for path in here.iterdir()]


@pytest.mark.parametrize(
    "arguments", [("roll", "a.xlsx"), ("collect", "a.xlsx", "a.xlsx"), ("export", "a.xlsx", "-o", "b")]
)
def test_a_workbook_that_is_not_there_is_named(here: Path, arguments: tuple[str, ...]) -> None:
    """As by every command."""
    assert {"PK101"} == set(codes(*arguments))


# --- collect


def test_parts_are_made_filled_in_and_collected(here: Path) -> None:
    """From the rolled book of the sample: one part for an office, its values back in the book."""
    copied(here)
    run("roll", "xuanen-2020.xlsx")
    assert 0 == run("new", "统计.xlsx", "--from", "xuanen-2021.xlsx", "--for", "县统计局").exit_code
    part = load_workbook("统计.xlsx")
    for row in part["指标"].iter_rows(min_row=2, max_row=11):
        row[8].value = 30
    part.save("统计.xlsx")
    document = told("collect", "xuanen-2021.xlsx", "统计.xlsx", "-o", "全.xlsx")

    assert [{"file": "统计.xlsx", "cells": 10}] == document["parts"]
    assert 71 == len(document["missing"])
    book = read_book(Path("全.xlsx")).book
    assert book is not None
    assert ["统计"] * 10 == [one.owner for one in book.indicators if one.value is not None]


def test_a_collection_tells_what_came_and_what_is_missing(here: Path) -> None:
    """By whom to ask for it."""
    small(here / "底.xlsx", {"指标!I2": "", "指标!O2": "", "指标!I3": "", "指标!S3": "张三", "历年!C2": ""})
    small(here / "甲.xlsx", {"历年!C2": "", "指标!O2": "", "指标!I3": "", "指标!S3": "张三"})
    result = run("collect", "底.xlsx", "甲.xlsx")

    assert [
        "workbook written: 底-汇总.xlsx",
        "  甲.xlsx  1 cell",
        "  1 value is still missing:",
        "    张三  1  新增企业",
        "  next: run reportgen check 底-汇总.xlsx",
    ] == result.stdout.splitlines()


def test_with_conflicts_nothing_is_written(here: Path) -> None:
    """Both files, both cells and both values are shown; exit code 1."""
    small(here / "底.xlsx")
    small(here / "甲.xlsx", {"指标!I2": "118400"})
    result = run("collect", "底.xlsx", "甲.xlsx", "-o", "全.xlsx")

    assert 1 == result.exit_code
    assert "118400 in 甲.xlsx (指标!I2), but 118300 in 底.xlsx (指标!I2)" in result.stderr
    assert not Path("全.xlsx").exists()


def test_faults_of_all_parts_are_shown_together(here: Path) -> None:
    """One run tells what to correct in every file."""
    small(here / "底.xlsx")
    small(here / "甲.xlsx", {"指标!I2": "十一"})
    small(here / "乙.xlsx", {"指标!I3": "两家"})

    assert ["WB203", "WB203", "PK101"] == sorted(
        codes("collect", "底.xlsx", "甲.xlsx", "乙.xlsx", "丙.xlsx"), reverse=True
    )


def test_parts_are_needed(here: Path) -> None:
    """Without any there is nothing to collect."""
    small(here / "底.xlsx")

    assert 2 == run("collect", "底.xlsx").exit_code


# --- export and new


# --- another program's save


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="needs LibreOffice")
def test_libreoffice_saves_a_rolled_book_without_a_loss(here: Path) -> None:
    """The same indicators, lists, prose and rules are read back."""
    copied(here)
    run("roll", "xuanen-2020.xlsx")
    saved = resaved(here / "xuanen-2021.xlsx", "xlsx")
    before, after = (read_book(path).book for path in (here / "xuanen-2021.xlsx", saved))

    assert before is not None
    assert after is not None
    assert said(before) == said(after)

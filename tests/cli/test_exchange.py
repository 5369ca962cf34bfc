"""Export a workbook as CSV files, and make one of them, of another, of the rows of one hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.workbook import read_book
from tests.support.clerk import BOOK, copied
from tests.support.commands import codes, run, told
from tests.support.years import said, small


def test_a_folder_of_an_export_is_replaced_file_by_file(here: Path) -> None:
    """Other files in it stay; any other folder that holds something is refused."""
    copied(here)
    assert 0 == run("export", "xuanen-2020.xlsx", "-o", "csv").exit_code
    (here / "csv" / "notes.txt").write_text("mine")
    (here / "csv" / "lists.csv").write_text("old")

    assert 7 == len(told("export", "xuanen-2020.xlsx", "-o", "csv")["files"])
    assert "mine" == (here / "csv" / "notes.txt").read_text()
    assert "old" != (here / "csv" / "lists.csv").read_text(encoding="utf-8-sig")


def test_an_export_writes_among_no_other_files(here: Path) -> None:
    """A folder with something in it, or a file."""
    copied(here)
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine")

    assert ["PK202"] == codes("export", "xuanen-2020.xlsx", "-o", "full")
    assert ["PK202"] == codes("export", "xuanen-2020.xlsx", "-o", "xuanen-2020.xlsx")
    assert ["notes.txt"] == [path.name for path in (here / "full").iterdir()]


def test_an_export_writes_through_no_link(here: Path) -> None:
    """A file elsewhere that one in the folder is a link to stays what it is."""
    copied(here)
    assert told("export", "xuanen-2020.xlsx", "-o", "csv")["ok"]
    other = here / "其他.txt"
    other.write_text("别人的", encoding="utf-8")
    (here / "csv" / "lists.csv").unlink()
    (here / "csv" / "lists.csv").symlink_to(other)

    assert ["PK202"] == codes("export", "xuanen-2020.xlsx", "-o", "csv")
    assert "别人的" == other.read_text(encoding="utf-8")


def test_a_folder_whose_name_is_too_long_is_a_fault(here: Path) -> None:
    """It is told as such, for reading as for writing."""
    copied(here)
    assert ["PK201"] == codes("export", "xuanen-2020.xlsx", "-o", "n" * 300)
    assert ["PK102"] == codes("new", "b.xlsx", "--from", "n" * 300)


def test_a_workbook_is_made_of_an_export(here: Path) -> None:
    """And says the same."""
    copied(here)
    run("export", "xuanen-2020.xlsx", "-o", "csv")

    assert {"ok": True, "diagnostics": [], "book": "b.xlsx"} == told("new", "b.xlsx", "--from", "csv")
    before, after = (read_book(path).book for path in (BOOK, Path("b.xlsx")))
    assert before is not None
    assert after is not None
    assert said(before) == said(after)


def test_a_fault_of_a_csv_file_is_told_with_line_and_column(here: Path) -> None:
    """In words, and as data."""
    small(here / "a.xlsx")
    run("export", "a.xlsx", "-o", "csv")
    path = here / "csv" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("118300", "十一亿", 1), encoding="utf-8")
    result = run("new", "b.xlsx", "--from", "csv")

    assert "indicators.csv, line 2, 本年值" in result.stderr
    place = told("new", "b.xlsx", "--from", "csv")["diagnostics"][0]["place"]
    assert {"file": "indicators.csv", "line": 2, "column": "本年值"} == place


def test_a_part_has_the_rows_of_one_hand(here: Path) -> None:
    """With all facts and the lists that bear their names, and no prose and no rules."""
    edits = {"指标!S3": "张三", "指标!R4": "张三", "名单!A4": "别的", "名单!B4": "1", "名单!C4": "丙公司"}
    small(here / "底.xlsx", edits)
    assert 0 == run("new", "张三.xlsx", "--from", "底.xlsx", "--for", "张三").exit_code
    book = read_book(Path("张三.xlsx")).book

    assert book is not None
    assert ["新增企业", "退出企业"] == [one.name for one in book.indicators]
    assert (7, ["新增企业"], 0, 0) == (
        len(book.facts), [one.name for one in book.lists], len(book.passages), len(book.rules),
    )  # fmt: skip


def test_a_hand_that_nobody_has_is_named_with_the_nearest(here: Path) -> None:
    """A slip of the pen in a command."""
    copied(here)
    result = run("new", "b.xlsx", "--from", "xuanen-2020.xlsx", "--for", "县统计")

    assert 1 == result.exit_code
    assert "is it 县统计局?" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--for", "张三"), ("--from", "a.xlsx", "--year", "2021"), ("--from",)]
)
def test_options_that_do_not_go_together_are_wrong_usage(here: Path, arguments: tuple[str, ...]) -> None:
    """Nothing is written."""
    small(here / "a.xlsx")

    assert 2 == run("new", "b.xlsx", *arguments).exit_code
    assert not Path("b.xlsx").exists()


@pytest.mark.parametrize("source", ["none", "empty", "a.txt"])
def test_a_source_that_is_none_is_refused(here: Path, source: str) -> None:
    """Not there, a folder without an export, another file."""
    (here / "empty").mkdir()
    (here / "a.txt").write_text("text")

    assert {"none": ["PK101"], "empty": ["WB423"], "a.txt": ["PK103"]}[source] == codes(
        "new", "b.xlsx", "--from", source
    )

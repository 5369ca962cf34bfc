"""Builds at once give whole drafts with different numbers; a name that is too long is shortened and told."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportgen import Built, build
from reportgen.pipeline import collect, roll
from reportgen.settings import Settings
from reportgen.word.package import open_package
from tests.support.books import small_book
from tests.support.clerk import ROOT
from tests.support.disks import left_in
from tests.support.docs import docx

AT_ONCE = 6


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a small template."""
    path = tmp_path / "模板.docx"
    path.write_bytes(docx("{{ 年度 }}年，工业总产值{{ 工业总产值 }}，{{ 工业总产值.同比 }}。"))
    return path


@pytest.fixture
def books(tmp_path: Path) -> list[Path]:
    """Return books of one name that say different things, so that no draft is like another."""
    found = []
    for number in range(AT_ONCE):
        folder = tmp_path / f"in{number}"
        folder.mkdir()
        found.append(small_book(folder, {"指标!I2": f"{118300 + number}"}))
    return found


def drafts(folder: Path) -> list[tuple[str, int]]:
    """Return the names of all that stands in a folder, each with how many parts it has: all are whole."""
    return [(name, len(open_package(folder / name).members)) for name in left_in(folder)]


def test_builds_of_threads_at_once_have_different_numbers(
    template: Path, books: list[Path], tmp_path: Path
) -> None:
    """None is lost, none is half, none has another's number."""
    how = Settings(output=str(tmp_path / "output"))

    def built(book: Path) -> Built:
        return build(book, template, settings=how)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        made = [*pool.map(built, books)]

    assert [*range(1, AT_ONCE + 1)] == sorted(one.number for one in made)
    parts = len(open_package(made[0].draft).members)
    assert [(f"测试-第{number}稿.docx", parts) for number in range(1, AT_ONCE + 1)] == drafts(
        tmp_path / "output"
    )


def test_builds_of_processes_at_once_have_different_numbers(
    template: Path, books: list[Path], tmp_path: Path
) -> None:
    """The same from the command line, where no run knows of another."""
    world = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "reportgen", "build", book, "-t", template],
            cwd=tmp_path,
            env=world,
            stdout=subprocess.DEVNULL,
        )
        for book in books
    ]

    assert [0] * AT_ONCE == [one.wait() for one in running]
    assert [f"测试-第{number}稿.docx" for number in range(1, AT_ONCE + 1)] == [
        name for name, _ in drafts(tmp_path / "output")
    ]


def test_builds_at_once_into_one_name_leave_one_whole_draft(
    template: Path, books: list[Path], tmp_path: Path
) -> None:
    """Whoever comes last is there, whole."""
    output = tmp_path / "out" / "稿.docx"
    alone = {build(book, template, tmp_path / "alone.docx").draft.read_bytes() for book in books}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(3):
            [*pool.map(lambda book: build(book, template, output), books)]

    assert output.read_bytes() in alone
    assert ["稿.docx"] == left_in(output.parent)


# --- long names


@pytest.mark.parametrize("ending", ["", "（一）", "（二）"])
def test_a_draft_of_a_book_with_a_long_name_is_shortened_and_told(
    ending: str, template: Path, tmp_path: Path
) -> None:
    """82 汉字 are no name for a draft; its number goes on all the same."""
    stem = "汉" * (82 - len(ending)) + ending
    book = small_book(tmp_path).rename(tmp_path / f"{stem}.xlsx")
    how = Settings(output=str(tmp_path / "output"))
    first = build(book, template, settings=how)
    again = build(book, template, settings=how)
    second = build(book, template, settings=how, final=True)

    told = [found for found in first.diagnostics if found.code == "PK217"]
    assert [f"{found.values['stem']}-第1稿.docx" for found in told] == [first.draft.name]
    assert (1, True, 1, False, 2) == (first.number, first.changed, again.number, again.changed, second.number)
    assert first.draft.name.startswith("汉" * 60)
    assert len(first.draft.name.encode()) <= 255
    assert first.draft.name.replace("第1稿", "第2稿") == second.draft.name


def test_books_made_of_one_with_a_long_name_are_shortened_and_told(tmp_path: Path) -> None:
    """Next year's, and one put together; their names are made of it."""
    book = small_book(tmp_path).rename(tmp_path / f"{'汉' * 82}.xlsx")
    for made in (roll(book), collect(book, [book])):
        assert "PK217" in {found.code for found in made.diagnostics}
        assert made.path.is_file()
        assert len(made.path.name.encode()) <= 255

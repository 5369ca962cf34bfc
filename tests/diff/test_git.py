"""git shows drafts and workbooks through reportgen: with real git, as the page on git says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.books import small_book
from tests.support.clerk import ROOT
from tests.support.docs import docx

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

ATTRIBUTES = "*.docx diff=reportgen\n*.xlsx diff=reportgen\n"
OLD = ("一、主要经济指标", "工业总产值11.83亿元。", "‖ 指标 ‖ 本年")
NEW = ("一、主要经济指标", "工业总产值12.47亿元。", "‖ 指标 ‖ 本年")


class Repository:
    """A repository with both drivers, in a folder of its own and with no settings of the user's."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.world = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_PAGER": "cat",
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
        }
        self.git("init", "--quiet")
        program = f'"{sys.executable}" -m reportgen diff --git'
        own = {"user.name": "test", "user.email": "test@example.org"}
        drivers = {"diff.reportgen.command": program, "diff.reportgen.textconv": f"{program} --text"}
        for name, value in {**own, **drivers, **settings}.items():
            self.git("config", name, value)
        (folder / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git, which must succeed, and return what it prints."""
        command = ["git", "-c", "core.quotePath=false", *arguments]
        world = {**self.world, **environment}
        done = subprocess.run(command, cwd=self.folder, env=world, capture_output=True, check=False)

        assert 0 == done.returncode, done.stderr.decode("utf-8", "replace")
        assert b"\r" not in done.stdout
        return done.stdout.decode("utf-8")

    def commit(self, message: str) -> None:
        """Commit all that there is."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def draft(self, *lines: str) -> None:
        """Write the draft."""
        (self.folder / "总结.docx").write_bytes(docx(*lines))

    def book(self, edits: dict[str, str] | None = None) -> None:
        """Write the workbook."""
        small_book(self.folder, edits)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Repository:
    """A draft and a workbook in their first and second version, of which the first is committed."""
    repository = Repository(tmp_path)
    repository.draft(*OLD)
    repository.book()
    repository.commit("一")
    repository.draft(*NEW)
    repository.book({"指标!I2": "124700"})
    return repository


def test_a_diff_is_a_comparison(repository: Repository) -> None:
    """Figures of the workbook with their cells, and the changed words of the draft."""
    shown = repository.git("diff")

    assert "diff --reportgen a/总结.docx b/总结.docx" in shown
    assert "12.47" in shown
    assert ("118300万元", "124700万元", "指标!I2") == tuple(
        text for text in ("118300万元", "124700万元", "指标!I2") if text in shown
    )


@pytest.mark.parametrize("command", [["show"], ["log", "-p", "-1"], ["diff", "--no-ext-diff", "HEAD~"]])
def test_history_shows_the_text_line_by_line(repository: Repository, command: list[str]) -> None:
    """What git does by itself with two texts: only the lines that differ are marked."""
    repository.commit("二")
    lines = repository.git(*command).splitlines()
    marked = [line for line in lines if line.startswith(("+", "-")) and line[1:3] not in ("++", "--")]

    assert {"-工业总产值11.83亿元。", "+工业总产值12.47亿元。"} <= set(marked)
    assert 2 == sum("指标 · 工业总产值 · " in line for line in marked)
    assert 4 == len(marked)
    assert " | 指标 | 本年 |" in lines


@pytest.mark.parametrize("command", [["show", "--ext-diff"], ["log", "-p", "-1", "--ext-diff"]])
def test_history_shows_a_comparison_when_asked(repository: Repository, command: list[str]) -> None:
    """The other driver, for versions that git has put into files of its own."""
    repository.commit("二")
    shown = repository.git(*command)

    assert "diff --reportgen a/测试.xlsx b/测试.xlsx" in shown
    assert "124700万元" in shown


def test_files_that_came_and_went_are_told_in_full(repository: Repository) -> None:
    """With the sign of git before each line."""
    (repository.folder / "总结.docx").unlink()
    (repository.folder / "又.docx").write_bytes(docx("新的一段"))
    repository.git("add", "--all")
    lines = repository.git("diff", "--cached", "--no-renames").splitlines()

    assert {"-工业总产值11.83亿元。", "-| 指标 | 本年 |", "+新的一段"} <= set(lines)


def test_a_renamed_file_is_compared_with_what_it_was(repository: Repository) -> None:
    """git gives two more arguments for it."""
    repository.commit("二")
    (repository.folder / "总结.docx").rename(repository.folder / "定稿.docx")
    (repository.folder / "定稿.docx").write_bytes(docx(*NEW, "完"))
    repository.git("add", "--all")
    shown = repository.git("diff", "--cached", "--find-renames=1%")

    assert "diff --reportgen a/总结.docx b/定稿.docx" in shown
    assert "完" in shown


def test_a_file_that_cannot_be_read_does_not_end_the_rest(repository: Repository) -> None:
    """It is told in its place, in both ways."""
    (repository.folder / "坏.docx").write_bytes(b"no zip")
    repository.commit("二")
    for command in (["show"], ["show", "--ext-diff"]):
        shown = repository.git(*command)
        assert "PK103" in shown
        assert "124700" in shown


def test_a_path_that_is_not_merged_is_named(repository: Repository) -> None:
    """git gives the path alone."""
    repository.git("checkout", "--quiet", "-b", "other")
    repository.commit("二")
    repository.git("checkout", "--quiet", "-")
    repository.git("checkout", "--quiet", "-b", "third", "other~")
    repository.draft(*OLD, "另一段")
    repository.commit("三")
    merge, world = ["git", "merge", "other"], repository.world
    subprocess.run(merge, cwd=repository.folder, env=world, capture_output=True, check=False)

    assert "* Unmerged path 总结.docx" in repository.git("diff", "--cached").splitlines()


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONIOENCODING": "gbk"}])
def test_any_locale_gives_utf8(repository: Repository, environment: dict[str, str]) -> None:
    """What a terminal would be given is nothing to git."""
    environment = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **environment}

    shown = repository.git("diff", **environment)
    assert "diff --reportgen a/总结.docx b/总结.docx" in shown
    assert "124700万元" in shown
    repository.commit("二")
    assert "+工业总产值12.47亿元。" in repository.git("show", **environment).splitlines()


def test_a_repository_that_converts_line_ends_keeps_the_files(tmp_path: Path) -> None:
    """As git for Windows is set up: files that are zips are not touched, and the text is the same."""
    repository = Repository(tmp_path, **{"core.autocrlf": "true", "core.safecrlf": "false"})
    repository.draft(*OLD)
    repository.commit("一")
    (repository.folder / "总结.docx").unlink()
    repository.git("checkout", "--", "总结.docx")
    assert "" == repository.git("diff")
    repository.draft(*NEW)

    assert "12.47" in repository.git("diff")


def test_a_pager_that_is_left_ends_nothing(repository: Repository) -> None:
    """Otherwise git says that the driver died."""
    command = [sys.executable, "-m", "reportgen", "diff", "--git", "总结.docx"]
    command += ["总结.docx", "0", "0", os.devnull, "0", "0"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            command, cwd=repository.folder, env=repository.world, stdout=writer, stderr=subprocess.PIPE
        )
    finally:
        os.close(writer)

    assert (0, b"") == (done.returncode, done.stderr)

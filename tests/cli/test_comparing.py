"""Comparing as a use case and as a command: which files, which exit code, what is printed where."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen import Refusal, compare
from reportgen.cli import cli
from reportgen.word.package import open_package
from tests.support.books import small_book
from tests.support.docs import docx

SAME, DIFFERENT, TROUBLE = 0, 1, 2


@pytest.fixture(name="here", autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two drafts, two workbooks, and what cannot be compared."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for name, value in (("旧.xlsx", "118300"), ("新.XLSX", "124700"), ("误.xlsx", "若干")):
        shutil.move(small_book(tmp_path, {"指标!I2": value}), tmp_path / name)
    for name, text in (("旧.docx", "甲乙丙"), ("新.docx", "甲丙")):
        (tmp_path / name).write_bytes(docx(text))
    (tmp_path / "坏.docx").write_bytes(b"no zip")
    (tmp_path / "坏.xlsx").write_bytes(b"no zip")
    return tmp_path


def run(*arguments: str) -> Result:
    """Run `reportgen diff`; an exception that leaves it fails the test."""
    return CliRunner().invoke(cli, ["diff", *arguments], prog_name="reportgen", catch_exceptions=False)


def drafts() -> None:
    """Write two numbered drafts into the folder where they belong."""
    Path("output").mkdir()
    for number, name in enumerate(("旧.docx", "新.docx"), start=1):
        shutil.copy(name, f"output/甲-第{number}稿.docx")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["旧.xlsx", "旧.xlsx"], SAME),
        (["旧.xlsx", "新.XLSX"], DIFFERENT),
        (["旧.docx", "旧.docx"], SAME),
        (["旧.docx", "新.docx"], DIFFERENT),
        (["旧.xlsx", "误.xlsx"], DIFFERENT),
        (["旧.xlsx", "坏.xlsx"], TROUBLE),
        (["旧.docx", "无.docx"], TROUBLE),
        (["旧.docx", "旧.xlsx"], TROUBLE),
        (["旧.docx"], TROUBLE),
        (["旧.docx", "新.docx", "新.docx"], TROUBLE),
        (["--text"], TROUBLE),
        (["--text", "坏.docx"], TROUBLE),
        (["--text", "旧.docx"], SAME),
        ([], TROUBLE),  # no drafts yet
    ],
)
def test_the_exit_code_tells_whether_they_differ(files: list[str], code: int) -> None:
    """0 the same, 1 different, 2 trouble, as with other programs that compare; and no traceback."""
    result = run(*files)

    assert code == result.exit_code
    assert (code == TROUBLE) is (not result.stdout and bool(result.stderr))


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        (("旧.docx", "旧.xlsx"), {"DF104"}),
        (("无.docx", "坏.docx"), {"PK101", "PK103"}),
        (("坏.xlsx", "无.xlsx"), {"PK101", "PK103"}),
    ],
)
def test_all_that_stands_in_the_way_is_told_at_once(files: tuple[str, str], codes: set[str]) -> None:
    """The faults of both files, or that they are of unlike kinds."""
    with pytest.raises(Refusal) as refused:
        compare(*files)

    assert codes == {found.code for found in refused.value.diagnostics}


def test_a_workbook_is_compared_as_far_as_it_can_be_read() -> None:
    """What stood in the cell is gone, and why is told with it."""
    revision = compare("旧.xlsx", "误.xlsx")

    assert ("118300万元", "") == (revision.figures[0].old, revision.figures[0].new)
    assert "WB203" in {found.code for found in revision.diagnostics}


def test_without_files_the_newest_drafts_are_compared() -> None:
    """Those of the output folder."""
    drafts()
    result = run()

    assert DIFFERENT == result.exit_code
    assert "乙" in result.stdout


def test_json_tells_whether_they_are_equal() -> None:
    """`ok` says that they were compared."""
    for new, is_equal in (("旧.xlsx", True), ("新.XLSX", False)):
        document = json.loads(run("旧.xlsx", new, "--json").stdout)
        assert (True, is_equal) == (document["ok"], document["equal"])
    assert "124700万元" == document["figures"][0]["new"]
    assert json.loads(run("旧.xlsx", "坏.xlsx", "--json").stdout)["ok"] is False


def test_the_text_of_a_file_is_printed_on_demand() -> None:
    """For people as for git; as JSON a text for each line."""
    assert ["甲乙丙"] == run("--text", "旧.docx").stdout.splitlines()
    assert ["甲乙丙"] == json.loads(run("--text", "旧.docx", "--json").stdout)["text"]
    assert "指标 · 工业总产值 · 118300 万元" in run("--text", "旧.xlsx").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--text", "坏.docx"],
        ["甲.docx", "坏.docx", "-", "100644", "旧.docx", "-", "100644"],
        ["甲.docx", "旧.docx", "-", "100644", "旧.xlsx", "-", "100644"],
        ["甲.docx", "/dev/null", ".", ".", "坏.docx", "-", "100644"],
        ["甲.docx"],
    ],
)
def test_git_is_never_stopped(arguments: list[str]) -> None:
    """Whatever it asks for is answered on stdout, with 0."""
    result = run("--git", *arguments)

    assert (0, "") == (result.exit_code, result.stderr)
    assert result.stdout


# --- what is written


def test_a_redline_and_a_page_are_written_on_request() -> None:
    """Both at once, and the lines say where they are."""
    result = run("旧.docx", "新.docx", "--redline", "红.docx", "--html", "页.html", "--date", "2021-01-08")
    document = open_package(Path("红.docx")).part("word/document.xml").decode()

    assert result.stdout.splitlines()[-2:] == ["redline written: 红.docx", "page written: 页.html"]
    assert 'w:date="2021-01-08T00:00:00Z"' in document
    assert "乙</w:delText>" in document
    assert Path("页.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert DIFFERENT == result.exit_code


def test_the_same_files_and_date_give_the_same_redline() -> None:
    """Without a date it is today's."""
    for name in ("一.docx", "二.docx"):
        run("旧.docx", "新.docx", "--redline", name, "--date", "2021-01-08")
    run("旧.docx", "新.docx", "--redline", "今.docx")
    today = f'w:date="{datetime.now().astimezone():%Y-%m-%d}T00:00:00Z"'

    assert Path("一.docx").read_bytes() == Path("二.docx").read_bytes()
    assert today in open_package(Path("今.docx")).part("word/document.xml").decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["旧.docx", "新.docx", "--redline", "新.docx"], "PK203"),
        (["旧.docx", "新.docx", "--html", "旧.docx"], "PK203"),
        (["旧.docx", "新.docx", "--redline", "红.doc"], "PK204"),
        (["旧.docx", "新.docx", "--html", "页.docx"], "PK204"),
        (["旧.docx", "新.docx", "--html", "无/"], "PK204"),
        (["旧.xlsx", "新.XLSX", "--redline", "红.docx"], "two Word files"),
        (["旧.docx", "新.docx", "--date", "8.1.2021"], "--date"),
        (["旧.docx", "新.docx", "--date", "2021-01-08"], "--redline"),
        (["旧.docx", "--text", "--html", "页.html"], "one file"),
    ],
)
def test_nothing_is_written_over_what_is_read_nor_under_a_wrong_name(arguments: list[str], told: str) -> None:
    """Trouble, told with its code or its option; the files stay as they are."""
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    result = run(*arguments)

    assert TROUBLE == result.exit_code
    assert told in result.stderr
    assert before == {path.name: path.read_bytes() for path in Path().iterdir()}


def test_json_holds_what_the_contract_names_and_where_the_redline_is() -> None:
    """Amounts are texts."""
    result = run("旧.xlsx", "新.XLSX", "--json")
    document = json.loads(result.stdout)
    figure = document["figures"][0]

    assert {"ok", "diagnostics", "equal", "figures", "changes", "uncompared"} <= set(document)
    assert {"indicator", "old", "new", "unit", "difference", "cause", "cell", "paragraph"} <= set(figure)
    assert ("指标!I2", "6400", "data") == (figure["cell"], figure["difference"], figure["cause"])
    words = json.loads(run("旧.docx", "新.docx", "--json", "--redline", "红.docx").stdout)
    change = words["changes"][0]

    assert {"kind", "old", "new", "cause", "paragraph_old", "paragraph_new"} <= set(change)
    assert ("replace", "甲乙丙", "甲丙", 1) == tuple(
        change[key] for key in ("kind", "old", "new", "paragraph_new")
    )
    assert "红.docx" == words["redline"]

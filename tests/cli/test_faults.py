"""Faults of input on the command line: bad data, wrong files, locked places; and no traceback ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.clerk import BOOK, TEMPLATE, copied, draft_of
from tests.support.commands import run, template

# --- render


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"甲": 1', "ST201"),
        ("[1, 2]", "ST201"),
        ("", "ST201"),
        ('{"甲": 1e999999999}', "ST201"),
        ('{"甲": 1e-999999999}', "ST201"),
        ("[" * 100_000, "ST201"),
        ('{"甲": NaN}', "TP301"),
        ('{"甲": null}', "TP301"),
        ('{"甲": [1]}', "TP301"),
        ('{"乙": 1}', "CX101"),
        ('{"甲": "a\\u000bb"}', "TP303"),
        ('{"甲": "\\ud800"}', "TP303"),
    ],
)
def test_bad_data_is_refused(content: str, code: str, here: Path) -> None:
    """Named by its code, exit 1, nothing written."""
    (here / "数据.json").write_text(content, encoding="utf-8")
    result = run("render", template(here, "{{ 甲 }}"), "数据.json", "-o", "信.docx")

    assert (1, "") == (result.exit_code, result.stdout)
    assert f"error {code}" in result.stderr
    assert not (here / "信.docx").exists()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('{"甲": "A&B <C>"}', "A&B <C>"),
        ('{"甲": 0.1}', "0.1"),
        ('{"甲": 11.80}', "11.80"),  # as it is written: no float in between
        ('{"甲": 12345678901234567890.123}', "12345678901234567890.123"),
        ('{"甲": true}', "True"),
        ('\ufeff{"甲": "乙"}', "乙"),
    ],
)
def test_data_is_printed_as_it_is_written(content: str, text: str, here: Path) -> None:
    """Marks are escaped, numbers keep their decimals, a byte order mark is no fault."""
    (here / "数据.json").write_text(content, encoding="utf-8")

    assert 0 == run("render", template(here, "{{ 甲 }}"), "数据.json", "-o", "信.docx").exit_code
    assert text == draft_of(here / "信.docx").text


def test_lenient_prints_nothing_for_an_unknown_name(here: Path) -> None:
    """Only where it is asked for."""
    (here / "数据.json").write_text("{}", encoding="utf-8")
    arguments = ("render", template(here, "甲{{ 乙 }}丙"), "数据.json", "-o", "信.docx")

    assert 1 == run(*arguments).exit_code
    assert 0 == run(*arguments, "--lenient").exit_code
    assert "甲丙" == draft_of(here / "信.docx").text


# --- a user's fault is never a traceback


def folder_for(path: Path) -> Path:
    """Make a folder where a file is expected."""
    path.mkdir()
    return path


def data_for(path: Path) -> Path:
    """Make a data file that holds nothing."""
    path.write_text("{}", encoding="utf-8")
    return path


def text_for(path: Path) -> Path:
    """Make a text file where an Office file is expected."""
    path.write_text("<html>报告</html>", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (lambda here: ["build", "无.xlsx"], "PK101"),
        (lambda here: ["build", folder_for(here / "夹.xlsx")], "PK102"),
        (lambda here: ["build", text_for(here / "页.xlsx")], "PK103"),
        (lambda here: ["build", TEMPLATE], "PK109"),  # a Word file where a workbook belongs
        (lambda here: ["build", BOOK, "-t", BOOK], "PK109"),
        (lambda here: ["build", BOOK, "-t", "无.docx"], "PK101"),
        (lambda here: ["build", BOOK, "-t", folder_for(here / "夹.docx")], "PK102"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", folder_for(here / "夹")], "PK204"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", folder_for(here / "夹.docx")], "PK204"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", "稿.docx/"], "PK204"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", text_for(here / "别人.xlsx")], "PK204"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", "稿"], "PK204"),
        (lambda here: ["render", TEMPLATE, data_for(here / "数.json"), "-o", "稿.doc"], "PK204"),
        (lambda here: ["new", "稿.docx"], "PK204"),
        (lambda here: ["new", "2021.xlsx/"], "PK204"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", text_for(here / "文件") / "稿.docx"], "PK201"),
        (lambda here: ["build", BOOK, "-t", TEMPLATE, "-o", "长" * 200 + ".docx"], "PK201"),
        (lambda here: ["build", copied(here), "-o", here / "xuanen-2020.xlsx"], "PK203"),
        (lambda here: ["check", "无.xlsx"], "PK101"),
        (lambda here: ["check", folder_for(here / "夹.xlsx")], "PK102"),
        (lambda here: ["check", BOOK, "-t", text_for(here / "页.docx")], "PK103"),
        (lambda here: ["new", text_for(here / "有.xlsx")], "PK202"),
        (lambda here: ["new", folder_for(here / "夹.xlsx")], "PK202"),
        (lambda here: ["new", text_for(here / "文件") / "书.xlsx"], "PK201"),
        (lambda here: ["render", TEMPLATE, "无.json", "-o", "x.docx"], "PK101"),
        (lambda here: ["render", TEMPLATE, folder_for(here / "夹.json"), "-o", "x.docx"], "PK102"),
        (lambda here: ["render", TEMPLATE, BOOK, "-o", "x.docx"], "ST201"),
    ],
)
def test_a_users_fault_has_a_code(
    arguments: Callable[[Path], list[str | Path]], code: str, here: Path
) -> None:
    """Missing, a folder, another kind of file, a place that cannot be written: exit 1, code, hint."""
    result = run(*arguments(here))
    said = result.stdout + result.stderr

    assert 1 == result.exit_code
    assert f"error {code}" in said
    assert "Traceback" not in said
    assert "  fix  " in said


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_slip_in_the_settings_has_a_code(command: str, here: Path) -> None:
    """reportgen.toml of the folder is read by whatever needs it."""
    (here / "reportgen.toml").write_text('rounding = "up"', encoding="utf-8")
    result = run(command, BOOK)

    assert 1 == result.exit_code
    assert "error ST103  reportgen.toml" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_folder_that_is_locked_has_a_code(here: Path) -> None:
    """PK201 names the draft that could not be written."""
    (here / "output").mkdir(mode=0o500)

    assert "error PK201" in run("build", BOOK).stderr


@pytest.mark.parametrize("command", [["build", BOOK], ["render", TEMPLATE, "数.json"]])
def test_a_draft_never_takes_the_place_of_another_kind_of_file(command: list[str | Path], here: Path) -> None:
    """`-o other.xlsx` would turn another clerk's workbook into a Word file: refused, its bytes untouched."""
    data_for(here / "数.json")
    other = copied(here)
    kept = other.read_bytes()

    assert 1 == run(*command, "-o", other).exit_code
    assert kept == other.read_bytes()
    assert ["xuanen-2020.xlsx", "数.json"] == sorted(path.name for path in here.iterdir())


def test_the_kind_of_the_output_is_told_in_any_case_of_letters(here: Path) -> None:
    """报告.DOCX is a Word file."""
    assert 0 == run("build", BOOK, "-t", TEMPLATE, "-o", "报告.DOCX").exit_code
    assert (here / "报告.DOCX").is_file()

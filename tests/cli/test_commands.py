"""The command line in this process: help, JSON, exit codes, and what is printed where."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.cli import HOMES, cli
from reportgen.codes import CODES
from reportgen.messages import LANGUAGES, catalog
from reportgen.workbook import read_book
from tests.support.clerk import BOOK, copied, edited_sample
from tests.support.commands import run, template, told

COMMANDS = sorted(cli.commands)


_LOADED = """
import sys
from reportgen.cli import run
try:
    run()
finally:
    print(*(name for name in sys.modules if name.startswith("reportgen.cli.")), file=sys.stderr)
"""


@pytest.mark.parametrize("home", HOMES)
def test_the_command_that_is_typed_is_loaded_without_the_others(home: str) -> None:
    """In a process of its own: in this one all of them are loaded."""
    call = [sys.executable, "-c", _LOADED, HOMES[home][0], "--help"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)

    assert {"reportgen.cli.spoken", f"reportgen.cli.{home}"} == set(done.stderr.split())


def test_every_command_has_a_home() -> None:
    assert COMMANDS == sorted(name for names in HOMES.values() for name in names)


# --- help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(command: str, language: str) -> None:
    """What the command does, every option explained, an example last; all in the reader's language."""
    words = catalog(language)
    asked = ("--lang", language)
    for arguments in (
        (command, *asked, "--help"),
        (*asked, command, "-h"),
        (command, "--help", *asked),
        (command, "-h", f"--lang={language}"),
    ):
        result = run(*arguments)
        lines = result.stdout.rstrip().splitlines()

        assert (0, "") == (result.exit_code, result.stderr)
        assert lines[0].startswith(words.text("usage.prefix"))
        assert words.text(f"help.{command}.example").splitlines()[-1] == lines[-1]
        assert f"reportgen {command} " in lines[-1]
        assert words.text("help.help") in result.stdout
        assert not re.search(r"\b(help|usage)\.[a-z]", result.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_of_all_lists_every_command(language: str) -> None:
    """Each with a few words on what it does."""
    stdout = run("--lang", language, "--help").stdout
    assert stdout == run("--help", "--lang", language).stdout

    assert [] == [name for name in COMMANDS if f"  {name} " not in stdout]
    assert [] == [name for name in COMMANDS if catalog(language).text(f"help.{name}.short") not in stdout]


def test_help_speaks_either_language_in_one_process() -> None:
    """A page in Chinese does not make the next one Chinese."""
    first, second = run("build", "--lang", "zh_CN", "-h").stdout, run("build", "--lang", "en", "-h").stdout

    assert "用法" in first
    assert "用法" not in second
    assert "Usage" in second


# --- exit codes and streams


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", BOOK], 0),
        (["build", BOOK, "-o", "稿.docx"], 0),
        (["new", "2021.xlsx"], 0),
        (["explain", "wb203"], 0),
        (["check", "无.xlsx"], 1),
        (["build", "无.xlsx"], 1),
        (["render", "无.docx", "无.json", "-o", "x.docx"], 1),
        ([], 2),
        (["build"], 2),
        (["biuld", BOOK], 2),
        (["build", BOOK, "--finale"], 2),
        (["build", BOOK, "--lang", "de"], 2),
        (["new", "x.xlsx", "--year", "20"], 2),
        (["render", "a.docx", "b.json"], 2),
        (["explain", "XX999"], 2),
        (["explain"], 2),
    ],
)
def test_the_exit_code_tells_success_refusal_and_misuse(arguments: list[str | Path], code: int) -> None:
    """0 done, 1 refused for a fault of the input, 2 used wrongly."""
    assert code == run(*arguments).exit_code


def test_warnings_do_not_fail_a_command(here: Path) -> None:
    """A draft with warnings is a draft; they stand on stderr, the result on stdout."""
    result = run("build", BOOK, "-t", template(here, "{{ 工业总产值 }}"))

    assert 0 == result.exit_code
    assert "warning CX302" in result.stderr
    assert result.stdout.startswith("draft 1 written:")
    assert 0 == run("check", BOOK, "-t", here / "模板.docx").exit_code


def test_faults_of_check_are_its_data(here: Path) -> None:
    """On stdout, with the count last; nothing on stderr."""
    result = run("check", edited_sample(here, {"工业总产值.本年值": None}))

    assert (1, "") == (result.exit_code, result.stderr)
    assert "error WB301  指标!I11" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], ["biuld", "build"]),  # the command that was meant
        (["build", "x", "--finale"], ["--finale", "--final"]),
        (["build"], ["BOOK", "reportgen build"]),
        (["render", "a", "b"], ["--output"]),
        (["new", "x", "--year", "abc"], ["--year", "abc"]),
        (["explain", "WB23"], ["WB23", "WB203"]),
    ],
)
@pytest.mark.parametrize(("language", "label"), [("zh_CN", "错误"), ("en", "error")])
def test_misuse_is_told_like_any_fault(
    arguments: list[str], words: list[str], language: str, label: str
) -> None:
    """What is wrong, how the command is called, where its help is: on stderr, in the reader's language."""
    result = run("--lang", language, *arguments)

    assert (2, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(f"{label}  ")
    assert [] == [word for word in words if word not in result.stderr]
    assert "--help" in result.stderr


def test_every_code_can_be_explained() -> None:
    """`explain` knows what any command may say."""
    assert [] == [code for code in CODES if run("explain", code).exit_code != 0]


# --- JSON


def test_check_as_json(here: Path) -> None:
    """ok, diagnostics with place, message and hint, and what was counted."""
    good, bad = told("check", BOOK), told("check", edited_sample(here, {"工业总产值.本年值": None}))
    (found,) = bad["diagnostics"]

    assert (True, [], 81) == (good["ok"], good["diagnostics"], good["indicators"])
    assert bad["ok"] is False
    assert ("WB301", "error") == (found["code"], found["severity"])
    assert {"file": "xuanen-2020.xlsx", "sheet": "指标", "cell": "I11"} == found["place"]
    assert all(found[key] for key in ("message", "hint"))


def test_build_as_json(here: Path) -> None:
    """The draft, its number, whether it is new, figures and rates; then the changes."""
    first = told("build", copied(here))
    same = told("build", copied(here))
    second = told("build", edited_sample(here, {"基站累计.本年值": 680}))

    assert (True, 1, True, 190, 6) == tuple(first[k] for k in ("ok", "number", "changed", "figures", "rates"))
    assert (1, False) == (same["number"], same["changed"])
    assert (2, True, "xuanen-2020-第1稿.docx") == (
        second["number"],
        second["changed"],
        second["compared_with"],
    )
    assert ["指标!I55"] == second["changes"][0]["cells"]
    assert (here / second["draft"]).is_file()


def test_a_refusal_as_json(here: Path) -> None:
    """ok is false and the faults are there; stderr stays silent."""
    document = told("build", edited_sample(here, {"工业总产值.本年值": None}))

    assert (False, ["WB301"]) == (document["ok"], [found["code"] for found in document["diagnostics"]])


def test_render_new_and_explain_as_json(here: Path) -> None:
    """Each tells what it made, or what it knows."""
    (here / "数据.json").write_text('{"甲": "乙"}', encoding="utf-8")
    rendered = told("render", template(here, "{{ 甲 }}"), "数据.json", "-o", "信.docx")

    assert (True, "信.docx") == (rendered["ok"], rendered["output"])
    new, explained = told("new", "2021.xlsx", "--year", "2021"), told("explain", "WB203")
    assert (True, "2021.xlsx") == (new["ok"], new["book"])
    assert ("WB203", "error") == (explained["code"], explained["severity"])
    assert all(explained[part] for part in ("cause", "example", "remedy"))


# --- a workbook for a template


def test_new_for_a_template_says_what_names_were_taken_for(here: Path) -> None:
    """The result tells facts, indicators with and without a row in the outline, lists and what is unclear."""
    path = template(here, "{{ 工业总产值.同比 }}{{ 产值.增速 }}{{ 文件号 }}{{ 甲.无此属性 }}{{ 企业.数量 }}")

    document = told("new", "2021.xlsx", "--template", path, "--year", "2021")

    assert [("工业总产值", True), ("产值", False)] == [
        (one["name"], one["outlined"]) for one in document["indicators"]
    ]
    assert (["文件号"], ["企业"], ["甲"]) == (document["facts"], document["lists"], document["unclear"])


def test_new_for_a_template_is_in_the_language_of_its_names(here: Path) -> None:
    """An English template gets an English workbook unless another language is asked for."""
    path = template(here, "{{ Title }}{{ Gross_industrial_output.yoy }}")

    assert 0 == run("new", "a.xlsx", "-t", path).exit_code
    assert 0 == run("new", "b.xlsx", "-t", path, "--lang", "zh_CN").exit_code
    assert ("en", "zh") == (_language(Path("a.xlsx")), _language(Path("b.xlsx")))


def test_new_in_english_is_read_back() -> None:
    """--lang en gives English sheets and headers; the language of the terminal alone does not."""
    assert 0 == run("new", "en.xlsx", "--lang", "en").exit_code
    assert 0 == run("--lang", "en", "new", "too.xlsx").exit_code
    assert 0 == run("new", "zh.xlsx").exit_code

    assert ["en", "en", "zh"] == [_language(Path(f"{stem}.xlsx")) for stem in ("en", "too", "zh")]


def test_new_refuses_a_template_that_cannot_be_read(here: Path) -> None:
    """A fault of the template is told, and nothing is written."""
    result = run("new", "2021.xlsx", "-t", template(here, "{{ 产值"))

    assert 1 == result.exit_code
    assert "TP101" in result.stderr
    assert not Path("2021.xlsx").exists()


def _language(path: Path) -> str:
    book = read_book(path).book
    assert book is not None
    return book.language

"""`reportgen lint` from end to end: what it prints, what it returns, what it writes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document

from reportgen.cli import cli
from reportgen.pipeline import lint
from tests.support.books import small_book
from tests.support.docs import docx

ROOT = Path(__file__).resolve().parents[2]
SHIPPED, SAMPLE = ROOT / "templates" / "annual-summary.docx", ROOT / "inputs" / "xuanen-2020.xlsx"
EVERYTHING = (  # tags that ask for all that the small book holds
    "{{ 报告标题 }}",
    "{%p for 行 in 指标表 %}",
    "{{ 行.本年 }}{{ 行.位次 }}",
    "{%p endfor %}",
    "{{ 新增企业.名单 }}",
    "{%p for 节 in 章节 %}",
    "{%p for 段 in 节.段落 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{%p endfor %}",
    '{%p for 节 in 正文["二"] %}',
    "{%p for 段 in 节.段落 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{%p endfor %}",
    '{%p for 节 in 正文["四"] %}',
    "{%p for 段 in 节.段落 %}",
    "{{ 段 }}",
    "{%p endfor %}",
    "{%p endfor %}",
)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the small book as 测试.xlsx."""
    monkeypatch.chdir(tmp_path)
    small_book(tmp_path)
    return tmp_path


def test_the_shipped_template_fits_the_sample() -> None:
    """Neither has a fault, and no warning is left over."""
    assert () == lint(SHIPPED, SAMPLE).diagnostics


def test_a_faultless_template_exits_with_0_and_lists_its_names(folder: Path) -> None:
    """Without a workbook the names are what an author wants to know."""
    put(folder, "{{ a }}{{ b.c }}", "{{ a }}")

    done = run("模板.docx")

    assert (0, "") == (done.exit_code, done.stderr)
    assert ["  a  1, 2", "  b  1"] == [line for line in done.stdout.splitlines() if line.startswith("  ")]


def test_faults_are_data_and_exit_with_1(folder: Path) -> None:
    """They stand on stdout, each with paragraph, cell and remedy."""
    put(folder, "‖ 甲 ‖ 乙{{ 丙. }}")

    done = run("模板.docx")

    assert (1, "") == (done.exit_code, done.stderr)
    assert "错误 TP201  模板.docx 第2段 «乙{{ 丙. }}»（表1 第1行第2列）" in done.stdout


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_json_holds_names_and_places(folder: Path, language: str) -> None:
    """One document: names with paragraphs and what is read of them, faults with the cell of the table."""
    put(folder, "{% for 甲 in 乙 %}{{ 甲.丙 }}{% endfor %}", "‖ {{ 丁 ¦ uper }}", header="{{ 乙 }}")

    document = json.loads(run("模板.docx", "--json", "--lang", language).stdout)

    [found] = document["diagnostics"]
    assert document["ok"] is False
    assert ("word/document.xml", 2, "{{ 丁 | uper }}") == tuple(
        found["place"][key] for key in ("part", "paragraph", "tag")
    )
    assert {"table": 1, "row": 1, "column": 1} == found["place"]["cell"]
    assert [
        {
            "name": "乙",
            "paragraphs": [1, 1],
            "parts": ["word/document.xml", "word/header1.xml"],
            "paths": ["乙[].丙"],
        }
    ] == document["names"]


def test_a_workbook_adds_names_that_it_lacks_and_what_no_tag_asks_for(folder: Path) -> None:
    """Needed names are errors, others warnings; and so is what would stay in the workbook."""
    small_book(folder, {"基本信息!A9": "考评名称", "基本信息!B9": "某考评"})
    put(folder, "{{ 工业总产直 }}", "{% if 税收占比.可比 %}甲{% else %}{{ 乙 }}{% endif %}")

    found = lint(folder / "模板.docx", folder / "测试.xlsx").diagnostics
    told = {(one.code, one.severity.value, str(one.values.get("name", ""))) for one in found}

    assert {("CX101", "error", "工业总产直"), ("CX301", "warning", "乙")} <= told
    assert ("CX307", "warning", "考评名称") in told
    assert {"工业总产值", "净增企业"} <= {name for code, _, name in told if code == "CX302"}
    assert {"新增企业"} == {name for code, _, name in told if code == "CX304"}
    assert "税收占比" not in {name for _, _, name in told}


def test_a_template_that_asks_for_everything_leaves_nothing(folder: Path) -> None:
    """No warning of what is not asked for."""
    put(folder, *EVERYTHING)

    assert () == lint(folder / "模板.docx", folder / "测试.xlsx").diagnostics


def test_what_fails_while_merging_is_told_too(folder: Path) -> None:
    """The two are merged on trial; a name that is needed after all is told as an error, once."""
    put(folder, *EVERYTHING, "{{ 1 / 0 }}", "{% if 年度 %}{{ 乙 }}{% endif %}")

    found = lint(folder / "模板.docx", folder / "测试.xlsx").diagnostics

    assert {"TP304"} == {one.code for one in found if one.code.startswith("TP")}
    assert 1 == sum(one.values.get("name") == "乙" for one in found)


def test_a_needed_name_is_an_error_where_the_merge_comes_to_it(folder: Path) -> None:
    """Reading alone could not tell whether the condition holds."""
    put(folder, *EVERYTHING, "{% if 年度 %}{{ 乙 }}{% else %}{{ 丙 }}{% endif %}")

    found = lint(folder / "模板.docx", folder / "测试.xlsx").diagnostics

    assert [("CX101", "乙"), ("CX301", "丙")] == [(one.code, one.values["name"]) for one in found]


def test_a_workbook_that_cannot_be_read_is_said(folder: Path) -> None:
    """And the template is examined all the same where that can be done."""
    put(folder, "{{ 甲 }}")

    done = run("模板.docx", "--workbook", "没有.xlsx")

    assert (1, True) == (done.exit_code, "PK101" in done.stdout)


def test_no_template_is_said(folder: Path) -> None:
    """A file that is not there is a fault like any other, on stdout; nothing is written."""
    done = run("没有.docx", "--annotate", "批注.docx")

    assert (1, True) == (done.exit_code, "PK101" in done.stdout)
    assert not (folder / "批注.docx").exists()


def test_annotate_writes_the_faults_as_comments(folder: Path) -> None:
    """The template stays as it is, the copy tells code, remedy and place."""
    put(folder, "甲{{ 乙. }}", header="{{ 丙. }}")
    before = (folder / "模板.docx").read_bytes()

    done = run("模板.docx", "--annotate", "批注.docx")
    document: Any = Document(io.BytesIO((folder / "批注.docx").read_bytes()))
    told = [comment.text for comment in document.comments]

    assert (1, before) == (done.exit_code, (folder / "模板.docx").read_bytes())
    assert ["模板.docx 第1段 «甲{{ 乙. }}»", "模板.docx 页眉第1段 «{{ 丙. }}»"] == [
        text.splitlines()[-1] for text in told
    ]
    assert all("TP201" in text and "处理" in text for text in told)


def test_annotate_never_writes_over_the_template(folder: Path) -> None:
    """PK203, and the file is untouched."""
    put(folder, "甲{{ 乙. }}")
    before = (folder / "模板.docx").read_bytes()

    done = run("模板.docx", "--annotate", "模板.docx")

    assert (1, before) == (done.exit_code, (folder / "模板.docx").read_bytes())
    assert "PK203" in done.stderr


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_help_ends_with_an_example(language: str) -> None:
    """Every option is explained in both languages."""
    done = CliRunner().invoke(cli, ["lint", "--help", "--lang", language], catch_exceptions=False)

    assert "reportgen lint templates/annual-summary.docx --workbook" in done.stdout
    assert "help.lint" not in done.stdout
    assert "help.option" not in done.stdout


def put(folder: Path, *lines: str, header: str = "") -> None:
    """Write a template 模板.docx."""
    (folder / "模板.docx").write_bytes(docx(*lines, header=header))


def run(*arguments: str) -> Result:
    """Run `reportgen lint`, in Chinese unless told otherwise."""
    language = [] if "--lang" in arguments else ["--lang", "zh_CN"]
    return CliRunner().invoke(cli, ["lint", *arguments, *language], catch_exceptions=False)

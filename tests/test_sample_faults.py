"""A hurried clerk's slips, many in one workbook: one run names them all and writes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from reportgen import Refusal, build, check
from reportgen.cli import cli
from reportgen.diagnostics import Severity
from reportgen.messages import LANGUAGES, catalog
from reportgen.settings import Settings
from tests.support.clerk import BOOK, FIRST, TEMPLATE, Edits, build_in, copied, desk, edited_sample

FOUR_SLIPS: Edits = {
    "工业总产值.本年值": None,  # a value deleted
    "工业投资项目.本年值": "三十五",  # text in a number cell
    "新增规上工业企业.本年值": 9,  # eight names in the list
    "巡查反馈问题.指标名称": "巡查问题",  # renamed, while the prose asks for the old name
}


def run(*arguments: str) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def four_slips(book: Workbook) -> None:
    """Rename, beside the four, one that the template itself uses."""
    sheet = book["指标"]
    next(cell for cell in sheet["C"] if cell.value == "技改项目").value = "技改类项目"


# --- all at once


@pytest.fixture(name="refused", scope="module")
def _refused(tmp_path_factory: pytest.TempPathFactory) -> Refusal:
    """The refusal of a workbook with all slips."""
    folder = tmp_path_factory.mktemp("slips")
    with pytest.raises(Refusal) as refused:
        build_in(folder, edited_sample(folder, FOUR_SLIPS, four_slips))
    assert [] == list(folder.glob("*.docx"))
    return refused.value


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("WB301", "指标!I11"),  # 本年值 of 工业总产值
        ("WB203", "指标!I12"),  # 三十五
        ("WB302", "指标!I2"),  # 9 ≠ 8 names
        ("WB304", "勾稽关系!B2"),  # 规上企业净增 = 新增 − …: 5 ≠ 9 − 1 − 2
        ("CX101", "正文!E19"),  # {{ 巡查反馈问题 }} in the prose
        ("CX101", "annual-summary.docx ¶8"),  # {{ 技改项目 }} in the template
        ("WB306", "勾稽关系!B8"),  # the rule that names 技改项目
    ],
)
def test_one_run_shows_every_slip(code: str, place: str, refused: Refusal) -> None:
    """Each with its cell, or with the paragraph of the template."""
    found = [(fault.code, str(fault.place)) for fault in refused.diagnostics]

    assert any(code == named and where.startswith(place) for named, where in found), found


def test_no_slip_is_told_twice(refused: Refusal) -> None:
    """The sentence that cannot be written for want of a value says nothing that its cell has not said."""
    cells = [str(found.place) for found in refused.diagnostics if found.severity is Severity.ERROR]
    blamed = [cell for cell in cells if "!" in cell]

    assert sorted(set(blamed)) == sorted(blamed)


def test_a_new_name_is_proposed(refused: Refusal) -> None:
    """An unknown name comes with the nearest known one."""
    nearest = {str(f.values["name"]): f.values["nearest"] for f in refused.diagnostics if f.code == "CX101"}

    assert {"巡查反馈问题": "巡查问题", "技改项目": "技改类项目"} == nearest


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_slip_has_words_and_a_hint(language: str, refused: Refusal) -> None:
    """No placeholder is left, nothing is empty, and the English words are English but for names."""
    words = catalog(language)
    for found in refused.diagnostics:
        for text in (words.message(found), words.hint(found)):
            assert text.strip(), found
            assert not re.search(r"\{[a-z_]+\}", text), text


@pytest.mark.parametrize(("language", "label"), [("zh_CN", "错误"), ("en", "error")])
def test_the_command_tells_all_on_stderr(
    language: str, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 1, nothing on stdout, a line with cell and code for each slip, and its hint below."""
    monkeypatch.chdir(desk(tmp_path))
    (tmp_path / "output").mkdir()
    (tmp_path / FIRST).rename(tmp_path / "output" / FIRST)
    before = (tmp_path / "output" / FIRST).read_bytes()
    book = edited_sample(tmp_path, FOUR_SLIPS)
    result = run("build", str(book), "-t", str(TEMPLATE), "--lang", language)

    assert (1, "") == (result.exit_code, result.stdout)
    for code, place in [
        ("WB301", "指标!I11"),
        ("WB203", "指标!I12"),
        ("WB302", "指标!I2"),
        ("CX101", "正文!E19"),
    ]:
        assert f"{label} {code}  {place}  " in result.stderr
    assert [FIRST] == [path.name for path in (tmp_path / "output").iterdir()]
    assert before == (tmp_path / "output" / FIRST).read_bytes()


def test_check_tells_the_same_on_stdout(tmp_path: Path, refused: Refusal) -> None:
    """`check -t` lists what `build` would refuse, as data; its JSON has the same faults."""
    book = edited_sample(tmp_path, FOUR_SLIPS, four_slips)
    text = run("check", str(book), "-t", str(TEMPLATE))
    told = json.loads(run("check", str(book), "-t", str(TEMPLATE), "--json").stdout)

    assert (1, "") == (text.exit_code, text.stderr)
    codes = sorted(found["code"] for found in told["diagnostics"])  # in the order of the book's sheets
    assert sorted(found.code for found in refused.diagnostics) == codes
    assert told["ok"] is False


# --- one cause, one fault


@pytest.mark.parametrize(
    ("edits", "faults"),
    [
        ({"工业总产值.本年值": None}, [("WB301", "指标!I11")]),
        ({"工业总产值.本年值": "约12亿"}, [("WB203", "指标!I11")]),
        ({"社会消费品零售总额.位次": -3}, [("WB313", "指标!O18")]),
        ({"社会消费品零售总额.位次": 0}, [("WB313", "指标!O18")]),
        ({"基本信息!B5": None}, [("WB222", "基本信息!B5")]),  # no 年度: ten tags of the template need it
        ({"基本信息!B5": "二〇二〇"}, [("WB212", "基本信息!B5")]),
        ({"基本信息!B3": None}, [("WB222", "基本信息!B3")]),  # no office: neither name nor signature
        ({"基本信息!B6": "年底"}, [("WB211", "基本信息!B6")]),
        (
            {"基本信息!B7": None},
            [("CX101", "annual-summary.docx ¶2")],
        ),  # 本级简称 is needed by the template only
        ({"社会消费品零售总额.上年同期值": None}, [("CX105", "指标!J18")]),
        ({"正文!B3": "外贸情况"}, [("CX202", "正文!E3")]),  # prose of a section that there is none of
    ],
)
def test_one_cause_is_told_once(edits: Edits, faults: list[tuple[str, str]], tmp_path: Path) -> None:
    """What only follows from a faulty cell is left out."""
    result = check(edited_sample(tmp_path, edits), TEMPLATE, Settings())
    errors = [found for found in result.diagnostics if found.severity is Severity.ERROR]

    assert sorted({code for code, _ in faults}) == sorted({found.code for found in errors})
    assert {place for _, place in faults} <= {re.sub(" «.*", "", str(found.place)) for found in errors}


def test_a_missing_sheet_is_told_alone(tmp_path: Path) -> None:
    """Without 指标 every name of the template would be unknown: the sheet is named, not the eighty names."""

    def without_indicators(book: Workbook) -> None:
        del book["指标"]

    result = check(edited_sample(tmp_path, change=without_indicators), TEMPLATE, Settings())

    assert "WB103" in {found.code for found in result.diagnostics}
    assert not [found for found in result.diagnostics if found.code.startswith("CX")]


def test_slips_of_the_template_come_along(tmp_path: Path) -> None:
    """A broken template and a broken workbook are told in one run."""
    document = docx.Document(str(TEMPLATE))
    document.paragraphs[1].add_run("{{ 工业总产值")
    document.save(str(tmp_path / "模板.docx"))

    with pytest.raises(Refusal) as refused:
        build_in(
            tmp_path, edited_sample(tmp_path, {"工业总产值.本年值": None}), template=tmp_path / "模板.docx"
        )
    assert ["TP101", "WB301"] == sorted({found.code for found in refused.value.diagnostics})


# --- what a draft leaves out


def reduced_template(folder: Path, *kept: str) -> Path:
    """Write a template of a few lines."""
    document = docx.Document()
    for line in kept:
        document.add_paragraph(line)
    path = folder / "短.docx"
    document.save(str(path))
    return path


def test_what_is_printed_nowhere_is_a_warning(tmp_path: Path) -> None:
    """A template of one sentence: the draft is written, and each thing left out is named by its cell."""
    template = reduced_template(tmp_path, "{{ 工业总产值 }}（{{ 新增规上工业企业.名单 }}）")
    built = build(copied(tmp_path), template, tmp_path / "短稿.docx", settings=Settings())
    told = {(found.code, str(found.place)) for found in built.diagnostics}

    assert {"CX302", "CX303", "CX304"} == {code for code, _ in told}
    assert ("CX302", "指标!C12") in told  # 工业投资项目
    assert ("CX303", "正文!E2") in told
    assert ("CX304", "名单!A10") in told  # 已退规企业
    assert ("CX302", "指标!C11") not in told  # 工业总产值 is printed
    assert ("CX304", "名单!A2") not in told
    assert {Severity.WARNING} == {found.severity for found in built.diagnostics}


@pytest.mark.parametrize("final", [False, True])
def test_the_sample_leaves_nothing_out(final: bool, tmp_path: Path) -> None:
    """Everything in the sample's workbook is in its draft, final or not."""
    built = build(BOOK, TEMPLATE, tmp_path / "稿.docx", final=final, settings=Settings())

    assert () == built.diagnostics


def test_a_name_in_a_branch_not_taken_is_a_warning(tmp_path: Path) -> None:
    """A name that the workbook lacks, where this year's text did not need it: the draft is written."""
    template = reduced_template(tmp_path, "{{ 年度 }}{% if 年度 == '1999' %}{{ 旧指标 }}{% endif %}")
    built = build(copied(tmp_path), template, tmp_path / "短稿.docx", settings=Settings())
    (found,) = [found for found in built.diagnostics if found.code == "CX301"]

    assert ("旧指标", Severity.WARNING) == (found.values["name"], found.severity)

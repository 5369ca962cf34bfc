"""`reportgen audit` from end to end: what it prints, returns and writes, and what a workbook says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document

from reportgen import audit, build
from reportgen.cli import cli
from reportgen.settings import Settings
from tests.support.docs import docx

ROOT = Path(__file__).resolve().parents[1]
SAMPLE, DEMO = ROOT / "inputs" / "xuanen-2020.xlsx", ROOT / "inputs" / "demo-en.xlsx"
FAULTY = "2020年，社会消费品零售总额40.68亿元，比上年56.20亿元下降26.7%。"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample and the English demo, built once."""
    folder = tmp_path_factory.mktemp("drafts")
    return {
        name: build(book, output=folder / f"{name}.docx", settings=Settings()).draft
        for name, book in (("sample", SAMPLE), ("demo", DEMO))
    }


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["audit", *map(str, arguments), "--lang", "en"])


def document(*arguments: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*arguments, "--json").stdout)
    return told


def written(folder: Path, *lines: str) -> Path:
    path = folder / "text.docx"
    path.write_bytes(docx(*lines))
    return path


def typed_over(draft: Path, target: Path, old: str, new: str) -> int:
    """Write a draft with one text typed over, and return the number of its paragraph."""
    opened = Document(str(draft))
    for number, paragraph in enumerate(opened.paragraphs, start=1):
        for node in paragraph.runs:
            if old in node.text:
                node.text = node.text.replace(old, new, 1)
                opened.save(str(target))
                return number
    raise AssertionError(old)


@pytest.mark.parametrize(("name", "book"), [("sample", SAMPLE), ("demo", DEMO)])
def test_our_own_drafts_are_silent(drafts: dict[str, Path], name: str, book: Path) -> None:
    assert audit(drafts[name], settings=Settings()).findings == ()
    assert audit(drafts[name], book, settings=Settings()).findings == ()


def test_it_exits_with_1_for_an_error_alone(tmp_path: Path) -> None:
    assert run(written(tmp_path, FAULTY)).exit_code == 1
    assert run(written(tmp_path, "宣人社文[2020]5号")).exit_code == 0
    assert run(tmp_path / "none.docx").exit_code == 1


def test_json_is_the_contract(tmp_path: Path) -> None:
    told = document(written(tmp_path, "一、工业", FAULTY))

    assert told["ok"] is False
    assert told["counts"]["figures"] == 3
    assert told["counts"]["checked"] == 3
    [finding] = told["findings"]
    assert (finding["code"], finding["severity"], finding["paragraph"]) == ("AU301", "error", 2)
    assert finding["text"] == "26.7%" == FAULTY[finding["start"] : finding["end"]]
    assert "-27.6%" in finding["message"]
    assert finding["figures"] == ["40.68亿元", "56.20亿元", "26.7%"]


def test_what_was_not_checked_is_not_called_right(tmp_path: Path) -> None:
    said = run(written(tmp_path, "完成投资6亿元。")).stdout

    assert "1 figures were seen; 0 of them could be compared" in said
    assert "not thereby right" in said


def test_a_code_can_be_switched_off(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY)

    assert run(path, "--off", "au301").exit_code == 0
    assert run(path, "--off", "PK101").exit_code == 2
    assert audit(path, settings=Settings(ignored=(("AU301", "known"),))).findings == ()


def test_comments_stand_at_the_very_words(tmp_path: Path) -> None:
    path, output = written(tmp_path, "一、工业", FAULTY), tmp_path / "annotated.docx"
    before = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    run(path, "--annotate", output)

    opened = Document(str(output))
    assert before == [paragraph.text for paragraph in opened.paragraphs]
    [comment] = opened.comments
    assert "AU301" in comment.text
    xml = opened.paragraphs[1]._p.xml
    inside = xml.partition("commentRangeStart")[2].partition("commentRangeEnd")[0]
    assert "26.7%" in inside
    assert "40.68" not in inside


def test_the_text_is_never_written_over(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY)

    assert run(path, "--annotate", path).exit_code == 1


@pytest.mark.parametrize(("old", "new"), [("8.46%", "8.64%"), ("40.68亿元", "48.06亿元"), ("14家", "15家")])
def test_a_figure_typed_over_differs(drafts: dict[str, Path], tmp_path: Path, old: str, new: str) -> None:
    edited = tmp_path / "edited.docx"
    typed_over(drafts["sample"], edited, old, new)
    told = [one for one in audit(edited, SAMPLE, settings=Settings()).findings if one.fault.code == "AU401"]

    assert len(told) == 1
    assert new in told[0].text


def test_a_word_typed_over_makes_a_paragraph_unknown(drafts: dict[str, Path], tmp_path: Path) -> None:
    edited = tmp_path / "edited.docx"
    typed_over(drafts["sample"], edited, "学员参加学习", "学员到场学习")

    assert [one.fault.code for one in audit(edited, SAMPLE, settings=Settings()).findings] == ["AU402"]


def test_a_text_without_provenance_is_compared_by_name(tmp_path: Path) -> None:
    path = written(tmp_path, "工业总产值11.38亿元。", "社会消费品零售总额40.68亿元，同比下降27.6%。")
    found = audit(path, SAMPLE, settings=Settings())
    told = {one.fault.code: one for one in found.findings if one.fault.code != "AU403"}

    assert set(told) == {"AU401"}
    assert told["AU401"].fault.values["due"] == "11.83亿元"
    assert (found.counts.agreed, found.counts.differed) == (2, 1)
    assert any(one.fault.values.get("name") == "技改投资" for one in found.findings)


def test_tables_are_compared_with_themselves_and_with_the_prose(tmp_path: Path) -> None:
    lines = (
        "2020年，全县固定资产投资达到16111万元，同比增长56.07%。",
        "‖ 指标 ‖ 单位 ‖ 本年 ‖ 上年同期 ‖ 同比(%)",
        "‖ 固定资产投资 ‖ 万元 ‖ 61111 ‖ 39156 ‖ 56.07",
        "‖ 社会消费品零售总额 ‖ 亿元 ‖ 40.68 ‖ 56.20 ‖ -26.7",
    )
    told = {one.fault.code: one for one in audit(written(tmp_path, *lines), settings=Settings()).findings}

    assert set(told) == {"AU301", "AU311"}
    assert (told["AU311"].place.paragraph, told["AU311"].text) == (1, "16111万元")
    assert told["AU301"].text == "-26.7"

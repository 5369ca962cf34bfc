"""`reportgen trace`: lines for a reader, one JSON document for a program, and its exit codes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from tests.support.clerk import BOOK, FIRST, build_in, desk
from tests.support.docs import docx
from tests.support.office import has_office, resaved
from tests.support.traces import LINES, Edit, edited, insert, move, remove, retype, rewrite
from tests.support.traces import draft as small_draft


@pytest.fixture(name="draft", scope="module")
def _draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's first draft."""
    return desk(tmp_path_factory.mktemp("desk")) / FIRST


def run(*arguments: str | Path) -> Result:
    """Run the command in English; an exception that leaves it fails the test."""
    said = ["trace", *map(str, arguments), "--lang", "en"]
    return CliRunner().invoke(cli, said, prog_name="reportgen", catch_exceptions=False)


def test_a_figure_is_told_with_its_cells_and_its_sum(draft: Path) -> None:
    """Under its paragraph, and with what workbook and template it comes from."""
    result = run(draft, "8.46%")
    place, *lines = result.stdout.splitlines()

    assert 0 == result.exit_code
    assert place.startswith(f"{FIRST} ")
    assert [
        "  同比增长8.46%  工业总产值",
        "    指标!I11 = 118300",
        "    指标!J11 = 109072",
        "    (指标!I11 − 指标!J11) ÷ 指标!J11 × 100%",
        "    (118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%",
    ] == lines[:5]
    assert any(line.startswith("workbook  xuanen-2020.xlsx  sha256 ") for line in lines)
    assert any(line.startswith("template  annual-summary.docx  sha256 ") for line in lines)


def test_a_program_gets_all_of_it(draft: Path) -> None:
    """The contract's keys, and beside them what the cells held and how the figure stands."""
    document: dict[str, Any] = json.loads(run(draft, "8.46%", "--json").stdout)
    (figure,) = document["figures"]

    assert document["ok"]
    assert {"slot", "paragraph", "text", "expression", "cells", "formula"} <= set(figure)
    assert ["指标!I11", "指标!J11"] == figure["cells"]
    assert {"指标!I11": "118300", "指标!J11": "109072"} == figure["values"]
    assert ("kept", "同比增长8.46%", "rate") == (figure["state"], figure["now"], figure["nature"])
    assert 64 == len(document["workbook"]["sha256"]) == len(document["template"]["sha256"])


def test_all_figures_are_listed_and_on_demand_all_texts(draft: Path) -> None:
    """Without a text to look for."""
    figures, everything = (
        json.loads(run(draft, "--json", *more).stdout)["figures"] for more in ([], ["--all"])
    )

    assert all(figure["nature"] != "text" for figure in figures)
    assert 100 < len(figures) < len(everything)


@pytest.mark.parametrize("as_json", [False, True])
def test_nothing_found_is_told_with_exit_code_1(draft: Path, as_json: bool) -> None:
    """On stderr for a reader, in the document for a program."""
    result = run(draft, "8.64%", *(["--json"] if as_json else []))

    assert 1 == result.exit_code
    assert "DR203" in (result.stdout if as_json else result.stderr)
    assert as_json or "" == result.stdout


def test_a_final_draft_carries_no_provenance(tmp_path: Path) -> None:
    """DR201 says so, and what to trace instead."""
    final = tmp_path / "final.docx"
    build_in(tmp_path, BOOK, output=final, final=True)
    result = run(final)

    assert (1, "") == (result.exit_code, result.stdout)
    assert "DR201" in result.stderr


def test_many_cells_are_cut_short_for_a_reader_only(draft: Path) -> None:
    """A list of names has a cell for each; JSON has them all."""
    shown = run(draft, "新增规上工业企业.名单")
    (names, *_) = json.loads(run(draft, "新增规上工业企业.名单", "--json").stdout)["figures"]

    assert 8 == len(names["cells"])
    assert "… and 2 more cells; --json lists all" in shown.stdout


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], [], id="kept"),
        pytest.param([retype(3, "同比增长9%")], ["edited by hand: now “同比增长9%”"], id="edited"),
        pytest.param([retype(3, "")], ["deleted by hand"], id="emptied"),
        pytest.param([move(3, 1)], ["moved: it was built into paragraph 2"], id="moved"),
        pytest.param(
            [rewrite(2), insert(1, "新")], ["its bookmark is lost: found again by its text"], id="unmarked"
        ),
        pytest.param(
            [remove(2)],
            ["not found in the draft: deleted or rewritten, perhaps (built into paragraph 2)"],
            id="gone",
        ),
    ],
)
def test_what_became_of_a_figure_is_told(tmp_path: Path, edits: list[Edit], expected: list[str]) -> None:
    """In the last line below it."""
    path = tmp_path / "draft.docx"
    path.write_bytes(edited(small_draft(*LINES), *edits))
    lines = run(path, "8.46%").stdout.splitlines()
    (source,) = [at for at, line in enumerate(lines) if "template, paragraph 2" in line]

    assert expected == [line.strip() for line in lines[source + 1 :] if line.startswith(" ")]


def test_a_figure_that_is_gone_stands_under_no_paragraph(tmp_path: Path) -> None:
    """There is none to look into; and the last line counts it."""
    path = tmp_path / "draft.docx"
    path.write_bytes(edited(small_draft(*LINES), remove(2)))
    lines = run(path, "8.46%").stdout.splitlines()

    assert ("draft.docx not found", "1 found, 1 of them not as they were built") == (lines[0], lines[-1])


def test_a_figure_without_origin_is_told_with_exit_code_1(tmp_path: Path) -> None:
    """With its paragraph, on stderr."""
    path = tmp_path / "draft.docx"
    path.write_bytes(edited(small_draft(*LINES), insert(2, "另有41.00亿元")))
    result = run(path, "41.00亿元")

    assert (1, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith(
        "error DR204  draft.docx paragraph 2 «另有41.00亿元»  “41.00亿元” is no inserted"
    )


@pytest.mark.render
@pytest.mark.skipif(not has_office(), reason="no LibreOffice here")
def test_a_draft_that_libreoffice_saved_blames_nobody(tmp_path: Path) -> None:
    """It renumbers headers and drops the words of charts; the figures stand where they stood."""
    template, path = tmp_path / "t.docx", tmp_path / "draft.docx"
    template.write_bytes(
        docx(
            '{{ 图表("柱形", 工业总产值, 固定资产投资) }}',
            header="{{ 工业总产值 }}",
            footer="{{ 工业总产值.同比 }}",
        )
    )
    build_in(tmp_path, BOOK, template=template, output=path)
    document = json.loads(run(resaved(path, "docx"), "--json").stdout)

    assert {"wordless": 1, "kept": 2} == Counter(figure["state"] for figure in document["figures"])
    assert ["DR205"] == [found["code"] for found in document["diagnostics"]]

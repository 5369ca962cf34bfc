"""The use cases: what check, build, merge and new return, what they refuse, and what they leave alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from reportgen import Refusal, build, check
from reportgen.diagnostics import errors_in
from reportgen.pipeline import default_template, merge_data, new_book
from reportgen.refs import CellRef
from reportgen.settings import Settings
from tests.support.clerk import BOOK, DEMO, FIRST, ROOT, TEMPLATE, build_in, copied, desk, edited_sample


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    """Return the codes of a refusal."""
    return [found.code for found in refused.value.diagnostics]


def template(folder: Path, *lines: str) -> Path:
    """Write a template of a few lines."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "模板.docx"
    document.save(str(path))
    return path


# --- check


def test_check_counts_what_the_workbook_holds() -> None:
    """81 indicators, 11 lists, 28 paragraphs, and no fault."""
    result = check(BOOK, settings=Settings())

    assert (True, (), 81, 11, 28) == (
        result.ok, result.diagnostics, result.indicators, result.lists, result.passages,
    )  # fmt: skip


def test_check_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside the workbook nor where it is run."""
    monkeypatch.chdir(tmp_path)
    check(copied(tmp_path), TEMPLATE)

    assert ["xuanen-2020.xlsx"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "PK101"),
        (b"", "PK103"),
        (b"PK\x03\x04 broken", "PK106"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "PK105"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_a_finding(
    content: bytes | None, code: str, tmp_path: Path
) -> None:
    """`check` returns it; `build` refuses with the same."""
    path = tmp_path / "书.xlsx"
    if content is not None:
        path.write_bytes(content)

    assert [code] == [found.code for found in check(path, TEMPLATE, Settings()).diagnostics]
    with pytest.raises(Refusal) as refused:
        build_in(tmp_path, path)
    assert [code] == codes(refused)


def test_a_broken_template_is_a_finding(tmp_path: Path) -> None:
    """Its faults stand among those of the workbook."""
    result = check(BOOK, template(tmp_path, "{{ 工业总产值 }"), Settings())

    assert (False, ["TP101"]) == (result.ok, [found.code for found in result.diagnostics])


def test_a_broken_template_is_told_beside_an_unreadable_workbook(tmp_path: Path) -> None:
    """One run tells both."""
    with pytest.raises(Refusal) as refused:
        build_in(tmp_path, tmp_path / "无.xlsx", template=template(tmp_path, "{{ 工业总产值 }"))

    assert ["PK101", "TP101"] == sorted(codes(refused))


# --- build


def test_a_named_draft_has_no_number(tmp_path: Path) -> None:
    """-o writes that file, also over an older one, and compares with nothing."""
    (tmp_path / "稿.docx").write_bytes(b"old")
    built = build_in(tmp_path, BOOK, output=tmp_path / "稿.docx")

    assert (0, True, "", tmp_path / "稿.docx") == (
        built.number, built.changed, built.compared_with, built.draft,
    )  # fmt: skip
    assert ["稿.docx"] == [path.name for path in tmp_path.iterdir()]


@pytest.mark.parametrize("final", [False, True])
def test_the_output_is_never_the_workbook_or_the_template(final: bool, tmp_path: Path) -> None:
    """A slip of -o must not cost the year's figures: refused, the files untouched, by any name of theirs."""
    book, form = copied(tmp_path), template(tmp_path, "{{ 年度 }}")
    (tmp_path / "link.xlsx").symlink_to(book)
    kept = book.read_bytes(), form.read_bytes()

    for output in (book, form, tmp_path / "link.xlsx", tmp_path / "." / book.name):
        with pytest.raises(Refusal) as refused:
            build(book, form, output, final=final, settings=Settings())
        assert ["PK203"] == codes(refused)
    assert kept == (book.read_bytes(), form.read_bytes())


def test_a_damaged_last_draft_does_not_stop_the_next(tmp_path: Path) -> None:
    """DR101 says so; nothing is compared with it."""
    (desk(tmp_path) / FIRST).write_bytes(b"PK\x03\x04 damaged")
    built = build_in(tmp_path, BOOK)
    (found,) = built.diagnostics

    assert (2, "", ()) == (built.number, built.compared_with, built.changes)
    assert ("DR101", str(tmp_path / FIRST)) == (found.code, str(found.place))


def test_a_draft_without_provenance_is_compared_with_nothing(tmp_path: Path) -> None:
    """After a final one, nobody claims that no figure changed."""
    final = build_in(tmp_path, BOOK, final=True)
    again = build_in(tmp_path, BOOK, final=True)
    built = build_in(tmp_path, edited_sample(tmp_path, {"基站累计.本年值": 680}))

    assert (1, True) == (final.number, final.changed)
    assert (1, False) == (again.number, again.changed)
    assert (2, "", ()) == (built.number, built.compared_with, built.changes)


def test_figures_of_workbook_and_prose_are_counted_alike(tmp_path: Path) -> None:
    """Two figures, a rate said twice, a text: 4 figures put in, 1 rate."""
    form = template(
        tmp_path, "{{ 工业总产值 }}{{ 工业总产值.同比 }}{{ 工业总产值.增速 }}{{ 基站累计 }}{{ 年度 }}"
    )
    built = build(BOOK, form, tmp_path / "稿.docx", settings=Settings())

    assert (4, 1, 81) == (built.figures, built.rates, built.indicators)


# --- the template that is used when none is named


def test_the_projects_own_template_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings' template, then templates/ of the folder, then the one that came along."""
    monkeypatch.chdir(tmp_path)
    assert default_template(Settings(template="x.docx")) == Path("x.docx")
    assert default_template(Settings()).read_bytes() == TEMPLATE.read_bytes()

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "annual-summary.docx").write_bytes(b"mine")
    assert default_template(Settings()) == Path("templates/annual-summary.docx")


def test_each_language_has_its_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its names are those of a workbook in that language; the settings' template is for any."""
    monkeypatch.chdir(tmp_path)

    assert "annual-summary-en.docx" == default_template(Settings(), "en").name
    assert "annual-summary.docx" == default_template(Settings(), "zh").name
    assert Path("x.docx") == default_template(Settings(template="x.docx"), "en")


# --- merge, new


def test_any_mapping_goes_into_any_template(tmp_path: Path) -> None:
    """The merge engine alone: no workbook needed."""
    made = merge_data(
        template(tmp_path, "{{ 称呼 }}：{{ 数|length }}"),
        {"称呼": "你好", "数": [1, 2]},
        tmp_path / "信.docx",
    )

    assert "你好：2" == docx.Document(str(made.path)).paragraphs[0].text
    assert () == made.diagnostics


def test_merging_does_not_write_over_its_sources(tmp_path: Path) -> None:
    """Neither the template nor the file that the data came from."""
    form, data = template(tmp_path, "甲"), tmp_path / "数据.json"
    data.write_text("{}", encoding="utf-8")

    for output in (form, data):
        with pytest.raises(Refusal) as refused:
            merge_data(form, {}, output, sources=[data])
        assert ["PK203"] == codes(refused)


def test_a_new_workbook_never_replaces_one(tmp_path: Path) -> None:
    """PK202, and the old one keeps its bytes."""
    path = new_book(tmp_path / "2021.xlsx", 2021)
    before = path.read_bytes()

    with pytest.raises(Refusal) as refused:
        new_book(path, 2022)
    assert (["PK202"], before) == (codes(refused), path.read_bytes())
    assert 2021 == load_workbook(path)["基本信息"]["B5"].value


def test_a_new_workbook_says_what_to_fill_in(tmp_path: Path) -> None:
    """Checked as it is, every missing value and fact is named by its cell; nothing else is wrong."""
    result = check(new_book(tmp_path / "2021.xlsx", 2021), settings=Settings())
    errors = errors_in(result.diagnostics)

    assert {"WB222", "WB301"} <= {found.code for found in errors}
    assert all(isinstance(found.place, CellRef) and found.place.cell for found in errors)
    assert 81 == result.indicators


# --- the same on any day and machine


@pytest.mark.parametrize("final", [False, True])
def test_the_same_inputs_give_the_same_bytes(final: bool, tmp_path: Path) -> None:
    """Two processes with other time zones, languages, hash seeds and folders write equal drafts."""
    worlds = [
        {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"},
    ]
    drafts = []
    for number, world in enumerate(worlds):
        folder = tmp_path / f"机器 {number}"
        folder.mkdir()
        command = [
            sys.executable,
            "-m",
            "reportgen",
            "build",
            str(BOOK),
            "-t",
            str(TEMPLATE),
            "-o",
            "稿.docx",
        ]
        environment = {**os.environ, **world, "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [*command, *(["--final"] if final else [])],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )
        drafts.append((folder / "稿.docx").read_bytes())

    assert drafts[0] == drafts[1]
    assert (
        drafts[0]
        == build(BOOK, TEMPLATE, tmp_path / "这里.docx", final=final, settings=Settings()).draft.read_bytes()
    )


# --- what a draft says of its own figures

CONTRADICTION = (
    "社会消费品零售总额{{ 社会消费品零售总额 }}，上年同期为{{ 社会消费品零售总额.上年 }}，同比增长27.6%。"
)


def test_words_that_contradict_the_figures_are_warned_of(tmp_path: Path) -> None:
    """The template says 增长 of what fell, in words of its own. The draft is built all the same."""
    built = build_in(tmp_path, BOOK, template=template(tmp_path, "一、商贸", CONTRADICTION))
    [found] = [one for one in built.diagnostics if one.code.startswith("AU")]

    assert ("AU204", "warning") == (found.code, found.severity.value)
    assert str(found.place).startswith("xuanen-2020.docx ¶2 «社会消费品零售总额40.68亿元")
    assert built.changed


def test_check_warns_of_them_too(tmp_path: Path) -> None:
    """With the template at hand; by itself the workbook has no words to look at."""
    words = template(tmp_path, CONTRADICTION)

    assert ["AU204"] == [
        one.code for one in check(BOOK, words, Settings()).diagnostics if one.code.startswith("AU")
    ]
    assert () == check(BOOK, settings=Settings()).diagnostics


@pytest.mark.parametrize("book", [BOOK, DEMO])
def test_the_samples_do_not_contradict_themselves(tmp_path: Path, book: Path) -> None:
    built = build_in(tmp_path, book, template=default_template(Settings(), "zh" if book == BOOK else "en"))

    assert [] == [one.code for one in built.diagnostics if one.code.startswith("AU")]


def test_a_house_switches_them_off_with_a_reason(tmp_path: Path) -> None:
    how = Settings(output=str(tmp_path), ignored=(("AU204", "the words are under review"),))
    result = check(BOOK, template(tmp_path, CONTRADICTION), how)

    assert [] == [one.code for one in result.diagnostics if one.code.startswith(("AU", "WB349"))]
    assert [1] == [one.count for one in result.silenced]


def test_a_switch_of_the_audit_is_not_idle_where_no_text_is_audited() -> None:
    how = Settings(ignored=(("AU104", "the house writes square brackets"),))

    assert [] == [one.code for one in check(BOOK, TEMPLATE, how).diagnostics]

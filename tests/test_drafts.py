"""Drafts: names and numbers, the manifest that travels in them, and what differs between two."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen import Refusal
from reportgen.drafts import (
    FigureChange,
    changes_between,
    draft_bytes,
    latest_draft,
    newest_drafts,
    same_content,
    save_next,
)
from reportgen.fields import Insertion, Nature, Origin
from reportgen.manifest import Manifest, Source, TracedFigure, manifest_of, read_manifest
from reportgen.refs import CellRef, ParagraphRef
from reportgen.word.package import deflated, open_package, written
from tests.support.clerk import TEMPLATE

BOOK, FORM = Source("2020.xlsx", "a" * 64), Source("模板.docx", "b" * 64)


def figure(
    text: str,
    *,
    nature: str = "figure",
    indicator: str = "工业总产值",
    expression: str = "工业总产值",
    cells: tuple[str, ...] = ("指标!I11",),
    slot: int = 1,
) -> TracedFigure:
    """Return a traced figure in the first paragraph."""
    return TracedFigure(
        slot, nature, indicator, expression, text, "word/document.xml", 1, cells, "", "", "¶1"
    )


def told(*figures: TracedFigure, workbook: Source = BOOK, version: str = "1") -> Manifest:
    """Return a manifest of some figures."""
    return Manifest(version, workbook, FORM, figures)


def packed(manifest: Manifest | None) -> bytes:
    """Return a draft that carries `manifest`."""
    package = open_package(TEMPLATE)
    return draft_bytes(package, package.members, manifest)


# --- names and numbers


@pytest.mark.parametrize(
    ("names", "latest"),
    [
        ([], None),
        (["2020-第1稿.docx"], 1),
        (["2020-第9稿.docx", "2020-第10稿.docx"], 10),  # by number, not by letters
        (["2020-第1稿.docx", "2020-第3稿.docx"], 3),
        (["2020-第2稿（旧）.docx", "~$20-第5稿.docx", "2020-第三稿.docx", "2020-第.docx"], None),
        (["2020-第１稿.docx", "2020-第-1稿.docx", "2020-第1稿.doc", "2019-第7稿.docx"], None),
        (["2020-第01稿.docx"], 1),
        (["2020-附-第4稿.docx", "2020-第2稿.docx"], 2),  # another workbook's drafts
        (["2020-draft-1.docx"], 1),
        (["2020-draft-9.docx", "2020-draft-10.docx"], 10),
        (["2020-第2稿.docx", "2020-draft-3.docx"], 3),  # whatever language the workbook was in
        (["2020-draft-2 (old).docx", "~$20-draft-5.docx", "2020-draft-two.docx", "2020-draft-.docx"], None),
    ],
)
def test_the_latest_draft_is_the_highest_number(names: list[str], latest: int | None, tmp_path: Path) -> None:
    """Only files that are named exactly as drafts of this workbook count."""
    for name in names:
        (tmp_path / name).touch()
    found = latest_draft(tmp_path, "2020")

    assert latest == (found.number if found else None)


@pytest.mark.parametrize("stem", ["2020[终稿]", "a*b", "县 局{number}", "总结.v2", "2020?"])
def test_any_name_of_a_workbook_will_do(stem: str, tmp_path: Path) -> None:
    """Names with marks that a search pattern would read otherwise are found again."""
    for number in (1, 2):
        assert number == save_next(tmp_path, stem, b"x").number

    found = latest_draft(tmp_path, stem)
    assert found is not None
    assert 2 == found.number


def test_a_folder_that_is_not_there_has_no_draft(tmp_path: Path) -> None:
    """The first build makes the folder."""
    assert latest_draft(tmp_path / "output", "2020") is None
    assert "2020-第1稿.docx" == save_next(tmp_path / "output", "2020", b"x").path.name


def test_a_draft_of_an_english_workbook_has_an_english_name(tmp_path: Path) -> None:
    """Its number goes on from the drafts that are there."""
    assert "2020-draft-1.docx" == save_next(tmp_path, "2020", b"x", "en").path.name
    assert "2020-draft-2.docx" == save_next(tmp_path, "2020", b"y", "en").path.name
    assert "2020-第3稿.docx" == save_next(tmp_path, "2020", b"z").path.name


def test_a_number_taken_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two builds at once: the second finds its number taken and goes on to the next."""
    (tmp_path / "2020-第1稿.docx").write_bytes(b"theirs")
    monkeypatch.setattr("reportgen.drafts.latest_draft", lambda folder, stem: None)

    assert 2 == save_next(tmp_path, "2020", b"ours").number
    assert b"theirs" == (tmp_path / "2020-第1稿.docx").read_bytes()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """PK213 names the place."""
    (tmp_path / "output").touch()

    with pytest.raises(Refusal, match="PK213"):
        save_next(tmp_path / "output", "2020", b"x")


@pytest.mark.parametrize(
    ("names", "newest"),
    [
        (["甲-第1稿.docx", "甲-第2稿.docx"], ("甲-第1稿.docx", "甲-第2稿.docx")),
        (["甲-第10稿.docx", "甲-第2稿.docx", "甲-第9稿.docx"], ("甲-第9稿.docx", "甲-第10稿.docx")),
        (
            ["乙-第7稿.docx", "乙-第8稿.docx", "甲-第1稿.docx", "甲-第3稿.docx"],
            ("甲-第1稿.docx", "甲-第3稿.docx"),
        ),
        (
            ["甲-第1稿.docx", "甲-第3稿.docx", "乙-第8稿.docx", "乙-第7稿.docx", "~$甲-第4稿.docx"],
            ("乙-第7稿.docx", "乙-第8稿.docx"),
        ),
        (["第1稿-第1稿.docx", "第1稿-第2稿.docx", "总结.docx"], ("第1稿-第1稿.docx", "第1稿-第2稿.docx")),
        (["a-draft-10.docx", "a-draft-2.docx", "a-draft-9.docx"], ("a-draft-9.docx", "a-draft-10.docx")),
        (["a-draft-2.docx", "a-第1稿.docx"], ("a-第1稿.docx", "a-draft-2.docx")),
    ],
)
def test_the_newest_drafts_are_those_of_the_workbook_built_last(
    names: list[str], newest: tuple[str, str], tmp_path: Path
) -> None:
    """The names are in the order in which they were written; within a workbook the number counts."""
    for age, name in enumerate(names):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (age, age))

    assert newest == tuple(path.name for path in newest_drafts(tmp_path))


@pytest.mark.parametrize(
    "names", [[], ["甲-第1稿.docx"], ["乙-第1稿.docx", "乙-第2稿.docx", "甲-第1稿.docx"]]
)
def test_one_draft_cannot_be_compared(names: list[str], tmp_path: Path) -> None:
    """Nor are those of a workbook taken that was not built last."""
    for age, name in enumerate(names):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (age, age))
    with pytest.raises(Refusal) as refused:
        newest_drafts(tmp_path)

    assert ["DF103"] == [found.code for found in refused.value.diagnostics]
    with pytest.raises(Refusal, match="DF103"):
        newest_drafts(tmp_path / "no such folder")


# --- the manifest


def test_a_manifest_comes_back_as_it_went_in() -> None:
    """Names, digests, every figure with its cells, formula and sum."""
    rate = TracedFigure(
        7,
        "rate",
        "工业<总>产值",
        '指标["a&b"].同比',
        "同比增长8.46%\t\n«»",
        "word/document.xml",
        3,
        ("指标!I11", "我的 表's!J11"),
        "(指标!I11 − 指标!J11) ÷ 指标!J11 × 100%",
        "(118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%",
        "指标!C11",
    )
    manifest = told(figure("11.83亿元"), rate)

    read = read_manifest(open_package(packed(manifest)))

    assert read is not None
    assert manifest == replace(read, built=())
    assert read.built  # the marks of its texts come when the draft is written


def test_a_final_draft_has_no_manifest() -> None:
    """Nothing to read, and no part that was added."""
    package = open_package(packed(None))

    assert read_manifest(package) is None
    assert open_package(TEMPLATE).names == package.names


@pytest.mark.parametrize("slot", ["", "-1", "x", "１２", "9" * 5000])
def test_a_manifest_that_was_tampered_with_is_read_all_the_same(slot: str) -> None:
    """What is no number becomes 0; nothing is raised."""
    package = open_package(packed(told(figure("甲", slot=12345))))
    members = [
        deflated(member.name, package.part(member.name).replace(b"12345", slot.encode()))
        if member.name.startswith("customXml/")
        else member
        for member in package.members
    ]
    manifest = read_manifest(open_package(written(members)))

    assert manifest is not None
    assert 0 == manifest.figures[0].slot


@pytest.mark.parametrize(
    ("place", "source"),
    [
        (ParagraphRef("模板.docx", paragraph=14, text="甲"), "¶14"),
        (CellRef("b.xlsx", "正文", "E9"), "正文!E9"),
    ],
)
def test_an_insertion_is_traced_to_its_tag(place: ParagraphRef | CellRef, source: str) -> None:
    """The tag stands in a paragraph of the template or in a cell of prose."""
    origin = Origin(Nature.FIGURE, (CellRef("b.xlsx", "指标", "I11"),), indicator="工业总产值")
    insertion = Insertion(1, "工业总产值", "11.83亿元", "word/document.xml", 1, place, origin)
    (traced,) = manifest_of("1", BOOK, FORM, [insertion]).figures

    assert (source, ("指标!I11",), "figure") == (traced.source, traced.cells, traced.nature)


def test_a_text_without_origin_is_a_text() -> None:
    """Data that came from nowhere we know has no cells."""
    insertion = Insertion(1, "x", "甲", "word/document.xml", 1, ParagraphRef("t.docx", paragraph=1), None)
    (traced,) = manifest_of("1", BOOK, FORM, [insertion]).figures

    assert ("text", (), "") == (traced.nature, traced.cells, traced.indicator)


# --- does it say anything new?


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (told(figure("11.83亿元")), True),
        (told(figure("11.83亿元"), workbook=Source("2020.xlsx", "c" * 64)), True),  # a comment was added
        (told(figure("12.00亿元")), False),
        (told(figure("11.83亿元", cells=("指标!I12",))), False),  # the way back would be wrong
        (told(figure("11.83亿元"), version="2"), False),
        (told(), False),
        (None, False),
    ],
)
def test_two_drafts_say_the_same(other: Manifest | None, same: bool) -> None:
    """Same parts, same figures from the same cells by the same version; digests may differ."""
    one = open_package(packed(told(figure("11.83亿元"))))

    assert same is same_content(one, open_package(packed(other)))


# --- what changed


def change(old: str, new: str, **more: str) -> FigureChange:
    """Return a change of the usual figure."""
    return FigureChange("工业总产值", more.get("expression", "工业总产值"), old, new, ("指标!I11",))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, told(figure("1")), []),
        (told(figure("1")), told(figure("1")), []),
        (told(figure("1")), told(figure("2")), [change("1", "2")]),
        (told(), told(figure("2")), [change("", "2")]),
        (told(figure("1")), told(), [change("1", "")]),
        (told(figure("1"), figure("1")), told(figure("2"), figure("2")), [change("1", "2")]),  # told once
        (told(figure("1")), told(figure("1"), figure("1")), [change("", "1")]),  # said a second time
        (told(figure("甲", nature="text")), told(figure("乙", nature="text")), []),  # words are no figures
        (
            told(figure("1")),
            told(figure("增长", expression="工业总产值.变动"), figure("1")),  # a phrase put before the figure
            [change("", "增长", expression="工业总产值.变动")],
        ),
        (
            told(figure("1"), figure("增长", expression="工业总产值.变动")),
            told(figure("1"), figure("下降", expression="工业总产值.变动")),
            [change("增长", "下降", expression="工业总产值.变动")],
        ),
    ],
)
def test_changes_are_told_by_what_was_asked_for(
    before: Manifest | None, after: Manifest, changes: list[FigureChange]
) -> None:
    """The same tag's text before and after; each change once, however often it is printed."""
    assert changes == list(changes_between(before, after))

"""A trace finds a draft's figures where they stand now, and says what became of those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import Refusal
from reportgen.manifest import Source
from reportgen.tracing import State
from tests.support.docs import changed, docx
from tests.support.traces import (
    LINES,
    WORKED,
    Edit,
    draft,
    edited,
    insert_paragraph,
    move,
    retype,
    trace,
    unmark,
    without_bookmarks,
    without_manifest,
)

# --- what is told


def test_a_figure_tells_its_paragraph_its_cells_and_its_sum() -> None:
    """All of it from the draft alone."""
    result = trace(draft(*LINES), "8.46%")
    (found,) = result.texts

    assert ("同比增长8.46%", "工业总产值", "增速", WORKED) == (
        found.figure.text, found.figure.indicator, found.figure.expression, found.figure.worked
    )  # fmt: skip
    assert (2, "全县工业总产值达到11.83亿元，同比增长8.46%。") == (found.place.paragraph, found.place.text)
    assert ("指标!I7", "指标!J7") == found.figure.cells
    assert {"指标!I7": "118300", "指标!J7": "109072", "基本信息!B3": "县科经局"} == result.manifest.held
    assert (Source("2020.xlsx", "a1"), Source("t.docx", "b2")) == (
        result.manifest.workbook,
        result.manifest.template,
    )
    assert State.KEPT is found.state


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("", ["11.83亿元", "同比增长8.46%", "11.83亿元"], id="nothing: all figures"),
        pytest.param("8.46", ["同比增长8.46%"], id="part of a figure"),
        pytest.param("达到11.83", ["11.83亿元"], id="a figure with the words before it"),
        pytest.param("亿元，同比", ["11.83亿元", "同比增长8.46%"], id="words over two figures"),
        pytest.param("指标!J7", ["同比增长8.46%"], id="a cell"),
        pytest.param("工业总产值", ["11.83亿元", "同比增长8.46%", "11.83亿元"], id="an indicator"),
        pytest.param("增速", ["同比增长8.46%"], id="a name of the template"),
        pytest.param("科经局报", ["县科经局"], id="an inserted text, when it is asked for"),
        pytest.param(
            "全县工业", ["11.83亿元", "同比增长8.46%"], id="words without a figure: those of the paragraph"
        ),
        pytest.param("一成以上", [], id="words of a paragraph without figures"),
        pytest.param("8.64%", [], id="what does not stand there"),
    ],
)
def test_a_text_asks_for_the_insertions_it_stands_in(wanted: str, expected: list[str]) -> None:
    """Alone or with its neighbours; an indicator or cell by its name; else its paragraph."""
    assert expected == [found.figure.text for found in trace(draft(*LINES), wanted).texts]


def test_inserted_texts_are_listed_when_they_are_asked_for() -> None:
    """Without a text to look for only figures are."""
    assert ["县科经局", "11.83亿元", "同比增长8.46%", "11.83亿元"] == [
        found.figure.text for found in trace(draft(*LINES), texts=True).texts
    ]


def test_nothing_found_is_a_fault_that_names_the_nearest_indicator() -> None:
    """DR203, with a slip of the pen corrected."""
    (found,) = trace(draft(*LINES), "工业总产质").diagnostics

    assert ("DR203", "工业总产质", "工业总产值", ("nearest",)) == (
        found.code, found.values["text"], found.values["nearest"], found.hints
    )  # fmt: skip


def test_a_figure_of_a_header_is_found_in_its_part() -> None:
    """Its paragraph is one of that part."""
    (found,) = trace(draft("正文", header="{{ 产值 }}")).texts

    assert (1, "11.83亿元") == (found.place.paragraph, found.place.text)
    assert "header" in found.place.part


# --- what was edited since


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], [(State.KEPT, 2, "11.83亿元"), (State.KEPT, 2, "同比增长8.46%")], id="nothing"),
        pytest.param(
            [insert_paragraph],
            [(State.KEPT, 3, "11.83亿元"), (State.KEPT, 3, "同比增长8.46%")],
            id="a paragraph before",
        ),
        pytest.param(
            [retype(2, "12亿元")],
            [(State.EDITED, 2, "12亿元"), (State.KEPT, 2, "同比增长8.46%")],
            id="another figure",
        ),
        pytest.param([retype(3, "")], [(State.KEPT, 2, "11.83亿元"), (State.EDITED, 2, "")], id="emptied"),
        pytest.param(
            [move(2, 3)],
            [(State.MOVED, 3, "11.83亿元"), (State.KEPT, 2, "同比增长8.46%")],
            id="moved downwards",
        ),
        pytest.param(
            [move(3, 1)],
            [(State.KEPT, 2, "11.83亿元"), (State.MOVED, 1, "同比增长8.46%")],
            id="moved upwards",
        ),
        pytest.param(
            [unmark(2)],
            [(State.UNMARKED, 2, "11.83亿元"), (State.KEPT, 2, "同比增长8.46%")],
            id="its bookmark lost",
        ),
        pytest.param(
            [unmark(2, only_end=True)],
            [(State.UNMARKED, 2, "11.83亿元"), (State.KEPT, 2, "同比增长8.46%")],
            id="half of its bookmark lost",
        ),
        pytest.param(
            [unmark(2, text=True)], [(State.GONE, 2, ""), (State.KEPT, 2, "同比增长8.46%")], id="deleted"
        ),
    ],
)
def test_a_draft_edited_by_hand_is_still_traced(
    edits: list[Edit], expected: list[tuple[State, int, str]]
) -> None:
    """Each figure by its bookmark; where that does not help, what is known of it from the build."""
    found = trace(edited(draft(*LINES), *edits)).texts[:2]

    assert expected == [(text.state, text.place.paragraph, text.now) for text in found]


def test_what_was_typed_over_a_figure_finds_it_and_so_does_the_figure() -> None:
    """The reader knows the one, the writer of the workbook the other."""
    data = edited(draft(*LINES), retype(3, "同比增长9%"))

    assert [State.EDITED] == [found.state for found in trace(data, "增长9%").texts]
    assert [State.EDITED] == [found.state for found in trace(data, "8.46%").texts]


# --- what was lost


def test_a_draft_without_bookmarks_is_traced_at_the_places_of_the_build() -> None:
    """The cells are known all the same; a warning says what the paragraphs are worth."""
    result = trace(edited(draft(*LINES), without_bookmarks))

    assert ["DR202"] == [found.code for found in result.diagnostics]
    assert {(State.UNMARKED, 2), (State.UNMARKED, 4)} == {(x.state, x.place.paragraph) for x in result.texts}
    assert ["同比增长8.46%"] == [
        x.figure.text for x in trace(edited(draft(*LINES), without_bookmarks), "8.46%").texts
    ]


@pytest.mark.parametrize(
    ("data", "hints"),
    [
        pytest.param(docx("甲"), (), id="no draft of ours"),
        pytest.param(without_manifest(edited(draft(*LINES), without_bookmarks)), (), id="a final draft"),
        pytest.param(
            without_manifest(draft(*LINES)), ("marked",), id="its manifest lost, its bookmarks there"
        ),
    ],
)
def test_a_file_without_a_manifest_is_refused_with_what_it_lacks(data: bytes, hints: tuple[str, ...]) -> None:
    """DR201; that bookmarks are left tells that it was a draft once."""
    with pytest.raises(Refusal) as refused:
        trace(data)

    assert [("DR201", hints)] == [(found.code, found.hints) for found in refused.value.diagnostics]


def test_the_program_that_saved_it_last_is_named(tmp_path: Path) -> None:
    """By the name it gives itself, without its build."""
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>LibreOffice/7.4.7.2$Linux_X86_64</Application></Properties>"
    )
    data = without_manifest(changed(draft(*LINES), {"docProps/app.xml": app.encode()}))
    with pytest.raises(Refusal) as refused:
        trace(data)

    assert ["LibreOffice/7.4.7.2"] == [found.values["program"] for found in refused.value.diagnostics]

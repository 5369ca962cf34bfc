"""What people type finds what they mean, and no more."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Severity
from reportgen.refs import ParagraphRef, TableCell
from reportgen.tracing.digits import cuts_number
from tests.support.traces import LINES, draft, edited, insert, retype, trace

OUTPUT, RATE = "11.83亿元", "同比增长8.46%"


def asked(wanted: str, *lines: str) -> list[str]:
    """Return the insertions of a draft that a text asks for."""
    return [found.figure.text for found in trace(draft(*(lines or LINES)), wanted).texts]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("11.83 亿元", [OUTPUT, OUTPUT], id="a blank"),
        pytest.param("１１.８３亿元", [OUTPUT, OUTPUT], id="full-width digits"),
        pytest.param("８．４６％", [RATE], id="full-width signs"),
        pytest.param(" 8.46%\u3000", [RATE], id="blanks around"),
        pytest.param("达到 11.83", [OUTPUT], id="a blank between words"),
        pytest.param("1.83亿元", [], id="the end of a number"),
        pytest.param("83亿元", [], id="its fraction"),
        pytest.param("8.4", [], id="the start of a number"),
        pytest.param("增长8", [], id="a number without its fraction"),
        pytest.param("1 1.83亿元", [], id="a number in two"),
        pytest.param("指标!J7", [RATE], id="a cell"),
        pytest.param("指标！ｊ７", [RATE], id="a full-width cell"),
        pytest.param("'指标'!$j$7", [RATE], id="as Excel writes it"),
        pytest.param("[2020.xlsx]指标!J7", [RATE], id="as Excel writes it of another workbook"),
        pytest.param("$J$7", [RATE], id="without the sheet"),
        pytest.param("J7", [RATE], id="the address alone"),
        pytest.param("指标!J1:K9", [RATE], id="a range"),
        pytest.param("指标!K9:I7", [OUTPUT, RATE, OUTPUT], id="a range from its other end"),
        pytest.param("B1:B9", ["县科经局"], id="a range of any sheet"),
        pytest.param("历年!J7", [], id="the cell of another sheet"),
        pytest.param("指标!J8:K9", [], id="a range beside it"),
        pytest.param("工业 总产值", [OUTPUT, RATE, OUTPUT], id="an indicator with a blank"),
        pytest.param("总产值", [OUTPUT, RATE, OUTPUT], id="a part of its name"),
    ],
)
def test_what_people_type_finds_what_they_mean(wanted: str, expected: list[str]) -> None:
    """Widths, blanks and case tell nothing apart; a number is whole."""
    assert expected == asked(wanted)


def test_the_very_name_of_an_indicator_comes_before_names_that_hold_it() -> None:
    """产值 is a name of the template, and a part of 工业总产值, whose rate is not asked for."""
    assert [OUTPUT, OUTPUT] == asked("产值")


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        pytest.param("共5家", "5家", False, id="alone"),
        pytest.param("共15家", "5家", True, id="behind a digit"),
        pytest.param("共1.5家", "5家", True, id="behind a point"),
        pytest.param("共1,234家", "234家", True, id="behind a comma of thousands"),
        pytest.param("共1,234家", "1", True, id="before a comma of thousands"),
        pytest.param("2020,5家", "5家", False, id="behind a comma of the sentence"),
        pytest.param("到2020年。5家", "5家", False, id="behind a full stop"),
        pytest.param("8.46%", "8", True, id="before a point"),
        pytest.param("8.46%", "8.46", False, id="before its sign"),
        pytest.param("2020.", "2020", False, id="before the end of a sentence"),
        pytest.param("１５家", "５家", True, id="full-width"),
    ],
)
def test_a_piece_of_a_number_is_no_number(text: str, piece: str, expected: bool) -> None:
    """It begins or ends where the number goes on."""
    at = text.find(piece)

    assert expected == cuts_number(text, at, at + len(piece))


# --- without origin


def test_a_figure_typed_by_hand_is_told_with_its_places_and_as_without_origin() -> None:
    """DR204, also beside figures that have one."""
    data = edited(draft(*LINES, "‖ 甲 ‖ 共41.00亿元"), insert(2, "另有41.00亿元"))
    result = trace(data, "41.00 亿元")
    (told,) = result.diagnostics

    assert ("DR204", Severity.ERROR, False) == (told.code, told.severity, result.ok)
    assert ParagraphRef("稿.docx", paragraph=2, text="另有41.00亿元") == told.place
    assert (
        ParagraphRef("稿.docx", paragraph=7, text="共41.00亿元", cell=TableCell(1, 1, 2)),
    ) == told.related


def test_a_number_is_not_answered_with_the_figures_beside_it() -> None:
    """They are not where it comes from."""
    result = trace(draft("其中41.00亿元，共{{ 产值 }}"), "41.00亿元")

    assert ([], ["DR204"]) == (list(result.texts), [found.code for found in result.diagnostics])


def test_a_number_that_stands_elsewhere_without_origin_is_a_warning() -> None:
    """A clerk typed the same figure once more."""
    result = trace(edited(draft(*LINES), insert(4, "即8.46%")), "8.46%")

    assert [RATE] == [found.figure.text for found in result.texts]
    assert [("DR204", Severity.WARNING, 4)] == [
        (found.code, found.severity, found.place.paragraph)  # type: ignore[union-attr]  # a paragraph
        for found in result.diagnostics
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("8.64%", "DR203", id="nowhere"),
        pytest.param("一成以上", "DR204", id="words of a paragraph without figures"),
        pytest.param("8.46%", None, id="an inserted figure"),
        pytest.param("全县", None, id="words beside figures"),
    ],
)
def test_what_stands_nowhere_is_told_apart_from_what_has_no_origin(wanted: str, expected: str | None) -> None:
    """DR203 only when there is no such text."""
    assert [expected] * (expected is not None) == [x.code for x in trace(draft(*LINES), wanted).diagnostics]


def test_what_was_typed_over_a_figure_has_its_origin() -> None:
    """It stands in the figure's place."""
    result = trace(edited(draft(*LINES), retype(3, "同比增长9%")), "9%")

    assert ([RATE], ()) == ([found.figure.text for found in result.texts], result.diagnostics)


def test_a_cell_that_nothing_comes_from_is_told_as_such() -> None:
    """The reader is not asked to copy it from the draft."""
    (told,) = trace(draft(*LINES), "指标!Z99").diagnostics

    assert ("DR203", ("cell",)) == (told.code, told.hints)

"""The year's prose in the workbook uses the template's tags, and its faults stand at its cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Refusal, fault
from reportgen.fields import Absent, Field, Nature, Origin, Prose
from reportgen.records import Record
from reportgen.refs import CellRef, ParagraphRef
from reportgen.template import Template
from reportgen.template.prose import fill_prose
from tests.support.docs import small, texts

CELL = CellRef("2020.xlsx", "正文", "E5")
FIGURE = Origin(Nature.FIGURE, (CellRef("2020.xlsx", "指标", "I7"),))
DATA: dict[str, Any] = {
    "产值": Field("11.83亿元", Decimal("11.83"), FIGURE),
    "记": Record({"增速": "8.46%"}, {}, Field("11.83亿元", None, FIGURE)),
    "名单": ["甲", "乙"],
    "缺": Absent(fault("GR101", CellRef("2020.xlsx", "指标", "J7"))),
    "段": Prose("内{{ 产值 }}", CELL),
}


def filled(text: str, **more: Any) -> tuple[list[str], list[str]]:
    """Return the filled text's segments and the codes of its faults."""
    segments, faults = fill_prose(Prose(text, CELL), {**DATA, **more}, strict=True)
    return [str(segment) for segment in segments], [found.code for found in faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("无标签", ["无标签"]),
        ("{ 单 } {\"a\": {\"b\": 1}}", ["{ 单 } {\"a\": {\"b\": 1}}"]),
        ("产值{{ 产值 }}。", ["产值", "11.83亿元", "。"]),
        ("{{ 记 }}，增{{ 记.增速 }}", ["11.83亿元", "，增", "8.46%"]),
        ("{% if 缺 %}增{{ 缺 }}{% else %}持平{% endif %}", ["持平"]),
        ("{% for x in 名单 %}{{ x }}；{% endfor %}", ["甲", "；", "乙", "；"]),
        ("{# 待核 #}甲{# #}", ["甲"]),
        ("{% set x = 2 %}{{ x }}", ["2"]),
        ("{{ '<w:p/>'|safe }}&amp;", ["<w:p/>", "&amp;"]),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('&') }}", ["<&>"]),
        ("{% raw %}{{ x }}{% endraw %}", ["{{ x }}"]),
        ("甲\n\t{{ 产值 }}", ["甲\n\t", "11.83亿元"]),
    ],
)  # fmt: skip
def test_tags_of_a_text_are_filled(text: str, expected: list[str]) -> None:
    """The words of the cell and the values of its tags follow one another, nothing escaped."""
    assert (expected, []) == filled(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ 产直 }}", ["CX101"]),
        ("{{ 产直 }}{{ 记.增束 }}{{ x1 }}", ["CX101", "CX102", "CX101"]),
        ("{{ 缺 }}", ["GR101"]),
        ("{{ 缺 ~ '。' }}", ["GR101"]),
        ("{{ 名单 }}", ["TP301"]),
        ("{{ 1 / 0 }}", ["TP304"]),
        ("{{ ''.__class__ }}", ["TP305"]),
        ("{{ 产值", ["TP101"]),
        ("产值 }}", ["TP102"]),
        ("｛｛产值｝｝", ["TP103"]),
        ("{{ 指标[“甲”] }}", ["TP104"]),
        ("{{ a b }}{{ c d }}", ["TP201", "TP201"]),
        ("{% if 产值 %}甲", ["TP202"]),
        ("甲{% endif %}", ["TP203"]),
        ("{%p if 产值 %}甲{%p endif %}", ["TP206", "TP206"]),
        ("{%tr for x in 名单 %}", ["TP206", "TP202"]),
        ("{{p 产值 }}", ["TP206"]),
        ("{% rightspace 2 %}", ["TP201"]),
    ],
)
def test_the_faults_of_a_text_are_those_of_a_template(text: str, codes: list[str]) -> None:
    """What is refused in a template is refused in a cell; and a cell has no paragraphs or rows to take."""
    assert codes == filled(text)[1]


def test_the_place_of_every_fault_is_the_cell() -> None:
    """The clerk looks for it in the workbook, not in the template."""
    for text in ("{{ 产直 }}", "{{ 名单 }}", "{{ 1 / 0 }}", "{{ a b }}", "{{ 产值", "{% if 产值 %}"):
        _, faults = fill_prose(Prose(text, CELL), DATA, strict=True)

        assert [CELL] == [found.place for found in faults], text


def test_an_unstated_figure_in_a_text_names_its_own_cell_and_relates_the_text() -> None:
    """What is missing is the figure of last year, and the text asked for it."""
    _, (found,) = fill_prose(Prose("{{ 缺 }}", CELL), DATA, strict=True)

    assert ("指标!J7", (CELL,)) == (str(found.place), found.related)


def test_a_figure_in_a_text_remembers_where_it_came_from() -> None:
    """Each segment that a tag printed has the tag's expression and the value's origin."""
    segments, _ = fill_prose(Prose("达{{ 产值 }}、{{ 记 }}", CELL), DATA, strict=True)

    assert [("", None), ("产值", FIGURE), ("", None), ("记", FIGURE)] == [
        (segment.expression, segment.origin) for segment in segments
    ]


def test_a_lenient_text_prints_nothing_for_unknown_names() -> None:
    """The cell follows the template it is printed by."""
    segments, faults = fill_prose(Prose("甲{{ 无 }}乙", CELL), DATA, strict=False)

    assert (["甲", "乙"], []) == ([str(segment) for segment in segments], faults)


def test_a_text_printed_by_a_template_keeps_figures_apart_from_words() -> None:
    """Each figure of the prose is an insertion of its own; the words come from the cell."""
    made = Template.load(small("一、{{ 段 }}")).merge(DATA)

    assert [("内", (CELL,)), ("11.83亿元", FIGURE.cells)] == [
        (insertion.text, insertion.origin.cells if insertion.origin else ()) for insertion in made.insertions
    ]
    assert [CELL, CELL] == [insertion.place for insertion in made.insertions]


def test_faults_of_many_texts_are_told_at_once() -> None:
    """One run tells what is wrong in every cell and in the template too."""
    rows = [Prose(f"{{{{ 无{n} }}}}", CellRef("2020.xlsx", "正文", f"E{n}")) for n in range(2, 12)]
    with pytest.raises(Refusal) as caught:
        Template.load(small("{% for 段 in 文 %}{{ 段 }}{% endfor %}", "{{ 别 }}")).render({"文": rows})

    cells = [found.place.cell for found in caught.value.diagnostics if isinstance(found.place, CellRef)]
    assert [f"E{n}" for n in range(2, 12)] == cells  # by row, not by letter
    assert 1 == sum(isinstance(found.place, ParagraphRef) for found in caught.value.diagnostics)


def test_a_text_is_filled_once_only() -> None:
    """A value that looks like a tag is printed as it stands, in prose and in a template."""
    data = {"x": "{{ 产值 }}", "段": Prose("{{ x }}", CELL)}

    assert ["{{ 产值 }}{{ 产值 }}"] == texts(Template.load(small("{{ x }}{{ 段 }}")).render(data))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_any_text_is_filled_or_refused(text: str) -> None:
    """Nothing that a cell can hold brings the merge down; without braces it comes out as it is."""
    segments, faults = filled(text)

    assert faults or "{" in text or text == "".join(segments)


@given(st.text("{}%#'\"|\\ .-x\n\x01\x02\x0e" + "if产值", max_size=25))
def test_any_scribble_of_tags_is_filled_or_refused(text: str) -> None:
    """Nor do half tags, whatever characters stand in them."""
    filled(text)

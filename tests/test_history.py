"""The years of an indicator can be looped over, as the columns of a table, each figure with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.fields import Nature
from reportgen.template import Template
from tests.support.docs import docx, texts
from tests.support.speech import MADE_UP, context_of, read, written

SHORT = MADE_UP.replace(" | 2019 | 2020", " | 2019").replace(" | 118300\n", "\n").replace(" | 61111\n", "\n")
LOOP, END = '{%tc for y in 历年["工业总产值"] %}', "{%tc endfor %}"
TABLE = (f"‖ 年份 ‖ {LOOP} ‖ {{{{ y.年份 }}}} ‖ {END}", f"‖ 产值 ‖ {LOOP} ‖ {{{{ y.数值 }}}} ‖ {END}")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("y", "10.00亿元；10.91亿元；11.83亿元；"),
        ("y.本年", "10.00亿元；10.91亿元；11.83亿元；"),
        ("y.value", "10.00亿元；10.91亿元；11.83亿元；"),
        ("y.数值", "10.00；10.91；11.83；"),
        ("y.number ~ y.unit", "10.00亿元；10.91亿元；11.83亿元；"),
        ("y.年份", "2018；2019；2020；"),
        ("y.year", "2018；2019；2020；"),
    ],
)
def test_each_year_says_its_name_and_its_value(said: str, expected: str, tmp_path: Path) -> None:
    """As the text prints them, in both languages."""
    context = context_of(read(MADE_UP, tmp_path))

    for name in ("历年", "history"):
        loop = f'{{% for y in {name}["工业总产值"] %}}{{{{ {said} }}}}；{{% endfor %}}'
        assert expected == written(context, loop)


def test_years_can_be_counted_cut_and_compared(tmp_path: Path) -> None:
    """Those from a year on, the last ones, and whether there are any."""
    context = context_of(read(MADE_UP, tmp_path))
    last = '{% for y in 历年["工业总产值"][-2:] %}{{ y.年份 }}{% endfor %}'
    late = '{% for y in 历年["工业总产值"] if y.年份 > 2018 and y.数值 > 11 %}{{ y }}{% endfor %}'

    assert ["20192020", "11.83亿元"] == [written(context, last), written(context, late)]
    assert "3" == written(context, '{{ 历年["工业总产值"]|length }}')
    assert "2018" == written(context, '{{ 历年["工业总产值"][0].年份 }}')


@pytest.mark.parametrize("book", [MADE_UP, SHORT])
def test_a_table_has_a_column_for_each_year_there_is(book: str, tmp_path: Path) -> None:
    """With this year's value behind them, where the sheet does not have it."""
    draft = Template.load(docx(*TABLE)).render(context_of(read(book, tmp_path)))

    assert ["‖ 年份 ‖ 2018 ‖ 2019 ‖ 2020", "‖ 产值 ‖ 10.00 ‖ 10.91 ‖ 11.83"] == texts(draft)


def test_each_figure_of_the_table_has_its_cell(tmp_path: Path) -> None:
    """A year the head of its column, a value its own; this year's are those of its row and of 基本信息."""
    book = read(SHORT, tmp_path)
    made = Template.load(docx(*TABLE)).merge(context_of(book), provenance=True)
    found = [(one.text, str(one.origin.cells[0]), one.origin.nature) for one in made.insertions if one.origin]

    heads, values = found[:3], found[3:]
    assert [("2018", "历年!B1"), ("2019", "历年!C1"), ("2020", "基本信息!B2")] == [one[:2] for one in heads]
    assert [("10.00", "历年!B2"), ("10.91", "历年!C2"), ("11.83", "指标!I2")] == [one[:2] for one in values]
    assert [Nature.TEXT] * 3 + [Nature.FIGURE] * 3 == [one[2] for one in found]
    assert {"工业总产值"} == {one.origin.indicator for one in made.insertions if one.origin}
    assert {cell for one in made.insertions if one.origin for cell in one.origin.cells} <= set(book.contents)


def test_a_row_for_each_of_several_indicators(tmp_path: Path) -> None:
    """Columns within rows; the name of a series prints by itself."""
    book = MADE_UP.replace("固定资产投资 | 0 |", "固定资产投资 | 30000 |")
    rows = (
        '‖ {%tr for s in [历年["工业总产值"], 历年["固定资产投资"]] %} ‖ ‖ ‖ ‖',
        "‖ {{ s }} ‖ {%tc for y in s %} ‖ {{ y }} ‖ {%tc endfor %} ‖",
        "‖ {%tr endfor %} ‖ ‖ ‖ ‖",
    )
    draft = Template.load(docx(*rows)).render(context_of(read(book, tmp_path)))

    expected = ["‖ 工业总产值 ‖ 10.00亿元 ‖ 10.91亿元 ‖ 11.83亿元 ‖"]
    assert [*expected, "‖ 固定资产投资 ‖ 30000万元 ‖ 39156万元 ‖ 61111万元 ‖"] == texts(draft)

"""Charts in a merged document: parts, relationships, the workbook behind them, and what is wrong."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest
from docx import Document

from reportgen.diagnostics import Refusal
from reportgen.fields import Field, Nature, Origin
from reportgen.refs import CellRef
from reportgen.template import Chart, Template
from reportgen.word.package import written
from tests.support.charts import charts
from tests.support.docs import docx, member, members, texts

CHART = Chart(
    "column", ["2019年", "2020年"], {"产值": [Decimal("10.91"), Decimal("11.83")], "投资": [3, None]}
)
EMU_PER_MM = 36_000
CELL = CellRef("2020.xlsx", "历年", "B2")


def test_a_chart_stands_in_the_line_of_its_tag() -> None:
    """The words around it stay; the chart is one drawing between them."""
    data = rendered("投资见图{{ c }}。", c=CHART)

    assert ["投资见图。"] == texts(data)
    assert ["barChart"] == [chart.kind for chart in charts(data)]


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("column", "barChart"),
        ("柱形", "barChart"),
        ("柱形图", "barChart"),
        ("堆积柱形", "barChart"),
        ("条形", "barChart"),
        ("折线", "lineChart"),
        ("饼", "pieChart"),
        ("pie", "pieChart"),
    ],
)
def test_kinds_are_named_in_both_languages(kind: str, element: str) -> None:
    """With 图 behind it or without."""
    made = Chart(kind, ["甲", "乙"], {"数": [1, 2]})

    assert [element] == [chart.kind for chart in charts(rendered("{{ c }}", c=made))]


def test_edit_data_opens_the_numbers_of_the_chart() -> None:
    """The embedded workbook and the chart's own copy say the same."""
    [chart] = charts(rendered("{{ c }}", c=CHART))

    assert [(None, "产值", "投资"), ("2019年", 10.91, 3), ("2020年", 11.83, None)] == chart.rows
    assert ["10.91", "11.83", "3"] == chart.texts("val/numRef/numCache/pt/v")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (Fraction(1, 3), "0.3333333333"),
        (Decimal("1.50"), "1.50"),
        (-7, "-7"),
    ],
)
def test_numbers_of_a_program_are_written_as_it_shows_them(number: Any, written: str) -> None:
    """No binary dust and no exponent; an endless ratio has ten decimals."""
    [chart] = charts(rendered("{{ c }}", c=Chart("line", ["甲"], {"数": [number]})))

    assert [written] == chart.texts("val/numRef/numCache/pt/v")


def test_every_member_has_its_content_type() -> None:
    """The chart by its name, the workbook by its extension."""
    data = rendered("{{ c }}", c=CHART)
    types = {
        one.get("PartName") or one.get("Extension"): one.get("ContentType") for one in member(data, TYPES)
    }

    assert str(types["/word/charts/chart1.xml"]).endswith("drawingml.chart+xml")
    assert str(types["xlsx"]).endswith("spreadsheetml.sheet")


def test_charts_in_a_loop_have_names_and_ids_of_their_own() -> None:
    """Equal ones too: each is edited for itself."""
    data = rendered("{%p for _ in range(3) %}", "{{ c }}{{ c }}", "{%p endfor %}", c=CHART)
    found = charts(data)

    assert 6 == len({chart.name for chart in found}) == len({chart.workbook for chart in found})
    assert 6 == len({chart.properties.get("id") for chart in found})


def test_a_chart_of_the_template_keeps_its_name() -> None:
    """A new one takes the next that is free."""
    first = rendered("{{ '{{ c }}' }}{{ c }}", c=CHART)
    second = Template.load(first).render({"c": CHART})

    assert ["word/charts/chart1.xml", "word/charts/chart2.xml"] == sorted(
        chart.name for chart in charts(second)
    )


def test_a_chart_may_stand_in_a_header_and_in_a_cell() -> None:
    """Each part has the relationships of its own charts."""
    data = Template.load(docx("‖ 甲 ‖ {{ c }}", header="{{ c }}")).render({"c": CHART})
    header = next(name for name in members(data) if "header" in name and name.endswith(".xml"))

    assert [1, 1] == [len(charts(data)), len(charts(data, header))]
    assert charts(data)[0].name != charts(data, header)[0].name


def test_a_chart_may_take_the_place_of_its_paragraph() -> None:
    """`{{p c }}` keeps the paragraph for it."""
    data = rendered("前", "{{p c }}", "后", c=CHART)

    assert ["前", "", "后"] == texts(data)
    assert 1 == len(charts(data))


def test_the_size_is_in_millimetres() -> None:
    """150 by 80 unless told otherwise."""
    small = replace(CHART, width=60, height=40.5)
    found = charts(rendered("{{ a }}{{ b }}", a=CHART, b=small))

    assert (150 * EMU_PER_MM, 80 * EMU_PER_MM) == found[0].size
    assert (60 * EMU_PER_MM, 1_458_000) == found[1].size  # 40.5 × 36000


def test_many_lying_bars_make_the_chart_higher() -> None:
    """Up to nearly a page; a height that is asked for stays."""
    bars = Chart("bar", [f"指标{at}" for at in range(12)], {"本年": [1] * 12, "上年": [2] * 12})
    found = charts(rendered("{{ a }}{{ b }}", a=bars, b=replace(bars, height=60)))
    endless = charts(rendered("{{ a }}", a=Chart("bar", ["甲"] * 99, {"本年": [1] * 99})))

    assert 80 * EMU_PER_MM < found[0].size[1] < 220 * EMU_PER_MM == endless[0].size[1]
    assert 60 * EMU_PER_MM == found[1].size[1]


def test_the_alternative_text_is_kept() -> None:
    """With quotes and markup in it."""
    [chart] = charts(rendered("{{ c }}", c=replace(CHART, alt='产值"A&B" <图>')))

    assert '产值"A&B" <图>' == chart.alt


def test_a_title_is_the_alternative_text_where_there_is_no_other() -> None:
    """No chart is silent to those who cannot see it, unless it has no words at all."""
    found = charts(rendered("{{ a }}{{ b }}", a=replace(CHART, title="产值"), b=CHART))

    assert ["产值", ""] == [chart.alt for chart in found]


def test_breaks_in_names_become_blanks() -> None:
    """A chart's text is one line."""
    made = Chart("line", ["一\t季度"], {"产\n值": [1]}, title="工业\a运行 \f情况")
    [chart] = charts(rendered("{{ c }}", c=made))

    assert [(None, "产 值"), ("一 季度", 1)] == chart.rows
    assert ["工业 运行 情况"] == [text.text for text in chart.root.iter("{*}t")]


def test_the_same_chart_gives_the_same_bytes() -> None:
    """Twice from one template, and once from another copy of it."""
    source = docx("{{ c }}")
    template = Template.load(source)

    assert template.render({"c": CHART}) == template.render({"c": CHART})
    assert template.render({"c": CHART}) == Template.load(source).render({"c": CHART})


def test_python_docx_opens_the_document() -> None:
    """It sees the drawing, and saves the document with the chart in it."""
    document: Any = Document(io.BytesIO(rendered("{{ c }}", c=CHART)))
    stream = io.BytesIO()
    document.save(stream)

    assert 1 == len(document.inline_shapes)
    assert [(None, "产值", "投资"), ("2019年", 10.91, 3), ("2020年", 11.83, None)] == charts(
        stream.getvalue()
    )[0].rows


# --- provenance


def test_the_numbers_of_a_chart_are_recorded_with_their_cells() -> None:
    """One insertion a chart, with its alternative text or else its title, enclosed in a bookmark."""
    origin = Origin(Nature.FIGURE, (CELL,))
    told = replace(CHART, origin=origin, alt="产值增长")
    merged = Template.load(docx("见图{{ c }}", "{{ d }}")).merge(
        {"c": told, "d": replace(told, alt="", title="产值")}, provenance=True
    )
    body = member(written(merged.members))
    marks = [element.get(f"{W}name") for element in body.iter(f"{W}bookmarkStart")]

    assert [("产值增长", 1, origin), ("产值", 2, origin)] == [
        (found.text, found.paragraph, found.origin) for found in merged.insertions
    ]
    assert ["_rg1", "_rg2"] == marks
    assert [True, True] == [mark.getnext().tag == f"{W}r" for mark in body.iter(f"{W}bookmarkStart")]


def test_a_chart_of_a_program_has_no_cells_to_tell() -> None:
    """It is drawn all the same."""
    merged = Template.load(docx("{{ c }}")).merge({"c": replace(CHART, title="产值")}, provenance=True)

    assert () == merged.insertions
    assert 1 == len(charts(written(merged.members)))


def test_a_chart_in_place_of_a_paragraph_is_recorded_with_that() -> None:
    """The bookmark stands around the paragraph, and its number is the paragraph's."""
    told = replace(CHART, origin=Origin(Nature.FIGURE, (CELL,)), alt="产值增长")
    merged = Template.load(docx("前", "{{p c }}")).merge({"c": told}, provenance=True)

    assert [2] == [found.paragraph for found in merged.insertions]


# --- what cannot be drawn

WRONG = [
    (Chart("radar", ["甲"], {"数": [1]}), "TP321", "radar"),
    (Chart("column", ["甲", "乙"], {"数": [1]}), "TP322", "数: 1"),
    (Chart("column", ["甲"], {"数": ["1亿元"]}), "TP322", "数: 1亿元"),
    (Chart("column", ["甲"], {"数": [True]}), "TP322", "数: True"),
    (Chart("column", ["甲"], {"数": [float("nan")]}), "TP322", "数: nan"),
    (Chart("column", ["甲"], {"数": [Field("11.83亿元", Decimal(118300))]}), "TP322", "数: 11.83亿元"),
    (Chart("column", ["甲"], {"数": [None]}), "TP323", None),
    (Chart("column", [], {}), "TP323", None),
    (Chart("pie", ["甲"], {"数": [1], "又": [2]}), "TP325", "2"),
    (Chart("pie", ["甲", "乙"], {"数": [1, -2]}), "TP325", "-2"),
    (Chart("pie", ["甲", "乙"], {"数": [0, 0]}), "TP325", "0"),
    (replace(CHART, width=0), "TP326", "0"),
    (replace(CHART, height=600), "TP326", "600"),
    (replace(CHART, width="大"), "TP326", "大"),
    (replace(CHART, labels="是"), "TP326", "是"),
    (replace(CHART, title="产\x0b值"), "TP303", None),
    (Chart("column", ["\ufffe"], {"数": [1]}), "TP303", None),
]


@pytest.mark.parametrize(("chart", "code", "shown"), WRONG)
def test_what_cannot_be_drawn_is_refused_at_its_tag(chart: Chart, code: str, shown: str | None) -> None:
    """The fault names the paragraph, and what was found where there is something to name."""
    with pytest.raises(Refusal) as refused:
        rendered("前文", "见图{{ c }}", c=chart)
    [found] = refused.value.diagnostics

    assert (code, 2, "{{ c }}") == (found.code, found.place.paragraph, found.place.tag)  # type: ignore[union-attr]
    assert shown is None or shown == found.values["found"]


def test_all_faults_of_all_charts_are_told_at_once() -> None:
    """One run shows what is wrong with each."""
    first, second = Chart("radar", ["甲"], {"数": ["?"]}, width=0), Chart("pie", ["甲"], {"数": [-1]})
    with pytest.raises(Refusal) as refused:
        rendered("{{ a }}", "{{ b }}", a=first, b=second)
    told = [(found.place.paragraph, found.code) for found in refused.value.diagnostics]  # type: ignore[union-attr]

    assert {1: ["TP321", "TP322", "TP326"], 2: ["TP325"]} == {
        paragraph: [code for _, code in group] for paragraph, group in groupby(told, key=lambda one: one[0])
    }


def test_a_chart_is_no_text() -> None:
    """In a property of the document there is nothing to draw it in."""
    source = io.BytesIO()
    document: Any = Document()
    document.core_properties.title = "{{ c }}"
    document.save(source)

    with pytest.raises(Refusal, match="TP301"):
        Template.load(source.getvalue()).render({"c": CHART})


def test_a_loop_cannot_draw_charts_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their parts count as what is printed, which is bounded: a template is somebody's text."""
    monkeypatch.setattr("reportgen.template.limits.OUTPUT", 100_000)
    with pytest.raises(Refusal, match="TP306"):
        rendered("{%p for _ in range(100) %}", "{{ c }}", "{%p endfor %}", c=CHART)


TYPES = "[Content_Types].xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rendered(*lines: str, **names: Any) -> bytes:
    """Return the document that the template of `lines` becomes."""
    return Template.load(docx(*lines)).render(names)

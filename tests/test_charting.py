"""What a chart of a report shows: the numbers that the text prints, in one unit, each with its cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from reportgen.chartdata import ChartData
from reportgen.diagnostics import Refusal
from reportgen.drafts import draft_bytes
from reportgen.fields import Absent, Nature
from reportgen.manifest import Source, manifest_of
from reportgen.template import Template
from reportgen.tracing import traced
from reportgen.word.package import open_package
from reportgen.word.xml import serialised as xml
from reportgen.wording.vocabulary import CHART_OPTIONS
from tests.support.charts import charts
from tests.support.docs import DOCUMENT, changed, docx, member
from tests.support.speech import context_of, read, said

BOOK = """
## 基本信息
项目 | 内容
年度 | 2020
## 指标
编码|章节|指标名称|单位|成文单位|小数位|本年值|上年同期值
GY01|工业|工业总产值|万元|亿元|2|118300|109072
GY02|工业|固定资产投资|万元|||61111|39156
GY03|工业|技改投资|万元|||3358|
GY04|企业|新增企业|家||0|8|3
GY05|企业|退出企业|家||0||5
GY06|企业|注销企业|家||0||
GY07|企业|入库企业|家||0|2|
## 名单
名单 | 序号 | 名称
新增企业名单 | 1 | 甲公司
## 历年
指标名称 | 2018 | 2019 | 2020
工业总产值 | 100000 | 109072 | 118300
固定资产投资 | | 39156 | 61111
注销企业 | | |
"""
Shown = Callable[..., ChartData]


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(BOOK, tmp_path_factory.mktemp("book")))


@pytest.fixture(name="chart", scope="module")
def _chart(context: dict[str, Any]) -> Shown:
    """The function of the context: `chart("柱形", "工业总产值", …)`, earlier years as `历年/工业总产值`."""

    def chart(kind: str, *names: str, **options: Any) -> Any:
        return context["图表"](kind, *(named(context, name) for name in names), **options)

    return chart


def test_this_year_keeps_its_colour_beside_the_last(chart: Shown) -> None:
    """The last year stands before it, and takes the second colour."""
    alone, both = chart("柱形", "工业总产值"), chart("柱形", "工业总产值", 上年=True)

    assert (0, 1) == (alone.leading, both.leading)
    assert alone.series[0] == both.series[both.leading]


def test_the_function_has_a_name_in_both_languages(context: dict[str, Any]) -> None:
    """图表 and chart are one."""
    assert context["图表"] is context["chart"]


# --- indicators


def test_indicators_stand_side_by_side(chart: Shown) -> None:
    """A category an indicator, this year's values as one series."""
    made = chart("饼", "固定资产投资", "技改投资")

    assert ("pie", ("固定资产投资", "技改投资")) == (made.kind, made.categories)
    assert (("本年", (Decimal(61111), Decimal(3358))),) == made.series


def test_last_year_stands_before_this_year(chart: Shown) -> None:
    """Where the author asks for it; what was not given is a gap."""
    made = chart("柱形", "固定资产投资", "技改投资", 上年=True)

    assert (("上年同期", (Decimal(39156), None)), ("本年", (Decimal(61111), Decimal(3358)))) == made.series


def test_the_numbers_are_those_of_the_text(chart: Shown) -> None:
    """In the printed unit and with its decimals: 118300万元 is 11.83亿元, 109072万元 is 10.91亿元."""
    made = chart("柱形", "工业总产值", prior=True)

    assert [("上年同期", "10.91"), ("本年", "11.83")] == [(name, str(*row)) for name, row in made.series]
    assert "0.00" == made.number_format


def test_all_numbers_are_in_the_unit_of_the_first(chart: Shown) -> None:
    """61111万元 is 6.1111亿元 on the axis of 工业总产值; 118300万元 stays so on that of 固定资产投资."""
    first = chart("柱形", "工业总产值", "固定资产投资")
    second = chart("柱形", "固定资产投资", "工业总产值")

    assert (("本年", (Decimal("11.83"), Decimal("6.1111"))),) == first.series
    assert (("本年", (Decimal(61111), Decimal(118300))),) == second.series
    assert ("General", "0") == (first.number_format, second.number_format)


def test_a_group_of_indicators_counts_as_each_of_them(context: dict[str, Any]) -> None:
    """Such as those of a section."""
    made = context["图表"]("柱形", context["章节"]["工业"]["indicators"])

    assert ("工业总产值", "固定资产投资", "技改投资") == made.categories


def test_a_group_may_be_chosen_by_a_filter(context: dict[str, Any]) -> None:
    """What jinja2's filters yield is a group, too."""
    source = docx('{{ 图表("柱形", 指标表¦selectattr("unit", "equalto", "亿元")) }}')
    [chart] = charts(Template.load(source).render(context))

    assert ("工业总产值", 11.83) == chart.rows[1]


def test_a_row_of_the_table_counts_as_its_indicator(context: dict[str, Any]) -> None:
    """A chart may be drawn in a loop over 指标表."""
    assert ("工业总产值",) == context["图表"]("柱形", context["指标表"][0]).categories


# --- earlier years


def test_earlier_years_are_a_series_each(chart: Shown) -> None:
    """A category a year, in their order; a year without value is a gap."""
    made = chart("折线", "历年/工业总产值", "历年/固定资产投资")

    assert ("2018年", "2019年", "2020年") == made.categories
    assert [
        ("工业总产值", (Decimal("10.00"), Decimal("10.91"), Decimal("11.83"))),
        ("固定资产投资", (None, Decimal("3.9156"), Decimal("6.1111"))),
    ] == list(made.series)


# --- where it comes from


def test_the_cells_of_all_numbers_are_told(chart: Shown) -> None:
    """Those of gaps are not, for they hold nothing."""
    indicators = chart("柱形", "固定资产投资", "技改投资", 上年=True)
    years = chart("折线", "历年/固定资产投资")

    assert ["指标!H3", "指标!G3", "指标!G4"] == [str(cell) for cell in indicators.origin.cells]
    assert ["历年!C3", "历年!D3"] == [str(cell) for cell in years.origin.cells]
    assert {Nature.FIGURE} == {indicators.origin.nature, years.origin.nature}
    assert ("", "固定资产投资") == (indicators.origin.indicator, years.origin.indicator)


def test_a_report_records_its_charts(context: dict[str, Any]) -> None:
    """Trace tells from the draft alone which cells a chart was drawn from."""
    source = docx("增势良好。", '{{ 图表("折线", 历年["工业总产值"]) }}')
    [found] = Template.load(source).merge(context, provenance=True).insertions

    assert "工业总产值（亿元）：2018年 10.00，2019年 10.91，2020年 11.83" == found.text
    assert (2, '图表("折线", 历年["工业总产值"])') == (found.paragraph, found.expression)
    assert ["历年!B2", "历年!C2", "历年!D2"] == [str(cell) for cell in found.origin.cells]  # type: ignore[union-attr]


def test_a_chart_is_traced_as_long_as_it_stands(context: dict[str, Any]) -> None:
    """It reads as its alternative text; one that was taken out of its bookmark is told as edited."""
    template = Template.load(docx('见图{{ 图表("折线", 历年["工业总产值"]) }}。'))
    merged = template.merge(context, provenance=True)
    manifest = manifest_of("1", Source("b.xlsx", ""), Source("t.docx", ""), merged.insertions)
    draft = draft_bytes(template.package, merged.members, manifest)
    without = member(draft)
    for drawing in list(without.iter("{*}drawing")):
        drawing.getparent().remove(drawing)
    told = [
        traced(open_package(data, "d.docx")) for data in (draft, changed(draft, {DOCUMENT: xml(without)}))
    ]

    assert [["kept"], ["edited"]] == [[text.state for text in found.texts] for found in told]
    assert [True, False] == ["11.83" in found.texts[0].now for found in told]


# --- words


@pytest.mark.parametrize(
    ("names", "options", "title"),
    [
        (["工业总产值"], {}, "工业总产值（亿元）"),
        (["固定资产投资", "技改投资"], {}, "固定资产投资、技改投资（万元）"),
        (["新增企业"] * 3 + ["退出企业"], {}, "新增企业、退出企业（家）"),
        (["工业总产值"], {"标题": "历年产值"}, "历年产值（亿元）"),
        (["工业总产值"], {"标题": "产值，亿元"}, "产值，亿元"),  # names the unit itself
        (["工业总产值"], {"标题": "产值", "单位": ""}, "产值"),
        (["工业总产值"], {"title": "产值", "unit": "亿元人民币"}, "产值（亿元人民币）"),
        (["工业总产值"], {"标题": ""}, ""),
    ],
)
def test_the_title_tells_the_unit(
    chart: Shown, names: list[str], options: dict[str, Any], title: str
) -> None:
    """There is no other place for it; an author who wants no title writes it into the text."""
    assert title == chart("柱形", *names, **options).title


def test_many_names_make_no_title(chart: Shown) -> None:
    """The axis tells them; the unit remains."""
    three = ("新增企业", "退出企业", "注销企业")

    assert "新增企业、退出企业、注销企业（家）" == chart("柱形", *three).title
    assert "单位：家" == chart("柱形", *three, "入库企业").title


def test_the_alternative_text_says_all_numbers(chart: Shown) -> None:
    """For those who hear the document read; also where the chart has no title."""
    made = chart("柱形", "固定资产投资", "技改投资", 上年=True, 标题="")

    assert (
        "固定资产投资、技改投资（万元）："
        "上年同期：固定资产投资 39156；本年：固定资产投资 61111，技改投资 3358" == made.alt
    )
    assert "产值图" == chart("柱形", "工业总产值", 说明="产值图").alt


def test_an_english_report_has_english_charts(tmp_path: Path) -> None:
    """Words, units and the shift of the point are those of the text: 11.83亿元 is 1.183 billion yuan."""
    english = context_of(read(BOOK, tmp_path), wording="en")
    made = english["chart"]("column", english["工业总产值"], prior=True)

    assert (("Last year", (Decimal("1.091"),)), ("This year", (Decimal("1.183"),))) == made.series
    assert "工业总产值 (billion yuan)" == made.title
    assert "2020" == english["chart"]("line", english["历年"]["工业总产值"]).categories[-1]


# --- what cannot be a chart


@pytest.mark.parametrize(
    ("expression", "code", "told"),
    [
        ('图表("柱形", 工业总产值.同比)', "TP322", "同比增长8.46%"),
        ('图表("柱形", 新增企业名单)', "TP322", "甲公司"),
        ('图表("柱形", 年度)', "TP322", "2020"),
        ('图表("柱形", 12)', "TP322", "int"),
        ('图表("柱形", range(9))', "TP322", "int"),
        ('图表("柱形", 工业总产值.名单)', "CX103", None),
        ('图表("柱形", 历年["工业产值"])', "CX102", None),
        ('图表("柱形", 工业产值)', "CX101", None),
        ('图表("柱形", 历年)', "TP322", "Record"),
        ('图表("柱形", 工业总产值, 历年["工业总产值"])', "TP322", "工业总产值"),
        ('图表("柱形")', "TP323", None),
        ("图表()", "TP323", None),
        ('图表("柱形", 注销企业)', "TP323", None),
        ('图表("柱形", 历年["注销企业"])', "TP323", None),
        ('图表("柱形", 工业总产值, 新增企业)', "TP324", None),
        ('图表("柱形", 工业总产值, 标是="产值")', "TP326", ""),
        ('图表("柱形", 工业总产值, colour="red")', "TP326", ""),
        ('图表("柱形", 工业总产值)¦upper', "TP327", None),
        ('图表("柱形", 工业总产值) ~ "。"', "TP327", None),
        ('图表("雷达", 工业总产值)', "TP321", "雷达"),
        ('图表("饼", 固定资产投资, 上年=true)', "TP325", "2"),
        ('图表("柱形", 工业总产值, 宽="大")', "TP326", "大"),
        ('图表("柱形", 工业总产值, 标签="是")', "TP326", "是"),
        ('图表("柱形", 工业总产值, 标题="\\u000b")', "TP303", None),
    ],
)
def test_what_cannot_be_a_chart_is_refused_at_its_tag(
    context: dict[str, Any], expression: str, code: str, told: str | None
) -> None:
    """The fault names the tag and what stands in it."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx("前文", f"{{{{ {expression} }}}}")).render(context)
    found = refused.value.diagnostics[0]

    assert code == found.code
    assert 2 in [getattr(place, "paragraph", 0) for place in (found.place, *found.related)]
    assert told is None or told == found.values["found"]


def test_a_misspelt_option_is_told_the_nearest(context: dict[str, Any]) -> None:
    """标是 is meant to be 标题, widht to be width."""
    told = [context["图表"]("柱形", context["工业总产值"], **{name: 1}) for name in ("标是", "widht", "x")]

    assert all(isinstance(absent, Absent) for absent in told)
    assert ["标题", "width", ""] == [absent.diagnostic.values["nearest"] for absent in told]


def test_every_option_has_a_name_in_both_languages(chart: Shown) -> None:
    """Each of them is taken, under either name."""
    given = {"title": "题", "unit": "元", "prior": True, "alt": "说", "number_format": "0", "labels": True}
    given |= {"legend": False, "width": 100, "height": 50}
    chinese = {name: given[option] for name, option in CHART_OPTIONS.items()}

    assert chart("柱形", "工业总产值", **given) == chart("柱形", "工业总产值", **chinese)


def test_prose_of_the_workbook_holds_no_chart(context: dict[str, Any]) -> None:
    """A cell of 正文 is a text; the fault says so."""
    with pytest.raises(Refusal, match="TP327"):
        said(context, '图表("柱形", 工业总产值)')


def test_a_chart_may_depend_on_a_condition(context: dict[str, Any]) -> None:
    """It is drawn where the condition holds, and nothing is where it does not."""
    source = docx(
        '{{ 图表("柱形", 工业总产值) if 工业总产值.可比 }}', '{{ 图表("柱形", 新增企业) if 退出企业.可比 }}'
    )

    assert ["工业总产值（亿元）：工业总产值 11.83"] == [
        chart.alt for chart in charts(Template.load(source).render(context))
    ]


def named(context: dict[str, Any], name: str) -> Any:
    """Return an indicator, or the earlier years of one."""
    root, _, rest = name.rpartition("/")
    return context[root][rest] if root else context["指标"][rest]

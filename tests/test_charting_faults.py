"""What cannot be a chart is refused at the tag that asks for it, and the fault says what stands there."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.diagnostics import Refusal
from reportgen.fields import Absent
from reportgen.template import Template
from tests.support.docs import docx
from tests.support.speech import context_of, read, said
from tests.test_charting import BOOK


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(BOOK, tmp_path_factory.mktemp("book")))


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


def test_prose_of_the_workbook_holds_no_chart(context: dict[str, Any]) -> None:
    """A cell of 正文 is a text; the fault says so."""
    with pytest.raises(Refusal, match="TP327"):
        said(context, '图表("柱形", 工业总产值)')

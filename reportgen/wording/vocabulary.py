"""The Chinese names that a template may use, each with the canonical English one, in one place."""

from __future__ import annotations

__all__ = [
    "ATTRIBUTES",
    "CHART_FONT",
    "CHART_OPTIONS",
    "DRAFT_NAMES",
    "ROOTS",
    "canonical",
    "chart_kind",
]

DRAFT_NAMES = {"zh": "{stem}-第{number}稿.docx", "en": "{stem}-draft-{number}.docx"}
"""The file name of a numbered draft of the workbook `stem`, by the language of the workbook's form."""

ROOTS = {
    "指标": "indicators",
    "名单": "lists",
    "正文": "prose",
    "章节": "sections",
    "指标表": "table",
    "历年": "history",
    "年度": "year",
    "上年度": "last_year",
    "下年度": "next_year",
    "落款": "signature",
    "图表": "chart",
}
"""The names that are there whatever the workbook holds."""

ATTRIBUTES = {
    # of an indicator: its texts
    "数值": "number",
    "单位": "unit",
    "本年": "value",
    "上年": "prior",
    "同比": "yoy",
    "比上年": "over_prior",
    "变动": "change",
    "升降": "moved",
    "方向": "direction",
    "增速": "rate",
    "增减": "delta",
    "净增": "net",
    "目标": "target",
    "完成率": "completion",
    "完成": "fulfilment",
    "位次": "rank",
    "居": "standing",
    "占比": "share",
    "占": "of",
    "比重变化": "share_change",
    "拉动": "pull",
    "贡献率": "contribution",
    "年均": "average",
    "名单": "list",
    "可比": "comparable",
    # of an indicator: what its row says
    "期间": "period",
    "口径": "basis",
    "状态": "status",
    "备注": "note",
    "来源": "source",
    "编码": "code",
    "名称": "name",
    "章节": "section",
    # of a list
    "数量": "count",
    # of an earlier year
    "年份": "year",
    # of a section
    "序号": "ordinal",
    "标题": "heading",
    "独行": "own_line",
    "指标": "indicators",
    "段落": "paragraphs",
    "概述": "overview",
    # of a paragraph
    "节题": "section_heading",
    "条题": "item_heading",
    # of the signature
    "单位右空": "name_right",
    "日期右空": "date_right",
}
"""The attributes of indicators, lists, years, sections, paragraphs and the signature."""

CHART_FONT = "仿宋"
"""The font of Chinese text in charts, by the name that every Windows has; 仿宋_GB2312 is an extra."""

CHART_OPTIONS = {
    "标题": "title",
    "单位": "unit",
    "上年": "prior",
    "说明": "alt",
    "格式": "number_format",
    "标签": "labels",
    "图例": "legend",
    "宽": "width",
    "高": "height",
}
"""What the tag of a chart may be told beside its kind and what it shows."""

_CHART_KINDS = {
    "柱形": "column",
    "柱状": "column",
    "堆积柱形": "stacked",
    "条形": "bar",
    "折线": "line",
    "饼": "pie",
}
_CHART = "图"  # 柱形图 is what people call it


def chart_kind(name: str) -> str:
    """Return the English name of a kind of chart; one that is English already, or unknown, stays as it is."""
    return _CHART_KINDS.get(name.removesuffix(_CHART), name)


def canonical(name: str) -> str:
    """Return the English name of the attribute `name`; one that is English already stays as it is."""
    return ATTRIBUTES.get(name, name)

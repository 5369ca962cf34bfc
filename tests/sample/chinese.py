"""The layout of the Chinese template, after GB/T 9704-2012."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.sample.layout import Column, Layout, Story
from tests.sample.page import TEXT_WIDTH, footer, section, settings
from tests.sample.style_sheet import font_table, style_sheet
from tests.sample.styles import RUN_IN, STYLES, TABLE

__all__ = ["CHINESE"]

_ROOT = Path(__file__).resolve().parents[2]

CHINESE = Layout(
    source=Path(__file__).with_name("template.txt"),
    target=_ROOT / "templates" / "annual-summary.docx",
    language="zh-CN",
    title="年度工作总结模板",
    is_chinese=True,
    styles=STYLES,
    table="表格",
    cells=("表头", "表格文字", "标签"),
    table_style=TABLE,
    run_in=RUN_IN,
    # The engine sets the signature's right indents, which hang on the lengths of both lines (clause 7.3.5.2).
    prefixes={
        "落款单位": "{% rightspace 落款.单位右空 %}",
        "落款日期": "{% rightspace 落款.日期右空 %}",
    },
    columns=(
        Column("指标", "{{ 指标.名称 }}", 2500, "left"),
        Column("单位", "{{ 指标.单位 }}", 850, "center"),
        Column("本年", "{{ 指标.本年 }}", 1200),
        Column("上年同期", "{{ 指标.上年 }}", 1200),
        Column("同比(%)", "{{ 指标.同比 }}", 980),
        Column("目标完成率", "{{ 指标.完成率 }}", 1260),
        Column("位次", "{{ 指标.位次 }}", TEXT_WIDTH - 7990, "center"),
    ),
    loop="for 指标 in {}",
    width=TEXT_WIDTH,
    row_height=397,  # 7 mm
    stories=(Story("footer", partial(footer, odd=True)), Story("footer", partial(footer, odd=False))),
    section=section,
    settings=settings,
    style_sheet=style_sheet,
    font_table=font_table,
)

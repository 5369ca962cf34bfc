"""The page about charts does what it says, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reportgen
from reportgen.template import Template
from reportgen.wording.vocabulary import CHART_OPTIONS
from tests.support.charts import charts
from tests.support.docs import docx
from tests.support.speech import context_of, read

PAGES = ["charts.md", "charts.zh-CN.md"]
DOCS = Path(__file__).parents[1] / "docs"
BOOK = """
## 基本信息
项目 | 内容
年度 | 2020
## 指标
编码|章节|指标名称|单位|成文单位|小数位|本年值|上年同期值
GY01|工业|工业总产值|万元|亿元|2|118300|109072
TZ01|投资|工业投资|万元||0|3358|1555
TZ02|投资|基础设施投资|万元||0|2000|2500
TZ03|投资|房地产投资|万元||0|900|800
TZ04||固定资产投资|万元||0|61111|39156
## 历年
指标名称 | 2019 | 2020
工业总产值 | 109072 | 118300
固定资产投资 | 39156 | 61111
"""


@pytest.mark.parametrize("page", PAGES)
def test_every_tag_of_the_page_draws_a_chart(page: str, tmp_path: Path) -> None:
    """As it stands there, with the names that a workbook gives."""
    tags = re.findall(r"\{\{ .+? \}\}", text_of(page))
    context = context_of(read(BOOK, tmp_path))
    data = Template.load(docx(*tags)).render({**context, "节": context["投资"]})

    assert 7 == len(tags) == len(charts(data))


@pytest.mark.parametrize("page", PAGES)
def test_the_program_of_the_page_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its template prints the name that the program fills."""
    [program] = re.findall(r"```python\n(.+?)```", text_of(page), flags=re.DOTALL)
    name = re.findall(r'render\(\{"(.+?)"', program)[0]
    (tmp_path / re.findall(r'load\("(.+?)"', program)[0]).write_bytes(docx(f"{{{{ {name} }}}}"))
    monkeypatch.chdir(tmp_path)
    names: dict[str, bytes] = {}
    exec(program, {}, names)

    assert 1 == len(charts(names["draft"]))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_every_option(page: str) -> None:
    """Under both its names."""
    text = text_of(page)

    assert [] == [name for pair in CHART_OPTIONS.items() for name in pair if name not in text]


def test_charts_are_part_of_the_package() -> None:
    """`from reportgen import Chart` is all that a program needs."""
    assert "Chart" in reportgen.__all__
    assert reportgen.Chart is reportgen.template.Chart  # type: ignore[attr-defined]


def text_of(page: str) -> str:
    """Return a page of the documentation."""
    return (DOCS / page).read_text(encoding="utf-8")

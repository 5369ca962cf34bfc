"""What a template says of a book: `said(context, "工业总产值.同比")` is what `{{ 工业总产值.同比 }}` prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportgen.context import book_context
from reportgen.diagnostics import Refusal
from reportgen.fields import Prose
from reportgen.indicators import Book
from reportgen.refs import CellRef
from reportgen.template.prose import fill_prose
from reportgen.workbook import read_book
from tests.support.books import book_of_notation, put

__all__ = ["CELL", "MADE_UP", "context_of", "read", "said", "written"]

MADE_UP = """
## 基本信息
项目 | 内容
年度 | 2020
上级简称 | 全州
## 指标
编码|章节|指标名称|单位|成文单位|小数位|增速小数位|期间|本年值|上年同期值|公布增速|口径|目标值|位次|位次范围|状态|来源|备注
GY01|工业运行|工业总产值|万元|亿元|2|2|全年|118300|109072||可比价|120000|2||快报|县统计局|附注
GY02|工业运行|固定资产投资|万元||0|2|全年|61111|39156|||||||县统计局|
GY03|工业运行|技改投资|万元||0|2|全年|3358|1555|||||||县统计局|
GY04|工业运行|新增企业|家||0||全年|8|3|||8|1|全省||县经信局|
GY05|工业运行|退出企业|家||0||全年|3|5|||5||||县经信局|
GY06|工业运行|外贸企业|家||0|1|全年|7|7|||6||||县商务局|
GY07||税收占比|%||1|1|全年|12.5|11.3|||||||县税务局|
GY08||出口额|万美元||0|1|全年|1300||||||||县商务局|
GY09||新产品|件||0|1|全年|12|0|||||||县科技局|
GY10||利润|万元||0|1|全年|50|-20|||||||县统计局|
GY11||零售额|万元|亿元|2|1|全年|406800|562000|-27.6|||||||
GY12||排名|||||全年||||||12||||
## 名单
名单 | 序号 | 名称
新增企业 | 1 | 甲公司
新增企业 | 2 | 乙公司
新增企业 | 3 | 丙公司
## 历年
指标名称 | 2018 | 2019 | 2020
工业总产值 | 100000 | 109072 | 118300
固定资产投资 | 0 | 39156 | 61111
"""

CELL = CellRef("测试.xlsx", "正文", "E2")  # where what is asked for is supposed to stand


def read(notation: str, folder: Path) -> Book:
    """Return the book that `notation` describes, written to `folder` and read; its faults do not matter."""
    book = read_book(put(book_of_notation(notation), folder)).book
    assert book is not None
    return book


def context_of(book: Book, **how: Any) -> dict[str, Any]:
    """Return the names that a template may use of `book`."""
    context, _ = book_context(book, **how)
    return context


def said(context: dict[str, Any], expression: str) -> str:
    """Return what a tag with `expression` prints; Refusal with its faults when it may not be printed."""
    return written(context, f"{{{{ {expression} }}}}")


def written(context: dict[str, Any], text: str) -> str:
    """Return `text` with its tags filled; Refusal with their faults."""
    segments, faults = fill_prose(Prose(text, CELL), context, strict=True)
    if faults:
        raise Refusal(faults)
    return "".join(segments)

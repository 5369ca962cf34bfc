"""Workbooks from a notation that a person reads: a small valid book, and the same with single cells changed.

A sheet begins with `## 名称`; its first line are the headers, each further line is a row; `|` parts cells.
What a cell holds is told by how it looks:

    118300  -3.5        a number                 8.46%        0.0846, shown as a percentage
    2020-12-31          a date                   #DIV/0!      an Excel error
    =1+1                a formula without value  TRUE         a truth value
    '123                the text behind the ', as it stands (also with blanks); anything else is text
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from reportgen.diagnostics import Severity
from reportgen.workbook import Outcome, read_book

__all__ = ["SMALL", "book_of_notation", "edited", "put", "read", "reopened", "small_book", "told"]

SMALL = """
## 基本信息
项目 | 内容 | 说明
报告标题 | 县某局2020年工作总结 |
单位全称 | 某县某局 |
单位简称 | 县某局 |
年度 | 2020 |
成文日期 | 2020-12-31 |
本级简称 | 全县 |
上级简称 | 全州 |
## 指标
编码|章节|指标名称|单位|成文单位|小数位|增速小数位|期间|本年值|上年同期值|上年公布值|公布增速|口径|目标值|位次|位次范围|状态|来源|填报人|备注
GY01|工业|工业总产值|万元|亿元|2|2|全年|118300|109072|||||2||快报|统计局||
GY02|工业|新增企业|家||0||全年|2||||||||快报|||
GY03|工业|退出企业|家||0||全年|1||||||||快报|||
GY04|工业|净增企业|家||0||全年|1|||||1|||快报|||
GY05|工业|税收占比|%||1||全年|12.5|11.3|||||||快报|||
GY06|工业|考核得分||||||||||||1|全州|快报|||
## 名单
名单 | 序号 | 名称 | 备注
新增企业 | 1 | 甲公司 |
新增企业 | 2 | 乙公司 |
## 正文
章 | 节 | 标题 | 形式 | 内容
一 | 工业 | | | 工业增势良好。
二 | 1 | 抓项目 | 独行 | 全年抓项目。
二 | 1 | 搭建平台 | | 平台建成。
四 | | | | 明年再接再厉。
## 勾稽关系
编号 | 左式 | 关系 | 右式 | 容差 | 级别 | 说明
GJ01 | 净增企业 | '= | 新增企业 - 退出企业 | 0 | 错误 | 净增
## 历年
指标名称 | 2019 | 2020
工业总产值 | 109072 | 118300
"""

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def small_book(folder: Path, edits: Mapping[str, str] | None = None) -> Path:
    """Write the small valid book with the cells of `edits` ("指标!I2" → notation) changed."""
    book = book_of_notation(SMALL)
    for place, text in (edits or {}).items():
        edited(book, place, text)
    return put(book, folder)


def read(folder: Path, edits: Mapping[str, str] | None = None) -> Outcome:
    """Read the small book with `edits`."""
    return read_book(small_book(folder, edits))


def told(outcome: Outcome) -> list[tuple[str, Severity, str]]:
    """Return code, severity and place of each fault."""
    return [(found.code, found.severity, str(found.place)) for found in outcome.diagnostics]


def book_of_notation(notation: str) -> Workbook:
    """Return the workbook that `notation` describes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for block in notation.strip().split("## ")[1:]:
        title, *lines = block.strip().splitlines()
        sheet = book.create_sheet(title.strip())
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(line.split("|"), start=1):
                _fill(sheet.cell(row, column), text.strip())
    return book


def edited(book: Workbook, place: str, text: str) -> Workbook:
    """Change one cell of `book`, an empty `text` empties it; return the book."""
    sheet, _, cell = place.partition("!")
    target = book[sheet][cell]
    target.number_format = "General"
    _fill(target, text)
    return book


def put(book: Workbook, folder: Path) -> Path:
    """Save `book` as 测试.xlsx in `folder` and return its path."""
    path = folder / "测试.xlsx"
    book.save(path)
    return path


def reopened(data: bytes) -> Workbook:
    """Return the workbook in `data` with the values that its formulas are stored with."""
    return load_workbook(io.BytesIO(data), data_only=True)


def _fill(cell: Cell, text: str) -> None:
    if text.startswith("'"):
        cell.value = text[1:]
        cell.data_type = "s"
    elif text.startswith("=") and len(text) > 1:
        cell.value = text
    elif text.startswith("#") and text.endswith(("!", "A", "?")):
        cell.value = text
        cell.data_type = "e"
    elif _DAY.fullmatch(text):
        cell.value = date.fromisoformat(text)
        cell.number_format = "yyyy-mm-dd"
    elif text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        cell.value = float(text[:-1]) / 100
        cell.number_format = "0.00%"
    elif _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
    else:
        cell.value = {"TRUE": True, "FALSE": False}.get(text, text or None)

"""Files as plain text: a paragraph, row, indicator or name a line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from reportgen.messages import Catalog, catalog
from reportgen.show import text_lines
from reportgen.word.package import open_package
from reportgen.word.reader import read_content
from tests.support.books import read
from tests.support.docs import docx
from tests.support.images import png
from tests.support.slips import BOX, NESTED, noted

ZH, EN = catalog("zh_CN"), catalog("en")
TRACKED = (
    "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
)


def text_of(data: bytes, words: Catalog = EN) -> list[str]:
    """Return the lines of a Word file."""
    return [line.text for line in text_lines(read_content(open_package(data)), words)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("一、主要经济指标", "一、主要经济指标"),
        ("工业|总产值", "工业总产值"),
        ("‖ 甲 ‖ 乙¶丙", "| 甲 | 乙 ↵ 丙 |"),
        ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", "上 ↵ 下"),
        (TRACKED, "新"),
        ('<w:p><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>', "[PAGE]"),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            "[PAGE]",
        ),
    ],
)
def test_a_paragraph_or_row_is_a_line(line: str, shown: str) -> None:
    """As it reads when all changes are accepted."""
    assert shown == text_of(docx(line))[0]


def test_headers_footers_and_notes_tell_what_they_are() -> None:
    """In the reader's language."""
    data = noted(docx("正文", header="抬头", footer="页脚的字"), "注")

    assert "[header 1:default] 抬头" in text_of(data)
    assert "[页脚 1:default] 页脚的字" in text_of(data, ZH)


def test_a_text_box_follows_its_paragraph() -> None:
    """Set off by two blanks; a table in a table stands in its cell."""
    assert ["  框"] == text_of(docx(BOX.format("框")))[1:2]
    assert ["|  ↵ | 内 | ↵  |"] == text_of(docx(NESTED.format("内")))[:1]


def test_another_picture_is_another_line() -> None:
    """By its content, not by its name."""
    first, second = (text_of(pictured(red)) for red in (200, 100))

    assert first[0].startswith("[object ")
    assert first != second
    assert first == text_of(pictured(200))


def pictured(red: int) -> bytes:
    """Return a Word file with a picture of one colour."""
    document, data = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(png(red=red)))
    document.save(data)
    return data.getvalue()


def test_a_workbook_is_a_line_for_each_thing_it_says(tmp_path: Path) -> None:
    """In the words of the form, with no word where it stands."""
    book = read(tmp_path, {"指标!N2": "120000", "指标!T2": "甲\n乙"}).book
    assert book is not None
    lines = [line.text for line in text_lines(book, EN)]

    assert "基本信息 · 单位简称 · 县某局" == lines[2]
    assert (
        "指标 · 工业总产值 · 118300 万元 · 编码 GY01 · 章节 工业 · 成文单位 亿元 · 小数位 2 · 增速小数位 2"
        " · 期间 全年 · 上年同期值 109072 万元 · 目标值 120000 万元 · 位次 2 · 状态 快报 · 来源 统计局"
        " · 备注 甲 ↵ 乙"
    ) in lines
    assert "名单 · 新增企业 · 乙公司" in lines
    assert "正文 · 二 · 1 · 抓项目 · 独行 · 全年抓项目。" in lines
    assert "勾稽关系 · GJ01 · 净增企业 = 新增企业 - 退出企业 · 容差 0 · 错误 · 净增" in lines
    assert "历年 · 工业总产值 · 2019 109072 · 2020 118300" == lines[-1]

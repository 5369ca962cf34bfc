"""Fonts and languages of formatted text: Chinese text and other text have each their own."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen import RichText, Template
from reportgen.word.xml import qname
from tests.support.docs import docx, member


def merged(value: RichText, line: str = "{{ x }}") -> bytes:
    """Return what a template of one line makes of a value called x."""
    return Template.load(docx(line)).render({"x": value})


@pytest.mark.parametrize(
    ("asked", "western", "eastern"),
    [
        ({"font": "仿宋"}, "仿宋", "仿宋"),
        ({"font": "FangSong_GB2312"}, "FangSong_GB2312", "FangSong_GB2312"),
        ({"font": "eastAsia:微软雅黑"}, "微软雅黑", "微软雅黑"),  # as docxtpl writes it
        ({"font": "Times New Roman", "east_asia": "仿宋"}, "Times New Roman", "仿宋"),
        ({"east_asia": "仿宋"}, None, "仿宋"),
    ],
)
def test_a_chinese_font_is_one_of_chinese_text(
    asked: dict[str, str], western: str | None, eastern: str
) -> None:
    """Without w:eastAsia Word would show Chinese text in the theme's font."""
    [fonts] = member(merged(RichText("仿", **asked))).iter(qname("w:rFonts"))

    assert (western, eastern) == (fonts.get(qname("w:ascii")), fonts.get(qname("w:eastAsia")))
    assert fonts.get(qname("w:hAnsi")) == fonts.get(qname("w:cs")) == western


FONTS = "<w:rFonts w:ascii='Arial' w:hAnsi='Arial' w:eastAsia='仿宋_GB2312' w:cstheme='minorBidi'/>"
THEME = "<w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi' w:eastAsiaTheme='minorEastAsia'/>"


@pytest.mark.parametrize(
    ("tagged", "asked", "expected"),
    [
        (
            FONTS,
            {"font": "Times New Roman"},
            dict.fromkeys(("ascii", "hAnsi", "cs"), "Times New Roman") | {"eastAsia": "仿宋_GB2312"},
        ),
        (
            FONTS,
            {"east_asia": "楷体"},
            {"ascii": "Arial", "hAnsi": "Arial", "eastAsia": "楷体", "cstheme": "minorBidi"},
        ),
        (
            THEME,
            {"font": "Arial"},
            dict.fromkeys(("ascii", "hAnsi", "cs"), "Arial") | {"eastAsiaTheme": "minorEastAsia"},
        ),
        (THEME, {"font": "仿宋"}, dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "仿宋")),
    ],
)
def test_a_font_leaves_alone_the_text_that_it_is_not_for(
    tagged: str, asked: dict[str, str], expected: dict[str, str]
) -> None:
    """`2020年` in Times New Roman keeps 年 in the tag's 仿宋; a named font takes the place of the theme's."""
    line = f"<w:p><w:r><w:rPr>{tagged}</w:rPr><w:t>{{{{ x }}}}</w:t></w:r></w:p>"
    [fonts] = member(merged(RichText("2020年", **asked), line)).iter(qname("w:rFonts"))

    assert expected == {etree.QName(str(name)).localname: value for name, value in fonts.attrib.items()}


def test_a_language_leaves_the_other_alone() -> None:
    """That of Latin text says nothing of Chinese text."""
    line = "<w:p><w:r><w:rPr><w:lang w:val='en-US' w:eastAsia='zh-CN'/></w:rPr><w:t>{{ x }}</w:t></w:r></w:p>"
    [found] = member(merged(RichText("年", lang="en-GB"), line)).iter(qname("w:lang"))

    assert ("en-GB", "zh-CN") == (found.get(qname("w:val")), found.get(qname("w:eastAsia")))

"""The names that a template may use of a workbook: roots, sections, chapters, years, the signature."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen.context import book_context
from reportgen.records import Record, Sequence
from reportgen.wording.vocabulary import ROOTS
from tests.support.speech import context_of, read, said, written

BOOK = """
## 基本信息
项目 | 内容
报告标题 | 县某局2020年工作总结
单位全称 | 某县某局
年度 | 2020
成文日期 | 2020-12-31
上级简称 | 全州
批准日期 | 2021-01-05
文件号 | 某发〔2020〕9号
## 指标
编码|章节|指标名称|单位|成文单位|小数位|增速小数位|期间|本年值|上年同期值|位次|状态
GY01|工业运行|工业总产值|万元|亿元|2|2|全年|118300|109072|2|快报
GY02|工业运行|4G基站"累计"|个||0||全年|672|||快报
WM01|外贸情况|出口额|万美元||0||全年|1300|||快报
WM02|外贸情况|综合考核|||||全年|||1|快报
ZC01||补贴|万元||0||全年|230|||快报
## 名单
名单 | 序号 | 名称
新增企业 | 1 | 甲公司
新增企业 | 2 | 乙公司
重点 项目 | 1 | 丙项目
## 正文
章 | 节 | 标题 | 形式 | 内容
一 | 外贸情况 | | | 出口门类拓宽。
二 | 1 | 抓项目 | 独行 | 全年抓项目，兑现{{ 补贴 }}。
二 | 1 | | | 又一段。
二 | 2 | 优服务 | 独行 |
二 | 2 | 搭建平台 | | 平台建成。
二 | 2 | 培育人才。 | | 人才到位。
三 | 1 | 层次不高 | 接排 | 起步晚。
三 | 2 | 要素不足 | 接排 | 一是缺地。
三 | 2 | | | 二是缺人。
四 | | | | 过去一年。
四 | 1 | 保运转 | 接排 | 抓月报。
四 | | | | 再接再厉。
## 历年
指标名称 | 2019 | 2020
工业总产值 | 109072 | 118300
"""

SECTIONS = (
    '{% for 节 in 正文["CHAPTER"] %}[{% if 节.独行 %}（{{ 节.序号 }}）{{ 节.标题 }}|{% endif %}'
    "{% for 段 in 节.段落 %}{{ 段.节题 }}{{ 段.条题 }}{{ 段 }}|{% endfor %}]{% endfor %}"
)


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(BOOK, tmp_path_factory.mktemp("book")))


def faults_of(notation: str, folder: Path) -> list[tuple[str, str]]:
    """Return code and cell of the faults of the names themselves."""
    _, faults = book_context(read(notation, folder))
    return [(found.code, str(found.place)) for found in faults]


# --- roots


@pytest.mark.parametrize(("chinese", "english"), ROOTS.items())
def test_a_root_has_both_names(chinese: str, english: str, context: dict[str, Any]) -> None:
    """Each root is there in both languages, and is the same thing."""
    assert context[chinese] is context[english]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("年度", "2020"),
        ("上年度", "2019"),
        ("下年度", "2021"),
        ("年度 + 1", None),  # a text is no sum
        ("报告标题", "县某局2020年工作总结"),
        ("文件号", "某发〔2020〕9号"),
        ("成文日期", "2020年12月31日"),
        ("批准日期", "2021年1月5日"),  # a day in a row of the user's own prints as one too
        ("工业总产值", "11.83亿元"),
        ('指标["4G基站\\"累计\\""]', "672个"),
        ('indicators["出口额"].value', "1300万美元"),
        ('名单["重点 项目"]', "丙项目"),
        ("新增企业", "甲公司、乙公司"),
        ("新增企业.数量", "2"),
        ('历年["工业总产值"]["2019"]', "10.91亿元"),  # 109072万元, printed as the indicator is
        ('history["工业总产值"]["2020"]', "11.83亿元"),
        ("外贸情况.序号", "二"),
        ('章节["工业运行"].标题', "工业运行"),
        ('正文["二"].序号', "二"),
    ],
)
def test_a_name_prints(asked: str, expected: str | None, context: dict[str, Any]) -> None:
    """Facts, years, indicators, lists, earlier years and sections by their names."""
    if expected is None:
        with pytest.raises(Exception, match="TP304"):
            said(context, asked)
    else:
        assert expected == said(context, asked)


def test_the_earlier_years_end_with_this_year(tmp_path: Path) -> None:
    """The sheet needs no column for the report's own year: that value stands in the indicator's row."""
    context = context_of(
        read(BOOK.replace(" | 2019 | 2020", " | 2019").replace(" | 118300\n", "\n"), tmp_path)
    )

    assert "11.83亿元" == said(context, '历年["工业总产值"]["2020"]')
    assert "年均增长8.46%" == said(context, "工业总产值.年均(1)")


def test_a_list_can_be_looped_over(context: dict[str, Any]) -> None:
    """Each name by itself, with the loop's own numbers."""
    loop = "{% for 名 in 新增企业 %}{{ loop.index }}.{{ 名 }}{% if not loop.last %}；{% endif %}{% endfor %}"

    assert "1.甲公司；2.乙公司" == written(context, loop)


def test_the_table_has_every_indicator_in_order(context: dict[str, Any]) -> None:
    """`指标表` holds the rows of the workbook, also those without a section."""
    loop = "{% for 行 in 指标表 %}{{ 行.名称 }} {% endfor %}"

    assert '工业总产值 4G基站"累计" 出口额 综合考核 补贴 ' == written(context, loop)


# --- sections of the indicators


def test_sections_are_numbered_by_their_order(context: dict[str, Any]) -> None:
    """The order of the sheet is the order of the report; rows without a section make none."""
    loop = "{% for 节 in 章节 %}（{{ 节.序号 }}）{{ 节.标题 }}：{{ 节.指标|length }} {% endfor %}"

    assert "（一）工业运行：2 （二）外贸情况：2 " == written(context, loop)


def test_an_overview_states_all_figures_of_a_section(context: dict[str, Any]) -> None:
    """Value, growth where it may be stated, and rank; names with quotes in them too."""
    loop = "{% for 节 in 章节 %}{{ 节.概述 }}\n{% endfor %}"
    industry = '工业总产值11.83亿元，同比增长8.46%，居全州第二位；4G基站"累计"672个。'
    trade = "出口额1300万美元；综合考核，居全州首位。"

    # The overview holds tags of its own: it is prose that the receiver fills, hence asked for one by one.
    assert [industry, trade] == [said_of(section["概述"], context) for section in context["章节"]]
    assert "{{ indicators" in written(context, loop)


def said_of(prose: Any, context: dict[str, Any]) -> str:
    """Return a prose with its tags filled."""
    return written(context, prose.text)


def test_prose_of_the_first_chapter_goes_to_its_section(context: dict[str, Any]) -> None:
    """章 一, 节 = the section's title."""
    sections = {str(section): [str(p) for p in section["段落"]] for section in context["章节"]}

    assert {"工业运行": [], "外贸情况": ["出口门类拓宽。"]} == sections


def test_prose_of_an_unknown_section_is_a_fault(tmp_path: Path) -> None:
    """CX202 at the paragraph: it would be printed nowhere."""
    assert [("CX202", "正文!E2")] == faults_of(BOOK.replace("一 | 外贸情况", "一 | 外贸进出口"), tmp_path)


# --- chapters of prose


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        (
            "二",
            "[（一）抓项目|全年抓项目，兑现{{ 补贴 }}。|又一段。|]"
            "[（二）优服务|1.搭建平台。平台建成。|2.培育人才。人才到位。|]",
        ),
        ("三", "[（一）层次不高。起步晚。|][（二）要素不足。一是缺地。|二是缺人。|]"),
        ("四", "[过去一年。|][（一）保运转。抓月报。|][再接再厉。|]"),
    ],
)
def test_a_chapter_has_its_sections(chapter: str, expected: str, context: dict[str, Any]) -> None:
    """Own-line and run-in headings, level-3 items, plain paragraphs, lead and closing, numbered by order."""
    assert expected == written(context, SECTIONS.replace("CHAPTER", chapter))


def test_the_numbers_do_not_come_from_the_cells(tmp_path: Path) -> None:
    """节 only groups rows: 17 and 甲 are as good as 1 and 2."""
    notation = BOOK.replace("三 | 1 |", "三 | 17 |").replace("三 | 2 |", "三 | 甲 |")
    context = context_of(read(notation, tmp_path))

    assert written(context, SECTIONS.replace("CHAPTER", "三")).startswith(
        "[（一）层次不高。起步晚。|][（二）"
    )


def test_a_chapter_without_rows_is_unknown(context: dict[str, Any]) -> None:
    """`正文["五"]` is a slip of the template's author: named at the tag."""
    with pytest.raises(Exception, match="CX102"):
        written(context, SECTIONS.replace("CHAPTER", "五"))


# --- names for two things


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("文件号 |", "出口额 |", [("CX201", "基本信息!A8")]),  # a fact named as an indicator
        ("文件号 |", "新增企业 |", [("CX201", "基本信息!A8")]),
        ("文件号 |", "指标表 |", [("CX201", "基本信息!A8")]),  # a name that is there whatever the book holds
        ("|出口额|", "|历年|", [("CX201", "指标!C4")]),
        ("新增企业 |", "出口额 |", []),  # the list of the indicator's names
        ("WM01|外贸情况|", "WM01|补贴|", [("CX201", "指标!B4")]),  # a section named as an indicator
        ("WM01|外贸情况|", "WM01|文件号|", [("CX201", "指标!B4")]),  # or as a fact
        ("新增企业 |", "正文 |", [("CX201", "名单!A2")]),  # a list named as what is there anyhow
    ],
)
def test_one_name_for_two_things(old: str, new: str, faults: list[tuple[str, str]], tmp_path: Path) -> None:
    """A fact or an indicator may not take another's name; a list may bear its indicator's."""
    notation = BOOK.replace(old, new).replace("一 | 外贸情况 | | | 出口门类拓宽。\n", "")
    cells = [(code, place) for code, place in faults_of(notation, tmp_path)]

    assert [code for code, _ in faults] == [code for code, _ in cells]
    assert {place[:-2] for _, place in faults} == {place[:-2] for _, place in cells}


def test_an_indicator_comes_before_a_list_of_its_name(tmp_path: Path) -> None:
    """`{{ 出口额 }}` is the figure, `{{ 出口额.名单 }}` the names."""
    context = context_of(read(BOOK.replace("新增企业 |", "出口额 |"), tmp_path))

    assert "1300万美元（甲公司、乙公司）" == written(context, "{{ 出口额 }}（{{ 出口额.名单 }}）")
    assert isinstance(context["出口额"], Record)
    assert not isinstance(context["出口额"], Sequence)


# --- the signature of GB/T 9704-2012, 7.3.5.2


@pytest.mark.parametrize(
    ("office", "day", "name_right", "date_right"),
    [
        # 2020年12月31日 is 7 characters wide: a figure takes half of one. It begins 2 behind the name.
        ("宣恩县科学技术和经济信息化局", "2020-12-31", "2", "7"),  # 14 wide: 2 + 14 − 2 − 7
        ("某县经济和信息局", "2020-12-31", "2", "1"),  # 8, one longer
        ("某县经济信息局", "2020-12-31", "2", "0"),  # 7, equal: the date ends at the very edge
        ("某县科经局", "2020-12-31", "6", "2"),  # 5, shorter: 2 + 2 + 7 − 5
        ("某县科经局", "2021-01-05", "5", "2"),  # 2021年1月5日 is 6 wide
    ],
)
def test_the_signature_is_placed(
    office: str, day: str, name_right: str, date_right: str, tmp_path: Path
) -> None:
    """Two characters free right of the longer line; the date begins two characters after the name."""
    notation = BOOK.replace("某县某局", office).replace("2020-12-31", day)
    context = context_of(read(notation, tmp_path))

    assert (name_right, date_right) == (said(context, "落款.单位右空"), said(context, "落款.日期右空"))
    assert (name_right, date_right) == (
        said(context, "signature.name_right"),
        said(context, "signature.date_right"),
    )


# --- English


def test_an_english_report_has_english_words(tmp_path: Path) -> None:
    """The same workbook, the settings' wording = "en"."""
    context = context_of(read(BOOK, tmp_path), wording="en")

    assert "1.183 billion yuan, up 8.46% year on year" == written(
        context, "{{ 工业总产值 }}, {{ 工业总产值.yoy }}"
    )
    assert "31 December 2020" == said(context, "成文日期")
    assert "甲公司 and 乙公司" == said(context, "新增企业")
    assert "2" == said(context, "外贸情况.ordinal")
    assert "full year" == said(context, "出口额.period")


# --- a book with holes


def test_a_book_without_facts_has_no_years_and_no_signature(tmp_path: Path) -> None:
    """What cannot be known is not there, and its use is an unknown name."""
    context = context_of(read("## 指标\n编码|指标名称|单位|本年值\nA|出口额|万元|1\n", tmp_path))

    assert {"年度", "year", "落款", "signature"}.isdisjoint(context)
    assert "1万元" == said(context, "出口额")

"""Lists, prose, facts and rules of two workbooks side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from reportgen.diff.values import Kind
from tests.support.books import edited
from tests.support.twobooks import (
    compared,
    from_to,
    passage,
    passages,
)

THIRD = {"名单!A4": "新增企业", "名单!B4": "3", "名单!C4": "丙公司"}


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (THIRD, [(Kind.INSERT, "", "新增企业\t丙公司")]),
        ({"名单!A3": "", "名单!B3": "", "名单!C3": ""}, [(Kind.DELETE, "新增企业\t乙公司", "")]),
        (
            {"名单!C3": "丙公司"},
            [(Kind.DELETE, "新增企业\t乙公司", ""), (Kind.INSERT, "", "新增企业\t丙公司")],
        ),
        ({"名单!B2": "2", "名单!B3": "1"}, [(Kind.MOVE, "新增企业\t乙公司", "新增企业\t乙公司")]),
        ({"名单!C2": "乙公司", "名单!C3": "甲公司"}, [(Kind.MOVE, "新增企业\t乙公司", "新增企业\t乙公司")]),
        (
            {"名单!A4": "退出企业", "名单!B4": "1", "名单!C4": "丁公司"},
            [(Kind.INSERT, "", "退出企业\t丁公司")],
        ),
        (
            {"名单!A2": "退出企业", "名单!A3": "退出企业"},
            [
                (Kind.DELETE, "新增企业\t甲公司", ""),
                (Kind.DELETE, "新增企业\t乙公司", ""),
                (Kind.INSERT, "", "退出企业\t甲公司"),
                (Kind.INSERT, "", "退出企业\t乙公司"),
            ],
        ),
    ],
)
def test_names_come_go_and_move(edits: Mapping[str, str], told: list[tuple[Kind, str, str]]) -> None:
    """Each with the name of its list; the number of a row tells nothing."""
    assert told == passages(compared(edits))


def test_a_moved_name_tells_both_places_and_has_a_number() -> None:
    """The one that moved and not the others that made room for it."""
    moved = {"名单!C2": "乙公司", "名单!C3": "丙公司", "名单!C4": "甲公司"}
    (change,) = from_to(THIRD, {**THIRD, **moved}).changes

    assert (Kind.MOVE, "新增企业\t甲公司", "新增企业\t甲公司") == passage(change)
    assert ("名单!C2", "名单!C4", 1) == (str(change.place_old), str(change.place_new), change.move)


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        (
            {"正文!E3": "全年抓好项目。"},
            [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目\n全年抓好项目。")],
        ),
        ({"正文!E3": "写成另一段话"}, [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目\n写成另一段话")]),
        ({"正文!C4": "搭平台"}, [(Kind.REPLACE, "搭建平台\n平台建成。", "搭平台\n平台建成。")]),
        ({"正文!D3": "接排"}, [(Kind.REPLACE, "抓项目\n全年抓项目。", "抓项目全年抓项目。")]),
        (
            {"正文!A6": "四", "正文!E6": "再创佳绩。"},
            [(Kind.INSERT, "", "再创佳绩。")],
        ),
        (
            {"正文!E5": "写成另一段话"},
            [(Kind.DELETE, "明年再接再厉。", ""), (Kind.INSERT, "", "写成另一段话")],
        ),
        (
            {"正文!B4": "2"},
            [(Kind.REPLACE, "搭建平台\t节\t1", "搭建平台\t节\t2")],
        ),
        (
            {"正文!A5": "三"},
            [(Kind.REPLACE, "明年再接再厉。\t章\t四", "明年再接再厉。\t章\t三")],
        ),
    ],
)
def test_prose_is_compared_paragraph_by_paragraph(
    edits: Mapping[str, str], told: list[tuple[Kind, str, str]]
) -> None:
    """A heading names its paragraph, however much was rewritten; else texts must be alike."""
    assert told == passages(compared(edits))


def test_a_paragraph_put_in_changes_no_other() -> None:
    """Those behind it have moved on by a row only."""

    def put_in(made: Workbook) -> None:
        made["正文"].insert_rows(3)
        edited(edited(made, "正文!A3", "一"), "正文!E3", "农业也好。")

    assert [(Kind.INSERT, "", "农业也好。")] == passages(compared(change=put_in))


def test_a_paragraph_in_another_order_has_moved() -> None:
    """Also when a word of it was changed on the way."""
    first = {"正文!C3": "搭建平台", "正文!D3": "", "正文!E3": "平台已建成。"}
    second = {"正文!C4": "抓项目", "正文!D4": "独行", "正文!E4": "全年抓项目。"}

    assert [(Kind.MOVE, "搭建平台\n平台建成。", "搭建平台\n平台已建成。")] == passages(
        compared({**first, **second})
    )


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ({"基本信息!B4": "县工信局"}, (Kind.REPLACE, "单位简称\t县某局", "单位简称\t县工信局")),
        ({"基本信息!A9": "书记", "基本信息!B9": "张三"}, (Kind.INSERT, "", "书记\t张三")),
        ({"基本信息!A8": "", "基本信息!B8": ""}, (Kind.DELETE, "上级简称\t全州", "")),
        (
            {"勾稽关系!D2": "新增企业 - 退出企业 + 0"},
            (
                Kind.REPLACE,
                "GJ01\t净增企业 = 新增企业 - 退出企业\t0\t错误\t净增",
                "GJ01\t净增企业 = 新增企业 - 退出企业 + 0\t0\t错误\t净增",
            ),
        ),
        (
            {"勾稽关系!E2": "1", "勾稽关系!F2": "警告"},
            (
                Kind.REPLACE,
                "GJ01\t净增企业 = 新增企业 - 退出企业\t0\t错误\t净增",
                "GJ01\t净增企业 = 新增企业 - 退出企业\t1\t警告\t净增",
            ),
        ),
        (
            {"勾稽关系!B3": "新增企业", "勾稽关系!C3": "≥", "勾稽关系!D3": "0"},
            (Kind.INSERT, "", "新增企业 ≥ 0\t0\t错误"),
        ),
    ],
)
def test_facts_and_rules_are_told_by_name(edits: Mapping[str, str], told: tuple[Kind, str, str]) -> None:
    """A fact by its own, a rule by what it says or by its number."""
    assert [told] == passages(compared(edits))

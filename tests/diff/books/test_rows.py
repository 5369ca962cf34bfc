"""Cells in words, and indicators that came, went or were renamed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from reportgen.diff.values import Cause, Kind
from tests.support.twobooks import (
    OUTPUT,
    compared,
    figures,
    from_to,
    passage,
    passages,
)


@pytest.mark.parametrize(
    ("cell", "text", "header", "old", "new"),
    [
        ("指标!A2", "GY99", "编码", "GY01", "GY99"),
        ("指标!B2", "工业经济", "章节", "工业", "工业经济"),
        ("指标!E2", "万元", "成文单位", "亿元", "万元"),
        ("指标!F2", "1", "小数位", "2", "1"),
        ("指标!F2", "", "小数位", "2", ""),
        ("指标!G3", "1", "增速小数位", "", "1"),
        ("指标!H2", "元至11月", "期间", "全年", "元至11月"),
        ("指标!M2", "按可比价格计算", "口径", "", "按可比价格计算"),
        ("指标!P7", "全省", "位次范围", "全州", "全省"),
        ("指标!Q2", "定案", "状态", "快报", "定案"),
        ("指标!R2", "县统计局", "来源", "统计局", "县统计局"),
        ("指标!S2", "张三", "填报人", "", "张三"),
        ("指标!T2", "新投产两家", "备注", "", "新投产两家"),
    ],
)
def test_a_cell_in_words_is_told_with_its_column(
    cell: str, text: str, header: str, old: str, new: str
) -> None:
    """By the name of its indicator and the header of the form."""
    (change,) = compared({cell: text}).changes
    name = change.new.split("\t")[0]

    assert (Kind.REPLACE, f"{name}\t{header}\t{old}", f"{name}\t{header}\t{new}") == passage(change)
    assert (Cause.DATA, cell, (cell,)) == (change.cause, str(change.place_new), change.cells)


def test_only_what_differs_is_marked() -> None:
    """The label and the words that stayed are equal."""
    (change,) = compared({"指标!R2": "县统计局"}).changes

    assert ["工业总产值\t来源\t", "县", "统计局"] == [stretch.text for stretch in change.stretches]
    assert ["equal", "insert", "equal"] == [str(stretch.op) for stretch in change.stretches]


def test_a_renamed_indicator_is_found_by_its_code() -> None:
    """Its list and its earlier years go along with it."""
    names = {"指标!C2": "规上产值", "历年!A2": "规上产值", "指标!C3": "新办企业数", "名单!A2": "新办企业数",
             "名单!A3": "新办企业数"}  # fmt: skip
    revision = compared({**names, OUTPUT.format("I"): "124700"})

    assert [
        (Kind.REPLACE, "规上产值\t指标名称\t工业总产值", "规上产值\t指标名称\t规上产值"),
        (Kind.REPLACE, "新办企业数\t指标名称\t新增企业", "新办企业数\t指标名称\t新办企业数"),
    ] == passages(revision)
    assert ("规上产值", "", "118300万元", "124700万元") == figures(revision)[0]
    assert [] == [found for found in revision.figures if not (found.old and found.new)]


def test_a_renamed_indicator_without_code_is_found_by_its_name() -> None:
    """Of two rows of one section and unit, the one whose name is more alike."""
    old = {"指标!A4": "", "指标!A5": ""}
    revision = from_to(old, {**old, "指标!C4": "退出的企业"})

    assert [
        (Kind.REPLACE, "退出的企业\t指标名称\t退出企业", "退出的企业\t指标名称\t退出的企业"),
    ] == passages(revision)


@pytest.mark.parametrize("edits", [{"指标!C4": "用电量"}, {"指标!C4": "退出的企业", "指标!B4": "农业"}])
def test_what_is_not_alike_was_not_renamed(edits: Mapping[str, str]) -> None:
    """Another name, or another section: one went and one came."""
    codes_of = {"指标!A4": ""}
    revision = from_to(codes_of, {**codes_of, **edits})

    assert [Kind.ROW, Kind.ROW] == [change.kind for change in revision.changes]
    assert {("退出企业", "", "1家", ""), (edits["指标!C4"], "", "", "1家")} == set(figures(revision))


def test_a_code_given_to_something_else_tells_nothing() -> None:
    """GY04 counted firms and now tells money."""
    new = {"指标!C5": "用电成本", "指标!D5": "万元"}

    assert [Kind.ROW, Kind.ROW] == [change.kind for change in compared(new).changes]


def test_an_indicator_that_came_is_told_with_its_row() -> None:
    """Its figure has nothing on the old side, its row says all that it holds."""
    row = {"指标!A8": "GY07", "指标!C8": "用电量", "指标!D8": "万千瓦时", "指标!I8": "35", "指标!Q8": "快报"}
    revision = compared(row)

    assert [("用电量", "", "", "35万千瓦时")] == figures(revision)
    assert [
        (Kind.ROW, "", "用电量\t编码 GY07\t单位 万千瓦时\t成文单位 万千瓦时\t本年值 35\t状态 快报")
    ] == passages(revision)


def test_an_indicator_that_went_is_told_where_it_stood() -> None:
    """Behind the one that it followed; its rank stands for a value that it never had."""
    revision = compared(change=lambda made: made["指标"].delete_rows(7))

    assert [("考核得分", "位次", "1", "")] == figures(revision)
    assert [(Kind.ROW, "")] == [(change.kind, change.new) for change in revision.changes]


def test_what_is_gone_stands_where_it_stood() -> None:
    """The rest comes in the new order."""
    edits = {"指标!I3": "5", "指标!I5": "7"}
    revision = compared(edits, lambda made: made["指标"].delete_rows(4))

    names = dict.fromkeys(found.indicator for found in revision.figures)
    assert ["新增企业", "退出企业", "净增企业"] == list(names)

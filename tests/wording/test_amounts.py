"""Figures read back from a text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.wording.amounts import amount_in, rate_behind, subject_before


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("11.83亿元", "11.83", "亿元"),
        ("1,234.5万元", "1234.5", "万元"),
        ("１２３４．５万元", "1234.5", "万元"),
        ("-27.6%", "-27.6", "%"),
        ("同比下降27.6%", "-27.6", "%"),
        ("减少5家", "-5", "家"),
        ("同比增长8.46%", "8.46", "%"),
        ("31", "31", ""),
    ],
)
def test_one_amount_is_read_with_its_unit(text, amount, unit):
    found = amount_in(text)

    assert found is not None
    assert (Decimal(amount), unit) == (found.amount, found.unit.symbol)


@pytest.mark.parametrize("text", ["", "第二位", "3至5家", "2020年", "增加5家、减少2家"])
def test_there_is_none_where_there_is_no_amount_or_more_than_one(text):
    assert amount_in(text) is None


@pytest.mark.parametrize(
    ("behind", "percent", "places"),
    [
        ("，同比增长8.46%。", "8.46", 2),
        ("，比上年下降27.6%", "-27.6", 1),
        ("（同比增长5%）", "5", 0),
        (" 同比上升 12.0％", "12.0", 1),
        ("，较上年同期增长3%", "3", 0),
    ],
)
def test_a_rate_is_read_right_behind_its_figure(behind, percent, places):
    text = f"产值11.83亿元{behind}"
    found = rate_behind(text, len("产值11.83亿元"))

    assert found is not None
    assert (Decimal(percent), places) == (found.percent, found.places)


@pytest.mark.parametrize("behind", ["。全年同比增长8%", "，占全州5.5%", "，其中工业增长8%", ""])
def test_what_is_said_of_something_else_is_no_rate_of_it(behind):
    text = f"产值11.83亿元{behind}"

    assert rate_behind(text, len("产值11.83亿元")) is None


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("2020年，全县工业总产值达到11.83亿元", "11.83", "全县工业总产值"),
        ("全县实现自营出口1300万美元；新增企业7家", "7", "新增企业"),
        ("工业总产值达到11.83亿元，同比增长8.46%", "8.46", "工业总产值同比增长"),
        ("惠及职工2483人", "2483", "惠及职工"),
    ],
)
def test_a_figure_is_called_what_its_clause_says(text, figure, expected):
    assert expected == subject_before(text, text.index(figure))

"""Figures read back from a text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.wording.amounts import amount_in, rate_behind, subject_before, unit_told, with_words_of_change


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
        ("12,500", "12500", ""),
        ("１２．５％", "12.5", "%"),
        ("down 3.2%", "-3.2", "%"),
        ("1.183 billion yuan", "1.183", "billion yuan"),
        ("1.183 billion", "1.183", "billion"),
        ("8 enterprises", "8", "enterprises"),
        ("down by 1 enterprise", "-1", "enterprises"),
        ("−3.2", "-3.2", ""),
    ],
)
def test_one_amount_is_read_with_its_unit(text, amount, unit):
    found = amount_in(text)

    assert found is not None
    assert (Decimal(amount), unit) == (found.amount, found.unit.symbol)


@pytest.mark.parametrize("text", ["", "第二位", "3至5家", "2020年", "增加5家、减少2家", "持平", "8家和9家"])
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


def test_large_english_amounts_convert() -> None:
    """1.2 billion is more than 950 million."""
    one, other = amount_in("1.2 billion yuan"), amount_in("950 million yuan")

    assert one is not None
    assert other is not None
    assert Decimal(1200) == one.in_unit(other.unit)


RATES = [
    ("，同比增长8.46%。", "8.46"),
    ("，同比下降27.6%。", "-27.6"),
    ("（比上年增长5%）", "5"),
    ("，上年同期为56.20亿元，同比下降22.5%。", "-22.5"),
    ("（上年同期28家），同比增长3%。", "3"),
    ("，其中出口3亿元，同比增长5%。", None),
    ("，上年同期为3亿元，出口2亿元，同比增长5%。", None),
    ("。同比增长5%。", None),
]


@pytest.mark.parametrize(("behind", "percent"), RATES)
def test_a_rate_belongs_to_the_figure_before_it_and_its_base_may_stand_between(
    behind: str, percent: str | None
) -> None:
    """A rate behind another figure is that one's."""
    text = f"实现零售总额43.53亿元{behind}"
    found = rate_behind(text, text.index("元") + 1)

    assert (None if percent is None else Decimal(percent)) == (None if found is None else found.percent)


WORDED = [
    ("零售总额同比下降<27.6%>", "同比下降27.6%"),
    ("比上年增长了<8%>", "比上年增长了8%"),
    ("exports fell by <3.2%>", "fell by 3.2%"),
    ("占比<5.49%>", "5.49%"),
    ("增加<5家>", "5家"),
]


@pytest.mark.parametrize(("marked", "expected"), WORDED)
def test_a_percentage_takes_the_words_that_give_its_direction(marked: str, expected: str) -> None:
    """Otherwise a fall would be read as a rise; an amount needs none."""
    start, end = marked.index("<"), marked.index(">") - 1
    text = marked.replace("<", "").replace(">", "")

    assert expected == text[with_words_of_change(text, start, end) : end]


SUBJECTS = [
    ("2020年，工业总产值达到<11.83亿元", "工业总产值"),
    ("项目总投资为<1280万元", "项目总投资"),
    ("工业总产值11.83亿元，同比增长<8.46%", "工业总产值同比增长"),
    ("The Client shall pay a fee of USD <12,500", "The Client shall pay a fee of USD"),
    (
        "Liability is limited to 100% of the fees that were paid in the preceding <12 months",
        "of the fees that were paid in the preceding",
    ),
    ("电话：0718-<5831234", ""),
]


@pytest.mark.parametrize(("marked", "expected"), SUBJECTS)
def test_a_subject_is_the_clause_before_the_figure(marked: str, expected: str) -> None:
    """Whole words of it, from behind the figure that stands in it before."""
    assert expected == subject_before(marked.replace("<", ""), marked.index("<"))


HEADS = [
    ("增速（%）", "%"),
    ("第1镇 工业总产值（万元）", "万元"),
    ("产值(单位：亿元)", "亿元"),
    ("企业（家）数", None),
    ("产值（快报）", None),
    ("", None),
]


@pytest.mark.parametrize(("head", "symbol"), HEADS)
def test_the_head_of_a_column_may_tell_the_unit(head: str, symbol: str | None) -> None:
    """Known ones only: other brackets hold all sorts of things."""
    found = unit_told(head)

    assert symbol == (None if found is None else found.symbol)

"""The table of wording rules, second half: differences, targets, shares, ranks, periods, averages."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen import measures
from reportgen.quantities import Rounding
from reportgen.wording import zh
from reportgen.wording.speech import Lead, Months
from reportgen.wording.units import unit_named
from tests.support.indicators import indicator

UP = Rounding.HALF_UP
YOY, OVER_PRIOR, BARE = Lead.YOY, Lead.OVER_PRIOR, Lead.BARE


@pytest.mark.parametrize(
    ("difference", "unit", "places", "lead", "words_expected"),
    [
        ("5", "家", 0, BARE, "增加5家"),
        ("-2", "家", 0, BARE, "减少2家"),
        ("5", "家", 0, YOY, "同比增加5家"),
        ("-2", "家", None, OVER_PRIOR, "比上年减少2家"),
        ("0", "家", 0, BARE, "持平"),
        ("0", "家", 0, OVER_PRIOR, "与上年持平"),
        ("0.9228", "亿元", 2, BARE, "增加0.92亿元"),
        ("0.9228", "亿元", None, BARE, "增加0.9228亿元"),
        ("1/3", "亿元", None, BARE, "增加0.33亿元"),
        ("0.004", "亿元", 2, YOY, "同比持平"),
        ("1.2", "%", 1, YOY, "同比提高1.2个百分点"),
        ("-0.02", "‰", 1, BARE, "回落0.2个千分点"),
    ],
)
def test_amounts_increase_and_rates_grow(
    difference: str, unit: str, places: int | None, lead: Lead, words_expected: str
) -> None:
    """Row: counts. 增加 is said of amounts, 增长 of rates."""
    assert words_expected == zh.delta(Fraction(difference), unit_named(unit), places, UP, lead)


@pytest.mark.parametrize(
    ("difference", "unit", "words_expected"),
    [("5", "家", "净增5家"), ("-2", "家", "净减2家"), ("0", "家", "持平"), ("1.2", "%", "提高1.2个百分点")],
)
def test_a_net_change_is_said_as_such(difference: str, unit: str, words_expected: str) -> None:
    """Row: counts. Of percentages there is no net."""
    assert words_expected == zh.net(Fraction(difference), unit_named(unit), None, UP)


@pytest.mark.parametrize(
    ("value", "target", "completion", "fulfilment"),
    [
        ("5", "5", "完成年度目标的100%", "完成目标任务"),
        ("6", "5", "完成年度目标的120%", "超额完成目标任务"),
        ("4", "5", "完成年度目标的80%", "完成年度目标的80%"),
        ("1", "3", "完成年度目标的33.33%", "完成年度目标的33.33%"),
        ("99999", "100000", "完成年度目标的100.00%", "完成年度目标的100.00%"),  # nearly is not met
    ],
)
def test_a_target_is_met_or_not(value: str, target: str, completion: str, fulfilment: str) -> None:
    """Row: target. Whether it is met is judged on the exact number."""
    found = measures.completion(indicator(value, target=target))

    assert isinstance(found, measures.Measure)
    assert completion == zh.completion(found.exact, 2, UP)
    assert fulfilment == zh.fulfilment(found.exact, 2, UP)


def test_a_target_can_be_named_as_an_amount() -> None:
    """Row: target. 240 of 1513万美元 are 15.86 %."""
    assert "占年计划任务1513万美元的15.86%" == zh.of_plan("1513万美元", Fraction(24000, 1513), 2, UP)


def test_a_share_is_said_in_three_ways() -> None:
    """Row: share. 3358 of 61111 are 5.49 %."""
    exact = Fraction(335800, 61111)

    assert "5.49%" == zh.percent(exact, 2, UP)
    assert "占固定资产投资的5.49%" == zh.share_of("固定资产投资", exact, 2, UP)
    assert "占固定资产投资的比重为5.49%" == zh.proportion("固定资产投资", exact, 2, UP)


@pytest.mark.parametrize(
    ("points", "words_expected"),
    [
        ("1.2", "比重比上年提高1.2个百分点"),
        ("-1.2", "比重比上年回落1.2个百分点"),
        ("0.04", "比重与上年持平"),
    ],
)
def test_a_share_changes_by_points(points: str, words_expected: str) -> None:
    """Row: share."""
    assert words_expected == zh.share_change(Fraction(points), 1, UP)


@pytest.mark.parametrize(
    ("points", "words_expected"),
    [
        ("4", "拉动全县投资增长4.0个百分点"),
        ("-1.25", "下拉全县投资增速1.3个百分点"),
        ("0.01", "对全县投资增长没有拉动"),
    ],
)
def test_a_part_pulls_the_whole(points: str, words_expected: str) -> None:
    """Row: pull."""
    assert words_expected == zh.pull("全县投资", Fraction(points), 1, UP)


def test_a_part_contributes_to_the_growth_of_the_whole() -> None:
    """Row: contribution."""
    assert "对全县投资增长的贡献率为44.6%" == zh.contribution("全县投资", Fraction("44.6"), 1, UP)


@pytest.mark.parametrize(
    ("rank", "alone", "in_scope"),
    [
        (1, "首位", "居全州首位"),
        (2, "第二位", "居全州第二位"),
        (10, "第十位", "居全州第十位"),
        (12, "第十二位", "居全州第十二位"),
    ],
)
def test_a_rank_is_an_ordinal_and_the_first_is_the_head(rank: int, alone: str, in_scope: str) -> None:
    """Row: rank."""
    assert alone == zh.rank(rank)
    assert in_scope == zh.standing(rank, "全州")


@pytest.mark.parametrize(
    ("written", "local", "bureau"),
    [
        ("元至11月", "元至11月", "1—11月"),
        ("1-11月", "元至11月", "1—11月"),
        ("1—11月", "元至11月", "1—11月"),
        ("1月至11月", "元至11月", "1—11月"),
        ("元至九月", "元至9月", "1—9月"),
        ("2020年1~6月", "2020年元至6月", "2020年1—6月"),
        ("4-6月", "4至6月", "4—6月"),
        ("11月", "11月", "11月"),
        ("全年", "全年", "全年"),
        ("上半年", "上半年", "上半年"),
        ("截至11月底", "截至11月底", "截至11月底"),
        ("2020-11月", "2020-11月", "2020-11月"),  # a year, no month
        ("2010-11月", "2010-11月", "2010-11月"),
        ("12-1月", "12-1月", "12-1月"),
        ("", "", ""),
    ],
)
def test_a_run_of_months_follows_the_style_of_the_house(written: str, local: str, bureau: str) -> None:
    """Row: period. As written unless a style is asked for."""
    assert written == zh.period(f" {written} ")
    assert local == zh.period(written, Months.LOCAL)
    assert bureau == zh.period(written, Months.NBS)


@pytest.mark.parametrize(
    ("per_cent", "years", "words_expected"),
    [
        ("3.93", 2, "两年平均增长3.9%"),
        ("-3.93", 2, "两年平均下降3.9%"),
        ("0.04", 2, "两年平均持平"),
        ("6.2", 5, "年均增长6.2%"),
        ("-6.2", 3, "年均下降6.2%"),
    ],
)
def test_an_average_rate_names_its_two_years(per_cent: str, years: int, words_expected: str) -> None:
    """Row: averages."""
    assert words_expected == zh.average(Fraction(per_cent), years, 1, UP)

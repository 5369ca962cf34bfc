"""What an official Chinese report says of changes: the table of wording rules, row by row."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.growth import Change, Kind, year_on_year
from reportgen.quantities import Rounding
from reportgen.wording import zh
from reportgen.wording.speech import PLAIN, Lead, Style
from tests.support.indicators import indicator

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN
YOY, OVER_PRIOR, BARE = Lead.YOY, Lead.OVER_PRIOR, Lead.BARE


def rate(per_cent: str) -> Change:
    """Return a computed rate."""
    return Change(Kind.RATE, Fraction(per_cent))


def said(
    value: str, prior: str, lead: Lead, places: int = 2, unit: str = "万元", style: Style = PLAIN
) -> str:
    """Return the change of an indicator in words."""
    return zh.change(year_on_year(indicator(value, prior, unit=unit)), places, UP, lead, style)


# --- the table of wording rules, row by row

# rate, decimals, lead, words
RISES_AND_FALLS = [
    ("8.4604", 2, YOY, "同比增长8.46%"),
    ("8.4604", 2, OVER_PRIOR, "比上年增长8.46%"),
    ("8.4604", 2, BARE, "增长8.46%"),
    ("4", 1, BARE, "增长4.0%"),
    ("115.949", 2, YOY, "同比增长115.95%"),
    ("-27.616", 1, YOY, "同比下降27.6%"),
    ("-27.616", 1, OVER_PRIOR, "比上年下降27.6%"),
    ("-27.616", 1, BARE, "下降27.6%"),
    ("-12.9", 1, YOY, "同比下降12.9%"),
    ("-100", 0, YOY, "同比下降100%"),
]


@pytest.mark.parametrize(("per_cent", "places", "lead", "words_expected"), RISES_AND_FALLS)
def test_a_rate_rises_or_falls_and_a_fall_has_no_minus(
    per_cent: str, places: int, lead: Lead, words_expected: str
) -> None:
    """Rows: rate > 0, rate < 0, and |rate| ≥ 100 % in its plain form."""
    assert words_expected == zh.change(rate(per_cent), places, UP, lead)


@pytest.mark.parametrize(
    ("name", "value", "prior", "places", "words_expected"),
    [
        ("工业总产值", "118300", "109072", 2, "同比增长8.46%"),
        ("固定资产投资", "61111", "39156", 2, "同比增长56.07%"),
        ("技改投资", "3358", "1555", 2, "同比增长115.95%"),
        ("社会消费品零售总额", "406800", "562000", 1, "同比下降27.6%"),
        ("电商销售额", "18329.87", "9749.93", 0, "同比增长88%"),
        ("网络零售交易额", "1670.2", "1193", 0, "同比增长40%"),
    ],
)
def test_the_six_published_rates_are_said(
    name: str, value: str, prior: str, places: int, words_expected: str
) -> None:
    """From what the cells hold to the words of the model document."""
    assert words_expected == said(value, prior, YOY, places), name


# what prints as zero: rate, decimals
FLAT = [("0", 1), ("0.04", 1), ("-0.04", 1), ("0.049", 1), ("0.4", 0), ("-0.4", 0), ("0.00499", 2)]


@pytest.mark.parametrize(("per_cent", "places"), FLAT)
@pytest.mark.parametrize(
    ("lead", "words_expected"), [(YOY, "同比持平"), (OVER_PRIOR, "与上年持平"), (BARE, "持平")]
)
def test_what_prints_as_zero_is_flat(per_cent: str, places: int, lead: Lead, words_expected: str) -> None:
    """Row: prints as 0.0. Decided on the rounded value; 增长0.0% must not appear."""
    assert words_expected == zh.change(rate(per_cent), places, UP, lead)
    assert "持平" == zh.direction(rate(per_cent), places, UP)


@pytest.mark.parametrize(
    ("per_cent", "rounding", "words_expected"),
    [("0.05", UP, "增长0.1%"), ("0.05", EVEN, "持平"), ("-0.05", UP, "下降0.1%"), ("-0.05", EVEN, "持平")],
)
def test_the_rounding_decides_at_the_border_of_flat(
    per_cent: str, rounding: Rounding, words_expected: str
) -> None:
    """Exactly half a last digit: up by 四舍五入, flat by GB/T 8170."""
    assert words_expected == zh.change(rate(per_cent), 1, rounding)


@pytest.mark.parametrize(
    ("per_cent", "places", "words_expected"),
    [
        ("120", 1, "增长1.2倍"),
        ("100", 1, "增长1倍"),
        ("115.95", 2, "增长1.16倍"),
        ("115.95", 0, "增长1.2倍"),  # one decimal at least: 1倍 would say 100 %
        ("425", 2, "增长4.25倍"),
        ("99.9", 1, "增长99.9%"),
        ("-50", 1, "下降50.0%"),  # never 下降0.5倍
    ],
)
def test_multiples_are_said_when_asked_for(per_cent: str, places: int, words_expected: str) -> None:
    """Row: |rate| ≥ 100 %, the option. 增长N倍 is +N·100 %."""
    assert words_expected == zh.change(rate(per_cent), places, UP, style=Style(multiples=True))


@pytest.mark.parametrize(
    ("per_cent", "places", "words_expected"),
    [
        ("100", 1, "同比翻一番"),
        ("100.04", 1, "同比翻一番"),  # prints as 100.0
        ("100.06", 1, "同比增长100.1%"),
        ("300", 0, "同比翻两番"),
        ("700", 0, "同比翻三番"),
        ("200", 0, "同比增长200%"),
        ("0", 0, "同比持平"),
        ("-100", 0, "同比下降100%"),
    ],
)
def test_doublings_are_said_when_asked_for_and_true(per_cent: str, places: int, words_expected: str) -> None:
    """Row: doubled. Only where the printed rate is that of a power of two."""
    assert words_expected == zh.change(rate(per_cent), places, UP, YOY, Style(doubling=True))


@pytest.mark.parametrize(
    ("value", "prior", "unit", "words_expected"),
    [
        ("45.6", "44.4", "%", "同比提高1.2个百分点"),
        ("44.4", "45.6", "%", "同比回落1.2个百分点"),
        ("3.2", "-6.8", "%", "同比提高10.0个百分点"),
        ("45.62", "45.6", "%", "同比持平"),
        ("5.3", "5.0", "‰", "同比提高0.3个千分点"),
        ("1.5", "1.2", "个百分点", "同比提高0.3个百分点"),
    ],
)
def test_percentages_change_by_points(value: str, prior: str, unit: str, words_expected: str) -> None:
    """Row: rates or shares compared. Subtracted, never divided; % and 百分点 are not mixed."""
    assert words_expected == said(value, prior, YOY, 1, unit)


def test_speeds_gain_and_lose() -> None:
    """Row: speeds. 加快 and 回落 of an indicator that is itself a rate."""
    speed = Style(speed=True)

    assert "同比加快0.4个百分点" == said("6.4", "6.0", YOY, 1, "%", speed)
    assert "同比回落0.4个百分点" == said("6.0", "6.4", YOY, 1, "%", speed)


@pytest.mark.parametrize(
    ("name", "is_speed"),
    [
        ("规上工业增加值增速", True),
        ("投资增长率", True),
        ("增速（%）", True),
        ("占比", False),
        ("增速监测企业", False),
    ],
)
def test_an_indicator_is_known_as_a_speed_by_its_name(name: str, is_speed: bool) -> None:
    """It ends with 增速 or the like."""
    assert is_speed == zh.is_speed(name)


@pytest.mark.parametrize(
    ("before", "now", "words_expected"),
    [
        ("-6.8", "3.2", "由负转正"),
        ("3.2", "-6.8", "由正转负"),
        ("3.2", "6.8", ""),
        ("-3.2", "-6.8", ""),
        ("0", "3.2", ""),
        ("-0.04", "3.2", ""),  # −0.04 prints as 0.0
    ],
)
def test_a_rate_changes_its_sign(before: str, now: str, words_expected: str) -> None:
    """Row: sign change of a rate."""
    assert words_expected == zh.sign_change(Fraction(before), Fraction(now), 1, UP)


@pytest.mark.parametrize("lead", Lead)
@pytest.mark.parametrize(
    ("value", "prior", "unit", "words_expected"),
    [
        ("240", "0", "万元", "实现零的突破"),
        ("712", "-942", "万元", "扭亏为盈"),
        ("0", "-942", "万元", "扭亏"),  # no profit yet
        ("-120", "350", "万元", "由盈转亏"),
        ("-120", "0", "万元", "由零转亏"),
        ("712", "-942", "人", "由负转正"),  # people make no loss
        ("0", "-942", "人", "由负转零"),
        ("-120", "350", "人", "由正转负"),
        ("-120", "0", "人", "由零转负"),
    ],
)
def test_where_there_is_no_rate_the_words_say_what_happened(
    value: str, prior: str, unit: str, words_expected: str, lead: Lead
) -> None:
    """Rows: base = 0, base < 0. Never a per cent, whatever the lead; 亏 and 盈 of money alone."""
    assert words_expected == said(value, prior, lead, unit=unit)


def test_a_base_of_zero_can_be_said_soberly() -> None:
    """Row: base = 0. No 突破 where a rise is bad news."""
    assert "上年同期为零" == said("2", "0", YOY, unit="起", style=Style(breakthrough=False))


@pytest.mark.parametrize(
    ("lead", "words_expected"), [(YOY, "同比持平"), (OVER_PRIOR, "与上年持平"), (BARE, "持平")]
)
def test_nothing_after_nothing_is_flat(lead: Lead, words_expected: str) -> None:
    """0 after 0 has no rate and did not change."""
    assert words_expected == said("0", "0", lead)


@pytest.mark.parametrize(
    ("value", "prior", "unit", "words_expected"),
    [
        ("-60", "-100", "万元", "同比减亏40.0%"),
        ("-140", "-100", "万元", "同比增亏40.0%"),
        ("-100", "-100", "万元", "同比持平"),
        ("-60", "-100", "人", "同比负值收窄40.0%"),
        ("-140", "-100", "人", "同比负值扩大40.0%"),
    ],
)
def test_a_loss_narrows_or_widens(value: str, prior: str, unit: str, words_expected: str) -> None:
    """Row: both < 0. Per cent of the loss."""
    assert words_expected == said(value, prior, YOY, 1, unit)


@pytest.mark.parametrize("kind", [Kind.NO_BASE, Kind.NO_VALUE])
@pytest.mark.parametrize("lead", Lead)
def test_without_a_base_there_is_no_phrase_at_all(kind: Kind, lead: Lead) -> None:
    """Row: base missing."""
    assert "" == zh.change(Change(kind), 2, UP, lead)
    assert "" == zh.direction(Change(kind), 2, UP)
    assert "" == zh.rate(Change(kind), 2, UP)

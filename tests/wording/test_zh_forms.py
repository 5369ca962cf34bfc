"""The forms beside the wording rules: amounts, rates, lists, numbers of headings, dates; and the house."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.growth import Change, Kind
from reportgen.quantities import Quantity, Rounding
from reportgen.wording import words, zh
from reportgen.wording.units import unit_named
from reportgen.wording.vocabulary import ATTRIBUTES, ROOTS, canonical

UP = Rounding.HALF_UP


def rate(per_cent: str) -> Change:
    """Return a computed rate."""
    return Change(Kind.RATE, Fraction(per_cent))


# --- amounts


@pytest.mark.parametrize(
    ("amount", "unit", "printed", "places", "text"),
    [
        ("118300", "万元", "亿元", 2, "11.83亿元"),
        ("118000", "万元", "亿元", 2, "11.80亿元"),  # fixed decimals stay
        ("118300", "万元", "亿元", None, "11.83亿元"),
        ("118000", "万元", "亿元", None, "11.8亿元"),
        ("11.80", "亿元", "亿元", None, "11.80亿元"),  # as the cell shows it
        ("406800", "万元", "亿", 2, "40.68亿"),
        ("61111", "万元", "万元", None, "61111万元"),  # no thousands separator
        ("18329.87", "万元", "万元", 2, "18329.87万元"),
        ("133.50469", "万元", "万元", None, "133.50469万元"),
        ("74787", "元", "万元", None, "7.4787万元"),
        ("1300", "万美元", "万美元", 0, "1300万美元"),
        ("8", "家", "家", 0, "8家"),
        ("45.6", "%", "%", 1, "45.6%"),
        ("3000", "平米", "㎡", None, "3000㎡"),
        ("1", "亩", "㎡", None, "666.67㎡"),
        ("-942", "万元", "万元", 0, "-942万元"),
        ("0.0949", "亿元", "万元", 0, "949万元"),
        ("12", "百羽", "百羽", None, "12百羽"),
    ],
)
def test_an_amount_is_printed_in_its_unit_with_its_decimals(
    amount: str, unit: str, printed: str, places: int | None, text: str
) -> None:
    """The unit is the row's choice, never the magnitude's; rounded once, after the conversion."""
    held, shown = Quantity(Decimal(amount), unit_named(unit)), unit_named(printed)

    assert text == zh.amount(held, shown, places, UP)
    assert text == zh.number(held, shown, places, UP) + zh.unit_name(shown)


@given(
    st.decimals("-1e11", "1e11", places=4),
    st.sampled_from([("元", "万元"), ("万元", "亿元"), ("元", "亿元")]),
)
def test_an_amount_without_fixed_decimals_is_exact(amount: Decimal, units: tuple[str, str]) -> None:
    """What is printed is what the cell holds."""
    held, shown = Quantity(amount, unit_named(units[0])), unit_named(units[1])

    assert held.in_unit(shown) == Fraction(zh.number(held, shown, None, UP))


@pytest.mark.parametrize(
    ("change", "text", "number"),
    [
        (rate("8.4604"), "8.46%", "8.46"),
        (rate("-27.616"), "-27.62%", "-27.62"),
        (rate("0.001"), "0.00%", "0.00"),
        (rate("-0.001"), "0.00%", "0.00"),
        (Change(Kind.POINTS, Fraction("-1.2")), "-1.20个百分点", "-1.20"),
        (Change(Kind.POINTS, Fraction("0.02"), unit=unit_named("‰")), "0.20个千分点", "0.20"),
        (Change(Kind.LOSS_NARROWED, Fraction(40)), "", ""),
        (Change(Kind.ZERO_BASE), "", ""),
        (Change(Kind.BOTH_ZERO), "", ""),
        (Change(Kind.TURNED_POSITIVE), "", ""),
    ],
)
def test_a_rate_by_itself_keeps_its_sign(change: Change, text: str, number: str) -> None:
    """Tables print −12.9; where no rate may be stated there is none."""
    assert text == zh.rate(change, 2, UP)
    assert number == zh.rate_number(change, 2, UP)


def test_points_have_no_sign() -> None:
    """The verb has it."""
    assert "1.2个百分点" == zh.points(Fraction("-1.2"), 1, UP)


@given(st.fractions(-500, 500, max_denominator=10**6), st.integers(0, 3), st.sampled_from(Rounding))
def test_direction_words_and_rate_agree(exact: Fraction, places: int, rounding: Rounding) -> None:
    """Direction + digits is the phrase, and the sign of the rate is the direction."""
    change = Change(Kind.RATE, exact)
    direction, digits = zh.direction(change, places, rounding), zh.rate(change, places, rounding)
    phrase = zh.change(change, places, rounding)

    assert "-" not in phrase
    assert phrase == (direction if direction == "持平" else direction + digits.removeprefix("-"))
    assert {"增长": False, "下降": True, "持平": False}[direction] == digits.startswith("-")
    assert (direction == "持平") == (Fraction(digits.removesuffix("%")) == 0)


# --- lists, numbers of headings, dates


def test_names_are_listed_with_the_pause_mark() -> None:
    """甲、乙、丙, and no 和 before the last."""
    assert "甲、乙、丙" == zh.listing(["甲", "乙", "丙"])
    assert "甲" == zh.listing(["甲"])
    assert "" == zh.listing([])
    assert "甲、乙、丙等8家" == zh.some_of(["甲", "乙", "丙"], 8, unit_named("家"))


@pytest.mark.parametrize(
    ("level", "number", "text"),
    [
        (1, 1, "一、"),
        (1, 12, "十二、"),
        (2, 3, "（三）"),
        (2, 20, "（二十）"),
        (3, 1, "1."),
        (4, 11, "（11）"),
    ],
)
def test_headings_are_numbered_by_level(level: int, number: int, text: str) -> None:
    """GB/T 9704-2012, 7.3.3."""
    assert text == zh.section_number(level, number)


def test_the_number_of_a_section_has_no_marks_by_itself() -> None:
    """A template writes （{{ 节.序号 }}）."""
    assert ["一", "十", "二十一"] == [zh.ordinal(number) for number in (1, 10, 21)]


@pytest.mark.parametrize(
    ("day", "text"), [(date(2020, 12, 31), "2020年12月31日"), (date(2021, 1, 5), "2021年1月5日")]
)
def test_a_date_has_no_leading_zeros(day: date, text: str) -> None:
    """GB/T 9704-2012, 7.3.5.4."""
    assert text == zh.date(day)


# --- the house


def test_the_words_are_chosen_by_language_or_locale() -> None:
    """zh, zh_CN and zh-Hans-CN are one."""
    assert words("zh") is words("zh_CN") is words("zh-Hans-CN")
    assert "—" == words("zh").NONE
    assert ("，", "；", "。") == words("zh").CLAUSE_MARKS
    assert 7 == len(words("zh").TABLE_HEADINGS)
    with pytest.raises(KeyError, match="fr"):
        words("fr")


def test_babel_is_not_loaded_until_a_date_is_said() -> None:
    """It takes longer to import than a report to check."""
    code = "import sys; from reportgen.wording import zh, en; sys.exit('babel' in sys.modules)"

    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_every_chinese_name_of_a_template_has_one_english_name() -> None:
    """Attributes have names of their own; roots and attributes share words but not spaces."""
    assert "yoy" == canonical("同比") == canonical("yoy")
    assert len(ROOTS) == len(set(ROOTS.values()))
    assert len(ATTRIBUTES) == len(set(ATTRIBUTES.values()))
    assert all(
        name.isidentifier() for names in (ROOTS, ATTRIBUTES) for pair in names.items() for name in pair
    )

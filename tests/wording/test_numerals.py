"""Chinese and Roman numerals, and the width of a text."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording.numerals import LARGEST, chinese, number_of, roman, year_digits
from reportgen.wording.width import em_width

NUMERALS = [
    (0, "零"),
    (1, "一"),
    (2, "二"),
    (10, "十"),
    (11, "十一"),
    (12, "十二"),
    (20, "二十"),
    (21, "二十一"),
    (99, "九十九"),
    (100, "一百"),
    (101, "一百零一"),
    (110, "一百一十"),
    (111, "一百一十一"),
    (120, "一百二十"),
    (999, "九百九十九"),
    (1000, "一千"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (1100, "一千一百"),
    (1101, "一千一百零一"),
    (2020, "二千零二十"),
    (9999, "九千九百九十九"),
    (10000, "一万"),
    (10001, "一万零一"),
    (10010, "一万零一十"),
    (10100, "一万零一百"),
    (11000, "一万一千"),
    (100000, "十万"),
    (100010, "十万零一十"),
    (120000, "十二万"),
    (1001000, "一百万一千"),
    (10000001, "一千万零一"),
    (20202020, "二千零二十万二千零二十"),
    (99999999, "九千九百九十九万九千九百九十九"),
]


@pytest.mark.parametrize(("number", "numeral"), NUMERALS)
def test_a_number_has_its_numeral_and_is_read_back(number: int, numeral: str) -> None:
    """One 零 for each gap, 十 without 一 at the beginning only."""
    assert numeral == chinese(number)
    assert number == number_of(numeral)


@given(st.integers(0, LARGEST))
def test_every_numeral_is_read_back(number: int) -> None:
    """Up to 99,999,999."""
    assert number == number_of(chinese(number))


@given(st.integers(0, LARGEST))
def test_a_numeral_never_has_two_zeros_in_a_row_or_one_at_the_end(number: int) -> None:
    """And no place without a digit before it, but for the first 十."""
    numeral = chinese(number)

    assert "零零" not in numeral
    assert number == 0 or not numeral.endswith("零")
    assert not set(pairwise(numeral)) & {("零", "千"), ("零", "百"), ("零", "十")}


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_out_of_reach_has_no_numeral(number: int) -> None:
    """The caller's slip."""
    with pytest.raises(ValueError, match="has no numeral"):
        chinese(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("一十二", 12),
        ("〇", 0),
        ("二〇二〇", 2020),
        ("两", 2),
        ("两百", 200),
        ("元", 1),
        ("九", 9),
        ("", None),
        ("万", None),
        ("百十", None),
        ("一二十", None),
        ("十零", None),
        ("二（", None),
        ("第一", None),
        ("１", None),
        ("Three", 3),
        ("twelve", 12),
        ("thirteen", None),
        ("一万万", None),
    ],
)
def test_numerals_are_read_as_people_write_them(text: str, number: int | None) -> None:
    """And what says no number is none."""
    assert number == number_of(text)


def test_years_are_said_digit_by_digit() -> None:
    """二〇二〇, with the round zero."""
    assert "二〇二〇" == year_digits(2020)
    assert "一九九八" == year_digits(1998)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1998, "MCMXCVIII")]
)
def test_roman_numerals_subtract_before_four_and_nine(number: int, letters: str) -> None:
    """IV, IX, XL."""
    assert letters == roman(number)


@pytest.mark.parametrize("number", [0, 4000])
def test_roman_numerals_have_no_zero_and_end_at_3999(number: int) -> None:
    """The caller's slip."""
    with pytest.raises(ValueError, match="has no numeral"):
        roman(number)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("宣恩县科学技术和经济信息化局", 14),
        ("2020年12月31日", 7),  # 8 digits × ½ + 3 汉字
        ("5G", 1),
        ("“一”", 3),  # quotes take the Chinese font
        ("—", 1),
        ("（一）", 3),
        ("e\u0301", Fraction(1, 2)),  # the accent stands on the letter
        ("\u200b", 0),
    ],
)
def test_a_width_counts_full_and_half_characters(text: str, width: Fraction) -> None:
    """In em."""
    assert width == em_width(text)

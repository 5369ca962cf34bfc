"""An English workbook in Chinese words: the same digits, the point where Chinese reports have it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.quantities import Quantity, Rounding
from reportgen.wording import en, zh
from reportgen.wording.english_units import BASES, COUNTED, STEPS, english_units
from reportgen.wording.speech import Months
from reportgen.wording.units import unit_named

UP = Rounding.HALF_UP


@pytest.mark.parametrize(
    ("amount", "unit", "places", "text"),
    [
        ("1.183", "billion yuan", 3, "11.83亿元"),
        ("611.11", "million yuan", 2, "61111万元"),
        ("611", "million yuan", 0, "61100万元"),
        ("61111", "10,000 yuan", 0, "61111万元"),
        ("11.83", "100 million yuan", 2, "11.83亿元"),
        ("13.00", "million US dollars", 2, "1300万美元"),
        ("8", "enterprises", 0, "8家"),
        ("35", "projects", 0, "35个"),
        ("2483", "people", 0, "2483人"),
        ("45.6", "%", 1, "45.6%"),
        ("12", "tea gardens", 0, "12tea gardens"),
    ],
)
def test_an_english_unit_is_said_in_chinese(amount: str, unit: str, places: int, text: str) -> None:
    """Millions as 万, billions as 亿."""
    held = Quantity(Decimal(amount), unit_named(unit))

    assert text == zh.amount(held, held.unit, places, UP)


@given(st.decimals("-1e9", "1e9", places=3), st.sampled_from(sorted({u.symbol for _, u in english_units()})))
def test_both_languages_say_the_same_digits(amount: Decimal, symbol: str) -> None:
    """Only the point moves."""
    held = Quantity(amount, unit_named(symbol))
    said = [words.number(held, held.unit, 3, UP) for words in (zh, en)]
    digits = [text.translate({ord(mark): None for mark in "-.,"}).strip("0") for text in said]

    assert digits[0] == digits[1]


def test_a_difference_moves_its_point_as_well() -> None:
    """And is told in points where it is one of percentages."""
    assert "增加219.55万元" == zh.delta(Fraction("2.1955"), unit_named("million yuan"), 4, UP)
    assert "净减2家" == zh.net(Fraction(-2), unit_named("enterprises"), 0, UP)
    assert "提高0.23个百分点" == zh.delta(Fraction("0.23"), unit_named("%"), 2, UP)
    assert "提高0.2个百分点" == zh.delta(Fraction("0.2"), unit_named("percentage points"), 1, UP)


@pytest.mark.parametrize("base", sorted({*BASES, *COUNTED}))
def test_every_english_unit_has_a_chinese_name(base: str) -> None:
    """None leaks into a Chinese text."""
    steps = STEPS if base in BASES else [""]
    names = [zh.unit_name(unit_named(f"{step} {base}".strip())) for step in steps]

    assert [] == [name for name in names if name.isascii()]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("full year", "全年"),
        ("January to November", "元至11月"),
        ("November", "11月"),
        ("first half", "上半年"),
        ("third quarter", "三季度"),
        ("February–March", "2至3月"),
        ("end of the year", "年末"),
        ("beginning of the year", "年初"),
        ("end of June", "6月末"),
        ("to date", "to date"),
        ("目前", "目前"),
    ],
)
def test_an_english_period_is_said_in_chinese(written: str, text: str) -> None:
    """One that is not known stays as it is written."""
    assert text == zh.period(written, Months.AS_WRITTEN)

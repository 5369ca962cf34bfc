"""Plain English sentences, in the many ways in which a rate, its value and its base are put into one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.statements import codes

GROWN = (
    "Sales rose {rate}%, from {base} million tons in 2019 to {value} million tons in 2020.",
    "Sales were {value} million tons, compared with {base} million tons in 2019, an increase of {rate}%.",
    "Sales came to {value} million tons (2019: {base} million tons), equivalent to growth of {rate} percent.",
    "Against {base} million tons a year earlier, sales stood at {value} million tons, up {rate} percent.",
)
SHARED = (
    "Of the {base} schools, {value} ({rate}%) were rebuilt.",
    "Some {value} of the {base} applicants ({rate}%) were accepted.",
    "In 2020, {value} of {base} projects were completed, a completion rate of {rate}%.",
)
TENTHS = st.integers(1000, 9999).map(lambda number: Decimal(number) / 10)
RATES = st.sampled_from(
    [
        Decimal(number) / 10
        for number in range(130, 950)
        if number // 10 % 10 and abs(number // 100 - number // 10 % 10) > 2
    ]
)
"""Rates whose first two digits are far apart, none of them a zero."""
WHOLES = st.integers(211, 999).filter(lambda number: number % 100)


def rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def swapped(number: Decimal) -> str:
    """Return a number with its first two digits in the other order."""
    digits = str(number)
    return digits[1] + digits[0] + digits[2:]


@pytest.mark.parametrize("sentence", GROWN)
@given(TENTHS, RATES)
def test_a_rate_is_compared_with_its_value_and_base(sentence: str, base: Decimal, rate: Decimal) -> None:
    value = rounded(base * (1 + rate / 100))
    true = rounded((value / base - 1) * 100)

    assert [] == codes(sentence.format(value=value, base=base, rate=true))
    assert ["AU301"] == codes(sentence.format(value=value, base=base, rate=swapped(rate)))


@pytest.mark.parametrize("sentence", SHARED)
@given(WHOLES, RATES)
def test_a_share_is_compared_with_what_it_is_of(sentence: str, base: int, rate: Decimal) -> None:
    value = int(base * rate / 100)
    assume(value % 100)
    true = rounded(Decimal(value) / base * 100)

    assert [] == codes(sentence.format(value=value, base=base, rate=true))
    assert ["AU305"] == codes(sentence.format(value=value, base=base, rate=swapped(rate)))


def test_a_number_is_rounded_by_its_own_decimals() -> None:
    """40 and 40.0 are equal, and do not stand for the same numbers; which is read first changes nothing."""
    coarse = "Fire false alarms accounted for 40% of the 576,040 incidents, 231,067 in all."
    fine = "Of the 240 schools, 96 (40.0%) were rebuilt."

    assert [[], [], []] == [codes(fine), codes(coarse), codes(fine)]


def test_large_numbers_that_end_in_zeros_may_be_rounded() -> None:
    parts = "Employment stood at 11,992,200, comprising 8,150,300 in full time and 3,842,000 in part time."

    assert [] == codes(parts)

"""Not one wrong last digit: growth against whole numbers alone, and averages against the true root."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.growth import average_growth, classified, computed
from reportgen.quantities import Rounding, plain, rounded
from tests.support.indicators import indicator

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN

# --- the last digit


def oracle(value: int, prior: int, places: int, even: bool) -> str:
    """Return the rate by whole numbers alone: no Fraction, no Decimal, no code of ours."""
    top = abs(value - prior) * 100 * 10**places
    whole, rest = divmod(top, prior)
    whole += 2 * rest > prior or (2 * rest == prior and (not even or whole % 2 == 1))
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < prior and whole else text


def test_no_last_digit_is_wrong_in_a_hundred_thousand_cases() -> None:
    """Random values of four sorts, every fifth one built to be a tie, both roundings, 0 to 3 decimals."""
    chance = random.Random(8170)
    ties = 0
    for case in range(100_000):
        places, even = case % 4, case % 8 > 3
        if case % 5:
            prior = chance.randrange(1, 10 ** chance.randrange(1, 12))
            value = chance.randrange(3 * prior + 2)
        else:  # with a prior of 2·100·10^places·k, an odd multiple of k more is half a last digit
            step = chance.randrange(1, 10**4)
            prior = 200 * 10**places * step
            value = prior + step * (2 * chance.randrange(-prior // (2 * step), 10**5) + 1)
            ties += (2 * abs(value - prior) * 100 * 10**places) % (2 * prior) == prior
        _, exact = classified(Fraction(value, 100), Fraction(prior, 100))

        assert exact is not None
        found = plain(rounded(exact, places, EVEN if even else UP))
        assert oracle(value, prior, places, even) == found, (value, prior, places, even)
    assert ties == 20_000


amounts = st.decimals("0.01", "1e12", places=2, allow_nan=False, allow_infinity=False)


@given(amounts, amounts, st.integers(0, 4), st.sampled_from(Rounding))
def test_growth_agrees_with_whole_number_arithmetic(
    value: Decimal, prior: Decimal, places: int, rounding: Rounding
) -> None:
    """The same oracle, with values that hypothesis thinks up."""
    change = computed(indicator(str(value), str(prior)))

    assert change.exact is not None
    expected = oracle(int(value * 100), int(prior * 100), places, rounding is EVEN)
    assert expected == plain(rounded(change.exact, places, rounding))


@given(amounts, amounts)
def test_growth_leads_from_the_base_back_to_the_value(value: Decimal, prior: Decimal) -> None:
    """prior × (1 + rate) = value, exactly."""
    change = computed(indicator(str(value), str(prior)))

    assert change.exact is not None
    assert Fraction(value) == Fraction(prior) * (1 + change.exact / 100)


@given(amounts, amounts, st.sampled_from(["元", "万元", "亿元"]))
def test_growth_does_not_depend_on_the_unit(value: Decimal, prior: Decimal, unit: str) -> None:
    """元, 万元 and 亿元 give one rate."""
    assert (
        computed(indicator(str(value), str(prior), unit="元")).exact
        == computed(indicator(str(value), str(prior), unit=unit)).exact
    )


# --- average growth


@pytest.mark.parametrize(
    ("first", "last", "years", "rate"),
    [
        ("100", "121", 2, Fraction(10)),  # 1.1² = 1.21
        ("100", "133.1", 3, Fraction(10)),
        ("9", "16", 2, Fraction(100, 3)),  # (4/3)² = 16/9
        ("100", "100", 5, Fraction(0)),
        ("16", "1", 4, Fraction(-50)),
        ("100", "108.46", 1, Fraction("8.46")),
    ],
)
def test_a_rational_average_is_exact(first: str, last: str, years: int, rate: Fraction) -> None:
    """The geometric mean of a perfect power."""
    assert rate == average_growth(Fraction(first), Fraction(last), years)


def test_the_two_year_average_of_the_statistics_bureau() -> None:
    """408100 → 440823 over two years is 3.9 % (√1.08018 = 1.03932)."""
    assert "3.93" == plain(rounded(average_growth(Fraction(408100), Fraction(440823), 2), 2, UP))


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(2, 12), st.integers(0, 6))
def test_an_average_rounds_like_the_true_root(first: int, last: int, years: int, places: int) -> None:
    """The rounded rate is right when half a last digit less and more enclose the ratio, in whole numbers."""
    rate = rounded(average_growth(Fraction(first), Fraction(last), years), places, UP)
    factor, half = 1 + Fraction(rate) / 100, Fraction(1, 200 * 10**places)

    assert max(factor - half, Fraction(0)) ** years <= Fraction(last, first) <= (factor + half) ** years


@given(st.fractions("1/100", 100, max_denominator=1000), st.integers(1, 8))
def test_an_average_undoes_steady_growth(factor: Fraction, years: int) -> None:
    """What grew by one rate every year has that rate on average."""
    assert (factor - 1) * 100 == average_growth(Fraction(7), 7 * factor**years, years)


def test_a_fall_to_next_to_nothing_is_a_fall_of_a_hundred_per_cent() -> None:
    """The root of 1/(2·10⁹⁰) has no digit within reach; it still rounds."""
    assert "-100.00" == plain(rounded(average_growth(Fraction(1), Fraction(1, 2 * 10**90), 2), 2, UP))


@pytest.mark.parametrize(("first", "last", "years"), [(0, 1, 2), (1, 0, 2), (-1, 1, 2), (1, 1, 0)])
def test_an_average_needs_positive_ends_and_a_year(first: int, last: int, years: int) -> None:
    """Anything else is the caller's slip."""
    with pytest.raises(ValueError, match="positive ends"):
        average_growth(Fraction(first), Fraction(last), years)

"""Numbers are exact until they are rounded, and they are rounded once."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.quantities import (
    Quantity,
    Rounding,
    Unit,
    decimal_places,
    finite_places,
    plain,
    rounded,
    shown_by_excel,
)
from reportgen.wording.units import unit_named

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN

# GB/T 8170-2008: the examples of clause 3, in units of the last place kept.
STANDARD = [
    ("12.1498", 1, "12.1", "3.2.1, less than half goes down"),
    ("12.1498", 0, "12", "3.2.1"),
    ("12.68", 0, "13", "3.2.2, 1268 to hundreds"),
    ("10.5002", 0, "11", "3.2.2, more than half goes up"),
    ("1.050", 1, "1.0", "3.2.3, half goes to the even digit"),
    ("0.35", 1, "0.4", "3.2.3"),
    ("2.5", 0, "2", "3.2.3, 2500 to thousands"),
    ("3.5", 0, "4", "3.2.3, 3500 to thousands"),
    ("0.0325", 3, "0.032", "3.2.3"),
    ("-35.5", 0, "-36", "3.2.4, negatives by their amount"),
    ("-32.5", 0, "-32", "3.2.4"),
    ("-0.0365", 3, "-0.036", "3.2.4"),
    ("15.4546", 0, "15", "3.3, never twice: 15.4546 → 15.455 → 15.46 → 15.5 → 16 is wrong"),
]


@pytest.mark.parametrize(("number", "places", "expected", "clause"), STANDARD)
def test_half_even_gives_the_examples_of_the_standard(
    number: str, places: int, expected: str, clause: str
) -> None:
    """Half to even is GB/T 8170-2008."""
    assert expected == plain(rounded(Decimal(number), places, EVEN)), clause


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        ("0.125", 2, "0.13"),  # Babel and Python give 0.12
        ("2.675", 2, "2.68"),  # the float 2.675 is 2.67499999999999982236431605997495353221893310546875
        ("8.465", 2, "8.47"),
        ("7.85", 1, "7.9"),
        ("1.050", 1, "1.1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),  # away from zero, as Excel's ROUND
        ("-0.125", 2, "-0.13"),
        ("0.1249", 2, "0.12"),
        ("11.8", 2, "11.80"),  # fixed decimals stay
        ("0", 2, "0.00"),
    ],
)
def test_half_up_takes_a_half_away_from_zero(number: str, places: int, expected: str) -> None:
    """四舍五入 as bureaus and Excel do it."""
    assert expected == plain(rounded(Decimal(number), places, UP))


@pytest.mark.parametrize("rounding", Rounding)
def test_what_rounds_to_zero_has_no_sign(rounding: Rounding) -> None:
    """−0.04 at one decimal prints 0.0."""
    assert "0.0" == plain(rounded(Decimal("-0.04"), 1, rounding))


def test_a_fraction_just_below_a_half_goes_down() -> None:
    """No digit is lost on the way: 0.5 − 10⁻³⁰ is no half."""
    assert Decimal(0) == rounded(Fraction(1, 2) - Fraction(1, 10**30), 0, UP)


@given(st.fractions(max_denominator=10**12), st.integers(0, 8), st.sampled_from(Rounding))
def test_rounding_moves_a_number_by_half_a_unit_at_most(
    number: Fraction, places: int, rounding: Rounding
) -> None:
    """The rounded number is a nearest one, and has exactly the places asked for."""
    found = rounded(number, places, rounding)

    assert abs(Fraction(found) - number) <= Fraction(1, 2 * 10**places)
    assert places == decimal_places(found)


@given(st.fractions(max_denominator=10**6), st.integers(0, 6), st.sampled_from(Rounding))
def test_rounding_a_rounded_number_changes_nothing(number: Fraction, places: int, rounding: Rounding) -> None:
    """Rounding is idempotent, and mirrors at zero."""
    once = rounded(number, places, rounding)

    assert once == rounded(once, places, rounding)
    assert once == rounded(-number, places, rounding).copy_negate() or once == 0


def test_halves_part_the_two_roundings_and_nothing_else_does() -> None:
    """Over 20,000 numbers with three decimals the two differ exactly at an even digit before a last 5."""
    for thousandths in range(20_000):
        number = Fraction(thousandths, 1000)
        is_even_half = thousandths % 10 == 5 and thousandths // 10 % 2 == 0

        assert is_even_half == (rounded(number, 2, UP) != rounded(number, 2, EVEN))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (1.1, "1.1"),  # stored as 1.100000000000000088817841970012523
        (0.1 + 0.2, "0.3"),  # 0.30000000000000004
        (18329.87, "18329.87"),
        (133.50469, "133.50469"),
        (1e15, "1000000000000000"),
        (123456789012345678.0, "123456789012346000"),  # 15 significant digits
        (118300, "118300"),
        (118300.0, "118300"),
        (-27.6, "-27.6"),
        (0.0, "0"),
    ],
)
def test_a_cell_holds_what_excel_shows(stored: float, shown: str) -> None:
    """Fifteen significant digits, no binary dust, no exponent."""
    assert shown == plain(shown_by_excel(stored))


def test_an_amount_converts_exactly_within_its_dimension() -> None:
    """118300万元 are 11.83亿元."""
    held = Quantity(Decimal(118300), unit_named("万元"))

    assert Fraction("11.83") == held.in_unit(unit_named("亿元"))
    assert Fraction(1_183_000_000) == held.exact


def test_an_amount_does_not_convert_into_another_dimension() -> None:
    """万元 are no 家."""
    with pytest.raises(ValueError, match="万元 does not convert to 家"):
        Quantity(Decimal(1), unit_named("万元")).in_unit(unit_named("家"))


@pytest.mark.parametrize(
    ("amount", "places"), [("11.83", 2), ("118300", 0), ("11.80", 2), ("1E+5", 0), ("NaN", 0)]
)
def test_decimal_places_are_those_written(amount: str, places: int) -> None:
    """11.80 has two, an exponent has none."""
    assert places == decimal_places(Decimal(amount))


@pytest.mark.parametrize(
    ("number", "places"),
    [
        ("7", 0),
        ("11.83", 2),
        ("1/8", 3),
        ("1/80", 4),
        ("3/25", 2),
        ("1e-12", 12),
        ("1/3", None),
        ("7/30", None),
    ],
)
def test_the_places_a_number_needs_are_counted(number: str, places: int | None) -> None:
    """A number whose denominator has another factor than 2 and 5 never ends."""
    assert places == finite_places(Fraction(number))


def test_a_number_written_with_the_places_it_needs_is_exact() -> None:
    """And with one place fewer it is not."""
    chance = random.Random(20201231)
    for _ in range(500):
        number = Fraction(chance.randrange(1, 10**9), 2 ** chance.randrange(8) * 5 ** chance.randrange(8))
        places = finite_places(number)

        assert places is not None
        assert number == Fraction(rounded(number, places))
        assert places == 0 or number != Fraction(rounded(number, places - 1))


@pytest.mark.parametrize(
    ("unit", "is_count"),
    [
        (Unit("家", "count:家"), True),
        (Unit("万人", "count:人", Decimal(10000)), False),
        (Unit("元", "CNY"), False),
    ],
)
def test_only_whole_things_are_counted(unit: Unit, is_count: bool) -> None:
    """家 are exact; 万人 are rounded."""
    assert is_count == unit.is_count

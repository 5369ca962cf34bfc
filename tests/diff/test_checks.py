"""What is wrong with a changed figure by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.diff.checks import difference, expected_rate, fits_rate, moved_point, unit_slip
from reportgen.quantities import Quantity
from reportgen.wording.units import unit_named


def _amount(text: str) -> Quantity:
    number, _, unit = text.partition(" ")
    return Quantity(Decimal(number), unit_named(unit))


@pytest.mark.parametrize(
    ("old", "new", "amount", "relative"),
    [
        ("11.83 亿元", "12.47 亿元", "0.64", "5.41"),
        ("9000 万元", "1.2 亿元", "0.3", "33.33"),
        ("8 家", "9 家", "1", "12.50"),
        ("8.46 %", "14.33 %", "5.87", None),
        ("0 家", "5 家", "5", None),
        ("-2 亿元", "1 亿元", "3", "150.00"),
        ("11.83 亿元", "12.66 亿元", "0.83", "7.02"),
        ("9800 万元", "1.2 亿元", "0.22", "22.45"),  # in the new unit
        ("-27.6 %", "-22.5 %", "5.1", None),
        ("8 %", "-3 %", "-11", None),
        ("0 家", "3 家", "3", None),
    ],
)
def test_the_difference_is_told_in_the_unit_of_the_new_figure(old, new, amount, relative):
    found = difference(_amount(old), _amount(new))

    assert found is not None
    assert (Decimal(amount), relative and Decimal(relative)) == found


def test_there_is_no_difference_between_unlike_things():
    assert difference(_amount("8 家"), _amount("8 亿元")) is None
    assert difference(_amount("8 家"), _amount("8 项")) is None


@pytest.mark.parametrize(
    ("old", "new", "factor"),
    [
        ("3358 万元", "3358 亿元", 10_000), ("11.83 亿元", "11.83 万元", 10_000), ("5 元", "5100 元", 1_000),
        ("1.2 亿元", "1 元", 10**8), ("11.83 亿元", "12.47 亿元", 0), ("11.83 亿元", "118.3 亿元", 0),
        ("5 家", "5 万元", 0), ("0 元", "5 万元", 0),
        ("3.26 亿元", "32600 亿元", 10_000),
        ("118300 万元", "118300 元", 10_000),
        ("5 亿元", "5000 亿元", 1_000),
        ("3.26 亿元", "32.6 亿元", 0),
        ("3.26 亿元", "4 亿元", 0),
        ("0 万元", "5 万元", 0),
        ("8 家", "80000 人", 0),
    ],
)  # fmt: skip
def test_a_slip_of_units_is_a_factor_that_units_differ_by(old, new, factor):
    assert factor == unit_slip(_amount(old), _amount(new))
    assert factor == unit_slip(_amount(new), _amount(old))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("11.83 亿元", "118.3 亿元", True), ("11.83 亿元", "1.183 亿元", True),
        ("11.83 亿元", "12.47 亿元", False),
        ("5 家", "50 家", False), ("11.83 亿元", "11.830 亿元", False),
        ("11.80 亿元", "11.8 亿元", False),
        ("11.83 亿元", "11.93 亿元", False),
    ],
)  # fmt: skip
def test_a_point_has_moved_when_the_digits_are_the_same(old, new, expected):
    assert expected is moved_point(_amount(old), _amount(new))


@pytest.mark.parametrize(
    ("old", "rate", "new", "stated", "fits"),
    [
        ("11.83 亿元", "8.46", "12.47 亿元", "14.33", True),
        ("11.83 亿元", "8.46", "12.47 亿元", "8.46", False),
        ("11.83 亿元", "8.46", "11.84 亿元", "8.46", True),  # both are rounded
        ("40.68 亿元", "-27.6", "43.53 亿元", "-22.5", True),
        ("31 家", "3.3", "32 家", "6.7", True),
        ("5 家", "25", "6 家", "25", False),
        ("-3 亿元", "8", "2 亿元", "8", None),
        ("3 亿元", "-100", "2 亿元", "8", None),
        ("3 亿元", "8", "2 家", "8", None),
    ],
)
def test_a_rate_fits_when_the_old_base_gives_it(old, rate, new, stated, fits):
    assert fits is fits_rate(_amount(old), Decimal(rate), _amount(new), Decimal(stated))


def test_the_rate_that_is_due_is_told_when_the_stated_one_cannot_be():
    found = expected_rate(_amount("11.83 亿元"), Decimal("8.46"), _amount("12.47 亿元"), Decimal("8.46"))

    assert Decimal(14) == found  # 14.28 or 14.38: the decimals are not certain
    assert (
        expected_rate(_amount("11.83 亿元"), Decimal("8.46"), _amount("12.47 亿元"), Decimal("14.3")) is None
    )


@pytest.mark.parametrize(
    ("old", "rate", "new", "stated", "due"),
    [
        ("43.53 亿元", "-22.5", "99.99 亿元", "-22.5", "78"),  # 77.9 or 78.1: the decimal is not certain
        ("100000 万元", "10", "120000 万元", "10", "32"),
        ("11.83 亿元", "8.46", "11.84 亿元", "8.5", None),  # both may be right
        ("11.83 亿元", "8.46", "12.47 亿元", "14.33", None),
        ("11.83 亿元", "8.46", "12 家", "8.46", None),
        ("0 亿元", "5", "3 亿元", "5", None),
    ],
)
def test_a_rate_that_is_due_has_as_many_decimals_as_are_certain(old, rate, new, stated, due):
    found = expected_rate(_amount(old), Decimal(rate), _amount(new), Decimal(stated))

    assert due == (None if found is None else str(found))

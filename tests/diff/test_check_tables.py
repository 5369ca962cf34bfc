"""What is wrong with a changed figure by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.diff.checks import difference, expected_rate, moved_point, unit_slip
from reportgen.quantities import Quantity
from reportgen.wording.amounts import amount_in


def amount(text: str) -> Quantity:
    """Return the amount that a text states."""
    found = amount_in(text)
    assert found is not None
    return found


DIFFERENCES = [
    ("11.83亿元", "12.66亿元", "0.83", "7.02"),
    ("9800万元", "1.2亿元", "0.22", "22.45"),  # in the new unit
    ("同比下降27.6%", "同比下降22.5%", "5.1", None),
    ("同比增长8%", "同比下降3%", "-11", None),
    ("0家", "3家", "3", None),
    ("-2亿元", "1亿元", "3", "150.00"),
]


@pytest.mark.parametrize(("old", "new", "by", "relative"), DIFFERENCES)
def test_a_difference_is_exact_in_the_new_unit(old: str, new: str, by: str, relative: str | None) -> None:
    """In per cent only where that means something."""
    found = difference(amount(old), amount(new))

    assert found is not None
    assert (Decimal(by), relative and Decimal(relative)) == found


def test_what_does_not_convert_has_no_difference() -> None:
    """Eight firms are not eight items."""
    assert difference(amount("8家"), amount("8项")) is None


SLIPS = [
    ("3.26亿元", "32600亿元", 10_000),
    ("118300万元", "118300元", 10_000),
    ("5亿元", "5000亿元", 1_000),
    ("3.26亿元", "32.6亿元", 0),
    ("3.26亿元", "4亿元", 0),
    ("0万元", "5万元", 0),
    ("8家", "80000人", 0),
]


@pytest.mark.parametrize(("old", "new", "factor"), SLIPS)
def test_a_figure_that_is_ten_thousand_times_as_much_has_slipped_in_its_unit(
    old: str, new: str, factor: int
) -> None:
    """Either way; ten times as much is no unit."""
    assert factor == unit_slip(amount(old), amount(new))
    assert factor == unit_slip(amount(new), amount(old))


MOVED = [
    ("11.83亿元", "118.3亿元", True),
    ("11.83亿元", "1.183亿元", True),
    ("11.80亿元", "11.8亿元", False),
    ("5家", "50家", False),  # one digit is no evidence
    ("11.83亿元", "11.93亿元", False),
]


@pytest.mark.parametrize(("old", "new", "moved"), MOVED)
def test_the_same_digits_with_the_point_elsewhere_are_told(old: str, new: str, moved: bool) -> None:
    """As happens in typing."""
    assert moved is moved_point(amount(old), amount(new))


RATES = [
    ("43.53亿元", "-22.5", "99.99亿元", "-22.5", "78"),  # 77.9 or 78.1: the decimal is not certain
    ("100000万元", "10", "120000万元", "10", "32"),
    ("11.83亿元", "8.46", "11.84亿元", "8.5", None),  # both may be right
    ("11.83亿元", "8.46", "12.47亿元", "14.33", None),
    ("11.83亿元", "8.46", "12家", "8.46", None),
    ("0亿元", "5", "3亿元", "5", None),
]


@pytest.mark.parametrize(("old", "rate", "new", "stated", "expected"), RATES)
def test_a_rate_that_cannot_be_right_any_more_is_told_what_it_should_be(
    old: str, rate: str, new: str, stated: str, expected: str | None
) -> None:
    """To as many decimals as are certain, all figures being rounded."""
    due = expected_rate(amount(old), Decimal(rate), amount(new), Decimal(stated))

    assert expected == (None if due is None else str(due))

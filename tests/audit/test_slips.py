"""Sums that a slip of the pen spoiled are found, whatever words stand between the figures, and true ones left
alone."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.auditing.checks.mistyped import begun_anew, few_slips, has_between, many_slips, swaps
from tests.support.statements import codes

LIKELY = (
    ("4139", 4319, "neighbours that changed places"),
    ("46.25", 42.65, "neighbours on both sides of the point"),
    ("350", 3500, "a zero too many"),
    ("350", 35, "a zero lost"),
    ("1.24", 12.4, "the point elsewhere"),
)
OTHERS = (("128", 123, "a wrong digit"), ("128", 18, "a digit lost"), ("128", 1287, "a digit added"))


@pytest.mark.parametrize(("typed", "meant", "how"), LIKELY)
def test_a_likely_slip_is_tried_first(typed: str, meant: float, how: str) -> None:
    assert _hundredths(typed, meant) in few_slips(typed), how


@pytest.mark.parametrize(("typed", "meant", "how"), OTHERS)
def test_other_slips_are_tried_next(typed: str, meant: float, how: str) -> None:
    assert _hundredths(typed, meant) in many_slips(typed), how
    assert _hundredths(typed, meant) not in few_slips(typed)


WHERE_WORDS_TELL_OF_A_SUM = (
    ("18", 8, "a digit before it"),
    ("1.8", 1.08, "a zero lost within"),
    ("1005", 105, "a zero more within"),
    ("41", 14, "neighbours that changed places"),
)


@pytest.mark.parametrize(("typed", "meant", "how"), WHERE_WORDS_TELL_OF_A_SUM)
def test_more_is_tried_where_words_tell_of_a_sum(typed: str, meant: float, how: str) -> None:
    assert _hundredths(typed, meant) in begun_anew(typed), how


@given(st.integers(10, 10**6).map(str))
def test_neighbours_change_places_and_back(digits: str) -> None:
    for hundredths in swaps(digits):
        other = str(hundredths // 100)
        assume(len(other) == len(digits))

        assert int(digits) * 100 in swaps(other)


@given(st.decimals(min_value=1, max_value=10**6, places=2).map(str))
def test_no_slip_is_the_number_itself(digits: str) -> None:
    own = _hundredths(digits, float(digits))

    assert own not in few_slips(digits)
    assert own not in many_slips(digits)
    assert list(few_slips(digits)) == sorted(few_slips(digits))


@given(st.lists(st.integers(0, 50)), st.integers(0, 50), st.integers(0, 9))
def test_what_lies_between_is_found(numbers: list[int], least: int, more: int) -> None:
    found = has_between(sorted(numbers), least, least + more)

    assert found == any(least <= one <= least + more for one in numbers)


@given(st.integers(1000, 99999), st.integers(1000, 99999))
def test_true_sums_are_left_alone(one: int, other: int) -> None:
    assert codes(f"全年受理各类案件{one + other}件，民事案件{one}件，刑事案件{other}件。") == []


@given(st.integers(10000, 99999), st.integers(10000, 99999), st.integers(0, 3))
def test_digits_that_changed_places_are_found(one: int, other: int, at: int) -> None:
    """Whatever the words between the figures are."""
    digits = str(one)
    typed = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assume(typed[0] != "0")
    assume(all(number % 100 for number in (other, one + other, int(typed))))  # round ones tell less
    said = f"全年受理各类案件{one + other}件，民事案件{typed}件，刑事案件{other}件。"

    assert (codes(said) != []) == (typed != digits)


def test_a_paragraph_that_is_a_table_takes_no_longer_than_its_length() -> None:
    """Beyond thirty figures of one unit nothing is tried: so many would add up by chance."""
    said = "，".join(f"第{at}组完成{at * 7919 % 99991}件" for at in range(1, 400))

    assert codes(said + "。") == []


def _hundredths(typed: str, number: float) -> int:
    return round(number * 100 * 10 ** len(typed.partition(".")[2]))

"""Which months a period means, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.wording.numerals import chinese
from reportgen.wording.periods import MONTHS, Period, is_full_year, months_of, named_year, period_of

SPANS = [
    ((1, 12), ["全年", "本年", "2020年全年", "2020年", "full year", "Full-year", "Full year 2020"]),
    ((1, 11), ["元至11月", "1—11月", "1-11月", "1-11月份", "１至１１月"]),
    ((1, 11), ["1~11月", "1月至11月", "一至十一月", "2020年1—11月"]),
    ((1, 11), ["January to November", "January–November", "Jan-Nov", "Jan. to Nov. 2020"]),
    ((1, 11), ["January through November", "from January to November"]),
    ((11, 11), ["11月", "十一月", "11月份", "2020年11月", "November", "Nov.", "in November 2020"]),
    ((5, 5), ["5月", "May", "may"]),
    ((9, 9), ["9月", "Sept.", "Sep", "September"]),
    ((1, 1), ["1月", "元月", "January"]),
    ((1, 6), ["上半年", "first half", "First half of the year", "H1", "first half of 2020"]),
    ((7, 12), ["下半年", "second half", "H2"]),
    ((1, 3), ["一季度", "第一季度", "1季度", "Q1", "first quarter", "first quarter of the year"]),
    ((7, 9), ["三季度", "third quarter of 2020"]),
    ((1, 9), ["前三季度", "first three quarters", "first three quarters of the year"]),
]
STATES = [
    (12, ["年末", "年底", "end of year", "End of the year", "year end", "year-end", "end of 2020"]),
    (0, ["年初", "上年末", "beginning of the year", "start of year"]),
    (11, ["11月末", "截至11月底", "end of November", "as of November", "at the end of November 2020"]),
]
UNKNOWN = [
    *("", " ", "目前", "累计", "历次", "下年计划", "13月", "11-1月", "0月"),
    *("to date", "in total", "plan for next year"),
]


@pytest.mark.parametrize(("months", "written"), [(months, text) for months, texts in SPANS for text in texts])
def test_a_span_is_told_by_its_months(months: tuple[int, int], written: str) -> None:
    """However it is written, with or without its year."""
    assert Period(*months) == period_of(written)


@pytest.mark.parametrize(("month", "written"), [(month, text) for month, texts in STATES for text in texts])
def test_a_state_is_no_span(month: int, written: str) -> None:
    """What is counted on one day has no months that add up."""
    found = period_of(written)

    assert Period(month, month, True) == found
    assert found is not None
    assert (0, False) == (found.months, found.is_cumulative)


@pytest.mark.parametrize("written", UNKNOWN)
def test_what_is_no_period_of_the_year_is_not_guessed(written: str) -> None:
    """Nor what is of another year."""
    assert period_of(written) is None


@given(st.integers(1, 12), st.integers(1, 12))
def test_both_languages_name_the_same_months(one: int, other: int) -> None:
    """A run that goes back is none."""
    first, last = min(one, other), max(one, other)
    digits = period_of(f"{first}月至{last}月")

    assert Period(first, last) == digits
    assert digits == period_of(f"{chinese(first)}—{chinese(last)}月")
    assert digits == period_of(f"{MONTHS[first - 1]} to {MONTHS[last - 1]}")
    assert first == last or period_of(f"{last}—{first}月") is None


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    """With months of the year or with nothing."""
    found = period_of(text)

    assert found is None or 0 <= found.first <= found.last <= 12


def test_the_months_so_far_are_told_from_one_month() -> None:
    """元至11月 adds up, 11月 does not."""
    so_far, month = period_of("元至11月"), period_of("November")

    assert so_far is not None
    assert month is not None
    assert (True, 11) == (so_far.is_cumulative, so_far.months)
    assert (False, 1) == (month.is_cumulative, month.months)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", True), ("全年", True), ("full year", True), ("元至11月", False), ("to date", False)],
)
def test_the_full_year_goes_without_saying(written: str, expected: bool) -> None:
    """In either language, and where nothing is said."""
    assert expected == is_full_year(written)


@pytest.mark.parametrize("written", ["年末", "end of November", "累计"])
def test_a_state_has_no_months(written: str) -> None:
    """Nothing adds up over it."""
    assert months_of(written) is None


@pytest.mark.parametrize(
    ("written", "year"),
    [("2019年", 2019), ("2020年1-11月", 2020), ("November 2021", 2021), ("全年", None), ("11月", None)],
)
def test_the_year_of_a_period_is_known(written: str, year: int | None) -> None:
    """A period without one is of the year of the report."""
    assert year == named_year(written)


def test_a_period_ends_on_its_last_day() -> None:
    """Also in a leap year."""
    assert [date(2020, 2, 29), date(2021, 2, 28), date(2020, 12, 31)] == [
        Period(*months).end(year) for months, year in (((2, 2), 2020), ((1, 2), 2021), ((1, 12), 2020))
    ]

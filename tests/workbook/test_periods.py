"""Which months the words of a period name."""

from __future__ import annotations

import pytest

from reportgen.workbook.periods import Span, named_year, span_of


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("全年", (1, 12)),
        ("2020年", (1, 12)),
        ("元至11月", (1, 11)),
        ("1—11月", (1, 11)),
        ("1-11月份", (1, 11)),
        ("１至１１月", (1, 11)),
        ("1月至11月", (1, 11)),
        ("2020年1-11月", (1, 11)),
        ("January to November", (1, 11)),
        ("Jan–Nov", (1, 11)),
        ("full year", (1, 12)),
        ("11月", (11, 11)),
        ("11月份", (11, 11)),
        ("November", (11, 11)),
        ("上半年", (1, 6)),
        ("前三季度", (1, 9)),
        ("第二季度", (4, 6)),
        ("年末", None),
        ("目前", None),
        ("累计", None),
        ("下年计划", None),
        ("13月", None),
        ("", None),
    ],
)
def test_periods_are_understood(period: str, expected: tuple[int, int] | None) -> None:
    """However a bureau writes them; a state has no months."""
    assert (Span(*expected) if expected else None) == span_of(period)


@pytest.mark.parametrize(
    ("period", "year"), [("2019年", 2019), ("2020年1-11月", 2020), ("全年", None), ("11月", None)]
)
def test_a_year_that_a_period_begins_with_is_known(period: str, year: int | None) -> None:
    """A period without one is of the year of the report."""
    assert year == named_year(period)

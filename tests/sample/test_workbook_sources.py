"""The sample's workbook is what its sources say, and nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.growth import year_on_year
from reportgen.quantities import plain, rounded
from reportgen.workbook import Limits, check_book, read_book
from reportgen.workbook.reader import read_sheets
from tests.sample.workbook import DEMO, SAMPLE, TARGET, Source, make


@pytest.mark.parametrize("source", [SAMPLE, DEMO], ids=["sample", "demo"])
def test_committed_workbook_has_the_cells_of_its_sources(source: Source, tmp_path: Path) -> None:
    """Every cell of the committed file, sheet by sheet, is the one that the sources give."""
    fresh = tmp_path / source.target.name
    fresh.write_bytes(make(source))
    expected, committed = read_sheets(fresh), read_sheets(source.target)

    assert expected.titles == committed.titles
    for made, kept in zip(expected.sheets, committed.sheets, strict=True):
        assert made.rows == kept.rows, f"run python -m tests.sample.workbook: {made.title} has changed"


@pytest.mark.parametrize("source", [SAMPLE, DEMO], ids=["sample", "demo"])
def test_sample_is_without_fault(source: Source) -> None:
    """Not even a warning: every large change has its note, every list its names, every rule holds."""
    outcome = read_book(source.target)

    assert outcome.book is not None
    assert () == outcome.diagnostics + check_book(outcome.book, Limits())


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("工业总产值", "8.46"),  # (118300 − 109072) ÷ 109072
        ("固定资产投资", "56.07"),  # (61111 − 39156) ÷ 39156
        ("技改投资", "115.95"),  # (3358 − 1555) ÷ 1555
        ("社会消费品零售总额", "-27.6"),  # (406800 − 562000) ÷ 562000
        ("农产品上行电商销售额", "88"),  # (18329.87 − 9749.93) ÷ 9749.93
        ("网络零售交易额", "40"),  # (1670.2 − 1193) ÷ 1193
    ],
)
def test_published_rates_follow_from_the_cells(name: str, rate: str) -> None:
    """The six rates of the published report are computed, none of them typed."""
    book = read_book(TARGET).book
    assert book is not None
    one = book.indicator(name)

    assert one is not None
    assert one.given_rate is None
    change = year_on_year(one)
    assert change.exact is not None
    assert rate == plain(rounded(change.exact, one.rate_places or 0))

"""Figures that may not be stated: each says why, at the cell to blame."""

from __future__ import annotations

import pytest

from reportgen import measures
from reportgen.diagnostics import Severity
from reportgen.measures import Absent, Figure
from tests.support.indicators import indicator, series


def code(found: Figure) -> tuple[str, str]:
    """Return the code and place of the reason for an absent figure."""
    assert isinstance(found, Absent), found
    return found.diagnostic.code, str(found.diagnostic.place)


INVESTMENT = indicator("61111", "39156", name="固定资产投资", row=13)
RENOVATION = indicator("3358", "1555", name="技改投资", row=15)
NOTHING = indicator(name="空", row=7)
ZERO = indicator("0", "0", name="零", row=9)
UNCHANGED = indicator("61111", "61111", name="不变", row=10)
COUNT = indicator("9", "7", unit="个", name="项目", row=14)

# why there is none: figure, code, place
ABSENT = [
    pytest.param(measures.growth_rate(indicator("5", row=7)), "GR101", "指标!J7", id="no prior"),
    pytest.param(measures.growth_rate(NOTHING), "GR102", "指标!I7", id="no value"),
    pytest.param(measures.growth_rate(indicator("5", "0", row=7)), "GR201", "指标!J7", id="base zero"),
    pytest.param(measures.growth_rate(indicator("5", "-5", row=7)), "GR202", "指标!J7", id="base negative"),
    pytest.param(measures.growth_rate(indicator("-5", "5", row=7)), "GR203", "指标!I7", id="turned negative"),
    pytest.param(measures.growth_rate(indicator("-5", "-9", row=7)), "GR202", "指标!J7", id="loss"),
    pytest.param(measures.loss_change(indicator("-5", "9", row=7)), "GR204", "指标!J7", id="no loss before"),
    pytest.param(measures.loss_change(indicator("5", "-9", row=7)), "GR204", "指标!I7", id="no loss now"),
    pytest.param(measures.loss_change(indicator("-5", row=7)), "GR101", "指标!J7", id="no loss known"),
    pytest.param(measures.difference(indicator(None, "5", row=7)), "GR102", "指标!I7", id="no difference"),
    pytest.param(measures.completion(indicator("5", row=7)), "GR103", "指标!N7", id="no target"),
    pytest.param(
        measures.completion(indicator(target="5", row=7)), "GR102", "指标!I7", id="target, no value"
    ),
    pytest.param(
        measures.completion(indicator("5", target="0", row=7)), "GR205", "指标!N7", id="target zero"
    ),
    pytest.param(measures.share(RENOVATION, NOTHING), "GR102", "指标!I7", id="no whole"),
    pytest.param(measures.share(NOTHING, INVESTMENT), "GR102", "指标!I7", id="no part"),
    pytest.param(measures.share(RENOVATION, ZERO), "GR206", "指标!I9", id="whole zero"),
    pytest.param(measures.share(RENOVATION, COUNT), "GR209", "指标!D15", id="no common unit"),
    pytest.param(
        measures.share_change(RENOVATION, indicator("5", row=7)), "GR101", "指标!J7", id="no share before"
    ),
    pytest.param(
        measures.share_change(RENOVATION, indicator("5", "0", row=7)),
        "GR206",
        "指标!J7",
        id="share of zero before",
    ),
    pytest.param(measures.pull(RENOVATION, ZERO), "GR206", "指标!J9", id="pull of zero"),
    pytest.param(measures.pull(RENOVATION, COUNT), "GR209", "指标!D15", id="pull without common unit"),
    pytest.param(measures.pull(NOTHING, INVESTMENT), "GR102", "指标!I7", id="pull of nothing"),
    pytest.param(measures.contribution(RENOVATION, UNCHANGED), "GR207", "指标!I10", id="whole unchanged"),
    pytest.param(
        measures.contribution(COUNT, INVESTMENT), "GR209", "指标!D14", id="contribution without unit"
    ),
    pytest.param(measures.total([RENOVATION, NOTHING]), "GR102", "指标!I7", id="sum with a gap"),
    pytest.param(measures.total([RENOVATION, COUNT]), "GR209", "指标!D14", id="sum without common unit"),
    pytest.param(measures.ratio(RENOVATION, ZERO), "GR206", "指标!I9", id="ratio to zero"),
    pytest.param(measures.ratio(NOTHING, COUNT), "GR102", "指标!I7", id="ratio of nothing"),
    pytest.param(
        measures.average_growth(series({2018: "1", 2020: "2"}), 2019, 2020),
        "GR104",
        "历年!A2",
        id="no such year",
    ),
    pytest.param(
        measures.average_growth(series({2019: "0", 2020: "2"}), 2019, 2020),
        "GR208",
        "历年!B2",
        id="began at zero",
    ),
    pytest.param(
        measures.average_growth(series({2019: "2", 2020: "-2"}), 2019, 2020),
        "GR208",
        "历年!C2",
        id="ends below",
    ),
]


@pytest.mark.parametrize(("found", "expected", "place"), ABSENT)
def test_a_figure_that_may_not_be_stated_says_why_and_where(found: Figure, expected: str, place: str) -> None:
    """Absent is false and carries a diagnostic at the cell to blame."""
    assert not found
    assert (expected, place) == code(found)


def test_units_that_do_not_convert_are_an_error_and_all_else_is_a_note() -> None:
    """A slip of the template's author stays wrong every year; a missing number does not."""
    severities = {
        found.values[0].diagnostic.code: found.values[0].diagnostic.severity  # type: ignore[union-attr]
        for found in ABSENT
    }

    assert Severity.ERROR is severities.pop("GR209")
    assert {Severity.NOTE} == set(severities.values())

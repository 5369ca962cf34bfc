"""Computed figures: each with its formula, its sum in numbers and its cells, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from reportgen import measures
from reportgen.diagnostics import Severity
from reportgen.indicators import Indicator
from reportgen.measures import Absent, Figure, Measure, UnitKind
from reportgen.quantities import Rounding, plain, rounded
from reportgen.wording.units import unit_named
from tests.support.indicators import cell, indicator, series

UP = Rounding.HALF_UP


def measure(found: Figure) -> Measure:
    """Return `found`, which must be a measure."""
    assert isinstance(found, Measure), found
    return found


def code(found: Figure) -> tuple[str, str]:
    """Return the code and place of the reason for an absent figure."""
    assert isinstance(found, Absent), found
    return found.diagnostic.code, str(found.diagnostic.place)


INVESTMENT = indicator("61111", "39156", name="固定资产投资", row=13)
RENOVATION = indicator("3358", "1555", name="技改投资", row=15)
FIRMS = indicator("33", "28", unit="家", name="规上企业", target="33")

# measure → kind, exact, formula, sum
MADE = [
    pytest.param(
        measures.growth_rate(indicator("118300", "109072")),
        UnitKind.PERCENT,
        Fraction(922800, 109072),
        "(指标!I12 − 指标!J12) ÷ 指标!J12 × 100%",
        "(118300 − 109072) ÷ 109072 = 8.4604…% → 8.46%",
        id="growth",
    ),
    pytest.param(
        measures.growth_rate(indicator("406800", "562000")),
        UnitKind.PERCENT,
        Fraction(-15520000, 562000),
        "(指标!I12 − 指标!J12) ÷ 指标!J12 × 100%",
        "(406800 − 562000) ÷ 562000 = -27.6156…% → -27.62%",
        id="decline",
    ),
    pytest.param(
        measures.growth_rate(indicator("118300", "109072", given="9.1")),
        UnitKind.PERCENT,
        Fraction("9.1"),
        "指标!L12",
        "9.1% → 9.10%",
        id="given growth",
    ),
    pytest.param(
        measures.growth_rate(indicator("45.6", "44.4", unit="%")),
        UnitKind.POINTS,
        Fraction("1.2"),
        "指标!I12 − 指标!J12",
        "45.6 − 44.4 = 1.2 → 1.20",
        id="points",
    ),
    pytest.param(
        measures.growth_rate(indicator("5.21", "5.01", unit="‰")),
        UnitKind.POINTS,
        Fraction("0.02"),
        "(指标!I12 − 指标!J12) × 0.1",
        "(5.21 − 5.01) × 0.1 = 0.02",
        id="points of ‰",
    ),
    pytest.param(
        measures.loss_change(indicator("-60", "-100")),
        UnitKind.PERCENT,
        Fraction(40),
        "(指标!I12 − 指标!J12) ÷ |指标!J12| × 100%",
        "((-60) − (-100)) ÷ |(-100)| = 40% → 40.00%",
        id="narrowed loss",
    ),
    pytest.param(
        measures.loss_change(indicator("-140", "-100")),
        UnitKind.PERCENT,
        Fraction(-40),
        "(指标!I12 − 指标!J12) ÷ |指标!J12| × 100%",
        "((-140) − (-100)) ÷ |(-100)| = -40% → -40.00%",
        id="widened loss",
    ),
    pytest.param(
        measures.difference(FIRMS), UnitKind.AMOUNT, Fraction(5), "指标!I12 − 指标!J12", "33 − 28 = 5 → 5.00", id="more"
    ),
    pytest.param(
        measures.completion(FIRMS),
        UnitKind.PERCENT,
        Fraction(100),
        "指标!I12 ÷ 指标!N12 × 100%",
        "33 ÷ 33 = 100% → 100.00%",
        id="completion",
    ),
    pytest.param(
        measures.share(RENOVATION, INVESTMENT),
        UnitKind.PERCENT,
        Fraction(335800, 61111),
        "指标!I15 ÷ 指标!I13 × 100%",
        "3358 ÷ 61111 = 5.4949…% → 5.49%",
        id="share",
    ),
    pytest.param(
        measures.share_change(RENOVATION, INVESTMENT),
        UnitKind.POINTS,
        Fraction(335800, 61111) - Fraction(155500, 39156),
        "指标!I15 ÷ 指标!I13 × 100% − 指标!J15 ÷ 指标!J13 × 100%",
        "(3358 ÷ 61111 − 1555 ÷ 39156) × 100 = 1.5236… → 1.52",  # 5.4949 - 3.9713
        id="share change",
    ),
    pytest.param(
        measures.pull(RENOVATION, INVESTMENT),
        UnitKind.POINTS,
        Fraction(180300, 39156),
        "(指标!I15 − 指标!J15) ÷ 指标!J13 × 100",
        "(3358 − 1555) ÷ 39156 × 100 = 4.6046… → 4.60",
        id="pull",
    ),
    pytest.param(
        measures.contribution(RENOVATION, INVESTMENT),
        UnitKind.PERCENT,
        Fraction(180300, 21955),  # 3358 - 1555 = 1803; 61111 - 39156 = 21955
        "(指标!I15 − 指标!J15) ÷ (指标!I13 − 指标!J13) × 100%",
        "(3358 − 1555) ÷ (61111 − 39156) = 8.2122…% → 8.21%",
        id="contribution",
    ),
    pytest.param(
        measures.average_growth(series({2018: "100", 2020: "121"}), 2018, 2020),
        UnitKind.PERCENT,
        Fraction(10),
        "((历年!C2 ÷ 历年!B2)^(1/2) − 1) × 100%",
        "(121 ÷ 100)^(1/2) − 1 = 10% → 10.00%",
        id="average of two years",
    ),
    pytest.param(
        measures.average_growth(series({2019: "100", 2020: "121"}), 2019, 2020),
        UnitKind.PERCENT,
        Fraction(21),
        "(历年!C2 ÷ 历年!B2 − 1) × 100%",
        "121 ÷ 100 − 1 = 21% → 21.00%",
        id="average of one year",
    ),
    pytest.param(
        measures.ratio(indicator("2300000", unit="元"), indicator("2483", unit="人", row=14)),
        UnitKind.RATIO,
        Fraction(2300000, 2483),
        "指标!I12 ÷ 指标!I14",
        "2300000 ÷ 2483 = 926.2988… → 926.30",
        id="ratio",
    ),
]


@pytest.mark.parametrize(("found", "kind", "exact", "formula", "worked"), MADE)
def test_a_measure_keeps_its_formula_and_its_sum(
    found: Figure, kind: UnitKind, exact: Fraction, formula: str, worked: str
) -> None:
    """The formula in cells, the sum in their contents, down to the printed number."""
    made = measure(found)

    assert (kind, exact, formula) == (made.unit_kind, made.exact, made.formula)
    assert worked == made.worked(2, UP)


def test_numbers_in_several_units_are_summed_in_the_first() -> None:
    """389.83万元 + 230万元 + 74787元 + 133.50469万元: what the model document did not add up."""
    rows = [("389.83", "万元"), ("230", "万元"), ("74787", "元"), ("133.50469", "万元")]
    found = measure(
        measures.total([indicator(amount, unit=unit, row=n) for n, (amount, unit) in enumerate(rows, 5)])
    )

    assert Fraction("760.81339") == found.exact  # 389.83 + 230 + 7.4787 + 133.50469
    assert "389.83 + 230 + 7.4787 + 133.50469 = 760.81339" == found.worked(5, UP)
    assert "指标!I5 + 指标!I6 + 指标!I7 + 指标!I8" == found.formula
    assert unit_named("万元") == found.unit


def test_a_share_between_units_is_exact() -> None:
    """74787元 of 760万元."""
    found = measure(measures.share(indicator("74787", unit="元"), indicator("760", row=13)))

    assert Fraction(74787, 76000) == found.exact  # 74787 / 7600000 × 100
    assert "74787 ÷ 7600000 = 0.9840…% → 0.98%" == found.worked(2, UP)


def test_an_operand_that_never_ends_is_cut_visibly() -> None:
    """100亩 are 66666.666…㎡."""
    found = measure(measures.share(indicator("5000", unit="㎡"), indicator("100", unit="亩", row=13)))

    assert "5000 ÷ 66666.666666666666… = 7.5% → 7.50%" == found.worked(2, UP)


def test_origins_are_the_cells_of_the_formula_in_order_and_once() -> None:
    """Through measures of measures as well."""
    found = measure(measures.share_change(RENOVATION, INVESTMENT))
    rate = measure(measures.growth_rate(RENOVATION))

    assert [cell("value", 15), cell("value", 13), cell("prior", 15), cell("prior", 13)] == list(found.origins)
    assert [cell("value", 15), cell("prior", 15)] == list(rate.origins)


def test_a_given_rate_comes_from_its_own_cell() -> None:
    """And from no other."""
    found = measure(measures.growth_rate(indicator("118300", "109072", given="9.1")))

    assert (cell("given_rate"),) == found.origins


def test_an_amount_converts_and_a_percentage_does_not() -> None:
    """9228万元 more are 0.9228亿元 more."""
    more = measure(measures.difference(indicator("118300", "109072")))

    assert Fraction("0.9228") == more.in_unit(unit_named("亿元"))
    with pytest.raises(ValueError, match="difference does not convert to 家"):
        more.in_unit(unit_named("家"))
    with pytest.raises(ValueError, match="share does not convert"):
        measure(measures.share(RENOVATION, INVESTMENT)).in_unit(unit_named("%"))


def test_the_parts_add_up_to_the_whole() -> None:
    """Shares, pulls and contributions of two parts add up to 100 %, the growth of the whole, and 100 %."""
    rest = indicator(str(61111 - 3358), str(39156 - 1555), row=16)
    shares, pulls, contributions = (
        [measure(make(part, INVESTMENT)).exact for part in (RENOVATION, rest)]
        for make in (measures.share, measures.pull, measures.contribution)
    )

    assert 100 == sum(shares)
    assert measure(measures.growth_rate(INVESTMENT)).exact == sum(pulls)
    assert 100 == sum(contributions)


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
    pytest.param(measures.completion(indicator(target="5", row=7)), "GR102", "指标!I7", id="target, no value"),
    pytest.param(measures.completion(indicator("5", target="0", row=7)), "GR205", "指标!N7", id="target zero"),
    pytest.param(measures.share(RENOVATION, NOTHING), "GR102", "指标!I7", id="no whole"),
    pytest.param(measures.share(NOTHING, INVESTMENT), "GR102", "指标!I7", id="no part"),
    pytest.param(measures.share(RENOVATION, ZERO), "GR206", "指标!I9", id="whole zero"),
    pytest.param(measures.share(RENOVATION, COUNT), "GR209", "指标!D15", id="no common unit"),
    pytest.param(measures.share_change(RENOVATION, indicator("5", row=7)), "GR101", "指标!J7", id="no share before"),
    pytest.param(
        measures.share_change(RENOVATION, indicator("5", "0", row=7)), "GR206", "指标!J7", id="share of zero before"
    ),
    pytest.param(measures.pull(RENOVATION, ZERO), "GR206", "指标!J9", id="pull of zero"),
    pytest.param(measures.pull(RENOVATION, COUNT), "GR209", "指标!D15", id="pull without common unit"),
    pytest.param(measures.pull(NOTHING, INVESTMENT), "GR102", "指标!I7", id="pull of nothing"),
    pytest.param(measures.contribution(RENOVATION, UNCHANGED), "GR207", "指标!I10", id="whole unchanged"),
    pytest.param(measures.contribution(COUNT, INVESTMENT), "GR209", "指标!D14", id="contribution without unit"),
    pytest.param(measures.total([RENOVATION, NOTHING]), "GR102", "指标!I7", id="sum with a gap"),
    pytest.param(measures.total([RENOVATION, COUNT]), "GR209", "指标!D14", id="sum without common unit"),
    pytest.param(measures.ratio(RENOVATION, ZERO), "GR206", "指标!I9", id="ratio to zero"),
    pytest.param(measures.ratio(NOTHING, COUNT), "GR102", "指标!I7", id="ratio of nothing"),
    pytest.param(
        measures.average_growth(series({2018: "1", 2020: "2"}), 2019, 2020), "GR104", "历年!A2", id="no such year"
    ),
    pytest.param(
        measures.average_growth(series({2019: "0", 2020: "2"}), 2019, 2020), "GR208", "历年!B2", id="began at zero"
    ),
    pytest.param(
        measures.average_growth(series({2019: "2", 2020: "-2"}), 2019, 2020), "GR208", "历年!C2", id="ends below"
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


def test_an_average_runs_forward() -> None:
    """From a later to an earlier year is the caller's slip."""
    with pytest.raises(ValueError, match="2020 is not before 2020"):
        measures.average_growth(series({2020: "1"}), 2020, 2020)


@pytest.mark.parametrize("make", [measures.growth_rate, measures.difference])
def test_the_sum_ends_in_the_exact_number_rounded_once(make: Callable[[Indicator], Figure]) -> None:
    """At any number of decimals."""
    found = measure(make(indicator("18329.87", "9749.93")))

    for places in range(5):
        assert plain(rounded(found.exact, places, UP)) in found.worked(places, UP)

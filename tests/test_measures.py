"""Computed figures: each with its formula, its sum and its cells, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from reportgen import measures
from reportgen.indicators import Indicator
from reportgen.measures import Figure, Measure, UnitKind
from reportgen.quantities import Rounding, plain, rounded
from reportgen.wording.units import unit_named
from tests.support.indicators import cell, indicator, series

UP = Rounding.HALF_UP


def measure(found: Figure) -> Measure:
    """Return `found`, which must be a measure."""
    assert isinstance(found, Measure), found
    return found


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
        measures.difference(FIRMS),
        UnitKind.AMOUNT,
        Fraction(5),
        "指标!I12 − 指标!J12",
        "33 − 28 = 5 → 5.00",
        id="more",
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

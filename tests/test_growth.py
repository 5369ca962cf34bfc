"""Growth: the base policy, and not one wrong last digit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.diagnostics import Severity
from reportgen.growth import (
    Change,
    Kind,
    computed,
    disagreement,
    is_subtracted,
    why_no_rate,
    year_on_year,
)
from reportgen.quantities import Rounding, plain, rounded
from reportgen.wording.units import unit_named
from tests.support.indicators import cell, indicator

UP, EVEN = Rounding.HALF_UP, Rounding.HALF_EVEN


def shown(change: Change, places: int) -> str:
    """Return the rate of `change` as printed."""
    assert change.exact is not None
    return plain(rounded(change.exact, places, UP))


# The six rates that the model document publishes, from values that give them.
PUBLISHED = [
    ("工业总产值", "118300", "109072", 2, "8.46"),
    ("固定资产投资", "61111", "39156", 2, "56.07"),
    ("技改投资", "3358", "1555", 2, "115.95"),
    ("社会消费品零售总额", "406800", "562000", 1, "-27.6"),
    ("电商销售额", "18329.87", "9749.93", 0, "88"),
    ("网络零售交易额", "1670.2", "1193", 0, "40"),
]


@pytest.mark.parametrize(("name", "value", "prior", "places", "rate"), PUBLISHED)
def test_the_published_rates_come_out(name: str, value: str, prior: str, places: int, rate: str) -> None:
    """Computed from what the cells hold, in the finest unit reported."""
    assert rate == shown(year_on_year(indicator(value, prior, name=name)), places)


def test_printed_figures_would_give_another_rate() -> None:
    """11.83 over a printed 10.91 is 8.43 %, not 8.46 %: hence rates come from what the cells hold."""
    printed = computed(indicator("11.83", "10.91", unit="亿元"))

    assert "8.43" == shown(printed, 2)  # (11.83 - 10.91) / 10.91 = 8.4326… %


POLICY = [
    ("110", "100", Kind.RATE, Fraction(10)),
    ("90", "100", Kind.RATE, Fraction(-10)),
    ("100", "100", Kind.RATE, Fraction(0)),
    ("0", "100", Kind.RATE, Fraction(-100)),
    ("5", "0", Kind.ZERO_BASE, None),
    ("0", "0", Kind.BOTH_ZERO, None),
    ("-5", "0", Kind.ZERO_TO_NEGATIVE, None),
    ("712", "-942", Kind.TURNED_POSITIVE, None),
    ("0", "-942", Kind.TURNED_POSITIVE, None),
    ("-120", "350", Kind.TURNED_NEGATIVE, None),
    ("-60", "-100", Kind.LOSS_NARROWED, Fraction(40)),  # (100 - 60) / 100
    ("-140", "-100", Kind.LOSS_WIDENED, Fraction(40)),  # (140 - 100) / 100
    ("-100", "-100", Kind.LOSS_NARROWED, Fraction(0)),
    ("5", None, Kind.NO_BASE, None),
    (None, "5", Kind.NO_VALUE, None),
    (None, None, Kind.NO_VALUE, None),
]


@pytest.mark.parametrize(("value", "prior", "kind", "exact"), POLICY)
def test_the_base_decides_what_may_be_said(
    value: str | None, prior: str | None, kind: Kind, exact: Fraction | None
) -> None:
    """A rate needs a base above zero and a value not below it."""
    change = computed(indicator(value, prior))

    assert (kind, exact) == (change.kind, change.exact)


@pytest.mark.parametrize("kind", Kind)
def test_only_rates_and_points_are_rates(kind: Kind) -> None:
    """And only a missing value leaves nothing to say."""
    change = Change(kind)

    assert (kind in (Kind.RATE, Kind.POINTS)) == change.has_rate
    assert (kind not in (Kind.NO_BASE, Kind.NO_VALUE)) == change.can_be_said


@pytest.mark.parametrize(
    ("unit", "value", "prior", "points"),
    [
        ("%", "45.6", "44.4", Fraction("1.2")),
        ("%", "3.2", "-6.8", Fraction(10)),  # 3.2 - (-6.8)
        ("%", "0", "0", Fraction(0)),
        ("‰", "5.21", "5.01", Fraction("0.02")),  # 0.20 ‰ = 0.02 percentage points
        ("个百分点", "1.5", "1.2", Fraction("0.3")),
    ],
)
def test_percentages_are_subtracted(unit: str, value: str, prior: str, points: Fraction) -> None:
    """Never divided, whatever the sign of the base; in percentage points."""
    change = computed(indicator(value, prior, unit=unit))

    assert (Kind.POINTS, points) == (change.kind, change.exact)
    assert is_subtracted(unit_named(unit))


def test_a_given_rate_wins() -> None:
    """The published rate is stated, not the one that the values give."""
    told = indicator("118300", "109072", given="9.1")

    assert Change(Kind.RATE, Fraction("9.1"), True, told.unit, told.value, told.prior) == year_on_year(told)
    assert "8.46" == shown(computed(told), 2)


def test_a_given_rate_needs_no_values() -> None:
    """An indicator may have a published rate alone."""
    assert "6.2" == shown(year_on_year(indicator(given="6.2")), 1)


def test_a_rate_given_for_a_percentage_is_in_points() -> None:
    """For ‰ it is in thousandths, a tenth of a percentage point each."""
    per_cent = year_on_year(indicator("45.6", unit="%", given="1.2"))
    per_mille = year_on_year(indicator("5.2", unit="‰", given="0.2"))

    assert (Kind.POINTS, Fraction("1.2")) == (per_cent.kind, per_cent.exact)
    assert (Kind.POINTS, Fraction("0.02")) == (per_mille.kind, per_mille.exact)


@pytest.mark.parametrize(
    ("value", "prior", "code", "column"),
    [
        ("5", None, "GR101", "prior"),
        (None, "5", "GR102", "value"),
        ("5", "0", "GR201", "prior"),
        ("0", "0", "GR201", "prior"),
        ("-5", "0", "GR201", "prior"),
        ("5", "-5", "GR202", "prior"),
        ("-5", "-9", "GR202", "prior"),
        ("-5", "5", "GR203", "value"),
    ],
)
def test_a_rate_that_may_not_be_stated_is_explained_at_its_cell(
    value: str | None, prior: str | None, code: str, column: str
) -> None:
    """A note names the cell to blame, also when it is empty."""
    found = why_no_rate(indicator(value, prior))

    assert found is not None
    assert (code, Severity.NOTE, cell(column)) == (found.code, found.severity, found.place)
    assert found.values.get("found", "") in {value, prior, ""}


@pytest.mark.parametrize(("value", "prior", "unit"), [("110", "100", "万元"), ("0", "0", "%")])
def test_a_rate_that_may_be_stated_needs_no_explanation(value: str, prior: str, unit: str) -> None:
    """A percentage may be compared with zero."""
    assert why_no_rate(indicator(value, prior, unit=unit)) is None


def test_a_given_rate_needs_no_explanation() -> None:
    """It may be stated on any base."""
    assert why_no_rate(indicator("5", "0", given="12.5")) is None


AGREEING = [
    ("118300", "109072", "8.46", None, "prints the same"),
    ("118300", "109072", "8.5", None, "8.4604 rounds to the 8.5 that is given with one decimal"),
    ("118300", "109072", "8.461", 2, "prints the same at two decimals"),
    ("18329.87", "9749.93", "88", 0, "87.9999… → 88"),
    ("11.83", "10.91", "8.46", None, "8.43, but 11.834 / 10.9105 = 8.464 %: within the values' own rounding"),
    ("11.83", "10.91", "8.53", None, "11.835 / 10.905 = 8.528 %: the utmost"),
]


@pytest.mark.parametrize(("value", "prior", "given_rate", "rate_places", "why"), AGREEING)
def test_rounding_is_no_disagreement(
    value: str, prior: str, given_rate: str, rate_places: int | None, why: str
) -> None:
    """A given rate is right as long as some values inside the rounding of the cells give it."""
    told = indicator(value, prior, given=given_rate, rate_places=rate_places)

    assert disagreement(told, 2, UP) is None, why


DISAGREEING = [
    ("118300", "109072", "9.1", None, "8.46"),
    ("118300", "109072", "8.5", 2, "8.46"),  # the row prints 8.50: then the given one is meant so
    ("11.83", "10.91", "8.55", None, "8.43"),  # 8.34 … 8.53 is possible
    ("0.4", "0.04", "0", None, "900.00"),
    ("406800", "562000", "27.6", None, "-27.62"),  # the sign is missing
]


@pytest.mark.parametrize(("value", "prior", "given_rate", "rate_places", "rate"), DISAGREEING)
def test_a_given_rate_that_the_values_do_not_give_is_warned_of(
    value: str, prior: str, given_rate: str, rate_places: int | None, rate: str
) -> None:
    """GR301 stands at the given rate, names both rates, and points to both values."""
    told = indicator(value, prior, given=given_rate, rate_places=rate_places)
    found = disagreement(told, 2, UP)

    assert found is not None
    assert ("GR301", Severity.WARNING, cell("given_rate")) == (found.code, found.severity, found.place)
    assert {"name": "工业总产值", "given": given_rate, "computed": rate} == found.values
    assert (cell("value"), cell("prior")) == found.related


def test_counts_have_no_rounding_to_hide_behind() -> None:
    """33家 over 28家 is 17.86 %, and nothing else; of 万元 the same digits allow 14.04 … 21.82 %."""
    assert disagreement(indicator("33", "28", unit="家", given="18.5"), 2, UP) is not None
    assert disagreement(indicator("33", "28", unit="万元", given="18.5"), 2, UP) is None


def test_a_named_basis_makes_the_disagreement_a_note() -> None:
    """At comparable prices the two may well differ."""
    found = disagreement(indicator("118300", "109072", given="9.1", basis="可比价"), 2, UP)

    assert found is not None
    assert Severity.NOTE is found.severity


@pytest.mark.parametrize(("value", "prior"), [("5", "0"), ("5", "-5"), ("-5", "5"), ("-5", "-9")])
def test_a_rate_given_where_there_is_none_is_warned_of(value: str, prior: str) -> None:
    """GR302: the values have no rate at all."""
    found = disagreement(indicator(value, prior, given="12.5"), 2, UP)

    assert found is not None
    assert ("GR302", Severity.WARNING, cell("given_rate")) == (found.code, found.severity, found.place)


@pytest.mark.parametrize(
    ("value", "prior", "given_rate"), [("5", None, "3"), (None, "5", "3"), ("110", "100", None)]
)
def test_nothing_is_compared_where_something_is_missing(
    value: str | None, prior: str | None, given_rate: str | None
) -> None:
    """A given rate without values cannot be checked, and values without a given rate need no check."""
    assert disagreement(indicator(value, prior, given=given_rate), 2, UP) is None


@pytest.mark.parametrize(
    ("unit", "given_rate", "agrees"),
    [("%", "1.2", True), ("%", "1.4", False), ("‰", "1.2", True), ("‰", "1.4", False), ("‰", "0.12", False)],
)
def test_points_are_compared_as_well(unit: str, given_rate: str, agrees: bool) -> None:
    """45.6 − 44.4 = 1.2 points, of ‰ thousandths; each value may hide 0.05."""
    found = disagreement(indicator("45.6", "44.4", unit=unit, given=given_rate), 1, UP)

    assert agrees == (found is None)
    assert found is None or "1.2" in str(found.values["computed"])

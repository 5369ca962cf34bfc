"""How figures changed, as an English report says it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reportgen.growth import Change, Kind, year_on_year
from reportgen.quantities import Rounding
from reportgen.wording import en
from reportgen.wording.speech import PLAIN, Lead, Style
from reportgen.wording.units import unit_named
from tests.support.indicators import indicator

UP = Rounding.HALF_UP
YOY, OVER_PRIOR, BARE = Lead.YOY, Lead.OVER_PRIOR, Lead.BARE


def said(value: str | None, prior: str | None, lead: Lead, unit: str = "万元", style: Style = PLAIN) -> str:
    """Return the change of an indicator in words, at one decimal."""
    return en.change(year_on_year(indicator(value, prior, unit=unit)), 1, UP, lead, style)


@pytest.mark.parametrize(
    ("value", "prior", "unit", "lead", "text"),
    [
        ("118300", "109072", "万元", YOY, "up 8.5% year on year"),
        ("118300", "109072", "万元", OVER_PRIOR, "up 8.5% over the previous year"),
        ("406800", "562000", "万元", BARE, "down 27.6%"),
        ("10004", "10000", "万元", YOY, "unchanged year on year"),  # 0.04 %
        ("10004", "10000", "万元", OVER_PRIOR, "unchanged from the previous year"),
        ("0", "0", "万元", BARE, "unchanged"),
        ("45.6", "44.4", "%", YOY, "up 1.2 percentage points year on year"),
        ("5.0", "5.3", "‰", BARE, "down 0.3 per mille points"),
        ("-60", "-100", "万元", YOY, "loss reduced by 40.0% year on year"),
        ("-140", "-100", "万元", BARE, "loss increased by 40.0%"),
        ("-60", "-100", "人", BARE, "shortfall reduced by 40.0%"),
        ("240", "0", "万元", YOY, "achieved for the first time"),
        ("712", "-942", "万元", YOY, "turned from loss to profit"),
        ("0", "-942", "万元", YOY, "loss eliminated"),
        ("712", "-942", "人", YOY, "turned from negative to positive"),
        ("0", "-942", "人", YOY, "turned from negative to zero"),
        ("-120", "350", "万元", YOY, "turned from profit to loss"),
        ("-120", "0", "人", YOY, "turned from zero to negative"),
        ("5", None, "万元", YOY, ""),
        (None, "5", "万元", YOY, ""),
    ],
)
def test_a_change_is_said_by_its_kind(
    value: str | None, prior: str | None, unit: str, lead: Lead, text: str
) -> None:
    """A fall has no minus, and where there is no rate the words say what happened."""
    assert text == said(value, prior, lead, unit)


@pytest.mark.parametrize(
    ("value", "prior", "unit", "text"),
    [
        ("118300", "109072", "万元", "rose by 8.5% year on year"),
        ("4068", "5620", "million yuan", "fell by 27.6% year on year"),
        ("10004", "10000", "万元", "was unchanged year on year"),
        ("0", "0", "enterprises", "was unchanged year on year"),
        ("45.6", "44.4", "%", "rose by 1.2 percentage points year on year"),
        ("5.0", "5.3", "‰", "fell by 0.3 per mille points year on year"),
        ("-60", "-100", "万元", "recorded a loss 40.0% smaller than a year earlier"),
        ("-140", "-100", "people", "recorded a shortfall 40.0% larger than a year earlier"),
        ("240", "0", "million yuan", "was achieved for the first time"),
        ("712", "-942", "万元", "turned from loss to profit"),
        ("0", "-942", "万元", "saw its loss eliminated"),
        ("5", None, "万元", ""),
        (None, "5", "万元", ""),
    ],
)
def test_a_change_may_be_what_the_figure_did(
    value: str | None, prior: str | None, unit: str, text: str
) -> None:
    """A verb, for a figure that is the subject of its sentence."""
    assert text == en.movement(year_on_year(indicator(value, prior, unit=unit)), 1, UP)


@pytest.mark.parametrize(
    ("lead", "style", "text"),
    [
        (OVER_PRIOR, PLAIN, "rose by 100.0% over the previous year"),
        (BARE, PLAIN, "rose by 100.0%"),
        (YOY, Style(doubling=True), "doubled year on year"),
        (YOY, Style(breakthrough=False), "rose by 100.0% year on year"),
    ],
)
def test_what_a_figure_did_follows_the_house(lead: Lead, style: Style, text: str) -> None:
    """Measured against what it says, doubled where that is said."""
    assert text == en.movement(year_on_year(indicator("200", "100")), 1, UP, lead, style)


def test_a_rise_from_nothing_is_no_breakthrough_unless_the_house_says_so() -> None:
    """It may be bad news."""
    change = year_on_year(indicator("2", "0", unit="hazards"))

    assert "rose from zero a year earlier" == en.movement(change, 1, UP, YOY, Style(breakthrough=False))


def test_the_options_of_a_house_hold_in_english_as_well() -> None:
    """But 倍 has no safe English: rates stay in per cent."""
    assert "doubled year on year" == said("200", "100", YOY, style=Style(doubling=True))
    assert "quadrupled" == said("400", "100", BARE, style=Style(doubling=True))
    assert "up 200.0%" == said("300", "100", BARE, style=Style(doubling=True))
    assert "up 120.0%" == said("220", "100", BARE, style=Style(multiples=True))
    assert "up from zero a year earlier" == said("2", "0", YOY, style=Style(breakthrough=False))


@pytest.mark.parametrize(
    ("change", "direction", "rate", "number"),
    [
        (Change(Kind.RATE, Fraction("8.46")), "up", "8.5%", "8.5"),
        (Change(Kind.RATE, Fraction("-27.6")), "down", "-27.6%", "-27.6"),
        (Change(Kind.POINTS, Fraction("-1.2")), "down", "-1.2 percentage points", "-1.2"),
        (Change(Kind.LOSS_NARROWED, Fraction(40)), "loss reduced", "", ""),
        (Change(Kind.NO_BASE), "", "", ""),
    ],
)
def test_direction_and_rate_stand_alone(change: Change, direction: str, rate: str, number: str) -> None:
    """As the template's .direction and .rate, and as a table's column."""
    assert direction == en.direction(change, 1, UP)
    assert rate == en.rate(change, 1, UP)
    assert number == en.rate_number(change, 1, UP)


@pytest.mark.parametrize(
    ("difference", "unit", "lead", "delta", "net"),
    [
        ("5", "家", BARE, "up by 5", "a net increase of 5"),
        ("1", "enterprises", BARE, "up by 1 enterprise", "a net increase of 1 enterprise"),
        ("-0.5", "million yuan", BARE, "down by 0.5 million yuan", "a net decrease of 0.5 million yuan"),
        ("-2", "人", YOY, "down by 2 people year on year", "a net decrease of 2 people"),
        ("0", "家", BARE, "unchanged", "unchanged"),
        ("300", "万元", BARE, "up by 3.00 million yuan", "a net increase of 3.00 million yuan"),
        ("1.2", "%", BARE, "up 1.2 percentage points", "up 1.2 percentage points"),
        ("-0.02", "‰", BARE, "down 0.2 per mille points", "down 0.2 per mille points"),
    ],
)
def test_differences_are_told_as_amounts(
    difference: str, unit: str, lead: Lead, delta: str, net: str
) -> None:
    """Of percentages in points."""
    assert delta == en.delta(Fraction(difference), unit_named(unit), None, UP, lead)
    assert net == en.net(Fraction(difference), unit_named(unit), None, UP)


@pytest.mark.parametrize(
    ("name", "is_speed"), [("GDP growth", True), ("Growth rate", True), ("Output", False)]
)
def test_an_indicator_is_known_as_a_speed_by_its_name(name: str, is_speed: bool) -> None:
    """It ends with growth."""
    assert is_speed == en.is_speed(name)

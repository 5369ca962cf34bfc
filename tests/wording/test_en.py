"""What an English report says: the same facts as the Chinese one, with the same last digits."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import FunctionType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.quantities import Quantity, Rounding
from reportgen.wording import en, words, zh
from reportgen.wording.speech import Lead, Months, Words
from reportgen.wording.units import unit_named

UP = Rounding.HALF_UP
YOY, OVER_PRIOR, BARE = Lead.YOY, Lead.OVER_PRIOR, Lead.BARE


@pytest.mark.parametrize(
    ("amount", "unit", "printed", "places", "text"),
    [
        ("118300", "万元", "亿元", 2, "1.183 billion yuan"),  # 11.83亿元
        ("118000", "万元", "亿元", 2, "1.180 billion yuan"),
        ("61111", "万元", "万元", 0, "611.11 million yuan"),
        ("133.50469", "万元", "万元", None, "1.3350469 million yuan"),
        ("74787", "元", "元", 0, "74,787 yuan"),
        ("1300", "万美元", "万美元", 0, "13.00 million US dollars"),
        ("1.5", "万亿元", "万亿元", 1, "1.5 trillion yuan"),
        ("8", "家", "家", 0, "8"),
        ("2483", "人", "人", 0, "2,483 people"),
        ("35.5", "万人", "万人", 1, "0.355 million people"),
        ("45.6", "%", "%", 1, "45.6%"),
        ("5.2", "‰", "‰", 1, "5.2‰"),
        ("3000", "㎡", "㎡", 0, "3,000 m²"),
        ("12", "百羽", "百羽", 0, "12 百羽"),
        ("-942", "万元", "万元", 0, "-9.42 million yuan"),
        ("1183", "million yuan", "billion yuan", 3, "1.183 billion yuan"),
        ("1183.00", "million yuan", "million yuan", 2, "1,183.00 million yuan"),
        ("118300", "10,000 yuan", "billion yuan", 3, "1.183 billion yuan"),
        ("61111", "10,000 yuan", "10,000 yuan", 0, "611.11 million yuan"),
        ("11.83", "100 million yuan", "100 million yuan", 2, "1.183 billion yuan"),
        ("1183000000", "yuan", "billion yuan", None, "1.183 billion yuan"),
        ("13.0", "million US dollars", "million US dollars", 2, "13.00 million US dollars"),
        ("8", "enterprises", "enterprises", 0, "8 enterprises"),
        ("0", "enterprises", "enterprises", 0, "0 enterprises"),
        ("1.0", "tonnes", "tonnes", 1, "1.0 tonnes"),
        ("2483", "people", "people", 0, "2,483 people"),
        ("35.5", "10,000 people", "10,000 people", 1, "0.355 million people"),
        ("12", "tea gardens", "tea gardens", 0, "12 tea gardens"),
        ("118300", "万元", "million yuan", 1, "1,183.0 million yuan"),
    ],
)
def test_an_amount_is_told_in_millions_and_billions(
    amount: str, unit: str, printed: str, places: int | None, text: str
) -> None:
    """The point moves, the digits stay."""
    held = Quantity(Decimal(amount), unit_named(unit))
    joined = en.number(held, unit_named(printed), places, UP), en.unit_name(unit_named(printed))

    assert text.replace(" ", "") == "".join(joined).replace(" ", "")
    assert text == en.amount(Quantity(Decimal(amount), unit_named(unit)), unit_named(printed), places, UP)


@pytest.mark.parametrize(
    ("amount", "unit", "places", "text"),
    [
        ("1", "enterprises", 0, "1 enterprise"),
        ("1", "service points", 0, "1 service point"),
        ("1", "人", 0, "1 person"),
        ("-1", "people", 0, "-1 person"),
        ("1.0", "hectares", 0, "1 hectare"),
        ("1.4", "hectares", 1, "1.4 hectares"),
        ("11", "enterprises", 0, "11 enterprises"),
        ("1", "staff", 0, "1 staff"),
        ("1", "yuan", 0, "1 yuan"),
    ],
)
def test_one_thing_is_said_in_the_singular(amount: str, unit: str, places: int, text: str) -> None:
    """One alone: neither a fraction nor none."""
    held = Quantity(Decimal(amount), unit_named(unit))

    assert text == en.amount(held, held.unit, places, UP)


@given(
    st.decimals("-1e9", "1e9", places=3),
    st.sampled_from(["元", "万元", "亿元", "千万元", "万美元", "亩", "万亩", "家", "亿千瓦时"]),
    st.integers(0, 4),
)
def test_both_languages_print_the_same_digits(amount: Decimal, unit: str, places: int) -> None:
    """Rounded once, at one place."""
    held = Quantity(amount, unit_named(unit))
    chinese, english = (w.number(held, held.unit, places, UP) for w in (zh, en))
    digits = [text.translate({ord(mark): None for mark in "-.,"}).lstrip("0") for text in (chinese, english)]

    assert digits[0] == digits[1]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (en.percent(Fraction("5.494"), 2, UP), "5.49%"),
        (en.points(Fraction("-1.2"), 1, UP), "1.2 percentage points"),
        (en.completion(Fraction(100), 2, UP), "met 100% of the annual target"),
        (en.completion(Fraction(100, 3), 2, UP), "met 33.33% of the annual target"),
        (en.fulfilment(Fraction(100), 2, UP), "met the annual target"),
        (en.fulfilment(Fraction(120), 2, UP), "exceeded the annual target"),
        (en.fulfilment(Fraction(80), 2, UP), "met 80% of the annual target"),
        (
            en.of_plan("15.13 million US dollars", Fraction(24000, 1513), 2, UP),
            "15.86% of the annual target of 15.13 million US dollars",
        ),
        (en.standing(2, "the prefecture"), "ranked second in the prefecture"),
        (en.standing(1, ""), "ranked first"),
        (en.share_of("investment", Fraction("5.494"), 2, UP), "5.49% of investment"),
        (en.share_of("Industrial investment", Fraction("5.494"), 2, UP), "5.49% of industrial investment"),
        (en.share_of("GDP", Fraction("5.494"), 2, UP), "5.49% of GDP"),
        (en.stated("Output", "1.183 billion yuan"), "Output stood at 1.183 billion yuan"),
        (
            en.stated("Sales", "5 million yuan", "January to November"),
            "Sales stood at 5 million yuan (January to November)",
        ),
        (en.stated("Appraisal", ""), "Appraisal"),
        (en.proportion("investment", Fraction("5.494"), 2, UP), "accounting for 5.49% of investment"),
        (
            en.share_change(Fraction("-1.2"), 1, UP),
            "the share down 1.2 percentage points over the previous year",
        ),
        (en.share_change(Fraction("0.04"), 1, UP), "the share unchanged from the previous year"),
        (
            en.pull("industry", Fraction("1.2"), 1, UP),
            "adding 1.2 percentage points to the growth of industry",
        ),
        (
            en.pull("industry", Fraction("-1.2"), 1, UP),
            "taking 1.2 percentage points from the growth of industry",
        ),
        (en.pull("industry", Fraction(0), 1, UP), "contributing nothing to the growth of industry"),
        (
            en.contribution("industry", Fraction("44.6"), 1, UP),
            "contributing 44.6% of the growth of industry",
        ),
        (en.average(Fraction("3.93"), 2, 1, UP), "up 3.9% a year on average over 2 years"),
        (en.average(Fraction("0.04"), 2, 1, UP), "unchanged on average over 2 years"),
        (en.sign_change(Fraction("-6.8"), Fraction("3.2"), 1, UP), "from negative to positive"),
        (en.sign_change(Fraction("3.2"), Fraction("6.8"), 1, UP), ""),
        (en.listing(["A", "B", "C"]), "A, B and C"),
        (en.listing(["A"]), "A"),
        (en.listing([]), ""),
        (en.some_of(["A", "B"], 8, unit_named("家")), "8 including A and B"),
        (en.ordinal(3), "3"),
        (en.date(date(2020, 12, 31)), "31 December 2020"),
        (en.date(date(2021, 1, 5)), "5 January 2021"),
    ],
)
def test_every_other_figure_has_its_phrase(found: str, text: str) -> None:
    """Targets, shares, averages, lists, dates."""
    assert text == found


@pytest.mark.parametrize(
    ("rank", "text"),
    [
        (1, "first"),
        (2, "second"),
        (9, "ninth"),
        (10, "10th"),
        (11, "11th"),
        (12, "12th"),
        (23, "23rd"),
        (111, "111th"),
    ],
)
def test_ranks_have_english_endings(rank: int, text: str) -> None:
    """In words up to the ninth, then in digits; 11th to 13th are the exceptions."""
    assert text == en.rank(rank)


@pytest.mark.parametrize(
    ("level", "number", "text"), [(1, 4, "IV. "), (2, 3, "3. "), (3, 1, "(1) "), (4, 2, "(b) ")]
)
def test_headings_are_numbered_by_level(level: int, number: int, text: str) -> None:
    """Roman, digits, brackets, letters."""
    assert text == en.section_number(level, number)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("元至11月", "January–November"),
        ("1—9月", "January–September"),
        ("11月", "November"),
        ("十一月", "November"),
        ("全年", "full year"),
        (" 年末 ", "end of the year"),
        ("13月", "13月"),
        ("截至11月底", "截至11月底"),
    ],
)
def test_a_period_is_translated_where_it_is_known(written: str, text: str) -> None:
    """And stays as written where it is not."""
    assert text == en.period(written, Months.LOCAL)


SPOKEN = sorted(
    name for name, held in vars(Words).items() if isinstance(held, FunctionType) and name[0] != "_"
)


@pytest.mark.parametrize("name", SPOKEN)
def test_both_languages_take_the_same_arguments(name: str) -> None:
    """Every function of the protocol, by name, order and default."""
    asked = [
        (argument.name, argument.default)
        for argument in inspect.signature(getattr(Words, name)).parameters.values()
        if argument.name != "self"
    ]
    for language in (zh, en):
        given_ones = inspect.signature(getattr(language, name)).parameters.values()
        assert asked == [(argument.name, argument.default) for argument in given_ones]


def test_english_is_chosen_by_language_or_locale() -> None:
    """en, en_GB and en-US are one, with marks of its own."""
    assert words("en") is words("en_GB") is words("en-US")
    assert (", ", "; ", ".") == words("en").CLAUSE_MARKS
    assert len(zh.TABLE_HEADINGS) == len(en.TABLE_HEADINGS)

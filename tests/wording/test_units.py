"""The declared units: what converts into what, what is counted, what is unknown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from reportgen.quantities import Quantity
from reportgen.wording.units import MONEY, PERCENT, POINTS, is_count, is_known, spellings, unit_named

# amount, unit, other unit, amount in it
CONVERSIONS = [
    ("1", "千元", "元", "1000"),
    ("118300", "万元", "亿元", "11.83"),
    ("74787", "元", "万元", "7.4787"),
    ("1", "百万元", "万元", "100"),
    ("1", "千万元", "百万元", "10"),
    ("1", "万亿元", "亿元", "10000"),
    ("40.68", "亿", "万元", "406800"),
    ("1300", "万美元", "美元", "13000000"),
    ("1", "亿美元", "百万美元", "100"),
    ("5", "‰", "%", "0.5"),
    ("1", "个百分点", "个千分点", "10"),
    ("80", "万亩", "亩", "800000"),
    ("1", "公顷", "亩", "15"),
    ("1", "公顷", "㎡", "10000"),
    ("1", "平方公里", "公顷", "100"),
    ("1", "千公顷", "万亩", "1.5"),
    ("1", "万公顷", "平方公里", "100"),
    ("1", "万平方米", "㎡", "10000"),
    ("3000", "平米", "平方米", "3000"),
    ("1", "亩", "平方米", "2000/3"),
    ("2", "斤", "公斤", "1"),
    ("1", "万吨", "千克", "10000000"),
    ("1", "亿千瓦时", "度", "100000000"),
    ("1", "万千瓦时", "千瓦时", "10000"),
    ("1", "万千瓦", "兆瓦", "10"),
    ("35.5", "万人", "人", "355000"),
    ("1.2", "万户", "户", "12000"),
    ("1", "亿立方米", "万立方米", "10000"),
    ("1183", "million yuan", "billion yuan", "1.183"),
    ("1183", "million yuan", "亿元", "11.83"),
    ("118300", "10,000 yuan", "million yuan", "1183"),
    ("11.83", "100 million yuan", "yuan", "1183000000"),
    ("1", "billion yuan", "100 million yuan", "10"),
    ("1300", "万美元", "million US dollars", "13"),
    ("5", "per mille", "percent", "0.5"),
    ("1", "percentage points", "个千分点", "10"),
    ("80", "10,000 mu", "mu", "800000"),
    ("1", "hectares", "mu", "15"),
    ("1", "km²", "hectares", "100"),
    ("2.5", "thousand tonnes", "kg", "2500000"),
    ("35.5", "10,000 people", "人", "355000"),
]


@pytest.mark.parametrize(("amount", "unit", "other", "expected"), CONVERSIONS)
def test_units_of_one_dimension_convert_exactly(amount: str, unit: str, other: str, expected: str) -> None:
    """There and back again."""
    one, two = unit_named(unit), unit_named(other)

    assert Fraction(expected) == Quantity(Decimal(amount), one).in_unit(two)
    assert Fraction(amount) == Fraction(expected) * Fraction(two.scale) / Fraction(one.scale)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("家", "个"),
        ("人", "名"),
        ("人", "户"),
        ("人", "人次"),
        ("元", "美元"),
        ("%", "个百分点"),
        ("千瓦", "千瓦时"),
        ("米", "㎡"),
        ("羽", "百羽"),
        ("area", "亩"),
        ("enterprises", "projects"),
        ("people", "households"),
        ("yuan", "US dollars"),
        ("%", "percentage points"),
    ],
)
def test_units_of_two_dimensions_do_not_convert(one: str, other: str) -> None:
    """Eight firms never turn into eight items."""
    assert unit_named(one).dimension != unit_named(other).dimension


SPELLINGS = [
    ("million yuan", ["Million yuan", "RMB million", "million RMB", "CNY (million)", "mn yuan"]),
    ("10,000 yuan", ["10000 yuan", "ten thousand yuan", "ten-thousand yuan", "10,000 RMB"]),
    ("100 million yuan", ["hundred million yuan", "RMB 100 million"]),
    ("million US dollars", ["million USD", "USD million", "US$ million", "million US dollar"]),
    ("%", ["percent", "per cent", "Percent", "％"]),
    ("‰", ["per mille", "permille"]),
    ("percentage points", ["percentage point", "pp"]),
    ("people", ["persons", "person", "People"]),
    ("enterprises", ["enterprise", "Enterprises"]),
    ("m²", ["m2", "sq m", "square metres"]),
    ("tonnes", ["tons", "t", "metric tons"]),
    ("service points", ["service point", "Service points"]),
]


@pytest.mark.parametrize(
    ("symbol", "typed"), [(symbol, typed) for symbol, spellings in SPELLINGS for typed in spellings]
)
def test_an_english_unit_is_known_however_it_is_spelled(symbol: str, typed: str) -> None:
    """And takes one name, by which it is printed and compared."""
    assert is_known(typed)
    assert symbol == unit_named(typed).symbol
    assert unit_named(symbol) == unit_named(typed)


def test_no_spelling_means_two_units() -> None:
    """Every spelling leads to the unit that it is declared for."""
    assert [] == [(typed, unit.symbol) for typed, unit in spellings() if unit_named(typed) != unit]


@pytest.mark.parametrize("unknown", ["million", "thousand", "yuan million dollars", "tea gardens", "RMB USD"])
def test_what_is_no_english_unit_is_not_guessed(unknown: str) -> None:
    """A step alone is none, nor are two bases."""
    assert not is_known(unknown)


COUNTED = "家 个 名 起 份 项 件 台 所 条 次 户 人 大 台套".split()  # noqa: SIM905 - a row of words reads better
AMOUNTS = "万人 万户 元 万元 % ㎡ 亩 吨 百羽".split()  # noqa: SIM905 - as above


@pytest.mark.parametrize(
    ("symbol", "counted"), [*((word, True) for word in COUNTED), *((word, False) for word in AMOUNTS)]
)
def test_count_words_count_whole_things(symbol: str, counted: bool) -> None:
    """万人 is a rounded amount, an unknown unit may be anything."""
    assert counted == is_count(unit_named(symbol))


@pytest.mark.parametrize("symbol", [*COUNTED, *AMOUNTS[:-1], "亿元", "％", "﹪", " 万元 ", "万 元", ""])
def test_declared_units_are_known_as_clerks_type_them(symbol: str) -> None:
    """Blanks and odd percent signs do not make a unit unknown."""
    assert is_known(symbol)


def test_an_unknown_unit_is_its_own_dimension_and_prints_as_it_stands() -> None:
    """百羽 is left alone, but for blanks around it."""
    unit = unit_named(" 百羽 ")

    assert not is_known(" 百羽 ")
    assert ("百羽", "other:百羽", Decimal(1)) == (unit.symbol, unit.dimension, unit.scale)


def test_odd_percent_signs_are_the_percent_sign() -> None:
    """％ and ﹪ print as %."""
    assert PERCENT == unit_named("％") == unit_named("﹪")
    assert ("%", True) == (PERCENT.symbol, PERCENT.is_percent)


def test_points_are_no_percentages() -> None:
    """% and 百分点 must not be mixed."""
    assert not POINTS.is_percent
    assert POINTS.dimension == unit_named("百分点").dimension


def test_money_is_what_can_be_lost() -> None:
    """元 and 美元 in all sizes, and nothing else."""
    found = {
        symbol for symbol in ("元", "亿", "万美元", "人", "%", "吨") if unit_named(symbol).dimension in MONEY
    }

    assert {"元", "亿", "万美元"} == found

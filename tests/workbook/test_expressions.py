"""Expressions of rules: what is read, what is refused, and that the arithmetic is exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.quantities import Quantity
from reportgen.wording.units import unit_named
from reportgen.workbook.expressions import BadExpression, MixedUnits, Name, ZeroDivisor, evaluated, parsed

NAMES = ("规上企业", "规上企业年末数", "4G基站", "企业(含个体)", "A-B", "甲")
HELD = {name: Quantity(Decimal(number), unit_named("家")) for number, name in enumerate(NAMES, start=1)}


def value(text: str) -> Fraction:
    """Return the value of an expression over the names, which hold 1, 2, 3 … 家."""
    return evaluated(parsed(text, NAMES), HELD, {}).value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 × 3", 7),
        ("(1 + 2) × 3", 9),
        ("10 - 3 - 2", 5),  # from the left
        ("12 ÷ 3 ÷ 2", 2),
        ("-2 + 5", 3),
        ("2 × -3", -6),
        ("--4", 4),
        ("+4", 4),
        ("（１＋２）＊３", 9),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("1 ÷ 3", Fraction(1, 3)),
        ("50%", Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        ("规上企业", 1),
        ("规上企业年末数", 2),  # the longer name wins
        ("规上企业+规上企业年末数", 3),
        ("4G基站 + 4", 7),  # a name may begin with a digit
        ("企业（含个体）×2", 8),  # … and hold brackets
        ("A-B-甲", -1),  # … or a hyphen: 5 − 6
        ("ａ-ｂ", 5),
    ],
)
def test_expressions_have_the_value_of_arithmetic(text: str, expected: Fraction) -> None:
    """Signs bind as in school, names are taken whole, widths and cases of letters do not matter."""
    assert expected == value(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("1 +", "+"),
        ("1 2 )", ")"),
        ("(1", "1"),
        ("1)", ")"),
        ("* 2", "*"),
        ("1 × ÷ 2", "/"),
        ("()", ")"),
    ],
)
def test_what_is_no_expression_is_refused(text: str, found: str) -> None:
    """The part that does not fit is told."""
    with pytest.raises(BadExpression) as refused:
        value(text)

    assert found == str(refused.value)


def test_endless_expression_is_refused() -> None:
    """A text of thousands of signs is no rule, and costs no time."""
    with pytest.raises(BadExpression):
        parsed("(" * 100_000, NAMES)


def test_deep_brackets_cost_no_stack() -> None:
    """A thousand brackets are read like one."""
    assert 1 == value("(" * 900 + "1" + ")" * 900)


def test_every_unknown_word_is_told() -> None:
    """All words that are no names come out of one reading."""
    assert ["乙", "丙"] == [
        token.text for token in parsed("乙 + 甲 - 丙", NAMES) if isinstance(token, Name) and not token.known
    ]


def test_name_that_merely_begins_a_word_is_not_taken() -> None:
    """规上企业数 is unknown, not 规上企业 with a rest."""
    assert (Name("规上企业数", known=False),) == parsed("规上企业数", NAMES)


@pytest.mark.parametrize("text", ["甲 + 乙", "甲 - 乙", "甲 × 甲 + 甲"])
def test_unlike_units_are_not_added(text: str) -> None:
    """Firms and money, or firms and firms squared, make no sum."""
    held = {"甲": Quantity(Decimal(1), unit_named("家")), "乙": Quantity(Decimal(1), unit_named("万元"))}

    with pytest.raises(MixedUnits):
        evaluated(parsed(text, held), held, {})


def test_count_words_go_together() -> None:
    """人 and 名 count the same."""
    held = {"甲": Quantity(Decimal(8), unit_named("人")), "乙": Quantity(Decimal(3), unit_named("名"))}

    assert 11 == evaluated(parsed("甲 + 乙", held), held, {}).value


@pytest.mark.parametrize("sign", "*/")
def test_a_product_of_more_factors_than_anybody_needs_is_refused(sign: str) -> None:
    """Each factor makes the numbers longer: a thousand would take minutes."""
    assert parsed(sign.join(["甲"] * 41), NAMES)
    with pytest.raises(BadExpression):
        parsed(sign.join(["甲"] * 42), NAMES)


def test_division_by_zero_is_told() -> None:
    """A zero divisor has no value."""
    with pytest.raises(ZeroDivisor):
        value("1 ÷ (甲 - 甲)")


@given(st.recursive(
    st.integers(1, 99).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda parts: f"({''.join(parts)})"),
    max_leaves=12,
))  # fmt: skip
def test_values_are_those_of_python(text: str) -> None:
    """Any bracketed sum of products has the value that Python gives it."""
    assert eval(text) == value(text)


@given(st.text(alphabet="甲乙12.+-*/()（）×÷ %", max_size=30))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    """Nothing but the declared refusals comes out of a text."""
    try:
        tokens = parsed(text, NAMES)
        known = all(token.known for token in tokens if isinstance(token, Name))
        assert not known or isinstance(evaluated(tokens, HELD, {}).value, Fraction)
    except (BadExpression, MixedUnits, ZeroDivisor):
        pass

"""Intervals hold every value that rounded figures can have, and rules are judged by them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Severity
from reportgen.quantities import Quantity, shown_by_excel
from reportgen.wording.units import unit_named
from reportgen.workbook.expressions import ZeroDivisor, evaluated, parsed
from reportgen.workbook.intervals import Interval, around
from tests.workbook.test_checks import check
from tests.workbook.test_findings import row, rule

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
NAMES = ("甲", "乙", "丙")


@given(
    st.recursive(
        st.sampled_from([*NAMES, "3", "0.5"]),
        lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
            lambda parts: f"({''.join(parts)})"
        ),
        max_leaves=8,
    ),
    st.tuples(*[st.tuples(st.integers(-99, 99), st.integers(0, 9), st.integers(-10, 10))] * 3),
)
def test_no_possible_value_lies_outside(text: str, figures: tuple[tuple[int, int, int], ...]) -> None:
    """Whatever the true amounts are within their slack, the value of the expression is in the interval."""
    held, true, slack = {}, {}, {}
    for name, (amount, width, shift) in zip(NAMES, figures, strict=True):
        held[name] = Quantity(shown_by_excel(amount), unit_named(""))
        slack[name] = Fraction(width, 10)
        true[name] = Quantity(shown_by_excel(amount + width * shift / 100), unit_named(""))
    tokens = parsed(text, NAMES)
    try:
        possible = evaluated(tokens, held, {}, slack).possible
        value = evaluated(tokens, true, {}).value
    except ZeroDivisor:
        return

    assert possible.meets(value)


def test_a_divisor_that_may_be_zero_leaves_no_bounds() -> None:
    """1 ÷ (0 ± 0.5) can be anything."""
    assert Interval(None, None) == around(Fraction(1), Fraction(0)) / around(Fraction(0), Fraction(1, 2))


def money(value: str, **more: str) -> dict[str, str]:
    """Return the edits for three amounts of money: two parts of 1.2 and 2.3, and their total."""
    rows = row(8, "甲额", "亿元", "1.2") | row(9, "乙额", "亿元", "2.3") | row(10, "总额", "亿元", value)
    return rows | more


@pytest.mark.parametrize(
    ("total", "relation", "tolerance", "expected"),
    [
        ("3.5", "=", "0", []),
        ("3.6", "=", "0", [("WB323", N)]),  # 1.24 + 2.34 = 3.58
        ("3.65", "=", "0", [("WB304", E)]),  # at most 3.6, and at least 3.645
        ("3.7", "=", "0.2", []),
        ("3.6", "≈", "0", []),
        ("3.65", "≈", "0", [("WB304", E)]),
        ("3.65", "≈", "0.1", []),
        ("4.5", "≈", "0", [("WB304", E)]),
        ("3.4", "≥", "0", [("WB323", N)]),
        ("3.2", "≥", "0", [("WB304", E)]),
        ("3.5", "<", "0", [("WB323", N)]),
        ("3.7", "≤", "0", [("WB304", E)]),
    ],
)
def test_rules_allow_for_the_rounding_of_their_figures(
    tmp_path: Path, total: str, relation: str, tolerance: str, expected: list[tuple[str, Severity]]
) -> None:
    """A rule that fails by less than its figures are rounded is only noted; ≈ asks for no more."""
    found = check(tmp_path, money(total) | rule("总额", relation, "甲额 + 乙额", tolerance))

    assert expected == [(one.code, one.severity) for one in found]


def test_decimals_of_the_row_tell_what_a_cell_cannot(tmp_path: Path) -> None:
    """Excel stores 3.50 as 3.5; with 小数位 2 the figure is known to the second decimal."""
    edits = {f"指标!F{number}": "2" for number in (8, 9, 10)}
    found = check(tmp_path, money("3.6", **edits) | rule("总额", "=", "甲额 + 乙额"))

    assert ["WB304"] == [one.code for one in found]


def test_counts_are_exact(tmp_path: Path) -> None:
    """8 firms are 8 firms."""
    assert ["WB304"] == [one.code for one in check(tmp_path, rule("新增企业", "≈", "退出企业 + 1.4"))]


def test_a_slip_of_unit_in_a_rule_is_told_as_such(tmp_path: Path) -> None:
    """The remedy speaks of units, and their cells are among those that took part."""
    (found,) = check(tmp_path, row(8, "出口额", "亿元", "118300") | rule("工业总产值", "=", "出口额"))

    assert (("slip",), 10_000) == (found.hints, found.values["factor"])
    assert {"指标!D2", "指标!D8"} < {str(place) for place in found.related}

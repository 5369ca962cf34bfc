"""Which changes are differences: the live formulas and growth agree on them, however a unit is spelled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.growth import is_subtracted
from reportgen.wording.units import spellings, unit_named
from reportgen.workbook.form.typed import SUBTRACTED
from reportgen.workbook.live import FORMULAS, cached

_ROW = {"value": Decimal("12.5"), "prior": Decimal("11.3")}


def test_every_spelling_of_a_percentage_is_one() -> None:
    """And no other unit is."""
    assert {typed for typed, unit in spellings() if is_subtracted(unit)} == set(SUBTRACTED)


@pytest.mark.parametrize("unit", SUBTRACTED)
def test_the_live_formula_subtracts(unit: str) -> None:
    """What it is stored with is the difference as well, in the unit of the row."""
    assert f'"{"".join(unit.split())}"' in FORMULAS["rate"]  # whose blanks the formula takes off
    assert Decimal("1.20") == cached("rate", _ROW | {"unit": unit}, 2)


@pytest.mark.parametrize("unit", ["million yuan", "people", "enterprises", "万元", ""])
def test_other_units_are_divided(unit: str) -> None:
    """12.5 ÷ 11.3 − 1 = 10.62 %."""
    assert Decimal("10.62") == cached("rate", _ROW | {"unit": unit}, 2)
    assert not is_subtracted(unit_named(unit))

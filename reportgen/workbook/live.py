"""The live formulas of the 指标 sheet, and the values they are stored with: computed as a report does.

Both follow one policy: a published rate wins, percentages are subtracted, and where no rate may be stated (no
base, a base of zero or below) the cell stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from reportgen.growth import is_subtracted, year_on_year
from reportgen.indicators import Indicator, Observation
from reportgen.quantities import Quantity, Unit, rounded
from reportgen.refs import CellRef
from reportgen.wording.units import PERCENT, unit_named
from reportgen.workbook.form.typed import SUBTRACTED

__all__ = ["FORMULAS", "cached"]

_PLACES = "IF(ISNUMBER({rate_places}),MAX(0,{rate_places}),{default})"
_SURE = 13  # decimals that a number below ten has beyond doubt in Excel's floating point


def _half_up(amount: str, *sizes: str) -> str:
    """Return the formula for an amount, computed from numbers of these `sizes`, rounded as a report does.

    Twice: first to the decimals that are sure, so that a tie is one again, and never to fewer than are asked.
    """
    sure = f"{_SURE}-INT(LOG10(MAX(1,{','.join(f'ABS({size})' for size in sizes)})))"
    return f"ROUND(ROUND({amount},MAX({_PLACES},{sure})),{_PLACES})"


_UNIT = 'SUBSTITUTE(SUBSTITUTE({unit}," ",""),"　","")'
_SPELLINGS = ",".join(
    f'"{spelling}"' for spelling in dict.fromkeys(one.replace(" ", "") for one in SUBTRACTED)
)
_IS_SUBTRACTED = f"OR({_UNIT}={{{{{_SPELLINGS}}}}})"
_CHANGE = "({value}-{prior})/{prior}*100"
_RATE = _half_up(_CHANGE, _CHANGE)
_POINTS = _half_up("{value}-{prior}", "{value}", "{prior}")
_GROWTH = f'IF({_IS_SUBTRACTED},{_POINTS},IF(OR({{prior}}<=0,{{value}}<0),"",{_RATE}))'
_BOTH = "AND(ISNUMBER({value}),ISNUMBER({prior}))"
_FULFILLED = "{value}/{target}*100"
_COMPLETION = _half_up(_FULFILLED, _FULFILLED)

FORMULAS = {  # key of the column → its formula, with a {key} for each cell of the row
    "rate": f'=IF(ISNUMBER({{given_rate}}),ROUND({{given_rate}},{_PLACES}),IF({_BOTH},{_GROWTH},""))',
    "completion": f'=IF(AND(ISNUMBER({{value}}),N({{target}})>0),{_COMPLETION},"")',
}


def cached(key: str, row: Mapping[str, object], default_places: int) -> Decimal | None:
    """Return the value of the formula `key` in `row`, values by column key; None where it stays blank."""
    held = row.get("rate_places")
    places = max(0, int(held)) if isinstance(held, (int, Decimal)) else default_places
    exact = _rate(row) if key == "rate" else _completion(row)
    return None if exact is None else rounded(exact, places)


def _rate(row: Mapping[str, object]) -> Fraction | None:
    unit = unit_named(str(row.get("unit") or ""))
    indicator = Indicator(
        code="",
        section="",
        name="",
        unit=unit,
        print_unit=unit,
        source=_NOWHERE,
        value=_observation(row.get("value"), unit),
        prior=_observation(row.get("prior"), unit),
        given_rate=_observation(row.get("given_rate"), PERCENT),
    )
    change = year_on_year(indicator)
    if not change.has_rate or change.exact is None:
        return None
    # A change in ‰ is shown in ‰, as the row's values are; a published rate is in per cent as it stands.
    return change.exact / Fraction(unit.scale) if is_subtracted(unit) else change.exact


def _completion(row: Mapping[str, object]) -> Fraction | None:
    value, target = row.get("value"), row.get("target")
    if not isinstance(value, Decimal) or not isinstance(target, Decimal) or target <= 0:
        return None
    return Fraction(value) / Fraction(target) * 100


def _observation(amount: object, unit: Unit) -> Observation | None:
    return Observation(Quantity(amount, unit), _NOWHERE) if isinstance(amount, Decimal) else None


_NOWHERE = CellRef("", "")

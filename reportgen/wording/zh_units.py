"""The Chinese names of units that a workbook gives in English. Reports do not count in 百万 and 十亿, so the
point moves; no digit is lost or rounded twice."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from reportgen.quantities import Unit
from reportgen.wording.english_units import COUNTED, parted

__all__ = ["moved", "name_of", "shift_of"]

_BASES = {
    "yuan": "元",
    "US dollars": "美元",
    "m²": "㎡",
    "km²": "平方公里",
    "mu": "亩",
    "hectares": "公顷",
    "kg": "公斤",
    "tonnes": "吨",
    "m": "米",
    "km": "公里",
    "m³": "立方米",
    "litres": "升",
    "kWh": "千瓦时",
    "MWh": "兆瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "people": "人",
    "households": "户",
    "visits": "人次",
    "pieces": "件",
    "parcels": "件",
    "vehicles": "辆",
}
_STEPS = {  # by how many places the point moves: 611.11 million yuan = 61111万元
    "": ("", 0),
    "thousand": ("千", 0),
    "10,000": ("万", 0),
    "million": ("万", 2),
    "100 million": ("亿", 0),
    "billion": ("亿", 1),
    "trillion": ("万亿", 0),
}
_POINTS = {"percentage points": "个百分点", "per mille points": "个千分点"}
_COUNTED = {
    **dict.fromkeys(("enterprises", "firms", "companies", "businesses"), "家"),
    **dict.fromkeys(("institutions", "shops", "stores"), "家"),
    **dict.fromkeys(("staff", "employees", "workers", "trainees", "students", "experts"), "人"),
    **dict.fromkeys(("events", "cases", "hazards"), "起"),
    **dict.fromkeys(("contracts", "notices", "documents"), "份"),
    **dict.fromkeys(("times", "inspections"), "次"),
    "patents": "项",
    "products": "项",
    "sets": "台",
    "days": "天",
    "offices": "处",
    "outlets": "处",
}


def name_of(unit: Unit) -> str:
    """Say the unit in Chinese; one that has no Chinese name stays as it is written."""
    return _told(unit.symbol)[0]


def shift_of(unit: Unit) -> int:
    """Return by how many places the point of a number in `unit` moves."""
    return _told(unit.symbol)[1]


def moved(amount: Decimal, unit: Unit) -> Decimal:
    """Return `amount` with its point moved as the Chinese name of `unit` asks."""
    shift = shift_of(unit)
    if not shift:
        return amount
    sign, figures, exponent = amount.as_tuple()
    return Decimal((sign, figures, int(exponent) + shift))


@cache
def _told(symbol: str) -> tuple[str, int]:
    """Return the Chinese name of a unit, and by how many places the point moves."""
    if symbol in _POINTS:
        return _POINTS[symbol], 0
    if symbol in COUNTED:
        return _COUNTED.get(symbol, "个"), 0
    step, base = parted(symbol) or ("", symbol)
    if base not in _BASES:
        return symbol, 0
    said, shift = _STEPS[step]
    return said + _BASES[base], shift

"""The English names of units. 万 and 亿 have none, so the point moves; no digit is lost or rounded twice."""

from __future__ import annotations

from decimal import Decimal

from reportgen.quantities import Unit

__all__ = ["digits", "joined", "name_of"]

# Chinese unit → English name, and by how many places the point moves: 61111万元 = 611.11 million yuan.
_UNITS = {
    "元": ("yuan", 0),
    "千元": ("thousand yuan", 0),
    "万元": ("million yuan", -2),
    "百万元": ("million yuan", 0),
    "千万元": ("billion yuan", -2),
    "亿元": ("billion yuan", -1),
    "亿": ("billion yuan", -1),
    "万亿元": ("trillion yuan", 0),
    "美元": ("US dollars", 0),
    "万美元": ("million US dollars", -2),
    "百万美元": ("million US dollars", 0),
    "亿美元": ("billion US dollars", -1),
    "个百分点": ("percentage points", 0),
    "百分点": ("percentage points", 0),
    "个千分点": ("per mille points", 0),
    "千分点": ("per mille points", 0),
    "㎡": ("m²", 0),
    "平方米": ("m²", 0),
    "平米": ("m²", 0),
    "万㎡": ("million m²", -2),
    "万平方米": ("million m²", -2),
    "亩": ("mu", 0),
    "万亩": ("million mu", -2),
    "亿亩": ("billion mu", -1),
    "公顷": ("hectares", 0),
    "千公顷": ("thousand hectares", 0),
    "万公顷": ("million hectares", -2),
    "平方公里": ("km²", 0),
    "平方千米": ("km²", 0),
    "公斤": ("kg", 0),
    "千克": ("kg", 0),
    "吨": ("tonnes", 0),
    "万吨": ("million tonnes", -2),
    "亿吨": ("billion tonnes", -1),
    "米": ("m", 0),
    "公里": ("km", 0),
    "千米": ("km", 0),
    "立方米": ("m³", 0),
    "万立方米": ("million m³", -2),
    "亿立方米": ("billion m³", -1),
    "千瓦时": ("kWh", 0),
    "度": ("kWh", 0),
    "万千瓦时": ("million kWh", -2),
    "亿千瓦时": ("billion kWh", -1),
    "千瓦": ("kW", 0),
    "兆瓦": ("MW", 0),
    "万千瓦": ("million kW", -2),
    "亿千瓦": ("billion kW", -1),
    "人": ("people", 0),
    "万人": ("million people", -2),
    "亿人": ("billion people", -1),
    "户": ("households", 0),
    "万户": ("million households", -2),
    "人次": ("visits", 0),
    "万人次": ("million visits", -2),
    "亿人次": ("billion visits", -1),
}
_TIGHT = ("%", "‰")  # signs that follow their number without a blank


def name_of(unit: Unit) -> str:
    """Say the unit in English; a count word says nothing, an unknown unit stays as it is written."""
    if unit.symbol in _UNITS:
        return _UNITS[unit.symbol][0]
    return "" if unit.is_count else unit.symbol


def digits(amount: Decimal, unit: Unit) -> str:
    """Return `amount` with its point moved as the English name of `unit` asks, and thousands separators."""
    sign, figures, exponent = amount.as_tuple()
    shift = _UNITS.get(unit.symbol, ("", 0))[1]
    return format(Decimal((sign, figures, int(exponent) + shift)), ",f")


def joined(number: str, unit: Unit) -> str:
    """Return `number` and the name of `unit`."""
    name = name_of(unit)
    return number + name if name in _TIGHT else f"{number} {name}".rstrip()

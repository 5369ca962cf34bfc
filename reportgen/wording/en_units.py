"""The English names of units. 万 and 亿 have none, and 10,000 and 100 million are none to print; so the point
moves; no digit is lost or rounded twice."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from reportgen.quantities import Unit
from reportgen.wording.english_units import parted, singular

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
_STEPS = {"10,000": ("million", -2), "100 million": ("billion", -1)}  # as those of 万 and 亿
_TIGHT = ("%", "‰")  # signs that follow their number without a blank
_ONE = ("1", "-1")


def name_of(unit: Unit) -> str:
    """Say the unit in English; a Chinese count word says nothing, an unknown unit stays as it is written."""
    return _told(unit.symbol, unit.is_count)[0]


def digits(amount: Decimal, unit: Unit) -> str:
    """Return `amount` with its point moved as the English name of `unit` asks, and thousands separators."""
    sign, figures, exponent = amount.as_tuple()
    shift = _told(unit.symbol, unit.is_count)[1]
    return format(Decimal((sign, figures, int(exponent) + shift)), ",f")


def joined(number: str, unit: Unit) -> str:
    """Return `number` and the name of `unit`: 8 enterprises, 1 enterprise, 45.6%."""
    name = name_of(unit)
    if name in _TIGHT:
        return number + name
    return f"{number} {singular(name) if number in _ONE else name}".rstrip()


@cache
def _told(symbol: str, is_count: bool) -> tuple[str, int]:
    """Return the English name of a unit, and by how many places the point moves."""
    if symbol in _UNITS:
        return _UNITS[symbol]
    step, base = parted(symbol) or ("", symbol)
    if step in _STEPS:
        word, shift = _STEPS[step]
        return f"{word} {base}", shift
    return ("" if is_count and not symbol.isascii() else symbol), 0

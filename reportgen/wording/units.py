"""The units a bureau writes, declared once: symbol, dimension, scale. Units of one dimension convert exactly.

Land is counted in 亩, since 15 亩 make a hectare and every other unit of area is then a finite decimal. Count
words (家, 个, 名 …) are each a dimension of their own: eight firms never turn into eight items.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from reportgen.quantities import COUNT, Unit
from reportgen.wording.english_units import english_units

__all__ = [
    "MONEY",
    "PERCENT",
    "POINTS",
    "is_count",
    "is_known",
    "larger_unit",
    "spellings",
    "symbols",
    "unit_named",
]

MONEY = frozenset({"CNY", "USD"})
"""The dimensions of money: only there does a negative number speak of a loss."""

# dimension → symbol → how many base units one of it is; the base unit has 1.
_SCALES: dict[str, dict[str, str]] = {
    "CNY": {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "百万元": "1000000",
        "千万元": "10000000",
        "亿元": "100000000",
        "亿": "100000000",  # 亿元 written short
        "万亿元": "1000000000000",
    },
    "USD": {"美元": "1", "万美元": "10000", "百万美元": "1000000", "亿美元": "100000000"},
    "percent": {"%": "1", "‰": "0.1"},
    "points": {"个百分点": "1", "百分点": "1", "个千分点": "0.1", "千分点": "0.1"},
    "area": {
        "㎡": "0.0015",
        "平方米": "0.0015",
        "平米": "0.0015",
        "万㎡": "15",
        "万平方米": "15",
        "亩": "1",
        "万亩": "10000",
        "亿亩": "100000000",
        "公顷": "15",
        "千公顷": "15000",
        "万公顷": "150000",
        "平方公里": "1500",
        "平方千米": "1500",
    },
    "mass": {
        "克": "0.000001",
        "斤": "0.0005",
        "公斤": "0.001",
        "千克": "0.001",
        "吨": "1",
        "万吨": "10000",
        "亿吨": "100000000",
    },
    "length": {"米": "1", "公里": "1000", "千米": "1000", "万公里": "10000000"},
    "volume": {
        "毫升": "0.000001",
        "万毫升": "0.01",
        "升": "0.001",
        "立方米": "1",
        "万立方米": "10000",
        "亿立方米": "100000000",
    },
    "energy": {"千瓦时": "1", "度": "1", "万千瓦时": "10000", "亿千瓦时": "100000000"},
    "power": {"千瓦": "1", "兆瓦": "1000", "万千瓦": "10000", "亿千瓦": "100000000"},
    "time": {"分钟": "1", "小时": "60", "天": "1440"},
    f"{COUNT}人": {"人": "1", "万人": "10000", "亿人": "100000000"},
    f"{COUNT}户": {"户": "1", "万户": "10000"},
    f"{COUNT}人次": {"人次": "1", "万人次": "10000", "亿人次": "100000000"},
    f"{COUNT}件": {"件": "1", "万件": "10000", "亿件": "100000000"},
    f"{COUNT}辆": {"辆": "1", "万辆": "10000"},
    f"{COUNT}台": {"台": "1", "万台": "10000"},
}
_COUNT_WORDS = (
    *"家个名位起份项所条次场期批套座处间栋幢宗例笔张本册部篇支只头匹株棵艘架",
    *"组班届轮类种大对双口枚块面门村",
    *("乡镇", "台套", "台（套）", "台(套)", "户次", "家次", "车次", "班次", "架次", "标箱"),
)
_GLYPHS = str.maketrans({"％": "%", "﹪": "%", **dict.fromkeys(" 　\xa0")})
_NO_LETTERS = str.maketrans(dict.fromkeys(",，()（）-‐‑"))  # an English unit is written with or without them


@cache
def unit_named(symbol: str) -> Unit:
    """Return the unit written `symbol`; an unknown one is a dimension of its own and prints as it stands.

    Blanks are dropped and the odd percent signs ％ ﹪ become %; an empty symbol is the bare number. English
    units are known in any case and spelling, and take their common name: RMB million is million yuan.
    """
    known = _found(symbol)
    if known is not None:
        return known
    return Unit(symbol.strip(), f"other:{symbol.strip()}")


def is_known(symbol: str) -> bool:
    """Return whether `symbol` is one of the declared units, or empty."""
    return not symbol.strip() or _found(symbol) is not None


def symbols() -> tuple[str, ...]:
    """Return how the Chinese units are written, with the odd percent signs."""
    return (*_known(), "％", "﹪", "倍")


def spellings() -> Iterator[tuple[str, Unit]]:
    """Yield every way in which a declared unit is written, in both languages, with the unit."""
    yield from _known().items()
    yield from (("％", PERCENT), ("﹪", PERCENT))
    yield from english_units()


def is_count(unit: Unit) -> bool:
    """Return whether values in `unit` are whole numbers of things: 家, 人, but not 万人."""
    return unit.is_count


def larger_unit(unit: Unit) -> Unit | None:
    """Return the smallest unit that is at least ten thousand of `unit`, None when there is none."""
    if not is_known(unit.symbol):
        return None
    written = _known() if unit.symbol in _known() else _in_english()
    same = (one for one in written.values() if one.dimension == unit.dimension)
    return min((one for one in same if one.scale >= unit.scale * 10_000), key=_scale, default=None)


def _scale(unit: Unit) -> Decimal:
    return unit.scale


@cache
def _known() -> dict[str, Unit]:
    units = {word: Unit(word, COUNT + word) for word in _COUNT_WORDS}
    for dimension, scales in _SCALES.items():
        units.update({symbol: Unit(symbol, dimension, Decimal(scale)) for symbol, scale in scales.items()})
    return units


def _found(symbol: str) -> Unit | None:
    known = _known().get(symbol.translate(_GLYPHS))
    if known is not None or not any(map(str.isascii, symbol)):
        return known  # a Chinese text needs no table of the thousands of English spellings
    return _in_english().get(_plain(symbol))


def _plain(symbol: str) -> str:
    """Return an English unit as it is looked up: without blanks, commas, hyphens and brackets."""
    return symbol.translate(_GLYPHS).translate(_NO_LETTERS).casefold()


@cache
def _in_english() -> dict[str, Unit]:
    return {_plain(spelling): unit for spelling, unit in english_units()}


PERCENT = unit_named("%")
POINTS = unit_named("个百分点")

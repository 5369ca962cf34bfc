"""Slips of figures: in another unit, mistyped, stale, lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from tests.support.plants.desk import Desk, Plant, put

__all__ = [
    "broken",
    "fraction_rate",
    "missing",
    "negative",
    "no_rank",
    "prior_swapped",
    "scaled",
    "stale_rate",
    "swapped",
    "target_elsewhere",
    "typed_as_text",
    "unit_changed",
    "wrong_row",
]

_MONEY = ("万元", "元", "亿元", "万美元")
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def scaled(factor: str) -> Callable[[Desk], Iterator[Plant]]:
    """The figure is in another unit, by a `factor`."""

    def make(desk: Desk) -> Iterator[Plant]:
        for name in desk.having(units=_MONEY):
            value = float(Decimal(str(desk.value(name))) * Decimal(factor))
            yield put(desk, f"units × {factor}", name, "本年值", value)

    return make


def swapped(desk: Desk) -> Iterator[Plant]:
    """Two digits change places, or one is mistyped, in a number that an equation of 勾稽关系 has."""
    for name in dict.fromkeys(name for names in desk.equations for name in names):
        value = desk.value(name)
        for wrong in (*_transposed(value), value + 1, value * 10, value + 3):
            yield put(desk, "digits wrong in a rule", name, "本年值", wrong)


def _transposed(value: Any) -> Iterator[float | int]:
    digits = str(value)
    for at in range(len(digits) - 1):
        one, two = digits[at], digits[at + 1]
        if one != two and "." not in one + two and not (at == 0 and two == "0"):
            text = digits[:at] + two + one + digits[at + 2 :]
            yield float(text) if "." in text else int(text)


def prior_swapped(desk: Desk) -> Iterator[Plant]:
    """Two digits change places in last year's value."""
    for name in desk.having("上年同期值"):
        for wrong in _transposed(desk.value(name, "上年同期值")):
            yield put(desk, "wrong value of last year", name, "上年同期值", wrong)


def stale_rate(desk: Desk) -> Iterator[Plant]:
    """The published rate is another row's."""
    rates = {name: _rate(desk, name) for name in desk.having("上年同期值")}
    for name in rates:
        for other, rate in rates.items():
            if other != name:
                yield put(desk, "stale rate", name, "公布增速", rate)


def fraction_rate(desk: Desk) -> Iterator[Plant]:
    """The published rate is typed as a fraction."""
    for name in desk.having("上年同期值"):
        yield put(desk, "rate as a fraction", name, "公布增速", round(_rate(desk, name) / 100, 4))


def _rate(desk: Desk, name: str) -> float:
    return float(round((desk.value(name) / desk.value(name, "上年同期值") - 1) * 100, 2))


def negative(desk: Desk) -> Iterator[Plant]:
    """A minus before a figure that cannot be negative."""
    for name in desk.having():
        if "净" not in name:
            yield put(desk, "wrong sign", name, "本年值", -desk.value(name))


def typed_as_text(desk: Desk) -> Iterator[Plant]:
    """A number is typed as a text: wide, with its unit, with 约, with commas."""
    for name in desk.having():
        value, unit = desk.value(name), desk.value(name, "单位")
        for typed in (str(value), str(value).translate(_WIDE), f"{value}{unit}", f"约{value}", f"{value:,}"):
            yield put(desk, "number typed as text", name, "本年值", typed)


def missing(desk: Desk) -> Iterator[Plant]:
    """The value is deleted."""
    for name in desk.having():
        yield put(desk, "value lost", name, "本年值", None)


def broken(desk: Desk) -> Iterator[Plant]:
    """A formula that fails, or that nobody has calculated."""
    for name in desk.having():
        for formula in ("=1/0", f"={desk.at(name, '本年值')}*1"):
            yield put(desk, "formula without a value", name, "本年值", formula)


def no_rank(desk: Desk) -> Iterator[Plant]:
    """The rank is none: a half, zero, a year."""
    for name in desk.having("位次"):
        for rank in (1.5, 0, 2020, -2):
            yield put(desk, "no rank", name, "位次", rank)


def target_elsewhere(desk: Desk) -> Iterator[Plant]:
    """The target of an amount is typed in 亿元."""
    for name in desk.having(units=("万元",)):
        value = round(desk.value(name) / 10_000, 4)
        yield put(desk, "target in another unit", name, "目标值", value)


def wrong_row(desk: Desk) -> Iterator[Plant]:
    """A number of four digits and more goes into the row below as well."""
    long = [name for name in desk.having() if len(str(desk.value(name)).strip("0").replace(".", "")) > 3]
    for one, other in combinations(long, 2):
        same = all(desk.value(one, header) == desk.value(other, header) for header in ("单位", "期间"))
        if same:
            yield put(desk, "number of another row", other, "本年值", desk.value(one))


def unit_changed(desk: Desk) -> Iterator[Plant]:
    """The unit is changed and its numbers are not."""
    for name in desk.having(units=("万元",)):
        value = f"指标!{desk.at(name, '本年值')}"
        yield put(desk, "unit changed", name, "单位", "元", value)

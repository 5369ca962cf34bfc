"""How figures changed, in the words of an official Chinese report."""

from __future__ import annotations

import re
from fractions import Fraction

from reportgen.growth import Change, Kind, is_subtracted
from reportgen.quantities import Rounding, Unit, plain, rounded
from reportgen.wording import figures
from reportgen.wording.numerals import chinese
from reportgen.wording.speech import PLAIN, Lead, Style
from reportgen.wording.units import POINTS
from reportgen.wording.zh_units import moved, name_of

__all__ = [
    "average",
    "change",
    "delta",
    "direction",
    "is_speed",
    "movement",
    "net",
    "points",
    "rate",
    "rate_number",
    "share_change",
    "sign_change",
]

_RISE = {Lead.YOY: "同比", Lead.OVER_PRIOR: "比上年", Lead.BARE: ""}
_FLAT = {Lead.YOY: "同比持平", Lead.OVER_PRIOR: "与上年持平", Lead.BARE: "持平"}
_UP_DOWN = {1: "增长", -1: "下降"}
_POINTS_UP_DOWN = {1: "提高", -1: "回落"}
_SPEED_UP_DOWN = {1: "加快", -1: "回落"}
_LOSS = {
    Kind.LOSS_NARROWED: ("减亏", "负值收窄"),
    Kind.LOSS_WIDENED: ("增亏", "负值扩大"),
}
# kind → words for money that comes to something, for other things; see _turned
_TURNS = {
    Kind.TURNED_POSITIVE: ("扭亏为盈", "由负转正"),
    Kind.TURNED_NEGATIVE: ("由盈转亏", "由正转负"),
    Kind.ZERO_TO_NEGATIVE: ("由零转亏", "由零转负"),
}
_UP_TO_ZERO = ("扭亏", "由负转零")
_SPEED = re.compile(r"(增速|增长率|增长速度|增幅|升幅)(（[^）]*）|\([^)]*\))?$")


def points(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a number of percentage points, without sign: 1.2个百分点."""
    return f"{figures.magnitude(exact, places, rounding)}个百分点"


def change(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.BARE, style: Style = PLAIN
) -> str:
    """Say the change: 同比增长8.46%, 比上年下降27.6%, 持平; empty where a value is missing.

    A fall has no minus. Where no rate may be stated the words say what happened: 扭亏为盈, 实现零的突破.
    """
    word, exact = direction(change, places, rounding, style), figures.told(change)
    if change.exact is None and change.kind is not Kind.BOTH_ZERO:
        return word
    if figures.sign(exact, places, rounding) == 0:
        return _FLAT[lead]
    multiplied = _multiplied(exact, places, rounding, style) if change.kind is Kind.RATE else ""
    digits = figures.magnitude(exact, places, rounding)
    return _RISE[lead] + (multiplied or f"{word}{digits}{_rate_unit(change)}")


_said = change  # for those whose parameter has that name


def movement(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.YOY, style: Style = PLAIN
) -> str:
    """Say the change as what the figure did, which in Chinese is the same as `change`."""
    return _said(change, places, rounding, lead, style)


def direction(change: Change, places: int, rounding: Rounding, style: Style = PLAIN) -> str:
    """Say the direction alone: 增长, 下降, 持平; empty where a value is missing."""
    if change.kind in (Kind.NO_VALUE, Kind.NO_BASE):
        return ""
    if change.kind is Kind.ZERO_BASE:
        return "实现零的突破" if style.breakthrough else "上年同期为零"
    if change.kind in _TURNS:
        return _turned(change)
    sign = figures.sign(figures.told(change), places, rounding)
    if sign == 0:
        return _FLAT[Lead.BARE]
    if change.kind in _LOSS:
        return _LOSS[change.kind][not figures.is_money(change)]
    if change.kind is Kind.POINTS:
        return (_SPEED_UP_DOWN if style.speed else _POINTS_UP_DOWN)[sign]
    return _UP_DOWN[sign]


def rate(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate with its sign and unit: 8.46%, -27.6%, of percentages -1.2个百分点."""
    digits = figures.rate_digits(change, places, rounding)
    return digits and digits + _rate_unit(change)


def rate_number(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate for a table column that bears its unit: 8.46, -27.6."""
    return figures.rate_digits(change, places, rounding)


def sign_change(before: Fraction, now: Fraction, places: int, rounding: Rounding) -> str:
    """Say that a rate changed its sign: 由负转正 (−6.8 → 3.2), 由正转负; else nothing."""
    signs = figures.sign(before, places, rounding), figures.sign(now, places, rounding)
    return {(-1, 1): "由负转正", (1, -1): "由正转负"}.get(signs, "")


def is_speed(name: str) -> bool:
    """Return whether the indicator called `name` is itself a rate of growth: 加快, 回落 are said of it."""
    return _SPEED.search(name) is not None


def delta(exact: Fraction, unit: Unit, places: int | None, rounding: Rounding, lead: Lead = Lead.BARE) -> str:
    """Say a difference that is `exact` in `unit`: 增加5家, 减少2家, 持平.

    A difference of percentages is `exact` in percentage points: 提高1.2个百分点.
    """
    if is_subtracted(unit):
        told = figures.told_points(exact, unit)
        return _differing(told, _POINTS_UP_DOWN, POINTS, places, rounding, lead, _points_of(unit))
    return _differing(exact, {1: "增加", -1: "减少"}, unit, places, rounding, lead)


def net(exact: Fraction, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say a net difference that is `exact` in `unit`: 净增5家, 净减2家, 持平; of percentages as `delta`."""
    if is_subtracted(unit):
        return delta(exact, unit, places, rounding)
    return _differing(exact, {1: "净增", -1: "净减"}, unit, places, rounding, Lead.BARE)


def average(exact: Fraction, years: int, places: int, rounding: Rounding) -> str:
    """Say an average yearly rate: over two years 两年平均增长3.9%, over more 年均增长3.9%."""
    span = "两年平均" if years == 2 else "年均"
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"{span}持平"
    return f"{span}{_UP_DOWN[sign]}{figures.magnitude(exact, places, rounding)}%"


def share_change(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say the change of a share: 比重比上年提高1.2个百分点, 比重与上年持平."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return "比重与上年持平"
    return f"比重比上年{_POINTS_UP_DOWN[sign]}{points(exact, places, rounding)}"


def _differing(
    exact: Fraction,
    verbs: dict[int, str],
    unit: Unit,
    places: int | None,
    rounding: Rounding,
    lead: Lead,
    name: str = "",
) -> str:
    """Return a difference with the verb of its printed sign, in `unit` by its own `name`, if it has one."""
    decimals = figures.places_of(exact, places)
    sign = figures.sign(exact, decimals, rounding)
    if sign == 0:
        return _FLAT[lead]
    size = plain(moved(rounded(exact, decimals, rounding).copy_abs(), unit))
    return f"{_RISE[lead]}{verbs[sign]}{size}{name or name_of(unit)}"


def _multiplied(exact: Fraction, places: int, rounding: Rounding, style: Style) -> str:
    """Return a rise as 翻番 or in 倍 where `style` wants that and it may be said so, else nothing."""
    times = figures.doublings(exact, places, rounding) if style.doubling and exact > 0 else 0
    if times:
        return f"翻{'两' if times == 2 else chinese(times)}番"
    if style.multiples and exact >= 100:
        return f"{_UP_DOWN[1]}{figures.multiple(exact, places, rounding)}倍"
    return ""


def _turned(change: Change) -> str:
    pair = _UP_TO_ZERO if figures.lands_on_zero(change) else _TURNS[change.kind]
    return pair[not figures.is_money(change)]


def _rate_unit(change: Change) -> str:
    if change.kind is not Kind.POINTS:
        return "%"
    return "个百分点" if change.unit is None else _points_of(change.unit)


def _points_of(unit: Unit) -> str:
    return "个千分点" if figures.is_thousandth(unit) else "个百分点"

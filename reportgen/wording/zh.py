"""The words of an official Chinese report."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.growth import Change, Kind, is_subtracted
from reportgen.quantities import Quantity, Rounding, Unit, plain, rounded
from reportgen.wording import figures
from reportgen.wording.charts import CHINESE
from reportgen.wording.numerals import chinese
from reportgen.wording.speech import PLAIN, Lead, Style
from reportgen.wording.units import POINTS
from reportgen.wording.zh_periods import period as period
from reportgen.wording.zh_units import moved, name_of

NONE = "—"
CLAUSE_MARKS = ("，", "；", "。")
TABLE_HEADINGS = ("指标", "单位", "本年", "上年同期", "同比（%）", "目标完成率", "位次")
CHARTS = CHINESE

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


def number(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say the number of `quantity` that belongs to `unit_name`: 11.83, without thousands separators."""
    return plain(moved(figures.amount_in(quantity, unit, places, rounding), unit))


def unit_name(unit: Unit) -> str:
    """Say the unit as it is written; an English one by its Chinese name."""
    return name_of(unit)


def amount(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say number and unit: 11.83亿元."""
    return number(quantity, unit, places, rounding) + name_of(unit)


def percent(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a percentage, with its sign."""
    return f"{plain(rounded(exact, places, rounding))}%"


def points(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a number of percentage points, without sign: 1.2个百分点."""
    return f"{figures.magnitude(exact, places, rounding)}个百分点"


def change(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.BARE, style: Style = PLAIN
) -> str:
    """Say the change: 同比增长8.46%, 比上年下降27.6%, 持平; empty where a value is missing.

    A fall has no minus. Where no rate may be stated the words say what happened: 扭亏为盈, 实现零的突破.
    """
    return _said(change, places, rounding, lead, style)


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


def completion(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far the target is met: 完成年度目标的100%."""
    return f"完成年度目标的{percent(exact, figures.completion_places(exact, places), rounding)}"


def fulfilment(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say 完成目标任务 of a target met exactly, 超额完成目标任务 of one exceeded, else how far it is met."""
    if exact > 100:
        return "超额完成目标任务"
    return "完成目标任务" if exact == 100 else completion(exact, places, rounding)


def of_plan(target: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far a target named as an amount is met: 占年计划任务1513万美元的15.86%."""
    return f"占年计划任务{target}的{percent(exact, figures.completion_places(exact, places), rounding)}"


def rank(rank: int) -> str:
    """Say a rank: 首位, 第二位."""
    return "首位" if rank == 1 else f"第{chinese(rank)}位"


def standing(rank: int, scope: str) -> str:
    """Say a rank and among whom: 居全州首位, 居全州第二位."""
    return f"居{scope}{'首位' if rank == 1 else f'第{chinese(rank)}位'}"


def share_of(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share and of what: 占固定资产投资的5.49%."""
    return f"占{whole}的{percent(exact, places, rounding)}"


def proportion(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share at length: 占固定资产投资的比重为5.49%."""
    return f"占{whole}的比重为{percent(exact, places, rounding)}"


def share_change(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say the change of a share: 比重比上年提高1.2个百分点, 比重与上年持平."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return "比重与上年持平"
    return f"比重比上年{_POINTS_UP_DOWN[sign]}{points(exact, places, rounding)}"


def pull(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how many points of the growth of `whole` are due to a part: 拉动工业增长1.2个百分点.

    A part that holds it back: 下拉工业增速1.2个百分点.
    """
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"对{whole}增长没有拉动"
    verb, noun = ("拉动", "增长") if sign > 0 else ("下拉", "增速")
    return f"{verb}{whole}{noun}{points(exact, places, rounding)}"


def contribution(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say which part of the change of `whole` is due: 对工业增长的贡献率为44.6%."""
    return f"对{whole}增长的贡献率为{percent(exact, places, rounding)}"


def listing(names: Sequence[str]) -> str:
    """Say all names: 甲、乙、丙."""
    return "、".join(names)


def some_of(names: Sequence[str], count: int, unit: Unit) -> str:
    """Say some names and how many there are in all: 甲、乙、丙等8家."""
    return f"{listing(names)}等{count}{name_of(unit)}"


def within(name: str) -> str:
    """Say a name inside a sentence, which changes none in Chinese."""
    return name


def stated(name: str, amount: str, period: str = "") -> str:
    """Say a figure in a sentence: 元至11月销售额1.83亿元."""
    return f"{period}{name}{amount}"


def ordinal(number: int) -> str:
    """Say the number of a section, without marks: 一, 十二."""
    return chinese(number)


def section_number(level: int, number: int) -> str:
    """Say the number of a heading with its marks, by GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）."""
    shape = {1: "{numeral}、", 2: "（{numeral}）", 3: "{number}.", 4: "（{number}）"}[level]
    return shape.format(numeral=chinese(number), number=number)


def date(day: datetime.date) -> str:
    """Say a date in digits without leading zeros, by GB/T 9704-2012, 7.3.5.4: 2020年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _said(change: Change, places: int, rounding: Rounding, lead: Lead, style: Style) -> str:
    """Return a change in words."""
    word, exact = direction(change, places, rounding, style), figures.told(change)
    if change.exact is None and change.kind is not Kind.BOTH_ZERO:
        return word
    if figures.sign(exact, places, rounding) == 0:
        return _FLAT[lead]
    multiplied = _multiplied(exact, places, rounding, style) if change.kind is Kind.RATE else ""
    digits = figures.magnitude(exact, places, rounding)
    return _RISE[lead] + (multiplied or f"{word}{digits}{_rate_unit(change)}")


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

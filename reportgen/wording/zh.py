"""The words of an official Chinese report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction

from reportgen.quantities import Quantity, Rounding, Unit, plain, rounded
from reportgen.wording import figures
from reportgen.wording.charts import CHINESE
from reportgen.wording.numerals import chinese
from reportgen.wording.zh_changes import *  # noqa: F403  # what changed is said there
from reportgen.wording.zh_changes import points
from reportgen.wording.zh_periods import period as period
from reportgen.wording.zh_units import moved, name_of

NONE = "—"
CLAUSE_MARKS = ("，", "；", "。")
TABLE_HEADINGS = ("指标", "单位", "本年", "上年同期", "同比（%）", "目标完成率", "位次")
CHARTS = CHINESE


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

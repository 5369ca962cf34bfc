"""The words of an English report: the same facts, the same last digits.

万 and 亿 have no English name, so such amounts are told in millions and billions by moving the point alone: the digits
are those of the Chinese text, and nothing is rounded a second time.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from reportgen.growth import Change, Kind, is_subtracted
from reportgen.quantities import Quantity, Rounding, Unit
from reportgen.wording import figures
from reportgen.wording.numerals import number_of, roman
from reportgen.wording.speech import PLAIN, Lead, Months, Style
from reportgen.wording.units import MONEY

CLAUSE_MARKS = (", ", "; ", ".")
NONE = "—"
CLAUSE_MARKS = (", ", "; ", ".")
TABLE_HEADINGS = ("Indicator", "Unit", "This year", "Last year", "Change (%)", "Target met", "Rank")

_LEADS = {Lead.YOY: " year on year", Lead.OVER_PRIOR: " over the previous year", Lead.BARE: ""}
_FLAT = {
    Lead.YOY: "unchanged year on year",
    Lead.OVER_PRIOR: "unchanged from the previous year",
    Lead.BARE: "unchanged",
}
_UP_DOWN = {1: "up", -1: "down"}
_LOSS = {
    Kind.LOSS_NARROWED: ("loss reduced by", "shortfall reduced by"),
    Kind.LOSS_WIDENED: ("loss increased by", "shortfall increased by"),
}
# kind → words for money, for other things
_TURNS = {
    Kind.TURNED_POSITIVE: ("turned from loss to profit", "turned from negative to positive"),
    Kind.TURNED_NEGATIVE: ("turned from profit to loss", "turned from positive to negative"),
    Kind.ZERO_TO_NEGATIVE: ("turned from zero to loss", "turned from zero to negative"),
}
_UP_TO_ZERO = ("loss eliminated", "turned from negative to zero")
_MULTIPLIED = {1: "doubled", 2: "quadrupled", 3: "increased eightfold"}

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
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PERIODS = {
    "全年": "full year",
    "上半年": "first half of the year",
    "下半年": "second half of the year",
    "一季度": "first quarter",
    "前三季度": "first three quarters",
    "年初": "beginning of the year",
    "年末": "end of the year",
    "年底": "end of the year",
    "目前": "to date",
    "累计": "in total",
}
_MONTH = "[0-9一二三四五六七八九十]{1,2}"
_MONTHS = re.compile(f"(?:(元|{_MONTH})月?(?:[-－‐–—~～]{{1,2}}|至|到))?({_MONTH})月")


def number(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say the number of `quantity` in what `unit_name` says of `unit`, with thousands separators: 61,111.5."""
    return _digits(figures.amount_in(quantity, unit, places, rounding), unit)


def unit_name(unit: Unit) -> str:
    """Say the unit in English; a count word says nothing, an unknown unit stays as it is written."""
    if unit.symbol in _UNITS:
        return _UNITS[unit.symbol][0]
    return "" if unit.is_count else unit.symbol


def amount(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say number and unit: 1.183 billion yuan."""
    return _joined(number(quantity, unit, places, rounding), unit)


def percent(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a percentage, with its sign."""
    minus = "-" if figures.sign(exact, places, rounding) < 0 else ""
    return f"{minus}{figures.magnitude(exact, places, rounding)}%"


def points(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a number of percentage points, without sign."""
    return f"{figures.magnitude(exact, places, rounding)} percentage points"


def change(
    change: Change, places: int, rounding: Rounding, lead: Lead = Lead.BARE, style: Style = PLAIN
) -> str:
    """Say the change: up 8.46% year on year; empty where a value is missing. A fall has no minus."""
    word, exact = direction(change, places, rounding, style), figures.told(change)
    if change.exact is None and change.kind is not Kind.BOTH_ZERO:
        return word
    if figures.sign(exact, places, rounding) == 0:
        return _FLAT[lead]
    multiplied = _multiplied(exact, places, rounding, style) if change.kind is Kind.RATE else ""
    digits = figures.magnitude(exact, places, rounding)
    return (multiplied or f"{word} {digits}{_rate_unit(change)}") + _LEADS[lead]


def direction(change: Change, places: int, rounding: Rounding, style: Style = PLAIN) -> str:
    """Say the direction alone: up, down, unchanged; empty where a value is missing."""
    if change.kind in (Kind.NO_VALUE, Kind.NO_BASE):
        return ""
    if change.kind is Kind.ZERO_BASE:
        return "achieved for the first time" if style.breakthrough else "up from zero a year earlier"
    if change.kind in _TURNS:
        lands_on_zero = change.value is not None and change.value.amount == 0
        return (_UP_TO_ZERO if lands_on_zero else _TURNS[change.kind])[not _is_money(change)]
    sign = figures.sign(figures.told(change), places, rounding)
    if sign == 0:
        return _FLAT[Lead.BARE]
    if change.kind in _LOSS:
        return _LOSS[change.kind][not _is_money(change)]
    return _UP_DOWN[sign]


def rate(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate with its sign and unit: 8.46%, -27.6%, -1.2 percentage points."""
    digits = figures.rate_digits(change, places, rounding)
    return digits and digits + _rate_unit(change)


def rate_number(change: Change, places: int, rounding: Rounding) -> str:
    """Say the rate for a table column that bears its unit: 8.46, -27.6."""
    return figures.rate_digits(change, places, rounding)


def sign_change(before: Fraction, now: Fraction, places: int, rounding: Rounding) -> str:
    """Say that a rate changed its sign, as printed; else nothing."""
    signs = figures.sign(before, places, rounding), figures.sign(now, places, rounding)
    return {(-1, 1): "from negative to positive", (1, -1): "from positive to negative"}.get(signs, "")


def is_speed(name: str) -> bool:
    """Return whether the indicator called `name` is itself a rate of growth."""
    return name.lower().endswith(("growth", "growth rate"))


def delta(
    exact: Fraction, unit: Unit, places: int | None, rounding: Rounding, lead: Lead = Lead.BARE
) -> str:
    """Say a difference that is `exact` in `unit`: up by 5; of percentages, in points: up 1.2 percentage points."""
    points_told = figures.told_points(exact, unit) if is_subtracted(unit) else exact
    decimals = figures.places_of(points_told, places)
    sign = figures.sign(points_told, decimals, rounding)
    if sign == 0:
        return _FLAT[lead]
    if is_subtracted(unit):
        digits = figures.magnitude(points_told, decimals, rounding)
        return f"{_UP_DOWN[sign]} {digits}{_points_of(unit)}{_LEADS[lead]}"
    return f"{_UP_DOWN[sign]} by {_size(exact, unit, decimals, rounding)}{_LEADS[lead]}"


def net(exact: Fraction, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say a net difference that is `exact` in `unit`: a net increase of 5; of percentages as `delta`."""
    decimals = figures.places_of(exact, places)
    sign = figures.sign(exact, decimals, rounding)
    if sign == 0 or is_subtracted(unit):
        return delta(exact, unit, places, rounding)
    noun = "increase" if sign > 0 else "decrease"
    return f"a net {noun} of {_size(exact, unit, decimals, rounding)}"


def average(exact: Fraction, years: int, places: int, rounding: Rounding) -> str:
    """Say an average yearly rate: up 3.9% a year on average over 2 years."""
    sign = figures.sign(exact, places, rounding)
    span = f"a year on average over {years} years"
    if sign == 0:
        return f"unchanged {span.removeprefix('a year ')}"
    return f"{_UP_DOWN[sign]} {figures.magnitude(exact, places, rounding)}% {span}"


def completion(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far the target is met: met 100% of the annual target."""
    return f"met {_met(exact, places, rounding)} of the annual target"


def fulfilment(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say that the target is met or exceeded, judged exactly; else how far it is met."""
    if exact > 100:
        return "exceeded the annual target"
    return "met the annual target" if exact == 100 else completion(exact, places, rounding)


def of_plan(target: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far a target named as an amount is met."""
    return f"{_met(exact, places, rounding)} of the annual target of {target}"


def rank(rank: int) -> str:
    """Say a rank: 1st, 2nd, 11th."""
    ending = "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"


def standing(rank: int, scope: str) -> str:
    """Say a rank and among whom: ranking 2nd in the prefecture."""
    place = f" in {scope}" if scope else ""
    return f"ranking {globals()['rank'](rank)}{place}"


def share_of(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share and of what: 5.49% of investment."""
    return f"{percent(exact, places, rounding)} of {whole}"


def proportion(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share at length: accounting for 5.49% of investment."""
    return f"accounting for {percent(exact, places, rounding)} of {whole}"


def share_change(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say the change of a share: the share up 1.2 percentage points over the previous year."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"the share {_FLAT[Lead.OVER_PRIOR]}"
    return f"the share {_UP_DOWN[sign]} {points(exact, places, rounding)}{_LEADS[Lead.OVER_PRIOR]}"


def pull(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how many points of the growth of `whole` are due to a part."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"contributing nothing to the growth of {whole}"
    verb = "adding {} to" if sign > 0 else "taking {} from"
    return f"{verb.format(points(exact, places, rounding))} the growth of {whole}"


def contribution(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say which part of the change of `whole` is due: contributing 44.6% of the growth of industry."""
    return f"contributing {percent(exact, places, rounding)} of the growth of {whole}"


def listing(names: Sequence[str]) -> str:
    """Say all names: A, B and C."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def some_of(names: Sequence[str], count: int, unit: Unit) -> str:
    """Say some names and how many there are in all: 8 including A, B and C."""
    return f"{_joined(str(count), unit)} including {listing(names)}"


def ordinal(number: int) -> str:
    """Say the number of a section, without marks."""
    return str(number)


def section_number(level: int, number: int) -> str:
    """Say the number of a heading with its marks: I. 1. (1) (a), each with the blank that follows it."""
    letter = chr(ord("a") + (number - 1) % 26)
    return {1: f"{roman(number)}. ", 2: f"{number}. ", 3: f"({number}) ", 4: f"({letter}) "}[level]


def date(day: datetime.date) -> str:
    """Say a date without leading zeros: 31 December 2020."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", "en")


def period(text: str, months: Months = Months.AS_WRITTEN) -> str:
    """Say a period in English: January–November, full year; one that is not known stays as written."""
    written = text.strip()
    if written in _PERIODS:
        return _PERIODS[written]
    run = _MONTHS.fullmatch(written)
    ends = [number_of(month) for month in run.groups() if month] if run else []
    names = [_MONTH_NAMES[month - 1] for month in ends if month and month <= 12]
    return "–".join(names) if names and len(names) == len(ends) else written


def _digits(amount: Decimal, unit: Unit) -> str:
    """Return `amount` with its point moved as the English name of `unit` asks, no digit lost."""
    sign, digits, exponent = amount.as_tuple()
    shift = _UNITS.get(unit.symbol, ("", 0))[1]
    moved = Decimal((sign, digits, int(exponent) + shift))
    return format(moved, ",f")


def _joined(number: str, unit: Unit) -> str:
    name = unit_name(unit)
    return number + name if name in _TIGHT else f"{number} {name}".rstrip()


def _size(exact: Fraction, unit: Unit, decimals: int, rounding: Rounding) -> str:
    return _joined(_digits(Decimal(figures.magnitude(exact, decimals, rounding)), unit), unit)


def _multiplied(exact: Fraction, places: int, rounding: Rounding, style: Style) -> str:
    """Return a rise as a doubling or multiple where `style` wants that and it may be said so, else nothing."""
    times = figures.doublings(exact, places, rounding) if style.doubling and exact > 0 else 0
    if times in _MULTIPLIED:
        return _MULTIPLIED[times]
    if style.multiples and exact >= 100:
        return f"up {figures.multiple(exact, places, rounding)} times"
    return ""


def _is_money(change: Change) -> bool:
    """Return whether a loss may be spoken of; a change that names no unit is taken for money."""
    return change.unit is None or change.unit.dimension in MONEY


def _rate_unit(change: Change) -> str:
    if change.kind is not Kind.POINTS:
        return "%"
    return " percentage points" if change.unit is None else _points_of(change.unit)


def _points_of(unit: Unit) -> str:
    return " per mille points" if figures.is_thousandth(unit) else " percentage points"


def _met(exact: Fraction, places: int, rounding: Rounding) -> str:
    return percent(exact, 0 if exact.denominator == 1 else places, rounding)

"""The words of an English report: the same facts with the same last digits as the Chinese one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from fractions import Fraction

from reportgen.quantities import Quantity, Rounding, Unit, plain, rounded
from reportgen.wording import figures
from reportgen.wording.charts import ENGLISH
from reportgen.wording.en_changes import *  # noqa: F403  # what changed is said there
from reportgen.wording.en_changes import points
from reportgen.wording.en_periods import period as period
from reportgen.wording.en_units import digits, joined, name_of
from reportgen.wording.numerals import nth, roman

NONE = "—"
CLAUSE_MARKS = (", ", "; ", ".")
TABLE_HEADINGS = ("Indicator", "Unit", "This year", "Last year", "Change (%)", "Target met", "Rank")
CHARTS = ENGLISH


def number(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say the number of `quantity` that belongs to `unit_name`, with thousands separators: 61,111.5."""
    return digits(figures.amount_in(quantity, unit, places, rounding), unit)


def unit_name(unit: Unit) -> str:
    """Say the unit in English; a count word says nothing, an unknown unit stays as it is written."""
    return name_of(unit)


def amount(quantity: Quantity, unit: Unit, places: int | None, rounding: Rounding) -> str:
    """Say number and unit: 1.183 billion yuan."""
    return joined(number(quantity, unit, places, rounding), unit)


def percent(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a percentage, with its sign."""
    return f"{plain(rounded(exact, places, rounding))}%"


def completion(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far the target is met: met 100% of the annual target."""
    return f"met {percent(exact, figures.completion_places(exact, places), rounding)} of the annual target"


def fulfilment(exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say that the target is met or exceeded, judged exactly; else how far it is met."""
    if exact > 100:
        return "exceeded the annual target"
    return "met the annual target" if exact == 100 else completion(exact, places, rounding)


def of_plan(target: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how far a target named as an amount is met."""
    met = percent(exact, figures.completion_places(exact, places), rounding)
    return f"{met} of the annual target of {target}"


def rank(rank: int) -> str:
    """Say a rank: first, second, 11th."""
    return nth(rank)


def standing(rank: int, scope: str) -> str:
    """Say a rank and among whom: ranked second in the prefecture."""
    place = f" in {scope}" if scope else ""
    return f"ranked {nth(rank)}{place}"


def share_of(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share and of what: 5.49% of investment."""
    return f"{percent(exact, places, rounding)} of {within(whole)}"


def proportion(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say a share at length: accounting for 5.49% of investment."""
    return f"accounting for {percent(exact, places, rounding)} of {within(whole)}"


def pull(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say how many points of the growth of `whole` are due to a part."""
    sign = figures.sign(exact, places, rounding)
    if sign == 0:
        return f"contributing nothing to the growth of {within(whole)}"
    verb = "adding {} to" if sign > 0 else "taking {} from"
    return f"{verb.format(points(exact, places, rounding))} the growth of {within(whole)}"


def contribution(whole: str, exact: Fraction, places: int, rounding: Rounding) -> str:
    """Say which part of the change of `whole` is due: contributing 44.6% of the growth of industry."""
    return f"contributing {percent(exact, places, rounding)} of the growth of {within(whole)}"


def listing(names: Sequence[str]) -> str:
    """Say all names: A, B and C."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def some_of(names: Sequence[str], count: int, unit: Unit) -> str:
    """Say some names and how many there are in all: 8 including A, B and C."""
    return f"{joined(str(count), unit)} including {listing(names)}"


def within(name: str) -> str:
    """Say a name inside a sentence: Industrial output as industrial output, GDP as it is."""
    begins_a_word = name.partition(" ")[0][1:].islower()
    return name[:1].lower() + name[1:] if begins_a_word else name


def stated(name: str, amount: str, period: str = "") -> str:
    """Say a figure in a sentence: Output stood at 1.183 billion yuan (January to November)."""
    return f"{name} stood at {amount}" + (f" ({period})" if period else "") if amount else name


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

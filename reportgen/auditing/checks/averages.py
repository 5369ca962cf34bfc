"""Growth over several years: an average rate is geometric, and doubled is twice as much."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, signed
from reportgen.wording.numerals import number_of

__all__ = ["average_growth", "check_averages", "compounded"]

_MOST = 20  # years that an average may be of when the text does not tell
_NEAR, _BEFORE = 16, 60  # characters from a value to the word for a multiple
_TIMES = {"two": Fraction(2), "three": Fraction(3), "four": Fraction(4), "half": Fraction(1, 2)}
_LOW, _HIGH = Fraction(19, 20), Fraction(3, 2)  # how far from twice as much is still called so


def average_growth(fact: Fact, reading: Reading, notes: Notebook) -> bool:
    """Tell whether a rate is an average over years, and compare it with its two values if so (AU315)."""
    rate, base, value = fact.rate, fact.base, fact.value
    if rate is None or reading.prose.sign("average").search(rate.lead) is None:
        return False
    if base is None or value is None or base.figure.exact <= 0 or not rate.figure.is_percent:
        return True
    years = _years(reading, rate.figure.start)
    told = signed(rate.figure, rate.sign)
    notes.tried("average", value, base.figure, rate.figure)
    if not any(compounded(base.figure, value, told, number) for number in years):
        notes.found(
            "AU315",
            (rate.figure.start, rate.figure.end),
            figures=(base.figure, value, rate.figure),
            value=value.text, base=base.figure.text, told=rate.figure.text,
        )  # fmt: skip
    return True


def _years(reading: Reading, until: int) -> Iterable[int]:
    """Return over how many years an average may be, by the years that are named before it."""
    before = reading.source.text[:until]
    named = [int(found[0]) for found in reading.prose.sign("years").finditer(before)][-2:]
    spans = [number_of(found["n"]) for found in reading.prose.sign("span").finditer(before)]
    if len(named) == 2 and 1 < named[1] - named[0] <= _MOST:
        return (named[1] - named[0], named[1] - named[0] + 1)
    if spans and spans[-1]:
        return (spans[-1], spans[-1] - 1)
    return range(2, _MOST)


def compounded(base: Figure, value: Figure, told: Interval, years: int) -> bool:
    """Tell whether a yearly rate in per cent may lead from one value to another in so many years."""
    if years < 1 or base.interval.least <= 0:
        return False
    growth = Interval(value.interval.least / base.interval.most, value.interval.most / base.interval.least)
    least, most = (1 + told.least / 100) ** years, (1 + told.most / 100) ** years
    return growth.most >= least and growth.least <= most


def check_averages(reading: Reading, notes: Notebook) -> None:
    """Compare what is said to have doubled, or to be so many times as much, with its two values (AU205)."""
    _check_multiples(reading, notes)
    for fact in reading.facts:
        value, base = fact.value, fact.base
        if value is None or base is None or value.vague or base.figure.vague or base.figure.exact <= 0:
            continue
        if value.exact <= 0 or value.unit.dimension != base.figure.unit.dimension:
            continue
        if (found := _doubled(reading, value, base.figure)) is None:
            continue
        times = _times(found)
        ratio = value.exact / base.figure.exact / times
        notes.tried("multiple", value, base.figure)
        least = 1 if found.groupdict().get("more") else _LOW
        if not least <= (ratio if times > 1 else 1 / ratio) <= _HIGH:
            notes.found(
                "AU205", found.span(), figures=(base.figure, value), value=value.text, base=base.figure.text
            )


def _doubled(reading: Reading, value: Figure, base: Figure) -> re.Match[str] | None:
    """Return what says that a value doubled: behind it, or before the one that it doubled from."""
    sign = reading.prose.sign
    behind = sign("doubling").search(reading.text, value.end, value.end + _NEAR)
    if behind is not None or base.start > value.start:
        return behind
    begin = max(
        (one.end() for one in reading.prose.sentence.finditer(reading.text, 0, base.start)), default=0
    )
    told = next(sign("multiplied").finditer(reading.text, max(begin, base.start - _BEFORE), base.start), None)
    since = told is not None and sign("long_since").search(reading.text, told.end(), base.start) is not None
    return None if since else told


def _times(found: re.Match[str]) -> Fraction:
    """Return how many times as much a word says: doubled, three times doubled, halved."""
    told = found.groupdict()
    if "half" in told:
        return next(times for name, times in _TIMES.items() if told[name])
    return Fraction(2 ** (number_of(told["n"]) or 1 if told["n"] else 1))


def _check_multiples(reading: Reading, notes: Notebook) -> None:
    """Compare a multiple of the earlier value with the two values that stand before it."""
    for at, term in enumerate(reading.terms):
        if not term.figure.is_times or term.figure.vague:
            continue
        pair = _multiplied(reading, at)
        if pair is None:
            continue
        value, base = pair
        if value.vague or base.vague or base.exact <= 0 or value.unit.dimension != base.unit.dimension:
            continue
        due = of(lambda now, was: now / was, value.interval, base.interval)
        notes.tried("multiple", value, base, term.figure)
        if due is not None and apart(due, term.figure.interval):
            span = (term.figure.start, term.figure.end)
            notes.found("AU205", span, figures=(base, value, term.figure), value=value.text, base=base.text)


def _multiplied(reading: Reading, at: int) -> tuple[Figure, Figure] | None:
    """Return what a multiple is told of, and what it is a multiple of; None when no such two stand there."""
    term, sign = reading.terms[at], reading.prose.sign("multiple")
    before = [
        one for one in reading.facts
        if one.value and one.value.end <= term.figure.start and one.sentence == term.sentence
    ]  # fmt: skip
    if len(before) > 1 and at and sign.search(f"{reading.terms[at - 1].lead}{term.lead}"):
        value, base = before[-2].value, before[-1].value
        if base is reading.terms[at - 1].figure and value is not None and base is not None:
            return value, base
    fact = before[-1] if before else None
    if fact is None or fact.value is None or fact.base is None or sign.search(term.lead) is None:
        return None
    return fact.value, fact.base.figure

"""What only shows when paragraphs are read together: numbers of headings, facts that are told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from reportgen.auditing.checks.mistyped import swaps
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart
from reportgen.wording.numerals import number_of

__all__ = ["check_document"]

_SHORTEST = 5  # characters of a name that tells one thing from all others
_NEAR = Fraction(1, 5)  # two values that differ more are of different things
_DIGITS = 4  # significant digits that two things hardly share
_LONG = 5  # digits of a number that another one is hardly like by chance
_NAME = 8  # characters behind a number that say what it is of
_SAID = 4  # times that a thing is told before it is known well enough


class _Told(NamedTuple):
    fact: Fact
    value: Figure
    period: str
    area: str
    at: int


def check_document(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> None:
    """Follow the headings (AU106), and compare what is said in several places (AU311, AU312)."""
    _check_headings(readings, notebooks)
    known: dict[tuple[str, str], list[_Told]] = {}
    for at, reading in enumerate(readings):
        for told in _told(reading, at):
            same = known.setdefault((told.fact.subject, told.value.unit.dimension), [])
            for other in same:
                _compare(other, told, readings, notebooks)
            if len(same) < _SAID:
                same.append(told)
        _check_names(reading, notebooks[at])
        _check_twins(reading, notebooks[at])


def _told(reading: Reading, at: int) -> Iterator[_Told]:
    """Yield the facts that can be compared: values by themselves, with a name that tells what they are."""
    for fact in reading.facts:
        value = fact.value
        if (
            value is None
            or value.vague
            or len(fact.series) > 1
            or fact.is_level
            or len(fact.subject) < _SHORTEST
        ):
            continue
        if fact.subject.isascii() or reading.prose.sign("apart").search(fact.lead):
            continue
        parent = fact.parent
        area = reading.prose.sign("area").search(fact.lead)
        period = _period(reading, value.start) + (
            parent.subject if parent is not None and parent.subject else ""
        )
        yield _Told(fact, value, period, area[0] if area else "", at)


def _period(reading: Reading, until: int) -> str:
    last = [reading.source.text[start:end] for start, end in reading.plain.periods if end <= until]
    return last[-1] if last else ""


def _compare(one: _Told, other: _Told, readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> None:
    if one.at == other.at and one.fact.sentence == other.fact.sentence:
        return
    if one.period and other.period and one.period != other.period:
        return
    if one.area and other.area and one.area != other.area:
        return
    first, second = one.value, other.value
    notes = notebooks[other.at]
    notes.tried("twice", second)
    if not apart(first.interval, second.interval) or not first.exact or not second.exact:
        return
    ratio = second.exact / first.exact
    is_near = (
        abs(ratio - 1) <= _NEAR
        or ratio in (Fraction(1, 10_000), Fraction(10_000))
        or _same_digits(first, second)
    )
    if is_near:
        place = readings[one.at].source.place
        notes.found(
            "AU311", (second.start, second.end), figures=(first, second),
            name=other.fact.subject, told=second.text, other=first.text, paragraph=place.paragraph,
        )  # fmt: skip


def _same_digits(one: Figure, other: Figure) -> bool:
    digits = [sorted(sign for sign in figure.text if sign.isdigit()) for figure in (one, other)]
    return digits[0] == digits[1] and len(digits[0]) > 2


def _check_twins(reading: Reading, notes: Notebook) -> None:
    """Two numbers of one unit that are the same but for two neighbours (AU311): long ones, or one that is
    said to be the other."""
    for at, term in enumerate(reading.terms):
        if reading.prose.sign("this").search(term.lead) is not None and term.figure.unit.is_count:
            before = [one.figure for one in reading.terms[:at] if one.figure.unit == term.figure.unit]
            if before and all(one.amount != term.figure.amount for one in before):
                _compare_twins(before[-1], term.figure, reading, notes)
    figures = (one for one in reading.figures if one.is_amount and one.amount > 0)
    long = [one for one in figures if len(one.digits.strip("0.")) >= _LONG]
    for at, one in enumerate(long):
        for other in long[:at]:
            if one.unit == other.unit and one.places == other.places:
                _compare_twins(other, one, reading, notes)


def _compare_twins(one: Figure, other: Figure, reading: Reading, notes: Notebook) -> None:
    if one.amount > 0 < other.amount and int(other.exact / other.last_digit) * 100 in swaps(one.digits):
        name = reading.source.text[other.end : other.end + _NAME]
        notes.found(
            "AU311", (other.start, other.end), figures=(one, other), name=name, told=other.text,
            other=one.text, paragraph=reading.source.place.paragraph,
        )  # fmt: skip


def _check_names(reading: Reading, notes: Notebook) -> None:
    """Two things with one long value are likely to be one, or one of them was copied over."""
    seen: dict[tuple[Fraction, str], Fact] = {}
    for fact in reading.facts:
        value = fact.value
        if value is None or value.vague or not value.is_amount or len(fact.series) > 1 or value.unit.is_count:
            continue
        if len(re.sub("[^0-9]", "", value.text).strip("0")) < _DIGITS or value.unit.dimension != "CNY":
            continue
        known = seen.setdefault((value.exact, value.unit.dimension), fact)
        if known is fact or known.sentence != fact.sentence or not (known.subject and fact.subject):
            continue
        if all(reading.prose.sign("totals").search(one.lead) for one in (known, fact)):
            continue  # what comes in is what goes out
        if known.subject in fact.subject or fact.subject in known.subject or fact.parent is known:
            continue
        notes.found(
            "AU312",
            (value.start, value.end),
            figures=(value,),
            name=fact.subject,
            other=known.subject,
            told=value.text,
        )


# --- headings


def _check_headings(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> None:
    """Follow the numbers that paragraphs begin with, each level anew below the level above."""
    expected = {"one": 0, "two": 0, "three": 0, "four": 0}
    levels = tuple(expected)
    for reading, notes in zip(readings, notebooks, strict=True):
        found = reading.prose.sign("heading").match(reading.source.text)
        if found is None or found.lastgroup is None or reading.source.place.cell is not None:
            continue
        level = found.lastgroup
        number = number_of(found[level])
        if number is None:
            continue
        for below in levels[levels.index(level) + 1 :]:
            expected[below] = 0
        due = expected[level]
        if number != 1 and due and number != due:
            notes.found("AU106", found.span(), told=found[level], due=due)
        expected[level] = number + 1

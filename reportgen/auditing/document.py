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
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart
from reportgen.wording.numerals import number_of

__all__ = ["check_document"]

_SHORTEST = 5  # characters of a name that tells one thing from all others
_NEAR = Fraction(1, 5)  # two values that differ more are of different things
_DIGITS = 4  # significant digits that two things hardly share
_LONG = 5  # digits of a number that another one is hardly like by chance
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
    """Two counts that are the same but for two neighbours (AU311): long ones of two sentences, or one that is
    said to be the other."""
    seen: dict[str, Term] = {}
    for term in reading.terms:
        one = term.figure
        if term.role is not Role.VALUE or one.amount <= 0 or not one.is_exact:
            continue
        is_same = reading.prose.sign("this").search(term.lead) is not None
        if is_same or len(one.digits.strip("0")) >= _LONG:
            known = [seen.get(f"{each // 100}{one.unit.symbol}") for each in swaps(one.digits)]
            others = [other for other in known if other is not None and other.sentence != term.sentence]
            if others and f"{one.digits}{one.unit.symbol}" not in seen:
                _tell_twins(others[-1].figure, one, reading, notes)
        seen[f"{one.digits}{one.unit.symbol}"] = term


def _tell_twins(one: Figure, other: Figure, reading: Reading, notes: Notebook) -> None:
    notes.found(
        "AU311", (other.start, other.end), figures=(one, other), name=one.text, told=other.text,
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

"""A value, the one it is compared with, the difference and the rate: each must fit the others."""

from __future__ import annotations

from fractions import Fraction

from reportgen.auditing.checks.averages import average_growth
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import NOUN, Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, gap, of, shown, signed
from reportgen.diagnostics import Severity

__all__ = ["check_growth", "check_ways"]

_ALL = 100
_BEHIND = 40  # characters behind a rate that may say it is one of constant prices
_FAR = 1000  # times as much: no growth, but a slip of the unit


def check_growth(reading: Reading, notes: Notebook) -> None:
    """Compare what each statement tells of a change: AU301 a rate, AU302 a difference, AU204 a direction,
    AU201 a unit that cannot be."""
    for fact in reading.facts:
        if fact.value is None or fact.value.vague or len(fact.series) > 1 or not fact.value.is_amount:
            continue
        if not _is_far(fact, notes):
            _check_difference(fact, reading, notes)
            _check_rate(fact, reading, notes)
            _check_way(fact, notes)
    for fact in reading.facts:
        if fact.value is None and not fact.is_real:
            _check_parts_of_change(fact, reading, notes)


def _is_far(fact: Fact, notes: Notebook) -> bool:
    value = fact.value
    for term in (fact.base, fact.difference):
        if value is None or term is None or not value.exact or not term.figure.exact:
            continue
        if term.figure.unit.dimension != value.unit.dimension:
            continue
        ratio = abs(term.figure.exact / value.exact)
        far = ratio > _FAR or (term is fact.base and ratio < Fraction(1, _FAR))
        if far and value.unit != term.figure.unit and value.unit.dimension == "CNY":
            _tell_far(value, term.figure, notes)
            return True
    return False


def _tell_far(value: Figure, other: Figure, notes: Notebook) -> None:
    smaller, larger = sorted((value, other), key=lambda one: abs(one.exact))
    notes.tried("unit", value, other)
    notes.found(
        "AU201",
        (smaller.start, smaller.end),
        figures=(smaller, larger),
        value=smaller.text,
        other=larger.text,
    )


def _check_difference(fact: Fact, reading: Reading, notes: Notebook) -> None:
    value, base, difference = fact.value, fact.base, fact.difference
    if value is None or base is None or difference is None or not _same(base, difference):
        return
    if reading.prose.sign("average").search(difference.lead):
        return
    if base.figure.vague or difference.figure.vague or base.figure.unit.dimension != value.unit.dimension:
        return
    if value.unit.dimension == NOUN and difference.figure.places < value.places:
        return  # 12 cents, from 1.68 euro
    due = of(lambda now, was: now - was, value.interval, base.figure.interval)
    told = signed(difference.figure, difference.sign)
    notes.tried("difference", value, base.figure, difference.figure)
    if due is not None and apart(due, told):
        unit = difference.figure.unit
        notes.found(
            "AU302",
            (difference.figure.start, difference.figure.end),
            severity=_severity(gap(due, told), difference.figure),
            figures=(value, base.figure, difference.figure),
            value=value.text, base=base.figure.text, told=difference.figure.text,
            due=shown(due, max(value.places, base.figure.places), unit.scale) + difference.figure.suffix,
        )  # fmt: skip


def _check_rate(fact: Fact, reading: Reading, notes: Notebook) -> None:
    value, rate = fact.value, fact.rate
    if value is None or rate is None or fact.is_real or rate.figure.vague:
        return
    other = fact.base if fact.base is not None else fact.difference
    if other is None or not _same(other, rate) or other.figure.vague:
        return
    behind = reading.prose.clause.split(reading.text[rate.figure.end : rate.figure.end + _BEHIND])[0]
    if reading.prose.real.search(behind) is not None:
        return
    if other.figure.unit.dimension != value.unit.dimension:
        return
    if average_growth(fact, reading, notes):
        return
    is_flow = reading.prose.sign("flow").search(fact.lead) is not None
    if other is fact.difference and not is_flow and _is_beyond(value, other, rate):
        notes.found(
            "AU304", (other.figure.start, other.figure.end), figures=(other.figure, value),
            value=other.figure.text, whole=value.text,
        )  # fmt: skip
        return
    due = _due(value, other, is_base=other is fact.base)
    told = _told(rate)
    notes.tried("rate", value, other.figure, rate.figure)
    if due is None or not apart(due, told):
        return
    opposite = _told(rate._replace(sign=-rate.sign)) if rate.sign else None
    if opposite is not None and not apart(due, opposite):
        _tell_way(rate, value, other.figure, notes)
        return
    is_times = rate.figure.is_times
    scale = Fraction(1) if is_times else Fraction(1, 100)
    notes.found(
        "AU301",
        (rate.figure.start, rate.figure.end),
        severity=_severity(gap(due, told) / scale, rate.figure),
        figures=(value, other.figure, rate.figure),
        hint="" if other is fact.base else "difference",
        value=value.text, base=other.figure.text, told=_with_sign(rate),
        due=_as_rate(due, rate),
    )  # fmt: skip


def _check_parts_of_change(fact: Fact, reading: Reading, notes: Notebook) -> None:
    """A difference from a base, and the rate that it is of it, without the value that it led to (AU301)."""
    base, difference, rate = fact.base, fact.difference, fact.rate
    if base is None or difference is None or rate is None or not _same(difference, rate):
        return
    if not _same(base, rate):
        return
    some = (base.figure, difference.figure, rate.figure)
    if any(one.vague for one in some) or base.figure.unit.dimension != difference.figure.unit.dimension:
        return
    if not rate.figure.is_percent or base.figure.exact <= 0:
        return
    if difference.figure.amount <= 0 or rate.figure.amount <= 0:
        return
    if rate.sign * difference.sign < 0:
        _tell_way(rate, difference.figure, base.figure, notes)
    if rate.sign * difference.sign <= 0:
        return
    if reading.prose.sign("average").search(rate.lead + difference.lead) is not None:
        return
    due = of(lambda more, was: more / was, difference.figure.interval, base.figure.interval)
    told = _told(rate._replace(sign=1))
    notes.tried("rate", *some)
    if due is not None and apart(due, told):
        notes.found(
            "AU301", (rate.figure.start, rate.figure.end), figures=some,
            value=difference.figure.text, base=base.figure.text, told=rate.figure.text,
            due=_as_rate(due, rate),
        )  # fmt: skip


def _is_beyond(value: Figure, more: Term, rate: Term) -> bool:
    """Tell whether something is said to have grown by more than there is, and by less than as much again."""
    is_growth = more.sign > 0 and rate.sign > 0 and rate.figure.is_percent and rate.figure.amount < _ALL
    is_growth = is_growth and more.figure.unit == value.unit
    return is_growth and 0 < value.interval.most < more.figure.interval.least


def _due(value: Figure, other: Term, *, is_base: bool) -> Interval | None:
    """Return the rates that a value allows against its base, or with its difference."""
    if is_base:
        if other.figure.exact <= 0 or value.exact < 0:
            return None
        return of(lambda now, was: now / was - 1, value.interval, other.figure.interval)
    change = signed(other.figure, other.sign)
    if value.exact <= change.most:
        return None
    return of(lambda now, more: more / (now - more), value.interval, change)


def _told(rate: Term) -> Interval:
    least, most = signed(rate.figure, rate.sign)
    if rate.figure.is_times:
        return Interval(least, most)
    return Interval(least / 100, most / 100)


def _check_way(fact: Fact, notes: Notebook) -> None:
    """Compare the word for a direction with the two values, or with the sign of a figure (AU204)."""
    for term in (fact.rate, fact.difference):
        if term is not None and term.sign < 0 and term.figure.amount < 0:
            notes.found(
                "AU204",
                (term.figure.start, term.figure.end),
                hint="sign",
                value=term.figure.text,
                base="0",
                figures=(term.figure,),
            )
    value, difference, rate = fact.value, fact.difference, fact.rate
    if value is None or difference is None or rate is None or not _same(difference, rate) or fact.is_real:
        return
    opposite = difference.sign * rate.sign < 0 and rate.figure.amount > 0 < difference.figure.amount
    if opposite and not notes.has(rate.figure):
        _tell_way(rate, value, difference.figure, notes)


def check_ways(reading: Reading, notes: Notebook) -> None:
    """Compare the word that leads from one value to another with the two (AU204)."""
    for fact in reading.facts:
        value, base = fact.value, fact.base
        if value is None or base is None or not fact.way or base.role is not Role.FROM:
            continue
        if value.vague or base.figure.vague or value.unit.dimension != base.figure.unit.dimension:
            continue
        if len(fact.series) < 2:
            _compare_way(fact.way, value, base.figure, reading, notes)
    _check_led(reading, notes)


def _check_led(reading: Reading, notes: Notebook) -> None:
    """So many, an increase from so many; rose from so many to so many."""
    for at, term in enumerate(reading.terms):
        led = reading.prose.sign("way_from").search(term.lead)
        if led is None or term.role not in (Role.BASE, Role.FROM):
            continue
        beside = at - 1 if term.role is Role.BASE else at + 1
        other = reading.terms[beside] if 0 <= beside < len(reading.terms) else None
        if other is None or other.sentence != term.sentence or other.role not in (Role.VALUE, Role.REACHED):
            continue
        value, base = other.figure, term.figure
        if value.vague or base.vague or value.unit.dimension != base.unit.dimension:
            continue
        if other.is_alone and term.is_alone:
            _compare_way(led["way"], value, base, reading, notes)


def _compare_way(way: str, value: Figure, base: Figure, reading: Reading, notes: Notebook) -> None:
    """Compare a word for a direction with what was and what is."""
    falls, rises = (reading.prose.sign(name).search(way) for name in ("falls_to", "rises_to"))
    was, now = base.interval, value.interval
    notes.tried("direction", value, base)
    is_opposite = (falls and now.least > was.most) or (rises and now.most < was.least)
    if is_opposite and not notes.has(value):
        span = (value.start, value.end)
        notes.found("AU204", span, figures=(value, base), value=value.text, base=base.text)


def _tell_way(rate: Term, value: Figure, other: Figure, notes: Notebook) -> None:
    notes.found(
        "AU204",
        (rate.figure.start, rate.figure.end),
        figures=(value, other, rate.figure),
        value=value.text, base=other.text,
    )  # fmt: skip


def _same(one: Term, other: Term) -> bool:
    """Tell whether two changes are against the same thing; what is not told again goes without saying."""
    return one.compared is None or other.compared is None or one.compared is other.compared


def _severity(far: Fraction, figure: Figure) -> Severity | None:
    """Return a note for what one unit of the last digit would set right: it may have been rounded twice."""
    step = figure.last_digit
    return Severity.NOTE if far < step / 2 and figure.places > 0 else None


def _with_sign(rate: Term) -> str:
    return f"-{rate.figure.text}" if rate.sign < 0 and rate.figure.amount > 0 else rate.figure.text


def _as_rate(due: Interval, rate: Term) -> str:
    if rate.figure.is_times:
        return shown(due, max(rate.figure.places, 1)) + rate.figure.unit.symbol
    wide = Interval(due.least * 100, due.most * 100)
    return shown(wide, max(rate.figure.places, 1)) + "%"

"""Percentages and percentage points: from one to the other, one for the other, and beyond what can be."""

from __future__ import annotations

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown, signed

__all__ = ["check_percent"]


def check_percent(reading: Reading, notes: Notebook) -> None:
    """Look at percentages that changed: AU202 per cent for points or the other way round, AU302 points that
    do not fit, AU203 what is beyond a hundred."""
    for fact in reading.facts:
        _check_points(fact, notes)
        _check_level(fact, reading, notes)
        _check_amount(fact, reading, notes)
        _check_limits(fact, reading, notes)
    _check_moved(reading, notes)
    _check_speed(reading, notes)


def _check_speed(reading: Reading, notes: Notebook) -> None:
    """A rate, that of the time before, and by how many points it is faster or slower (AU204, AU302)."""
    for rate, base, points in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        sign = reading.prose.sign
        is_then = base.role is Role.RATE and base.sign > 0 and sign("rate_then").match(base.lead) is not None
        is_told = sign("rate_of_before").search(base.lead) is not None or (
            is_then and sign("speed_moved_by").search(points.lead) is not None
        )
        if not rate.sentence == base.sentence == points.sentence:
            continue
        if not (is_told and rate.role is Role.RATE and rate.figure.is_percent and points.figure.is_points):
            continue
        some = (rate.figure, base.figure, points.figure)
        if any(one.vague for one in some) or not base.figure.is_percent or rate.sign < 0 or not points.sign:
            continue
        due = of(lambda now, was: now - was, rate.figure.interval, base.figure.interval)
        told = signed(points.figure, points.sign)
        notes.tried("points", *some)
        if due is None or not apart(due, told):
            continue
        span = (points.figure.start, points.figure.end)
        if not apart(due, signed(points.figure, -points.sign)):
            notes.found("AU204", span, figures=some, value=rate.figure.text, base=base.figure.text)
        else:
            notes.found(
                "AU302", span, figures=some, value=rate.figure.text, base=base.figure.text,
                told=points.figure.text, due=shown(due, rate.figure.places) + points.figure.unit.symbol,
            )  # fmt: skip


def _check_points(fact: Fact, notes: Notebook) -> None:
    value, base, points = fact.value, fact.base, fact.points or fact.rate
    if (value is None or not value.is_percent) and fact.share is not None:
        value = fact.share.figure
    if value is None or base is None or points is None or not value.is_percent or not base.figure.is_percent:
        return
    if value.vague or base.figure.vague or points.figure.vague or len(fact.series) > 1:
        return
    due = of(lambda now, was: now - was, value.interval, base.figure.interval)
    notes.tried("points", value, base.figure, points.figure)
    if due is None:
        return
    told = signed(points.figure, points.sign)
    figures = (value, base.figure, points.figure)
    span = (points.figure.start, points.figure.end)
    if points.figure.is_percent and not apart(due, told):
        notes.found("AU202", span, figures=figures)
    elif points.figure.is_points and apart(due, told):
        notes.found(
            "AU302", span, figures=figures, value=value.text, base=base.figure.text, told=points.figure.text,
            due=shown(due, max(value.places, base.figure.places)) + points.figure.unit.symbol,
        )  # fmt: skip


def _check_level(fact: Fact, reading: Reading, notes: Notebook) -> None:
    """A share or a rate that is higher than before is so by points."""
    rate = fact.rate
    if rate is None or not rate.figure.is_percent or fact.base is not None or rate.figure.unit.symbol != "%":
        return
    holds = (fact.is_level and fact.value is not None and fact.value.is_percent) or (
        fact.value is None and fact.share is not None
    )
    is_share = fact.share is not None and fact.share.figure.start < rate.figure.start
    before = reading.prose.sign("level").search(fact.subject)
    if rate.compared is None or not (is_share or (holds and before)):
        return
    if reading.prose.sign("moved").search(reading.text[: rate.figure.start]) is None:
        return
    if is_share and fact.value is not None and fact.value.is_amount:
        between = reading.text[fact.share.figure.end : rate.figure.start] if fact.share else ""
        if reading.prose.sign("moved_level").search(between) is None:
            return
    notes.tried("points", rate.figure)
    notes.found("AU202", (rate.figure.start, rate.figure.end), figures=(rate.figure,))


def _check_amount(fact: Fact, reading: Reading, notes: Notebook) -> None:
    """An amount grows by per cent, not by points."""
    value, points = fact.value, fact.points
    if value is None or points is None or not value.is_amount or not points.sign or fact.rate or fact.share:
        return
    if not points.figure.is_points or fact.completion is not None:
        return
    before = points.rest if points.compared is not None else reading.text[value.end : points.figure.start]
    if reading.prose.sign("speed" if points.compared is not None else "speed_named").search(before):
        return
    if points.compared is None and reading.prose.sign("grown").search(points.lead) is None:
        return
    if reading.prose.sign("speed_named").search(fact.subject):
        return
    notes.tried("points", points.figure)
    notes.found(
        "AU202", (points.figure.start, points.figure.end), hint="amount", figures=(value, points.figure)
    )


def _check_moved(reading: Reading, notes: Notebook) -> None:
    """What is told in per cent right behind a percentage, or behind a word for a rate, moved by points; and
    points tell no level."""
    sign = reading.prose.sign
    before: Term | None = None
    for term in reading.terms:
        figure = term.figure
        is_near = before is not None and before.sentence == term.sentence and before.figure.is_percent
        wrong = False
        if figure.is_points:
            wrong = term.sign == 0 and sign("level_told").search(term.lead) is not None
            is_of_amount = before is not None and before.role is Role.DIFFERENCE and before.figure.is_amount
            wrong = wrong or (is_of_amount and sign("points_in_brackets").fullmatch(term.lead) is not None)
        elif figure.is_percent and term.role is Role.RATE and term.is_alone and not figure.vague:
            level = is_near and before is not None and before.series == 1 and _is_level(before, reading)
            is_growth = is_near and before is not None and before.role is Role.RATE and before.series == 1
            told = sign("speed_moved"), sign("share_moved")
            wrong = any(one.search(term.lead) for one in told) or (
                is_growth and sign("faster").search(term.lead) is not None
            )
            wrong = wrong or (level and sign("percent_moved").search(term.lead) is not None)
            wrong = wrong or (
                is_near
                and before is not None
                and any(
                    sign(one).search(before.lead) and sign(way).fullmatch(term.lead)
                    for one, way in (("earlier_level", "moved_alone"), ("speed_of", "speed_goes"))
                )
            )
        elif figure.is_percent and is_near and before is not None and before.role is Role.RATE:
            wrong = before.series == 1 and sign("faster").search(term.lead) is not None
        if wrong and not notes.has(figure):
            notes.tried("points", figure)
            notes.found("AU202", (figure.start, figure.end), figures=(figure,))
        before = term


def _is_level(term: Term, reading: Reading) -> bool:
    """Tell whether a percentage is a share or a rate of something, and no growth."""
    if term.role is Role.SHARE:
        return True
    return term.role is Role.LEVEL and reading.prose.sign("percent_level").search(term.lead) is not None


def _check_limits(fact: Fact, reading: Reading, notes: Notebook) -> None:
    share, rate = fact.share, fact.rate
    if share is not None and share.figure.is_percent and share.figure.exact > 100:
        notes.tried("limit", share.figure)
        notes.found("AU203", (share.figure.start, share.figure.end), figures=(share.figure,))
    level = fact.value if fact.is_level else None
    is_capped = reading.prose.sign("capped").search(fact.subject) is not None
    if level is not None and is_capped and level.unit.symbol == "%" and level.amount > 100:
        notes.found("AU203", (level.start, level.end), figures=(level,))
    may_turn = reading.prose.sign("gain").search(fact.subject + fact.lead) is not None
    if rate is not None and rate.sign < 0 and _is_too_low(rate) and not may_turn:
        notes.tried("limit", rate.figure)
        notes.found("AU203", (rate.figure.start, rate.figure.end), hint="fall", figures=(rate.figure,))


def _is_too_low(rate: Term) -> bool:
    if rate.role is not Role.RATE:
        return False
    if rate.figure.is_times:
        return rate.figure.amount >= 1
    return rate.figure.is_percent and rate.figure.unit.symbol == "%" and rate.figure.amount > 100

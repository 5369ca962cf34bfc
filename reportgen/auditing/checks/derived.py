"""Rates that have a name of their own, and are the quotient or the difference of figures that stand near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, of, shown, signed

__all__ = ["check_derived"]


def check_derived(reading: Reading, notes: Notebook) -> None:
    """Compare rates with what they are made of: AU305 quotients, AU302 differences, AU307 what parts of
    growth add up to."""
    for name, above, below, factor in reading.prose.quotients:
        _check_quotient(reading, notes, (name, above, below), factor)
    for name, more, less in reading.prose.differences:
        _check_difference(reading, notes, (name, more, less))
    _check_pull(reading, notes)


def _only(facts: Sequence[Fact], name: re.Pattern[str]) -> Figure | None:
    """Return the one figure of a name, None for several or none."""
    found = [one for one in facts if one.value is not None and name.fullmatch(one.subject)]
    if len(found) != 1 or found[0].value is None or found[0].value.vague or len(found[0].series) > 1:
        return None
    return found[0].value


def _check_quotient(
    reading: Reading, notes: Notebook, names: tuple[re.Pattern[str], ...], factor: int
) -> None:
    if (told := _only(reading.facts, names[0])) is None:
        return
    above, below = (_only(reading.facts, name) for name in names[1:])
    if above is None or below is None:
        return
    if above.unit.dimension != below.unit.dimension:
        return
    if not _is_part(reading.facts, above, below, told) or not below.exact:
        return
    if told.unit.symbol not in ("%", ""):
        return
    due = of(lambda one, other: one / other * factor, above.interval, below.interval)
    notes.tried("share", told, above, below)
    if due is not None and apart(due, told.interval):
        notes.found(
            "AU305", (told.start, told.end), figures=(above, below, told),
            value=above.text, whole=below.text, told=told.text,
            due=shown(due, max(told.places, 1)) + told.unit.symbol,
        )  # fmt: skip


def _is_part(facts: Sequence[Fact], above: Figure, below: Figure, told: Figure) -> bool:
    """Tell whether one figure is told as a part of the other, or right behind it, but for what is told of the
    two: there may be two people of one name."""
    place = [one.value for one in facts if one.value is not None and one.value is not told]
    parts = (one for one in facts if one.value is above and one.parent is not None)
    return any(one.parent.value is below for one in parts if one.parent) or (
        abs(place.index(above) - place.index(below)) == 1
    )


def _check_difference(reading: Reading, notes: Notebook, names: tuple[re.Pattern[str], ...]) -> None:
    if (told := _only(reading.facts, names[0])) is None:
        return
    more, less = (_only(reading.facts, name) for name in names[1:])
    if more is None or less is None:
        return
    if len({one.unit for one in (told, more, less)}) != 1:
        return
    due = Interval(more.interval.least - less.interval.most, more.interval.most - less.interval.least)
    notes.tried("difference", told, more, less)
    if apart(due, told.interval):
        scale = told.unit.scale
        notes.found(
            "AU302", (told.start, told.end), figures=(more, less, told),
            value=more.text, base=less.text, told=told.text,
            due=shown(due, max(more.places, less.places), scale) + told.unit.symbol,
        )  # fmt: skip


def _check_pull(reading: Reading, notes: Notebook) -> None:
    """What all parts contribute to growth must add up to it."""
    for at, term in enumerate(reading.terms):
        if (
            term.series < 3
            or term.role is not Role.POINTS
            or not reading.prose.sign("pull").search(term.lead)
        ):
            continue
        some = [one.figure for one in reading.terms[at : at + term.series]]
        rates = [
            one.rate for one in reading.facts if one.rate is not None and one.is_real and one.parent is None
        ]
        whole = next(
            (one for one in rates if one.figure.is_percent and one.figure.start < term.figure.start), None
        )
        if whole is None or any(one.vague for one in some):
            continue
        total, growth = added(one.exact for one in some), signed(whole.figure, whole.sign)
        slack = added(one.last_digit / 2 for one in some)
        notes.tried("sum", whole.figure, *some)
        far = max(growth.least - total - slack, total - slack - growth.most)
        if 0 < far < Fraction(1):
            notes.found(
                "AU303", (some[0].start, some[-1].end), figures=(whole.figure, *some),
                value=whole.figure.text,
                parts=" + ".join(one.text for one in some),
                due=shown(Interval(total, total), some[0].places),
            )  # fmt: skip

"""Ratios that bear a name and no unit, 收入比 2.45; rates told beside an index or in a series of years."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from reportgen.auditing.checks.averages import compounded
from reportgen.auditing.checks.mistyped import SHIFTED, few_slips, many_slips
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown, signed

__all__ = ["check_ratios"]

_RATIOS = (("income_ratio", "urban_income", "rural_income", 1), ("sex_ratio", "men", "women", 100))
_PAR = Fraction(100)  # of an index: as before


def check_ratios(reading: Reading, notes: Notebook) -> None:
    """Compare named ratios with their two values (AU305), rates with their index (AU301), series with the
    years they are of (AU310, AU315)."""
    sign = reading.prose.sign
    for name, above, below, factor in _RATIOS:
        for found in sign(name).finditer(reading.text):
            one, other = (_only(reading, sign(which), found.start()) for which in (above, below))
            if one is not None and other is not None:
                _check_ratio(found, (one, other), factor, notes)
    for found in sign("index_and_rate").finditer(reading.text):
        _check_index(found, reading, notes)
    for at, term in enumerate(reading.terms):
        if term.series > 1:
            _check_years(reading, at, notes)


def _only(reading: Reading, name: re.Pattern[str], until: int) -> Figure | None:
    """Return the last figure of a name before a place, if all of the name have one unit."""
    found: list[Fact] = [
        one
        for one in reading.facts
        if one.value is not None and one.value.end <= until and name.fullmatch(one.subject)
    ]
    value = found[0].value if len(found) == 1 else None
    return None if value is None or value.vague or len(found[0].series) > 1 else value


def _check_ratio(found: re.Match[str], values: tuple[Figure, Figure], factor: int, notes: Notebook) -> None:
    one, other = values
    if one.unit.dimension != other.unit.dimension or not other.exact:
        return
    due = of(lambda more, less: more / less * factor, one.interval, other.interval)
    notes.tried("share", one, other)
    if due is not None and apart(due, _printed(found["told"])):
        notes.found(
            "AU305", found.span("told"), figures=(one, other), value=one.text, whole=other.text,
            told=found["told"], due=shown(due, _places(found["told"]) + 1),
        )  # fmt: skip


def _printed(digits: str) -> Interval:
    """Return what a printed number may have been."""
    slack, number = Fraction(5, 10 ** (_places(digits) + 1)), Fraction(digits.replace(",", ""))
    return Interval(number - slack, number + slack)


def _places(digits: str) -> int:
    return len(digits.partition(".")[2])


def _check_index(found: re.Match[str], reading: Reading, notes: Notebook) -> None:
    falls = reading.prose.sign("falls_to").search(found["way"]) is not None
    index, rate = _printed(found["index"]), _printed(found["rate"])
    due = Interval(index.least - _PAR, index.most - _PAR)
    told = Interval(-rate.most, -rate.least) if falls else rate
    notes.kinds["rate"] += 1
    if apart(due, told) and _is_slip(found):
        notes.found(
            "AU301", found.span("rate"), value=found["index"], base=str(_PAR), told=found["rate"] + "%",
            due=shown(due, 1) + "%",
        )  # fmt: skip


def _is_slip(found: re.Match[str]) -> bool:
    """Tell whether the rate is that of the index but for its direction, or for a slip of the pen: else the
    two may be against different times."""
    due = abs(Decimal(found["index"]) - int(_PAR))
    hundredths = int(due.scaleb(_places(found["rate"]) + SHIFTED))
    same = due == Decimal(found["rate"].replace(",", ""))
    digits = found["rate"].replace(",", "")
    return same or hundredths in few_slips(digits) or hundredths in many_slips(digits)


def _check_years(reading: Reading, at: int, notes: Notebook) -> None:
    """A series told for the years from one to another has as many values; its average rate is theirs."""
    term = reading.terms[at]
    lead = reading.original[term.figure.start - len(term.lead) : term.figure.start]
    found = reading.prose.sign("years_each").search(lead)
    if found is None:
        return
    years = int(found["last"]) - int(found["first"]) + 1
    notes.kinds["list"] += 1
    if years != term.series:
        if abs(years - term.series) == 1:
            notes.found("AU310", (term.figure.start, term.figure.end), count=years, listed=term.series)
        return
    behind = reading.terms[at + years] if at + years < len(reading.terms) else None
    if behind is not None and behind.sentence == term.sentence:
        _check_average(reading, term, reading.terms[at + years - 1], behind, notes)


def _check_average(reading: Reading, first: Term, last: Term, rate: Term, notes: Notebook) -> None:
    if reading.prose.sign("average").search(rate.lead) is None or not rate.figure.is_percent:
        return
    if first.figure.exact <= 0 or not first.figure.is_amount or rate.figure.vague:
        return
    years = last.member
    notes.tried("average", first.figure, last.figure, rate.figure)
    if not compounded(first.figure, last.figure, signed(rate.figure, rate.sign), years):
        notes.found(
            "AU315", (rate.figure.start, rate.figure.end), figures=(first.figure, last.figure, rate.figure),
            value=last.figure.text, base=first.figure.text, told=rate.figure.text,
        )  # fmt: skip

"""Wholes and their parts: what cannot be larger, and units that were mistaken."""

from __future__ import annotations

from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added

__all__ = ["check_parts"]

_SMALL = Fraction(1, 1000)


def check_parts(reading: Reading, notes: Notebook) -> None:
    """Compare parts with their whole: AU304 a part beyond its whole, AU201 units."""
    for fact in reading.facts:
        if fact.parts and fact.value is not None and not fact.value.vague:
            for part in fact.parts:
                _check_part(fact, part, reading, notes)


def _check_part(whole: Fact, part: Fact, reading: Reading, notes: Notebook) -> None:
    value, all_of = part.value, whole.value
    if value is None or all_of is None or value.vague or value.unit.dimension != all_of.unit.dimension:
        return
    if reading.prose.sign("earlier").search(part.subject):
        return
    if len(part.series) > 1 or not value.is_amount or value.amount <= 0 or all_of.amount <= 0:
        return
    if len(whole.series) > 1 or reading.prose.sign("for_one").search(whole.lead):
        return  # a part may well have more of it for each
    if _is_unit_slip(value, all_of, part.lead, reading):
        notes.tried("unit", value, all_of)
        notes.found(
            "AU201", (value.start, value.end), figures=(value, all_of), value=value.text, other=all_of.text
        )
        return
    if whole.parent is not None and reading.prose.sign("split_anew").search(part.lead):
        return  # of what the whole is a part of
    told = reading.prose.parts.split(part.lead)[-1]
    if not (part.first or _is_listed(whole, part)) or part.way or reading.prose.sign("unlike").search(told):
        return
    notes.tried("part", value, all_of)
    if value.interval.least > all_of.interval.most and not _may_be_of_other(whole, value, reading):
        notes.found(
            "AU304", (value.start, value.end), figures=(value, all_of), value=value.text, whole=all_of.text
        )


def _is_listed(whole: Fact, part: Fact) -> bool:
    """Tell whether a part stands in one list with the first one: of which doctors 871, nurses 1043."""
    before = whole.parts[: whole.parts.index(part)]
    return bool(before) and before[0].first and all(one.lead.startswith("、") for one in (*before[1:], part))


def _may_be_of_other(whole: Fact, part: Figure, reading: Reading) -> bool:
    """Tell whether something larger was told right before the whole, which the part may be of as well."""
    at = reading.facts.index(whole)
    before = [one for one in reading.facts[max(0, at - 3) : at] if one.sentence == whole.sentence]
    alike = [
        one.value
        for one in (*before, whole)
        if one.value is not None and one.parent is None and one.value.unit.dimension == part.unit.dimension
    ]
    return len(alike) > 1 and added(one.exact for one in alike) >= part.exact


def _is_unit_slip(part: Figure, whole: Figure, lead: str, reading: Reading) -> bool:
    """Tell whether a part of money is so small, in a smaller unit, that its unit is in doubt; or so large, in
    a larger one."""
    if part.unit.dimension not in ("CNY", "USD"):
        return False
    if part.unit.scale > whole.unit.scale:
        return part.exact / whole.exact > 1 / _SMALL
    if part.unit.scale == whole.unit.scale:
        return False
    if reading.prose.sign("small").search(lead):
        return False
    ratio = part.exact / whole.exact
    return ratio < _SMALL and any(Fraction(1, 200) <= ratio * factor <= 1 for factor in (10**4, 10**8))

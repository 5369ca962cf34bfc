"""The same amount in two units, one of them in brackets."""

from __future__ import annotations

from itertools import pairwise

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart

__all__ = ["check_conversions"]


def check_conversions(reading: Reading, notes: Notebook) -> None:
    """Compare an amount with what it is said to be in another unit (AU316)."""
    for one, other in pairwise(reading.terms):
        first, second = one.figure, other.figure
        if one.sentence != other.sentence or not reading.prose.sign("converted").fullmatch(other.lead):
            continue
        if first.unit.dimension != second.unit.dimension or not first.is_amount:
            continue
        if first.unit == second.unit and other.lead in ("（", "，"):  # two of one kind, no other unit
            continue
        if first.vague or second.vague or not other.lead:
            continue
        notes.tried("conversion", first, second)
        if apart(first.interval, second.interval):
            notes.found(
                "AU316",
                (second.start, second.end),
                figures=(first, second),
                value=first.text,
                told=second.text,
            )

"""Telling that parts do not add up, which several checks may find."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.intervals import added, shown

__all__ = ["NEAR", "off", "tell_sum"]

NEAR = Fraction(15, 100)
"""How far parts may miss what can still be meant as their sum."""


def off(whole: Fact, amounts: Sequence[Figure]) -> Fraction:
    """Return by how much parts miss their whole."""
    return abs(added(one.exact for one in amounts) - (whole.value.exact if whole.value is not None else 0))


def tell_sum(whole: Figure, parts: Sequence[Figure], due: Interval, notes: Notebook) -> None:
    notes.tried("sum", whole, *parts)
    places = (
        max(one.places for one in parts)
        if len({one.unit for one in (whole, *parts)}) == 1
        else whole.places + 4
    )
    notes.found(
        "AU303", (whole.start, whole.end), figures=(whole, *parts),
        value=whole.text, parts=" + ".join(one.text for one in parts),
        due=_trimmed(shown(due, places, whole.unit.scale)) + whole.suffix,
    )  # fmt: skip


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits

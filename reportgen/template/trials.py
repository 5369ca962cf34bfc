"""Evaluate single tags by themselves: the merge of a part stops at the first that fails, and all are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.diagnostics import Diagnostic
from reportgen.template.environment import RECEIVER
from reportgen.template.evaluation import evaluate
from reportgen.template.limits import Spending
from reportgen.template.origins import Sightings
from reportgen.template.source import compiled
from reportgen.template.syntax import Located

__all__ = ["STOPPING", "tried"]

STOPPING = ("TP304", "TP305", "TP306", "TP307", "CX106", "CX107", "CX108", "CX109")
"""The faults that stop the merge of a part: what else may fail behind them is not told."""


class _Listener:
    """Takes what a tag prints as a merge does, and keeps nothing of it."""

    def __init__(self) -> None:
        self.spending = Spending()
        self.sightings = Sightings(watching=False)

    def put(self, value: object, index: int) -> str:
        """Print nothing."""
        return ""


def tried(tags: Iterable[Located], context: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the faults of tags that print a value, each evaluated by itself; `context` has their names."""
    found: list[Diagnostic] = []
    for located in tags:
        program, _ = compiled([located])
        if program is not None:
            found += evaluate(program, {**context, RECEIVER: _Listener()}, strict=False)[1]
    return tuple(found)

"""Evaluate single tags by themselves: the merge of a part stops at the first that fails, and all are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError

from reportgen.diagnostics import Diagnostic
from reportgen.fields import Absent, UnstatedError
from reportgen.records import Record
from reportgen.template.evaluation import evaluate
from reportgen.template.inference import is_bare
from reportgen.template.limits import RECEIVER, Spending
from reportgen.template.origins import Sightings
from reportgen.template.source import compiled
from reportgen.template.syntax import Located
from reportgen.template.text import UnprintableError, text_of

__all__ = ["STOPPING", "tried"]

STOPPING = ("TP304", "TP305", "TP306", "TP307", "CX106", "CX107", "CX108", "CX109")
"""The faults that stop the merge of a part: what else may fail behind them is not told."""


class _Listener:
    """Takes what a tag prints as a merge does, refuses what no merge prints, and keeps nothing of it."""

    def __init__(self) -> None:
        self.at: int | None = None
        self.spending = Spending()
        self.sightings = Sightings(watching=False)

    def put(self, value: object, index: int) -> str:
        """Print nothing; an error when `value` has no text and is none of the objects that need none."""
        printed = value.printed if isinstance(value, Record) else value
        if isinstance(printed, Absent):
            raise UnstatedError(printed.diagnostic)
        if is_bare(printed):
            try:
                text_of(printed)
            except UnprintableError as error:
                raise TemplateRuntimeError(str(error)) from error
        return ""


def tried(tags: Iterable[Located], context: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Return the faults of tags that print a value, each evaluated by itself; `context` has their names."""
    found: list[Diagnostic] = []
    for located in tags:
        program, _ = compiled([located])
        if program is not None:
            found += evaluate(program, {**context, RECEIVER: _Listener()}, strict=True)[1]
    return tuple(one for one in found if one.code not in ("CX101", "CX102"))  # they are known by reading

"""What an audit tells: each finding with its place, and how many figures were seen and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.refs import ParagraphRef

__all__ = ["Audit", "Counts", "Finding", "Span", "Text"]

Span = tuple[int, int]
"""Where something begins and ends in the text of its paragraph."""


class Text(NamedTuple):
    """A text to be examined: its place, and for a cell the head of its row and of its column."""

    place: ParagraphRef
    text: str


class Finding(NamedTuple):
    """One finding: the fault that tells it, where its words stand in the paragraph, and its figures."""

    fault: Diagnostic
    place: ParagraphRef
    span: Span
    figures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The very words that it is about."""
        return self.place.text[self.span[0] : self.span[1]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures a text has, how many of them some check has tried, and how often each kind of check
    found enough to try: what was not checked is no better for having no finding."""

    figures: int
    checked: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    agreed: int = 0
    differed: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found in a text; `diagnostics` are faults of the files themselves."""

    findings: tuple[Finding, ...]
    counts: Counts
    diagnostics: tuple[Diagnostic, ...] = ()
    against: str = ""
    switched_off: int = 0

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not any(found.fault.severity is Severity.ERROR for found in self.findings)

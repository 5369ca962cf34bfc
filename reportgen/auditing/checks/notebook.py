"""What the checks write down: what they tried, on which figures, and what they found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.values import Finding, Span, Text
from reportgen.diagnostics import Severity, fault

__all__ = ["Notebook"]


@dataclass(slots=True)
class Notebook:
    """The findings so far; how often each kind of check was tried, and on which figures."""

    source: Text
    findings: list[Finding] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    checked: set[Span] = field(default_factory=set)

    def tried(self, kind: str, *figures: Figure) -> None:
        """Take note that a check of a kind had all it needs, and of the figures that it compared."""
        self.kinds[kind] += 1
        self.checked |= {(one.start, one.end) for one in figures}

    def has(self, figure: Figure) -> bool:
        """Tell whether something was found about a figure."""
        return any(one.span == (figure.start, figure.end) for one in self.findings)

    def found(
        self,
        code: str,
        span: Span,
        *,
        severity: Severity | None = None,
        figures: tuple[Figure, ...] = (),
        hint: str = "",
        **params: str | int,
    ) -> None:
        """Write down a finding about some words of the paragraph."""
        place = self.source.place._replace(text=self.source.text)
        words = self.source.text[span[0] : span[1]]
        told = fault(
            code,
            place.at_tag(words),
            severity=severity,
            hints=(hint,) if hint else (),
        )
        given = tuple(sorted({"words": words, **params}.items()))
        told = told._replace(params=given)
        texts = tuple(self.source.text[one.start : one.end] for one in figures)
        self.findings.append(Finding(told, place, span, texts))

"""What examining a finished text found, laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.auditing.values import Audit, Finding
from reportgen.diagnostics import Severity
from reportgen.messages import Catalog
from reportgen.show.faults import STYLES, fault_json, fault_lines
from reportgen.show.forms import message_of
from reportgen.show.lines import Line

__all__ = ["audited_json", "audited_lines"]


def audited_lines(found: Audit, words: Catalog) -> Iterator[Line]:
    """Yield the findings, the gravest first, and how many figures were seen, checked and how."""
    faults = [one.fault for one in found.findings]
    for kind in Severity:
        some = [one for one in faults if one.severity is kind]
        if some:
            yield Line(words.text(f"audit.{kind.value}s", count=len(some)), f"underline {STYLES[kind]}")
            yield from fault_lines(some, words)
            yield Line("")
    yield from fault_lines(found.diagnostics, words)
    yield from _count_lines(found, words)
    tally = {f"{kind.value}s": sum(one.severity is kind for one in faults) for kind in Severity}
    key, style = (
        ("audit.found", "bold red" if not found.ok else "yellow") if faults else ("audit.silent", "green")
    )
    yield Line(words.text(key, **tally), style)


def _count_lines(found: Audit, words: Catalog) -> Iterator[Line]:
    counts = found.counts
    yield Line(words.text("audit.counts", figures=counts.figures, checked=counts.checked))
    kinds = [words.text(f"audit.kind.{kind}", count=count) for kind, count in counts.kinds.items()]
    if kinds:
        yield Line("  " + words.text("audit.between").join(kinds), "dim")
    if found.against:
        yield Line(
            words.text(
                "audit.against",
                book=found.against,
                agreed=counts.agreed,
                differed=counts.differed,
                unknown=counts.unknown,
            )
        )
    if found.switched_off:
        yield Line(words.text("check.ignored", count=found.switched_off), "dim")


def audited_json(found: Audit, words: Catalog) -> dict[str, Any]:
    """Return what the contract's `audit --json` holds beside `ok` and `diagnostics`."""
    counts = found.counts
    document: dict[str, Any] = {
        "counts": {"figures": counts.figures, "checked": counts.checked, "kinds": dict(counts.kinds)},
        "findings": [_finding_json(one, words) for one in found.findings],
    }
    if found.against:
        document["against"] = {
            "workbook": found.against,
            "agreed": counts.agreed,
            "differed": counts.differed,
            "unknown": counts.unknown,
        }
    return document


def _finding_json(one: Finding, words: Catalog) -> dict[str, Any]:
    told = fault_json(one.fault, words)
    return {
        "code": one.fault.code,
        "severity": one.fault.severity.value,
        "part": one.place.part,
        "paragraph": one.place.paragraph,
        "start": one.span[0],
        "end": one.span[1],
        "text": one.text,
        "message": message_of(one.fault, words),
        "hint": told["hint"],
        "figures": list(one.figures),
    }

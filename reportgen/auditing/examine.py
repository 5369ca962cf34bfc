"""Examine the paragraphs of a text, one by one and all together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from reportgen.auditing.checks import CELL_CHECKS, DRAFT_CHECKS, PARAGRAPH_CHECKS, Notebook
from reportgen.auditing.document import check_document
from reportgen.auditing.grammar.text import Reading, read
from reportgen.auditing.tables import check_tables
from reportgen.auditing.texts import prose_of_draft, texts_of
from reportgen.auditing.values import Audit, Counts, Finding, Text
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.word.package import Package

__all__ = ["audit_package", "audit_texts", "contradictions", "examined"]

_PLAIN = re.compile(r"[^0-9]*|[-−0-9.,\s%％—]*")


def audit_package(package: Package, off: Collection[str] = ()) -> Audit:
    """Examine a Word file; `off` are codes that are not to be told."""
    return audit_texts(texts_of(package), off)


def audit_texts(texts: Iterable[Text], off: Collection[str] = ()) -> Audit:
    """Examine texts in the order in which they are read."""
    findings, counts, _ = examined(texts)
    kept = tuple(one for one in findings if one.fault.code not in off)
    return Audit(kept, counts, switched_off=len(findings) - len(kept))


def contradictions(package: Package, file: str) -> Iterator[Diagnostic]:
    """Yield what cannot be in the prose of a draft that was just built, as warnings: the figures are the
    workbook's, so that it is the words around them that have to be looked at. Their places are in `file`."""
    for text in prose_of_draft(package, file):
        reading, notes = read(text), Notebook(text)
        if len(reading.figures) > 1:
            for check in DRAFT_CHECKS:
                check(reading, notes)
        for one in _told([notes]):
            if one.fault.severity is Severity.ERROR:
                yield one.fault._replace(severity=Severity.WARNING)


def examined(texts: Iterable[Text]) -> tuple[list[Finding], Counts, list[Reading]]:
    """Return the findings in the order of the text, the counts, and what was read."""
    readings: list[Reading] = []
    notebooks: list[Notebook] = []
    for text in texts:
        if not text.text.strip():
            continue
        reading, notes = read(text), Notebook(text)
        for check in CELL_CHECKS if _is_plain(text) else PARAGRAPH_CHECKS:
            check(reading, notes)
        readings.append(reading)
        notebooks.append(notes)
    check_document(readings, notebooks)
    check_tables(readings, notebooks)
    return list(_told(notebooks)), _counts(readings, notebooks), readings


def _is_plain(text: Text) -> bool:
    """Tell whether a cell holds a number, a name or a dash and nothing else: no statement."""
    return text.place.cell is not None and _PLAIN.fullmatch(text.text) is not None


def _told(notebooks: Sequence[Notebook]) -> Iterator[Finding]:
    """Yield each finding once; of several about the same words by one check, the first."""
    for notes in notebooks:
        seen: set[tuple[str, tuple[int, int]]] = set()
        for found in sorted(notes.findings, key=lambda one: (one.span, one.fault.code)):
            key = (found.fault.code, found.span)
            if key not in seen:
                seen.add(key)
                yield found


def _counts(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> Counts:
    kinds: Counter[str] = Counter()
    checked = 0
    for reading, notes in zip(readings, notebooks, strict=True):
        kinds.update(notes.kinds)
        checked += sum((one.start, one.end) in notes.checked for one in reading.figures)
    return Counts(sum(len(one.figures) for one in readings), checked, dict(sorted(kinds.items())))

"""Use cases of a finished text: examine its figures, and write what was found into a copy of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.auditing.examine import examined
from reportgen.auditing.texts import texts_of
from reportgen.auditing.values import Audit
from reportgen.diagnostics import Diagnostic, Refusal, errors_in
from reportgen.pipeline.outputs import DRAFT_KIND, keep_apart, keep_kind
from reportgen.settings import Settings, read_settings
from reportgen.word.files import save
from reportgen.word.package import open_package

__all__ = ["annotate_audit", "audit"]


def audit(
    path: Path | str,
    workbook: Path | str | None = None,
    *,
    off: Collection[str] = (),
    settings: Settings | None = None,
) -> Audit:
    """Return what the figures of a Word file say against each other, and against a workbook if one is given.

    `off` are codes that are not told, beside those that the settings switch off. Refusal when a file cannot
    be read.
    """
    how = settings or read_settings(Path.cwd())
    package = open_package(Path(path))
    findings, counts, readings = examined(texts_of(package))
    found = Audit(tuple(findings), counts)
    if workbook is not None:
        from reportgen.auditing.against import compared
        from reportgen.workbook import read_book

        outcome = read_book(Path(workbook))
        if outcome.book is None:
            raise Refusal(outcome.diagnostics)
        found = compared(found, package, readings, outcome.book, how.rounding)
        found = replace(found, diagnostics=errors_in(outcome.diagnostics))
    return _without(found, {*off, *(code for code, _ in how.ignored)})


def annotate_audit(
    path: Path | str, output: Path | str, found: Audit, said: Callable[[Diagnostic], Sequence[str]]
) -> Path:
    """Write a copy of a Word file with a comment at the words of each finding, and return its path; `said`
    returns the paragraphs of a comment. Refusal PK203 when `output` is the file, PK204 when it is no name of
    a Word file."""
    from reportgen.word.margin import Remark, with_remarks

    keep_apart(Path(output), (Path(path),))
    keep_kind(output, DRAFT_KIND)
    remarks = [
        Remark(one.place.part, one.place.paragraph, one.span[0], one.text, tuple(said(one.fault)))
        for one in found.findings
    ]
    save(Path(output), with_remarks(open_package(Path(path)), remarks))
    return Path(output)


def _without(found: Audit, off: Collection[str]) -> Audit:
    kept = tuple(one for one in found.findings if one.fault.code not in off)
    return replace(found, findings=kept, switched_off=len(found.findings) - len(kept))

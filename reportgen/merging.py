"""Bring a workbook and a template together: read the one, merge it into the other, tell the faults of the
two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, ordered
from reportgen.fit import (
    is_misshapen,
    names_lost,
    settled,
    told_once,
    unasked,
    unneeded,
    unprinted,
    untagged,
    without_echoes,
)
from reportgen.house import DEFAULT_RATE_PLACES
from reportgen.indicators import Book, Switch
from reportgen.manifest import Manifest, Source, manifest_of
from reportgen.refs import FileRef, ParagraphRef
from reportgen.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from reportgen.template.lint import Linted
    from reportgen.word.package import Package
    from reportgen.workbook.switches import Silenced

__all__ = [
    "Merge",
    "every_fault",
    "examined",
    "fit_faults",
    "linted_with",
    "merge",
    "read_checked",
    "without_silenced",
]


@dataclass(frozen=True)
class Merge:
    """A merged draft before it is written."""

    package: Any
    members: tuple[Any, ...]
    manifest: Manifest
    faults: tuple[Diagnostic, ...]


def read_checked(path: Path, how: Settings) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Return the workbook, None when it cannot be made out, and all its faults but those switched off."""
    book, faults = examined(path, how)
    return book, without_silenced(faults, book, how)[0]


def examined(
    path: Path, how: Settings, last: Path | None = None
) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Return the workbook, None when it cannot be made out, and all its faults, also those switched off;
    with `last`, the workbook of the year before, also what the two say of that year."""
    from reportgen.workbook import Limits, check_book, read_book

    try:
        outcome = read_book(path)
    except Refusal as refusal:
        return None, refusal.diagnostics
    if outcome.book is None:
        return None, outcome.diagnostics
    before, unread = _last_book(last)
    limits = Limits(how.jump_limit, DEFAULT_RATE_PLACES, how.rounding)
    checked = check_book(outcome.book, limits, before)
    return outcome.book, outcome.diagnostics + without_echoes(checked, outcome.diagnostics) + unread


def _last_book(path: Path | None) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """Return last year's workbook, and why it cannot be read; what else is wrong with it is history."""
    from reportgen.workbook import read_book

    if path is None:
        return None, ()
    try:
        outcome = read_book(path)
    except Refusal as refusal:
        return None, refusal.diagnostics
    return outcome.book, outcome.diagnostics if outcome.book is None else ()


def without_silenced(
    faults: Iterable[Diagnostic], book: Book | None, how: Settings
) -> tuple[tuple[Diagnostic, ...], tuple[Silenced, ...]]:
    """Return the faults that neither the workbook nor the settings switch off, and how many each switch
    did."""
    from reportgen.workbook.switches import silenced

    switches = (book.switches if book is not None else ()) + tuple(
        Switch(code, "", reason, FileRef(FILE_NAME)) for code, reason in how.ignored
    )
    return silenced(faults, switches, book) if switches else (tuple(faults), ())


def merge(book: Book, template: Path, how: Settings, *, provenance: bool = True, version: str = "") -> Merge:
    """Return the draft of `book` by the tool of this `version`; Refusal with every fault of both.

    A merge stops at what fails in a part: then the template is examined for the faults behind.
    """
    from reportgen.context import book_context
    from reportgen.template import Template

    context, faults = book_context(book, how.wording, how.rounding, how.multiples)
    try:
        loaded = Template.load(template)
        merged = loaded.merge(context, provenance)
    except Refusal as refusal:
        found = told_once(every_fault(template, context, refusal.diagnostics))
        raise Refusal(faults + found) from refusal
    if errors_in(faults):
        raise Refusal(faults)
    left = (*unprinted(book, merged.insertions), *unneeded(loaded.variables, context))
    left += (*untagged(_paragraphs(loaded.package), context), *merged.warnings)
    left += _contradictions(loaded.package.with_members(merged.members), book)
    manifest = manifest_of(
        version,
        Source(book.file, book.digest),
        Source(loaded.file, loaded.digest),
        merged.insertions,
        book.contents,
    )
    return Merge(loaded.package, merged.members, manifest, faults + left)


def _contradictions(merged: Package, book: Book) -> tuple[Diagnostic, ...]:
    """Return what cannot be in the text of a draft, at its paragraphs; a draft without a name yet is named
    after its workbook."""
    from reportgen.auditing.examine import contradictions

    return tuple(contradictions(merged, f"{Path(book.file).stem}.docx"))


def every_fault(
    template: Path, context: Mapping[str, Any], known: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return all errors of a template that cannot be merged with `context`; `known` is what stopped it."""
    from reportgen.template.lint import lint_template
    from reportgen.word.package import open_package

    if any(error.code.startswith("PK") for error in known):
        return known  # it is not even to be read
    found = lint_template(open_package(template), context)
    return settled(errors_in(found.diagnostics), _tried(found, context, known))


def _tried(
    found: Linted, context: Mapping[str, Any], merged: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return the faults of a merge with their table cells and, where it was stopped, those of printed
    expressions tried one by one."""
    from reportgen.template.lint import with_cells
    from reportgen.template.trials import STOPPING, tried

    if not found.compiles or any(error.code in STOPPING for error in merged):
        told = {error.place for error in merged}
        merged += tuple(one for one in tried(found.free, context) if one.place not in told)
    return with_cells(merged, found.cells)


def _paragraphs(package: Any) -> Iterator[ParagraphRef]:
    """Yield the paragraphs of a template's stories with their texts."""
    from reportgen.word.parts import story_parts
    from reportgen.word.runs import paragraph_text
    from reportgen.word.xml import qname, word_root

    for name in story_parts(package):
        root = word_root(package.part(name), package.file, name).iter(qname("w:p"))
        for number, paragraph in enumerate(root, start=1):
            yield ParagraphRef(package.file, name, number, paragraph_text(paragraph))


def fit_faults(
    book: Book | None, template: Path, how: Settings, known: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    """Return the faults of workbook and template together that add to the `known` ones: one run shows all.

    Where the workbook's form is broken, names are missing by the dozen: then only the template's own faults.
    """
    from reportgen.template import Template

    try:
        if book is None or is_misshapen(known):
            Template.load(template)
            return ()
        found = merge(book, template, how).faults
    except Refusal as refusal:
        found = refusal.diagnostics
    return without_echoes(found, known, names_lost(book)) if book is not None else found


def linted_with(
    book: Book, template: Path, how: Settings, known: tuple[Diagnostic, ...]
) -> tuple[Linted, tuple[Diagnostic, ...]]:
    """Return what a template for `book` holds, and the faults of the two but for the `known` ones.

    When the template can be compiled a merge is tried: only that tells what each tag comes to. Where it
    cannot be, or stops, printed expressions are tried one by one.
    """
    from reportgen.context import book_context
    from reportgen.template.lint import lint_template
    from reportgen.word.package import open_package

    context, _ = book_context(book, how.wording, how.rounding, how.multiples)
    found = lint_template(open_package(template), context)
    faults = without_echoes(found.diagnostics, known, names_lost(book))
    merged = errors_in(fit_faults(book, template, how, known)) if found.compiles else ()
    tried = _tried(found, context, merged) if not found.compiles else merged
    return found, (*ordered(settled(faults, tried)), *ordered(unasked(book, found.used)))

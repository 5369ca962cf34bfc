"""The use cases, one function each: values and files in, a result out. Nothing is printed here.

workbook → indicators → measures → context → template → draft → comparison with the last draft
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.drafts import (
    FigureChange,
    Manifest,
    Source,
    changes_between,
    draft_bytes,
    latest_draft,
    manifest_of,
    read_manifest,
    same_content,
    save_draft,
    save_next,
)
from reportgen.fields import Nature
from reportgen.fit import is_misshapen, names_lost, told_once, unneeded, unprinted, untagged, without_echoes
from reportgen.indicators import Book
from reportgen.refs import FileRef, ParagraphRef
from reportgen.settings import Settings, read_settings
from reportgen.teller import DEFAULT_RATE_PLACES

__all__ = ["Built", "Checked", "build", "check", "default_template", "merge_data", "new_book"]

TEMPLATE_NAME = "annual-summary.docx"
DRAFT_KIND, BOOK_KIND = ".docx", ".xlsx"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the faults, and how many indicators, lists and paragraphs the workbook holds."""

    diagnostics: tuple[Diagnostic, ...]
    indicators: int
    lists: int
    passages: int

    @property
    def ok(self) -> bool:
        """Whether a draft could be built."""
        return not errors_in(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Built:
    """A draft that was built, or that would have said nothing new.

    `number` is 0 for a draft whose name the user gave; `changed` is False when the latest draft says the
    same already; `figures` counts the figures put into the text, `rates` the growth rates among them, each
    indicator's once.
    """

    draft: Path
    number: int
    changed: bool
    figures: int
    rates: int
    indicators: int
    compared_with: str = ""
    changes: tuple[FigureChange, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def check(
    workbook: Path | str, template: Path | str | None = None, settings: Settings | None = None
) -> Checked:
    """Return every fault of the workbook, also when it cannot be read, and with `template` of the two
    together; nothing is written."""
    path, how = Path(workbook), settings or read_settings(Path.cwd())
    book, faults = _read(path, how)
    if template is not None:
        faults += _fit(book, Path(template), how, faults)
    counts = (len(book.indicators), len(book.lists), len(book.passages)) if book else (0, 0, 0)
    return Checked(ordered(faults), *counts)


def build(
    workbook: Path | str,
    template: Path | str | None = None,
    output: Path | str | None = None,
    *,
    final: bool = False,
    settings: Settings | None = None,
) -> Built:
    """Build the draft of `workbook` and return where it is; Refusal with every fault when there are errors.

    Without `output` it becomes the next numbered draft in the output folder, unless the latest says the same
    already. With `final` the draft carries neither provenance nor bookmarks. Refusal PK203 when `output` is
    the workbook or the template itself, PK204 when it is no name of a Word file.
    """
    how = settings or read_settings(Path.cwd())
    path = Path(workbook)
    chosen = default_template(how) if template is None else Path(template)
    if output is not None:
        _keep_apart(Path(output), (path, chosen))
        _keep_kind(output, DRAFT_KIND)
    book, faults = _read(path, how)
    if book is None or errors_in(faults):
        raise Refusal(faults + _fit(book, chosen, how, faults))
    merged = _merge(book, chosen, how, provenance=not final)
    warnings = ordered(faults + merged.faults)
    numbers = (*_counted(merged.manifest), len(book.indicators))
    data = draft_bytes(merged.package, merged.members, None if final else merged.manifest)
    if output is not None:
        save_draft(Path(output), data)
        return Built(Path(output), 0, True, *numbers, diagnostics=warnings)
    return _next_draft(Path(how.output), path.stem, data, merged.manifest, numbers, warnings)


def merge_data(
    template: Path | str,
    data: Mapping[str, Any],
    output: Path | str,
    *,
    strict: bool = True,
    sources: Iterable[Path] = (),
) -> Path:
    """Merge any mapping into any template, write the result to `output`, and return its path.

    Refusal PK203 when `output` is the template, or one of the `sources` that the data was read from; PK204
    when it is no name of a Word file.
    """
    from reportgen.template import Template

    _keep_apart(Path(output), (Path(template), *sources))
    _keep_kind(output, DRAFT_KIND)
    save_draft(Path(output), Template.load(Path(template), strict=strict).render(data))
    return Path(output)


def new_book(path: Path | str, year: int | None = None) -> Path:
    """Write an empty workbook to fill in; Refusal PK202 when the file exists, PK204 when `path` is no name of
    a workbook."""
    from reportgen.word.files import save_new
    from reportgen.workbook import empty_book

    _keep_kind(path, BOOK_KIND)
    save_new(Path(path), empty_book(year))
    return Path(path)


def default_template(settings: Settings) -> Path:
    """Return the template used when none is named: the settings', the project's own, or the one that came
    along."""
    if settings.template:
        return Path(settings.template)
    package = Path(__file__).parent
    places = (Path("templates"), package / "templates", package.parent / "templates")
    return next(
        (folder / TEMPLATE_NAME for folder in places if (folder / TEMPLATE_NAME).is_file()),
        places[0] / TEMPLATE_NAME,
    )


@dataclass(frozen=True)
class _Merge:
    """A merged draft before it is written."""

    package: Any
    members: tuple[Any, ...]
    manifest: Manifest
    faults: tuple[Diagnostic, ...]


def _read(path: Path, how: Settings) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    from reportgen.workbook import Limits, check_book, read_book

    try:
        outcome = read_book(path)
    except Refusal as refusal:
        return None, refusal.diagnostics
    if outcome.book is None:
        return None, outcome.diagnostics
    limits = Limits(how.jump_limit, DEFAULT_RATE_PLACES, how.rounding)
    checked = check_book(outcome.book, limits)
    return outcome.book, outcome.diagnostics + without_echoes(checked, outcome.diagnostics)


def _merge(book: Book, template: Path, how: Settings, provenance: bool = True) -> _Merge:
    from reportgen.context import book_context
    from reportgen.template import Template

    context, faults = book_context(book, how.wording, how.rounding, how.multiples)
    try:
        loaded = Template.load(template)
        merged = loaded.merge(context, provenance)
    except Refusal as refusal:
        raise Refusal(faults + told_once(refusal.diagnostics)) from refusal
    if errors_in(faults):
        raise Refusal(faults)
    left = (*unprinted(book, merged.insertions), *unneeded(loaded.variables, context))
    left += tuple(untagged(_paragraphs(loaded.package), context))
    manifest = manifest_of(
        __version__, Source(book.file, book.digest), Source(loaded.file, loaded.digest), merged.insertions
    )
    return _Merge(loaded.package, merged.members, manifest, faults + left)


def _paragraphs(package: Any) -> Iterator[ParagraphRef]:
    """Yield the paragraphs of a template's stories with their texts."""
    from reportgen.word.parts import story_parts
    from reportgen.word.runs import paragraph_text
    from reportgen.word.xml import parsed, qname, usual_prefixes

    for name in story_parts(package):
        root = usual_prefixes(parsed(package.part(name), package.file, name)).iter(qname("w:p"))
        for number, paragraph in enumerate(root, start=1):
            yield ParagraphRef(package.file, name, number, paragraph_text(paragraph))


def _fit(
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
        found = _merge(book, template, how).faults
    except Refusal as refusal:
        found = refusal.diagnostics
    return without_echoes(found, known, names_lost(book)) if book is not None else found


def _keep_apart(output: Path, sources: Iterable[Path]) -> None:
    """Refuse to write over a file that is being read (PK203)."""
    for source in sources:
        with suppress(OSError):  # where one of the two is not there
            if output.samefile(source):
                raise Refusal([fault("PK203", FileRef(str(output)))])


def _keep_kind(output: Path | str, kind: str) -> None:
    """Refuse to write where no file of that kind stands or would stand (PK204): another kind's, or a folder.

    A workbook where a folder stands is left to `save_new`, which replaces nothing."""
    name = os.fspath(output)
    misnamed = name.endswith(("/", os.sep)) or Path(name).suffix.lower() != kind
    if misnamed or (kind == DRAFT_KIND and os.path.isdir(name)):  # noqa: PTH112  # no error for a long name
        raise Refusal([fault("PK204", FileRef(name), wanted=kind)])


def _next_draft(
    folder: Path,
    stem: str,
    data: bytes,
    manifest: Manifest,
    numbers: tuple[int, int, int],
    warnings: tuple[Diagnostic, ...],
) -> Built:
    from reportgen.word.package import open_package

    latest = latest_draft(folder, stem)
    told, unchanged = None, False
    if latest is not None:
        try:
            before = open_package(latest.path)
            told, unchanged = read_manifest(before), same_content(before, open_package(data))
        except Refusal as refusal:  # a damaged draft is worth knowing of, and no reason to stop
            damaged = fault("DR101", FileRef(str(latest.path)), reason=refusal.diagnostics[0].code)
            warnings = ordered((*warnings, damaged))
    if latest is not None and unchanged:
        return Built(latest.path, latest.number, False, *numbers, diagnostics=warnings)
    draft = save_next(folder, stem, data)
    changes = changes_between(told, manifest)
    compared = latest.path.name if latest is not None and told is not None else ""
    return Built(
        draft.path,
        draft.number,
        True,
        *numbers,
        compared_with=compared,
        changes=changes,
        diagnostics=warnings,
    )


def _counted(manifest: Manifest) -> tuple[int, int]:
    figures = [figure for figure in manifest.figures if figure.nature != Nature.TEXT]
    return len(figures), len({figure.indicator for figure in figures if figure.nature == Nature.RATE})

"""The use cases, one function each: values and files in, a result out. Nothing is printed here.

workbook → indicators → measures → context → template → draft → comparison with the last draft
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.drafts import (
    FigureChange,
    changes_between,
    draft_bytes,
    latest_draft,
    same_content,
    save_draft,
    save_next,
)
from reportgen.fields import Nature
from reportgen.fit import is_misshapen
from reportgen.manifest import Manifest, read_manifest
from reportgen.merging import fit_faults, linted_with, merge, read_checked
from reportgen.refs import FileRef
from reportgen.settings import Settings, read_settings
from reportgen.tracing import Traced, traced

if TYPE_CHECKING:
    from reportgen.template.reading import Need

__all__ = [
    "Built",
    "Checked",
    "Linted",
    "annotate",
    "build",
    "check",
    "default_template",
    "lint",
    "merge_data",
    "new_book",
    "trace",
]

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


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in a template: the faults, and the names it needs; `compared` says that these were
    looked up in a workbook."""

    diagnostics: tuple[Diagnostic, ...]
    needs: tuple[Need, ...] = ()
    compared: bool = False

    @property
    def ok(self) -> bool:
        """Whether the template can be merged."""
        return not errors_in(self.diagnostics)


def check(
    workbook: Path | str, template: Path | str | None = None, settings: Settings | None = None
) -> Checked:
    """Return every fault of the workbook, also when it cannot be read, and with `template` of the two
    together; nothing is written."""
    path, how = Path(workbook), settings or read_settings(Path.cwd())
    book, faults = read_checked(path, how)
    if book is not None and template is not None:
        faults += fit_faults(book, Path(template), how, faults)
    counts = (len(book.indicators), len(book.lists), len(book.passages)) if book else (0, 0, 0)
    return Checked(ordered(faults), *counts)


def lint(
    template: Path | str, workbook: Path | str | None = None, settings: Settings | None = None
) -> Linted:
    """Return every fault of the template, and the names it needs; with `workbook` also how the two fit
    together.

    Faults of the files themselves are among them. What only the workbook is to blame for is left to `check`.
    """
    from reportgen.template.lint import lint_template
    from reportgen.word.package import open_package

    path, how = Path(template), settings or read_settings(Path.cwd())
    try:
        package = open_package(path)
        book, known = read_checked(Path(workbook), how) if workbook is not None else (None, ())
        if book is None or is_misshapen(known):
            found = lint_template(package)
            return Linted(ordered((*found.diagnostics, *errors_in(known))), found.needs)
        found, faults = linted_with(book, path, how, known)
        return Linted(faults, found.needs, compared=True)
    except Refusal as refusal:
        return Linted(refusal.diagnostics)


def annotate(
    template: Path | str,
    output: Path | str,
    diagnostics: Iterable[Diagnostic],
    said: Callable[[Diagnostic], Sequence[str]],
) -> Path:
    """Write a copy of the template with its faults as Word comments, and return its path.

    `said` returns the paragraphs of a fault's comment. Refusal PK203 when `output` is the template.
    """
    from reportgen.template.annotate import annotated
    from reportgen.word.package import open_package

    _keep_apart(Path(output), (Path(template),))
    save_draft(Path(output), annotated(open_package(Path(template)), diagnostics, said))
    return Path(output)


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
    book, faults = read_checked(path, how)
    if book is None or errors_in(faults):
        raise Refusal(faults + fit_faults(book, chosen, how, faults))
    merged = merge(book, chosen, how, provenance=not final, version=__version__)
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


def trace(draft: Path | str, text: str = "", *, texts: bool = False) -> Traced:
    """Return the figures of `draft` with the cells they come from, or what `text` asks for (see
    `tracing.traced`)."""
    from reportgen.word.package import open_package

    return traced(open_package(Path(draft)), text, texts=texts)


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

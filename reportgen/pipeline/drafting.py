"""Use cases of drafts: build the next one, trace one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import __version__
from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.drafts import (
    FigureChange,
    changes_between,
    draft_bytes,
    draft_stem,
    latest_draft,
    same_content,
    save_draft,
    save_next,
)
from reportgen.fields import Nature
from reportgen.manifest import Manifest, read_manifest
from reportgen.merging import fit_faults, merge, read_checked, without_silenced
from reportgen.pipeline.limits import within_limits
from reportgen.pipeline.outputs import DRAFT_KIND, keep_apart, keep_kind
from reportgen.refs import FileRef
from reportgen.settings import Settings, read_settings
from reportgen.word.package import open_package

if TYPE_CHECKING:
    from reportgen.tracing import Traced

__all__ = ["Built", "build", "default_template", "trace"]

TEMPLATE_NAMES = {"zh": "annual-summary.docx", "en": "annual-summary-en.docx"}
"""The template that comes along, by the language of the workbook's form, whose names it uses."""


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


@within_limits
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
    already; a workbook's name that is too long for one of a draft is shortened, and PK217 tells. With `final`
    the draft carries neither provenance nor bookmarks. Refusal PK203 when `output` is the workbook or the
    template itself, PK204 when it is no name of a Word file.
    """
    how = settings or read_settings(Path.cwd())
    path = Path(workbook)
    if output is not None:
        keep_apart(Path(output), (path,))
        keep_kind(output, DRAFT_KIND)
    book, faults = read_checked(path, how)
    language = book.language if book is not None else "zh"
    chosen = default_template(how, language) if template is None else Path(template)
    if output is not None:
        keep_apart(Path(output), (chosen,))
    if book is None or errors_in(faults):
        more, _ = without_silenced(fit_faults(book, chosen, how, faults), book, how)
        raise Refusal(faults + more)
    merged = merge(book, chosen, how, provenance=not final, version=__version__)
    warnings = ordered(faults + without_silenced(merged.faults, book, how)[0])
    numbers = (*_counted(merged.manifest), len(book.indicators))
    data = draft_bytes(merged.package, merged.members, None if final else merged.manifest)
    if output is not None:
        save_draft(Path(output), data)
        return Built(Path(output), 0, True, *numbers, diagnostics=warnings)
    folder = Path(how.output)
    stem = draft_stem(folder, path.stem)
    if stem != path.stem:
        warnings = ordered((*warnings, fault("PK217", FileRef(path.name), stem=stem)))
    return _next_draft(folder, stem, language, data, merged.manifest, numbers, warnings)


@within_limits
def trace(draft: Path | str, text: str = "", *, texts: bool = False) -> Traced:
    """Return the figures of `draft` with the cells they come from, or what `text` asks for (see
    `tracing.traced`)."""
    from reportgen.tracing import traced  # a build does without

    return traced(open_package(Path(draft)), text, texts=texts)


def default_template(settings: Settings, language: str = "zh") -> Path:
    """Return the template used when none is named for a workbook in `language`: the settings', the project's
    own, or the one that came along."""
    if settings.template:
        return Path(settings.template)
    package = Path(__file__).parent.parent
    places = (Path("templates"), package / "templates", package.parent / "templates")
    name = TEMPLATE_NAMES[language]
    return next((folder / name for folder in places if (folder / name).is_file()), places[0] / name)


def _next_draft(
    folder: Path,
    stem: str,
    language: str,
    data: bytes,
    manifest: Manifest,
    numbers: tuple[int, int, int],
    warnings: tuple[Diagnostic, ...],
) -> Built:
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
    draft = save_next(folder, stem, data, language)
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

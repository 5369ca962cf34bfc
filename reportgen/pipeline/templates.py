"""Use cases of a template by itself: examine it, annotate it, merge any data into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, ordered
from reportgen.pipeline.limits import within_limits
from reportgen.pipeline.outputs import DRAFT_KIND, keep_apart, keep_kind
from reportgen.settings import Settings, read_settings
from reportgen.word.files import save

if TYPE_CHECKING:
    from reportgen.template.reading import Need

__all__ = ["Linted", "Rendered", "annotate", "lint", "merge_data"]


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


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template with data in it: where it is, and what was left out of it."""

    path: Path
    diagnostics: tuple[Diagnostic, ...]


@within_limits
def lint(
    template: Path | str, workbook: Path | str | None = None, settings: Settings | None = None
) -> Linted:
    """Return every fault of the template, and the names it needs; with `workbook` also how the two fit
    together.

    Faults of the files themselves are among them. What only the workbook is to blame for is left to `check`.
    """
    from reportgen.fit import is_misshapen
    from reportgen.merging import linted_with, read_checked, without_silenced
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
        return Linted(without_silenced(faults, book, how)[0], found.needs, compared=True)
    except Refusal as refusal:
        return Linted(refusal.diagnostics)


@within_limits
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

    keep_apart(Path(output), (Path(template),))
    save(Path(output), annotated(open_package(Path(template)), diagnostics, said))
    return Path(output)


@within_limits
def merge_data(
    template: Path | str,
    data: Mapping[str, Any],
    output: Path | str,
    *,
    strict: bool = True,
    sources: Iterable[Path] = (),
) -> Rendered:
    """Merge any mapping into any template, and write the result to `output`.

    Refusal with every fault of the two; PK203 when `output` is the template, or one of the `sources` that the
    data was read from; PK204 when it is no name of a Word file.
    """
    from reportgen.template import Template
    from reportgen.word.package import written

    keep_apart(Path(output), (Path(template), *sources))
    keep_kind(output, DRAFT_KIND)
    try:
        made = Template.load(Path(template), strict=strict).merge(data)
    except Refusal as refusal:
        if not strict:
            raise
        from reportgen.merging import every_fault  # a merge that succeeds does without

        raise Refusal(every_fault(Path(template), data, refusal.diagnostics)) from refusal
    save(Path(output), written(made.members))
    return Rendered(Path(output), made.warnings)

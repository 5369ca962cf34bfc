"""Use cases of a workbook: check it, begin a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics import Diagnostic, errors_in, ordered
from reportgen.merging import fit_faults, read_checked
from reportgen.pipeline.outputs import BOOK_KIND, keep_kind
from reportgen.settings import Settings, read_settings

__all__ = ["Checked", "check", "new_book"]


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


def new_book(path: Path | str, year: int | None = None) -> Path:
    """Write an empty workbook to fill in; Refusal PK202 when the file exists, PK204 when `path` is no name of
    a workbook."""
    from reportgen.word.files import save_new
    from reportgen.workbook import empty_book

    keep_kind(path, BOOK_KIND)
    save_new(Path(path), empty_book(year))
    return Path(path)

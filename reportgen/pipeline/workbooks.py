"""Use cases of a workbook: check it, begin a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, errors_in, ordered
from reportgen.merging import examined, fit_faults, without_silenced
from reportgen.pipeline.outputs import BOOK_KIND, keep_kind
from reportgen.settings import Settings, read_settings

if TYPE_CHECKING:
    from reportgen.workbook.switches import Silenced

__all__ = ["Checked", "check", "new_book"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the faults, and how many indicators, lists and paragraphs the workbook holds;
    `silenced` are the switches with how many findings each took out of sight."""

    diagnostics: tuple[Diagnostic, ...]
    indicators: int
    lists: int
    passages: int
    silenced: tuple[Silenced, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether a draft could be built."""
        return not errors_in(self.diagnostics)


def check(
    workbook: Path | str,
    template: Path | str | None = None,
    settings: Settings | None = None,
    last: Path | str | None = None,
) -> Checked:
    """Return every fault of the workbook, also when it cannot be read, with `template` of the two together,
    and with `last`, or the settings' one, of what last year's workbook says of its year; nothing is written.

    What the workbook or the settings switch off is counted only; a switch of no use is a note.
    """
    from reportgen.workbook.switches import idle

    path, how = Path(workbook), settings or read_settings(Path.cwd())
    before = last or how.last
    book, faults = examined(path, how, Path(before) if before else None)
    if book is not None and template is not None:
        faults += fit_faults(book, Path(template), how, faults)
    kept, silenced = without_silenced(faults, book, how)
    unused = idle(silenced, fitted=template is not None, compared=bool(before)) if book is not None else ()
    counts = (len(book.indicators), len(book.lists), len(book.passages)) if book else (0, 0, 0)
    return Checked(ordered((*kept, *unused)), *counts, silenced)


def new_book(path: Path | str, year: int | None = None) -> Path:
    """Write an empty workbook to fill in; Refusal PK202 when the file exists, PK204 when `path` is no name of
    a workbook."""
    from reportgen.word.files import save_new
    from reportgen.workbook import empty_book

    keep_kind(path, BOOK_KIND)
    save_new(Path(path), empty_book(year))
    return Path(path)

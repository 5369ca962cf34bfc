"""Use cases of a workbook: check it, begin a new one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, ordered
from reportgen.merging import examined, fit_faults, without_silenced
from reportgen.messages import MAIN_PART
from reportgen.pipeline.outputs import BOOK_KIND, keep_kind
from reportgen.refs import CellRef, ParagraphRef
from reportgen.settings import Settings, read_settings

if TYPE_CHECKING:
    from reportgen.indicators import Book
    from reportgen.workbook import Plan
    from reportgen.workbook.switches import Silenced

__all__ = ["Checked", "Needed", "book_for", "check", "new_book"]


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


@dataclass(frozen=True, slots=True)
class Needed:
    """An empty workbook made for a template: where it is, and what the template's names were taken for."""

    path: Path
    plan: Plan


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
    return Checked(_by_sheet(ordered((*kept, *unused)), book), *counts, silenced)


def _by_sheet(found: tuple[Diagnostic, ...], book: Book | None) -> tuple[Diagnostic, ...]:
    """Return sorted faults with the sheets as they follow one another in the book."""
    from reportgen.workbook.form import edition

    if book is None:
        return found
    ranks = {sheet.title: rank for rank, sheet in enumerate(edition(book.language).sheets)}
    rank = [ranks.get(one.place.sheet, len(ranks)) if isinstance(one.place, CellRef) else -1 for one in found]
    return tuple(found[at] for at in sorted(range(len(found)), key=rank.__getitem__))


def new_book(path: Path | str, year: int | None = None, language: str = "zh") -> Path:
    """Write an empty workbook to fill in; Refusal PK202 when the file exists, PK204 when `path` is no name of
    a workbook."""
    from reportgen.word.files import save_new
    from reportgen.workbook import empty_book
    from reportgen.workbook.form import edition

    keep_kind(path, BOOK_KIND)
    save_new(Path(path), empty_book(year, edition(language)))
    return Path(path)


def book_for(
    path: Path | str, template: Path | str, year: int | None = None, language: str | None = None
) -> Needed:
    """Write an empty workbook with what a template needs, and return what its names were taken for.

    Without a `language` it is the one whose form and outline know most of the names. Refusal as
    of `new_book`, and when the template cannot be read as one.
    """
    from reportgen.template.lint import lint_template
    from reportgen.word.files import save_new
    from reportgen.word.package import open_package
    from reportgen.workbook import Asked, needed_book, planned
    from reportgen.workbook.form import EDITIONS, edition
    from reportgen.workbook.outline import outline

    keep_kind(path, BOOK_KIND)
    found = lint_template(open_package(Path(template)))
    if not found.compiles:
        raise Refusal(errors_in(found.diagnostics))
    needs = sorted(found.needs, key=lambda need: _place(need.places[0]))
    asked = [Asked(need.name, need.paths, tuple(place.tag for place in need.places)) for need in needs]
    forms = [edition(language)] if language else EDITIONS
    plans = [(planned(asked, form, outline(form.language)), form) for form in forms]
    plan, form = max(plans, key=lambda pair: pair[0].known)
    save_new(Path(path), needed_book(plan, year, form))
    return Needed(Path(path), plan)


def _place(first: ParagraphRef) -> tuple[bool, tuple[str, str, int, int]]:
    """Return the key that sorts names as a reader meets them: headers and footers come last."""
    return (first.part != MAIN_PART, first.order)

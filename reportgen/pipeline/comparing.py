"""Use cases of comparison: two drafts, or two workbooks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.diff.values import Revision
from reportgen.refs import FileRef
from reportgen.settings import Settings, read_settings
from reportgen.word.package import open_package

if TYPE_CHECKING:
    from reportgen.indicators import Book
    from reportgen.word.content import Content

__all__ = ["compare", "newest_drafts", "read_file"]

_BOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})  # any other is read as a Word file
_Read = TypeVar("_Read")


def compare(old: Path | str, new: Path | str, settings: Settings | None = None) -> Revision:
    """Return what changed from one draft to another, or from one workbook to another.

    A workbook is compared as far as it can be read; what cannot is told by the diagnostics. Refusal: what
    the two files are refused for, and DF104 when they are of unlike kinds.
    """
    how, paths = settings or read_settings(Path.cwd()), (Path(old), Path(new))
    kinds = [_is_book(path) for path in paths]
    if kinds[0] is not kinds[1]:
        raise Refusal([fault("DF104", FileRef(str(new)), old=paths[0].name, new=paths[1].name)])
    return _compared_books(*paths, how) if kinds[0] else _compared_drafts(*paths)


def newest_drafts(settings: Settings | None = None) -> tuple[Path, Path]:
    """Return the two newest drafts of the output folder, the older one first; Refusal DF103 when there are no
    two."""
    from reportgen import drafts

    return drafts.newest_drafts(Path((settings or read_settings(Path.cwd())).output))


def read_file(path: Path | str) -> Book | Content:
    """Return what a workbook or a Word file says; Refusal when it cannot be read."""
    if _is_book(Path(path)):
        return _book(Path(path))[0]
    from reportgen.word.content import read_content

    return read_content(open_package(Path(path)))


def _is_book(path: Path) -> bool:
    return path.suffix.lower() in _BOOKS


def _compared_drafts(old: Path, new: Path) -> Revision:
    from reportgen.diff.compare import compare_drafts

    return compare_drafts(*_both(open_package, old, new)).revision


def _compared_books(old: Path, new: Path, how: Settings) -> Revision:
    from reportgen.diff.books import compare_books

    (before, faults), (after, more) = _both(_book, old, new)
    found = compare_books(before, after, how.rounding)
    return replace(found, diagnostics=ordered((*found.diagnostics, *faults, *more)))


def _book(path: Path) -> tuple[Book, tuple[Diagnostic, ...]]:
    """Return a workbook and the errors by which it could not be read in full."""
    from reportgen.workbook import read_book

    outcome = read_book(path)
    if outcome.book is None:
        raise Refusal(outcome.diagnostics)
    return outcome.book, errors_in(outcome.diagnostics)


def _both(read: Callable[[Path], _Read], old: Path, new: Path) -> tuple[_Read, _Read]:
    """Return the two files read; Refusal with the faults of both."""
    found: list[_Read] = []
    faults: list[Diagnostic] = []
    for path in (old, new):
        try:
            found.append(read(path))
        except Refusal as refusal:
            faults += refusal.diagnostics
    if faults:
        raise Refusal(faults)
    return found[0], found[1]

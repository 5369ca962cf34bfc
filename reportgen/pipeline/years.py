"""Use cases of a workbook through its years and hands: roll it on, put copies together, take it apart."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.pipeline.outputs import BOOK_KIND, keep_kind
from reportgen.refs import FileRef
from reportgen.settings import Settings, read_settings

if TYPE_CHECKING:
    from reportgen.workbook.collecting import Missing
    from reportgen.workbook.filled import Filled
    from reportgen.workbook.roll import Rolled

__all__ = ["Collection", "Export", "Rollover", "Taken", "collect", "copy_book", "export", "roll"]


@dataclass(frozen=True, slots=True)
class Rollover:
    """Next year's book: where it is, and what was `made` for it."""

    path: Path
    made: Rolled

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What to look at in it."""
        return self.made.notes


@dataclass(frozen=True, slots=True)
class Taken:
    """How many cells came from a part."""

    file: str
    cells: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A book that was put together: where it is, what each part gave, and which values nobody gave."""

    path: Path
    parts: tuple[Taken, ...]
    missing: tuple[Missing, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A book as plain files: the folder, and the names of the files in it."""

    folder: Path
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def roll(
    workbook: Path | str, output: Path | str | None = None, settings: Settings | None = None
) -> Rollover:
    """Write next year's workbook out of this year's, beside it unless `output` names another place.

    The year in the name of the file moves on; a name without one gets it. Refusal: every error of the form
    of `workbook`, WB222 when it does not tell its year, PK202 when the file to write exists, PK204 when
    `output` is no name of a workbook.
    """
    from reportgen.workbook.carrying import read_filled
    from reportgen.workbook.roll import rolled

    path, how = Path(workbook), settings or read_settings(Path.cwd())
    _keep_book(output)
    made = rolled(read_filled(path), how.rounding)
    target = Path(output) if output is not None else _next_name(path, made.year)
    _write_book(target, made.filled, made.year)
    return Rollover(target, made)


def collect(
    workbook: Path | str, parts: Sequence[Path | str], output: Path | str | None = None
) -> Collection:
    """Write one workbook out of `workbook` and the copies of it that several hands filled in.

    Refusal: every error of the form of any of the files; WB411, WB412 and WB415 for what contradicts; PK202
    when the file to write exists. Nothing is written then.
    """
    from reportgen.workbook.collecting import Part, collected

    _keep_book(output)
    path = Path(workbook)
    books = _read_all([path, *map(Path, parts)])
    named = [str(workbook), *map(str, parts)]
    base, *rest = (Part(book, label, Path(label).stem) for book, label in zip(books, named, strict=True))
    made = collected(base, rest)
    ending = made.filled.edition.guide.collected
    target = Path(output) if output is not None else path.with_name(f"{path.stem}-{ending}{BOOK_KIND}")
    _write_book(target, made.filled)
    taken = tuple(Taken(part.label, cells) for part, cells in zip(rest, made.taken, strict=True))
    return Collection(target, taken, made.missing, made.notes)


def export(workbook: Path | str, folder: Path | str) -> Export:
    """Write `workbook` as CSV files with a `datapackage.json` into `folder`, which is empty, not there yet,
    or holds an earlier export, whose files are replaced one by one.

    Refusal: every error of the form, PK202 when the folder holds anything else, PK201 when it cannot be
    written.
    """
    from reportgen.word.files import save
    from reportgen.workbook.carrying import read_filled
    from reportgen.workbook.exchange import exported

    path, place = Path(workbook), Path(folder)
    book = read_filled(path)
    files = exported(book, path.stem)
    _keep_folder(place, files)
    for name, data in files.items():
        save(place / name, data)
    return Export(place, tuple(files), book.left)


def copy_book(
    path: Path | str, source: Path | str, hand: str | None = None
) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write a new workbook that says what `source` says, a workbook or a folder that one was exported to;
    with `hand` only the rows of that person or office. Return where it is and what to know of it.

    Refusal: every error of the source's form, WB431 when no row has `hand`, PK202 when the file exists.
    """
    from reportgen.workbook.carrying import read_filled
    from reportgen.workbook.exchange import read_folder
    from reportgen.workbook.splitting import part_for

    keep_kind(path, BOOK_KIND)
    origin = Path(source)
    book, notes = read_folder(origin) if os.path.isdir(origin) else (read_filled(origin), ())  # noqa: PTH112
    _write_book(Path(path), book if hand is None else part_for(book, hand))
    return Path(path), (*notes, *book.left)


def _read_all(paths: Iterable[Path]) -> list[Filled]:
    """Return what was typed into each workbook; Refusal with the errors of all of them."""
    from reportgen.workbook.carrying import read_filled

    books: list[Filled] = []
    faults: list[Diagnostic] = []
    for path in paths:
        try:
            books.append(read_filled(path))
        except Refusal as refusal:
            faults += refusal.diagnostics
    if faults:
        raise Refusal(faults, several=True)
    return books


def _write_book(path: Path, book: Filled, year: int | None = None) -> None:
    from reportgen.word.files import save_new
    from reportgen.workbook import write_book
    from reportgen.workbook.filled import contents

    save_new(path, write_book(contents(book, year)))


def _keep_book(output: Path | str | None) -> None:
    if output is not None:
        keep_kind(output, BOOK_KIND)


def _keep_folder(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write among files that are none of ours, or through a link to one elsewhere (PK202)."""
    from reportgen.workbook.exchange import is_export

    if not os.path.lexists(folder):  # unlike Path.exists, no exception for a name too long
        return
    try:
        is_free = not any(folder.iterdir())
    except OSError:  # a file, or a folder that nobody may look into
        is_free = False
    if not is_free and not is_export(folder):
        raise Refusal([fault("PK202", FileRef(str(folder)), hints=("folder",))])
    for link in (place for name in names if (place := folder / name).is_symlink()):
        raise Refusal([fault("PK202", FileRef(str(link)), hints=("folder",))])


def _next_name(path: Path, year: int) -> Path:
    """Return the name of next year's file: the year in it moved on, or put behind it."""
    stem = path.stem.replace(str(year - 1), str(year))
    return path.with_name(f"{stem if stem != path.stem else f'{stem}-{year}'}{BOOK_KIND}")

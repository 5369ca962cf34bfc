"""Use cases of comparison: two drafts, or two workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.diff.values import Revision
from reportgen.pipeline.limits import within_limits
from reportgen.pipeline.outputs import DRAFT_KIND, PAGE_KIND, keep_apart, keep_kind
from reportgen.refs import FileRef
from reportgen.settings import Settings, read_settings
from reportgen.word.package import open_package

if TYPE_CHECKING:
    from reportgen.diff.pairs import Alignment
    from reportgen.diff.redline import RedlineWords
    from reportgen.indicators import Book
    from reportgen.word.content import Content
    from reportgen.wording.segments import Cut

__all__ = ["Comparison", "compare", "compared", "newest_drafts", "read_file", "write_page", "write_redline"]

_BOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})  # any other is read as a Word file
_Read = TypeVar("_Read")


class Comparison(NamedTuple):
    """Two files compared: what changed and, for Word files, the alignment that a redline is made of."""

    old: Path
    new: Path
    revision: Revision
    alignment: Alignment | None = None


def compare(old: Path | str, new: Path | str, settings: Settings | None = None) -> Revision:
    """Return what changed from one draft to another, or from one workbook to another.

    A workbook is compared as far as it can be read; what cannot is told by the diagnostics. Refusal: what
    the two files are refused for, and DF104 when they are of unlike kinds.
    """
    return compared(old, new, settings).revision


@within_limits
def compared(old: Path | str, new: Path | str, settings: Settings | None = None) -> Comparison:
    """Return what `compare` does, with what a redline is made of."""
    how, paths = settings or read_settings(Path.cwd()), (Path(old), Path(new))
    kinds = [_is_book(path) for path in paths]
    if kinds[0] is not kinds[1]:
        raise Refusal([fault("DF104", FileRef(str(new)), old=paths[0].name, new=paths[1].name)])
    if kinds[0]:
        return Comparison(*paths, _compared_books(*paths, how))
    from reportgen.diff.compare import compare_drafts

    found = compare_drafts(*_both(open_package, *paths), _cut(how))
    return Comparison(*paths, found.revision, found.alignment)


def write_page(found: Comparison, output: Path | str, page: str) -> Path:
    """Write the `page` of a comparison, and return its path; Refusal PK203 when `output` is one of the two
    files, PK204 when it is no name of a page."""
    from reportgen.word.files import save  # what is only shown is not written

    keep_apart(Path(output), (found.old, found.new))
    keep_kind(output, PAGE_KIND)
    save(Path(output), page.encode())
    return Path(output)


@within_limits  # a redline is read again before it is written
def write_redline(
    found: Comparison, output: Path | str, words: RedlineWords, when: str
) -> tuple[Diagnostic, ...]:
    """Write the new of two Word files with what differs from the old one as tracked changes, and return notes
    on what these cannot show. `when` is their date.

    Refusal PK203 when `output` is one of the two files, PK204 when it is no name of a Word file, DF301 when
    accepting or rejecting the changes would not give the one and the other.
    """
    from reportgen.diff.redline import redlined
    from reportgen.word.files import save

    assert found.alignment is not None  # workbooks have no redline: that is for the caller to say
    keep_apart(Path(output), (found.old, found.new))
    keep_kind(output, DRAFT_KIND)
    made = redlined(found.alignment, words, when)
    save(Path(output), made.data)
    return made.notes


def newest_drafts(settings: Settings | None = None) -> tuple[Path, Path]:
    """Return the two newest drafts of the output folder, the older one first; Refusal DF103 when there are no
    two."""
    from reportgen import drafts

    return drafts.newest_drafts(Path((settings or read_settings(Path.cwd())).output))


@within_limits
def read_file(path: Path | str) -> Book | Content:
    """Return what a workbook or a Word file says; Refusal when it cannot be read."""
    if _is_book(Path(path)):
        return _book(Path(path))[0]
    from reportgen.word.reader import read_content

    return read_content(open_package(Path(path)))


def _cut(how: Settings) -> Cut | None:
    """Return what makes words of Chinese when it is not to be our own list."""
    if how.words != "jieba":
        return None
    from reportgen.wording.dictionary import dictionary_words

    return dictionary_words()


def _is_book(path: Path) -> bool:
    return path.suffix.lower() in _BOOKS


def _compared_books(old: Path, new: Path, how: Settings) -> Revision:
    from reportgen.diff.books import compare_books

    (before, faults), (after, more) = _both(_book, old, new)
    found = compare_books(before, after, how.rounding)
    return found._replace(diagnostics=ordered((*found.diagnostics, *faults, *more)))


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

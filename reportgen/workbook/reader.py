"""Cells as Excel stores them, with their addresses: the one module that reads through openpyxl.

openpyxl's own worksheets either build every cell between A1 and the last one, or forget which formula never
had a value and what is merged or hidden. So its streaming parser is used directly: it yields what exists.
Nothing is judged here; what a cell ought to hold is for `records` to say.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import CellRef, FileRef
from reportgen.word.package import Member, Package, deflated, guarded, written
from reportgen.workbook.cells import Cell, CellKind, cell_of, unescaped
from reportgen.workbook.columns import address
from reportgen.workbook.sparse import without_empty

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._reader import WorkSheetParser

__all__ = ["RawBook", "RawSheet", "read_sheets"]

TAG_LIMIT = 2_000_000  # elements in all parts of a file: about 500,000 cells
SHEET_TAG_LIMIT = 1_000_000  # elements in one sheet of the form: about 250,000 cells
ROW_LIMIT = 100_000  # rows in one sheet of the form
LONGEST = 32_767  # characters that a cell of Excel holds
LARGE_SHEET = 1 << 20  # bytes from which it pays to leave out the rows that are only formatted

# What openpyxl and what is below it raise on damaged parts, found by mutating every part of a workbook.
# SyntaxError is the common ancestor of lxml's and expat's parse errors, ValueError that of Unicode's.
FOREIGN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    SyntaxError,
    OverflowError,
    EOFError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    zipfile.BadZipFile,
    zlib.error,
)

_SHEETS = "xl/worksheets/"  # where all programs that are known to write workbooks put them
_OTHER_KINDS = {"word/document.xml", "ppt/presentation.xml"}  # main parts of what is no workbook
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?")  # what Excel writes for one


@dataclass(frozen=True, slots=True)
class RawSheet:
    """The cells of a sheet by row and column, counted from 1; merged ranges as (top, left, bottom, right)."""

    file: str
    title: str
    rows: Mapping[int, Mapping[int, Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[str, str] = field(default_factory=dict)  # address → text, where they were asked for
    is_hidden: bool = False

    def ref(self, row: int, column: int) -> CellRef:
        """Return the reference of a cell, existing or not."""
        return CellRef(self.file, self.title, address(row, column))


@dataclass(frozen=True, slots=True)
class RawBook:
    """The sheets asked for, and the titles of all. `digest` is the sha256 of the file's bytes."""

    file: str
    digest: str
    titles: tuple[str, ...]
    sheets: tuple[RawSheet, ...]


def read_sheets(path: Path, wanted: Callable[[str], bool] = bool, *, comments: bool = False) -> RawBook:
    """Return the cells of the sheets whose titles are `wanted` (all, unless told) of the workbook at `path`,
    if asked for with their `comments`.

    Refusal: what `guarded` refuses, PK109 another kind of Office file, PK110 a part with a document
    type, WB101 not readable as a workbook and WB102 more cells or rows than any form has.
    """
    data, package = guarded(path)
    lean = _without_empty_rows(package)
    _refuse_excess(lean)
    if lean is not package:
        data = written(lean.members)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose on saving; nothing is saved here
        try:
            return _read(data, lean, wanted, comments)
        except FOREIGN as error:
            raise Refusal([_unreadable(package, error)]) from error


def _unreadable(package: Package, error: Exception) -> Diagnostic:
    """Return why there is no workbook: a file of another program of Office was given, or it is damaged."""
    if _OTHER_KINDS.intersection(package.names):
        return fault("PK109", FileRef(package.file), wanted=".xlsx")
    return fault("WB101", FileRef(package.file), reason=type(error).__name__)


def _without_empty_rows(package: Package) -> Package:
    """Return the package with its large sheets freed of rows and cells that are only formatted."""
    large = {
        member.name
        for member in package.members
        if member.name.startswith(_SHEETS) and member.size >= LARGE_SHEET
    }
    if not large:
        return package
    return package.with_members(_lean(package, member, large) for member in package.members)


def _lean(package: Package, member: Member, large: Set[str]) -> Member:
    if member.name not in large:
        return member
    return deflated(member.name, without_empty(package.pieces(member.name)))


def _refuse_excess(package: Package) -> None:
    place = FileRef(package.file)
    total = 0
    for name in package.names:
        part = package.part(name) if name.lower().endswith((".xml", ".rels", ".vml")) else b""
        if b"<!DOCTYPE" in part:
            raise Refusal([fault("PK110", place, reason=f"DOCTYPE ({name})")])
        total += part.count(b"<")
    if total > TAG_LIMIT:
        raise Refusal([fault("WB102", place, limit=TAG_LIMIT // 4)])


def _read(data: bytes, package: Package, wanted: Callable[[str], bool], comments: bool) -> RawBook:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True)
    try:
        found = [sheet for sheet in book.worksheets if wanted(sheet.title)]
        sheets = tuple(_read_sheet(book, sheet, package.file) for sheet in found)
        if comments:
            told = (_comments(book, sheet) for sheet in found)
            sheets = tuple(replace(sheet, comments=each) for sheet, each in zip(sheets, told, strict=True))
        return RawBook(package.file, package.digest, tuple(book.sheetnames), sheets)
    finally:
        book.close()


def _read_sheet(book: Workbook, sheet: Any, file: str) -> RawSheet:
    source: bytes = sheet._get_source().read()
    place = CellRef(file, sheet.title)
    if source.count(b"<") > SHEET_TAG_LIMIT:
        raise Refusal([fault("WB102", place, limit=SHEET_TAG_LIMIT // 4)])
    parser = _parser(book, sheet, source)
    rows: dict[int, dict[int, Cell]] = {}
    for seen, (_, cells) in enumerate(parser.parse()):
        if seen == ROW_LIMIT:
            raise Refusal([fault("WB102", place, hints=("rows",), limit=ROW_LIMIT)])
        for row, column, cell in cells:
            if cell is not None:
                rows.setdefault(row, {})[column] = cell
    hidden = frozenset(int(row) for row, attrs in parser.row_dimensions.items() if _true(attrs.get("hidden")))
    return RawSheet(
        file,
        sheet.title,
        rows,
        tuple(_merged(parser)),
        hidden,
        frozenset(_hidden_columns(parser)),
        is_hidden=sheet.sheet_state != "visible",
    )


def _comments(book: Any, sheet: Any) -> dict[str, str]:
    """Return the comments of a sheet by the address of their cell."""
    from openpyxl.comments.comment_sheet import CommentSheet
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.xml.constants import COMMENTS_NS
    from openpyxl.xml.functions import fromstring

    rels = get_rels_path(sheet._worksheet_path)  # type: ignore[no-untyped-call]  # of openpyxl
    if rels not in book._archive.namelist():
        return {}
    parts = get_dependents(book._archive, rels).find(COMMENTS_NS)
    sheets = (CommentSheet.from_tree(fromstring(book._archive.read(part.target))) for part in parts)
    return {address: unescaped(comment.text) for each in sheets if each for address, comment in each.comments}


def _parser(book: Any, sheet: Any, source: bytes) -> WorkSheetParser:
    """Return openpyxl's streaming parser, made to yield (row, column, Cell or None) for each cell element."""
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

    class CellParser(WorkSheetParser):
        def parse_cell(self, element: Any) -> Any:
            stored = element.findtext(VALUE_TAG) or ""
            if element.get("t", "n") == "n" and stored and not _NUMBER.fullmatch(stored):
                element.set("t", "str")  # 12,3 or NaN where a number belongs: kept as the text that it is
            found: dict[str, Any] = super().parse_cell(element)
            where = found["row"], found["column"]
            computed = element.find(FORMULA_TAG) is not None
            if found["value"] is None:
                # A formula whose result is the empty text says so by its type; one without a result does not.
                waiting = computed and element.get("t") != "str"
                return *where, Cell(CellKind.FORMULA, "") if waiting else None
            shown = ReadOnlyCell(sheet, **found)
            cell = cell_of(found["value"], found["data_type"], stored, _number_format(shown))
            return *where, replace(cell, computed=True) if computed and cell is not None else cell

    return CellParser(
        io.BytesIO(source),
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )


def _number_format(cell: Any) -> str:
    try:
        return str(cell.number_format)
    except LookupError:  # a style that the file does not declare
        return ""


def _merged(parser: WorkSheetParser) -> Iterator[tuple[int, int, int, int]]:
    from openpyxl.utils import range_boundaries

    for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
        left, top, right, bottom = range_boundaries(merged.ref)
        if left and top and right and bottom:
            yield (top, left, bottom, right)


def _hidden_columns(parser: WorkSheetParser) -> Iterator[int]:
    for attrs in parser.column_dimensions.values():
        if _true(attrs.get("hidden")):
            yield from range(int(attrs["min"]), min(int(attrs["max"]), 1 << 14) + 1)


def _true(text: str | None) -> bool:
    return text in ("1", "true")

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

from reportgen.bounds import bounds
from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import CellRef, FileRef
from reportgen.word.package import Member, Package, deflated, guarded, written
from reportgen.workbook.cells import Cell, CellKind, cell_of, unescaped
from reportgen.workbook.columns import address
from reportgen.workbook.excess import LARGE_SHEET, Excess, refuse_excess, without_excess
from reportgen.workbook.sparse import without_empty

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._reader import WorkSheetParser

__all__ = ["RawBook", "RawSheet", "read_sheets"]

LONGEST = 32_767  # characters that a cell of Excel holds

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
_OTHER_KINDS = {"word/document.xml", "ppt/presentation.xml", "xl/workbook.bin"}  # main parts of no .xlsx
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,4})?")  # what Excel writes for one


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
    notes: tuple[Diagnostic, ...] = ()


def read_sheets(path: Path, wanted: Callable[[str], bool] = bool, *, comments: bool = False) -> RawBook:
    """Return the cells of the sheets whose titles are `wanted` (all, unless told) of the workbook at `path`,
    if asked for with their `comments`.

    openpyxl sees the XML that `guarded` looked at and nothing else: no macros, no pictures, no other files.
    Refusal: what `guarded` refuses, PK109 another kind of Office file, WB101 not readable as a workbook and
    WB102 more cells or rows than any form has.
    """
    package = guarded(path)
    lean, too_large = without_excess(_without_empty_rows(package))
    refuse_excess(lean)
    data = written(lean.xml_members)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose on saving; nothing is saved here
        try:
            return _read(data, lean, too_large, wanted, comments)
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


def _read(
    data: bytes,
    package: Package,
    too_large: Mapping[str, Excess],
    wanted: Callable[[str], bool],
    comments: bool,
) -> RawBook:
    from openpyxl import load_workbook
    from openpyxl.styles import cell_style

    vars(cell_style)["print"] = lambda *_: None  # it tells a terminal of damaged styles before it raises
    book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        found: list[Any] = [sheet for sheet in book.worksheets if wanted(sheet.title)]
        for sheet in found:
            if excess := too_large.get(sheet._worksheet_path):
                raise excess.refusal(CellRef(package.file, sheet.title))
        sheets = tuple(_read_sheet(book, sheet, package.file) for sheet in found)
        if comments:
            told = (_comments(book, sheet) for sheet in found)
            sheets = tuple(replace(sheet, comments=each) for sheet, each in zip(sheets, told, strict=True))
        notes = (fault("PK117", FileRef(package.file)),) if package.has_macros else ()
        return RawBook(package.file, package.digest, tuple(book.sheetnames), sheets, notes)
    finally:
        book.close()


def _read_sheet(book: Workbook, sheet: Any, file: str) -> RawSheet:
    source: bytes = sheet._get_source().read()
    place = CellRef(file, sheet.title)
    parser = _parser(book, sheet, source)
    rows = _filled_rows(parser, place)
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


def _filled_rows(parser: WorkSheetParser, place: CellRef) -> dict[int, dict[int, Cell]]:
    """Return the cells that hold something; what is only formatted, however far out, takes no place."""
    limits, count = bounds(), 0
    rows: dict[int, dict[int, Cell]] = {}
    for seen, (_, cells) in enumerate(parser.parse()):
        if seen == limits.rows:
            raise Excess(("rows",), limits.rows).refusal(place)
        for row, column, cell in cells:
            if cell is not None:
                count += 1
                rows.setdefault(row, {})[column] = cell
        if count > limits.cells:
            raise Excess((), limits.cells).refusal(place)
    return rows


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

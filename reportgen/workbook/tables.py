"""Raw sheets as the tables of the form: header rows found, columns named, rows that say something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.refs import CellRef, FileRef, Place
from reportgen.workbook.cells import Cell
from reportgen.workbook.columns import Column, Edition, SheetForm, normal
from reportgen.workbook.form import EDITIONS
from reportgen.workbook.form.typed import COPY, OF_A_YEAR, YEAR
from reportgen.workbook.outside import far_rows, hidden_parts, strays
from reportgen.workbook.reader import RawBook, RawSheet

__all__ = ["Found", "Neighbours", "Row", "Table", "is_form_sheet", "nearest", "tables"]

HEADER_ROWS = 10  # a title, a unit line or a note may stand above the header
_LIKENESS = 0.6  # of 1: 上年同期 and 上年同期值 have 0.89, 名称 and 指标名称 0.67
_SLIPS = 20  # unknown names for which the nearest one is looked for; where there are more, they are no slips
_LONGEST_SLIP = 200  # characters; what is longer is nobody's typing error, and takes long to compare
_TITLES = frozenset(normal(sheet.title) for edition in EDITIONS for sheet in edition.sheets)


class Found:
    """The faults found so far. Reading goes on after each of them."""

    def __init__(self) -> None:
        self._all: list[Diagnostic] = []

    def add(
        self,
        code: str,
        place: Place,
        *,
        severity: Severity | None = None,
        hints: tuple[str, ...] = (),
        related: tuple[Place, ...] = (),
        **params: str | int,
    ) -> None:
        """Note the fault `code` at `place`; the arguments are those of `diagnostics.fault`."""
        self._all.append(fault(code, place, severity=severity, hints=hints, related=related, **params))

    def extend(self, faults: Iterable[Diagnostic]) -> None:
        """Note faults that are made already."""
        self._all.extend(faults)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """The faults, in the order they were found."""
        return tuple(self._all)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something. `columns` and `years` tell in which column of the sheet things are, `header`
    the row with the names of the columns."""

    form: SheetForm
    sheet: RawSheet
    number: int
    columns: Mapping[str, int]
    years: Mapping[int, int]
    cells: Mapping[int, Cell]
    header: int = 1

    def cell(self, key: str) -> Cell | None:
        """Return the cell in the column known as `key`; None when it is empty or there is no such column."""
        return self.cells.get(self.columns.get(key, 0))

    def is_empty(self, key: str) -> bool:
        """Return whether there is a column known as `key` and its cell is empty.

        A column that the sheet lacks is named once, and not again in every row.
        """
        return key in self.columns and self.cell(key) is None

    def year_cell(self, year: int) -> Cell | None:
        """Return the cell in the column of `year`, or None."""
        return self.cells.get(self.years.get(year, 0))

    def ref(self, key: str) -> CellRef:
        """Return the reference of the cell, empty or not; without such a column, of the row's first cell."""
        return self.sheet.ref(self.number, self.columns.get(key, min(self.columns.values())))

    def year_ref(self, year: int) -> CellRef:
        """Return the reference of the cell in the column of `year`."""
        return self.sheet.ref(self.number, self.years[year])

    def year_head(self, year: int) -> CellRef:
        """Return the reference of the cell that names the column of `year`."""
        return self.sheet.ref(self.header, self.years[year])

    @property
    def refs(self) -> dict[str, CellRef]:
        """The references of all cells that the row has or could have, by key."""
        return {key: self.sheet.ref(self.number, column) for key, column in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet of the form, in order. `place` is the sheet, or the file when there is none."""

    form: SheetForm
    place: Place
    rows: tuple[Row, ...] = ()


def is_form_sheet(title: str) -> bool:
    """Return whether the sheet called `title` belongs to the form."""
    return normal(title) in _TITLES


def nearest(name: str, known: Iterable[str]) -> str:
    """Return that of the `known` names which is most like `name`, or the empty text."""
    if len(name) > _LONGEST_SLIP:
        return ""
    by_normal = {normal(candidate): candidate for candidate in known if len(candidate) <= _LONGEST_SLIP}
    close = get_close_matches(normal(name), sorted(by_normal), n=1, cutoff=_LIKENESS)
    return by_normal[close[0]] if close else ""


class Neighbours:
    """The names that an unknown one may be meant for. They are looked through for the first few only: each
    look takes a while with thousands of names, and a book full of unknown ones is not full of slips."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._left = _SLIPS

    def of(self, name: str) -> str:
        """Return what `nearest` says of `name`, or the empty text when too much was asked."""
        self._left -= 1
        return nearest(name, self._known) if self._left >= 0 else ""


def tables(raw: RawBook, edition: Edition, found: Found) -> dict[str, Table]:
    """Return the table of every sheet of the form by its key, an empty one where it is missing or has no
    header."""
    sheets = {normal(sheet.title): sheet for sheet in raw.sheets}
    _name_copies(edition, raw, found)
    return {form.key: _table(form, sheets.get(normal(form.title)), raw, found) for form in edition.sheets}


def _table(form: SheetForm, sheet: RawSheet | None, raw: RawBook, found: Found) -> Table:
    if sheet is None:
        _name_missing_sheet(form, raw, found)
        return Table(form, FileRef(raw.file))
    place = CellRef(sheet.file, sheet.title)
    header = _header_row(form, sheet)
    if header is None:
        found.add("WB104", place, column=form.columns[0].header)
        return Table(form, place)
    columns, years = _columns(form, sheet, header, found)
    kept = _without_covered(form, sheet, header, columns, found)
    read = {columns[column.key] for column in form.columns if not column.computed and column.key in columns}
    read.update(years.values())
    numbers = [
        number for number in sorted(kept) if number > header and not read.isdisjoint(sheet.rows[number])
    ]
    far = far_rows(form, columns, kept, numbers)
    numbers = [number for number in numbers if number not in far]
    found.extend(strays(sheet, kept, header, far))
    found.extend(hidden_parts(sheet, numbers, kept, read, header))
    if form.required and not numbers:
        found.add("WB107", place)
    rows = (Row(form, sheet, number, columns, years, kept[number], header) for number in numbers)
    return Table(form, place, tuple(rows))


def _name_copies(edition: Edition, raw: RawBook, found: Found) -> None:
    """Name each copy of a sheet of the form, 指标 (2): nothing that is typed there is read."""
    titles = {normal(title) for title in raw.titles}
    copied = {normal(form.title): form.title for form in edition.sheets if normal(form.title) in titles}
    for title in raw.titles:
        if not is_form_sheet(title) and (sheet := copied.get(_copied(title))):
            found.add("WB113", CellRef(raw.file, title), sheet=sheet)


def _copied(title: str) -> str:
    """Return the title of which Excel, WPS or a careful clerk made `title`: 指标 of 指标 (2)."""
    return COPY.sub("", normal(title))


def _name_missing_sheet(form: SheetForm, raw: RawBook, found: Found) -> None:
    others = [title for title in raw.titles if not is_form_sheet(title)]
    copies = [title for title in others if _copied(title) == normal(form.title)]
    near = copies[0] if copies else nearest(form.title, others)
    severity = Severity.ERROR if form.required else Severity.WARNING if near else Severity.NOTE
    hints = ("nearest",) if near else ()
    found.add("WB103", FileRef(raw.file), severity=severity, hints=hints, sheet=form.title, nearest=near)


def _header_row(form: SheetForm, sheet: RawSheet) -> int | None:
    """Return the number of the row, among the first ones, that has most of the form's headers."""
    headers = {normal(column.header) for column in form.columns}
    hits = {
        number: len(headers & {_header(cell) for cell in sheet.rows[number].values()})
        for number in sorted(sheet.rows)
        if number <= HEADER_ROWS
    }
    best = max(hits, key=lambda number: hits[number], default=None)
    return best if best is not None and hits[best] else None


def _header(cell: Cell) -> str:
    """Return what a cell says as a header, without the year that it may name."""
    return OF_A_YEAR.sub("", normal(cell.text))


def _columns(
    form: SheetForm, sheet: RawSheet, header: int, found: Found
) -> tuple[dict[str, int], dict[int, int]]:
    """Return where the form's columns are, by key, and where the columns of years are; name what is amiss."""
    by_header = {normal(column.header): column for column in form.columns}
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    unknown: list[str] = []
    for number, cell in sorted(sheet.rows[header].items()):
        column = by_header.get(_header(cell))
        year = YEAR.fullmatch(normal(cell.text)) if form.years else None
        if (column and column.key in columns) or (year and int(year[1]) in years):
            found.add("WB106", sheet.ref(header, number), column=cell.text.strip())
        elif column:
            columns[column.key] = number
        elif year:
            years[int(year[1])] = number
        else:
            unknown.append(cell.text.strip())
    for column in form.columns:
        if column.key not in columns and not column.computed:
            _name_missing_column(column, unknown, sheet, found)
    return columns, years


def _name_missing_column(column: Column, unknown: list[str], sheet: RawSheet, found: Found) -> None:
    near = nearest(column.header, unknown)
    if column.optional and not near:
        return
    severity = Severity.ERROR if column.required else Severity.WARNING if near else Severity.NOTE
    place = CellRef(sheet.file, sheet.title)
    hints = ("nearest",) if near else ()
    found.add("WB105", place, severity=severity, hints=hints, column=column.header, nearest=near)


def _without_covered(
    form: SheetForm, sheet: RawSheet, header: int, columns: Mapping[str, int], found: Found
) -> dict[int, dict[int, Cell]]:
    """Return the cells by row as Excel shows them: what lies under a merged cell is not there.

    A cell merged downwards in a grouping column counts for each of its rows; any other merged cell is named.
    """
    grouping = {columns[column.key] for column in form.columns if column.grouping and column.key in columns}
    used = set(columns.values())
    rows = {number: dict(cells) for number, cells in sheet.rows.items()}
    for top, left, bottom, right in sheet.merged:
        if bottom <= header or used.isdisjoint(range(left, right + 1)):
            continue
        shared = rows.get(top, {}).get(left) if left == right and left in grouping else None
        if shared is None:
            found.add("WB108", sheet.ref(top, left), related=(sheet.ref(bottom, right),))
        for number in [number for number in rows if top <= number <= bottom]:
            _cover(rows[number], left, right, keep_first=number == top, shared=shared)
    return rows


def _cover(cells: dict[int, Cell], left: int, right: int, *, keep_first: bool, shared: Cell | None) -> None:
    for column in [column for column in cells if left <= column <= right]:
        if not (keep_first and column == left):
            del cells[column]
    if shared is not None:
        cells[left] = shared

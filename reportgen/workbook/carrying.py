"""Read what was typed into a book, so that it can be carried into another: rolled on, collected, exported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Refusal, Severity, fault
from reportgen.quantities import Unit
from reportgen.refs import CellRef
from reportgen.wording.units import PERCENT, unit_named
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.columns import Column, Edition, Kind, normal
from reportgen.workbook.contents import Value
from reportgen.workbook.filled import MEASURED, Filled, FilledSheet, Held, Line
from reportgen.workbook.form import EDITIONS, edition
from reportgen.workbook.form.typed import RELATIONS
from reportgen.workbook.reader import LONGEST, RawBook, RawSheet, read_sheets
from reportgen.workbook.readings import choice, day, number_in, text, text_in, whole, year
from reportgen.workbook.records import book_of
from reportgen.workbook.tables import Found, Row, Table, is_form_sheet, tables

__all__ = ["filled_from", "read_filled"]

_CARRIED = ("WB222", "WB225", "WB226")  # errors of what is not there yet, or of the order: nothing gets lost
_CHOICES = frozenset(normal(one.guide.choices[0]) for one in EDITIONS)
_OURS = _CHOICES | {normal(one.guide.title) for one in EDITIONS}


def read_filled(path: Path) -> Filled:
    """Return what was typed into the workbook at `path`; Refusal with every error of its form."""
    return filled_from(read_sheets(path, _is_ours, comments=True))


def _is_ours(title: str) -> bool:
    return is_form_sheet(title) or normal(title) in _CHOICES


def filled_from(raw: RawBook) -> Filled:
    """Return what was typed into a book.

    Refusal with every error of its form: what cannot be read cannot be carried anywhere. What is only still
    missing, such as the names of a list or the date, is no reason.
    """
    outcome = book_of(raw)
    form = edition(outcome.book.language) if outcome.book is not None else None
    errors = [found for found in outcome.diagnostics if form is None or _stops(found, form)]
    errors += _too_long(raw)
    if outcome.book is None or form is None or errors:
        raise Refusal(errors)
    units = {normal(one.name): one.unit for one in outcome.book.indicators}
    found = tables(raw, form, Found())
    titled = {normal(sheet.title): sheet for sheet in raw.sheets}
    sheets, left = dict[str, FilledSheet](), list(_sheets_left(raw))
    for key, table in found.items():
        reading = _Reading(table, titled.get(normal(table.form.title)), form, units)
        sheets[key] = reading.sheet()
        left += reading.left()
    return Filled(outcome.book, form, sheets, tuple(left), _choices(raw))


def _stops(found: Diagnostic, form: Edition) -> bool:
    if found.severity is not Severity.ERROR or found.code in _CARRIED:
        return False
    lists = form.sheet("lists")
    is_name = found.code == "WB220" and found.values["column"] == lists.column("name").header
    return not (
        is_name and isinstance(found.place, CellRef) and normal(found.place.sheet) == normal(lists.title)
    )


def _too_long(raw: RawBook) -> Iterator[Diagnostic]:
    """Name the texts that no cell of Excel holds, as other programs write them: they would be cut off."""
    for sheet in raw.sheets:
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if len(cell.text) > LONGEST:
                    yield fault("WB424", sheet.ref(row, column), limit=LONGEST)


def _choices(raw: RawBook) -> dict[str, tuple[str, ...]]:
    """Return what the sheet with the drop-down lists offers, by the header of each list."""
    sheet = next((sheet for sheet in raw.sheets if normal(sheet.title) in _CHOICES), None)
    heads = sheet.rows.get(1, {}) if sheet is not None else {}
    offered: dict[str, list[str]] = {}
    for number, cells in sorted(sheet.rows.items()) if sheet is not None else ():
        for column, cell in cells.items():
            if number > 1 and column in heads and cell.kind is CellKind.TEXT and "\n" not in cell.text:
                offered.setdefault(heads[column].text.strip(), []).append(cell.text.strip())
    return {header: tuple(texts) for header, texts in offered.items()}


def _sheets_left(raw: RawBook) -> Iterator[Diagnostic]:
    for title in raw.titles:
        if not is_form_sheet(title) and normal(title) not in _OURS:
            yield fault("WB402", CellRef(raw.file, title), sheet=title)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One sheet being read: its table, its cells, and what reading them needs."""

    table: Table
    raw: RawSheet | None
    edition: Edition
    units: Mapping[str, Unit]

    def sheet(self) -> FilledSheet:
        """Return all rows that hold anything, also those with nothing but columns of the user's own."""
        form, rows = self.table.form, self.table.rows
        if not rows:
            return FilledSheet(form)
        own = self._own()
        lines = [self._line(row, own) for row in self._rows()]
        years = tuple(sorted(rows[0].years))
        return FilledSheet(
            form, tuple(one for one in lines if one.cells or one.own), years, tuple(own.values())
        )

    def left(self) -> Iterator[Diagnostic]:
        """Name values under no header, and formulas, of which only the values are carried: a note each for
        the sheet, at the first cell."""
        if self.raw is None or not self.table.rows:
            return
        yield from self._formulas(self.raw)
        header = self.table.rows[0].header
        headed = {column for column, cell in self.raw.rows[header].items() if cell.text.strip()}
        rows = sorted(self.raw.rows.items())
        strays = [
            (row, column) for row, cells in rows if row > header for column in sorted(set(cells) - headed)
        ]
        if strays:
            yield fault("WB403", self.raw.ref(*strays[0]), count=len(strays))

    def _formulas(self, sheet: RawSheet) -> Iterator[Diagnostic]:
        live = {column.key for column in self.table.form.columns if column.computed}
        ours = {at for key, at in self.table.rows[0].columns.items() if key in live}
        found = [
            (row.number, at)
            for row in self._rows()
            for at, cell in sorted(row.cells.items())
            if cell.computed and at not in ours
        ]
        if found:
            yield fault("WB406", sheet.ref(*found[0]), count=len(found))

    def _own(self) -> dict[int, str]:
        """Return the columns of the user's own with their headers, each header once."""
        if self.raw is None:
            return {}
        row = self.table.rows[0]
        known = {*row.columns.values(), *row.years.values()}
        taken = {normal(column.header) for column in self.table.form.columns}
        own: dict[int, str] = {}
        for number, cell in sorted(self.raw.rows[row.header].items()):
            if number not in known and cell.text.strip():
                own[number] = _unlike(" ".join(cell.text.split()), taken)
        return own

    def _rows(self) -> Iterator[Row]:
        """Yield the rows of the table and, between them, those that only have columns of the user's own."""
        first = self.table.rows[0]
        known = {row.number: row for row in self.table.rows}
        for number in sorted(self.raw.rows if self.raw is not None else known):
            if number in known:
                yield known[number]
            elif number > first.header and self.raw is not None:
                yield Row(
                    first.form, first.sheet, number, first.columns, first.years, self.raw.rows[number],
                    first.header,
                )  # fmt: skip

    def _line(self, row: Row, own: Mapping[int, str]) -> Line:
        cells = {}
        for column in self.table.form.columns:
            if column.key in row.columns and not column.computed:
                cells[column.key] = (self._value(row, column), row.ref(column.key))
        for each in row.years:
            unit = self.units.get(normal(text(row, "name", Found())), unit_named(""))
            cells[str(each)] = (_number(row.year_cell(each), row.year_ref(each), unit), row.year_ref(each))
        mine = {
            header: (_own_value(row.cells.get(at)), row.sheet.ref(row.number, at))
            for at, header in own.items()
        }
        remarks = row.sheet.comments
        comments = {key: remarks[ref.cell] for key, (_, ref) in cells.items() if ref.cell in remarks}
        return Line(_held(cells), _held(mine), comments)

    def _value(self, row: Row, column: Column) -> Value:
        kind, key, found = column.kind, column.key, Found()
        if self.table.form.key == "facts" and key == "text":
            return self._fact(row)
        if self.table.form.key == "rules" and key == "relation":
            typed = text(row, key, found)
            return RELATIONS.get(normal(typed), typed)
        if kind is Kind.NUMBER:
            return _number(row.cell(key), row.ref(key), self._unit(row, key))
        if kind is Kind.WHOLE:
            return whole(row, key, found)
        return (choice(row, key, found) if kind is Kind.CHOICE else "") or text(row, key, found)

    def _unit(self, row: Row, key: str) -> Unit:
        if self.table.form.key != "indicators" or key not in (*MEASURED, "given_rate"):
            return unit_named("")
        return PERCENT if key == "given_rate" else unit_named(text(row, "unit", Found()))

    def _fact(self, row: Row) -> Value:
        cell, ref, found = row.cell("text"), row.ref("text"), Found()
        name = normal(text(row, "name", found))
        form = next((fact for fact in self.edition.facts if normal(fact.name) == name), None)
        if form is not None and form.key == "year":
            return year(cell, ref, found)
        if form is not None and form.kind is Kind.DATE:
            return day(cell, ref, found)
        return text_in(cell, ref, found, dates=True)


def _number(cell: Cell | None, ref: CellRef, unit: Unit) -> Value:
    """Return the number that a cell holds, or the text that stands for none, such as 不适用."""
    amount = number_in(cell, ref, Found(), unit)
    return amount if amount is not None or cell is None else cell.text.strip()


def _own_value(cell: Cell | None) -> Value:
    """Return what a cell holds that nobody but its user knows: a number, a date or a text."""
    if cell is None or cell.kind is CellKind.FORMULA:
        return None
    if cell.kind is CellKind.NUMBER and not cell.percent:
        return cell.number
    if cell.kind is CellKind.ERROR:
        return cell.text
    return text_in(cell, CellRef("", ""), Found(), dates=True)


def _unlike(header: str, taken: set[str]) -> str:
    """Return `header`, numbered when it was there before."""
    names = (header, *(f"{header} ({number})" for number in range(2, len(taken) + 3)))
    name = next(name for name in names if normal(name) not in taken)
    taken.add(normal(name))
    return name


def _held(cells: Mapping[str, tuple[Value, CellRef]]) -> dict[str, Held]:
    return {key: Held(value, place) for key, (value, place) in cells.items() if value not in (None, "")}

"""One sheet of the form, written: headers, rows, live formulas, and what guides the hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reportgen.workbook.areas import Area, cell
from reportgen.workbook.choices import Choices, accepting
from reportgen.workbook.colours import missing_cells, odd_cells
from reportgen.workbook.columns import Column, Edition, FactForm, Kind, SheetForm
from reportgen.workbook.contents import Contents, Value
from reportgen.workbook.form.typed import YEAR
from reportgen.workbook.live import FORMULAS, cached
from reportgen.workbook.styles import HIGHEST_ROW, LINE_HEIGHT, Styles, lines_needed

__all__ = ["Pen", "write_sheet"]

_OWN_COLUMNS = 40  # behind the last, where people may note what they like
_PRINTED_ROWS = 20  # spare ones, where a sheet has live formulas in all of them
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RISKY = tuple("=+-@\t\r")  # a text beginning so would become a formula when somebody edits it (ASVS 1.2.10)
_BLANK = {Kind.NUMBER: "number", Kind.WHOLE: "number", Kind.DATE: "date"}  # the look of an empty cell


@dataclass(frozen=True, slots=True)
class Pen:
    """What the writing of one sheet needs: XlsxWriter's sheet, the edition, what stands where, formats, the
    drop-down lists, the contents of the book, decimals."""

    sheet: Any
    edition: Edition
    area: Area
    styles: Styles
    choices: Choices
    contents: Contents
    rate_places: int

    @property
    def form(self) -> SheetForm:
        """What the form says of the sheet."""
        return self.area.form

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the sheet."""
        return self.area.columns

    @property
    def filtered(self) -> int:
        """How many columns the filter has: sorting is allowed where no locked formula is among them."""
        computed = [number for number, column in enumerate(self.columns) if column.computed]
        return min(computed, default=len(self.columns))


def write_sheet(pen: Pen) -> None:
    """Write one sheet of the form with its contents, and prepare its spare rows."""
    sheet, area = pen.sheet, pen.area
    # XlsxWriter looks into each formula for 46 functions newer than Excel 2007; ours have none of them.
    sheet._prepare_formula = _without_equals_sign
    for number, column in enumerate(pen.columns):
        _write_header(pen, number, column)
        if not column.computed:
            for first, last in _rows_of_column(pen, column):
                _validate(pen, column.kind, number, first, last)
    widest = sheet.dim_colmax
    sheet.set_column(len(pen.columns), len(pen.columns) + _OWN_COLUMNS, None, pen.styles["own"])
    sheet.dim_colmax = widest  # else XlsxWriter looks for cells in all these columns of every row
    sheet.set_row(0, LINE_HEIGHT * max(2, *(_header_lines(pen, column) for column in pen.columns)))
    for at, row in enumerate(area.rows, start=1):
        _write_row(pen, at, row)
    for at in range(len(area.rows) + 1, area.last + 1):
        _write_formulas(pen, at, {})
    _write_comments(pen)
    _colour(pen)
    sheet.freeze_panes(1, pen.form.frozen)
    sheet.autofilter(0, 0, area.last, pen.filtered - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{cell(area.last, len(pen.columns) - 1)}"})
    sheet.repeat_rows(0)
    if pen.filtered < len(pen.columns):  # spare formulas count as printed, blank as they are
        sheet.print_area(0, 0, len(area.rows) + _PRINTED_ROWS, len(pen.columns) - 1)


def _without_equals_sign(formula: str, *_: object) -> str:
    return formula.removeprefix("=")


def _rows_of_column(pen: Pen, column: Column) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each part of a column whose cells are as the column says: the rows that
    the form expects ask for something of their own."""
    first = 1
    if column.key == "text":
        for at, row in enumerate(pen.area.rows, start=1):
            if _fact(pen, row) is not None:
                if first < at:
                    yield first, at - 1
                first = at + 1
    yield first, pen.area.last


def _write_header(pen: Pen, number: int, column: Column) -> None:
    look = "computed" if column.computed else _BLANK.get(column.kind, "text")
    pen.sheet.set_column(number, number, column.width, pen.styles[look])
    year = YEAR.fullmatch(column.header)
    if year:
        pen.sheet.write_number(0, number, int(year[1]), pen.styles["header"])
    elif column.header:
        pen.sheet.write_string(0, number, column.header, _header_look(pen, column))
    else:
        pen.sheet.write_blank(0, number, None, pen.styles["free_header"])
        _validate(pen, Kind.WHOLE, number, 0, 0)
    if column.help and column in pen.form.columns:
        pen.sheet.write_comment(0, number, column.help, pen.styles.comment)


def _header_look(pen: Pen, column: Column) -> Any:
    if pen.contents.year is None or column.year is None:
        return pen.styles["header"]
    year_format = pen.edition.guide.year_format
    return pen.styles.header_of(year_format.format(year=pen.contents.year + column.year))


def _header_lines(pen: Pen, column: Column) -> int:
    dated = pen.contents.year is not None and column.year is not None
    return lines_needed(column.header, column.width - 2) + dated  # room for the filter's arrow


def _write_row(pen: Pen, at: int, row: Mapping[str, Value]) -> None:
    fact = _fact(pen, row)
    kinds = [_kind(column, fact) for column in pen.columns]
    held = {
        column.key: _typed(kind, row.get(column.header))
        for column, kind in zip(pen.columns, kinds, strict=True)
        if column.header
    }
    lines = max(lines_needed(held.get(column.key), column.width) for column in pen.columns)
    if lines > 1:
        pen.sheet.set_row(at, min(lines * LINE_HEIGHT, HIGHEST_ROW))
    for number, (column, kind) in enumerate(zip(pen.columns, kinds, strict=True)):
        if not column.computed:
            _write_value(pen, at, number, held.get(column.key), kind)
    _write_formulas(pen, at, held)
    if fact is not None:
        _write_expected(pen, at, fact)


def _write_expected(pen: Pen, at: int, fact: FactForm) -> None:
    """Lock the name of a row that the form expects, and say beside it what goes there."""
    pen.sheet.write_string(at, pen.area.place("name"), fact.name, pen.styles["name"])
    number = pen.area.place("text")
    _validate(pen, fact.kind, number, at, at, fact.help)


def _write_formulas(pen: Pen, at: int, held: Mapping[str, Value]) -> None:
    where = pen.area.cells(at)
    for number, column in enumerate(pen.columns):
        if column.computed:
            formula = FORMULAS[column.key].format(default=pen.rate_places, **where)
            result = cached(column.key, held, pen.rate_places)
            shown = "" if result is None else float(result)
            pen.sheet.write_formula(at, number, formula, pen.styles["computed"], shown)


def _fact(pen: Pen, row: Mapping[str, Value]) -> FactForm | None:
    """Return the fact that the form expects in a row of 基本信息."""
    if pen.form.key != "facts":
        return None
    named = row.get(pen.form.column("name").header)
    return next((fact for fact in pen.edition.facts if fact.name == named), None)


def _kind(column: Column, fact: FactForm | None) -> Kind:
    """Return what a cell holds: what its column does, or what the fact in its row asks for."""
    return fact.kind if fact is not None and column.key == "text" else column.kind


def _typed(kind: Kind, value: Value) -> Value:
    """Return a value as its kind is stored; a text that is none of the kind stays the text that it is."""
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and kind in (Kind.NUMBER, Kind.WHOLE):
        return Decimal(value) if _NUMBER.fullmatch(value) else value
    if isinstance(value, str) and kind is Kind.DATE:
        return date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else value
    return value


def _write_value(pen: Pen, at: int, number: int, value: Value, kind: Kind) -> None:
    if isinstance(value, Decimal):
        look = "fact" if pen.columns[number].kind is Kind.TEXT else "number"
        pen.sheet.write_number(at, number, float(value), pen.styles[look])
    elif isinstance(value, date):
        pen.sheet.write_datetime(at, number, value, pen.styles["date"])
    elif value:
        look = "risky" if str(value).startswith(_RISKY) else "text"
        pen.sheet.write_string(at, number, str(value), pen.styles[look])
    else:
        pen.sheet.write_blank(at, number, None, pen.styles[_BLANK.get(kind, "text")])


def _validate(pen: Pen, kind: Kind, number: int, first: int, last: int, told: str = "") -> None:
    """Let the cells of a column from row `first` to `last` accept what `kind` allows, and say so."""
    column = pen.columns[number]
    source = pen.choices.sources.get((pen.form.key, column.key))
    rule = accepting(pen.edition, column, kind, source, told or column.help)
    if rule is not None:
        pen.sheet.data_validation(first, number, last, number, rule)


def _write_comments(pen: Pen) -> None:
    places = {column.header: number for number, column in enumerate(pen.columns)}
    for (title, row, header), text in sorted(pen.contents.comments.items()):
        if title == pen.form.title:
            pen.sheet.write_comment(row + 1, places[header], text, pen.styles.comment)


def _colour(pen: Pen) -> None:
    for look, rules in (("missing", missing_cells(pen.area)), ("odd", odd_cells(pen.area))):
        for number, condition in rules:
            told = {"type": "formula", "criteria": condition, "format": pen.styles[look]}
            pen.sheet.conditional_format(1, number, pen.area.last, number, told)

"""Workbooks as bytes: the form with its contents, styled for people, with live formulas that agree with ours.

XlsxWriter stores a formula together with its value, so that the rates show before Excel or WPS has opened the book.
Text is always stored as text: nothing that somebody typed can become a formula. No clock gets into the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportgen.word.package import open_package, written
from reportgen.workbook.columns import Column, Kind, SheetForm
from reportgen.workbook.form import (
    COLOURS,
    COLOURS_TITLE,
    FACT_SHEET,
    FACTS,
    FORMS,
    GUIDE,
    GUIDE_TITLE,
    WRONG_VALUE,
    YEAR,
    YEARS,
)  # fmt: skip
from reportgen.workbook.live import FORMULAS, cached
from reportgen.workbook.styles import Styles

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Contents", "Value", "write_book"]

Value = str | int | Decimal | date | None
SPARE_ROWS = 200  # below the last row, where validation and colours already wait for what is added
RATE_PLACES = 2  # decimals of a rate whose row does not tell
_MESSAGE_LIMIT = 255  # of a validation's message
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RISKY = tuple("=+-@\t\r")  # a text beginning so would become a formula when somebody edits it (ASVS 1.2.10)


@dataclass(frozen=True, slots=True)
class Contents:
    """What to write: sheet title → rows, each header → value. Sheets and cells that are not given stay empty.

    `year` is the only date that gets into the file's properties.
    """

    year: int
    sheets: Mapping[str, Sequence[Mapping[str, Value]]]


def write_book(contents: Contents, rate_places: int = RATE_PLACES) -> bytes:
    """Return an .xlsx with the guide and every sheet of the form, holding `contents`; texts that are numbers or dates
    become such where the form asks for them. `rate_places` are the decimals of rates whose row does not tell.

    Equal contents give equal bytes. ValueError when `contents` names a sheet or column that the form has not.
    """
    import xlsxwriter

    _refuse_unknown(contents)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "reportgen", "created": datetime(contents.year, 1, 1, tzinfo=UTC)})
    book.set_calc_mode("auto")
    styles = Styles(book)
    _write_guide(book.add_worksheet(GUIDE_TITLE), styles)
    for form in FORMS:
        _write_sheet(
            book.add_worksheet(form.title), form, contents.sheets.get(form.title, ()), rate_places, styles
        )
    book.close()
    return written(open_package(buffer.getvalue()).members)


def _refuse_unknown(contents: Contents) -> None:
    forms = {form.title: form for form in FORMS}
    for title, rows in contents.sheets.items():
        headers = {column.header for column in forms[title].columns} if title in forms else set()
        for row in rows:
            unknown = sorted(
                header for header in row if header not in headers and not _is_year(forms.get(title), header)
            )
            if title not in forms or unknown:
                raise ValueError(f"the form has no {title} {' '.join(unknown)}".strip())


def _is_year(form: SheetForm | None, header: str) -> bool:
    return form is not None and form.years and YEAR.fullmatch(header) is not None


# --- the guide


def _write_guide(sheet: Worksheet, styles: Styles) -> None:
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 96)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, GUIDE_TITLE, styles["title"])
    at = 2
    for heading, lines in GUIDE:
        at = _write_section(sheet, at, heading, [("", line) for line in lines], styles)
    sheet.write_string(at, 0, COLOURS_TITLE, styles["heading"])
    for offset, (look, meaning) in enumerate(COLOURS, start=1):
        sheet.write_blank(at + offset, 0, None, styles[look])
        sheet.write_string(at + offset, 1, meaning, styles["line"])
    at += len(COLOURS) + 2
    for form in FORMS:
        lines = [("", form.purpose), *((column.header, column.help) for column in form.columns)]
        at = _write_section(sheet, at, form.title, lines, styles)
    _set_up_print(sheet)
    sheet.set_portrait()


def _write_section(
    sheet: Worksheet, at: int, heading: str, lines: Sequence[tuple[str, str]], styles: Styles
) -> int:
    """Write a heading and its lines from row `at`; return the row where the next section starts."""
    sheet.write_string(at, 0, heading, styles["heading"])
    for offset, (name, line) in enumerate(lines, start=1):
        sheet.write_string(at + offset, 0, name, styles["name"])
        sheet.write_string(at + offset, 1, line, styles["line"])
    return at + len(lines) + 2


# --- the sheets of the form


def _write_sheet(
    sheet: Worksheet,
    form: SheetForm,
    rows: Sequence[Mapping[str, Value]],
    default_places: int,
    styles: Styles,
) -> None:
    years = sorted({header for row in rows for header in row if _is_year(form, header)})
    columns = (*form.columns, *(Column(year, year, "", Kind.NUMBER) for year in years))
    last = len(rows) + SPARE_ROWS
    for number, column in enumerate(columns):
        _write_header(sheet, number, column, styles)
        if not column.computed:
            _validate(sheet, column.kind, column, 1, number, last)
    for at, row in enumerate(rows, start=1):
        _write_row(sheet, form, columns, at, row, default_places, styles)
    _colour_missing(sheet, form, last, styles)
    sheet.freeze_panes(1, form.frozen)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_cell(last, len(columns) - 1)}"})
    _set_up_print(sheet)
    sheet.repeat_rows(0)


def _write_header(sheet: Worksheet, number: int, column: Column, styles: Styles) -> None:
    added = styles["added_text"] if column.kind in (Kind.TEXT, Kind.CHOICE) else None
    sheet.set_column(number, number, column.width, added)
    if YEAR.fullmatch(column.header):
        sheet.write_number(0, number, int(column.header), styles["header"])
    else:
        sheet.write_string(0, number, column.header, styles["header"])
    if column.help:
        sheet.write_comment(0, number, column.help, {"author": "reportgen", "x_scale": 1.6, "y_scale": 0.8})


def _write_row(
    sheet: Worksheet,
    form: SheetForm,
    columns: Sequence[Column],
    at: int,
    row: Mapping[str, Value],
    default_places: int,
    styles: Styles,
) -> None:
    kinds = {column.key: _kind(form, column, row) for column in columns}
    held = {column.key: _typed(kinds[column.key], row.get(column.header)) for column in columns}
    where = {column.key: _cell(at, number) for number, column in enumerate(columns)}
    for number, column in enumerate(columns):
        if column.computed:
            formula = FORMULAS[column.key].format(default=default_places, **where)
            result = cached(column.key, held, default_places)
            shown = "" if result is None else float(result)
            sheet.write_formula(at, number, formula, styles["computed"], shown)
        else:
            _write_value(sheet, at, number, held[column.key], kinds[column.key], styles)
            if kinds[column.key] is not column.kind:
                _validate(sheet, kinds[column.key], column, at, number, at)


def _kind(form: SheetForm, column: Column, row: Mapping[str, Value]) -> Kind:
    """Return what a cell holds: what its column does, or what the fact in its row asks for."""
    if form is FACT_SHEET and column.key == "text":
        named = row.get(form.column("name").header)
        return next((fact.kind for fact in FACTS if fact.name == named), column.kind)
    return column.kind


def _typed(kind: Kind, value: Value) -> Value:
    """Return a value as its kind is stored; a text that is none of the kind stays the text that it is."""
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and kind in (Kind.NUMBER, Kind.WHOLE):
        return Decimal(value) if _NUMBER.fullmatch(value) else value
    if isinstance(value, str) and kind is Kind.DATE:
        return date.fromisoformat(value) if _ISO_DATE.fullmatch(value) else value
    return value


def _write_value(sheet: Worksheet, at: int, number: int, value: Value, kind: Kind, styles: Styles) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(at, number, float(value), styles["number"])
    elif isinstance(value, date):
        sheet.write_datetime(at, number, datetime(value.year, value.month, value.day), styles["date"])
    elif value:
        sheet.write_string(
            at, number, str(value), styles["risky" if str(value).startswith(_RISKY) else "text"]
        )
    else:
        blank = {Kind.NUMBER: "number", Kind.WHOLE: "number", Kind.DATE: "date"}.get(kind, "text")
        sheet.write_blank(at, number, None, styles[blank])


def _validate(sheet: Worksheet, kind: Kind, column: Column, first: int, number: int, last: int) -> None:
    """Let a column's cells from row `first` to `last` accept what its kind allows, and say so."""
    rules: dict[Kind, dict[str, Any]] = {
        Kind.NUMBER: {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
        Kind.WHOLE: {
            "validate": "integer", "criteria": "between",
            "minimum": column.low, "maximum": column.high or YEARS[1],
        },
        Kind.CHOICE: {"validate": "list", "source": list(column.choices)},
        Kind.DATE: {"validate": "date", "criteria": ">=", "value": date(YEARS[0], 1, 1)},
    }  # fmt: skip
    if kind not in rules:
        return
    title, message = WRONG_VALUE[kind]
    sheet.data_validation(
        first, number, last, number,
        {
            **rules[kind],
            "input_title": column.header,
            "input_message": column.help[:_MESSAGE_LIMIT],
            "error_title": title,
            "error_message": message,
            "error_type": "stop" if column.strict else "warning",
        },
    )  # fmt: skip


def _colour_missing(sheet: Worksheet, form: SheetForm, last: int, styles: Styles) -> None:
    key, condition = form.missing
    if not key:
        return
    where = {column.key: f"${_cell(1, number)}" for number, column in enumerate(form.columns)}
    number = [column.key for column in form.columns].index(key)
    rule = {"type": "formula", "criteria": "=" + condition.format(**where), "format": styles["missing"]}
    sheet.conditional_format(1, number, last, number, rule)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _cell(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))

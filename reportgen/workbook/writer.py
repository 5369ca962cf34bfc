"""Workbooks as bytes: the form with its contents, styled for people, with live formulas that agree with ours.

XlsxWriter stores a formula together with its value, so that rates show before Excel or WPS has calculated.
Text is always stored as text: nothing that somebody typed becomes a formula. No clock gets into the file.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from reportgen.teller import DEFAULT_RATE_PLACES
from reportgen.word.package import Member, deflated, open_package, written
from reportgen.workbook.columns import Column, Edition, Kind, SheetForm, address
from reportgen.workbook.form import edition
from reportgen.workbook.form.typed import YEAR, YEARS
from reportgen.workbook.live import FORMULAS, cached
from reportgen.workbook.styles import HIGHEST_ROW, LINE_HEIGHT, Styles, lines_needed

__all__ = ["Contents", "Value", "write_book"]

Value = str | int | Decimal | date | None
SPARE_ROWS = 200  # below the last row, where validation and colours already wait for what is added
_OWN_WIDTH = 16  # of a column that a user added
_MESSAGE_LIMIT = 255  # of a validation's message
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_COMMENT = {"author": "reportgen", "x_scale": 1.6, "y_scale": 0.8}
_BLANK = {Kind.NUMBER: "number", Kind.WHOLE: "number", Kind.DATE: "date"}  # the look of an empty cell
_Rows = Sequence[Mapping[str, Value]]
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RISKY = tuple("=+-@\t\r")  # a text beginning so would become a formula when somebody edits it (ASVS 1.2.10)


@dataclass(frozen=True, slots=True)
class Contents:
    """What to write: sheet title → rows, each header → value. Sheets and cells that are not given stay empty.

    `year` is the only date that gets into the file's properties; `language` is that of the titles and
    headers. `own` are the headers of further columns that a user added, by sheet title.
    """

    year: int
    sheets: Mapping[str, _Rows]
    language: str = "zh"
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_book(contents: Contents, rate_places: int = DEFAULT_RATE_PLACES) -> bytes:
    """Return an .xlsx with the guide and every sheet of the form, holding `contents`.

    A text that is a number or an ISO date becomes one where the form asks for it. `rate_places` are the
    decimals of rates whose row does not tell.

    Equal contents give equal bytes. ValueError when `contents` names a sheet or column that the form has not.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # XlsxWriter ships no types

    form = edition(contents.language)
    _refuse_unknown(contents, form)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"author": "reportgen", "created": datetime(contents.year, 1, 1, tzinfo=UTC)})
    book.set_calc_mode("auto")
    styles = Styles(book, form.guide.date_format)
    _write_guide(book.add_worksheet(form.guide.title), form, styles)
    for sheet in form.sheets:
        pen = _Pen(book.add_worksheet(sheet.title), form, sheet, (), styles, rate_places)
        _write_sheet(pen, contents.sheets.get(sheet.title, ()), contents.own.get(sheet.title, ()))
    book.close()
    return written(_with_growing_rows(member) for member in open_package(buffer.getvalue()).members)


def _with_growing_rows(member: Member) -> Member:
    """Let the estimated heights be a start: without this mark of XlsxWriter's, rows grow with their text."""
    if not member.name.startswith("xl/worksheets/sheet"):
        return member
    part = zlib.decompress(member.raw, -zlib.MAX_WBITS)
    return deflated(member.name, part.replace(b' customHeight="1"', b""))


def _refuse_unknown(contents: Contents, form: Edition) -> None:
    forms = {sheet.title: sheet for sheet in form.sheets}
    for title, rows in contents.sheets.items():
        headers = {column.header for column in forms[title].columns} if title in forms else set()
        headers.update(contents.own.get(title, ()))
        for row in rows:
            unknown = sorted(
                header for header in row if header not in headers and not _is_year(forms.get(title), header)
            )
            if title not in forms or unknown:
                raise ValueError(f"the form has no {title} {' '.join(unknown)}".strip())


def _is_year(form: SheetForm | None, header: str) -> bool:
    return form is not None and form.years and YEAR.fullmatch(header) is not None


# --- the guide


def _write_guide(sheet: Any, form: Edition, styles: Styles) -> None:
    guide = form.guide
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 96)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, guide.title, styles["title"])
    at = 2
    for heading, lines in guide.sections:
        at = _write_section(sheet, at, heading, [("", line) for line in lines], styles)
    sheet.write_string(at, 0, guide.colours_title, styles["heading"])
    for offset, (look, meaning) in enumerate(guide.colours, start=1):
        sheet.write_blank(at + offset, 0, None, styles[look])
        sheet.write_string(at + offset, 1, meaning, styles["line"])
    at += len(guide.colours) + 2
    for part in form.sheets:
        described = [("", part.purpose), *((column.header, column.help) for column in part.columns)]
        at = _write_section(sheet, at, part.title, described, styles)
    _set_up_print(sheet)
    sheet.set_portrait()


def _write_section(
    sheet: Any, at: int, heading: str, lines: Sequence[tuple[str, str]], styles: Styles
) -> int:
    """Write a heading and its lines from row `at`; return the row where the next section starts."""
    sheet.write_string(at, 0, heading, styles["heading"])
    for offset, (name, line) in enumerate(lines, start=1):
        sheet.write_string(at + offset, 0, name, styles["name"])
        sheet.write_string(at + offset, 1, line, styles["line"])
    return at + len(lines) + 2


# --- the sheets of the form


@dataclass(frozen=True, slots=True)
class _Pen:
    """What the writing of one sheet needs: XlsxWriter's sheet, the edition, what it says of the sheet, the
    columns, formats, decimals."""

    sheet: Any
    edition: Edition
    form: SheetForm
    columns: tuple[Column, ...]
    styles: Styles
    rate_places: int


def _write_sheet(blank: _Pen, rows: _Rows, own: Sequence[str]) -> None:
    form, sheet = blank.form, blank.sheet
    years = sorted({header for row in rows for header in row if _is_year(form, header)})
    columns = (
        *form.columns,
        *(Column(year, year, "", Kind.NUMBER) for year in years),
        *(Column(header, header, "", width=_OWN_WIDTH) for header in own),
    )
    pen = replace(blank, columns=columns)
    last = len(rows) + SPARE_ROWS
    for number, column in enumerate(columns):
        _write_header(pen, number, column)
        if not column.computed:
            _validate(pen, column.kind, number, 1, last)
    for at, row in enumerate(rows, start=1):
        _write_row(pen, at, row)
    _colour_missing(pen, last)
    sheet.freeze_panes(1, form.frozen)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{_cell(last, len(columns) - 1)}"})
    _set_up_print(sheet)
    sheet.repeat_rows(0)


def _write_header(pen: _Pen, number: int, column: Column) -> None:
    added = pen.styles["added"] if column.kind in (Kind.TEXT, Kind.CHOICE) else None
    pen.sheet.set_column(number, number, column.width, added)
    year = YEAR.fullmatch(column.header)
    if year:
        pen.sheet.write_number(0, number, int(year[1]), pen.styles["header"])
    else:
        pen.sheet.write_string(0, number, column.header, pen.styles["header"])
    if column.help:
        pen.sheet.write_comment(0, number, column.help, _COMMENT)


def _write_row(pen: _Pen, at: int, row: Mapping[str, Value]) -> None:
    kinds = [_kind(pen, column, row) for column in pen.columns]
    held = {
        column.key: _typed(kind, row.get(column.header))
        for column, kind in zip(pen.columns, kinds, strict=True)
    }
    lines = max(lines_needed(held[column.key], column.width) for column in pen.columns)
    if lines > 1:
        pen.sheet.set_row(at, min(lines * LINE_HEIGHT, HIGHEST_ROW))
    for number, (column, kind) in enumerate(zip(pen.columns, kinds, strict=True)):
        if column.computed:
            _write_formula(pen, at, number, held)
        else:
            _write_value(pen, at, number, held[column.key], kind)
            if kind is not column.kind:
                _validate(pen, kind, number, at, at)


def _write_formula(pen: _Pen, at: int, number: int, held: Mapping[str, Value]) -> None:
    key = pen.columns[number].key
    where = {column.key: _cell(at, place) for place, column in enumerate(pen.columns)}
    formula = FORMULAS[key].format(default=pen.rate_places, **where)
    result = cached(key, held, pen.rate_places)
    pen.sheet.write_formula(
        at, number, formula, pen.styles["computed"], "" if result is None else float(result)
    )


def _kind(pen: _Pen, column: Column, row: Mapping[str, Value]) -> Kind:
    """Return what a cell holds: what its column does, or what the fact in its row asks for."""
    if pen.form.key == "facts" and column.key == "text":
        named = row.get(pen.form.column("name").header)
        return next((fact.kind for fact in pen.edition.facts if fact.name == named), column.kind)
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


def _write_value(pen: _Pen, at: int, number: int, value: Value, kind: Kind) -> None:
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


def _validate(pen: _Pen, kind: Kind, number: int, first: int, last: int) -> None:
    """Let the cells of a column from row `first` to `last` accept what `kind` allows, and say so."""
    column = pen.columns[number]
    low, high = (column.low, column.high) if column.high else YEARS
    rules: dict[Kind, dict[str, Any]] = {
        Kind.NUMBER: {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15},
        Kind.WHOLE: {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high},
        Kind.CHOICE: {"validate": "list", "source": list(column.choices)},
        Kind.DATE: {"validate": "date", "criteria": ">=", "value": date(YEARS[0], 1, 1)},
    }
    if kind in rules:
        title, message = pen.edition.guide.wrong[kind]
        told = {
            "input_title": column.header,
            "input_message": column.help[:_MESSAGE_LIMIT],
            "error_title": title,
            "error_message": message,
            "error_type": "stop" if column.strict else "warning",
        }
        pen.sheet.data_validation(first, number, last, number, rules[kind] | told)


def _colour_missing(pen: _Pen, last: int) -> None:
    key, condition = pen.form.missing
    if key:
        where = {column.key: f"${_cell(1, number)}" for number, column in enumerate(pen.columns)}
        number = [column.key for column in pen.columns].index(key)
        rule = {
            "type": "formula",
            "criteria": f"={condition.format(**where)}",
            "format": pen.styles["missing"],
        }
        pen.sheet.conditional_format(1, number, last, number, rule)


def _set_up_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P / &N")


def _cell(row: int, column: int) -> str:
    """Return the A1 name of a cell that XlsxWriter counts from 0."""
    return address(row + 1, column + 1)

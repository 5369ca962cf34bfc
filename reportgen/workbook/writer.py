"""Workbooks as bytes: the form with its contents, styled for people, with live formulas that agree with ours.

XlsxWriter stores a formula together with its value, so that rates show before Excel or WPS has calculated.
Text is always stored as text: nothing that somebody typed becomes a formula. No clock gets into the file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from reportgen.house import DEFAULT_RATE_PLACES
from reportgen.word.package import Member, Package, deflated, open_package, written
from reportgen.workbook.areas import NAMES, SPARE_ROWS, Area
from reportgen.workbook.choices import COUNT_UNITS, choices_of, write_choices
from reportgen.workbook.columns import Column, Edition, Kind, SheetForm
from reportgen.workbook.contents import Contents, Value
from reportgen.workbook.form import edition
from reportgen.workbook.form.typed import YEAR
from reportgen.workbook.guide import write_guide
from reportgen.workbook.sheets import Pen, write_sheet
from reportgen.workbook.styles import Styles

__all__ = ["SPARE_ROWS", "Contents", "Value", "write_book"]

_NO_YEAR = 2000  # in the properties of a book that no year was named for
_SPARE_YEARS = 5  # columns behind the last year, in which another can be begun
_TITLE_LIMIT = 120  # characters in a page's head, which holds 255 with every & doubled
_ALLOWED = (  # on protected sheets
    *("objects", "scenarios", "format_cells", "format_columns", "format_rows", "insert_columns"),
    *("insert_rows", "insert_hyperlinks", "delete_columns", "delete_rows", "sort", "autofilter"),
)


def write_book(contents: Contents, rate_places: int = DEFAULT_RATE_PLACES) -> bytes:
    """Return an .xlsx with the guide, every sheet of the form and the drop-down lists, holding `contents`.

    A text that is a number or an ISO date becomes one where the form asks for it. `rate_places` are the
    decimals of rates whose row does not tell.

    Equal contents give equal bytes. ValueError when `contents` names a sheet or column that neither the form
    nor `own` has.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # XlsxWriter ships no types

    form = edition(contents.language)
    areas = {sheet.key: _area(sheet, contents) for sheet in form.sheets}
    _refuse_unknown(contents, areas)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    created = datetime(contents.year or _NO_YEAR, 1, 1, tzinfo=UTC)
    book.set_properties({"author": "reportgen", "created": created})
    book.set_calc_mode("auto")
    _write_sheets(book, form, areas, contents, rate_places)
    book.close()
    package = open_package(buffer.getvalue())
    return written(_with_growing_rows(package, member) for member in package.members)


def _with_growing_rows(package: Package, member: Member) -> Member:
    """Let the estimated heights be a start: without this mark of XlsxWriter's, rows grow with their text."""
    if not member.name.startswith("xl/worksheets/sheet"):
        return member
    return deflated(member.name, package.part(member.name).replace(b' customHeight="1"', b""))


def _area(form: SheetForm, contents: Contents) -> Area:
    rows = tuple(contents.sheets.get(form.title, ()))
    years = sorted({header for row in rows for header in row if _is_year(form, header)})
    years += [""] * _SPARE_YEARS if form.years else []
    first = len(form.columns)
    columns = (
        *form.columns,
        *(Column(year, year, form.purpose, Kind.NUMBER) for year in years),
        *(Column(f"own {header}", header, "", width=14) for header in contents.own.get(form.title, ())),
    )
    return Area(form, columns, range(first, first + len(years)), rows)


def _is_year(form: SheetForm, header: str) -> bool:
    return form.years and YEAR.fullmatch(header) is not None


def _refuse_unknown(contents: Contents, areas: Mapping[str, Area]) -> None:
    headers = {area.form.title: {column.header for column in area.columns} for area in areas.values()}
    for title, rows in contents.sheets.items():
        for row in rows:
            unknown = sorted(set(row).difference(headers.get(title, ())))
            if title not in headers or unknown:
                raise ValueError(f"the form has no {title} {' '.join(unknown)}".strip())


# --- the book


def _write_sheets(
    book: Any, form: Edition, areas: Mapping[str, Area], contents: Contents, rate_places: int
) -> None:
    styles, choices = Styles(book, form.guide.date_format), choices_of(form, areas, contents.choices)
    guide = book.add_worksheet(form.guide.title)
    write_guide(guide, form, areas, choices, styles)
    sheets = [guide]
    for area in areas.values():
        sheets.append(book.add_worksheet(area.form.title))
        write_sheet(Pen(sheets[-1], form, area, styles, choices, contents, rate_places))
    sheets.append(book.add_worksheet(choices.title))
    write_choices(sheets[-1], choices, form, styles)
    for name, (key, column) in NAMES.items():
        book.define_name(name, f"={areas[key].span(column)}")
    book.define_name(COUNT_UNITS, f"={choices.counted}")
    title = _report_title(form, areas["facts"])
    for sheet in sheets:
        _set_up_print(sheet, title)
        sheet.protect("", dict.fromkeys(_ALLOWED, True))
    guide.set_portrait()


def _report_title(form: Edition, facts: Area) -> str:
    name, text = (facts.form.column(key).header for key in ("name", "text"))
    titles = (row.get(text) for row in facts.rows if row.get(name) == form.fact("title").name)
    return str(next(titles, None) or "")


def _set_up_print(sheet: Any, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    head = "&L" + title[:_TITLE_LIMIT].replace("&", "&&").replace("\n", " ")
    unscaled = {"scale_with_doc": False}
    sheet.set_header(f"{head}&R&A", unscaled)
    sheet.set_footer("&C&P / &N", unscaled)

"""The first sheet of a written workbook: how to fill it in, how far that is, and what colours and columns
mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.workbook.areas import Area, cell
from reportgen.workbook.choices import Choices
from reportgen.workbook.columns import Edition
from reportgen.workbook.progress import counted, counting
from reportgen.workbook.styles import HIGHEST_ROW, LINE_HEIGHT, Styles, lines_needed

__all__ = ["write_guide"]

_WIDTHS = (18, 88, 8, 8)
_NAME, _LINE, _FILLED, _EXPECTED = range(4)


def write_guide(
    sheet: Any, edition: Edition, areas: Mapping[str, Area], choices: Choices, styles: Styles
) -> None:
    """Write the guide of a workbook whose sheets are `areas`."""
    guide = edition.guide
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, _NAME, guide.title, styles["title"])
    at = _write_progress(sheet, 2, edition, areas, styles)
    for heading, lines in guide.sections:
        at = _write_section(sheet, at, heading, [("", line) for line in lines], styles)
    at = _write_colours(sheet, at, edition, styles)
    for part in edition.sheets:
        described = [("", part.purpose), *((column.header, column.help) for column in part.columns)]
        at = _write_section(sheet, at, part.title, described, styles)
    title, purpose = guide.choices
    listed = [(one.header, guide.opened if one.is_open else guide.closed) for one in choices.lists]
    _write_section(sheet, at, title, [("", purpose), *listed], styles)


def _write_progress(sheet: Any, at: int, edition: Edition, areas: Mapping[str, Area], styles: Styles) -> int:
    """Write how many rows of each sheet are filled in, as live lines that lead there; return the row where
    the next section starts."""
    heading, line, total = edition.guide.progress
    sheet.write_string(at, _NAME, heading, styles["heading"])
    for number, told in zip((_FILLED, _EXPECTED), edition.guide.filled, strict=True):
        sheet.write_string(at, number, told, styles["tally"])
    first = at + 1
    for row, area in enumerate(areas.values(), start=first):
        title = area.form.title
        sheet.write_url(row, _NAME, f"internal:'{title}'!A1", styles["link"], title, area.form.purpose[:255])
        for number, formula, value in zip((_FILLED, _EXPECTED), counting(area), counted(area), strict=True):
            sheet.write_formula(row, number, f"={formula}", styles["tally"], value)
        _write_line(sheet, row, line, counted(area), styles["progress"])
    last = first + len(areas)
    sheet.write_string(last, _NAME, total, styles["label"])
    sums = [sum(column) for column in zip(*map(counted, areas.values()), strict=True)]
    for number, value in zip((_FILLED, _EXPECTED), sums, strict=True):
        cells = f"{cell(first, number)}:{cell(last - 1, number)}"
        sheet.write_formula(last, number, f"=SUM({cells})", styles["tally"], value)
    _write_line(sheet, last, line, sums, styles["sum"])
    return last + 2


def _write_line(sheet: Any, row: int, line: str, values: Sequence[int], look: Any) -> None:
    """Write the live text for the two numbers that stand at the end of a row."""
    filled, expected = values
    told = line.format(filled=f'"&{cell(row, _FILLED)}&"', expected=f'"&{cell(row, _EXPECTED)}&"')
    formula = f'="{told}"'.replace('&""', "").replace('""&', "")
    sheet.write_formula(row, _LINE, formula, look, line.format(filled=filled, expected=expected))


def _write_colours(sheet: Any, at: int, edition: Edition, styles: Styles) -> int:
    sheet.write_string(at, _NAME, edition.guide.colours_title, styles["heading"])
    for row, (look, meaning) in enumerate(edition.guide.colours, start=at + 1):
        sheet.write_blank(row, _NAME, None, styles[look])
        _write_text(sheet, row, meaning, styles)
    return at + len(edition.guide.colours) + 2


def _write_section(
    sheet: Any, at: int, heading: str, lines: Sequence[tuple[str, str]], styles: Styles
) -> int:
    """Write a heading and its lines from row `at`; return the row where the next section starts."""
    sheet.write_string(at, _NAME, heading, styles["heading"])
    for row, (name, line) in enumerate(lines, start=at + 1):
        sheet.write_string(row, _NAME, name, styles["label"])
        _write_text(sheet, row, line, styles)
    return at + len(lines) + 2


def _write_text(sheet: Any, row: int, text: str, styles: Styles) -> None:
    sheet.write_string(row, _LINE, text, styles["line"])
    lines = lines_needed(text, _WIDTHS[_LINE])
    if lines > 1:
        sheet.set_row(row, min(lines * LINE_HEIGHT, HIGHEST_ROW))

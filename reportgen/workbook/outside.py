"""What a sheet holds beside, above or far below its table, and what of the table nobody sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.refs import CellRef
from reportgen.workbook.columns import SheetForm
from reportgen.workbook.reader import Cell, CellKind, RawSheet

__all__ = ["far_rows", "hidden_parts", "strays"]

FAR = 10  # empty rows behind which a row without its name is no row of the table
_MOST_RELATED = 12  # further cells that are named with the first one
_EXCERPT = 24  # characters shown of a cell
_Cells = Mapping[int, Mapping[int, Cell]]


def far_rows(form: SheetForm, columns: Mapping[str, int], cells: _Cells, numbers: list[int]) -> set[int]:
    """Return which of the row `numbers` stand far below the others and lack what a row is known by."""
    key = next((columns[one.key] for one in form.columns if one.required and one.key in columns), 0)
    far: set[int] = set()
    last = numbers[0] if numbers else 0
    for number in numbers:
        if number - last > FAR and key not in cells[number]:
            far.add(number)
        else:
            last = number
    return far


def strays(sheet: RawSheet, cells: _Cells, header: int, far: set[int]) -> Iterator[Diagnostic]:
    """Yield each row with cells that belong to no column (WB110): a warning for numbers, a note for words.

    A column belongs to the table when anything heads it. Above the header a line with words is a title, a
    unit line or the like.
    """
    headed = _headed(sheet, header)
    for number in sorted(cells):
        row = cells[number]
        if number < header:
            outside = [] if any(cell.kind is CellKind.TEXT for cell in row.values()) else sorted(row)
        elif number == header:
            outside = []
        else:
            outside = sorted(row) if number in far else [at for at in sorted(row) if at not in headed]
        if outside:
            yield _stray(sheet, number, {at: row[at] for at in outside})


def hidden_parts(
    sheet: RawSheet, rows: Iterable[int], cells: _Cells, columns: Iterable[int], header: int
) -> Iterator[Diagnostic]:
    """Yield a note for the hidden rows (WB109), each hidden column (WB111) and the hidden sheet (WB112) that
    hold something: all of it is read."""
    numbers = list(rows)
    hidden = [number for number in numbers if number in sheet.hidden_rows]
    if hidden:
        others = tuple(sheet.ref(number, 1) for number in hidden[1 : _MOST_RELATED + 1])
        yield fault("WB109", sheet.ref(hidden[0], 1), related=others, count=len(hidden))
    for column in sorted(columns):
        if column in sheet.hidden_columns:
            held = [number for number in numbers if column in cells[number]]
            if held:
                yield fault("WB111", sheet.ref(header, column), count=len(held))
    if sheet.is_hidden and numbers:
        yield fault("WB112", CellRef(sheet.file, sheet.title), count=len(numbers))


def _stray(sheet: RawSheet, number: int, found: Mapping[int, Cell]) -> Diagnostic:
    first, *others = found
    is_number = any(cell.kind is not CellKind.TEXT or _has_digits(cell.text) for cell in found.values())
    return fault(
        "WB110",
        sheet.ref(number, first),
        severity=None if is_number else Severity.NOTE,
        related=tuple(sheet.ref(number, at) for at in others[:_MOST_RELATED]),
        found=_excerpt(found[first].text),
    )


def _headed(sheet: RawSheet, header: int) -> set[int]:
    """Return the columns that something heads, a merged cell all that it covers."""
    headed = set(sheet.rows[header])
    for top, left, bottom, right in sheet.merged:
        if top <= header <= bottom and headed.intersection(range(left, right + 1)):
            headed.update(range(left, right + 1))
    return headed


def _has_digits(text: str) -> bool:
    """Return whether a text is a number, whatever else it says: most of its characters are digits."""
    digits = sum(mark.isdigit() for mark in text)
    return 2 * digits >= len(text.strip()) > 0


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"

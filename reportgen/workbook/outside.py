"""What a sheet holds beside, above or far below its table, and what of the table nobody sees."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.refs import CellRef, excerpt
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.columns import SheetForm
from reportgen.workbook.reader import RawSheet

__all__ = ["far_rows", "hidden_parts", "strays"]

FAR = 10  # empty rows behind which a row without its name is no row of the table
_LONE = 2  # cells that such a row has at most
_MOST_RELATED = 12  # further cells that are named with the first one
_Cells = Mapping[int, Mapping[int, Cell]]


def far_rows(form: SheetForm, columns: Mapping[str, int], cells: _Cells, numbers: list[int]) -> set[int]:
    """Return which of the row `numbers` stand far below the others and lack what a row is known by."""
    key = next((columns[one.key] for one in form.columns if one.required and one.key in columns), 0)
    far: set[int] = set()
    last = numbers[0] if numbers else 0
    for number in numbers:
        if number - last > FAR and key not in cells[number] and len(cells[number]) <= _LONE:
            far.add(number)
        else:
            last = number
    return far


def strays(sheet: RawSheet, cells: _Cells, header: int, far: set[int]) -> Iterator[Diagnostic]:
    """Yield what belongs to no column (WB110), columns side by side at once: a warning for numbers, a note
    for words and for a table of the user's own, which has its own headers.

    A column belongs to the table when anything heads it. Above the header a line with words is a title, a
    unit line or the like.
    """
    headed = _headed(sheet, header)
    edges = sorted(headed)
    blocks: dict[int, dict[tuple[int, int], Cell]] = {}
    for number in sorted(cells):
        row = cells[number]
        if number in far or number < header:
            if number in far or all(cell.kind is not CellKind.TEXT for cell in row.values()):
                yield _stray(sheet, {(number, at): row[at] for at in sorted(row)})
        elif number > header:
            for at in (at for at in sorted(row) if at not in headed):
                blocks.setdefault(bisect(edges, at), {})[number, at] = row[at]
    yield from (_stray(sheet, block) for block in blocks.values())


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


def _stray(sheet: RawSheet, found: Mapping[tuple[int, int], Cell]) -> Diagnostic:
    first, *others = found
    top = [cell for (row, _), cell in found.items() if row == first[0]]
    is_table = len(top) < len(found) and not any(map(_is_number, top))
    is_number = any(map(_is_number, found.values())) and not is_table
    return fault(
        "WB110",
        sheet.ref(*first),
        severity=None if is_number else Severity.NOTE,
        related=tuple(sheet.ref(*at) for at in others[:_MOST_RELATED]),
        found=excerpt(found[first].text),
    )


def _headed(sheet: RawSheet, header: int) -> set[int]:
    """Return the columns that something heads, a merged cell all that it covers."""
    headed = set(sheet.rows[header])
    for top, left, bottom, right in sheet.merged:
        if top <= header <= bottom and headed.intersection(range(left, right + 1)):
            headed.update(range(left, right + 1))
    return headed


def _is_number(cell: Cell) -> bool:
    """Return whether a cell holds a number, or a text that is mostly digits."""
    if cell.kind is not CellKind.TEXT:
        return True
    digits = sum(mark.isdigit() for mark in cell.text)
    return 2 * digits >= len(cell.text.strip())

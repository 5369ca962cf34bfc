"""How much of a sheet is filled in: which rows wait for something, told to Excel as a formula and to Python
as a count, from one declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.workbook.areas import Area, span
from reportgen.workbook.columns import Missing, SheetForm

__all__ = ["counted", "counting", "waits"]

_Excuse = tuple[tuple[str, int | None], ...]


def waits(form: SheetForm, missing: Missing, where: Mapping[str, str]) -> str:
    """Return the Excel expression for how a row waits: a number, 0 when it does not; for ranges `where`, of
    each row."""
    empty = "".join(f'*({where[key]}="")' for key in (missing.key, *missing.others))
    excuses = "".join(f"*{_excused(form, excuse, where)}" for excuse in missing.excuses)
    return f'({where[missing.name]}<>""){empty}{excuses}'


def _excused(form: SheetForm, excuse: _Excuse, where: Mapping[str, str]) -> str:
    told = [
        f'({where[key]}<>"")' if position is None else _marked(form, (key, position), where)
        for key, position in excuse
    ]
    return f"(1-{'*'.join(told)})"


def counting(area: Area) -> tuple[str, str]:
    """Return the Excel formulas for how many rows of a sheet are filled in, and how many there are."""
    missing = area.form.missing
    where = area.spans()
    if missing is None:
        name = where[area.form.columns[0].key]
        rows = f'SUMPRODUCT(--({name}<>""))'
        held = "+".join(f'({span}<>"")' for span in _years(area))
        return (f'SUMPRODUCT(({name}<>"")*(({held})>0))' if held else "0"), rows
    rows = f'SUMPRODUCT(--({where[missing.name]}<>""))'
    waiting = waits(area.form, missing, where)
    if missing.marked is not None:
        waiting = f'SIGN({waiting}+{_marked(area.form, missing.marked, where)}*({where[missing.name]}<>""))'
    return f"{rows}-SUMPRODUCT({waiting})", rows


def _marked(form: SheetForm, mark: tuple[str, int], where: Mapping[str, str]) -> str:
    key, position = mark
    return f'({where[key]}="{form.column(key).choices[position]}")'


def _years(area: Area) -> list[str]:
    return [span(area.form.title, 1, area.last, number) for number in area.years]


def counted(area: Area) -> tuple[int, int]:
    """Return what the formulas of `counting` come to: how many rows are filled in, and how many there
    are."""
    missing = area.form.missing
    if missing is None:
        name = area.form.columns[0].header
        rows = [row for row in area.rows if _holds(row, name)]
        years = [area.columns[number].header for number in area.years]
        return sum(any(_holds(row, year) for year in years) for row in rows), len(rows)
    rows = [row for row in area.rows if _holds(row, area.form.column(missing.name).header)]
    return sum(not _waits(area.form, missing, row) for row in rows), len(rows)


def _waits(form: SheetForm, missing: Missing, row: Mapping[str, Any]) -> bool:
    held = {column.key: row.get(column.header) for column in form.columns}
    if missing.marked is not None and _meets(form, held, *missing.marked):
        return True
    if any(not _is_empty(held[key]) for key in (missing.key, *missing.others)):
        return False
    return not any(all(_meets(form, held, *one) for one in excuse) for excuse in missing.excuses)


def _meets(form: SheetForm, held: Mapping[str, Any], key: str, position: int | None) -> bool:
    if position is None:
        return not _is_empty(held[key])
    return str(held[key] or "").casefold() == form.column(key).choices[position].casefold()


def _holds(row: Mapping[str, Any], header: str) -> bool:
    return bool(header) and not _is_empty(row.get(header))


def _is_empty(value: Any) -> bool:
    return value is None or value == ""

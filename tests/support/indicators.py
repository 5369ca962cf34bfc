"""Indicators and series for tests, in one line each: `indicator("118300", "109072", unit="万元")`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.indicators import Indicator, Observation, Series
from reportgen.quantities import Quantity, Unit
from reportgen.refs import CellRef
from reportgen.wording.units import unit_named

__all__ = ["BOOK", "COLUMNS", "cell", "indicator", "observation", "series"]

BOOK, SHEET = "2020.xlsx", "指标"
COLUMNS = {"unit": "D", "value": "I", "prior": "J", "given_rate": "L", "target": "N", "rank": "O"}


def cell(column: str, row: int = 12) -> CellRef:
    """Return the cell that holds `column` in `row` of the sheet of indicators."""
    return CellRef(BOOK, SHEET, f"{COLUMNS[column]}{row}")


def observation(amount: str, unit: str | Unit, source: CellRef) -> Observation:
    """Return `amount`, written as the cell shows it, at `source`."""
    held = unit_named(unit) if isinstance(unit, str) else unit
    return Observation(Quantity(Decimal(amount), held), source)


def indicator(
    value: str | None = None,
    prior: str | None = None,
    *,
    unit: str = "万元",
    print_unit: str | None = None,
    given: str | None = None,
    target: str | None = None,
    rate_places: int | None = None,
    basis: str = "",
    name: str = "工业总产值",
    row: int = 12,
) -> Indicator:
    """Return an indicator in `row` whose columns stand where `COLUMNS` says; None leaves a cell empty."""
    amounts = {"value": value, "prior": prior, "target": target}
    held = {
        column: None if amount is None else observation(amount, unit, cell(column, row))
        for column, amount in amounts.items()
    }
    return Indicator(
        code="GY01",
        section="工业经济运行情况",
        name=name,
        unit=unit_named(unit),
        print_unit=unit_named(print_unit or unit),
        source=CellRef(BOOK, SHEET, f"C{row}"),
        rate_places=rate_places,
        value=held["value"],
        prior=held["prior"],
        given_rate=None if given is None else observation(given, "%", cell("given_rate", row)),
        basis=basis,
        target=held["target"],
        cells={column: cell(column, row) for column in COLUMNS},
    )


def series(years: Mapping[int, str], unit: str = "万元", name: str = "工业总产值") -> Series:
    """Return the earlier years of an indicator, one a column from B on, in row 2 of its sheet."""
    places = {year: CellRef(BOOK, "历年", f"{chr(ord('B') + n)}2") for n, year in enumerate(years)}
    held = {year: observation(amount, unit, places[year]) for year, amount in years.items()}
    return Series(name, held, CellRef(BOOK, "历年", "A2"))

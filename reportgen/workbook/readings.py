"""One cell as what its column asks for: a number, a text, a choice, a date. Faults are named with their cell.

A slip whose meaning is certain (full-width digits, thousands commas, numbers stored as text, an amount with
its unit) is read and named; anything else is left to the person who typed it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from reportgen.diagnostics import Severity
from reportgen.quantities import EXCEL_DIGITS, Quantity, Unit, decimal_places, finite_places, plain, rounded
from reportgen.refs import CellRef
from reportgen.wording.units import PERCENT, is_known, unit_named
from reportgen.workbook.cells import Cell, CellKind
from reportgen.workbook.columns import normal
from reportgen.workbook.form.typed import APPROXIMATE, DATE, NOT_AVAILABLE, YEAR
from reportgen.workbook.tables import Found, Row, nearest

__all__ = ["choice", "day", "number", "number_in", "required_text", "text", "text_in", "whole", "year"]

_LARGEST = Decimal(10) ** 15  # Excel keeps 15 digits: whole numbers beyond are not what was typed
_MOST_PLACES = 15
_HINT_PLACES = 12
_HALF_WIDTH = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {
    ord("−"): "-",
    ord("﹪"): "%",
    ord("　"): " ",
    ord("\xa0"): " ",
    ord("，"): ",",
    ord("．"): ".",
}
_DIGITS = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|[+-]?\.[0-9]+"
_PLAIN_NUMBER = re.compile(_DIGITS)
_AMOUNT = re.compile(rf"({_DIGITS})([^0-9.,].*)")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")


def text(row: Row, key: str, found: Found, *, dates: bool = False) -> str:
    """Return the text in the column `key`, trimmed, "" when there is none; with `dates` also a date."""
    return text_in(row.cell(key), row.ref(key), found, dates=dates)


def required_text(row: Row, key: str, found: Found) -> str:
    """Return the text in the column `key`, having named the cell when it is empty."""
    if row.is_empty(key):
        found.add("WB220", row.ref(key), column=row.form.column(key).header)
    return text(row, key, found)


def text_in(cell: Cell | None, ref: CellRef, found: Found, *, dates: bool = False) -> str:
    """Return the text of a cell as `text` does; characters that no document holds are named and left out."""
    if cell is None or _is_broken(cell, ref, found):
        return ""
    if cell.kind is CellKind.DATE and not dates:
        found.add("WB208", ref, found=cell.text)
    if cell.number is not None and cell.percent:
        return plain(_per_cent(cell.number)) + "%"
    bad = sorted({mark for mark in cell.text if _is_bad(mark)})
    if bad:
        harmless = _INVISIBLE.issuperset(bad)
        names = " ".join(f"U+{ord(mark):04X}" for mark in bad)
        found.add("WB209", ref, severity=Severity.WARNING if harmless else None, found=names)
    return "".join(mark for mark in cell.text if mark not in bad).strip()


def number(row: Row, key: str, found: Found, unit: Unit) -> Decimal | None:
    """Return the number in the column `key`, in `unit`, as Excel shows it; None when there is none."""
    return number_in(row.cell(key), row.ref(key), found, unit)


def number_in(cell: Cell | None, ref: CellRef, found: Found, unit: Unit) -> Decimal | None:
    """Return the number that a cell holds in `unit`; a cell that shows 8.46% holds 8.46 where `unit` is %."""
    if cell is None or _is_broken(cell, ref, found):
        return None
    if cell.kind in (CellKind.DATE, CellKind.BOOL):
        found.add("WB204", ref, found=cell.text)
        return None
    if cell.number is None:
        return _within(_number_in_text(cell.text, ref, found, unit), ref, found)
    if not cell.percent:
        return _within(cell.number, ref, found)
    if not unit.is_percent:
        found.add("WB206", ref, found=f"{plain(_per_cent(cell.number))}%", unit=unit.symbol)
        return None
    return _within(_per_cent(cell.number, unit), ref, found)


def whole(row: Row, key: str, found: Found) -> int | None:
    """Return the whole number in the column `key`, within the bounds that the form declares for it."""
    column = row.form.column(key)
    amount = number(row, key, found, unit_named(""))
    if amount is None:
        return None
    if amount != int(amount) or not column.low <= amount <= column.high:
        found.add(
            "WB207", row.ref(key), column=column.header, found=plain(amount), low=column.low, high=column.high
        )
        return None
    return int(amount)


def choice(row: Row, key: str, found: Found) -> str:
    """Return which of the form's choices the column `key` holds, "" when empty or none of them."""
    column = row.form.column(key)
    typed = text(row, key, found)
    if not typed:
        return ""
    for allowed in column.choices:
        if normal(allowed) == normal(typed):
            return allowed
    severity = None if column.strict else Severity.WARNING
    near = nearest(typed, column.choices)
    found.add(
        "WB210",
        row.ref(key),
        severity=severity,
        hints=("nearest",) if near else (),
        column=column.header,
        found=typed,
        choices=_said(column.choices),
        nearest=near,
    )
    return "" if column.strict else typed


def _said(choices: Sequence[str]) -> str:
    """Return the choices in a row, parted as the form parts what it lists."""
    return ", ".join(choices)


def day(cell: Cell | None, ref: CellRef, found: Found) -> date | None:
    """Return the date that a cell holds, be it typed as a date, as 2020-12-31 or as 2020年12月31日."""
    if cell is None or _is_broken(cell, ref, found):
        return None
    if isinstance(cell.moment, date):
        return cell.moment.date() if isinstance(cell.moment, datetime) else cell.moment
    match = DATE.fullmatch(normal(cell.text))
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:  # the 31st of November
        pass
    found.add("WB211", ref, found=cell.text)
    return None


def year(cell: Cell | None, ref: CellRef, found: Found) -> int | None:
    """Return the year that a cell holds, written 2020 or 2020年."""
    if cell is None or _is_broken(cell, ref, found):
        return None
    match = YEAR.fullmatch(normal(cell.text))
    if match is None:
        found.add("WB212", ref, found=cell.text)
        return None
    return int(match[1])


def _is_broken(cell: Cell, ref: CellRef, found: Found) -> bool:
    """Name a cell that shows an Excel error or waits for Excel to calculate it."""
    if cell.kind is CellKind.ERROR:
        found.add("WB202", ref, found=cell.text)
    elif cell.kind is CellKind.FORMULA:
        found.add("WB201", ref)
    return cell.kind in (CellKind.ERROR, CellKind.FORMULA)


def _is_bad(mark: str) -> bool:
    """Return whether XML 1.0 (2.2) forbids the character, or nobody can see it."""
    category = unicodedata.category(mark)
    forbidden = category == "Cs" or mark in "\ufffe\uffff" or (category == "Cc" and mark not in "\t\n")
    return forbidden or mark in _INVISIBLE


def _number_in_text(typed: str, ref: CellRef, found: Found, unit: Unit) -> Decimal | None:
    shown = " ".join(typed.split())
    half = "".join(typed.translate(_HALF_WIDTH).split())
    if normal(half) in NOT_AVAILABLE:
        found.add("WB213", ref, found=shown)
        return None
    percent = half.removesuffix("%") if unit.is_percent and unit.symbol == "%" else half
    if _PLAIN_NUMBER.fullmatch(percent):
        amount = Decimal(percent.replace(",", ""))
        if _is_kept(amount):
            found.add("WB205", ref, found=shown, value=plain(amount))
        return amount
    return _amount_in_text(half, shown, ref, found, unit)


def _amount_in_text(half: str, shown: str, ref: CellRef, found: Found, unit: Unit) -> Decimal | None:
    """Return the amount that a text tells with its unit, 11.83亿元 for 万元, when it converts exactly.

    Any other text is named, with the number to type instead when it tells one.
    """
    amount = _AMOUNT.fullmatch(half)
    symbol = amount[2] if amount else ""
    if amount and is_known(symbol) and unit_named(symbol).dimension == unit.dimension:
        given = Quantity(Decimal(amount[1].replace(",", "")), unit_named(symbol)).in_unit(unit)
        places = finite_places(given)
        if places is not None and places <= _HINT_PLACES:
            found.add("WB230", ref, found=shown, value=_digits(given), unit=unit.symbol)
            return rounded(given, places)
        found.add("WB203", ref, hints=("amount",), found=shown, value=_digits(given), unit=unit.symbol)
    elif any(mark in half.casefold() for mark in APPROXIMATE):
        found.add("WB203", ref, hints=("approximate",), found=shown)
    else:
        found.add("WB203", ref, found=shown)
    return None


def _within(amount: Decimal | None, ref: CellRef, found: Found) -> Decimal | None:
    if amount is not None and not _is_kept(amount):
        found.add("WB214", ref, found=f"{amount:.3E}")
        return None
    return amount


def _is_kept(amount: Decimal) -> bool:
    """Return whether Excel keeps the number to its last digit."""
    digits = len(amount.normalize().as_tuple().digits)
    return digits <= EXCEL_DIGITS and abs(amount) < _LARGEST and decimal_places(amount) <= _MOST_PLACES


def _per_cent(fraction: Decimal, unit: Unit = PERCENT) -> Decimal:
    """Return 8.46 for 0.0846, without trailing zeros; in ‰ the tenfold."""
    number = fraction.scaleb(2) / unit.scale
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _digits(value: Fraction) -> str:
    """Return a converted amount in digits, exactly where it is a decimal of up to 12 places."""
    digits = plain(rounded(value, _HINT_PLACES))
    return digits.rstrip("0").rstrip(".")

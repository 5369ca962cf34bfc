"""A cell as Excel shows it: what it holds, made of what the file stores."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from reportgen.quantities import shown_by_excel

__all__ = ["Cell", "CellKind", "cell_of", "unescaped"]

EXACT_INTEGERS = 10**15  # beyond, Excel shows zeros for the digits that it does not keep

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19: ST_Xstring
_NOT_THE_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # literals and conditions of a number format


class CellKind(StrEnum):
    """What a cell holds, as Excel sees it."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    BOOL = "bool"
    ERROR = "error"  # an Excel error such as #DIV/0!, given in `text`
    FORMULA = "formula"  # a formula that nobody has calculated yet


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that exists and is not empty.

    `text` is what it says: digits, words, an ISO date, TRUE, #DIV/0!. `number` is set for numbers only,
    `moment` for dates only. With `percent` the cell shows `number` × 100 and a percent sign. A formula has
    `computed` what it says.
    """

    kind: CellKind
    text: str
    number: Decimal | None = None
    moment: date | time | timedelta | None = None
    percent: bool = False
    computed: bool = False


def cell_of(value: Any, data_type: str, stored: str, number_format: str) -> Cell | None:
    """Return the cell for what openpyxl made of it; None when it is empty after all."""
    if data_type == "e":
        return Cell(CellKind.ERROR, str(value))
    if isinstance(value, bool):
        return Cell(CellKind.BOOL, "TRUE" if value else "FALSE")
    if isinstance(value, datetime):
        moment = value.date() if value.time() == time() else value
        return Cell(CellKind.DATE, str(moment), moment=moment)
    if isinstance(value, (date, time, timedelta)):
        return Cell(CellKind.DATE, str(value), moment=value)
    if isinstance(value, (int, float)):
        return _number_cell(value, stored, number_format)
    text = unescaped(str(value))
    return Cell(CellKind.TEXT, text) if text.strip() else None


def _number_cell(value: int | float, stored: str, number_format: str) -> Cell:
    if not math.isfinite(value):  # 1e999: no number that Excel could have written
        return Cell(CellKind.TEXT, stored)
    number = shown_by_excel(value if abs(value) < EXACT_INTEGERS else float(value))
    percent = "%" in _NOT_THE_CODE.sub("", number_format.split(";")[0])
    return Cell(CellKind.NUMBER, format(number, "f"), number, percent=percent)


def unescaped(text: str) -> str:
    """Return `text` with characters instead of their codes, and one kind of line break.

    Excel writes `_x005F_x000B_` for a text that looks like a code, which `_x000B_` alone is.
    """
    shown = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if "_xd" in text.lower():  # two codes may be one character
        shown = shown.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return shown.replace("\r\n", "\n").replace("\r", "\n")

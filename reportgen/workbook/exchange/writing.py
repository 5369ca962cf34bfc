"""An exported workbook: the bytes of each file by its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from reportgen.quantities import plain
from reportgen.workbook.exchange.describing import DESCRIPTOR, FILE_ENDING, Head, heads, package
from reportgen.workbook.exchange.guard import guarded
from reportgen.workbook.filled import Filled, FilledSheet, Held

__all__ = ["exported"]

_NUMBERS = ("number", "integer")


def exported(book: Filled, name: str) -> dict[str, bytes]:
    """Return the files of `book`: one CSV a sheet, and the descriptor, which calls the package `name`.

    Equal books give equal bytes.
    """
    files = {key + FILE_ENDING: _csv(sheet) for key, sheet in book.sheets.items()}
    descriptor = json.dumps(package(book, name), ensure_ascii=False, indent=2)
    return files | {DESCRIPTOR: f"{descriptor}\n".encode()}


def _csv(sheet: FilledSheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = heads(sheet)
    writer.writerow([guarded(head.header) for head in columns])
    for line in sheet.lines:
        writer.writerow(_fields(columns, [head.held(line) for head in columns]))
    return text.getvalue().encode("utf-8-sig")


def _fields(columns: Iterable[Head], cells: Iterable[Held | None]) -> list[str]:
    return [_field(head, held) for head, held in zip(columns, cells, strict=True)]


def _field(head: Head, held: Held | None) -> str:
    """Return a cell as it is written: a number in digits, a text so that it stays one."""
    if held is None:
        return ""
    value = held.value
    if head.type in _NUMBERS:  # a text where a number belongs only says that there is none
        return plain(Decimal(value)) if isinstance(value, (int, Decimal)) else ""
    return guarded(value.isoformat() if isinstance(value, date) else str(value))

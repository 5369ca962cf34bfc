"""What a workbook is to hold, by the titles and headers of its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

__all__ = ["Contents", "Rows", "Value"]

Value = str | int | Decimal | date | None
Rows = Sequence[Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What to write: sheet title → rows, each header → value. Sheets and cells that are not given stay empty.

    `year`, that of the report, is the only date that gets into the file's properties, and is shown in the
    headers that speak of a year; `language` is that of the titles and headers. `own` are further columns,
    sheet title → headers. `comments` are those of cells: sheet title, row from 0, header → text.
    """

    year: int | None
    sheets: Mapping[str, Rows]
    language: str = "zh"
    own: Mapping[str, Sequence[str]] = field(default_factory=dict)
    comments: Mapping[tuple[str, int, str], str] = field(default_factory=dict)

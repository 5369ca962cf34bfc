"""The workbook that a bureau fills in: its form, how it is read, checked and written."""

from __future__ import annotations

from reportgen.workbook.checks import Limits, check_book
from reportgen.workbook.outline import empty_book
from reportgen.workbook.records import Outcome, read_book
from reportgen.workbook.writer import Contents, write_book

__all__ = ["Contents", "Limits", "Outcome", "check_book", "empty_book", "read_book", "write_book"]

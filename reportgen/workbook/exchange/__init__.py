"""A workbook as plain files and back: one CSV a sheet, described by a Frictionless Data Package.

The files are UTF-8 with a mark at the start, so that Excel knows, and as RFC 4180 has them: commas, double
quotes, CR LF. Numbers are exact. A text that a spreadsheet would take for a formula has a ' before it, which
reading takes off again.
"""

from __future__ import annotations

from reportgen.workbook.exchange.reading import is_export, read_folder
from reportgen.workbook.exchange.writing import exported

__all__ = ["exported", "is_export", "read_folder"]

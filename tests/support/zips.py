"""Workbooks spoilt on purpose: members of the small book's zip rewritten by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

__all__ = ["SHEET", "repacked", "with_rows"]

SHEET = "xl/worksheets/sheet2.xml"  # 指标 of the small book


def repacked(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> Path:
    """Rewrite the members of the zip at `path` through `change`, add `more`, and return the path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def with_rows(path: Path, rows: str, before: str = "") -> Path:
    """Replace the rows of the small book's 指标 sheet by raw XML."""
    head = f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet = f"{head}<sheetData>{rows}</sheetData></worksheet>".encode()
    return repacked(path, lambda name, data: sheet if name == SHEET else data)

"""A workbook exported to a folder, edited there as somebody would, and read back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reportgen.diagnostics import Refusal
from reportgen.workbook.exchange import exported, read_folder
from reportgen.workbook.filled import Filled

__all__ = ["OWN", "changed", "put", "refused", "rows"]

OWN = {
    **{"指标!U1": "电话", "指标!U2": "'0718", "指标!V1": "上月", "指标!V2": "-3.5"},
    **{"指标!W1": "核对日", "指标!W2": "2020-12-30"},
}


def put(book: Filled, folder: Path) -> Path:
    """Export `book` to a folder."""
    folder.mkdir(exist_ok=True)
    for name, data in exported(book, "书").items():
        (folder / name).write_bytes(data)
    return folder


def rows(data: bytes) -> list[list[str]]:
    """Return the records of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Edit an exported file as somebody would in an editor."""
    path = folder / name
    text = path.read_bytes().decode("utf-8-sig")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8-sig"))


def refused(folder: Path) -> list[tuple[str, str]]:
    """Return code and place of why a folder cannot be read."""
    with pytest.raises(Refusal) as caught:
        read_folder(folder)
    return [(found.code, str(found.place)) for found in caught.value.diagnostics]

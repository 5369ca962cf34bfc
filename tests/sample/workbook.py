"""Makes the workbooks of both samples from the sources beside this file: `python -m tests.sample.workbook`.

The indicators' definitions are the shipped outline's; `values.csv` adds the year's figures by their codes.
What it leaves blank, or has no column for, stays as the outline says.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.word.files import save
from reportgen.workbook import Contents, write_book
from reportgen.workbook.form import edition
from reportgen.workbook.outline import outline

__all__ = ["DEMO", "SAMPLE", "TARGET", "Source", "contents", "main", "make"]

_ROOT = Path(__file__).resolve().parents[2]
YEAR = 2020


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook to make: from the .csv files of a folder, in the form of a language."""

    folder: Path
    target: Path
    language: str


SAMPLE = Source(Path(__file__).parent, _ROOT / "inputs" / "xuanen-2020.xlsx", "zh")
DEMO = Source(Path(__file__).with_name("en"), _ROOT / "inputs" / "demo-en.xlsx", "en")
TARGET = SAMPLE.target


def contents(source: Source = SAMPLE) -> Contents:
    """Return what a workbook holds, as its sources say."""
    form = edition(source.language)
    sheets: dict[str, Sequence[Mapping[str, str]]] = {
        sheet.title: _indicators(source) if sheet.key == "indicators" else _rows(source, sheet.key)
        for sheet in form.sheets
    }
    return Contents(YEAR, sheets, source.language)


def make(source: Source = SAMPLE) -> bytes:
    """Return a sample's workbook."""
    return write_book(contents(source))


def main() -> None:
    """Write the samples' workbooks where users look for them."""
    for source in (SAMPLE, DEMO):
        save(source.target, make(source))


def _indicators(source: Source) -> list[dict[str, str]]:
    code = edition(source.language).sheet("indicators").column("code").header
    given = _rows(source, "values")
    values = {row[code]: {header: text for header, text in row.items() if text} for row in given}
    rows = [row | values.pop(row[code], {}) for row in outline(source.language)]
    if values:
        raise ValueError(f"values.csv has codes that the outline has not: {' '.join(values)}")
    return rows


def _rows(source: Source, name: str) -> list[dict[str, str]]:
    with (source.folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


if __name__ == "__main__":
    main()

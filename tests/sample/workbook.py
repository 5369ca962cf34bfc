"""Makes `inputs/xuanen-2020.xlsx` from the sources beside this file: `python -m tests.sample.workbook`.

The indicators' definitions are the shipped outline's; `values.csv` adds the year's figures by their 编码.
What it leaves blank, or has no column for, stays as the outline says.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.word.files import save
from reportgen.workbook import Contents, write_book
from reportgen.workbook.outline import outline

__all__ = ["TARGET", "contents", "main", "make"]

TARGET = Path(__file__).resolve().parents[2] / "inputs" / "xuanen-2020.xlsx"
YEAR = 2020

_SHEETS = {"基本信息": "facts", "名单": "lists", "正文": "prose", "勾稽关系": "rules", "历年": "history"}


def contents() -> Contents:
    """Return what the sample's workbook holds, as its sources say."""
    sheets: dict[str, Sequence[Mapping[str, str]]] = {title: _rows(name) for title, name in _SHEETS.items()}
    return Contents(YEAR, {"指标": _indicators(), **sheets})


def make() -> bytes:
    """Return the sample's workbook."""
    return write_book(contents())


def main() -> None:
    """Write the sample's workbook where users look for it."""
    save(TARGET, make())


def _indicators() -> list[dict[str, str]]:
    values = {row["编码"]: {header: text for header, text in row.items() if text} for row in _rows("values")}
    rows = [row | values.pop(row["编码"], {}) for row in outline()]
    if values:
        raise ValueError(f"values.csv has codes that the outline has not: {' '.join(values)}")
    return rows


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


if __name__ == "__main__":
    main()

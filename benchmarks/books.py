"""`python -m benchmarks.books`: checks large workbooks, and beside it reads their values with openpyxl.

Whole processes, in turn, in one run. What the numbers mean is told in docs/performance.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from xlsxwriter import Workbook

from benchmarks.timing import Command, interleaved, print_tables, row, rule
from reportgen.workbook import Contents, write_book
from reportgen.workbook.contents import Value
from reportgen.workbook.form import edition

__all__ = ["BOOKS", "main"]

PEER = Path(__file__).resolve().parent / "peers" / "values.py"
INDICATORS = 5_000
ROWS = 1_048_576  # that a sheet can have
ROUNDS = 5
_CHECKED = (0, 1)  # with and without a fault


def main() -> None:
    """Print the table."""
    print_tables(__doc__, {"books": _table})


def _table(folder: Path) -> Iterator[str]:
    yield ""
    yield row("", "reportgen check", "openpyxl", "openpyxl / reportgen", "memory", "of openpyxl")
    yield rule(6)
    folder.mkdir(parents=True)
    for name, write in BOOKS.items():
        path = folder / f"{len(list(folder.glob('*.xlsx')))}.xlsx"
        write(path)
        ours, peer = interleaved(_commands(path), ROUNDS, folder / "bytecode").values()
        ratio = f"{peer.middle / ours.middle:.1f} ×"
        yield row(name, ours.told, peer.told, ratio, ours.memory, peer.memory)


def _commands(path: Path) -> dict[str, Command]:
    ours = [sys.executable, "-m", "reportgen", "check", str(path)]
    return {
        "reportgen": Command(ours, lambda: path.parent, _CHECKED),
        "openpyxl": Command([sys.executable, str(PEER), str(path)], lambda: path.parent),
    }


def _filled(path: Path) -> None:
    """Write a book of 5,000 indicators with two earlier years and 500 rules."""
    form = edition("en")
    names = [f"Output{number}" for number in range(INDICATORS)]
    rows: dict[str, list[dict[str, Value]]] = {
        "facts": [
            {"Item": "Title", "Content": "Summary of 2020"},
            {"Item": "Organization", "Content": "Bureau of Works"},
            {"Item": "Office", "Content": "the Bureau"},
            {"Item": "Year", "Content": 2020},
            {"Item": "Date", "Content": "2020-12-31"},
        ],
        "indicators": [
            {
                "Section": f"Section {number // 50}",
                "Indicator": name,
                "Unit": "10,000 yuan",
                "This year": 10_000 + number * 7,
                "Last year": 9_500 + number * 7,
            }
            for number, name in enumerate(names)
        ],
        "rules": [
            {"No.": f"R{number}", "Left side": names[number], "Relation": "≤", "Right side": "100000"}
            for number in range(0, INDICATORS, 10)
        ],
        "history": [
            {"Indicator": name, "2018": 9_000 + number * 7, "2019": 9_500 + number * 7}
            for number, name in enumerate(names)
        ],
    }
    titled = {form.sheet(key).title: lines for key, lines in rows.items()}
    path.write_bytes(write_book(Contents(2020, titled, "en")))


def _formatted(path: Path) -> None:
    """Write a book of one indicator whose sheet is formatted to the last row, as a clerk's may be."""
    book = Workbook(str(path))
    yellow = book.add_format({"bg_color": "yellow"})
    sheet = book.add_worksheet("Indicators")
    sheet.write_row(0, 0, ["Indicator", "Unit", "This year", "Last year"])
    sheet.write_row(1, 0, ["Output", "10,000 yuan", 5, 4])
    for at in range(2, ROWS):
        sheet.set_row(at, None, yellow)
    facts = book.add_worksheet("Facts")
    facts.write_column(0, 0, ("Item", "Title", "Organization", "Office", "Year", "Date"))
    told = ("Content", "Summary of 2020", "Bureau of Works", "the Bureau", 2020, "2020-12-31")
    facts.write_column(0, 1, told)
    book.close()


BOOKS: dict[str, Callable[[Path], None]] = {
    f"{INDICATORS:,} indicators, two earlier years, 500 rules": _filled,
    f"{ROWS:,} formatted rows, one indicator": _formatted,
}
"""What a row of the table is called, and what writes the book that it is about."""

if __name__ == "__main__":
    main()

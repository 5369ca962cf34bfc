"""This year's book against last year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.indicators import Book
from reportgen.workbook import Limits, check_book
from tests.support.books import read

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE
BEFORE = {  # the small book a year earlier: its value is this year's prior
    "基本信息!B2": "县某局2019年工作总结",
    "基本信息!B5": "2019",
    "基本信息!B6": "2019-12-31",
    "指标!I2": "109072",
    "指标!J2": "101000",
    "指标!I3": "",
    "指标!I4": "",
    "指标!I5": "",
    "指标!I6": "11.3",
    "指标!J6": "11.1",
    "历年!B1": "2018",
    "历年!C1": "2019",
    "历年!B2": "101000",
    "历年!C2": "109072",
}


def book(folder: Path, edits: dict[str, str]) -> Book:
    """Return the small book with `edits`."""
    folder.mkdir(exist_ok=True)
    found = read(folder, edits).book
    assert found is not None
    return found


def told(folder: Path, now: dict[str, str], before: dict[str, str]) -> list[tuple[str, Severity, str]]:
    """Return what the two books say of each other, each with `edits`."""
    found = compared(folder, now, before)
    return [(one.code, one.severity, str(one.place)) for one in found]


def compared(folder: Path, now: dict[str, str], before: dict[str, str]) -> list[Diagnostic]:
    """Return the findings that only come of last year's book."""
    this, last = book(folder / "now", now), book(folder / "last", BEFORE | before)
    alone = check_book(this, Limits())
    return [one for one in check_book(this, Limits(), last) if one not in alone]


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ({}, {}, []),
        ({}, {"指标!D2": "亿元", "指标!I2": "10.9072", "指标!J2": "10.1"}, []),  # units are converted
        ({"指标!J2": "109702", "历年!B2": "109702"}, {}, [("WB342", W, "指标!J2")]),
        ({"指标!J2": "109702", "历年!B2": "109702", "指标!M2": "普查"}, {}, [("WB342", N, "指标!J2")]),
        ({"指标!K2": "109200", "指标!M2": "可比"}, {}, [("WB342", W, "指标!K2")]),
        ({"指标!K2": "109100", "指标!M2": "可比"}, {}, []),  # as it was printed, 10.91亿元
        ({"指标!K2": "109100", "指标!M2": "可比"}, {"指标!F2": "3"}, [("WB342", W, "指标!K2")]),  # 10.907亿元
        ({"指标!K2": "109072"}, {}, []),
        ({"指标!J2": "109100", "历年!B2": "109100"}, {}, [("WB342", W, "指标!J2")]),  # printed is not exact
        ({}, {"指标!I3": "7"}, [("WB344", N, "指标!J3")]),
        ({}, {"指标!D6": "家"}, [("WB342", W, "指标!J6")]),
        ({}, {"指标!C6": "税收占比重", "指标!A6": ""}, [("WB343", N, "测试.xlsx")]),
        ({}, {"指标!C6": "税占"}, []),  # its code is the same
        ({}, {"基本信息!B5": "2018", "指标!I2": "1"}, [("WB345", W, "测试.xlsx")]),
    ],
)
def test_last_years_book_is_the_witness(
    tmp_path: Path, now: dict[str, str], before: dict[str, str], expected: list[tuple[str, Severity, str]]
) -> None:
    """Its own values are what this year's book says of last year, by name or by code."""
    assert expected == told(tmp_path, now, before)


def test_both_figures_are_told_with_their_units(tmp_path: Path) -> None:
    """The clerk sees what each book says."""
    (found,) = compared(tmp_path, {"指标!J2": "109702", "历年!B2": "109702"}, {})

    assert ("109702万元", "109072万元") == (found.values["prior"], found.values["last"])
    assert ["指标!I2"] == [str(place) for place in found.related]

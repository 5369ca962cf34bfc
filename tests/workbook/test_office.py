"""Another program opens what is written: it keeps what guides the hand, and calculates what we stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.workbook import Contents, empty_book, read_book, write_book
from reportgen.workbook.form import ENGLISH
from tests.sample.workbook import make
from tests.support.live import LIVE
from tests.support.office import has_calc, resaved_all

pytestmark = [
    pytest.mark.render,
    pytest.mark.skipif(not has_calc(), reason="LibreOffice is not installed, or without Calc"),
]
_ASIDE = 60  # columns right of the table in which the conditions of colours are calculated

ODD = Contents(
    2021,
    {
        "Facts": [{"Item": "Title", "Content": "A"}, {"Item": "Year"}, {"Item": "Mayor"}, {"Item": "Mayor"}],
        "Indicators": [
            {
                "Indicator": "Output",
                "Unit": "yuan",
                "This year": 100,
                "Last year": 50,
                "Last year published": 51,
            },
            {
                "Indicator": "Firms",
                "Unit": "firms",
                "This year": "-3.5",
                "Target": 0,
                "Rank": "1.5",
                "Decimals": 9,
            },
            {"Indicator": "Firms", "This year": "about 5", "Last year": 4},
            {"Indicator": "Loans", "Unit": "yuan"},
            {"Indicator": "Plan", "Status": "planned"},
            {"Indicator": "Net new firms", "Unit": "firms", "This year": -2},
            {"Indicator": "Visits", "Unit": "firms", "This year": 2, "Rank": 1},
            {"Indicator": "Share", "Unit": "%", "This year": 90, "Last year": 10, "Target": 95},
        ],
        "Lists": [
            {"List": "Firms", "No.": 1, "Name": "A"},
            {"List": "Firms", "No.": 2, "Name": "A"},
            {"List": "Visits", "No.": 1, "Name": "A"},
            {"List": "Visits", "No.": 2, "Name": "B"},
            {"List": "Visits", "No.": 0},
        ],
        "Prose": [
            {"Chapter": "1", "Text": "Old", "Status": "to rewrite"},
            {"Chapter": "2", "Text": "New", "Status": "final"},
            {"Chapter": "2", "Heading": "Head", "Form": "own line"},
            {"Chapter": "2", "Heading": "Head", "Form": "run in"},
        ],
        "Rules": [
            {"Left side": "a", "Relation": "≈", "Tolerance": -1},
            {"Left side": "a", "Level": "ignore"},
        ],
        "Earlier years": [{"Indicator": "Output", "2018": 3, "2019": "x"}],
    },
    "en",
)
PINK = {
    "Facts!B3", "Facts!B4", "Facts!B5", "Indicators!I5", "Lists!C6", "Prose!E5", "Rules!D2",
}  # fmt: skip
AMBER = {
    *("Facts!A4", "Facts!A5", "Indicators!C3", "Indicators!C4", "Indicators!D4", "Indicators!F3"),
    *("Indicators!I3", "Indicators!I4", "Indicators!M2", "Indicators!N3", "Indicators!O3", "Indicators!T2"),
    *("Lists!B6", "Lists!C2", "Lists!C3", "Prose!E2", "Prose!F2", "Rules!E2", "Rules!G3", "Earlier years!C2"),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """The books as we write them and as LibreOffice saves them: of those whose name begins with “hollow” the
    stored values are taken away, so that nothing is left but to calculate."""
    folder = tmp_path_factory.mktemp("office")
    live = [
        {"指标名称": f"指标{at}", "单位": "万元", "增速小数位": 2, **held}
        for at, (_, held, _) in enumerate(LIVE)
    ]
    books = {
        "sample": make(),
        "empty": empty_book(2021),
        "english": empty_book(2021, ENGLISH),
        "live": write_book(Contents(2021, {"指标": live})),
        "odd": write_book(ODD),
    }
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
        hollow = load_workbook(folder / f"{name}.xlsx")
        if name == "odd":
            _calculate_colours(hollow)
        hollow.save(folder / f"hollow-{name}.xlsx")
    paths = sorted(folder.glob("*.xlsx"))
    return {path.stem: (path, other) for path, other in zip(paths, resaved_all(paths, "xlsx"), strict=True)}


def _calculate_colours(book: Workbook) -> None:
    """Put the condition of each coloured cell into a cell aside of it, the first at a distance, the second at
    twice that."""
    for cell, looks in _coloured(book):
        sheet = book[cell.partition("!")[0]]
        at = sheet[cell.partition("!")[2]]
        for number, condition in looks.items():
            sheet.cell(at.row, at.column + _ASIDE * number).value = condition


def _coloured(book: Workbook) -> Iterator[tuple[str, dict[int, str]]]:
    """Yield each cell of the first rows with its conditions: 1 for pink, 2 for amber."""
    for sheet in book.worksheets:
        found: dict[str, dict[int, str]] = {}
        for area in sheet.conditional_formatting:
            first = str(area.sqref).partition(":")[0]
            column = first.rstrip("0123456789")
            for rule in area.rules:
                number = 1 if rule.dxf.fill.bgColor.rgb == "FFFFC7CE" else 2
                for row in range(2, 12):
                    moved = Translator(f"={rule.formula[0]}", first).translate_formula(f"{column}{row}")
                    found.setdefault(f"{sheet.title}!{column}{row}", {})[number] = moved
        yield from found.items()


@pytest.mark.parametrize("name", ["sample", "empty", "english", "live"])
def test_stored_values_are_those_that_are_calculated(saved: dict[str, tuple[Path, Path]], name: str) -> None:
    """Every formula, of rates, completion and progress, is stored with what LibreOffice makes of it."""
    ours = load_workbook(saved[name][0], data_only=True)
    theirs = load_workbook(saved[f"hollow-{name}"][1], data_only=True)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in load_workbook(saved[name][0]).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    assert len(formulas) > 400
    assert [ours[title][cell].value or None for title, cell in formulas] == [
        theirs[title][cell].value or None for title, cell in formulas
    ]


@pytest.mark.parametrize("name", ["sample", "empty", "english", "odd"])
def test_saved_again_a_book_says_the_same_and_still_guides(
    saved: dict[str, tuple[Path, Path]], name: str
) -> None:
    """LibreOffice changes nothing that is read, and keeps validations, colours, protection and filters."""
    mine, other = (read_book(path) for path in saved[name])
    before, after = (load_workbook(path) for path in saved[name])

    assert mine.book is not None
    assert other.book is not None
    assert replace(mine.book, digest="") == replace(other.book, digest="")
    assert mine.diagnostics == other.diagnostics
    assert list(map(_guides, before.worksheets)) == list(map(_guides, after.worksheets))


def _guides(sheet: Worksheet) -> object:
    validations = sheet.data_validations.dataValidation
    filled = [cell for row in sheet.iter_rows(max_row=3) for cell in row if cell.value is not None]
    return (
        sheet.title,
        sorted((str(one.sqref), str(one.type).replace("None", "any"), one.prompt) for one in validations),
        sum(len(area.rules) for area in sheet.conditional_formatting),
        sheet.protection.sheet,
        [(cell.coordinate, cell.protection.locked) for cell in filled],
        sheet.auto_filter.ref,
        sheet.print_title_rows,
    )


def test_colours_are_where_check_would_look(saved: dict[str, tuple[Path, Path]]) -> None:
    """Pink where a row waits for something, amber where a value is odd, and nowhere else."""
    told = load_workbook(saved["hollow-odd"][1], data_only=True)
    found: dict[int, set[str]] = {1: set(), 2: set()}
    for cell, looks in _coloured(load_workbook(saved["odd"][0])):
        title, _, name = cell.partition("!")
        at = told[title][name]
        for number in looks:
            if told[title].cell(at.row, at.column + _ASIDE * number).value is True:
                found[number].add(cell)

    assert (PINK, AMBER) == (found[1], found[2])

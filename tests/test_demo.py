"""The English demo, end to end: the same commands, English words, nothing of the other edition."""

from __future__ import annotations

import csv
import difflib
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from reportgen import Built, build, check, compare
from reportgen.messages import catalog
from reportgen.pipeline import lint, trace
from reportgen.settings import Settings
from reportgen.show import revised_lines, traced_lines
from reportgen.workbook import empty_book, read_book
from reportgen.workbook.form import ENGLISH
from reportgen.workbook.outline import outline
from tests.sample.golden import GOLDEN_DEMO, golden_text
from tests.support.clerk import BOOK, DEMO, ROOT, draft_of
from tests.support.validity import flaws

TEMPLATE = ROOT / "templates" / "annual-summary-en.docx"
SOURCES = Path(__file__).parent / "sample" / "en"
HAN = re.compile(r"[\u3400-\u9fff]")
STEPS = {"million yuan": 1, "billion yuan": 1000}


def build_demo(folder: Path, book: Path = DEMO, **more: Any) -> Built:
    """Build the demo without naming a template."""
    return build(book, settings=Settings(output=str(folder)), **more)


@pytest.fixture(name="built", scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_demo(tmp_path_factory.mktemp("output"))


def edited(folder: Path, edits: dict[str, Any]) -> Path:
    """Write a copy of the demo with the cells `Sheet!A1` changed."""
    book = load_workbook(DEMO)
    for place, value in edits.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = value
    path = folder / "demo-en.xlsx"
    book.save(path)
    return path


def test_the_first_draft_has_an_english_name_and_no_fault(built: Built) -> None:
    """The book's language decides name, template and words."""
    assert ("demo-en-draft-1.docx", 1, True, ()) == (
        built.draft.name,
        built.number,
        built.changed,
        built.diagnostics,
    )
    assert 36 == built.indicators


def test_the_draft_reads_as_the_golden_text(built: Built) -> None:
    """Every paragraph and table row is as reviewed; after a change that is meant, refresh the golden text."""
    expected, found = GOLDEN_DEMO.read_text(encoding="utf-8"), golden_text(built.draft)
    lines = expected.splitlines(), found.splitlines()
    changes = difflib.unified_diff(*lines, "golden", "draft", n=0, lineterm="")

    assert expected == found, "\n".join(["refresh: python -m tests.sample.golden", *changes])


def test_nothing_chinese_stands_in_an_english_draft(built: Built) -> None:
    """Neither in its text and header nor in what it tells of its figures."""
    draft = draft_of(built.draft)
    header = docx.Document(str(built.draft)).sections[0].header.paragraphs[0].text
    assert draft.manifest is not None
    told = [f"{figure.text} {figure.indicator} {figure.cells}" for figure in draft.manifest.figures]

    assert [] == [text for _, text in draft.lines if HAN.search(text)]
    assert [] == [text for text in told if HAN.search(text)]
    assert "Annual Summary for 2020 and Priorities for 2021" == header


def test_the_four_parts_stand_in_their_order(built: Built) -> None:
    """With headings of both forms: on a line of their own, and run in."""
    draft = draft_of(built.draft)
    text = draft.text

    assert [
        "I. Main economic indicators",
        "II. Main work of the year",
        "III. Main problems",
        "IV. Priorities for 2021",
    ] == draft.headings("Heading 1")
    assert "1. Bringing enterprises back to work" in draft.headings("Heading 2")
    assert "\n2. Innovation is weak. Few enterprises" in text
    assert "\n(1) A monthly meeting. Problems" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Gross industrial output reached 1.183 billion yuan, up 8.46% year on year.",
        "Industrial investment rose by 56.07% year on year to 611.11 million yuan, spread over 35 projects.",
        "this was 5.49% of industrial investment",
        "against 5.620 billion yuan a year earlier, down 27.6% year on year; they ranked second in the",
        "13.00 million US dollars, up 13.04% year on year, and exceeded the annual target of 12.00 million",
        "1.85% of industrial output, up 0.23 percentage points year on year",
        "The net increase of 5 enterprises met the annual target.",
        "including 1 enterprise that gained this status during the year (Mountain Home Foods)",
        "From January to November farm produce sold online brought 183.30 million yuan, up 88% year on year",
        "selenium-rich food, machinery, building materials, biomedicine and electronics",
    ],
)
def test_figures_stand_in_good_sentences(sentence: str, built: Built) -> None:
    """Growth, points, ranks, targets, shares, lists, one thing and many."""
    assert sentence in draft_of(built.draft).text


def test_every_number_of_the_table_is_that_of_its_cell(built: Built) -> None:
    """In the printed unit, rounded to the row's decimals; growth is what the live formula shows."""
    rows = draft_of(built.draft).rows
    sheet = load_workbook(DEMO, data_only=True)["Indicators"]
    heads = [cell.value for cell in sheet[1]]
    for cells in sheet.iter_rows(min_row=2, values_only=True):
        row = dict(zip(heads, cells, strict=True))
        if not row["Indicator"]:
            continue
        _, value, _, change, *_ = rows[row["Indicator"]]
        printed = row["Printed unit"] or row["Unit"]
        step = STEPS.get(printed, 1) / STEPS.get(row["Unit"], 1)
        if row["This year"] is not None:
            expected = round(float(row["This year"]) / step + 1e-9, int(row["Decimals"]))
            assert expected == float(value.replace(",", "")), row["Indicator"]
        if change != "—":
            assert float(row["Growth (%)"]) == float(change), row["Indicator"]


def test_building_twice_gives_the_same_bytes_and_no_second_draft(built: Built, tmp_path: Path) -> None:
    """In another folder the first draft is the same; in this one nothing is new."""
    again = build_demo(built.draft.parent)

    assert (1, False) == (again.number, again.changed)
    assert built.draft.read_bytes() == build_demo(tmp_path).draft.read_bytes()


def test_the_files_are_ones_that_word_opens(tmp_path: Path) -> None:
    """Template and draft."""
    final = build_demo(tmp_path, final=True, output=tmp_path / "final.docx").draft

    assert [] == [*flaws(TEMPLATE.read_bytes())]
    assert [] == [*flaws(final.read_bytes())]


def test_book_and_template_have_no_fault_together() -> None:
    """Checked and linted."""
    assert () == check(DEMO, TEMPLATE, Settings()).diagnostics
    assert () == lint(TEMPLATE, DEMO, Settings()).diagnostics


def test_a_chinese_draft_holds_nothing_english(tmp_path: Path) -> None:
    """The other way round: only what has no Chinese name, such as 4G."""
    text = draft_of(build_demo(tmp_path, BOOK).draft).text

    assert [] == re.findall(r"[A-Za-z]{4,}", text)


def test_changes_are_told_in_english(built: Built, tmp_path: Path) -> None:
    """A draft of a changed book against the first: the figure, its rate, the cell; the text no more."""
    book = edited(tmp_path, {"Indicators!I2": 1247})
    new = build_demo(tmp_path, book).draft
    revision = compare(built.draft, new, Settings())
    lines = " ".join(line.text for line in revised_lines(revision, catalog("en"), 100))

    changed = {(figure.indicator, figure.old, figure.new) for figure in revision.figures}
    assert ("Gross industrial output", "1.183 billion yuan", "1.247 billion yuan") in changed
    assert "Indicators!I2" in lines
    assert not HAN.search(lines)


def test_workbooks_are_compared_by_their_own_headers(tmp_path: Path) -> None:
    """Sheets, columns, units."""
    book = edited(tmp_path, {"Indicators!I2": 1247, "Indicators!I8": 9, "Facts!B10": "the appraisal"})
    revision = compare(DEMO, book, Settings())
    lines = " ".join(line.text for line in revised_lines(revision, catalog("en"), 100))

    assert "New enterprises" in lines
    assert not HAN.search(lines)


def test_a_figure_is_traced_to_its_cell(built: Built) -> None:
    """By its text, by its name with and without blanks."""
    for asked in ("1.183 billion yuan", "Gross industrial output", "8.46%"):
        lines = " ".join(line.text for line in traced_lines(trace(built.draft, asked), catalog("en")))
        assert "Indicators!I2" in lines
        assert not HAN.search(lines)


def test_the_empty_english_book_is_made_of_the_english_outline(tmp_path: Path) -> None:
    """Some thirty indicators of a county bureau, all of whose units and periods are known."""
    path = tmp_path / "new.xlsx"
    path.write_bytes(empty_book(2021, ENGLISH))
    book = read_book(path).book
    assert book is not None

    assert "en" == book.language
    assert [row["Indicator"] for row in outline("en")] == [told.name for told in book.indicators]
    assert not HAN.search(str(outline("en")))
    assert {"WB218"}.isdisjoint(found.code for found in read_book(path).diagnostics)
    assert {"New enterprises", "Priority industries"} <= {names["Indicator"] for names in outline("en")}


def test_the_sources_of_the_demo_are_english() -> None:
    """Every file of them, and each list has its names."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.iterdir()]
    with (SOURCES / "lists.csv").open(encoding="utf-8", newline="") as stream:
        lists = {row["List"] for row in csv.DictReader(stream)}

    assert [] == [text for text in texts if HAN.search(text)]
    assert lists <= {row["Indicator"] for row in outline("en")}

"""How workbook and template fit: which faults only repeat a known one; odd cells never break a run."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from reportgen import check
from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.fit import is_misshapen, names_lost, untagged, without_echoes
from reportgen.indicators import Book, Fact
from reportgen.pipeline import new_book
from reportgen.records import Record
from reportgen.refs import CellRef, ParagraphRef
from reportgen.settings import Settings
from tests.support.clerk import BOOK, TEMPLATE, edited_sample

PLACE = CellRef("b.xlsx", "指标", "I2")


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        (fault("CX105", PLACE, name="x"), False),  # the cell is faulty, as is known
        (fault("CX105", CellRef("b.xlsx", "指标", "I3"), name="x"), True),
        (fault("CX101", ParagraphRef("t.docx", paragraph=1), name="年度", nearest="", tag=""), False),
        (fault("CX101", ParagraphRef("t.docx", paragraph=1), name="下年度", nearest="", tag=""), False),
        (fault("CX101", ParagraphRef("t.docx", paragraph=1), name="next_year", nearest="", tag=""), False),
        (fault("CX101", ParagraphRef("t.docx", paragraph=1), name="历年", nearest="", tag=""), True),
        (fault("TP101", ParagraphRef("t.docx", paragraph=1), tag=""), True),
    ],
)
def test_an_echo_is_left_out(found: Diagnostic, kept: bool) -> None:
    """A second fault of a faulty cell, and a name that went with it, say nothing new."""
    facts = tuple(Fact(key, "x", PLACE, key) for key in ("title", "office", "date"))
    known = [
        fault("WB203", PLACE, found="abc"),
        fault("WB222", CellRef("b.xlsx", "基本信息", "B5"), name="年度"),
    ]
    lost = names_lost(Book("b.xlsx", "", facts=facts))

    assert ((found,) if kept else ()) == without_echoes([found], known, lost)


def test_a_warning_silences_nothing() -> None:
    """Only an error of a cell makes other faults of it echoes."""
    known, found = fault("WB205", PLACE, found="１", number="1"), fault("CX105", PLACE, name="x")

    assert (found,) == without_echoes([found], [known])
    assert not is_misshapen([known])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("产值{ 工业总产值.同比 }。", ["{{ 工业总产值.同比 }}"]),
        ("产值【工业总产值】与｛工业总产值｝", ["{{ 工业总产值 }}", "{{ 工业总产值 }}"]),
        ("{{ 工业总产值 }}、{ 工业投资 }、【注】、{工业总产值.没有}、{}", []),
    ],
)
def test_a_known_name_in_braces_that_mark_no_tag_is_told(text: str, right: list[str]) -> None:
    """One brace lost on each side, or 【】: the draft would hold the name; other words in braces are text."""
    context = {"工业总产值": Record({"yoy": "8.46%"}, {"同比": "yoy"}, "11.83亿元")}
    found = list(untagged([ParagraphRef("t.docx", paragraph=1, text=text)], context))

    assert right == [one.values["right"] for one in found]
    assert {"CX306"} >= {one.code for one in found}


def test_a_lost_brace_is_a_warning_of_check_and_build(tmp_path: Path) -> None:
    """At the paragraph of the template that has it."""
    document = docx.Document()
    document.add_paragraph("{{ 年度 }}")
    document.add_paragraph("产值{ 工业总产值.同比 }")
    document.save(str(tmp_path / "模板.docx"))
    result = check(BOOK, tmp_path / "模板.docx", Settings())

    assert result.ok
    assert [2] == [
        one.place.paragraph
        for one in result.diagnostics
        if one.code == "CX306" and isinstance(one.place, ParagraphRef)
    ]


# --- no exception but a refusal


ODD = [
    "",
    " ",
    "甲",
    "{{",
    "{{ 年度 }}",
    "=1/0",
    "#DIV/0!",
    -1,
    0,
    1e15,
    1e-9,
    0.1,
    True,
    "１２",
    "-",
    "1,234",
    "\x0b",
    "A" * 300,
]


@pytest.mark.parametrize("seed", range(12))
def test_odd_cells_end_in_faults_never_in_exceptions(seed: int, tmp_path: Path) -> None:
    """Twenty cells at random hold odd things: the check with the template tells, and never breaks."""
    chance = random.Random(seed)

    def spoil(book: Workbook) -> None:
        for _ in range(20):
            sheet = book[chance.choice(["基本信息", "指标", "名单", "正文", "勾稽关系", "历年"])]
            cell = sheet.cell(
                chance.randint(1 if chance.random() < 0.1 else 2, sheet.max_row),
                chance.randint(1, sheet.max_column),
            )
            value = chance.choice(ODD)
            cell.value = None if value == "\x0b" else value  # openpyxl itself refuses that one

    result = check(edited_sample(tmp_path, change=spoil), TEMPLATE, Settings())

    assert isinstance(result.ok, bool)


def test_a_fact_left_empty_is_to_be_filled_in_and_no_unknown_name() -> None:
    """A new book has 本级简称 without a content: no other name is proposed, and its cell is told."""
    at, cell = ParagraphRef("t.docx", paragraph=1), CellRef("b.xlsx", "Facts", "B4")
    asked = fault("CX101", at, hints=("nearest",), name="Short_name", nearest="Support_funds_paid", tag="")
    empty = fault("WB222", cell, severity=Severity.WARNING, name="Short name")
    (told,) = without_echoes([asked], [empty])

    assert ("CX101", ("empty",), (cell,), Severity.ERROR) == (
        told.code,
        told.hints,
        told.related,
        told.severity,
    )
    assert (asked,) == without_echoes([asked], [])


@pytest.mark.parametrize(("language", "template"), [("zh", "annual-summary"), ("en", "annual-summary-en")])
def test_a_new_book_has_a_row_for_all_that_the_shipped_template_asks_for(
    tmp_path: Path, language: str, template: str
) -> None:
    """Whoever fills in every row can build: no name is unknown, some are only empty yet."""
    book = new_book(tmp_path / "2021.xlsx", 2021, language)
    found = check(book, TEMPLATE.with_name(f"{template}.docx"), settings=Settings()).diagnostics
    unknown = [one for one in found if one.code == "CX101"]

    assert unknown
    assert [] == [one.values["name"] for one in unknown if one.hints != ("empty",)]

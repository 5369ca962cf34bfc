"""An English book: its names in a template, its words, what it is told to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportgen import Refusal
from reportgen.context import book_context
from reportgen.diagnostics import fault
from reportgen.messages import catalog
from reportgen.refs import CellRef
from reportgen.show import fault_json
from reportgen.wording.vocabulary import ATTRIBUTES, ROOTS
from reportgen.workbook import Limits, check_book, read_book
from tests.support.books import book_of_notation, edited, put
from tests.support.english import SMALL
from tests.support.speech import context_of, read, said, written


@pytest.fixture(name="context", scope="module")
def _context(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return context_of(read(SMALL, tmp_path_factory.mktemp("book")))


def test_the_small_book_is_without_fault(tmp_path: Path) -> None:
    """Its names hold blanks and an ampersand, in rules as well; units are spelled in several ways."""
    outcome = read_book(put(book_of_notation(SMALL), tmp_path))

    assert outcome.book is not None
    assert () == outcome.diagnostics + check_book(outcome.book, Limits())
    assert "en" == outcome.book.language


# indicator, attribute, what it prints
ATTRIBUTE_TABLE = [
    ("Gross_output", "", "1.183 billion yuan"),
    ("Gross_output", "number", "1.183"),
    ("Gross_output", "unit", "billion yuan"),
    ("Gross_output", "value", "1.183 billion yuan"),
    ("Gross_output", "prior", "1.091 billion yuan"),
    ("Gross_output", "yoy", "up 8.46% year on year"),
    ("Gross_output", "moved", "rose by 8.46% year on year"),
    ("Gross_output", "over_prior", "up 8.46% over the previous year"),
    ("Gross_output", "change", "up 8.46%"),
    ("Gross_output", "direction", "up"),
    ("Gross_output", "rate", "8.46%"),
    ("Gross_output", "delta", "up by 0.092 billion yuan"),
    ("Gross_output", "target", "1.200 billion yuan"),
    ("Gross_output", "completion", "met 98.58% of the annual target"),
    ("Gross_output", "fulfilment", "met 98.58% of the annual target"),
    ("Gross_output", "rank", "second"),
    ("Gross_output", "standing", "ranked second in the prefecture"),
    ("Gross_output", "average()", "up 8.77% a year on average over 2 years"),
    ("Gross_output", "period", "full year"),
    ("Gross_output", "status", "final"),
    ("Gross_output", "name", "Gross output"),
    ("Gross_output", "section", "Industry"),
    ("New_firms", "", "8 firms"),
    ("New_firms", "net", "a net increase of 5 firms"),
    ("New_firms", "fulfilment", "met the annual target"),
    ("Closed_firms", "", "1 firm"),
    ("Closed_firms", "yoy", "unchanged year on year"),
    ("Closed_firms", "list", "Firm A"),
    ("Closed_firms", "list.count", "1"),
    ("Upgrading_investment", "share(Industrial_investment)", "5.49%"),
    ("Upgrading_investment", "of(Industrial_investment)", "5.49% of industrial investment"),
    (
        "Upgrading_investment",
        "share_change(Industrial_investment)",
        "the share up 1.52 percentage points over the previous year",
    ),
    (
        "Upgrading_investment",
        "pull(Industrial_investment)",
        "adding 4.60 percentage points to the growth of industrial investment",
    ),
    (
        "Upgrading_investment",
        "contribution(Industrial_investment)",
        "contributing 8.21% of the growth of industrial investment",
    ),
    ("Online_sales", "yoy", "up 88% year on year"),
    ("Online_sales", "period", "January to November"),
    ("Tax_share", "", "12.5%"),
    ("Tax_share", "yoy", "up 1.2 percentage points year on year"),
    ("Profit", "yoy", "turned from loss to profit"),
    ("New_products", "yoy", "up from zero a year earlier"),
    ("Exports", "standing", "ranked third in the prefecture"),
    ("Exports", "comparable", "False"),
]


@pytest.mark.parametrize(("name", "attribute", "text"), ATTRIBUTE_TABLE)
def test_an_attribute_is_said_in_english(
    name: str, attribute: str, text: str, context: dict[str, Any]
) -> None:
    """By the book's own language, without any setting."""
    assert text == said(context, f"{name}.{attribute}" if attribute else name)


ENDINGS = {
    **dict.fromkeys(("share_change", "pull", "contribution"), "(Industrial_investment)"),
    "average": "()",
}


def test_the_chinese_names_of_attributes_do_as_well(context: dict[str, Any]) -> None:
    """Each says the same as the English one."""
    for chinese, english in ATTRIBUTES.items():
        if context["Gross_output"].has(english) and english not in ("list", "share", "of"):
            ending = ENDINGS.get(english, "")
            one, other = (f"Gross_output.{name}{ending}" for name in (english, chinese))
            assert said(context, one) == said(context, other)


@pytest.mark.parametrize(
    "written_as",
    [
        "Gross_output",
        'indicators["Gross output"]',
        'indicators["Gross_output"]',
        "indicators.Gross_output",
        '指标["Gross output"]',
    ],
)
def test_a_name_with_blanks_is_written_in_several_ways(written_as: str, context: dict[str, Any]) -> None:
    """All mean the one indicator."""
    assert "1.183 billion yuan" == said(context, written_as)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Plan_document", "Document No. 9"),
        ("Area_above", "the prefecture"),
        ("Date", "31 December 2020"),
        ("next_year", "2021"),
        ('indicators["R&D spending"]', "6.1 million yuan"),
        ("lists.Closed_firms", "Firm A"),
        ('lists["Closed firms"].count', "1"),
        ("history.Gross_output[0]", "1.000 billion yuan"),
        ('history["Gross output"]["2019"]', "1.091 billion yuan"),
        ("sections.Trade.ordinal", "2"),
        ('prose["3"][0].paragraphs[0].section_heading', "1. Little research."),
    ],
)
def test_everything_else_has_such_names_too(asked: str, text: str, context: dict[str, Any]) -> None:
    """Facts, lists, earlier years, sections."""
    assert text == said(context, asked)


def test_a_section_without_a_sentence_of_its_own_is_told_in_english(context: dict[str, Any]) -> None:
    """Names inside the sentence begin small, periods other than the full year are named."""
    told = written(context, str(context["sections"][1]["overview"]))

    assert told == (
        "Online sales stood at 183.30 million yuan (January to November), up 88% year on year; "
        "tax share stood at 12.5%, up 1.2 percentage points year on year; "
        "profit stood at 50 million yuan, turned from loss to profit; "
        "new products stood at 12 products, up from zero a year earlier; "
        "R&D spending stood at 6.1 million yuan, up 10.9% year on year; "
        "exports stood at 13.00 million US dollars, ranked third in the prefecture."
    )


def test_the_table_has_bare_numbers_and_english_units(context: dict[str, Any]) -> None:
    """A dash for what is not stated, words where no rate may be."""
    row = "{{ r.name }}|{{ r.unit }}|{{ r.value }}|{{ r.prior }}|{{ r.yoy }}|{{ r.completion }}|{{ r.rank }};"
    told = written(context, "{% for r in table %}" + row + "{% endfor %}").split(";")

    assert "Gross output|billion yuan|1.183|1.091|8.46|98.58%|2" == told[0]
    assert "New firms|firms|8|3|166.67|100%|—" == told[3]
    assert "Profit|million yuan|50|-20|turned from loss to profit|—|—" == told[7]


def test_an_english_book_may_be_told_in_chinese(tmp_path: Path) -> None:
    """Where the settings say so: units, periods and all; only what the clerk wrote stays."""
    chinese = context_of(read(SMALL, tmp_path), wording="zh")

    assert "11.83亿元" == said(chinese, "Gross_output")
    assert "同比增长8.46%" == said(chinese, "Gross_output.yoy")
    assert "18330万元" == said(chinese, "Online_sales")
    assert "元至11月" == said(chinese, "Online_sales.period")
    assert "8家" == said(chinese, "New_firms")
    assert "净增5家" == said(chinese, "New_firms.net")
    assert "2020年12月31日" == said(chinese, "Date")


# --- names that cannot be told apart


@pytest.mark.parametrize(
    ("cell", "text", "expected"),
    [
        ("Indicators!C6", "New-firms", [("CX203", "Indicators!C6")]),
        ("Indicators!B2", "New-firms", [("CX203", "Indicators!B2")]),
        ("Facts!A7", "New-firms", [("CX203", "Facts!B7")]),
        ("Facts!A7", "New firms", [("CX201", "Facts!B7")]),
        ("Indicators!C6", "table", [("CX201", "Indicators!C6")]),
        ("Indicators!C6", "last year", [("CX201", "Indicators!C6")]),
        ("Facts!A7", "prose", [("CX201", "Facts!B7")]),
        ("Lists!A2", "Gross-output", [("CX203", "Lists!A2")]),
    ],
)
def test_names_that_a_template_writes_alike_are_told(
    cell: str, text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Blanks and hyphens are no difference there, and the program's own names are taken."""
    book = read_book(put(edited(book_of_notation(SMALL), cell, text), tmp_path)).book
    assert book is not None
    _, faults = book_context(book)

    assert expected == [(found.code, str(found.place)) for found in faults]


def test_an_unknown_name_is_told_with_the_one_that_was_meant(context: dict[str, Any]) -> None:
    """As it is written in a template."""
    with pytest.raises(Refusal) as refused:
        said(context, "Gross_ouptut")

    (found,) = refused.value.diagnostics
    assert ("CX101", "Gross_output") == (found.code, found.values["nearest"])


@pytest.mark.parametrize(
    ("tag", "code", "hint"),
    [
        ("{{ Gross output }}", "TP201", "{{ Gross_output }}"),
        ("{{ Gross output.yoy }}", "TP201", "{{ Gross_output.yoy }}"),
        ("{{ Gross output of(Exports) }}", "TP201", "delete what is too much"),
        ("{{ Gross_ouput }}", "CX101", "“Gross_output”"),
        ("{{ gross_output }}", "CX101", "“Gross_output”"),
        ('{{ indicators["Gross ouput"] }}', "CX102", "“Gross output”"),
    ],
)
def test_a_slip_in_a_name_is_told_with_what_to_write(
    tag: str, code: str, hint: str, context: dict[str, Any]
) -> None:
    """A name with its blanks is no name in a template, and the hint says how it is written."""
    with pytest.raises(Refusal) as refused:
        written(context, tag)
    (found,) = refused.value.diagnostics

    assert code == found.code
    assert hint in catalog("en").hint(found)


def test_every_root_is_taken(context: dict[str, Any]) -> None:
    """In both languages."""
    assert set(ROOTS) | set(ROOTS.values()) <= set(context)


# --- what is said of the book itself


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("edit", "code", "named"),
    [
        (("Indicators!I3", ""), "WB301", ["Status", "not applicable"]),
        (("Indicators!I2", "1.183 billion yuan"), "WB230", []),
        (("Indicators!I2", "about 1183"), "WB203", ["Remarks"]),
        (("Indicators!E2", "people"), "WB219", ["Printed unit"]),
        (("Indicators!T7", ""), "WB311", ["Remarks"]),
        (("Facts!B3", ""), "WB222", ["Office", "Facts"]),
        (("Rules!B2", "Old firms"), "WB306", []),
        (("Rules!D2", "10"), "WB304", ["Tolerance"]),
        (("Lists!C2", ""), "WB220", ["Name"]),
    ],
)
def test_faults_speak_of_the_books_own_headers(
    edit: tuple[str, str], code: str, named: list[str], language: str, tmp_path: Path
) -> None:
    """In either language of messages: no Chinese header of a book that has English ones."""
    outcome = read_book(put(edited(book_of_notation(SMALL), *edit), tmp_path))
    assert outcome.book is not None
    words = catalog(language)
    told = [
        fault_json(found, words)
        for found in outcome.diagnostics + check_book(outcome.book, Limits())
        if found.code == code
    ]

    assert told
    text = f"{told[0]['message']} {told[0]['hint']}"
    assert [] == [name for name in named if name not in text]
    assert [] == [header for header in ("备注", "状态", "基本信息", "成文单位", "容差") if header in text]


def test_faults_of_a_chinese_book_keep_its_headers() -> None:
    """The place tells which form it is."""
    told = [fault_json(fault("WB203", CellRef("甲.xlsx", "指标", "I2"), found="约"), catalog("en"))]

    assert "备注" in told[0]["hint"]

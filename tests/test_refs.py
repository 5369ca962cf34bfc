"""A place says where something is, without words, and places sort as a reader goes through a file."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.refs import EXCERPT, CellRef, FileRef, ParagraphRef, Place

BOOK, TEMPLATE = "2020.xlsx", "模板.docx"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (FileRef(BOOK), "2020.xlsx"),
        (CellRef(BOOK, "指标", "D7"), "指标!D7"),
        (CellRef(BOOK, "指标"), "指标"),
        (ParagraphRef(TEMPLATE, paragraph=14, text="全年实现总产值"), "模板.docx ¶14 «全年实现总产值»"),
        (ParagraphRef(TEMPLATE), "模板.docx ¶0 «»"),
    ],
)
def test_a_place_is_written_for_programs_to_read(place: Place, text: str) -> None:
    """The plain form: a cell by its address, a paragraph by its number and beginning."""
    assert text == str(place)


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("", ""),
        ("甲" * 24, "甲" * 24),
        ("甲" * 25, "甲" * 23 + "…"),
        ("  甲\t乙\n\n丙 ", "甲 乙 丙"),
        ("甲　乙", "甲 乙"),  # an ideographic space is one, too
    ],
)
def test_an_excerpt_is_one_short_line(text: str, excerpt: str) -> None:
    """Enough to find the paragraph by eye, without its blanks and breaks."""
    assert excerpt == ParagraphRef(TEMPLATE, text=text).excerpt


@given(st.text(max_size=60))
def test_no_excerpt_is_longer_than_the_limit(text: str) -> None:
    """Whatever stands in the paragraph."""
    assert len(ParagraphRef(TEMPLATE, text=text).excerpt) <= EXCERPT


@pytest.mark.parametrize(
    "addresses",
    [
        [
            "",
            "A1",
            "B1",
            "Z1",
            "AA1",
            "AZ1",
            "BA1",
            "ZZ1",
            "AAA1",
            "XFD1",
            "A2",
            "A9",
            "A10",
            "B10",
            "A1048576",
        ],
    ],
)
def test_cells_sort_by_row_and_then_by_column(addresses: list[str]) -> None:
    """As one reads the sheet: row 9 before row 10, column Z before AA; the sheet as a whole first of all."""
    cells = [CellRef(BOOK, "指标", address) for address in addresses]

    assert cells == sorted(random.Random(7).sample(cells, len(cells)), key=lambda cell: cell.order)


@pytest.mark.parametrize("address", ["", "a1", "A0A", "1", "A", "ABCD1", "A1:B2", "A12345678", "甲1"])
def test_what_is_no_address_sorts_with_the_sheet(address: str) -> None:
    """A range or a name has no row and column of its own."""
    assert (BOOK, "指标", 0, 0) == CellRef(BOOK, "指标", address).order


def test_places_of_all_kinds_sort_together() -> None:
    """By file, then part or sheet, then row or paragraph; a file comes before what is in it."""
    places: list[Place] = [
        FileRef("a.docx"),
        ParagraphRef("a.docx", "word/document.xml", 2),
        ParagraphRef("a.docx", "word/document.xml", 10),
        ParagraphRef("a.docx", "word/header1.xml", 1),
        FileRef("b.xlsx"),
        CellRef("b.xlsx", "名单", "C9"),
        CellRef("b.xlsx", "指标", "A2"),
    ]

    assert places == sorted(random.Random(7).sample(places, len(places)), key=lambda place: place.order)


def test_tags_of_a_paragraph_sort_as_they_stand_in_it() -> None:
    """By how far they stand from its beginning, whatever blanks its author left in them."""
    place = ParagraphRef(TEMPLATE, paragraph=3, text="甲{{b}}乙{% if  a %}{{ c }}")
    tags = ["{{ b }}", "{% if a %}", "{{ c }}"]

    assert tags == [found.tag for found in sorted(map(place.at_tag, reversed(tags)), key=lambda p: p.order)]


def test_a_paragraph_at_a_tag_is_the_same_paragraph() -> None:
    """The tag to blame changes nothing else, and the first place stays as it was."""
    place = ParagraphRef(TEMPLATE, paragraph=3, text="{{ a }}甲")
    blamed = place.at_tag("{{ a }}")

    assert ("", "{{ a }}") == (place.tag, blamed.tag)
    assert (place.order, str(place)) == (blamed.order, str(blamed))
    assert place != blamed


def test_places_are_values() -> None:
    """Two that say the same are one, so faults at the same place can be told once."""
    assert {CellRef(BOOK, "指标", "D7")} == {CellRef(BOOK, "指标", "D7"), CellRef(BOOK, "指标", "D7")}
    assert FileRef(BOOK) != CellRef(BOOK, "")

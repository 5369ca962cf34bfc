"""A value has one text, and a text comes into a document as it is or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.fields import Field, Nature
from reportgen.template.text import (
    PARAGRAPH_BREAK,
    UnprintableError,
    illegal_character,
    run_content,
    text_of,
)
from reportgen.word.xml import qname
from tests.support.docs import prefixed


class Speaking:
    """A class that says how it prints."""

    def __str__(self) -> str:
        return "说"


class Shown:
    """A class that says only how a program shows it."""

    def __repr__(self) -> str:
        return "<Shown>"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "甲"),
        ("", ""),
        (Field("11.83亿元", Decimal("11.83")), "11.83亿元"),
        (Nature.RATE, "rate"),
        (0, "0"),
        (-7, "-7"),
        (True, "True"),
        (Decimal("11.80"), "11.80"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e16, "10000000000000000"),
        (-0.0, "-0.0"),
        (Fraction(1, 3), "1/3"),
        (datetime.date(2020, 12, 31), "2020-12-31"),
        (Speaking(), "说"),
        (PurePosixPath("a/b"), "a/b"),
    ],
)
def test_a_value_has_one_text(value: Any, text: str) -> None:
    """Numbers print all their digits and no exponent; objects print what they say."""
    assert text == text_of(value)
    assert type(text_of(value)) is str


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "empty"),
        (float("nan"), "nonnumber"),
        (float("-inf"), "nonnumber"),
        (Decimal("NaN"), "nonnumber"),
        (Decimal("sNaN"), "nonnumber"),
        ([], "list"),
        ((1, 2), "list"),
        ({}, "mapping"),
        ({1}, "list"),
        ({}.items(), "list"),
        (range(3), "list"),
        (b"bytes", "list"),
        (iter([1]), "list"),
        ((x for x in "a"), "list"),
        (len, "function"),
        ("甲".upper, "function"),
        (lambda: 1, "function"),
        (Speaking, "function"),
        (object(), "other"),
        (Shown(), "other"),
        (1j, "other"),
    ],
)
def test_what_has_no_text_is_refused_by_its_kind(value: Any, kind: str) -> None:
    """No None, nan, list or address in memory gets into a report."""
    with pytest.raises(UnprintableError, match=f"^{kind}$"):
        text_of(value)


def test_an_iterator_is_left_unread() -> None:
    """To refuse a value must not use it up."""

    def items() -> Iterator[int]:
        yield 1

    found = items()
    with pytest.raises(UnprintableError):
        text_of(found)

    assert [1] == [*found]


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("甲", ""),
        ("\t\n", ""),
        ("A&B <C> ]]> _x000B_ 𠮷 עִברִית \u2028\x85\x7f\U0010ffff", ""),
        ("甲\x00", "U+0000"),
        ("\x0b乙\x00", "U+000B"),
        ("\r", "U+000D"),
        ("\x1f", "U+001F"),
        ("\a\f", ""),  # a new paragraph, a new page
        ("\x08", "U+0008"),
        ("\x10", "U+0010"),
        ("\ud83d", "U+D83D"),
        ("\udfff", "U+DFFF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_the_first_character_that_no_document_can_hold_is_named(text: str, character: str) -> None:
    """XML 1.0, section 2.2, says what a document can hold; a carriage return would be read as a line feed."""
    assert character == illegal_character(text)


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_a_text_is_read_back_from_its_run_or_has_an_illegal_character(text: str) -> None:
    """What XML gives back is what went in, tabs and breaks as elements; all else is found out before."""
    if illegal_character(text) or PARAGRAPH_BREAK in text:  # the receiver parts a text at these
        return
    run = prefixed(f'<w:r><w:t xml:space="preserve">{run_content(text)}</w:t></w:r>')
    marks = {"tab": "\t", "br": "\n", "t": ""}
    back = "".join(
        ("\f" if found.get(qname("w:type")) == "page" else marks[etree.QName(found).localname])
        + (found.text or "")
        for found in run
    )

    assert text == back


@given(st.characters(exclude_categories=()))
def test_illegal_is_just_what_xml_cannot_give_back(character: str) -> None:
    """A character is refused if the parser refuses it, or returns another one, and only then."""
    try:
        back = (
            etree.fromstring(f"<a>{run_content(character)}</a>".encode()).text
            if character not in "\t\n\a\f"
            else character
        )
    except (UnicodeEncodeError, etree.XMLSyntaxError):
        back = None

    assert (back == character) == (illegal_character(character) == "")

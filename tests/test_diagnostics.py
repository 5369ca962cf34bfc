"""Faults are values: a stable code, a severity, a place, plain parameters; sorted and without repetition."""

from __future__ import annotations

import random
import re

import pytest

from reportgen.codes import CODES
from reportgen.diagnostics import Diagnostic, Refusal, Severity, errors_in, fault, ordered
from reportgen.refs import CellRef, FileRef, ParagraphRef

CELL = CellRef("2020.xlsx", "指标", "D7")


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_two_letters_of_its_area_and_three_digits(code: str) -> None:
    """The area says where to look; the hundreds say form, value or cross-check."""
    assert re.fullmatch(r"(WB|GR|CX|TP|DR|PK|ST|DF|AU)[1-5]\d\d", code)
    assert CODES[code] in Severity


def test_a_fault_has_the_usual_severity_of_its_code_unless_another_is_given() -> None:
    """What is an error in a draft may be a note in a check."""
    assert Severity.ERROR == fault("TP101").severity
    assert Severity.NOTE == fault("TP101", severity=Severity.NOTE).severity


def test_an_unknown_code_is_a_bug_and_not_a_fault() -> None:
    """Nobody could explain it."""
    with pytest.raises(KeyError):
        fault("XX999")


def test_parameters_are_kept_by_name_in_one_order() -> None:
    """So that two faults that say the same are equal, however they were made."""
    one, other = fault("WB203", CELL, found="约八", wanted=3), fault("WB203", CELL, wanted=3, found="约八")

    assert one == other
    assert hash(one) == hash(other)
    assert {"found": "约八", "wanted": 3} == one.values


def test_faults_are_sorted_by_place_code_and_parameters_without_repetition() -> None:
    """The same faults in the same order, whatever order they were found in."""
    wanted = [
        fault("PK103"),
        fault("TP101", ParagraphRef("a.docx", paragraph=2), tag="a"),
        fault("TP101", ParagraphRef("a.docx", paragraph=10), tag="a"),
        fault("TP101", ParagraphRef("a.docx", paragraph=10), tag="b"),
        fault("TP102", ParagraphRef("a.docx", paragraph=10), tag="a"),
        fault("PK106", FileRef("b.xlsx")),
        fault("WB203", CellRef("b.xlsx", "指标", "D9")),
        fault("WB203", CellRef("b.xlsx", "指标", "D10")),
    ]
    for seed in range(20):
        found = wanted * 2
        random.Random(seed).shuffle(found)

        assert tuple(wanted) == ordered(found)


def test_faults_that_differ_only_in_tag_or_related_places_sort_the_same_in_every_run() -> None:
    """Where place, code and parameters are alike, the rest decides, never the order of a set."""
    place = ParagraphRef("a.docx", paragraph=1)
    twins = [
        fault("TP102", place.at_tag(tag), related=(CELL,) * count, hints=hints)
        for tag in ("}}", "%}")
        for count in (0, 1)
        for hints in ((), ("nearest",))
    ]
    first = ordered(twins)
    for seed in range(20):
        random.Random(seed).shuffle(twins)

        assert first == ordered(twins)


def test_numbers_and_texts_may_stand_in_the_same_parameter() -> None:
    """A found 8 and a found “八” are compared as texts, not refused to be sorted."""
    assert 2 == len(ordered([fault("WB203", CELL, found=8), fault("WB203", CELL, found="八")]))


def test_errors_are_those_faults_that_stop_a_draft() -> None:
    """Warnings and notes go along with it."""
    faults = [fault("TP101"), fault("CX302"), fault("GR101")]

    assert (faults[0],) == errors_in(faults)


def test_a_refusal_carries_its_faults_in_order() -> None:
    """Its text tells codes and places for whoever sees it in a log."""
    refusal = Refusal(
        [fault("TP101", ParagraphRef("a.docx", paragraph=2, text="甲")), fault("PK103"), fault("PK103")]
    )

    assert ["PK103", "TP101"] == [found.code for found in refusal.diagnostics]
    assert "PK103, TP101 a.docx ¶2 «甲»" == str(refusal)


def test_a_fault_cannot_be_changed() -> None:
    """It is a value that passes through many hands."""
    with pytest.raises(AttributeError):
        fault("TP101").code = "TP102"  # type: ignore[misc]
    assert Diagnostic("TP101", Severity.ERROR) == fault("TP101")

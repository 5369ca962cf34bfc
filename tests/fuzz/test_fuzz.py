"""Whatever is damaged: a refusal or a result, never another exception, a hang or a figure that is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.damage import damaged_package
from tests.fuzz.run import run
from tests.fuzz.subjects import subject
from tests.fuzz.trial import KINDS, tried

FEW = 5
FOUND: dict[str, int] = {
    "half a character in a workbook that is exported": 100309,
    "relationships that are called a document": 100341,
    "lists that are called a header": 101453,
    "half a character in a column of the user's own": 2281,
}
"""Mutants that were finds once, by what was mended."""


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_end_in_a_result_or_a_refusal(kind: str) -> None:
    """A few of each kind; `make fuzz` tries as many as there is time for."""
    tally = run(range(1, FEW + 1), kind)

    assert [] == tally.finds
    assert FEW == tally.mutants
    assert tally.refused > 0


@settings(max_examples=5)
@given(st.integers(0, 2**63))
def test_any_number_is_a_mutant(number: int) -> None:
    """Chosen by hypothesis, not in a row."""
    assert () == tried(number).finds


@pytest.mark.parametrize("number", FOUND.values(), ids=list(FOUND))
def test_what_was_found_once_is_mended(number: int) -> None:
    """Each find stays here."""
    assert () == tried(number).finds


def test_a_number_is_the_same_mutant_each_time() -> None:
    """So that a find can be looked into."""
    data = subject().book
    first, second = (damaged_package(data, random.Random(7)) for _ in range(2))

    assert first == second
    assert first != damaged_package(data, random.Random(8))

"""Lists of names from several hands: filled, taken from the longer one, or a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.collecting import EMPTY, Edits, book, notes, refused, together


def names(folder: Path, *parts: Edits, base: Edits = EMPTY) -> list[str]:
    """Return the names of the list 新增企业 that the parts make."""
    return [name.text for name in book(folder, *parts, base=base).lists[0].names]


TWO = {"名单!C2": "甲公司", "名单!A3": "新增企业", "名单!B3": "2", "名单!C3": "乙公司"}


THREE = {**TWO, "名单!A4": "新增企业", "名单!B4": "3", "名单!C4": "丙公司"}


def test_an_empty_list_is_filled(tmp_path: Path) -> None:
    """By the part that has names for it; a copy left empty takes none away."""
    assert ["甲公司", "乙公司"] == names(tmp_path, TWO, {})
    assert ["甲公司", "乙公司"] == names(tmp_path, {}, TWO)


def test_equal_lists_are_fine(tmp_path: Path) -> None:
    """In any order."""
    assert ["甲公司", "乙公司"] == names(tmp_path, TWO, {**TWO, "名单!C2": "乙公司", "名单!C3": "甲公司"})


@pytest.mark.parametrize("parts", [(TWO, THREE), (THREE, TWO)])
def test_the_longer_of_two_lists_is_taken(tmp_path: Path, parts: tuple[Edits, ...]) -> None:
    """When it contains the other, whichever comes first; it is told."""
    made = together(tmp_path, *parts)

    assert ["WB416"] == [code for code, _ in notes(made)]
    assert 3 == len(made.filled.lines("lists"))


def test_lists_that_each_have_a_name_of_their_own_are_a_fault(tmp_path: Path) -> None:
    """With the names that only one of them has."""
    found = refused(tmp_path, TWO, {**TWO, "名单!C3": "丁公司"})

    assert [("WB412", "丁公司", "乙公司")] == [
        (one.code, one.values["only"], one.values["other_only"]) for one in found
    ]


def test_a_list_left_as_it_was_takes_nothing_back(tmp_path: Path) -> None:
    """The copy of another hand still has the book's old names."""
    assert ["甲公司", "乙公司", "丙公司"] == names(tmp_path, THREE, {}, base={**EMPTY, **TWO})

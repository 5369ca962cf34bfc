"""Names that a program makes fit into what a file system takes."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.word.names import fitting

REST = "-第9999稿.docx"
FOLDER = Path(__file__).parent


@pytest.mark.parametrize("stem", ["2020", "汉" * 79, "a" * 238, "ａ b.c", "~", ""])
def test_what_fits_stays_as_it_is(stem: str) -> None:
    """Also what fits exactly."""
    assert stem == fitting(FOLDER, stem, REST)


@pytest.mark.parametrize(
    ("unit", "times"),
    [("汉", 80), ("a", 240), ("𠮷", 60), ("e\u0301", 90), ("👩\u200d🌾", 30), ("ラ\u3099", 50), ("é", 130)],
)
def test_what_does_not_fit_is_cut_between_characters(unit: str, times: int) -> None:
    """A sign of several code points, such as a farmer of woman and wheat, is kept whole or left out."""
    short = fitting(FOLDER, unit * times, REST)
    kept, _, mark = short.rpartition("~")

    assert kept == unit * (len(kept) // len(unit))
    assert 8 == len(mark)
    assert 255 - len((unit * 2).encode()) <= len((short + REST).encode()) <= 255


def test_long_names_that_differ_at_their_ends_stay_two() -> None:
    """（一）and（二）: else they would share their drafts."""
    one, two = (fitting(FOLDER, "某县某局年度工作总结" * 10 + end, REST) for end in ("（一）", "（二）"))

    assert one != two
    assert one == fitting(FOLDER, "某县某局年度工作总结" * 10 + "（一）", REST)


def test_a_folder_that_is_not_there_yet_takes_what_the_one_above_does(tmp_path: Path) -> None:
    """The first draft makes the folder."""
    long = "汉" * 90
    assert fitting(tmp_path, long, REST) == fitting(tmp_path / "一" / "二", long, REST)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), max_size=400))
def test_any_name_fits_afterwards(stem: str) -> None:
    """And begins as the whole one does."""
    short = fitting(FOLDER, stem, REST)

    assert len((short + REST).encode()) <= 255
    assert short == stem or stem.startswith(short.rpartition("~")[0])
    kept = short.rpartition("~")[0]
    assert short == stem or not kept or category(stem[len(kept) :][:1] or "a")[0] != "M"

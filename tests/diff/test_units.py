"""A text of one side and what it has become on the other."""

from __future__ import annotations

import pytest

from reportgen.diff.units import Unit, changed_units
from tests.support.alignments import side_by_side


def _unit(old: str, new: str) -> Unit:
    return next(iter(changed_units(side_by_side([old, "后记"], [new, "后记"]))))


@pytest.mark.parametrize(
    ("old", "new", "piece", "expected"),
    [
        ("同比增长8.46%。", "同比增长14.33%。", "同比增长8.46%", "同比增长14.33%"),
        ("产值11.83亿元，稳定", "产值12.5亿元，稳定", "11.83亿元", "12.5亿元"),
        (
            "产值11.83亿元，稳定",
            "产值11.83亿元，较为稳定",
            "稳定",
            "稳定",
        ),  # what was put beside it is not of it
        ("产值11.83亿元，稳定", "总产值11.83亿元，稳定", "产值11.83亿元", "产值11.83亿元"),
        ("产值11.83亿元，稳定", "产值，稳定", "11.83亿元", ""),
    ],
)
def test_a_stretch_has_become_what_stands_in_its_place(old, new, piece, expected):
    unit, start = _unit(old, new), old.index(piece)
    left, right = unit.counterpart(start, start + len(piece), old=True)

    assert expected == new[left:right]


def test_a_place_of_a_flow_lies_in_one_of_its_paragraphs():
    unit = _unit("前半句的文字。后半句的文字。", "前半句的文字。后半句的话。")

    assert (unit.new[0], 0) == unit.at(3, old=False)

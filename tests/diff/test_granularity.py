"""How much of a text is marked when a little of it changes: no more than a reader would mark.

Two measures of the least that could be marked: `least` cuts anywhere, also in the middle of a figure, so
that 11.83亿元 → 12.47亿元 is six characters of it; `least_whole` leaves figures, dates and numbers of
documents whole, as every reader wants them. What has moved is a deletion and an insertion to both, and counts
once for the marks: here in their place.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportgen.diff.pairs import Alignment, Op
from tests.support.alignments import laid, marked, side_by_side
from tests.support.marking import (
    MOVED_SIZE,
    cut_pieces,
    edited,
    edits_within,
    least,
    least_whole,
    marked_characters,
    sample_lines,
)

_COPIES = 10


def _copies(edits: bool, *, alike: bool) -> list[str]:
    """Return the sample ten times over, each with the name of another county or all exactly alike."""
    lines: list[str] = []
    for sign in "甲乙丙丁戊己庚辛壬癸"[:_COPIES]:
        copy = sample_lines() if alike else [line.replace("宣恩", f"宣{sign}") for line in sample_lines()]
        lines += edited(copy) if edits else copy
    return lines


@pytest.fixture(scope="module")
def sample() -> Alignment:
    return side_by_side(sample_lines(), edited(sample_lines()))


def test_26_edits_to_the_sample_are_marked_with_hardly_more_than_could_be(sample):
    old, new = sample_lines(), edited(sample_lines())

    assert marked_characters(sample) + MOVED_SIZE <= 1.15 * least(old, new)


def test_it_is_no_more_than_a_thirtieth_above_what_leaves_figures_whole(sample):
    old, new = sample_lines(), edited(sample_lines(), moved=False)

    assert marked_characters(sample) <= 1.03 * least_whole(old, new)


def test_no_figure_date_or_number_of_a_document_is_cut(sample):
    assert [] == cut_pieces(sample)


def test_each_figure_is_marked_with_its_unit_and_each_word_whole(sample):
    texts = {text for edit, old, new in edits_within(sample) for text in _marked(edit, old, new)}

    assert {
        "11.83亿元",
        "12.47亿元",
        "3358万元",
        "3358亿元",
        "〔2020〕5号",
        "〔2020〕15号",
        "迅速",
        "加快",
    } <= texts


def _marked(edit, old: str, new: str) -> list[str]:
    return {
        Op.EQUAL: [],
        Op.DELETE: [old[edit.old_start : edit.old_end]],
        Op.INSERT: [new[edit.new_start : edit.new_end]],
    }[edit.op]


@pytest.mark.parametrize("alike", [False, True], ids=["near-identical", "identical"])
def test_ten_copies_of_a_text_are_not_taken_for_each_other(alike):
    old, new = _copies(False, alike=alike), _copies(True, alike=alike)
    alignment = side_by_side(old, new)

    assert marked_characters(alignment) + _COPIES * MOVED_SIZE <= 1.2 * least(old, new)
    assert _COPIES == sum(line.startswith("→") for line in marked(alignment))
    assert [] == cut_pieces(alignment)


_FIRST = "一季度，全县工业企业生产经营逐步恢复，规上企业复工率达到100%。"
_SECOND = "二季度，各乡镇围绕项目建设抓落实，新开工项目12个，总投资8.6亿元。"
_THIRD = "三季度，招商引资签约项目9个，协议资金15.2亿元，同比增长12.5%。"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([_FIRST + _SECOND], [_FIRST, _SECOND], [f"  {_FIRST}{{+¶+}}{_SECOND}"]),
        (
            [_FIRST + _SECOND],
            [_FIRST, _SECOND.replace("12个", "15个")],
            [f"  {_FIRST}{{+¶+}}{_SECOND.replace('12个', '[-12个-]{+15个+}')}"],
        ),
        (
            [_FIRST + _SECOND + _THIRD],
            [_FIRST.replace("恢复", "回暖"), _SECOND, _THIRD],
            [f"  {_FIRST.replace('恢复', '[-恢复-]{+回暖+}')}{{+¶+}}{_SECOND}{{+¶+}}{_THIRD}"],
        ),
        ([_FIRST, _SECOND], [_FIRST + _SECOND], [f"  {_FIRST}[-¶-]{_SECOND}"]),
    ],
    ids=["halves", "edited half", "three ways", "joined"],
)
def test_what_is_the_same_in_a_split_or_joined_paragraph_is_not_marked(
    old: Sequence[str], new: Sequence[str], expected: Sequence[str]
):
    assert ["  前言。", *expected] == laid(["前言。", *old], ["前言。", *new])

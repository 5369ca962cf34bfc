"""Which items of two sequences belong together, and which have moved."""

from __future__ import annotations

import pytest

from reportgen.diff.align import Item, alike, links, moves


def _items(text: str) -> list[Item]:
    return [Item("p", line) for line in text.split("|")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲|乙|丙", "甲|乙|丙", [(0, 0), (1, 1), (2, 2)]),
        ("甲|丙", "甲|乙|丙", [(0, 0), (1, 2)]),
        ("一、工业|二、商贸", "一、外贸|二、工业|三、商贸", [(0, 1), (1, 2)]),  # but for their numbers
        ("产值达到11.83亿元|投资达到6111万元", "产值达到12.47亿元|投资达到12.5亿元", [(0, 0), (1, 1)]),
        ("全县工业平稳运行|抓好安全生产", "全县工业总体平稳运行|抓好各项安全生产", [(0, 0), (1, 1)]),
        ("甲乙丙丁|戊己庚辛", "子丑寅卯|辰巳午未", []),
        ("同样的话|另外的话|同样的话", "同样的话|同样的话", [(0, 0), (2, 1)]),
    ],
)
def test_items_are_linked_by_what_they_say(old, new, expected):
    assert expected == links(_items(old), _items(new))


def test_items_of_unlike_kinds_are_never_linked():
    assert [] == links([Item("p", "同样的文字")], [Item("t", "同样的文字")])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("全县工业平稳运行", "全县工业平稳运行", True),
        ("全县工业平稳运行", "全县农业平稳发展", True),
        ("全县工业平稳运行", "组织开展安全检查", False),
        (
            "全县工业平稳运行，态势良好。",
            "全县工业平稳运行，态势良好。" + "另有许多别的话" * 12,
            True,
        ),  # a part of it
        ("平稳", "平稳" + "另有许多别的话" * 12, False),
        ("", "", True),
        ("", "甲", False),
    ],
)
def test_texts_are_alike_that_share_half_or_of_which_one_holds_the_other(one, other, expected):
    assert expected == (alike(Item("p", one), Item("p", other), 0.5) > 0)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("这是移动的一段话", "这是移动的一段话", {0: 0}),
        ("这是移动的一段话，有十二家", "这是移动的一段话，有十三家", {0: 0}),
        ("附件：", "附件：", {}),  # too short to be known again
        ("同样的一段话语|同样的一段话语", "同样的一段话语", {}),  # which of the two?
        ("同样的一段话语，甲|同样的一段话语，乙", "同样的一段话语，丙", {}),
        ("甲乙丙丁戊己庚辛", "子丑寅卯辰巳午未", {}),
    ],
)
def test_what_stands_elsewhere_has_moved_when_no_other_would_do(old, new, expected):
    one, other = _items(old), _items(new)

    assert expected == moves(one, other, range(len(one)), range(len(other)))

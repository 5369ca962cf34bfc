"""The words of a redline: authors by cause, comments on figures."""

from __future__ import annotations

import pytest

from reportgen.diff.values import Cause
from reportgen.messages import catalog
from reportgen.show import redline_words
from tests.support.revisions import sample


@pytest.mark.parametrize(
    ("cause", "chinese", "english"),
    [
        (Cause.DATA, "数据更新", "data update"),
        (Cause.COMPUTED, "数据更新", "data update"),
        (Cause.TEMPLATE, "模板更新", "template update"),
        (Cause.HAND, "人工修改", "edited by hand"),
        (Cause.UNKNOWN, "来源不明", "cause unknown"),
    ],
)
def test_the_author_is_the_cause(cause: Cause, chinese: str, english: str) -> None:
    """So that Word can take all changes of one kind; what was computed follows its data."""
    assert [chinese, english] == [
        redline_words(sample(), catalog(language)).author(cause) for language in ("zh_CN", "en")
    ]


def test_a_comment_tells_figure_cause_cells_and_sum() -> None:
    """A paragraph each."""
    assert (
        "工业总产值 增速：8.46% → 14.33%（+5.87个百分点）",
        "原因：随数据重算",
        "指标!I7 = 118300 → 124700",
        "(I7 − J7) ÷ J7",
        "(124700 − 109072) ÷ 109072 = 14.328…% → 14.33%",
    ) == redline_words(sample(), catalog("zh_CN")).comment(2)


def test_a_comment_on_a_hand_edit_tells_what_the_draft_was_built_with() -> None:
    """And the fault with its code."""
    *_, built, found = redline_words(sample(), catalog("en")).comment(3)

    assert "built as 5家; 指标!I20 = 5" == built
    assert found.startswith("DF201  a figure was typed over by hand")


def test_a_comment_on_a_figure_that_is_gone_says_so() -> None:
    """Without a difference."""
    assert "接待游客：5.3万人次 → （无）" == redline_words(sample(), catalog("zh_CN")).comment(5)[0]

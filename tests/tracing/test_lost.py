"""Insertions that lost their bookmarks are found where they stand now, and nowhere else."""

from __future__ import annotations

from time import process_time

import pytest

from reportgen.manifest import TracedFigure
from reportgen.tracing import State
from reportgen.tracing.lost import Anchor, found_again
from reportgen.tracing.reading import reading
from reportgen.word.bookmarks import Story
from tests.support.traces import (
    LINES,
    Edit,
    draft,
    edited,
    insert,
    remove,
    rewrite,
    trace,
    unmark,
    without_bookmarks,
)

OUTPUT, RATE, OFFICE = "11.83亿元", "同比增长8.46%", "县科经局"


def found(data: bytes) -> list[tuple[str, State, int]]:
    """Return how each insertion of a draft stands."""
    return [(x.figure.text, x.state, x.place.paragraph) for x in trace(data, texts=True).texts]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([rewrite(2)], [2, 2], id="in its paragraph"),
        pytest.param([rewrite(2), insert(1, "新")], [3, 3], id="a paragraph above it"),
        pytest.param([rewrite(2), insert(2, "新"), insert(2, "新")], [4, 4], id="two paragraphs above it"),
        pytest.param([rewrite(2), remove(1)], [1, 1], id="the paragraph above removed"),
        pytest.param([rewrite(2), insert(2, "全县达到11.83亿元")], [3, 3], id="a paragraph with one of them"),
        pytest.param([rewrite(2, "8.46%", "8.5%")], [2, None], id="one of them rewritten"),
        pytest.param([rewrite(2, "8.46%", "18.46%")], [2, None], id="one of them a longer number now"),
        pytest.param([remove(2)], [None, None], id="removed"),
        pytest.param(
            [rewrite(2), insert(2, "达11.83亿元，同比增长8.46%")], [None, None], id="two paragraphs would do"
        ),
        pytest.param([without_bookmarks, insert(1, "新"), insert(1, "新")], [4, 4], id="all bookmarks lost"),
        pytest.param(
            [without_bookmarks, remove(2), insert(2, "新")], [None, None], id="all lost, and removed"
        ),
    ],
)
def test_a_figure_without_bookmark_is_found_where_it_stands(
    edits: list[Edit], expected: list[int | None]
) -> None:
    """By the paragraphs around it, then by the one paragraph that holds what stood together."""
    _, output, rate, _ = found(edited(draft(*LINES), *edits))

    assert [OUTPUT, RATE] == [output[0], rate[0]]
    assert expected == [None if x[1] is State.GONE else x[2] for x in (output, rate)]
    assert {output[1], rate[1]} <= {State.UNMARKED, State.GONE}


def test_a_paragraph_that_only_has_the_number_of_the_build_is_not_taken_for_it() -> None:
    """县科经局 was built into paragraph 2; its sentence is gone, and another one with these words is there
    now."""
    lines = ("{{ 产值 }}", "{{ 单位 }}报告", "县科经局通知", "{{ 增速 }}")
    (_, office, _) = found(edited(draft(*lines), remove(2), insert(1, "新"), insert(1, "新")))

    assert (OFFICE, State.GONE) == office[:2]


def test_a_figure_within_another_insertion_is_not_the_one_that_is_lost() -> None:
    """The other stands there with its own bookmark."""
    data = edited(draft("{{ 产值 }}", "又是{{ 产值 }}"), unmark(1, text=True))

    assert [(OUTPUT, State.GONE, 1), (OUTPUT, State.KEPT, 2)] == found(data)


def test_rows_alike_are_told_apart_by_their_neighbours() -> None:
    """Each where the one before it has shifted to."""
    lines = ("头", *["共{{ 产值 }}"] * 4)
    data = edited(draft(*lines), rewrite(3), rewrite(4), insert(1, "新"))

    assert [3, 4, 5, 6] == [paragraph for _, _, paragraph in found(data)]
    assert {State.KEPT, State.UNMARKED} == {state for _, state, _ in found(data)}


def test_what_is_found_again_is_found_by_the_words_around_it_too() -> None:
    """A reader copies what stands in the draft."""
    data = edited(draft(*LINES), rewrite(2), insert(1, "新"))

    assert [OUTPUT] == [text.figure.text for text in trace(data, "达到11.83").texts]


def test_a_draft_of_many_figures_without_bookmarks_is_searched_quickly() -> None:
    """Ten thousand paragraphs, three of them new: the search is no matter of all pairs."""
    count = 10_000
    lines = [f"第{number}家实现产值{number * 7}万元，全县" for number in range(1, count + 1)]
    figures = [
        TracedFigure(2 * n + at, "figure", "", "", text, "p", n, (), "", "", "")
        for n in range(1, count + 1)
        for at, text in enumerate((f"{n * 7}万元", "全县"))
    ]
    text = reading(Story("p", ("新", "新", *lines[:5000], "新", *lines[5000:]), ()))
    started = process_time()
    spans = found_again(figures, (), text)

    assert len(figures) == len(spans)
    assert {2, 3} == {text.position(spans[figure.slot][0]).paragraph - figure.paragraph for figure in figures}
    assert process_time() - started < 5


@pytest.mark.parametrize(("above", "below"), [(0, 0), (2, 0), (0, 2), (1, 1)])
def test_many_rows_alike_without_any_bookmark_are_found_by_one_shift(above: int, below: int) -> None:
    """No row tells where it is, all together do; and not at the cost of all pairs."""
    count = 20_000
    figures = [TracedFigure(n, "figure", "", "", "5家", "p", n, (), "", "", "") for n in range(1, count + 1)]
    text = reading(Story("p", (*[""] * above, *["共5家"] * count, *[""] * below), ()))
    started = process_time()
    spans = found_again(figures, (), text)

    assert [n + above for n in range(1, count + 1)] == [
        text.position(spans[f.slot][0]).paragraph for f in figures
    ]
    assert process_time() - started < 5


def test_one_neighbour_tells_where_a_paragraph_has_gone() -> None:
    """The one before it has shifted by two."""
    text = reading(Story("p", ("", "", "甲", "全县", "全县"), ()))
    figure = TracedFigure(2, "text", "", "", "全县", "p", 2, (), "", "", "")

    assert {2: text.paragraph(4)} == found_again([figure], [Anchor(1, 1, 3, 2, 3)], text)

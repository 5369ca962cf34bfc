"""Longest common runs of two sequences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from reportgen.diff import sequences
from reportgen.diff.sequences import Link, chain, common, common_runs

_items = st.lists(st.sampled_from("abcdef"), max_size=40)


def _told(old, new) -> str:
    return "".join("".join(old[run.old : run.old + run.size]) for run in common_runs(old, new))


@given(_items, _items)
def test_runs_are_equal_ascend_and_together_are_as_long_as_can_be(old, new):
    runs = list(common_runs(old, new))

    assert LCSseq.similarity(old, new) == sum(run.size for run in runs) == common(old, new)
    assert all(old[run.old : run.old + run.size] == new[run.new : run.new + run.size] for run in runs)
    assert all(one.old + one.size <= two.old and one.new + one.size <= two.new for one, two in pairwise(runs))


def test_long_sequences_are_cut_at_what_stands_in_each_once(monkeypatch):
    monkeypatch.setattr(sequences, "AREA", 20)

    assert "abcXdefYgh" == _told("abcXdefYgh", "abcXdefYgh")
    assert "abcXdefY" == _told(
        "abcXdefYaaaaaaaaaaa", "abcXdefYbbbbbbbbbbb"
    )  # the rest has nothing to be cut at
    assert "" == _told("a" * 30, "b" * 30)


def test_what_long_sequences_begin_and_end_with_alike_needs_nothing_to_be_cut_at(monkeypatch):
    monkeypatch.setattr(sequences, "AREA", 20)

    assert "aaaaaaaabbbbbbbb" == _told("aaaaaaaaxxxbbbbbbbb", "aaaaaaaayyyybbbbbbbb")
    assert "aaaaaaaa" == _told("aaaaaaaa", "aaaaaaaaa")
    assert "aaaaaaaa" == _told("aaaaaaaaa", "aaaaaaaa")
    assert "abababababab" == _told("abababababab", "abababababab")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], []),
        ([(0, 0, 1), (1, 1, 1)], [(0, 0), (1, 1)]),
        ([(0, 1, 5), (1, 0, 1)], [(0, 1)]),
        ([(0, 1, 1), (1, 0, 5)], [(1, 0)]),
        ([(0, 0, 1), (0, 1, 3), (1, 1, 1)], [(0, 1)]),  # none of them twice
        ([(0, 3, 3), (1, 0, 1), (2, 1, 1), (3, 2, 2)], [(1, 0), (2, 1), (3, 2)]),
    ],
)
def test_the_heaviest_chain_ascends_on_both_sides(links, expected):
    assert expected == chain(Link(*link) for link in links)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 9)), max_size=12))
def test_no_chain_is_heavier(links):
    found = chain(Link(*link) for link in links)
    weights = {}
    for old, new, weight in links:
        weights[old, new] = max(weight, weights.get((old, new), 0))

    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
    assert _heaviest(weights, -1, -1) == sum(weights[link] for link in found)


def _heaviest(weights, old: int, new: int) -> int:
    behind = [(link, weight) for link, weight in weights.items() if link[0] > old and link[1] > new]
    return max((weight + _heaviest(weights, *link) for link, weight in behind), default=0)

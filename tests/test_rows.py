"""Rows kept by columns are a sequence like any other."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from reportgen.rows import Rows


class Pair(NamedTuple):
    """A row of two columns."""

    number: int
    text: str


PAIRS = st.lists(st.builds(Pair, st.integers(), st.text(max_size=3)), max_size=6)


def kept(pairs: list[Pair]) -> Rows[Pair]:
    """Return the pairs, kept by columns."""
    return Rows(Pair._make, [[pair.number for pair in pairs], [pair.text for pair in pairs]])


@given(PAIRS, st.slices(6))
def test_rows_are_what_they_were_made_of(pairs: list[Pair], part: slice) -> None:
    """One by one, by number, and in part; as many, and equal to a list or tuple of the same."""
    rows = kept(pairs)

    assert pairs == list(rows)
    assert pairs[part] == list(rows[part])
    assert [*pairs, *pairs[-1:]] == [
        *(rows[at] for at in range(len(rows))),
        *rows[len(pairs) - 1 : len(pairs)],
    ]
    assert (len(pairs), bool(pairs)) == (len(rows), bool(rows))
    assert rows == tuple(pairs)
    assert rows == kept(pairs)


@given(PAIRS, PAIRS)
def test_rows_are_equal_when_their_lists_are(one: list[Pair], other: list[Pair]) -> None:
    """Whichever side is kept by columns."""
    assert (one == other) == (kept(one) == kept(other)) == (kept(one) == other)

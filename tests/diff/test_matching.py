"""Which items belong together: laws that hold for any two sequences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.diff.books import matching
from reportgen.diff.books.matching import Pair, paired

ITEMS = st.lists(st.sampled_from("abcdef"), max_size=12)


def same(item: str) -> str:
    """Let an item be its own key."""
    return item


@given(ITEMS, ITEMS)
def test_each_item_is_in_one_pair(old: list[str], new: list[str]) -> None:
    """Nothing is lost and nothing doubled; the new order is kept."""
    pairs = paired(old, new, same)

    assert sorted(old) == sorted(pair.old for pair in pairs if pair.old is not None)
    assert new == [pair.new for pair in pairs if pair.new is not None]


@given(ITEMS, ITEMS)
def test_what_did_not_move_is_in_one_order(old: list[str], new: list[str]) -> None:
    """The items that stayed come in the same order in both, and no pair is of unlike keys."""
    both = [pair for pair in paired(old, new, same) if pair.old is not None and pair.new is not None]
    stayed = iter(old)

    assert all(pair.new in stayed for pair in both if not pair.moved)
    assert all(pair.old == pair.new for pair in both)


@given(ITEMS)
def test_a_sequence_and_itself_have_moved_nothing(items: list[str]) -> None:
    """Also where an item stands in it several times."""
    assert [Pair(item, item) for item in items] == list(paired(items, items, same))


def test_the_most_alike_belong_together() -> None:
    """Where no key tells, and only if they are alike enough."""
    likeness = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "x"): 0.4, ("b", "y"): 0.8}
    pairs = paired("ab", "xy", lambda item: None, likeness=lambda old, new: likeness[old, new])

    assert (Pair("b", None), Pair(None, "x"), Pair("a", "y")) == (pairs[-1], pairs[0], pairs[1])


def test_too_many_are_not_looked_into() -> None:
    """Likeness is asked for each two of them, which must not grow without bound."""
    many = range(1, int(matching.MOST_PAIRS**0.5) + 3)
    asked: list[int] = []
    pairs = paired(many, [-one for one in many], same, likeness=lambda old, _: asked.append(old) or 1.0)  # type: ignore[func-returns-value]

    assert [] == asked
    assert 2 * len(many) == len(pairs)

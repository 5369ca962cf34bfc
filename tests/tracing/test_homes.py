"""A part under another name is the same part; a figure in another part than its neighbours has moved."""

from __future__ import annotations

import pytest

from reportgen.manifest import TracedFigure
from reportgen.tracing.homes import homes, marked_slots, moved
from reportgen.word.bookmarks import Bookmark, Position, Story

MAIN, FIRST, SECOND, FOOTER = (f"word/{name}.xml" for name in ("document", "header1", "header2", "footer1"))


def figure(slot: int, part: str) -> TracedFigure:
    """Return an insertion of the build."""
    return TracedFigure(slot, "figure", "", "", f"{slot}家", part, 1, (), "", "", "")


def story(part: str, *slots: int, text: str = "") -> Story:
    """Return a part with these bookmarks."""
    marks = tuple(
        Bookmark(f"_rg{slot}", Position(1, at), Position(1, at + 1)) for at, slot in enumerate(slots)
    )
    return Story(part, (text,), marks)


BUILT = [figure(1, MAIN), figure(2, FIRST), figure(3, FIRST), figure(4, SECOND), figure(5, FOOTER)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            [story(MAIN, 1), story(FIRST, 2, 3), story(SECOND, 4), story(FOOTER, 5)], [], id="as built"
        ),
        pytest.param(
            [story(MAIN, 1), story(SECOND, 4), story(FIRST, 2, 3), story(FOOTER, 5)], [], id="other order"
        ),
        pytest.param(
            [story(MAIN, 1), story(FIRST, 4), story(SECOND, 2, 3), story(FOOTER, 5)], [], id="renumbered"
        ),
        pytest.param(
            [story(MAIN, 1), story("word/header7.xml", 4), story("word/header9.xml", 2, 3)], [], id="others"
        ),
        pytest.param([story(MAIN, 1), story(FIRST, 2, 3, 4), story(SECOND)], [4], id="one into the other"),
        pytest.param([story(MAIN, 1), story(FIRST, 2), story(SECOND, 3, 4)], [3], id="one of two"),
        pytest.param(
            [story(MAIN, 1, 5), story(FIRST, 2, 3), story(SECOND, 4), story(FOOTER)],
            [5],
            id="of another kind",
        ),
        pytest.param([story(MAIN, 1), story(FIRST, 3, 2), story(SECOND, 4)], [3], id="within its part"),
    ],
)
def test_parts_of_one_kind_may_change_their_names(found: list[Story], expected: list[int]) -> None:
    """Unless their insertions tell otherwise."""
    marks = marked_slots(found, BUILT)

    assert frozenset(expected) == moved(BUILT, marks, homes(BUILT, marks, found))


def test_a_part_without_bookmarks_is_known_by_its_text() -> None:
    """A program renumbered the headers and dropped their bookmarks."""
    found = [story(MAIN, 1), story(FIRST, text="共4家"), story(SECOND, text="共2家，又3家"), story(FOOTER)]

    assert {MAIN: MAIN, FIRST: SECOND, SECOND: FIRST, FOOTER: FOOTER} == homes(
        BUILT, marked_slots(found, BUILT), found
    )

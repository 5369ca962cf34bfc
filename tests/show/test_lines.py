"""Lines with stretches of their own style: as text they say the same with and without colour."""

from __future__ import annotations

from reportgen.show.lines import Line, Span, joined


def test_a_line_without_spans_is_one_piece() -> None:
    """Most lines are."""
    assert [("新增", "")] == Line("新增").painted()


def test_pieces_become_spans_over_the_text() -> None:
    """The pieces without a style have none."""
    assert Line("达到[-5-]家", "", (Span(2, 7, "red", 2),)) == joined(
        [("达到", ""), ("[-5-]", "red"), ("家", "")], edge=2
    )


def test_colour_stands_for_the_brackets() -> None:
    """Where there is colour, the signs that stand for it elsewhere are left out."""
    line = joined([("达到", ""), ("[-5-]", "red"), ("{+6+}", "blue"), ("家", "")], edge=2)

    assert [("达到", ""), ("5", "red"), ("6", "blue"), ("家", "")] == line.painted()

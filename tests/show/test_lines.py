"""Lines with stretches of their own style: as text they say the same with and without colour."""

from __future__ import annotations

import io
import sys

import pytest

from reportgen.console import Teller
from reportgen.messages import catalog
from reportgen.show.lines import Line, Span, joined


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


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


@pytest.mark.parametrize(
    ("no_color", "wanted"),
    [(False, "达到\x1b[9;31m5\x1b[0m\x1b[4;94m6\x1b[0m家\n"), (True, "达到[-5-]{+6+}家\n")],
)
def test_brackets_are_for_where_there_is_no_colour(
    no_color: bool, wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal strikes and underlines instead, unless it wants no colour."""
    monkeypatch.setattr(sys, "stdout", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    marks = [("达到", ""), ("[-5-]", "red strike"), ("{+6+}", "bright_blue underline"), ("家", "")]

    Teller(catalog("zh_CN"), as_json=False).lines([joined(marks, edge=2)])

    assert wanted == terminal.getvalue()

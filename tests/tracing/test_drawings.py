"""A chart is known by its alternative text, which some programs drop when they save."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Severity
from reportgen.tracing import State
from tests.support.traces import LINES, Edit, draft, draw, edited, retype, trace, unmark

OUTPUT = "11.83亿元"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([draw(2, OUTPUT)], (State.KEPT, OUTPUT), id="as it was"),
        pytest.param([draw(2, "另一图")], (State.EDITED, "另一图"), id="another one"),
        pytest.param([draw(2, None)], (State.WORDLESS, ""), id="without its words"),
        pytest.param([draw(2, "")], (State.WORDLESS, ""), id="with empty words"),
        pytest.param([retype(2, "")], (State.EDITED, ""), id="removed"),
        pytest.param([draw(2, OUTPUT), unmark(2)], (State.UNMARKED, OUTPUT), id="without its bookmark"),
        pytest.param([draw(2, "另一图"), unmark(2)], (State.GONE, ""), id="another one, without bookmark"),
    ],
)
def test_a_drawing_is_told_by_its_words(edits: list[Edit], expected: tuple[State, str]) -> None:
    """Nobody is said to have edited one that only lost them."""
    found = trace(edited(draft(*LINES), *edits)).texts[0]

    assert expected == (found.state, found.now)


def test_what_a_save_dropped_is_said_once() -> None:
    """DR205, a warning with the number of drawings; none for one that somebody removed."""
    both, removed = (
        trace(edited(draft(*LINES), *edits)).diagnostics
        for edits in ([draw(2, None), draw(4, None)], [retype(2, "")])
    )

    assert [("DR205", Severity.WARNING, 2)] == [(x.code, x.severity, x.values["count"]) for x in both]
    assert () == removed

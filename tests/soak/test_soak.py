"""Builds leave nothing behind: a short run of what `make soak` does ten thousand times."""

from __future__ import annotations

from tests.soak.run import soak


def test_many_builds_in_one_process_leave_nothing_behind() -> None:
    """No open file, no file; and no memory to speak of, once everything is loaded."""
    first, *_, last = soak(30, 10)

    assert (first.opened, first.files) == (last.opened, last.files)
    assert last.memory - first.memory < 10

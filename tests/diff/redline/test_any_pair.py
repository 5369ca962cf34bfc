"""Any official text with any edits: accepting the redline gives the new file, rejecting it the old one."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.support.editing import Pair, pairs
from tests.support.redlines import accepted, content, ids, redline, rejected, seen

SHARES, EXAMPLES = 8, 250  # 2,000 in all, in shares that two processors can take between them


@pytest.mark.parametrize("share", range(SHARES))
def test_both_files_come_out_of_the_redline_of_any_pair(share: int) -> None:
    """Text, structure, formats; no id twice."""
    seen_pairs = []

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(pairs())
    def holds(found: Pair) -> None:
        written = redline(found.old, found.new)
        seen_pairs.append(share)

        assert seen(content(found.new)) == accepted(written)
        assert seen(content(found.old)) == rejected(written)
        assert {1} >= set(ids(written).values())

    holds()

    assert EXAMPLES <= len(seen_pairs)

"""Headings that were numbered anew: one was put in or taken out, and all behind it moved on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from reportgen.diff.values import Change, Kind
from reportgen.wording.numerals import SIGNS, number_of
from reportgen.wording.segments import heading_number

__all__ = ["with_cascades"]

_FEWEST = 2
_NUMBER = re.compile(rf"\d+|[{SIGNS}]+")


def with_cascades(passages: Sequence[Change]) -> tuple[Change, ...]:
    """Return the passages with one number for the headings that moved on by as much, where they are
    several."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        moved = _moved_on(passage)
        if moved is not None:
            groups[moved].append(place)
    found = list(passages)
    several = (places for places in groups.values() if len(places) >= _FEWEST)
    for number, places in enumerate(several, start=1):
        for place in places:
            found[place] = found[place]._replace(cascade=number)
    return tuple(found)


def _moved_on(passage: Change) -> tuple[str, int] | None:
    """Return how a heading writes its number and by how much that moved, when nothing else differs."""
    if passage.kind is not Kind.REPLACE or passage.table:
        return None
    old, new = passage.old, passage.new
    before, after = heading_number(old), heading_number(new)
    if not before or not after or old[len(before) :] != new[len(after) :]:
        return None
    style, number = _told(before)
    style_new, number_new = _told(after)
    if style != style_new or number is None or number_new is None:
        return None
    return style, number_new - number


def _told(written: str) -> tuple[str, int | None]:
    """Return how a number is written, without it, and the last number in it."""
    found = list(_NUMBER.finditer(written))
    if not found:
        return written, None
    last = found[-1]
    return f"{written[: last.start()]}#{written[last.end() :]}", number_of(last[0])

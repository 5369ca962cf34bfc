"""Where two texts that read the same look otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diff.pairs import Edit
from reportgen.word.content import Paragraph

__all__ = ["different_properties", "look_changes", "shape_changes"]

_Look = tuple[int, int, str]  # start, end, formatting
_NAME = re.compile(r"[A-Za-z]\w*(?=[(=\s]|$)")


def look_changes(
    old: Sequence[Paragraph], new: Sequence[Paragraph], edit: Edit
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the stretches of an equal edit that are formatted otherwise: start and end in the new flow, and
    the names of the properties that differ."""
    shift = edit.new_start - edit.old_start
    before = _clipped(_looks(old), edit.old_start, edit.old_end, shift)
    after = _clipped(_looks(new), edit.new_start, edit.new_end, 0)
    for start, end, was, now in _overlaid(before, after):
        if was != now:
            yield start, end, different_properties(was, now)


def shape_changes(old: Paragraph, new: Paragraph) -> tuple[str, ...]:
    """Return the names of what differs in the shape of two paragraphs: indents, spacing, style, the section
    that ends with them."""
    if (old.properties, old.mark, old.section) == (new.properties, new.mark, new.section):
        return ()
    found = dict.fromkeys(different_properties(old.properties, new.properties))
    found |= dict.fromkeys(different_properties(old.mark, new.mark))
    if old.section != new.section:
        found["sectPr"] = None
    return tuple(found)


def different_properties(old: str, new: str) -> tuple[str, ...]:
    """Return the names of the properties that two canonical formattings differ in."""
    if old == new:
        return ()
    before, after = (set(filter(None, _properties(told))) for told in (old, new))
    return tuple(dict.fromkeys(_name(one) for one in sorted(before ^ after)))


def _properties(told: str) -> Iterator[str]:
    """Yield the properties of a canonical text: names with their values in brackets, blanks between."""
    depth = start = 0
    for place, sign in enumerate(told):
        depth += (sign in "(<") - (sign in ")>")
        if sign == " " and depth <= 0:
            yield told[start:place]
            start = place + 1
    yield told[start:]


def _name(told: str) -> str:
    found = _NAME.search(told)
    return found[0] if found else told


def _looks(paragraphs: Sequence[Paragraph]) -> Iterator[_Look]:
    at = 0
    for paragraph in paragraphs:
        for length, form in paragraph.formats:
            yield at, at + length, form
            at += length
        at += 1  # the end of the paragraph, whose look is told with its shape


def _clipped(looks: Iterator[_Look], start: int, end: int, shift: int) -> list[_Look]:
    return [
        (max(left, start) + shift, min(right, end) + shift, form)
        for left, right, form in looks
        if left < end and start < right
    ]


def _overlaid(before: Sequence[_Look], after: Sequence[_Look]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the stretches that both sides have, each with the old and the new formatting."""
    i = j = 0
    while i < len(before) and j < len(after):
        start, end = max(before[i][0], after[j][0]), min(before[i][1], after[j][1])
        if start < end:
            yield start, end, before[i][2], after[j][2]
        if before[i][1] <= after[j][1]:
            i += 1
        else:
            j += 1

"""Numbers in a text: a piece of one says something else than the whole."""

from __future__ import annotations

__all__ = ["cuts_number"]

_GROUP = 3  # digits behind a comma that groups them


def cuts_number(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text begins or ends within a number: `5家` in `15家`, `8` in `8.46%`."""
    if start == end:
        return False
    is_begun = text[start].isdecimal() and _goes_on(text, start)
    return is_begun or (text[end - 1].isdecimal() and _goes_on(text, end))


def _goes_on(text: str, at: int) -> bool:
    """Tell whether the number of the digit beside a place stands on both sides of it."""
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    if left[-1:].isdecimal():
        is_fraction = right[:1] == "." and right[1:].isdecimal()
        return right[:1].isdecimal() or is_fraction or (right[:1] == "," and _is_group(text, at + 1))
    if not left[:1].isdecimal():
        return False
    return left[1:] == "." or (left[1:] == "," and _is_group(text, at))


def _is_group(text: str, at: int) -> bool:
    digits = text[at : at + _GROUP + 1]
    return digits[:_GROUP].isdecimal() and len(digits) >= _GROUP and not digits[_GROUP:].isdecimal()

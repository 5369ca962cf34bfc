"""How wide a text is on the page, in characters (em), for what has to be placed by counting them."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import cache

__all__ = ["columns", "em_width"]

_FULL = frozenset("WFA")  # ambiguous marks such as “ ” — take the Chinese font, hence a full width
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})


def em_width(text: str) -> Fraction:
    """Return the width of `text` in em: full-width characters one, others a half, combining marks none."""
    return Fraction(columns(text), 2)


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: full-width characters two, others one, combining
    marks none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


@cache  # a text has a few thousand different characters, and is measured by the hundred thousand
def _columns(sign: str) -> int:
    if unicodedata.category(sign) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _FULL else 1

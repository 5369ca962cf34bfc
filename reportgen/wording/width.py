"""How wide a text is on the page, in characters (em), for what has to be placed by counting them."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from functools import cache

__all__ = ["em_width"]

_FULL = frozenset("WFA")  # ambiguous marks such as “ ” — take the Chinese font, hence a full width
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})


def em_width(text: str) -> Fraction:
    """Return the width of `text` in em: full-width characters one, others a half, combining marks none."""
    return Fraction(sum(map(_halves, text)), 2)


@cache
def _halves(sign: str) -> int:
    """Return the width of a sign in half characters."""
    if unicodedata.category(sign) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _FULL else 1

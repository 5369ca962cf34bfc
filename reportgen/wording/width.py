"""How wide a text is on the page, in characters (em), for what has to be placed by counting them."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

__all__ = ["em_width"]

_FULL = frozenset("WFA")  # ambiguous marks such as “ ” — take the Chinese font, hence a full width
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})


def em_width(text: str) -> Fraction:
    """Return the width of `text` in em: full-width characters one, others a half, combining marks none."""
    return sum((_width(sign) for sign in text), Fraction(0))


def _width(sign: str) -> Fraction:
    if unicodedata.category(sign) in _UNSEEN:
        return Fraction(0)
    return Fraction(1) if unicodedata.east_asian_width(sign) in _FULL else Fraction(1, 2)

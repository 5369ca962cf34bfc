"""The name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["nearest"]


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like `name`, or an empty text."""
    names = [str(other) for other in known]
    found = get_close_matches(name, [other for other in names if not other.startswith("\0")], n=1, cutoff=0.5)
    return found[0] if found else ""

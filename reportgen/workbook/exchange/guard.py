"""Texts that a spreadsheet would take for a formula, and how they are kept from becoming one."""

from __future__ import annotations

__all__ = ["GUARD", "guarded", "unguarded"]

GUARD = "'"
# What makes a formula of a text in Excel, WPS or LibreOffice (OWASP, “CSV Injection”), with the wide forms
# that East Asian editions take for the same; and the guard itself, so that reading can take it off.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)


def guarded(text: str) -> str:
    """Return `text` with a ' before it where it would otherwise be taken for a formula."""
    return GUARD + text if text.startswith(_RISKY) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` made this of."""
    return text.removeprefix(GUARD)

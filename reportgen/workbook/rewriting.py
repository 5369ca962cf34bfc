"""Prose that a book has from the year before and that nobody has gone over yet."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book
from reportgen.wording.width import columns
from reportgen.workbook.form import TO_REWRITE

__all__ = ["to_rewrite"]

_EXCERPT = 24  # half-width characters of a paragraph shown to tell it from its neighbours


def to_rewrite(book: Book) -> Iterator[Diagnostic]:
    """Yield a warning for each paragraph that is still marked as to be rewritten, at its mark."""
    for passage in book.passages:
        if passage.status in TO_REWRITE:
            told = " ".join((passage.heading or passage.text).split())
            yield fault("WB401", passage.status_source or passage.source, found=_start(told))


def _start(told: str) -> str:
    """Return the start of a text, as long in Chinese as in English; an English word is not cut."""
    if columns(told) <= _EXCERPT:
        return told
    short = told
    while columns(short) >= _EXCERPT:
        short = short[:-1]
    cut = told[len(short)]
    words = short.rpartition(" ")[0] if cut.isascii() and cut.isalnum() and short[-1:].isascii() else ""
    return (words or short).rstrip() + "…"

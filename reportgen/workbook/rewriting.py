"""Prose that a book has from the year before and that nobody has gone over yet."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book
from reportgen.workbook.form import TO_REWRITE

__all__ = ["to_rewrite"]

_EXCERPT = 12  # characters of a paragraph shown to tell it from its neighbours


def to_rewrite(book: Book) -> Iterator[Diagnostic]:
    """Yield a warning for each paragraph that is still marked as to be rewritten, at its mark."""
    for passage in book.passages:
        if passage.status in TO_REWRITE:
            told = " ".join((passage.heading or passage.text).split())
            short = told if len(told) <= _EXCERPT else told[: _EXCERPT - 1] + "…"
            place = passage.status_source or passage.source
            yield fault("WB401", place, related=(passage.source,), found=short)

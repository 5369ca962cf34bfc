"""Prose that a book has from the year before and that nobody has gone over yet."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book
from reportgen.refs import excerpt
from reportgen.workbook.form import TO_REWRITE

__all__ = ["to_rewrite"]

_SHOWN = 12  # characters of a paragraph shown to tell it from its neighbours


def to_rewrite(book: Book) -> Iterator[Diagnostic]:
    """Yield a warning for each paragraph that is still marked as to be rewritten, at its mark."""
    for passage in book.passages:
        if passage.status in TO_REWRITE:
            told = excerpt(passage.heading or passage.text, _SHOWN)
            place = passage.status_source or passage.source
            yield fault("WB401", place, related=(passage.source,), found=told)

"""Templates examined in tests, with the names of the small book or without."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.context import book_context
from reportgen.diagnostics import Diagnostic
from reportgen.refs import ParagraphRef
from reportgen.template.lint import Linted, lint_template
from reportgen.word.package import open_package
from tests.support.books import read

__all__ = ["END", "FOR", "linted", "place_of", "small_context", "told"]

FOR, END = "{%p for 节 in 章节 %}", "{%p endfor %}"


def small_context(folder: Path, edits: Mapping[str, str] | None = None) -> Mapping[str, Any]:
    """Return the names of the small book with `edits`; it is written to `folder`."""
    book = read(folder, edits).book
    assert book is not None
    return book_context(book)[0]


def linted(data: bytes, context: Mapping[str, Any] | None = None) -> Linted:
    """Examine a template."""
    return lint_template(open_package(data, "模板.docx"), context)


def told(found: Linted) -> list[tuple[str, int, str]]:
    """Return code, paragraph and tag of each fault."""
    return [(one.code, place_of(one).paragraph, place_of(one).tag) for one in found.diagnostics]


def place_of(found: Diagnostic) -> ParagraphRef:
    """Return the place of a fault, which is a paragraph."""
    assert isinstance(found.place, ParagraphRef)
    return found.place

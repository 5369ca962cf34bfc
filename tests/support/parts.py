"""Documents made with python-docx, and what their parts say, for tests of values that are documents."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document

from reportgen.template import Template
from reportgen.word.xml import qname
from tests.support.docs import DOCUMENT, docx, member

__all__ = ["OFFICE", "WORD", "made", "merged", "style_ids", "values"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(fill: Callable[[Any], None]) -> bytes:
    """Return a document of python-docx that `fill` has written to."""
    document: Any = Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def merged(value: Any, *lines: str, template: bytes = b"") -> bytes:
    """Return what a template of `lines`, or a given one, makes of a value called x."""
    return Template.load(template or docx(*(lines or ("前", "{{p x }}", "后")))).render({"x": value})


def style_ids(data: bytes) -> list[str]:
    """Return the ids of all styles of a file."""
    styles = member(data, "word/styles.xml").iter(qname("w:style"))
    return [style.get(qname("w:styleId")) or "" for style in styles]


def values(data: bytes, name: str, part: str = DOCUMENT) -> list[str]:
    """Return the values of the elements of a name in a part."""
    return [one.get(qname("w:val")) or "" for one in member(data, part).iter(qname(name))]

"""Documents as values: made with python-docx, merged into small templates, and looked at afterwards."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from reportgen import Refusal, Template
from reportgen.word.xml import qname
from tests.support.docs import docx, member

__all__ = ["codes", "made", "merged", "style_ids", "values"]


def made(fill: Callable[[Any], None]) -> bytes:
    """Return a document of python-docx that `fill` has written to."""
    document: Any = Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def merged(value: Any, *lines: str, template: bytes = b"") -> bytes:
    """Return what a template of `lines` makes of a value called x."""
    return Template.load(template or docx(*(lines or ("前", "{{p x }}", "后")))).render({"x": value})


def codes(*lines: str, **values: Any) -> list[str]:
    """Return the codes of what is wrong."""
    with pytest.raises(Refusal) as refused:
        Template.load(docx(*lines)).render(values)
    return [found.code for found in refused.value.diagnostics]


def style_ids(data: bytes) -> list[str]:
    """Return the ids of all styles of a file."""
    return [
        style.get(qname("w:styleId")) or ""
        for style in member(data, "word/styles.xml").iter(qname("w:style"))
    ]


def values(data: bytes, name: str, part: str = "word/document.xml") -> list[str]:
    """Return the values of the elements of a name in a part."""
    return [one.get(qname("w:val")) or "" for one in member(data, part).iter(qname(name))]

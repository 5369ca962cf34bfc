"""A value as text, and a text as the content of a run (ECMA-376-1, 17.3.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

from reportgen.template.limits import check_number
from reportgen.word.xml import escaped

__all__ = [
    "PAGE_BREAK",
    "PARAGRAPH_BREAK",
    "UnprintableError",
    "illegal_character",
    "refuse_mute",
    "run_content",
    "text_of",
]

# What XML 1.0 cannot hold (section 2.2), but for marks that have an element: line, tab, paragraph, page.
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0d-\x1f\ud800-\udfff\ufffe\uffff]")
PARAGRAPH_BREAK, PAGE_BREAK = "\a", "\f"  # docxtpl's marks for a new paragraph and page within a value
_ELEMENTS = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    "\f": '</w:t><w:br w:type="page"/><w:t xml:space="preserve">',
}


_VOCAL = (str, int, bool)  # types whose values all have a text: nearly every value


class UnprintableError(Exception):
    """Raised for a value that has no text: nothing at all, no number, a whole list, a function."""


def text_of(value: Any) -> str:
    """Return the text of a value; UnprintableError for None, NaN, infinity, lists, mappings, functions and
    other objects. An inline `if` without `else` prints nothing."""
    if isinstance(value, str | Undefined):
        return str(value)
    if isinstance(value, int):
        check_number(value)
        return str(value)
    if isinstance(value, Decimal):
        if value.is_finite():
            return format(value, "f")
    elif isinstance(value, float):
        if math.isfinite(value):
            return format(Decimal(repr(value)), "f")
    elif not callable(value) and not isinstance(value, Iterable) and _speaks(value):
        return str(value)
    raise UnprintableError(_kind_of(value))


def refuse_mute(*values: Any) -> None:
    """Refuse to make a text of what has none, before a filter or a format writes `None`, `nan` or a list as a
    program shows it: TemplateRuntimeError, which becomes the fault that printing it would be."""
    for value in values:
        if type(value) not in _VOCAL and (
            value is None
            or (isinstance(value, Decimal) and not value.is_finite())
            or (isinstance(value, float) and not math.isfinite(value))
            or isinstance(value, list | tuple | dict | set | frozenset | range)
        ):
            kind = _kind_of(value)
            raise TemplateRuntimeError(f"{kind} has no text") from UnprintableError(kind)


def _kind_of(value: Any) -> str:
    """Return the kind of a value without text, as the catalogs name it (`kind.empty` …)."""
    if value is None:
        return "empty"
    if isinstance(value, float | Decimal):
        return "nonnumber"
    if isinstance(value, Mapping):
        return "mapping"
    if callable(value):
        return "function"
    return "list" if isinstance(value, Iterable) else "other"


def _speaks(value: object) -> bool:
    """Tell whether the value's class says how it prints as a text; None says only how a program shows it."""
    return any("__str__" in vars(kind) for kind in type(value).__mro__[:-1])


def illegal_character(text: str, breaks: str = "") -> str:
    """Return the first character that no document can hold, as `U+000B`, or an empty text.

    `breaks` are those of a paragraph or page that have no element where the text is to stand.
    """
    found = _ILLEGAL.search(text)
    first = found.group() if found else next((mark for mark in text if mark in breaks), "")
    return f"U+{ord(first):04X}" if first else ""


def run_content(text: str) -> str:
    """Return `text` escaped as the content of a w:t, its line breaks and tabs as elements between two."""
    text = escaped(text)
    for mark, element in _ELEMENTS.items():
        if mark in text:
            text = text.replace(mark, element)
    return text

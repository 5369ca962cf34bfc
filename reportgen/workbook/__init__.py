"""The workbook that a bureau fills in: its form, how it is read, checked and written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reportgen.workbook.checks import Limits, check_book
from reportgen.workbook.records import Outcome, read_book

if TYPE_CHECKING:
    from reportgen.workbook.needed import Asked, Plan, planned
    from reportgen.workbook.outline import empty_book, needed_book
    from reportgen.workbook.writer import Contents, write_book

__all__ = [
    "Asked",
    "Contents",
    "Limits",
    "Outcome",
    "Plan",
    "check_book",
    "empty_book",
    "needed_book",
    "planned",
    "read_book",
    "write_book",
]

_WRITERS = {
    **dict.fromkeys(("Contents", "write_book"), "writer"),
    **dict.fromkeys(("empty_book", "needed_book"), "outline"),
    **dict.fromkeys(("Asked", "Plan", "planned"), "needed"),
}


def __getattr__(name: str) -> Any:
    """Import what writes workbooks when it is first used: a build only reads one (PEP 562)."""
    if name not in _WRITERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WRITERS[name]}"), name)

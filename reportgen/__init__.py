"""reportgen: an official annual summary from an Excel workbook and a Word template, every figure traceable
to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.diagnostics import Diagnostic, Refusal
    from reportgen.pipeline import Built, Checked, build, check
    from reportgen.template import (
        Chart,
        InlineImage,
        Listing,
        RichText,
        RichTextParagraph,
        Subdocument,
        Template,
    )

__version__ = "0.1.0"

__all__ = [
    "Built",
    "Chart",
    "Checked",
    "Diagnostic",
    "InlineImage",
    "Listing",
    "Refusal",
    "RichText",
    "RichTextParagraph",
    "Subdocument",
    "Template",
    "build",
    "check",
]

_HOMES = {
    "Built": "pipeline",
    "Chart": "template",
    "Checked": "pipeline",
    "Diagnostic": "diagnostics",
    "InlineImage": "template",
    "Listing": "template",
    "Refusal": "diagnostics",
    "RichText": "template",
    "RichTextParagraph": "template",
    "Subdocument": "template",
    "Template": "template",
    "build": "pipeline",
    "check": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `reportgen --version` needs none of them (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

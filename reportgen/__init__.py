"""reportgen: an official annual summary from an Excel workbook and a Word template, every figure traceable
to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer

if TYPE_CHECKING:
    from reportgen.auditing.values import Audit
    from reportgen.diagnostics import Diagnostic, Refusal
    from reportgen.diff.values import Revision
    from reportgen.pipeline import Built, Checked, audit, build, check, compare
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
    "Audit",
    "Built",
    "Chart",
    "Checked",
    "Diagnostic",
    "InlineImage",
    "Listing",
    "Refusal",
    "Revision",
    "RichText",
    "RichTextParagraph",
    "Subdocument",
    "Template",
    "audit",
    "build",
    "check",
    "compare",
]

_HOMES = {
    "Audit": "auditing.values",
    "Built": "pipeline",
    "Chart": "template",
    "Checked": "pipeline",
    "Diagnostic": "diagnostics",
    "InlineImage": "template",
    "Listing": "template",
    "Refusal": "diagnostics",
    "Revision": "diff.values",
    "RichText": "template",
    "RichTextParagraph": "template",
    "Subdocument": "template",
    "Template": "template",
    "audit": "pipeline",
    "build": "pipeline",
    "check": "pipeline",
    "compare": "pipeline",
}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)  # `reportgen --version` needs none of them

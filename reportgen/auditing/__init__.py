"""Examine a finished text: every figure in it, with what stands around it.

`grammar` reads a text into statements, `checks` tells which of them cannot be, or should be looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer

if TYPE_CHECKING:
    from reportgen.auditing.examine import audit_package, audit_texts
    from reportgen.auditing.values import Audit, Counts, Finding, Text

__all__ = ["Audit", "Counts", "Finding", "Text", "audit_package", "audit_texts"]

_HOMES = {
    "Audit": "values",
    "Counts": "values",
    "Finding": "values",
    "Text": "values",
    "audit_package": "examine",
    "audit_texts": "examine",
}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)

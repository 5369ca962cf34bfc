"""The checks, a module for each family. Each is a function of what was read, and writes into a `Notebook`."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.audit.checks.averages import check_averages
from reportgen.audit.checks.conversions import check_conversions
from reportgen.audit.checks.derived import check_derived
from reportgen.audit.checks.forms import check_forms
from reportgen.audit.checks.growth import check_growth
from reportgen.audit.checks.lists import check_lists
from reportgen.audit.checks.notebook import Notebook
from reportgen.audit.checks.parts import check_parts
from reportgen.audit.checks.percent import check_percent
from reportgen.audit.checks.ranks import check_ranks
from reportgen.audit.checks.shares import check_shares
from reportgen.audit.grammar.text import Reading

__all__ = ["PARAGRAPH_CHECKS", "Notebook"]

PARAGRAPH_CHECKS: tuple[Callable[[Reading, Notebook], None], ...] = (
    check_forms,
    check_growth,
    check_parts,
    check_shares,
    check_percent,
    check_lists,
    check_ranks,
    check_averages,
    check_conversions,
    check_derived,
)
"""What is tried on each paragraph by itself."""

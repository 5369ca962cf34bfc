"""The checks, a module for each family. Each is a function of what was read, and writes into a `Notebook`."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.auditing.checks.averages import check_averages
from reportgen.auditing.checks.conversions import check_conversions
from reportgen.auditing.checks.derived import check_derived
from reportgen.auditing.checks.for_each import check_each
from reportgen.auditing.checks.forms import check_forms
from reportgen.auditing.checks.growth import check_growth, check_ways
from reportgen.auditing.checks.lists import check_lists
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.opposites import check_opposites
from reportgen.auditing.checks.pairs import check_pairs
from reportgen.auditing.checks.partitions import check_partitions
from reportgen.auditing.checks.parts import check_parts
from reportgen.auditing.checks.percent import check_percent
from reportgen.auditing.checks.proportions import check_proportions
from reportgen.auditing.checks.quotas import check_heads, check_quotas
from reportgen.auditing.checks.ranks import check_ranks
from reportgen.auditing.checks.ratios import check_ratios
from reportgen.auditing.checks.relations import check_relations
from reportgen.auditing.checks.shares import check_shares
from reportgen.auditing.checks.slipped import check_slipped
from reportgen.auditing.checks.slips import check_slips
from reportgen.auditing.checks.sums import check_sums
from reportgen.auditing.grammar.text import Reading

__all__ = ["CELL_CHECKS", "DRAFT_CHECKS", "PARAGRAPH_CHECKS", "Notebook"]

DRAFT_CHECKS: tuple[Callable[[Reading, Notebook], None], ...] = (
    check_growth,
    check_ways,
    check_parts,
    check_partitions,
    check_sums,
    check_shares,
    check_quotas,
    check_heads,
    check_percent,
    check_lists,
)
"""What is tried on a paragraph of a draft that was just built: what its words may get wrong."""
PARAGRAPH_CHECKS = (
    check_forms,
    *DRAFT_CHECKS,
    check_ranks,
    check_averages,
    check_conversions,
    check_derived,
    check_each,
    check_relations,
    check_ratios,
    check_proportions,
    check_pairs,
    check_opposites,
    check_slips,
    check_slipped,
)
"""What is tried on each paragraph by itself."""
CELL_CHECKS = (check_forms,)
"""What is tried on a cell that holds a number or a name alone."""

"""Figures that no cell holds: each keeps its formula, its sum in numbers and the cells it came from.

A function here returns the `Measure`, or an `Absent` that says why no such figure may be stated. A measure's
`formula` is made of signs and cell addresses alone, so that it reads the same in every language.
"""

from reportgen.measures.formulas import (
    average_growth,
    completion,
    contribution,
    difference,
    growth_rate,
    loss_change,
    pull,
    ratio,
    share,
    share_change,
    total,
)
from reportgen.measures.values import Absent, Figure, Measure, UnitKind, revealing

__all__ = [
    "Absent",
    "Figure",
    "Measure",
    "UnitKind",
    "average_growth",
    "completion",
    "contribution",
    "difference",
    "growth_rate",
    "loss_change",
    "pull",
    "ratio",
    "revealing",
    "share",
    "share_change",
    "total",
]

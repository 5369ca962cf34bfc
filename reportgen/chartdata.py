"""What a chart is to show, before anything of it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from reportgen.diagnostics import fault
from reportgen.fields import Origin, UnstatedError

__all__ = ["ChartData"]


@dataclass(frozen=True, slots=True)
class ChartData:
    """What a chart is to show, not drawn yet: a number or None (a gap) for each category of each series.

    `leading` is the number of the series that has the first colour. What an author may choose freely (`kind`,
    sizes in millimetres) is checked where the chart is drawn.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    origin: Origin
    title: str = ""
    alt: str = ""
    number_format: str = "General"
    width: Any = None
    height: Any = None
    labels: bool | None = None
    legend: bool | None = None
    leading: int = 0

    def __str__(self) -> str:
        raise UnstatedError(fault("TP327"))

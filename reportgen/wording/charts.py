"""The words on and beside a chart, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["CHINESE", "ENGLISH", "ChartWords"]

_MOST_NAMES = 3  # that a title made of them may hold


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of one language; braces stand for what is told."""

    this_year: str
    last_year: str
    year: str
    with_unit: str
    unit_alone: str
    colon: str
    between_names: str
    between_points: str
    between_series: str

    def title(self, names: Iterable[str], unit: str) -> str:
        """Say what a chart shows: 甲、乙（亿元）; of many names, which an axis tells, only the unit."""
        told = tuple(dict.fromkeys(names))
        if len(told) <= _MOST_NAMES:
            return self.titled(self.between_names.join(told), unit)
        return self.unit_alone.format(unit=unit) if unit else ""

    def titled(self, title: str, unit: str) -> str:
        """Say a title with the unit of the numbers, unless it names that already: 历年产值（亿元）."""
        return title if not unit or unit in title else self.with_unit.format(title=title, unit=unit)

    def description(self, title: str, series: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> str:
        """Say a chart in words, for those who cannot see it: 产值（亿元）：2019年10.91，2020年11.83."""
        told = [
            (name, self.between_points.join(f"{category} {number}" for category, number in points))
            for name, points in series
        ]
        alone = len(told) == 1
        body = self.between_series.join(
            points if alone else f"{name}{self.colon}{points}" for name, points in told
        )
        return f"{title}{self.colon}{body}" if title else body


CHINESE = ChartWords(
    this_year="本年",
    last_year="上年同期",
    year="{year}年",
    with_unit="{title}（{unit}）",
    unit_alone="单位：{unit}",
    colon="：",
    between_names="、",
    between_points="，",
    between_series="；",
)
ENGLISH = ChartWords(
    this_year="This year",
    last_year="Last year",
    year="{year}",
    with_unit="{title} ({unit})",
    unit_alone="Unit: {unit}",
    colon=": ",
    between_names=", ",
    between_points=", ",
    between_series="; ",
)

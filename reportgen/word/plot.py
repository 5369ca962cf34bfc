"""What a chart shows, and what of it fits: sizes and places of numbers and names that do not run into others.

Word and LibreOffice lay charts out by themselves, each in its own way, so that all measures here are
estimates, in points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import ceil

__all__ = ["BODY", "KINDS", "Plot", "least_height", "plot_rows"]

KINDS = ("column", "stacked", "bar", "line", "pie")
BODY = 1050  # hundredths of a point: 五号, the size of numbers and names where there is room
_SIZES = (BODY, 900, 750)  # of numbers, down to 六号
_AXIS, _TITLE, _LEGEND, _EDGE = 40.0, 30.0, 24.0, 12.0  # what stands around the plot
_GAP, _WIDEST_GAP, _THICKEST = 80, 500, 60.0  # per cent of a column between groups; no column is a block
_LINES, _LETTERS = 4, 2.5  # most lines of a name below its column, and fewest letters in each
_MOST_PARTS, _MOST_LINES = 24, 2  # of a pie, and of a chart of lines, with a number beside each
_MOST_PLACES = 6  # of a number without a format
_STEPS = ((5, 1), (10, 2))  # of whole numbers, up to which reach of the axis
_APART = 8  # lines this many times as far from zero as from each other need not begin there
_PITCH = 11.0  # of lying bars that can have numbers beside them


@dataclass(frozen=True)
class Plot:
    """What a chart shows: a name and as many numbers as there are categories for each series; None is a gap.

    `labels` and `legend` are drawn as seems fit when None. `font` is that of East Asian text. `leading` is
    the number of the series that has the first colour. `across` and `down` are the size of the chart in
    points.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    title: str = ""
    number_format: str = "General"
    font: str = ""
    labels: bool | None = None
    legend: bool | None = None
    leading: int = 0
    across: float = 425.0
    down: float = 227.0

    @property
    def has_legend(self) -> bool:
        """Whether a legend tells the series apart, or the parts of a pie."""
        return self.legend if self.legend is not None else len(self.series) > 1 or self.kind == "pie"

    @property
    def is_labelled(self) -> bool:
        """Whether each column, point or part bears its number."""
        return self.labels if self.labels is not None else self._fitting_size is not None

    @property
    def label_size(self) -> int:
        """The size of numbers, in hundredths of a point."""
        return self._fitting_size or (BODY if self.kind == "pie" else _SIZES[-1])

    @property
    def gap(self) -> int:
        """What is between two groups of columns, in per cent of a column: more where there are few."""
        across = 1 if self.kind == "stacked" else len(self.series)
        return min(_WIDEST_GAP, max(_GAP, round((self._pitch / _THICKEST - across) * 100)))

    @property
    def whole_step(self) -> int | None:
        """From one line of the grid to the next where numbers are whole and few: half an enterprise is none.

        None for as seems fit to Word, whose steps are whole where there are many.
        """
        numbers = [value for _, values in self.series for value in values if value is not None]
        as_whole = "." not in self.number_format and "%" not in self.number_format
        if not as_whole or any(value != value.to_integral_value() for value in numbers):
            return None
        low, high = self._span if self.kind == "stacked" else (min(numbers), max(numbers))
        ends = abs(low), abs(high)
        is_apart = self.kind == "line" and (low > 0 or high < 0) and (high - low) * _APART <= max(ends)
        reach = high - low if is_apart else max(high, Decimal(0)) - min(low, Decimal(0))
        return next((step for most, step in _STEPS if reach <= most), None)

    def colour(self, number: int) -> int:
        """Return which of the colours a series has, counted from 0."""
        return (number - self.leading) % max(1, len(self.series))

    @property
    def wraps_names(self) -> bool:
        """Whether the names below the columns are to be set in several lines rather than aslant."""
        room = (self._pitch - 4) * 100 / BODY  # letters in a line
        widest = max(map(_width, self.categories))
        if self.kind in ("bar", "pie") or widest <= room or room < _LETTERS:
            return False
        return ceil(widest / int(room)) <= _LINES and all(map(_is_chinese, self.categories))

    def is_shown(self, number: int, point: int) -> bool:
        """Tell whether a number fits into its part of a stacked column; elsewhere it always does."""
        value = self.series[number][1][point]
        if self.kind != "stacked" or value is None:
            return True
        low, high = self._span
        return float(abs(value) / ((high - low) or 1)) * self._height / 1.1 >= self.label_size / 100 * 1.1

    def is_above(self, number: int, point: int) -> bool:
        """Tell whether a number stands above its point: of two lines, that of the upper one."""
        if len(self.series) != _MOST_LINES:
            return True
        own, other = self.series[number][1][point], self.series[1 - number][1][point]
        return own is None or other is None or own > other or (own == other and number == 0)

    # --- how much room there is
    @cached_property
    def _fitting_size(self) -> int | None:
        """The largest size at which no number runs into its neighbour, None when none is small enough."""
        if self.kind == "pie":
            return BODY if len(self.categories) <= _MOST_PARTS else None
        if self.kind == "line" and len(self.series) > _MOST_LINES:
            return None
        room = self._pitch
        if self.kind in ("column", "bar") and len(self.series) > 1:
            room /= len(self.series) + self.gap / 100
        if self.kind == "bar":
            return next((size for size in _SIZES if size / 100 * 1.15 <= room), None)
        widest = max((_width(text) for text in self._texts()), default=0.0)
        return next((size for size in _SIZES if widest * size / 100 + 1 <= room), None)

    @cached_property
    def _pitch(self) -> float:
        """From one category to the next."""
        room = self._height if self.kind == "bar" else self.across - _AXIS - _EDGE
        return room / max(1, len(self.categories))

    @cached_property
    def _height(self) -> float:
        return max(1.0, self.down - _around(self))

    @cached_property
    def _span(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest end of the stacked columns."""
        columns = [
            [value for _, values in self.series if (value := values[at]) is not None]
            for at in range(len(self.categories))
        ]
        lows = (sum((value for value in column if value < 0), Decimal(0)) for column in columns)
        highs = (sum((value for value in column if value > 0), Decimal(0)) for column in columns)
        return min(lows), max(highs)

    def _texts(self) -> Iterator[str]:
        for _, values in self.series:
            yield from (_shown(value, self.number_format) for value in values if value is not None)


def least_height(plot: Plot) -> float:
    """Return the height in points at which lying bars can have their numbers beside them; 0 for others."""
    if plot.kind != "bar":
        return 0.0
    group = len(plot.series) + _GAP / 100 if len(plot.series) > 1 else 1.6
    return len(plot.categories) * group * _PITCH + _around(plot)


def plot_rows(plot: Plot) -> list[list[str | Decimal | None]]:
    """Return the rows of the sheet behind the chart: a column of categories, and one for each series."""
    numbers = zip(*(values for _, values in plot.series), strict=True)
    head: list[str | Decimal | None] = [None, *(name for name, _ in plot.series)]
    return [head, *([name, *row] for name, row in zip(plot.categories, numbers, strict=True))]


def _around(plot: Plot) -> float:
    """Return the height of what stands above and below the plot: title, axis, legend."""
    return (_TITLE if plot.title else 0) + (_LEGEND if plot.has_legend else 0) + _AXIS / 2 + _EDGE


def _shown(value: Decimal, number_format: str) -> str:
    """Return about what a number looks like in a format of Excel."""
    whole, point, places = number_format.partition(".")
    if "%" in number_format:
        value *= 100
    digits = f"{value:,f}" if "," in whole else f"{value:f}"
    body, _, fraction = digits.partition(".")
    if "0" not in number_format:
        return f"{body}.{fraction[:_MOST_PLACES]}".rstrip("0").rstrip(".") if fraction else body
    return body + point + "0" * places.count("0") + "%" * number_format.count("%")


def _width(text: str) -> float:
    """Return the width of a text in letters of its size: Chinese ones are as wide as high, others half."""
    return sum(1.0 if _is_wide(letter) else 0.25 if letter in ".," else 0.5 for letter in text)


def _is_chinese(text: str) -> bool:
    """Tell whether a line can be broken behind nearly each letter."""
    letters: Sequence[str] = [letter for letter in text if letter.isalnum()]
    return sum(map(_is_wide, letters)) * 2 >= len(letters)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"

"""The period that a figure is for, as far as its words tell: from which month to which, and of which year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportgen.workbook.columns import normal
from reportgen.workbook.form.typed import CUMULATIVE, MONTHS, OF_YEAR, ONE_MONTH, SPANS

__all__ = ["Span", "named_year", "span_of"]


class Span(NamedTuple):
    """The months of a year from `first` to `last`, both included."""

    first: int
    last: int

    @property
    def is_month(self) -> bool:
        """Whether it is a single month."""
        return self.first == self.last

    @property
    def is_cumulative(self) -> bool:
        """Whether it is the year from its beginning on, and longer than a month."""
        return self.first == 1 and self.last > 1

    def end(self, year: int) -> date:
        """Return its last day in `year`."""
        return date(year, self.last, monthrange(year, self.last)[1])


@lru_cache(maxsize=512)  # a book has a few periods and thousands of rows
def span_of(period: str) -> Span | None:
    """Return the months that `period` (全年, 元至11月, 11月, January to November) names; None for a state
    (年末, 累计) and for words that nobody declared. A year before it makes no difference."""
    words = normal(period)
    year = OF_YEAR.match(words)
    rest = words[year.end() :] if year else words
    if year and not rest:
        return Span(1, 12)
    if rest in SPANS:
        return Span(*SPANS[rest])
    cumulative, month = CUMULATIVE.fullmatch(rest), ONE_MONTH.fullmatch(rest)
    if cumulative:
        return Span(1, _number(cumulative[1], cumulative[2]))
    if month:
        number = _number(month[1], month[2])
        return Span(number, number)
    return None


def named_year(period: str) -> int | None:
    """Return the year that the words of `period` begin with, if any."""
    found = OF_YEAR.match(normal(period))
    return int(found[1]) if found else None


def _number(digits: str | None, name: str | None) -> int:
    return int(digits) if digits else MONTHS[(name or "")[:3]]

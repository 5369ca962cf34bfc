"""Periods as clerks write them, in both languages, as months: 元至11月, first half, 年末, year end.

What is told apart is what a check needs: a month from the months up to it, a quarter from a half year, and
what adds up over months from what is counted on one day.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from reportgen.wording.numerals import number_of

__all__ = ["MONTHS", "Period", "is_full_year", "months_of", "named_year", "period_of"]

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Period(NamedTuple):
    """The months `first` to `last` of the report's year, 1 to 12, both included; or, with `is_day`, a state
    at the end of the month `last`: 年末 is of month 12, 年初 of month 0."""

    first: int
    last: int
    is_day: bool = False

    @property
    def months(self) -> int:
        """How many months it spans; 0 for a state."""
        return 0 if self.is_day else self.last - self.first + 1

    @property
    def is_cumulative(self) -> bool:
        """Whether it runs from January over more than one month: 元至11月, but not 11月."""
        return not self.is_day and self.first == 1 < self.last

    def end(self, year: int) -> date:
        """Return its last day in `year`."""
        return date(year, self.last, monthrange(year, self.last)[1])


_YEAR = Period(1, 12)
_FIXED = {
    "全年": _YEAR, "本年": _YEAR, "当年": _YEAR, "年度": _YEAR, "全年度": _YEAR,
    "fullyear": _YEAR, "wholeyear": _YEAR, "year": _YEAR, "annual": _YEAR, "theyear": _YEAR,
    "上半年": Period(1, 6), "下半年": Period(7, 12),
    "firsthalf": Period(1, 6), "firsthalfyear": Period(1, 6),
    "secondhalf": Period(7, 12), "secondhalfyear": Period(7, 12), "h1": Period(1, 6), "h2": Period(7, 12),
    "前三季度": Period(1, 9), "firstthreequarters": Period(1, 9), "firstthreequartersyear": Period(1, 9),
    "一至三季度": Period(1, 9), "前两季度": Period(1, 6), "firsttwoquarters": Period(1, 6),
    "年初": Period(0, 0, True), "上年末": Period(0, 0, True), "上年底": Period(0, 0, True),
    "beginningyear": Period(0, 0, True), "startyear": Period(0, 0, True), "yearstart": Period(0, 0, True),
    "年末": Period(12, 12, True), "年底": Period(12, 12, True),
    "end": Period(12, 12, True), "endyear": Period(12, 12, True), "yearend": Period(12, 12, True),
}  # fmt: skip
_QUARTERS = {
    **{f"{sign}季度": number for number, sign in enumerate("一二三四", start=1)},
    **{f"第{sign}季度": number for number, sign in enumerate("一二三四", start=1)},
    **{f"{number}季度": number for number in range(1, 5)},
    **{f"q{number}": number for number in range(1, 5)},
    **{f"{word}quarter": n for n, word in enumerate(("first", "second", "third", "fourth"), start=1)},
}
_LITTLE = re.compile(r"\b(?:of|the|in|at|from|this|current)\b|['’.]")
_DASHES = re.compile(r"[‐-―－~～—]+|(?<=[0-9月元一二三四五六七八九十])(?:到|至)|\b(?:to|through|until)\b")
_CHINESE_YEAR = re.compile(r"(?:(?:19|20|21)[0-9]{2}年度?)(?=.)")
_BARE_YEAR = re.compile("(?:19|20|21)[0-9]{2}(?:年|年度)?")
_SOME_YEAR = re.compile("(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_ENGLISH_YEAR = re.compile(r"[\s,]+(?:19|20|21)[0-9]{2}$")
_NUMERAL = "元|[0-9一二三四五六七八九十]{1,3}"
_RUN = re.compile(rf"({_NUMERAL})月?份?-({_NUMERAL})月份?")
_MONTH = re.compile(rf"({_NUMERAL})月份?")
_ENGLISH = {name.lower()[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, 4, 9)}
_ENDS = re.compile(r"截至|截止|end |as |up to |\bby |(?:末|底)$")


@lru_cache(maxsize=512)  # a book has a few periods and thousands of rows
def period_of(text: str) -> Period | None:
    """Return the months that a period names, None for one that is not known or not of the report's year, such
    as 目前, to date, 下年计划.

    The year may be named with it: 2020年1—11月, November 2020. Which year that is is not looked at.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    if _BARE_YEAR.fullmatch(plain):
        return _YEAR
    plain = _CHINESE_YEAR.sub("", _ENGLISH_YEAR.sub("", plain))
    tight = "".join(_LITTLE.sub(" ", plain).replace("-", " ").split())
    if tight in _FIXED:
        return _FIXED[tight]
    if (quarter := _QUARTERS.get(tight.removesuffix("year"))) is not None:
        return Period(3 * quarter - 2, 3 * quarter)
    return _of_months(_LITTLE.sub(" ", plain))


def months_of(text: str) -> Period | None:
    """Return the months that a period names; None for a state, which adds up over none, and for what
    `period_of` does not know."""
    found = period_of(text)
    return None if found is None or found.is_day else found


def named_year(text: str) -> int | None:
    """Return the year that a period names with its months, if it names one."""
    found = _SOME_YEAR.search(unicodedata.normalize("NFKC", text))
    return int(found[0]) if found else None


def is_full_year(text: str) -> bool:
    """Return whether a period is the whole year, which goes without saying; so does none."""
    return not text.strip() or period_of(text) == _YEAR


def _of_months(plain: str) -> Period | None:
    """Return a month, a run of months, or the end of either."""
    bare = _ENDS.sub("", plain)
    dashed = "".join(_DASHES.sub("-", bare).split())
    run, month = _RUN.fullmatch(dashed), _MONTH.fullmatch(dashed)
    if run is not None or month is not None:
        names = run.groups() if run is not None else (dashed.rstrip("份").removesuffix("月"),)
        ends = [number_of(name) for name in names]
    else:
        ends = [_ENGLISH.get(name[:4] if name.startswith("sept") else name) for name in dashed.split("-")]
    if not 1 <= len(ends) <= 2 or not all(end and 1 <= end <= 12 for end in ends):
        return None
    first, last = ends[0] or 0, ends[-1] or 0
    if first > last:
        return None
    return Period(last, last, True) if bare != plain else Period(first, last)

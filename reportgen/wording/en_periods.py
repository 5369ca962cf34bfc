"""Periods in English: those of a Chinese workbook translated, an English one as it is written."""

from __future__ import annotations

import re

from reportgen.wording.numerals import number_of
from reportgen.wording.periods import MONTHS
from reportgen.wording.speech import Months

__all__ = ["period"]

_PERIODS = {
    "全年": "full year",
    "上半年": "first half of the year",
    "下半年": "second half of the year",
    "一季度": "first quarter",
    "前三季度": "first three quarters",
    "年初": "beginning of the year",
    "年末": "end of the year",
    "年底": "end of the year",
    "目前": "to date",
    "累计": "in total",
}
_MONTH = "[0-9一二三四五六七八九十]{1,2}"
_MONTHS = re.compile(f"(?:(?<![0-9])(元|{_MONTH})月?(?:[-－‐–—~～]{{1,2}}|至|到))?({_MONTH})月")


def period(text: str, months: Months = Months.AS_WRITTEN) -> str:
    """Say a period in English: January–November, full year; one that is not known stays as written."""
    written = text.strip()
    if written in _PERIODS:
        return _PERIODS[written]
    run = _MONTHS.fullmatch(written)
    ends = [number_of(month) for month in run.groups() if month] if run else []
    names = [MONTHS[month - 1] for month in ends if month and month <= 12]
    return "–".join(names) if names and len(names) == len(ends) else written

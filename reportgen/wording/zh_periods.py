"""Periods in Chinese: a run of months in the style that a house asks for, an English period in Chinese."""

from __future__ import annotations

import re

from reportgen.wording.numerals import number_of
from reportgen.wording.periods import period_of
from reportgen.wording.speech import Months

__all__ = ["period"]

_SPANS = {(1, 12): "全年", (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度"}
_SPANS |= {(3 * number - 2, 3 * number): f"{sign}季度" for number, sign in enumerate("一二三四", start=1)}
_MONTH = "[0-9一二三四五六七八九十]{1,2}"
_MONTHS = re.compile(f"(?<![0-9])(元|{_MONTH})月?(?:[-－‐–—~～]{{1,2}}|至|到)({_MONTH})月")


def period(text: str, months: Months = Months.AS_WRITTEN) -> str:
    """Say a period with its run of months in the style asked for: 元至11月, 1—11月; all else as written."""
    written = _in_chinese(text.strip())
    if months is Months.AS_WRITTEN:
        return written
    return _MONTHS.sub(lambda run: _run(run[0], run[1], run[2], months), written)


def _in_chinese(written: str) -> str:
    """Return a period that is written in English in Chinese; one that is not known stays as it is."""
    found = period_of(written) if written.isascii() or "–" in written else None
    if found is None:
        return written
    if found.is_day:
        return {0: "年初", 12: "年末"}.get(found.last, f"{found.last}月末")
    if found.months == 1:
        return f"{found.last}月"
    run = _run(written, str(found.first), str(found.last), Months.LOCAL)
    return _SPANS.get((found.first, found.last), run)


def _run(written: str, first: str, last: str, months: Months) -> str:
    start, end = number_of(first), number_of(last)
    if start is None or end is None or not 1 <= start < end <= 12:
        return written
    if months is Months.NBS:
        return f"{start}—{end}月"
    return f"{'元' if start == 1 else start}至{end}月"

"""Figures read back from a text: how much is stated, of what, and which rate goes with it.

Only what a comparison needs: a text that changed is known to be a figure; this says how much it was.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportgen.quantities import Quantity
from reportgen.wording.segments import figures, segments
from reportgen.wording.units import unit_named

__all__ = ["Rate", "amount_in", "rate_behind", "subject_before"]

_FALLS = ("下降", "减少", "降低", "回落", "下跌", "收窄", "缩减", "负增长", "fell", "decreas", "declin")
_COMPARED = r"(?:同比|比上年|较上年|比去年|较去年|环比|较年初|比年初|上年同期)"
_WAYS = r"(?:增长|上升|提高|增加|下降|减少|降低|回落|下跌|翻)"
_RATE = re.compile(rf"[，,（(]?\s*{_COMPARED}[^，。；,;0-9]{{0,6}}?({_WAYS})\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]")
_LONGEST = 40  # characters of a number that counts something
_NEAR = 30  # characters behind a figure within which its rate is stated
_CLAUSE = re.compile(r"[，。；：、！？（）()「」“”\n\t,;:!?\u2029\ufffc]")
_VERBS = re.compile(
    r"(?:累计|实现|完成|达到|达|为|共有|共|约|近|超过|突破|有|是|到|合计|总计|新增|减少了?|增加了?|增长|下降|提高|to|of|was|is|reached)?\s*$"
)
_WIDE = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_NUMBER = re.compile(r"[-−﹣+]?[0-9][0-9,]*(?:\.[0-9]+)?")


class Rate(NamedTuple):
    """A rate of change stated in a text, in per cent, and where it stands; `places` are its decimals."""

    percent: Decimal
    places: int
    start: int
    end: int


def amount_in(text: str) -> Quantity | None:
    """Return the one amount that a text states, below zero where it says that something fell; None when it
    states none, or several."""
    found = [text[start:end] for start, end in figures(text)]
    if len(found) != 1:
        return None
    plain = found[0].translate(_WIDE).replace("−", "-").replace("﹣", "-")
    number = _NUMBER.match(plain)
    if number is None or len(number[0]) > _LONGEST:
        return None
    amount = Decimal(number[0].replace(",", ""))
    unit = plain[number.end() :].strip()
    fell = any(word in text for word in _FALLS)
    return Quantity(-amount if fell and amount > 0 else amount, unit_named(unit))


def rate_behind(text: str, at: int) -> Rate | None:
    """Return the rate of change that is stated right behind a figure that ends at `at`."""
    found = _RATE.match(text, at, at + _NEAR)
    if found is None:
        return None
    amount = Decimal(found[2])
    places = len(found[2].partition(".")[2])
    fell = found[1] in _FALLS
    return Rate(-amount if fell else amount, places, found.start(2), found.end())


def subject_before(text: str, start: int) -> str:
    """Return the words that say what the figure at `start` is of: its clause, with the one before it where
    the clause only compares."""
    clauses = _CLAUSE.split(text[max(0, start - 60) : start])
    subject = _VERBS.sub("", clauses[-1]).strip() if clauses else ""
    if re.match(_COMPARED, clauses[-1] if clauses else "") and len(clauses) > 1:
        before = next((part for part in reversed(clauses[:-1]) if part.strip()), "")
        named = "".join(piece for piece, kind in segments(before) if kind != "figure")
        return f"{_VERBS.sub('', named).strip()}{clauses[-1].strip()}"
    return subject

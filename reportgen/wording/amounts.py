"""Figures read back from a text: how much is stated, of what, and which rate goes with it.

Only what a comparison needs: a text that changed is known to be a figure; this says how much it was.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportgen.quantities import Quantity, Unit
from reportgen.wording.segments import LARGE, figures, segments
from reportgen.wording.units import is_known, unit_named

__all__ = [
    "Rate",
    "amount_in",
    "amount_of",
    "rate_behind",
    "subject_before",
    "unit_told",
    "with_words_of_change",
]

_FALLS = ("下降", "减少", "降低", "回落", "下跌", "收窄", "缩减", "负增长")
_FELL = re.compile(rf"{'|'.join(_FALLS)}|\b(?:down|fell|decreas\w+|declin\w+)\b", re.IGNORECASE)
_COMPARISONS = ("同比", "比上年", "较上年", "比去年", "较去年", "环比", "较年初", "比年初", "上年同期")
_COMPARED = f"(?:{'|'.join(_COMPARISONS)})"
_WAYS = r"(?:增长|上升|提高|增加|下降|减少|降低|回落|下跌|翻)"
_BASE = r"(?:[，,（(]\s*(?:上年同期|去年同期|上年|去年)[^，。；,;0-9]{0,4}[0-9][0-9,.]*[^，。；,;0-9]{0,6})?"
_RATE = re.compile(
    rf"{_BASE}[，,（(]?\s*{_COMPARED}[^，。；,;0-9]{{0,6}}?({_WAYS})\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]"
)
_RATE_IN_ENGLISH = re.compile(
    r"\s*[,(]?\s*(up|down|rising|falling)(?:\s+by)?\s+([0-9]+(?:\.[0-9]+)?)\s*%", re.IGNORECASE
)
_NEAR = 50  # characters behind a figure within which its rate is stated
_CHANGE = re.compile(
    rf"(?:{_COMPARED}?{_WAYS}了?|\b(?:up|down|(?:rose|grew|fell|(?:in|de)creased|declined)(?:\s+by)?)\s+)$"
)
_WORDS_OF_CHANGE = 20  # characters that they have at most
_LARGE = {word: Unit(word, "large", Decimal(10) ** power) for word, power in LARGE.items()}
_TOLD = re.compile(r"[（(](?:单位[:：])?\s*([^（）()]+)[）)]\s*$")
_SUBJECT = 60  # characters before a figure that may say what it is of
_LONGEST = 40  # characters of a number that counts something
_CLAUSE = re.compile(r"[，。；：、！？（）()「」“”\n\t,;:!?\u2029\ufffc]")
_VERBS = (
    "累计", "实现", "完成", "达到", "达", "为", "共有", "共", "约", "近",
    "超过", "突破", "有", "是", "到", "合计", "总计", "新增", "减少", "减少了",
    "增加", "增加了", "增长", "下降", "提高", "to", "of", "was", "is", "reached",
    "came to", "amounted to", "stood at",
)  # fmt: skip
_PLAIN = str.maketrans("０１２３４５６７８９．，－−﹣＋％", "0123456789.,---+%")
_PERCENTS = ("%", "％", "﹪")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?")


class Rate(NamedTuple):
    """A rate of change stated in a text, in per cent, and where it stands; `places` are its decimals."""

    percent: Decimal
    places: int
    start: int
    end: int


def amount_in(text: str) -> Quantity | None:
    """Return the one amount that a text states, below zero where it says that something fell; None when it
    states none, or several."""
    found = figures(text)
    if len(found) != 1:
        return None
    [(start, end)] = found
    return amount_of(text[start:end], text)


def amount_of(figure: str, words: str) -> Quantity | None:
    """Return how much a figure is, below zero where the `words` that stand with it say that something fell;
    None for one that has too many digits to count anything, and for 5km, which by itself is a word."""
    if figure.isascii() and figure.isalnum() and not figure.isdigit():
        return None
    plain = figure.translate(_PLAIN)
    number = _NUMBER.match(plain)
    if number is None or len(number[0]) > _LONGEST:
        return None
    amount = Decimal(number[0].replace(",", ""))
    unit = plain[number.end() :].strip()
    if words and amount > 0 and _FELL.search(words) is not None:
        amount = -amount
    return Quantity(amount, _LARGE.get(unit) or unit_named(unit))


def rate_behind(text: str, at: int) -> Rate | None:
    """Return the rate of change that is stated right behind a figure that ends at `at`; what the figure is
    compared with may stand between the two."""
    found = _RATE.match(text, at, at + _NEAR) or _RATE_IN_ENGLISH.match(text, at, at + _NEAR)
    if found is None:
        return None
    amount = Decimal(found[2])
    places = len(found[2].partition(".")[2])
    fell = found[1] in _FALLS or found[1].lower() in ("down", "falling")
    return Rate(-amount if fell else amount, places, found.start(2), found.end())


def unit_told(head: str) -> Unit | None:
    """Return the unit that the head of a table ends with in brackets, 增速（%）; None for anything else."""
    found = _TOLD.search(head)
    return unit_named(found[1]) if found and found[1] and is_known(found[1]) else None


def with_words_of_change(text: str, start: int, end: int) -> int:
    """Return where a figure begins with the words that give a percentage its direction, 同比下降 of
    同比下降27.6%; `start` when it has none."""
    if text[end - 1 : end] not in _PERCENTS:
        return start
    first = max(0, start - _WORDS_OF_CHANGE)
    found = _CHANGE.search(text[first:start])
    return first + found.start() if found else start


def subject_before(text: str, start: int) -> str:
    """Return the words that say what the figure at `start` is of: its clause from behind any other figure in
    it, with the clause before where it only compares."""
    clauses = _CLAUSE.split(_whole_words(text, max(0, start - _SUBJECT), start))
    subject = _without_verb(_behind_figures(clauses[-1]))
    is_compared = (clauses[-1] or text[start : start + _NEAR]).startswith(_COMPARISONS)
    if is_compared and len(clauses) > 1:
        before = next((part for part in reversed(clauses[:-1]) if part.strip()), "")
        named = "".join(piece for piece, kind in segments(before) if kind != "figure")
        return f"{_without_verb(named)}{clauses[-1].strip()}"
    return subject


def _without_verb(clause: str) -> str:
    """Return a clause without the verb that it ends with, the longest of ours."""
    said = clause.strip()
    if not said.endswith(_VERBS):
        return said
    return said.removesuffix(max(filter(said.endswith, _VERBS), key=len)).strip()


def _whole_words(text: str, first: int, last: int) -> str:
    """Return a stretch of a text without the rest of a Latin word that it would begin with."""
    while 0 < first < last and text[first - 1].isascii() and text[first - 1 : first + 1].isalnum():
        first += 1
    return text[first:last]


def _behind_figures(clause: str) -> str:
    """Return what stands behind the last figure of a clause."""
    last = max((end for _, end in figures(clause)), default=0)
    return clause[last:].lstrip("-—~")

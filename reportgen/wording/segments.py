"""A text cut into the smallest pieces that a reader takes as one: figures with their units, dates, numbers of
documents and headings, words.

A change is told in whole pieces: 11.83亿元 becomes 12.47亿元, never 1[1→2].[83→47]亿元. Chinese has no blanks
between words; a list of those that reports are made of is enough, all other characters stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportgen.wording.lexicon import LONGEST, WORDS
from reportgen.wording.units import symbols

__all__ = ["heading_number", "is_figure", "masked", "segments"]

_DIGIT = "0-9０-９"
_NUMERAL = "〇零一二三四五六七八九十百千万亿两"
_DASH = "—–－~～-"
_HAN = r"[\u3400-\u9fff]"
_NUMBER = rf"[{_DIGIT}]+(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．][{_DIGIT}]+)?"
_YEAR = rf"(?:[{_DIGIT}]{{4}}|[〇零一二三四五六七八九]{{4}})"
_DAY = rf"(?:[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_MONTH = rf"{_DAY}月份?(?:{_DAY}[日号])?"


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(map(re.escape, sorted(symbols(), key=len, reverse=True)))
    pieces = (
        rf"(?P<document>[〔\[［【(（]{_YEAR}[〕\]］】)）]第?[{_DIGIT}]+号)",
        rf"(?P<date>{_YEAR}(?:年?[至{_DASH}]+{_YEAR})?年(?:{_DAY}[{_DASH}]+{_MONTH}|{_MONTH})?"
        rf"|{_DAY}[至{_DASH}]+{_MONTH}|{_MONTH})",
        r"(?P<word>[A-Za-z]+(?:[’'.&+_-]?[A-Za-z0-9]+)*|[0-9]+[A-Za-z]+[A-Za-z0-9]*|[0-9]+(?:\+[0-9]+)+)",
        rf"(?P<figure>[-−﹣－+]?{_NUMBER}(?:\s?(?:{units}))?)",
        rf"(?P<heading>[（(][{_NUMERAL}]+[）)]|第[{_NUMERAL}{_DIGIT}]+[章节条款项位名次届批期年]?)",
        rf"(?P<numeral>[{_NUMERAL}]{{2,}})",
        rf"(?P<han>{_HAN}(?:(?![第{_NUMERAL}]){_HAN})*)",
        r"(?P<blank>[ \t\u3000\xa0]+)",
    )
    return re.compile("|".join(pieces))


_HEADING = re.compile(
    rf"\s*(?:[{_NUMERAL}]+、|[（(][{_NUMERAL}{_DIGIT}]+[）)]|第[{_NUMERAL}]+[章节条部分]+|"
    rf"[{_DIGIT}]+(?:[.．][{_DIGIT}]+)*(?:[.．、]|(?=\s))\s*)"
)
_FIGURES = re.compile(rf"[{_DIGIT}]+(?:[.．,，][{_DIGIT}]+)*")


def segments(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, without gaps, each with its kind: document, date, word, figure, heading,
    numeral, blank, sign; `word` for a Latin word as for one of the list."""
    at = 0
    number = heading_number(text)
    if number.endswith("、"):
        yield number, "heading"
        at = len(number)
    for found in _pattern().finditer(text, at):
        yield from ((sign, "sign") for sign in text[at : found.start()])
        kind = found.lastgroup or "sign"
        if kind == "han":
            yield from _words(found[0])
        elif kind == "figure" and found[0][0] in "-−﹣－+" and _is_dash(text, found.start()):
            yield found[0][0], "sign"
            yield found[0][1:], kind
        else:
            yield found[0], kind
        at = found.end()
    yield from ((sign, "sign") for sign in text[at:])


def is_figure(kind: str) -> bool:
    """Tell whether a piece of this kind is a number that means an amount."""
    return kind == "figure"


def heading_number(text: str) -> str:
    """Return the number that a heading begins with, such as 一、 or （二）; empty for none."""
    found = _HEADING.match(text)
    return found[0] if found else ""


def masked(text: str) -> str:
    """Return a text with one sign in place of each number, equal for texts that differ in figures alone."""
    return _FIGURES.sub("#", text)


def _is_dash(text: str, at: int) -> bool:
    """Tell whether a minus sign stands between two things, as in 2018-2023, and belongs to neither."""
    before = text[at - 1 : at]
    return before.isdecimal() or (before.isascii() and before.isalpha()) or before in tuple("%％年月日")


def _words(han: str) -> Iterator[tuple[str, str]]:
    """Yield the words of the list in a run of Chinese characters, the longest first; the rest one by one."""
    at, end = 0, len(han)
    while at < end:
        longest = min(LONGEST, end - at)
        size = next((size for size in range(longest, 1, -1) if han[at : at + size] in WORDS), 1)
        yield han[at : at + size], "word" if size > 1 else "sign"
        at += size

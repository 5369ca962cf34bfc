"""A text cut into the smallest pieces that a reader takes as one: figures with their units, dates, numbers of
documents and headings, words.

A change is told in whole pieces: 11.83亿元 becomes 12.47亿元, never 1[1→2].[83→47]亿元. Chinese has no blanks
between words; a list of those that reports are made of is enough, all other characters stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from reportgen.wording.english_units import english_words
from reportgen.wording.lexicon import WORDS
from reportgen.wording.units import symbols

__all__ = ["LARGE", "Cut", "figures", "heading_number", "masked", "segments"]

Cut = Callable[[str], Iterable[str]]
"""Cuts Chinese characters in a row into words, without gaps."""

LARGE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""What English counts large amounts in, and the power of ten that it is."""

_DIGIT = "0-9０-９"
_NUMERAL = "〇零一二三四五六七八九十百千万亿两"
_DASH = "—–－~～-"
_HAN = r"[\u3400-\u9fff]"
_NUMBER = rf"[{_DIGIT}]+(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．][{_DIGIT}]+)?"
_YEAR = rf"(?:[{_DIGIT}]{{4}}|[〇零一二三四五六七八九]{{4}})"
_END = "(?![A-Za-z0-9])"
_DAY = rf"(?:[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_MONTH = rf"{_DAY}月份?(?:{_DAY}[日号])?"
_NAMED = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


@cache
def _pattern() -> re.Pattern[str]:
    units, english = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        for words in (symbols(), english_words())
    )
    large = f"(?:{'|'.join(LARGE)})"
    pieces = (
        rf"(?P<document>[〔\[［【(（]{_YEAR}[〕\]］】)）]第?[{_DIGIT}]+号)",
        rf"(?P<date>{_YEAR}(?:年?[至{_DASH}]+{_YEAR})?年(?:{_DAY}[{_DASH}]+{_MONTH}|{_MONTH})?"
        rf"|{_DAY}[至{_DASH}]+{_MONTH}|{_MONTH}|[0-9]{{4}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}"
        rf"|[0-9]{{1,2}}\s{_NAMED}\b(?:\s[0-9]{{4}})?|\b{_NAMED}\s[0-9]{{1,2}}\b(?:,\s[0-9]{{4}})?"
        r"|[0-9]{1,2}[:：][0-9]{2}(?![0-9]))",
        r"(?P<word>[A-Za-z]+(?:[’'.&+_-]?[A-Za-z0-9]+)*|[0-9]+[A-Za-z]+[A-Za-z0-9]*|[0-9]+(?:\+[0-9]+)+"
        r"|[0-9]+(?:\.[0-9]+){2,})",
        rf"(?P<figure>[-−﹣－+]?{_NUMBER}"
        rf"(?:\s?(?:个月|{units}|(?=[A-Za-z])(?:{large}(?:\s(?:{english}))?|{english}){_END})|[A-Za-z]{{1,3}}(?![A-Za-z0-9])|[℃°])?)",
        rf"(?P<heading>[（(](?:[{_NUMERAL}]+|[{_DIGIT}]{{1,2}})[）)]"
        rf"|第[{_NUMERAL}{_DIGIT}]+[章节条款项位名次届批期年]?)",
        rf"(?P<numeral>百分之[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?|[{_NUMERAL}]{{2,}}(?:{units})?)",
        rf"(?P<han>{_HAN}(?:(?![第{_NUMERAL}]){_HAN})*)",
        r"(?P<blank>[ \t\u3000\xa0]+)",
    )
    return re.compile("|".join(pieces))


_HEADING = re.compile(
    rf"\s*(?:[{_NUMERAL}]+、|[（(][{_NUMERAL}{_DIGIT}]+[）)]|第[{_NUMERAL}]+[章节条部分]+|"
    rf"[{_DIGIT}]{{1,3}}(?:[.．][{_DIGIT}]{{1,3}})*(?:[.．、](?![{_DIGIT}])|(?=\s))\s*)"
)
_SOME_DIGIT = re.compile(f"[{_DIGIT}]")
_FIGURES = re.compile(rf"[{_DIGIT}]+(?:[.．,，][{_DIGIT}]+)*")


def segments(text: str, cut: Cut | None = None) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, without gaps, each with its kind: document, date, word, figure, heading,
    numeral, blank, sign; `word` for a Latin word as for one of the list, or one that `cut` makes."""
    at = 0
    for start, end, kind in _stretches(text):
        yield from ((sign, "sign") for sign in text[at:start])
        if kind == "han":
            yield from _words(text[start:end]) if cut is None else _cut(text[start:end], cut)
        else:
            yield text[start:end], kind
        at = end
    yield from ((sign, "sign") for sign in text[at:])


@lru_cache(maxsize=2048)  # a comparison asks several times for the figures of a paragraph
def figures(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the figures of a text begin and end."""
    if _SOME_DIGIT.search(text) is None:  # many a paragraph and cell has none
        return ()
    return tuple((start, end) for start, end, kind in _stretches(text) if kind == "figure")


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of what is more than a sign; `han` for Chinese characters in a row."""
    at = 0
    number = heading_number(text).rstrip()
    if number.endswith(("、", ".", "．")):
        yield 0, len(number), "heading"
        at = len(number)
    for found in _pattern().finditer(text, at):
        kind, start = found.lastgroup or "sign", found.start()
        is_dashed = kind == "figure" and found[0][0] in "-−﹣－+" and _is_dash(text, start)
        yield start + is_dashed, found.end(), kind


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


def _cut(han: str, cut: Cut) -> Iterator[tuple[str, str]]:
    yield from ((word, "word" if len(word) > 1 else "sign") for word in cut(han))


def _words(han: str) -> Iterator[tuple[str, str]]:
    """Yield the words of the list in a run of Chinese characters, the longest first; the rest one by one."""
    at, listed = 0, _listed()
    while at < len(han):
        for word in listed.get(han[at], ()):
            if han.startswith(word, at):
                yield word, "word"
                at += len(word)
                break
        else:
            yield han[at], "sign"
            at += 1


@cache
def _listed() -> Mapping[str, Sequence[str]]:
    """Return the words of the list by the character that they begin with, the longest first. One expression
    of all of them would take longer to compile than a short text takes to cut."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(WORDS, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    return by_first

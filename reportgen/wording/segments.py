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

__all__ = [
    "LARGE",
    "SENTENCE_ENDS",
    "Cut",
    "Segment",
    "figures",
    "heading_number",
    "masked",
    "segments",
    "sentences_around",
]

Cut = Callable[[str], Iterable[str]]
"""Cuts Chinese characters in a row into words, without gaps."""
Segment = tuple[str, str]
"""A piece of a text, and its kind."""

LARGE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""What English counts large amounts in, and the power of ten that it is."""
SENTENCE_ENDS = "。；！？"
"""What no piece of a text reaches over."""

_DIGIT = "0-9０-９"
_NUMERAL = "〇零一二三四五六七八九十百千万亿两"
_DASH = "—–－~～-"
_HAN = r"[\u3400-\u9fff]"
_BLANK = r" \t\u3000\xa0"
_BEGIN = rf"{_DIGIT}A-Za-z{_NUMERAL}第〔\[［【(（−﹣－+{_BLANK}-"  # what pieces but Chinese words begin with
_NUMBER = rf"[{_DIGIT}]+(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．][{_DIGIT}]+)?"
_YEAR = rf"(?:[{_DIGIT}]{{4}}|[〇零一二三四五六七八九]{{4}})"
_DAY = rf"(?:[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_MONTH = rf"{_DAY}月份?(?:{_DAY}[日号])?"
_SHORT = 40  # characters of a text whose words are kept
_SHARE = "百分之"  # a numeral that begins so has no unit
_NAMED = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


# Expressions take long to compile, and longest the sets of Chinese characters in them: a short text is sooner
# cut than one is compiled that knows all units, or the range of these characters.


@cache
def _pattern() -> re.Pattern[str]:
    """Return what matches the next piece that is no word of Chinese, a figure or numeral without its unit, or
    a sign that could have begun one."""
    pieces = (
        rf"(?P<document>[〔\[［【(（]{_YEAR}[〕\]］】)）]第?[{_DIGIT}]+号)",
        rf"(?P<date>{_YEAR}(?:年?[至{_DASH}]+{_YEAR})?年(?:(?:{_DAY}[{_DASH}]+)?{_MONTH})?"
        rf"|(?:{_DAY}[至{_DASH}]+)?{_MONTH}|[0-9]{{4}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}"
        rf"|[0-9]{{1,2}}\s{_NAMED}\b(?:\s[0-9]{{4}})?|\b{_NAMED}\s[0-9]{{1,2}}\b(?:,\s[0-9]{{4}})?"
        r"|[0-9]{1,2}[:：][0-9]{2}(?![0-9]))",
        r"(?P<word>[A-Za-z]+(?:[’'.&+_-]?[A-Za-z0-9]+)*|[0-9]+[A-Za-z]+[A-Za-z0-9]*|[0-9]+(?:\+[0-9]+)+"
        r"|[0-9]+(?:\.[0-9]+){2,})",
        rf"(?P<figure>[-−﹣－+]?{_NUMBER})",
        rf"(?P<heading>[（(](?:[{_NUMERAL}]+|[{_DIGIT}]{{1,2}})[）)]"
        rf"|第[{_NUMERAL}{_DIGIT}]+[章节条款项位名次届批期年]?)",
        rf"(?P<numeral>{_SHARE}[{_NUMERAL}]+(?:点[{_NUMERAL}]+)?|[{_NUMERAL}]{{2,}})",
        rf"(?P<blank>[{_BLANK}]+)",
        r"(?P<sign>.?)",
    )
    # Each match begins with all that begins none, so that what there is most of is passed over at once.
    return re.compile(rf"[^{_BEGIN}]*+(?:{'|'.join(pieces)})")


@cache
def _han() -> re.Pattern[str]:
    """Return what parts a text into signs and rows of Chinese characters; a number among these begins a row
    of its own."""
    return re.compile(rf"{_HAN}(?:(?![第{_NUMERAL}]){_HAN})*|.", re.DOTALL)


_OTHER_UNIT = re.compile(r"[A-Za-z]{1,3}(?![A-Za-z0-9])|[℃°]")
_HEADING = re.compile(
    rf"\s*(?:[{_NUMERAL}]+、|[（(][{_NUMERAL}{_DIGIT}]+[）)]|第[{_NUMERAL}]+[章节条部分]+|"
    rf"[IVX]{{1,5}}\.(?=\s)\s*|"
    rf"[{_DIGIT}]{{1,3}}(?:[.．][{_DIGIT}]{{1,3}})*(?:[.．、](?![{_DIGIT}])|(?=\s))\s*)"
)
_SOME_DIGIT = re.compile(f"[{_DIGIT}]")
_FIGURES = re.compile(rf"[{_DIGIT}]+(?:[.．,，][{_DIGIT}]+)*")


def segments(text: str, cut: Cut | None = None) -> list[Segment]:
    """Return the pieces of a text, without gaps, each with its kind: document, date, word, figure, heading,
    numeral, blank, sign; `word` for a Latin word as for one of the list, or one that `cut` makes."""
    found: list[Segment] = []
    at = 0
    for start, end, kind in _stretches(text, 0, len(text)):
        if at < start:
            found += _words(text[at:start], cut)
        found.append((text[start:end], kind))
        at = end
    found += _words(text[at:], cut)
    return found


def figures(text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
    """Return where the figures of a text begin and end, or of its sentences from `start` to `end`."""
    last = len(text) if end is None else end
    if _SOME_DIGIT.search(text, start, last) is None:  # many a paragraph and cell has none
        return ()
    return tuple((begin, behind) for begin, behind, kind in _stretches(text, start, last) if kind == "figure")


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentences begin and end that a stretch of a text lies in; no piece is in two."""
    first, last = start, max(start, end - 1)
    while first and text[first - 1] not in SENTENCE_ENDS:
        first -= 1
    while last < len(text) and text[last] not in SENTENCE_ENDS:
        last += 1
    return first, min(last + 1, len(text))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of what is more than a sign or a word of Chinese."""
    at = start
    number = heading_number(text).rstrip() if start == 0 else ""
    if number.endswith(("、", ".", "．")):
        yield 0, len(number), "heading"
        at = len(number)
    match = _pattern().match
    while at < end and (found := match(text, at, end)) is not None:
        kind = found.lastgroup or "sign"
        begin, at = found.span(kind)
        if kind == "sign":
            continue
        if kind == "figure":
            at = _behind_unit(text, at)
            begin += text[begin] in "-−﹣－+" and _is_dash(text, begin)
        elif kind == "numeral" and not text.startswith(_SHARE, begin):
            at += _unit_length(text, at)
        yield begin, at, kind


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


def _behind_unit(text: str, at: int) -> int:
    """Return where a figure ends whose digits end at `at`: behind its unit, if it has one."""
    unit = at + text[at : at + 1].isspace()
    length = len("个月") if text.startswith("个月", unit) else _unit_length(text, unit)
    length = length or _english_length(text, unit)
    if length:
        return unit + length
    other = _OTHER_UNIT.match(text, at)
    return at if other is None else other.end()


def _unit_length(text: str, at: int) -> int:
    """Return the length of the declared unit at a place, 0 for none."""
    for unit in _units().get(text[at : at + 1], ()):
        if text.startswith(unit, at):
            return len(unit)
    return 0


def _english_length(text: str, at: int) -> int:
    """Return the length of the unit in English at a place, with how many of it are counted at once: million,
    million yuan, yuan; 0 for none."""
    if not (text[at : at + 1].isascii() and text[at : at + 1].isalpha()):
        return 0
    step = next((word for word in LARGE if _has_word(text, word, at)), "")
    begin = at + len(step) + bool(step)
    parted = not step or text[begin - 1 : begin].isspace()
    units = _english().get(text[begin : begin + 1], ()) if parted else ()
    unit = next((word for word in units if _has_word(text, word, begin)), "")
    return begin + len(unit) - at if unit else len(step)


def _has_word(text: str, word: str, at: int) -> bool:
    """Tell whether a whole word stands at a place, not only the beginning of one."""
    behind = text[at + len(word) : at + len(word) + 1]
    return text.startswith(word, at) and not (behind.isascii() and behind.isalnum())


def _words(text: str, cut: Cut | None) -> Sequence[Segment]:
    """Return the words in a text of Chinese characters and signs, the rest one by one."""
    if cut is None:
        return _known_words(text) if len(text) <= _SHORT else _listed_words(text)
    found: list[Segment] = []
    for part in _han().findall(text):
        words = cut(part) if len(part) > 1 else part
        found += [(word, "word" if len(word) > 1 else "sign") for word in words]
    return found


@lru_cache(maxsize=2048)  # what stands between two figures stands there in the other draft too
def _known_words(text: str) -> Sequence[Segment]:
    return tuple(_listed_words(text))


def _listed_words(text: str) -> list[Segment]:
    """Return the words of the list in a text, the longest first, the rest one by one."""
    found: list[Segment] = []
    at, listed = 0, _listed()
    for place, sign in enumerate(text):
        if place < at:  # within a word
            continue
        for word in listed.get(sign, ()):
            if text.startswith(word, place):
                found.append((word, "word"))
                at = place + len(word)
                break
        else:
            found.append((sign, "sign"))
    return found


@cache
def _units() -> Mapping[str, Sequence[str]]:
    """Return how the declared units are written."""
    return _by_first(symbols())


@cache
def _english() -> Mapping[str, Sequence[str]]:
    """Return how units are written in English."""
    return _by_first(english_words())


@cache
def _listed() -> Mapping[str, Sequence[str]]:
    """Return the words of the list."""
    return _by_first(WORDS)


def _by_first(words: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return words by the character that they begin with, the longest first."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    return by_first

"""Years as people write them in titles, headings and periods, and how they move on: 2020年 → 2021年."""

from __future__ import annotations

import re

from reportgen.wording.units import symbols

__all__ = ["moved_on", "names_year"]

_DIGITS = "0123456789"
_WIDE = "０１２３４５６７８９"
_NUMERALS = "零一二三四五六七八九"
_ZEROS = str.maketrans("〇○", "零零")
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
_BEHIND = r"(?![0-9０-９A-Za-z%％‰]|[.．][0-9０-９])"  # what makes a number of four digits no year
_MONTH = r"(?=[.．](?:0?[1-9]|1[0-2])(?![0-9A-Za-z%％‰一-鿿]))"  # 2020.11 is one all the same
_UNITS = "|".join(sorted((re.escape(symbol) for symbol in symbols() if symbol), key=len, reverse=True))
_AMOUNT = rf"(?!\s*(?:多|余)?(?:{_UNITS}))"
_YEAR = r"[12１２][0-9０-９]{3}"
_WORD = re.compile(
    rf"(?P<number>[〔\[（(【]\s*{_YEAR}\s*[〕\]）)】]\s*第?\s*[0-9０-９]+\s*号)"  # of a document
    rf"|(?<![0-9０-９A-Za-z.．])(?P<first>{_YEAR})(?P<between>年?\s*(?:[-—–~～至到]|--|——)\s*)(?P<last>{_YEAR})"
    rf"{_BEHIND}{_AMOUNT}"
    rf"|(?<![0-9０-９A-Za-z.．])(?P<season>{_YEAR})(?P<mark>[-–/])(?P<short>[0-9]{{2}})(?![0-9-])"
    rf"|(?<![0-9０-９A-Za-z.．])(?P<year>{_YEAR})(?:{_MONTH}|{_BEHIND}{_AMOUNT})"
    r"|(?P<spelled>[一二][〇○零一二三四五六七八九]{3})(?=年)"
)


def moved_on(text: str, year: int) -> str:
    """Return `text` with the year and the one after it moved on by one; tags stay as they are.

    So do numbers of documents (〔2020〕9号), spans that began earlier (2016—2020年), and amounts (2020家).
    """
    pieces = _TAG.split(text)
    return "".join(
        piece if number % 2 else _WORD.sub(lambda word: _moved(word, year), piece)
        for number, piece in enumerate(pieces)
    )


def names_year(text: str, year: int) -> bool:
    """Return whether `text` names the year or the one after it, in a way that `moved_on` would move."""
    return moved_on(text, year) != text


def _moved(word: re.Match[str], year: int) -> str:
    if word["number"]:
        return word[0]
    if word["first"]:
        pair = _next(word["first"], year), _next(word["last"], year)
        return word[0] if pair[0] == word["first"] else f"{pair[0]}{word['between']}{pair[1]}"
    if word["season"]:
        return _season(word, year)
    return _next(word[0], year)


def _season(word: re.Match[str], year: int) -> str:
    """Return 2021-22 for 2020-21; what is no such pair of years, 2020-12, as a year with something behind."""
    first = _value(word["season"])
    if int(word["short"]) != (first + 1) % 100:
        return _next(word["season"], year) + word["mark"] + word["short"]
    moved = _next(word["season"], year)
    return word[0] if moved == word["season"] else f"{moved}{word['mark']}{(first + 2) % 100:02}"


def _next(word: str, year: int) -> str:
    """Return the year after the one that `word` says, written the same way; any other year as it stands."""
    value = _value(word)
    if value not in (year, year + 1):
        return word
    for script in (_DIGITS, _WIDE):
        if set(word) <= set(script):
            return str(value + 1).translate(str.maketrans(_DIGITS, script))
    zero = next((mark for mark in word if mark in "〇○零"), "〇")
    return str(value + 1).translate(str.maketrans(_DIGITS, zero + _NUMERALS[1:]))


def _value(word: str) -> int:
    plain = word.translate(_ZEROS)
    return int(plain.translate(str.maketrans(_NUMERALS, _DIGITS)))

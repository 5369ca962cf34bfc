"""Chinese numerals, both ways, Roman ones and English ordinals: for the numbers of headings and ranks."""

from __future__ import annotations

__all__ = ["LARGEST", "SIGNS", "chinese", "nth", "number_of", "roman", "year_digits"]

LARGEST = 99_999_999
SIGNS = "〇零一二三四五六七八九十百千两"  # that Chinese numerals of headings are made of
_DIGITS = "零一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_VARIANTS = str.maketrans("〇两元", "零二一")
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

_NTH = ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def chinese(number: int) -> str:
    """Return `number` in Chinese numerals: 十二, 一百一十, 一千零五; ValueError outside 0 … 99,999,999."""
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} has no numeral here")
    myriads, rest = divmod(number, 10_000)
    if not myriads:
        said = _below_myriad(rest)
    else:
        gap = "零" if 0 < rest < 1000 else ""
        said = f"{_below_myriad(myriads)}万{gap}{_below_myriad(rest) if rest else ''}"
    return said.removeprefix("一") if said.startswith("一十") else said


def year_digits(year: int) -> str:
    """Return the digits of `year` one by one: 二〇二〇."""
    return "".join(_DIGITS[int(digit)] for digit in str(year)).replace("零", "〇")


_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH = {word: number for number, word in enumerate(_WORDS, start=1)}


def number_of(text: str) -> int | None:
    """Return the number that `text` says in digits, Chinese numerals, also digit by digit, or English words
    up to twelve; None for others.

    〇, 两, the 元 of months and 一十二 for 十二 are understood; all else must be as `chinese` writes it.
    """
    if text.isascii():
        return int(text) if text.isdigit() else _ENGLISH.get(text.lower())
    plain = text.translate(_VARIANTS)
    if not plain or any(sign not in _VALUES and sign not in _SCALES for sign in plain):
        return None
    if len(plain) > 1 and all(sign in _VALUES for sign in plain):
        return int("".join(str(_VALUES[sign]) for sign in plain))
    above, _, below = plain.rpartition("万")
    number = _section(above) * 10_000 + _section(below)
    said = chinese(number) if number <= LARGEST else ""
    return number if plain == said or (said.startswith("十") and plain == f"一{said}") else None


def roman(number: int) -> str:
    """Return `number` in Roman numerals; ValueError outside 1 … 3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no numeral here")
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def nth(number: int) -> str:
    """Return the English ordinal of `number`: first, ninth, in digits from 10th on."""
    if number < len(_NTH):
        return _NTH[number]
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _below_myriad(number: int) -> str:
    """Return a number below 10,000, with one 零 for each gap between two digits."""
    said, gap = "", False
    for value, place in _PLACES:
        digit, number = divmod(number, value)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + place
        gap = not digit
    return said or _DIGITS[0]


def _section(text: str) -> int:
    total, digit = 0, None
    for sign in text:
        if sign in _SCALES:
            total += (1 if digit is None else digit) * _SCALES[sign]
            digit = None
        else:
            digit = _VALUES[sign] or None  # 零 and 〇 only keep a place
    return total + (digit or 0)

"""The figures of a text, with their units and how exactly they are told; labels and dates are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from reportgen.quantities import COUNT, Unit, decimal_places, plain
from reportgen.wording.prose import PERSON, RANGE, SHORT, SYNONYMS, TENTH, TIMES, Prose, is_chinese
from reportgen.wording.units import is_known, unit_named

__all__ = ["NOUN", "PER", "Figure", "Interval", "Plain", "figures_of", "plain_of", "unit_of"]

_ODD = str.maketrans(
    "０１２３４５６７８９．％﹪－−﹣＋∶,;:()?!\t\u3000\xa0", "0123456789.%%---+：，；：（）？！   "
)
_WESTERN = str.maketrans("０１２３４５６７８９．％﹪－−﹣＋∶\u3000\xa0", "0123456789.%%---+:  ")
_THOUSANDS = re.compile(r"(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
_DIGIT = re.compile("[0-9]")
_MASK = "〇"
PER = "per:"
"""What the dimension of so much of one unit for one of another begins with."""
_MONEY = "money:"
_RELATIVE = frozenset(("percent", "points", "times"))
NOUN = "noun"
"""The dimension of an English number whose noun tells what is counted."""
_BETWEEN_THOUSANDS = re.compile("[, \u202f\u2009]")
_LEADING = re.compile(
    r"^\s*(?:[0-9]{1,3}(?:[.．、](?![0-9])|(?=\s))|（[0-9]{1,2}）|[0-9]{1,3}(?:\.[0-9]{1,2}){1,3}(?=\s|[^0-9.%\s]))"
)


class Interval(NamedTuple):
    """All amounts that a figure may stand for, in the base unit, from the least to the most."""

    least: Fraction
    most: Fraction


class Figure(NamedTuple):
    """A figure: where it stands, its number as it is printed, its unit; `vague` for one that only gives a
    bound or a range."""

    start: int
    end: int
    text: str
    amount: Decimal
    unit: Unit
    vague: bool

    @property
    def places(self) -> int:
        """How many decimals it is printed with."""
        return decimal_places(self.amount)

    @property
    def suffix(self) -> str:
        """What stands behind its number when it is told: its unit, in English behind a blank."""
        told = self.text.lstrip("-0123456789.,")
        return told if told.strip()[:1].isalpha() else self.unit.symbol

    @property
    def digits(self) -> str:
        """The digits as they are printed, without the commas between thousands."""
        return plain(self.amount)

    @property
    def exact(self) -> Fraction:
        """The printed amount in the base unit."""
        return _exact(self.amount, self.unit.scale)

    @property
    def interval(self) -> Interval:
        """What it may have been before it was rounded for print; a count is exact."""
        if self.is_exact:
            return Interval(self.exact, self.exact)
        return _rounded_from(self.amount, self.places, self.unit.scale, self._zeros)

    @property
    def is_exact(self) -> bool:
        """Whether it counts, one by one."""
        is_bare = self.unit.dimension == NOUN and self.unit.scale == 1
        return self.unit.is_count or (is_bare and self.places == 0 == self._zeros)

    @property
    def last_digit(self) -> Fraction:
        """What one of its last printed digit is worth in the base unit."""
        return _last_digit(self.places, self.unit.scale)

    def is_like(self, other: Figure) -> bool:
        """Whether it may tell of the same things: 60, of 240 schools."""
        counts = (one.unit.is_count or one.unit.dimension == NOUN for one in (self, other))
        return self.unit.dimension == other.unit.dimension or all(counts)

    @property
    def _zeros(self) -> int:
        """How many zeros at the end of a bare number may be rounding: 146,900 may be 146,871."""
        if self.unit.dimension != NOUN or self.places:
            return 0
        told = len(self.digits.rstrip("0"))
        zeros = len(self.digits) - told
        return zeros if zeros > 2 or (zeros > 1 and told > 2) else 0

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage."""
        return self.unit.is_percent

    @property
    def is_points(self) -> bool:
        """Whether it tells percentage points."""
        return self.unit.dimension == "points"

    @property
    def is_times(self) -> bool:
        """Whether it tells how many times as much."""
        return self.unit.dimension == "times"

    @property
    def is_amount(self) -> bool:
        """Whether it tells how much or how many."""
        dimension = self.unit.dimension  # asked for more often than anything else
        if dimension in _RELATIVE:
            return False
        return self.unit.symbol != "" or dimension == NOUN or dimension.startswith(_MONEY)


@lru_cache(maxsize=4096)
def _exact(amount: Decimal, scale: Decimal) -> Fraction:
    return Fraction(amount) * Fraction(scale)


@lru_cache(maxsize=256)
def _last_digit(places: int, scale: Decimal) -> Fraction:
    return Fraction(scale) / Fraction(10**places)


@lru_cache(maxsize=4096)  # by its decimals too: 40 and 40.0 are equal, and rounded otherwise
def _rounded_from(amount: Decimal, places: int, scale: Decimal, zeros: int) -> Interval:
    exact, slack = _exact(amount, scale), _last_digit(places, scale) * 10**zeros / 2
    return Interval(exact - slack, exact + slack)


class Plain(NamedTuple):
    """A text in which every sign has one form, with the digits of labels and periods masked, of the length
    of the text; where its periods stand."""

    text: str
    periods: tuple[tuple[int, int], ...]
    labels: tuple[tuple[int, int], ...]


def plain_of(text: str, prose: Prose) -> Plain:
    """Return the text as the patterns of a language read it."""
    one_form = text.translate(_ODD if prose.language == "zh" else _WESTERN)
    if prose.language == "zh":
        one_form = _THOUSANDS.sub(",", one_form)
    if _DIGIT.search(one_form) is None:
        return Plain(one_form, (), ())
    labels = [found.span() for found in prose.labels.finditer(one_form) if found[0]]
    if (leading := _LEADING.match(one_form)) is not None:
        labels.append(leading.span())
    masked = _masked(one_form, labels)
    periods = [found.span() for found in prose.period.finditer(masked) if _DIGIT.search(found[0])]
    return Plain(_masked(masked, periods), tuple(periods), tuple(labels))


def figures_of(plain: Plain, prose: Prose) -> tuple[Figure, ...]:
    """Return the figures of a text in their order."""
    found = [_figure(match, plain.text, prose) for match in prose.number.finditer(plain.text)]
    return tuple(_ranged([one for one in found if one is not None], plain.text))


def _figure(match: re.Match[str], text: str, prose: Prose) -> Figure | None:
    digits = match["digits"]
    start = match.start("digits")
    before = text[start - 1 : start]
    if digits[0] == "-" and (before.isalnum() or before in ("%", "）")) and not is_chinese(before):
        digits, start = digits[1:], start + 1
    if before.isascii() and before.isalpha() and prose.language == "zh":
        return None
    if len(digits) > 24:
        return None
    amount = Decimal(_BETWEEN_THOUSANDS.sub("", digits))
    unit = _unit_in(match, prose)
    vague = any(match[name] for name in ("vague", "some", "some_more", "more"))
    end = match.end() if not match["more"] else match.start("more")
    return Figure(start, end, text[start:end], amount, unit, vague)


def _unit_in(match: re.Match[str], prose: Prose) -> Unit:
    symbol, large = match["unit"] or "", match["large"] or ""
    if prose.language == "zh":
        return _unit_of(SYNONYMS.get(symbol, symbol), prose.large.get(large, 0), large, match["per"] or "")
    short = match["short"] or ""
    power = prose.large.get(large or SHORT.get(short, ""), 0)
    if symbol:
        return _unit_of(SYNONYMS.get(symbol, symbol), power, large, "")
    return _plain_unit(match["money"] or "", power, large or short)


@lru_cache(maxsize=64)
def _plain_unit(money: str, power: int, large: str) -> Unit:
    """Return the unit of a number that its noun tells, or the sign of a currency before it."""
    return Unit(large, f"{_MONEY}{money}" if money else NOUN, Decimal(10) ** power)


def unit_of(symbol: str) -> Unit:
    """Return the unit of a cell: one that nobody knows counts its own kind of things."""
    unit = unit_named(symbol)
    return unit if not symbol or is_known(symbol) else Unit(symbol, COUNT + symbol, unit.scale)


@lru_cache(maxsize=1024)
def _unit_of(symbol: str, power: int, large: str, per: str) -> Unit:
    if per:
        return Unit(large + symbol + per, PER + symbol + per, Decimal(10) ** power)
    if symbol in TIMES:
        return Unit(symbol, "times", Decimal(1))
    if symbol == TENTH:
        return Unit(symbol, "percent", Decimal(10))
    if not symbol and large:
        return Unit(large, "bare", Decimal(10) ** power)
    base = unit_named(symbol)
    if not symbol:
        return base
    dimension = base.dimension if is_known(symbol) else COUNT + symbol
    if symbol == PERSON[0]:
        dimension = COUNT + PERSON[1]
    return Unit(large + symbol, dimension, base.scale * Decimal(10) ** power)


def _ranged(found: list[Figure], text: str) -> Iterator[Figure]:
    """Yield the figures with both ends of a range vague, and the first with the unit of the second."""
    joined = set()
    for at in range(len(found) - 1):
        between = text[found[at].end : found[at + 1].start]
        if between in RANGE:
            joined |= {at, at + 1}
    for at, one in enumerate(found):
        yield one._replace(vague=True) if at in joined else one


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [text[at:start], _DIGIT.sub(_MASK, text[start:end])]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)

"""Figures that would add up but for one slip of the pen, whatever words stand between them.

Three figures of a paragraph seldom add up by chance, and as seldom miss it by just two digits that changed
places or by a zero that was lost. How many such misses chance alone would give is counted, so that short
numbers tell nothing and long ones much; where words say that one is made of the others, less is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reportgen.auditing.checks.adding import tell_sum
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, total

__all__ = ["check_slips", "slips_of"]

_MOST = 14  # figures of one unit that are tried with each other; beyond these the nearest alone
_PARTS = 9
_LEAST = 2
_BESIDE = 4  # characters between the two units of one part
_FAR = 1  # sentences between a whole and its parts
_TOLD, _UNTOLD = Fraction(1, 4), Fraction(1, 100)
"""How many misses by chance are allowed for: where words tell of a sum, and where none do."""


class _Sum(NamedTuple):
    """A whole, its parts, and whether words tell that it is one."""

    whole: Term
    parts: Sequence[Term]
    is_told: bool


class _Miss(NamedTuple):
    """A sum that one slip would mend: how many such chance would give, and the figure that may be wrong."""

    chance: Fraction
    sum: _Sum


def check_slips(reading: Reading, notes: Notebook) -> None:
    """Look for sums that one slip of the pen spoiled (AU303)."""
    alike: dict[str, list[Term]] = {}
    for term in reading.terms:
        if _is_summand(term, reading):
            alike.setdefault(term.figure.unit.dimension, []).append(term)
    known = [one for terms in alike.values() if len(terms) > 2 for one in _check(terms, reading, notes)]
    for terms in alike.values():
        _check_beside(terms, known, reading, notes)
        _check_rest(terms, reading, notes)
    _check_hundred(reading, notes)


def _is_summand(term: Term, reading: Reading) -> bool:
    figure = term.figure
    if figure.vague or figure.amount <= 0 or figure.is_percent or figure.is_points or figure.is_times:
        return False
    if not figure.unit.symbol and reading.prose.language == "zh":
        return False
    if term.role is Role.RATE:
        return False
    return reading.prose.sign("small").search(term.lead) is None


def _check(terms: Sequence[Term], reading: Reading, notes: Notebook) -> list[_Sum]:
    """Tell the sum that is nearest to a slip, and return those that hold."""
    changes = [term for term in terms if term.role is Role.DIFFERENCE]
    levels = [term for term in terms if term.role is not Role.DIFFERENCE]
    sums = list(_sums(terms, reading))
    if changes:  # these add up among themselves, and so do the others
        sums += [*_sums(changes, reading), *_sums(levels, reading)]
    outside = [term for term in terms if not _is_bracketed(term, reading)]
    if 2 < len(outside) < len(terms):  # so do those that stand outside brackets
        sums += _sums(outside, reading)
    whole_of: dict[Figure, set[Figure]] = {}
    for one in sums:
        if _adds_up(one):
            whole_of.setdefault(one.whole.figure, set()).update(part.figure for part in one.parts)
    sure = set(whole_of).union(*whole_of.values())
    open_sums = [
        one
        for one in sums
        if not _adds_up(one)
        and whole_of.get(one.whole.figure, set()).isdisjoint(part.figure for part in one.parts)
    ]
    for is_told, limit in ((True, _TOLD), (False, _UNTOLD)):
        some = [one for one in open_sums if one.is_told or not is_told]
        misses = [miss for one in some if (miss := _miss(one, sure)) is not None]
        if not misses:
            continue
        best = min(misses, key=lambda miss: (miss.chance, -len(miss.sum.parts)))
        if best.chance * len(some) <= limit:
            parts = [part.figure for part in best.sum.parts]
            tell_sum(best.sum.whole.figure, parts, total(parts), notes)
            break
    return [one for one in sums if one.is_told and _adds_up(one)]


def _check_beside(terms: Sequence[Term], known: Sequence[_Sum], reading: Reading, notes: Notebook) -> None:
    """Each part told in two units, 11 projects of 1.26亿元: where they add up in one, they do in the other."""
    behind = {}
    for term, follower in pairwise(reading.terms):
        if follower in terms and follower.lead == "" or len(follower.lead) <= _BESIDE:
            behind[term] = follower
            behind[follower] = term
    for one in known:
        if one.whole.figure.unit.dimension == terms[0].figure.unit.dimension or len(one.parts) < _LEAST:
            continue
        some = [behind.get(term) for term in (one.whole, *one.parts)]
        figures = [term.figure for term in some if term is not None and term in terms]
        if len(figures) == len(some) == len(set(figures)) and apart(total(figures[1:]), figures[0].interval):
            tell_sum(figures[0], figures[1:], total(figures[1:]), notes)


def _check_rest(terms: Sequence[Term], reading: Reading, notes: Notebook) -> None:
    """Of 126 so many are done, and so many remain: these are all."""
    for at, (whole, done, rest) in enumerate(zip(terms, terms[1:], terms[2:], strict=False)):
        if reading.prose.sign("all_told").search(rest.lead) is None or rest.sentence != whole.sentence:
            continue
        if at and terms[at - 1].sentence == whole.sentence:
            continue  # more than these three
        figures = (whole.figure, done.figure, rest.figure)
        if not all(one.unit.is_count for one in figures):
            continue
        notes.tried("sum", *figures)
        if figures[0].exact != figures[1].exact + figures[2].exact:
            tell_sum(figures[0], figures[1:], total(figures[1:]), notes)


def _check_hundred(reading: Reading, notes: Notebook) -> None:
    """Shares of one sentence that would be a hundred in all but for a slip (AU307)."""
    shares: dict[int, list[Figure]] = {}
    for term in reading.terms:
        if term.role is Role.SHARE and term.figure.is_percent and not term.figure.vague:
            shares.setdefault(term.sentence, []).append(term.figure)
    for some in shares.values():
        slack = added(one.last_digit / 2 for one in some)
        off = added(one.exact for one in some) - 100
        if len(some) < _LEAST or abs(off) <= slack or any(one.unit.symbol != "%" for one in some):
            continue
        if len(some) > _LEAST and any(_mends(one, off, slack) for one in some):
            told = f"{float(off + 100):.{max(one.places for one in some)}f}"
            notes.found("AU307", (some[0].start, some[-1].end), figures=tuple(some), told=told)


def _mends(figure: Figure, off: Fraction, slack: Fraction) -> bool:
    """Tell whether digits that changed places in a share, or one lost, put a sum right."""
    return any(abs(Fraction(one) - figure.exact + off) <= slack for one in slips_of(figure.digits)[0])


def _is_bracketed(term: Term, reading: Reading) -> bool:
    before = reading.text[: term.figure.start]
    return before.count("（") > before.count("）")


def _sums(terms: Sequence[Term], reading: Reading) -> Iterator[_Sum]:
    """Yield each figure with every run of figures behind it, and with every run that ends before it."""
    count = len(terms)
    for at, whole in enumerate(terms):
        for first in range(at + 1, min(count, at + _MOST)):
            for last in range(first + 1, min(count, first + _PARTS)):
                parts = terms[first : last + 1]
                if parts[-1].sentence - whole.sentence > _FAR:
                    break
                rest = terms[at + 1 :]
                is_all = parts == rest or (last + 1 < count and terms[last + 1].sentence > parts[-1].sentence)
                yield _Sum(whole, parts, _is_told(whole, parts, reading, first == at + 1, is_all))
        for last in range(at - 1, max(0, at - _MOST), -1):
            for first in range(last - 1, max(-1, last - _PARTS), -1):
                parts = terms[first : last + 1]
                if whole.sentence - parts[0].sentence > _FAR:
                    break
                is_told = last == at - 1 and reading.prose.sign("sum_told").search(whole.lead) is not None
                yield _Sum(whole, parts, is_told)


def _is_told(
    whole: Term, parts: Sequence[Term], reading: Reading, is_next: bool, is_all: bool
) -> bool:
    sign = reading.prose.sign
    if is_next and is_all and parts[-1].sentence == whole.sentence:
        return True
    between = reading.text[whole.figure.end : parts[0].figure.start]
    if is_next and sign("sum_follows").search(between) is not None:
        return True
    return len(parts) == 2 and sign("sum_rest").search(parts[-1].lead) is not None


def _adds_up(one: _Sum) -> bool:
    return not apart(total(part.figure for part in one.parts), one.whole.figure.interval)


# --- how near


def _miss(one: _Sum, sure: set[Figure]) -> _Miss | None:
    """Return how a sum fails by one slip, None if it does not, or if the figure is sure by another sum."""
    figures = [one.whole.figure, *(part.figure for part in one.parts)]
    if len({figure.unit.dimension for figure in figures}) > 1:
        return None
    step = max(_step(figure) for figure in figures)
    steps = one.whole.figure.exact / step
    for kind in (0, 1):
        tried = added(
            Fraction(len(slips_of(figure.digits)[kind]))
            for figure in figures
            if figure not in sure
        )
        for at, figure in enumerate(figures):
            if figure in sure:
                continue
            due = _due(figures, at)
            if any(_is_in(slip, figure, due) for slip in slips_of(figure.digits)[kind]):
                width = (due.most - due.least) / step + 1
                return _Miss(tried * width / max(steps, Fraction(1)), one)
    return None


def _step(figure: Figure) -> Fraction:
    """Return what one of the last digit is worth that tells something: zeros at the end may be rounding."""
    zeros = 0 if figure.places else len(figure.digits) - len(figure.digits.rstrip("0"))
    return figure.last_digit * 10 ** (zeros if zeros > 1 else 0)


def _due(figures: Sequence[Figure], at: int) -> Interval:
    """Return what a figure would have to be for the sum to hold."""
    whole, *parts = figures
    if at == 0:
        return total(parts)
    rest = total(part for number, part in enumerate(parts, 1) if number != at)
    return Interval(whole.interval.least - rest.most, whole.interval.most - rest.least)


def _is_in(digits: str, figure: Figure, due: Interval) -> bool:
    exact = Fraction(digits) * Fraction(figure.unit.scale)
    return due.least - _slack(figure) <= exact <= due.most + _slack(figure)


def _slack(figure: Figure) -> Fraction:
    return Fraction(0) if figure.unit.is_count else figure.last_digit / 2


_DIGITS = re.compile("[0-9]")


@lru_cache(maxsize=4096)
def slips_of(digits: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers that a slip of the pen makes of one: first two neighbours that changed places, a
    zero or a point too many or too few; then a digit wrong, lost or added."""
    whole, point, rest = digits.partition(".")
    few = {_swapped(digits, at) for at in range(len(digits) - 1)}
    plain = whole + rest
    for places in range(max(0, len(rest) - 2), len(rest) + 3):
        few.add(_pointed(plain, places))
    many = set()
    for at, sign in enumerate(digits):
        if sign == ".":
            continue
        many.add(digits[:at] + digits[at + 1 :])
        for other in "0123456789":
            many |= {digits[:at] + other + digits[at + 1 :], digits[:at] + other + digits[at:]}
    many |= {digits + other for other in "0123456789"}
    few = {one for one in few if _is_other(one, digits)}
    return tuple(sorted(few)), tuple(sorted(one for one in many - few if _is_other(one, digits)))


def _swapped(digits: str, at: int) -> str:
    other = at + 2 if digits[at + 1] == "." else at + 1
    if digits[at] == "." or other >= len(digits):
        return digits
    return digits[:at] + digits[other] + digits[at + 1 : other] + digits[at] + digits[other + 1 :]


def _pointed(plain: str, places: int) -> str:
    padded = plain.rjust(places + 1, "0")
    return f"{padded[: len(padded) - places]}.{padded[len(padded) - places :]}" if places else padded


def _is_other(one: str, digits: str) -> bool:
    """Tell whether it is a number of its own: in print it neither starts with a zero nor ends in a point."""
    if one in ("", ".") or one.startswith(".") or one.endswith("."):
        return False
    return Fraction(one) != Fraction(digits) and (one[0] != "0" or one.startswith("0."))

"""Figures that would add up but for one slip of the pen, whatever words stand between them.

Three figures of a paragraph seldom add up by chance, and as seldom miss it by just two digits that changed
places or by a zero that was lost. How many such misses chance alone would give is counted, so that short
numbers tell nothing and long ones much; where words say that one is made of the others, less is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from reportgen.auditing.checks.adding import tell_sum
from reportgen.auditing.checks.mistyped import SHIFTED, few_slips, has_between, many_slips
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.told_sums import (
    check_added,
    check_beside,
    check_gap,
    check_goals,
    check_hundred,
    check_rest,
)
from reportgen.auditing.grammar.figures import NOUN, Figure
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import total
from reportgen.quantities import COUNT

__all__ = ["check_slips"]

_MOST = 30  # figures of one unit in a paragraph; beyond these it is a table in the shape of a text
_NEAR = 10  # figures from a whole to its parts
_PARTS = 8
_BEHIND = 40  # characters behind a figure that may say that it is a sum
_FAR = 1  # sentences between a whole and its parts
_LONG = 1000
_WITHIN = 16  # times as much as the parts that a whole may be by one slip
_TOLD, _UNTOLD = 0.25, 0.01
"""How many misses by chance are allowed for: where words tell of a sum, and where none do."""


class _Summand(NamedTuple):
    """A figure in ticks, the unit that all figures of a list are whole numbers of: where it is, its amount,
    how far off rounding may be, what a hundredth of its last digit is, what its last digit that tells
    something is."""

    term: Term
    at: int
    amount: int
    slack: int
    hundredth: int
    step: int
    number: Fraction
    unit: int


class _Sum(NamedTuple):
    """A whole, its parts, whether words tell that it is one; by how much the whole is beyond the parts, and
    how far off rounding may be."""

    whole: _Summand
    parts: Sequence[_Summand]
    is_told: bool
    off: int
    slack: int

    @property
    def holds(self) -> bool:
        """Whether the parts add up."""
        return abs(self.off) <= self.slack


def check_slips(reading: Reading, notes: Notebook) -> None:
    """Look for sums that one slip of the pen spoiled (AU303), or that words tell of (AU303, AU307)."""
    alike: dict[str, list[Term]] = {}
    for at, term in enumerate(reading.terms):
        if _is_summand(term, reading) and not _is_converted(reading, at):
            alike.setdefault(_kind(term.figure, reading), []).append(term)
    known = [
        (one.whole.term, [part.term for part in one.parts])
        for terms in alike.values()
        if 2 < len(terms) <= _MOST
        for one in _check(_summands(terms), reading, notes)
    ]
    check_beside({one for terms in alike.values() for one in terms}, known, reading, notes)
    for terms in alike.values():
        check_rest(terms, reading, notes)
    check_gap(reading, notes)
    check_added(reading, notes)
    check_goals(reading, notes)
    check_hundred(reading, notes)


def _kind(figure: Figure, reading: Reading) -> str:
    """Return what figures have in common that may add up; of counts, English names the things once: of 140
    sites 46."""
    is_named_once = figure.unit.dimension.startswith(COUNT) and reading.prose.language == "en"
    return NOUN if is_named_once else figure.unit.dimension


def _is_summand(term: Term, reading: Reading) -> bool:
    figure = term.figure
    if figure.vague or figure.amount <= 0 or figure.is_percent or figure.is_points or figure.is_times:
        return False
    if not figure.unit.symbol and reading.prose.language == "zh":
        return False
    if term.role in (Role.RATE, Role.BASE, Role.FROM, Role.TARGET, Role.WHOLE):
        return False
    return reading.prose.sign("no_summand").search(term.lead) is None


def _is_converted(reading: Reading, at: int) -> bool:
    """Tell whether a figure in a bracket is the one before it in another unit."""
    term, before = reading.terms[at], reading.terms[at - 1] if at else None
    if before is None or term.lead.strip() not in ("（", "("):
        return False
    one, other = before.figure, term.figure
    is_other = one.unit.dimension == other.unit.dimension and one.unit.scale != other.unit.scale
    return is_other and abs(one.exact - other.exact) * 100 <= one.exact


def _summands(terms: Sequence[Term]) -> list[_Summand]:
    tick = min(term.figure.last_digit for term in terms) / 10**SHIFTED / 2
    return [_summand(term, tick) for term in terms]


def _summand(term: Term, tick: Fraction) -> _Summand:
    figure = term.figure
    last = int(figure.last_digit / tick)
    zeros = 0 if figure.places else len(figure.digits) - len(figure.digits.rstrip("0"))
    return _Summand(
        term,
        figure.start,
        int(figure.exact / tick),
        _slack(figure, last, tick),
        last // 10**SHIFTED,
        last * 10 ** (zeros if zeros > 1 else 0),  # zeros at the end may be rounding
        Fraction(figure.amount),
        int(Fraction(figure.unit.scale) / tick),
    )


def _slack(figure: Figure, last: int, tick: Fraction) -> int:
    """Return in ticks how far off rounding may be."""
    if figure.is_exact:
        return 0
    is_bare = figure.unit.dimension == NOUN  # which may be rounded to hundreds
    return int((figure.interval.most - figure.exact) / tick) if is_bare else last // 2


def _check(summands: Sequence[_Summand], reading: Reading, notes: Notebook) -> list[_Sum]:
    """Tell the sum that is nearest to a slip, and return those that hold."""
    found = {(one.whole.at, *[part.at for part in one.parts]): one for one in _all_sums(summands, reading)}
    sums = list(found.values())  # each once
    whole_of: dict[int, set[int]] = {}
    for one in sums:
        if one.holds:
            whole_of.setdefault(one.whole.at, set()).update(part.at for part in one.parts)
    sure = set(whole_of).union(*whole_of.values())
    open_sums = [one for one in sums if not one.holds and not _has_some(whole_of.get(one.whole.at), one)]
    for is_told, limit in ((True, _TOLD), (False, _UNTOLD)):
        some = [one for one in open_sums if one.is_told or not is_told]
        misses = [(chance, at) for at, one in enumerate(some) if (chance := _chance(one, sure)) is not None]
        if not misses:
            continue
        chance, at = min(misses, key=lambda miss: (miss[0], -len(some[miss[1]].parts)))
        if chance * len(some) <= limit and not _leaves_out(some[at], reading):
            parts = [part.term.figure for part in some[at].parts]
            tell_sum(some[at].whole.term.figure, parts, total(parts), notes)
            break
    return [one for one in sums if one.is_told and one.holds]


def _has_some(sure: set[int] | None, one: _Sum) -> bool:
    """Tell whether some parts of a sum are sure to belong to its whole, in another sum."""
    return sure is not None and any(part.at in sure for part in one.parts)


def _leaves_out(one: _Sum, reading: Reading) -> bool:
    """Tell whether the words between a whole and its parts say that some are left out."""
    places = [figure.term.figure.start for figure in (one.whole, *one.parts)]
    words = reading.text[min(places) : max(places)]
    return reading.prose.sign("leaves_out").search(words) is not None


def _all_sums(summands: Sequence[_Summand], reading: Reading) -> Iterator[_Sum]:
    """Yield the sums of all; of changes and of levels, which add up among themselves; of what stands outside
    brackets."""
    yield from _sums(summands, reading)
    changes = [one for one in summands if one.term.role is Role.DIFFERENCE]
    if changes:
        yield from _sums(changes, reading)
        yield from _sums([one for one in summands if one.term.role is not Role.DIFFERENCE], reading)
    outside = [one for one in summands if not _is_bracketed(one.term, reading)]
    if 2 < len(outside) < len(summands):
        yield from _sums(outside, reading)


def _is_bracketed(term: Term, reading: Reading) -> bool:
    before = reading.text[: term.figure.start]
    return before.count("（") > before.count("）")


def _sums(some: Sequence[_Summand], reading: Reading) -> Iterator[_Sum]:
    """Yield each figure with every run of figures behind it, and with every run that ends before it."""
    count = len(some)
    amounts = list(accumulate((one.amount for one in some), initial=0))
    slacks = list(accumulate((one.slack for one in some), initial=0))
    for at, whole in enumerate(some):
        for first, end in _runs(at, count):
            parts = some[first:end]
            far = parts[-1].term.sentence - whole.term.sentence, whole.term.sentence - parts[0].term.sentence
            if max(far) > _FAR:
                continue
            off = whole.amount - amounts[end] + amounts[first]
            yield _Sum(
                whole,
                parts,
                _is_told(some, at, first, end, reading),
                off,
                whole.slack + slacks[end] - slacks[first],
            )


def _runs(at: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield where the runs behind a figure, and those before it, begin and end."""
    for first in range(at + 1, min(count, at + _NEAR)):
        for end in range(first + 2, min(count, first + _PARTS) + 1):
            yield first, end
    for end in range(at, max(1, at - _NEAR), -1):
        for first in range(end - 2, max(-1, end - _PARTS - 1), -1):
            yield first, end


def _is_told(some: Sequence[_Summand], at: int, first: int, end: int, reading: Reading) -> bool:
    """Tell whether words say that figures add up: of which, in total, what remains; or nothing else of their
    unit stands in the sentence."""
    sign, whole, last = reading.prose.sign, some[at].term, some[end - 1].term
    if end <= at:
        behind = reading.text[whole.figure.end : whole.figure.end + _BEHIND]
        is_told = sign("sum_told").search(whole.lead) or sign("sum_told_behind").match(behind)
        return end == at and is_told is not None
    if first == at + 1:
        if sign("sum_of").search(whole.lead) is not None and last.sentence == whole.sentence:
            return True
        is_all = end == len(some) or some[end].term.sentence > last.sentence
        is_long = some[at].amount >= _LONG * some[at].step  # short numbers come near by chance
        if is_all and is_long and last.sentence == whole.sentence:
            return True
        between = reading.text[whole.figure.end : some[first].term.figure.start]
        behind = reading.text[some[first].term.figure.end :]
        if sign("sum_follows").search(between) or sign("sum_inside").match(behind):
            return True
        if sign("sum_last").search(last.lead) is not None:
            return True
    if first > at and sign("sum_opens").search(some[first].term.lead) is not None:
        return True
    return end - first == 2 and sign("sum_rest").search(last.lead) is not None


def _chance(one: _Sum, sure: set[int]) -> float | None:
    """Return how many misses like that of a sum chance would give, None if no slip explains it: each figure
    that no other sum confirms is tried, with all that a slip may have made it of."""
    some = (one.whole, *one.parts)
    total_of_parts = one.whole.amount - one.off
    if not one.whole.amount < _WITHIN * total_of_parts < _WITHIN**2 * one.whole.amount:
        return None
    unsure = [(at, figure) for at, figure in enumerate(some) if figure.at not in sure]
    step = max(figure.step for figure in some)
    steps = max(one.whole.amount / step, 1)
    for at, figure in unsure:
        if at and figure.unit != one.whole.unit:
            off = figure.number * one.whole.unit - figure.amount - one.off
            if abs(off) <= one.slack:
                return 1 / steps  # right in the unit of the whole
    for slips_of in (few_slips, many_slips):
        for at, figure in unsure:
            due = figure.amount - one.off if at == 0 else figure.amount + one.off
            least, most = due - one.slack, due + one.slack
            slips = slips_of(figure.term.figure.digits)
            if has_between(slips, -(-least // figure.hundredth), most // figure.hundredth):
                tried = sum(len(slips_of(other.term.figure.digits)) for _, other in unsure)
                width = 2 * (one.slack - figure.slack) / step + 1
                return tried * width / steps
    return None

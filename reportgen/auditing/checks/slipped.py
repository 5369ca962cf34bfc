"""Rates, shares, points and differences that the figures beside them would give but for one slip of the pen.

Where the grammar binds a rate to its value and base, they are compared whatever they say. English has more
ways to put three figures into a sentence than a grammar knows; so the rest is tried as well, where a word
tells that two figures are compared or one is a share, and told when a likely slip in one of the three
explains it. Official Chinese has few ways, and tells many a rate without what it was computed from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

from reportgen.auditing.checks.mistyped import mistyped_as
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import NOUN, Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown

__all__ = ["check_slipped"]

_MOST = 4  # amounts before a rate that it may be of
_ALL = 100
_MILLION = 1_000_000
_BEHIND = 30  # characters behind a figure that may say what it is compared with
_BASES = (Role.BASE, Role.FROM)
_Given = Callable[[Figure, Figure], Interval | None]


class _Relation(NamedTuple):
    """What two figures give: a code for its misfit, the two, and how it is computed from them."""

    code: str
    one: Figure
    other: Figure
    given: _Given

    def fits(self, told: Figure) -> bool:
        """Tell whether the two give what is told."""
        return self._holds(self.one, self.other, told)

    def is_fine(self, told: Figure) -> bool:
        """Tell whether the two are exact enough to say anything of what is told."""
        due = self.given(self.one, self.other)
        return due is not None and (due.most - due.least) * 2 <= told.exact / Fraction(told.unit.scale)

    def would_fit(self, told: Figure, *, any_slip: bool) -> bool:
        """Tell whether they would, but for a likely slip in one of the three, or for any in what is told."""
        return (
            any(self._holds(self.one, self.other, each) for each in mistyped_as(told, any_slip=any_slip))
            or any(self._holds(each, self.other, told) for each in mistyped_as(self.one))
            or any(self._holds(self.one, each, told) for each in mistyped_as(self.other))
            or any(self._holds(self.one, each, told) for each in _in_other_units(self.other))
            or any(self._holds(each, self.other, told) for each in _in_other_units(self.one))
        )

    def _holds(self, one: Figure, other: Figure, told: Figure) -> bool:
        due = self.given(one, other)
        if due is None:
            return False
        return not apart(due, told.interval) or not apart(Interval(-due.most, -due.least), told.interval)


def _in_other_units(figure: Figure) -> Iterator[Figure]:
    """Yield a large amount as it would be in the next larger unit, and in the next smaller."""
    if figure.unit.scale >= _MILLION:
        for factor in (Decimal(1000), Decimal("0.001")):
            yield figure._replace(unit=figure.unit._replace(scale=figure.unit.scale * factor))


def check_slipped(reading: Reading, notes: Notebook) -> None:
    """Try the rates and differences that no other check has compared (AU301, AU302, AU305)."""
    if reading.prose.language == "zh":
        return
    for at, term in enumerate(reading.terms):
        figure = term.figure
        if figure.vague or not term.is_alone or (figure.start, figure.end) in notes.checked:
            continue
        if figure.amount <= 0 or reading.prose.real.search(_sentence(reading, term)) is not None:
            continue
        _check(reading, term, list(_relations(reading, at)), notes)


def _check(reading: Reading, term: Term, relations: Sequence[_Relation], notes: Notebook) -> None:
    told = term.figure
    relations = [one for one in relations if one.is_fine(told)]
    if not relations or any(one.fits(told) for one in relations):
        for one in relations[:1]:
            notes.tried("rate", one.one, one.other, told)
        return
    is_sure = len(relations) == 1 or reading.prose.sign("of_total").match(reading.text, told.end) is not None
    near = [one for one in relations if one.would_fit(told, any_slip=is_sure)]
    if not near:
        return
    found = near[0]
    due = found.given(found.one, found.other)
    if due is None or notes.has(told):
        return
    positive = due if due.most > 0 else Interval(-due.most, -due.least)
    unit = "%" if told.is_percent else told.suffix
    notes.tried("rate", found.one, found.other, told)
    notes.found(
        found.code, (told.start, told.end), figures=(found.one, found.other, told), value=found.one.text,
        base=found.other.text, whole=found.other.text, told=told.text,
        due=shown(positive, max(told.places, 1), told.unit.scale) + unit,
    )  # fmt: skip


# --- what a figure may be of those beside it


def _relations(reading: Reading, at: int) -> Iterator[_Relation]:
    """Yield what pairs of figures beside a term would have to give."""
    term = reading.terms[at]
    if term.figure.is_points:
        yield from _points(reading, term)
    elif term.figure.is_percent and term.role is Role.RATE:
        for value, base in _compared(reading, at):
            yield _Relation("AU301", value, base, _growth)
        yield from _changes(reading, at)
    elif term.figure.is_percent and _is_share(reading, at):
        for one, other in combinations(_amounts(reading, at), 2):
            smaller, larger = sorted((one.figure, other.figure), key=lambda figure: figure.exact)
            if smaller.is_like(larger) and larger.exact:
                pair = (larger, smaller) if term.figure.exact > _ALL else (smaller, larger)
                yield _Relation("AU305", *pair, _share)
    elif term.role is Role.DIFFERENCE and term.figure.is_amount:
        for value, base in _compared(reading, at):
            if value.is_like(term.figure) and not _are_named_apart(reading, (value, base), term.figure):
                yield _Relation("AU302", value, base, _difference)


def _is_share(reading: Reading, at: int) -> bool:
    """Tell whether a percentage is said to be a share, and is not one of a list of them."""
    term, sign = reading.terms[at], reading.prose.sign
    others = [
        one
        for one in reading.terms
        if one is not term and one.sentence == term.sentence and one.figure.is_percent
        and one.role is not Role.RATE
    ]  # fmt: skip
    if sign("share_behind").match(reading.text[term.figure.end :]) is not None:
        return True
    if others or sign("share_told").search(term.lead) is None:
        return False
    is_bracketed = term.lead.rstrip().endswith("(")
    return not is_bracketed or reading.text.startswith((")", " of"), term.figure.end)


def _are_named_apart(reading: Reading, pair: Sequence[Figure], told: Figure) -> bool:
    """Tell whether a difference is in another unit than its two figures: 12 cents, from 1.68 euro."""
    if told.unit.dimension != NOUN or not told.is_exact:
        return False
    nouns = [(reading.text[one.end :].split() or [""])[0] for one in (*pair, told)]
    return all(one.isalpha() for one in nouns) and nouns[-1] not in nouns[:-1]


def _growth(value: Figure, base: Figure) -> Interval | None:
    return None if base.exact <= 0 else of(_rate, value.interval, base.interval)


def _rate(now: Fraction, was: Fraction) -> Fraction:
    return (now / was - 1) * 100


def _share(part: Figure, whole: Figure) -> Interval | None:
    return of(lambda one, all_of: one / all_of * 100, part.interval, whole.interval)


def _difference(value: Figure, base: Figure) -> Interval | None:
    return of(lambda now, was: now - was, value.interval, base.interval)


def _gained(value: Figure, more: Figure) -> Interval | None:
    """Return by how much a value has grown that is larger by `more`."""
    if more.exact >= value.exact:
        return None
    return of(lambda now, by: by / (now - by) * 100, value.interval, more.interval)


def _lost(value: Figure, less: Figure) -> Interval | None:
    return of(lambda now, by: by / (now + by) * 100, value.interval, less.interval)


def _points(reading: Reading, term: Term) -> Iterator[_Relation]:
    """Yield the pairs of levels of a sentence, of which points may be the difference."""
    levels = [
        one.figure
        for one in reading.terms
        if one.sentence == term.sentence and one.figure.is_percent and one.role is not Role.RATE
        and one.is_alone and not one.figure.vague
    ]  # fmt: skip
    for one, other in combinations(levels, 2) if len(levels) == 2 else ():
        yield _Relation("AU302", one, other, _difference)


def _compared(reading: Reading, at: int) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs of amounts beside a term that are compared: what is, and what was."""
    rates = [one for one in reading.terms[:at] if one.role is Role.RATE and one.figure.is_percent]
    begin = rates[-1].figure.end if rates else 0  # what stands before has its own rate
    sentence = reading.terms[at].sentence
    some = [one for one in _amounts(reading, at) if one.figure.start > begin and one.sentence == sentence]
    for one, other in combinations(some, 2):
        if not one.figure.is_like(other.figure) or min(one.figure.exact, other.figure.exact) <= 0:
            continue
        if one.role in _BASES:
            yield other.figure, one.figure
        elif other.role in _BASES or _is_base(reading, one, other):
            yield one.figure, other.figure


def _is_base(reading: Reading, one: Term, other: Term) -> bool:
    """Tell whether the words around the second figure say that the first is compared with it."""
    between = reading.text[one.figure.end : other.figure.start]
    behind = reading.text[other.figure.end : other.figure.end + _BEHIND]
    sign = reading.prose.sign
    return sign("compared").search(between) is not None or sign("compared_behind").match(behind) is not None


def _changes(reading: Reading, at: int) -> Iterator[_Relation]:
    """Yield the values with the differences that are told beside them."""
    some = _amounts(reading, at)
    for value, change in product(some, some):
        is_pair = change.role is Role.DIFFERENCE and value.role is not Role.DIFFERENCE
        if is_pair and value.figure.is_like(change.figure):
            given = _lost if change.sign < 0 else _gained
            yield _Relation("AU301", value.figure, change.figure, given)


def _amounts(reading: Reading, at: int) -> list[Term]:
    """Return the amounts of a sentence beside a term: the last before it, the next behind it."""
    terms, sentence = reading.terms, reading.terms[at].sentence
    before = [one for one in terms[:at] if one.sentence == sentence and _is_amount(one)]
    behind = [one for one in terms[at + 1 : at + 2] if one.sentence == sentence and _is_amount(one)]
    if len(before) + len(behind) < 2:
        earlier = [one for one in terms[:at] if one.sentence == sentence - 1 and _is_amount(one)]
        before = [*earlier, *before]
    return [*before[-_MOST:], *behind]


def _is_amount(term: Term) -> bool:
    return term.figure.is_amount and term.is_alone and not term.figure.vague


def _sentence(reading: Reading, term: Term) -> str:
    """Return the words of a sentence up to behind a term."""
    begin = term.figure.start
    for one in reading.terms:
        if one.sentence == term.sentence:
            begin = one.figure.start - len(one.lead)
            break
    return reading.text[begin : term.figure.end + _BEHIND]

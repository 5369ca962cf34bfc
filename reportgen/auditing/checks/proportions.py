"""Percentages told right behind the two counts that they are of: 96 of the 120 (80%); of the 240, 60 (25%);
a turnout of 42%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from reportgen.auditing.checks.mistyped import mistyped_as
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.shares import percent_of, tell_share
from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart

__all__ = ["check_proportions", "is_slipped_share"]

_VALUES = (Role.VALUE, Role.REACHED)
_MOST = 4  # amounts that a rate may be made of
_AGREED = 2  # shares that say together what all of them are of
_FAR = 2  # sentences
_SHORT = 5  # characters of what may name the whole of all shares


def check_proportions(reading: Reading, notes: Notebook) -> None:
    """Compare percentages with the counts that stand before them (AU305)."""
    for at, term in enumerate(reading.terms):
        if not term.figure.is_percent or term.figure.vague or not term.is_alone:
            continue
        if (pair := _counted(reading, at)) is not None:
            _check(term.figure, *pair, notes)
            continue
        _check_ratio_to(reading, at, notes)
        if reading.prose.sign("named_rate").search(term.lead) is not None:
            _check_named(reading, at, notes)
    _check_agreed(reading, notes)


def _check_ratio_to(reading: Reading, at: int, notes: Notebook) -> None:
    """A ratio to what is named in a bracket, of the first amount of the sentence."""
    told, whole = reading.terms[at], reading.terms[at - 1]
    if at < 2 or reading.prose.sign("ratio_to").match(told.lead) is None or not whole.figure.is_amount:
        return
    first = next(one for one in reading.terms if one.sentence == told.sentence)
    is_part = _is_value(first) and first is not whole and first.figure.is_like(whole.figure)
    if is_part and whole.sentence == told.sentence and whole.figure.exact and not whole.figure.vague:
        _check(told.figure, first.figure, whole.figure, notes)


def _counted(reading: Reading, at: int) -> tuple[Figure, Figure] | None:
    """Return the part and the whole of a percentage: so many of so many, or of so many first in its
    sentence."""
    terms, sign = reading.terms, reading.prose.sign
    some = [one for one in terms[:at] if one.sentence == terms[at].sentence and _is_value(one)]
    if not some or some[-1] is not terms[at - 1] or sign("proportion").match(terms[at].lead) is None:
        return None
    if sign("of_part").match(reading.text[terms[at].figure.end :]) is not None:
        return None
    if (parent := _parent(reading, some[-1].figure)) is not None:
        return some[-1].figure, parent
    if len(some) < 2:
        return None
    first, before, last = some[0], some[-2], some[-1]
    if before is terms[at - 2] and sign("out_of").match(last.lead) is not None:
        part, whole = before.figure, last.figure
    elif sign("sum_of").search(first.lead) is not None:
        part, whole = last.figure, first.figure
    else:
        return None
    return (part, whole) if part.is_like(whole) and whole.exact else None


def _parent(reading: Reading, part: Figure) -> Figure | None:
    """Return what a figure is said to be a part of: 1,240 homes. Of these, 372."""
    for fact in reading.facts:
        if fact.value is part and fact.parent is not None and fact.first and len(fact.parent.series) < 2:
            whole = fact.parent.value
            return whole if whole is not None and whole.exact and part.is_like(whole) else None
    return None


def _is_value(term: Term) -> bool:
    return term.role in _VALUES and term.is_alone and not term.figure.vague and term.figure.is_amount


def _check(told: Figure, part: Figure, whole: Figure, notes: Notebook) -> None:
    notes.tried("share", part, whole, told)
    if apart(percent_of(part, whole), told.interval):
        tell_share("AU305", told, part, whole, notes)


def _check_named(reading: Reading, at: int, notes: Notebook) -> None:
    """A rate, a margin, a turnout of two of the amounts before it, but for one slip of the pen."""
    told = reading.terms[at]
    some = [
        one.figure
        for one in reading.terms[:at]
        if _is_value(one) and told.sentence - one.sentence <= 1 and one.figure.exact > 0
    ]
    pairs = [
        (part, whole)
        for part, whole in permutations(some[-_MOST:], 2)
        if part.is_like(whole) and part.exact < whole.exact
    ]
    fits = [pair for pair in pairs if not apart(percent_of(*pair), told.figure.interval)]
    is_sure = reading.prose.sign("rate_of_two").search(told.lead) is not None
    near = [pair for pair in pairs if is_slipped_share(*pair, told.figure, any_slip=is_sure)]
    if (fits or near) and pairs:
        notes.tried("share", *(fits or near)[0], told.figure)
    if near and not fits:
        tell_share("AU305", told.figure, *near[0], notes)


def is_slipped_share(part: Figure, whole: Figure, told: Figure, *, any_slip: bool = False) -> bool:
    """Tell whether a likely slip in one of three figures would make a share fit, or any slip in the share."""
    due = percent_of(part, whole)
    return (
        any(not apart(due, one.interval) for one in mistyped_as(told, any_slip=any_slip))
        or any(not apart(percent_of(one, whole), told.interval) for one in mistyped_as(part))
        or any(not apart(percent_of(part, one), told.interval) for one in mistyped_as(whole) if one.exact)
    )


def _check_agreed(reading: Reading, notes: Notebook) -> None:
    """Shares told one by one of what stood before them: all but one agree what that is."""
    for shares in _told_shares(reading):
        wholes = _wholes_before(reading, shares)
        fits = [
            [not apart(percent_of(part, whole), told.interval) for part, told in shares] for whole in wholes
        ]
        agreeing = [
            (whole, shares[agreed.index(False)])
            for whole, agreed in zip(wholes, fits, strict=True)
            if sum(agreed) >= _AGREED and agreed.count(False) == 1
        ]
        if agreeing and not any(map(all, fits)):
            whole, (part, told) = agreeing[0]
            if not notes.has(told):
                tell_share("AU305", told, part, whole, notes)


def _told_shares(reading: Reading) -> Iterator[Sequence[tuple[Figure, Figure]]]:
    """Yield, for each sentence, the shares with their parts."""
    by_sentence: dict[int, list[tuple[Figure, Figure]]] = {}
    for fact in reading.facts:
        share, part = fact.share, fact.value
        if share is None or part is None or len(fact.series) > 1 or not part.is_amount:
            continue
        if len(share.base) > _SHORT and reading.prose.general.search(share.base) is None:
            continue
        if not (share.figure.vague or part.vague) and share.figure.is_percent:
            by_sentence.setdefault(fact.sentence, []).append((part, share.figure))
    return (some for some in by_sentence.values() if len(some) > _AGREED)


def _wholes_before(reading: Reading, shares: Sequence[tuple[Figure, Figure]]) -> list[Figure]:
    """Return the amounts before some shares that all of them may be of."""
    first, _ = shares[0]
    sentence = next((one.sentence for one in reading.terms if one.figure is first), 0)
    return [
        one.figure
        for one in reading.terms
        if _is_value(one)
        and one.figure.start < first.start
        and sentence - one.sentence <= _FAR
        and one.figure.is_like(first)
        and one.figure.exact >= max(part.exact for part, _ in shares)
    ]

"""What several things were, are and changed by, told side by side: 17 and 12, last year 23 and 15, down 26.1%
and 20.0% respectively."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import takewhile

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.shares import percent_of, tell_share
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown, signed

__all__ = ["check_pairs"]

_SHARES = 3  # shares that say together what they are of
_WHOLES = 2  # amounts before them that it may be


def check_pairs(reading: Reading, notes: Notebook) -> None:
    """Compare rates that are told respectively with the values and bases, or differences, told so (AU301),
    and shares with the amounts before them (AU305)."""
    terms = reading.terms
    _check_shares(reading, notes)
    for at, term in enumerate(terms):
        if term.role is not Role.RATE or not term.figure.is_percent or term.series < 2:
            continue
        rates = terms[at : at + term.series]
        if any(one.figure.vague for one in rates):
            continue
        if reading.prose.sign("average").search(term.lead) or reading.prose.real.search(term.lead):
            continue
        before = [one for one in terms[:at] if one.sentence == term.sentence]
        _check_told(reading, before, rates, notes)
        _check_led(before, rates, notes)


def _check_shares(reading: Reading, notes: Notebook) -> None:
    """So many amounts, and of the same whole as many shares: all but one say which it is."""
    terms = reading.terms
    for at, term in enumerate(terms):
        if term.role is not Role.SHARE or term.series < _SHARES or term.member:
            continue
        shares = [one.figure for one in terms[at : at + term.series]]
        before = [one.figure for one in terms[:at] if one.figure.is_amount and not one.figure.vague]
        parts = before[-len(shares) :]
        for whole in before[: -len(shares)][-_WHOLES:]:
            if len({one.unit.dimension for one in (whole, *parts)}) > 1 or not whole.exact:
                continue
            due = [percent_of(part, whole) for part in parts]
            wrong = [n for n, one in enumerate(due) if apart(one, shares[n].interval)]
            if len(wrong) == 1 and len(parts) == len(shares):
                [n] = wrong
                tell_share("AU305", shares[n], parts[n], whole, notes)
                break


def _check_told(reading: Reading, before: Sequence[Term], rates: Sequence[Term], notes: Notebook) -> None:
    """The bases, or the differences, stand right before the rates, and as many values before them."""
    count = len(rates)
    if len(before) < 2 * count:
        return
    values, others = before[-2 * count : -count], before[-count:]
    if not _follow(reading, others[1:]):
        return
    is_base = reading.prose.sign("bases_each").search(others[0].lead) is not None
    is_base = is_base or others[0].role is Role.BASE
    is_each = reading.prose.sign("changes_each").search(others[0].lead) is not None
    is_change = (is_each or others[0].role is Role.DIFFERENCE) and others[0].sign
    if is_base == bool(is_change):
        return
    for value, other, rate in zip(values, others, rates, strict=True):
        if value.figure.unit.dimension != other.figure.unit.dimension or value.role is not Role.VALUE:
            return
        base = other.figure.interval if is_base else _before(value.figure, other.figure, others[0].sign)
        _check(value.figure, other.figure, base, rate, notes)


def _follow(reading: Reading, terms: Sequence[Term]) -> bool:
    """Tell whether nothing but marks stands between figures."""
    return all(reading.prose.between.fullmatch(one.lead) is not None for one in terms)


def _before(value: Figure, change: Figure, sign: int) -> Interval:
    now, by = value.interval, change.interval
    return Interval(now.least - by.most, now.most - by.least) if sign > 0 else Interval(
        now.least + by.least, now.most + by.most
    )  # fmt: skip


def _check_led(before: Sequence[Term], rates: Sequence[Term], notes: Notebook) -> None:
    """From one value to another, from a third to a fourth, up so much and so much respectively."""
    led = list(takewhile(lambda one: one.role in (Role.FROM, Role.REACHED), reversed(before)))[::-1]
    if len(led) != 2 * len(rates):
        return
    for was, now, rate in zip(led[::2], led[1::2], rates, strict=True):
        if (was.role, now.role) != (Role.FROM, Role.REACHED):
            return
        if was.figure.unit.dimension != now.figure.unit.dimension or not now.figure.is_amount:
            return
        _check(now.figure, was.figure, was.figure.interval, rate, notes)


def _check(value: Figure, other: Figure, base: Interval, rate: Term, notes: Notebook) -> None:
    if value.vague or other.vague or base.least <= 0:
        return
    due = of(lambda now, was: (now / was - 1) * 100, value.interval, base)
    notes.tried("rate", value, other, rate.figure)
    if due is None or not apart(_widened(due, rate.figure), signed(rate.figure, rate.sign)):
        return
    notes.found(
        "AU301", (rate.figure.start, rate.figure.end), figures=(value, other, rate.figure),
        value=value.text, base=other.text, told=rate.figure.text,
        due=shown(due, max(rate.figure.places, 1)) + "%",
    )  # fmt: skip


def _widened(due: Interval, rate: Figure) -> Interval:
    """Return a rate with what rounding twice may add."""
    return Interval(due.least - rate.last_digit * Fraction(1, 2), due.most + rate.last_digit * Fraction(1, 2))

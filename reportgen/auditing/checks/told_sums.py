"""Sums that words tell of: what remains of a whole, parts told in two units, shares that are all."""

from __future__ import annotations

from collections.abc import Sequence, Set
from fractions import Fraction
from itertools import pairwise

from reportgen.auditing.checks.adding import tell_sum
from reportgen.auditing.checks.mistyped import mistyped_as
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, shown, total

__all__ = ["check_added", "check_beside", "check_gap", "check_goals", "check_hundred", "check_rest"]

_LEAST = 3  # shares that may be all there are
_PLANNED, _DONE = (Role.TARGET, Role.WHOLE), (Role.VALUE, Role.REACHED, Role.BASE)
_BEHIND = 20  # characters behind a figure that say it is a goal
_BESIDE = 8  # characters between the two units of one part

Sums = Sequence[tuple[Term, Sequence[Term]]]
"""Wholes, each with its parts."""


def check_beside(summands: Set[Term], known: Sums, reading: Reading, notes: Notebook) -> None:
    """Each part told in two units, 11 projects of 1.26亿元: where they add up in one, so in the other."""
    beside = _beside(reading) if known else {}
    for whole, parts in known:
        some = [beside.get(term) for term in (whole, *parts)]
        figures = [term.figure for term in some if term is not None and term in summands]
        units = {figure.unit.dimension for figure in figures}
        if len(figures) < len(some) or len(set(figures)) < len(some):
            continue
        if len(units) == 1 and whole.figure.unit.dimension not in units:
            sum_of_parts = total(figures[1:])
            if apart(sum_of_parts, figures[0].interval):
                tell_sum(figures[0], figures[1:], sum_of_parts, notes)


def _beside(reading: Reading) -> dict[Term, Term]:
    """Return each figure with the one right behind or before it that tells the same thing in another unit."""
    found: dict[Term, Term] = {}
    for term, follower in pairwise(reading.terms):
        if len(follower.lead) <= _BESIDE and reading.prose.clause.search(follower.lead.lstrip("、")) is None:
            found[term] = follower
            found.setdefault(follower, term)
    return found


def check_rest(terms: Sequence[Term], reading: Reading, notes: Notebook) -> None:
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


def check_gap(reading: Reading, notes: Notebook) -> None:
    """So much planned, so much spent, an underspend of so much."""
    for at, term in enumerate(reading.terms):
        is_settled = reading.prose.sign("settled").search(term.lead) is not None
        if not (is_settled or reading.prose.sign("gap").search(term.lead)) or not term.figure.is_amount:
            continue
        beside = [
            one
            for one in reading.terms[:at]
            if term.sentence - one.sentence <= 1
            and one.figure.unit.dimension == term.figure.unit.dimension
            and one.role in _PLANNED + _DONE
        ]
        if len(beside) != 2 or any(one.figure.vague for one in (*beside, term)):
            continue
        is_planned = any(one.role in _PLANNED for one in beside)
        if reading.prose.language == "zh" and not is_planned and not is_settled:
            continue
        larger, smaller = sorted((one.figure for one in beside), key=lambda one: -one.exact)
        _check_side(term, beside, reading, notes)
        notes.tried("sum", larger, smaller, term.figure)
        if apart(total([smaller, term.figure]), larger.interval):
            tell_sum(larger, [smaller, term.figure], total([smaller, term.figure]), notes)


def check_goals(reading: Reading, notes: Notebook) -> None:
    """More than a goal was reached, with less than it (AU204); from one to another, so much new (AU302)."""
    for before, term in pairwise(reading.terms):
        one, other = before.figure, term.figure
        is_alike = before.sentence == term.sentence and one.unit.dimension == other.unit.dimension
        if not is_alike or one.vague or other.vague:
            continue
        behind = reading.text[other.end : other.end + _BEHIND]
        sign = reading.prose.sign
        if sign("goal_beaten").search(term.lead) and sign("goal_behind").match(behind):
            sentence = reading.prose.sentence.split(reading.text[: other.start])[-1]
            if sign("less_is_better").search(sentence):
                continue
            notes.tried("completion", one, other)
            if one.interval.most < other.interval.least:
                notes.found(
                    "AU204", (other.start, other.end), figures=(one, other), value=one.text, base=other.text
                )
    for was, now, new in zip(reading.terms, reading.terms[1:], reading.terms[2:], strict=False):
        if (was.role, now.role) == (Role.FROM, Role.REACHED) and reading.prose.sign("new_by").fullmatch(
            new.lead
        ):
            _check_new(was.figure, now.figure, new.figure, notes)


def _check_new(was: Figure, now: Figure, new: Figure, notes: Notebook) -> None:
    if len({one.unit.dimension for one in (was, now, new)}) > 1 or any(one.vague for one in (was, now, new)):
        return
    due = Interval(now.interval.least - was.interval.most, now.interval.most - was.interval.least)
    due = due if due.most > 0 else Interval(-due.most, -due.least)
    notes.tried("difference", was, now, new)
    if apart(due, new.interval) and any(not apart(due, one.interval) for one in mistyped_as(new)):
        notes.found(
            "AU302", (new.start, new.end), figures=(now, was, new), value=now.text, base=was.text,
            told=new.text, due=shown(due, max(now.places, was.places), new.unit.scale) + new.suffix,
        )  # fmt: skip


def check_added(reading: Reading, notes: Notebook) -> None:
    """So much, with so much and so much added, in all so much (AU303): how a budget is balanced."""
    terms, sign = reading.terms, reading.prose.sign
    for at in range(1, len(terms)):
        if (
            sign("added").match(terms[at].lead) is None
            or sign("added_first").search(terms[at - 1].lead) is None
        ):
            continue
        end = at + 1
        while (
            end < len(terms)
            and sign("added_more").match(terms[end].lead)
            and not sign("added_up").search(terms[end].lead)
        ):
            end += 1
        if end == len(terms) or sign("added_up").search(terms[end].lead) is None:
            continue
        some = [one.figure for one in terms[at - 1 : end + 1]]
        if len({one.unit.dimension for one in some}) > 1 or any(one.vague for one in some):
            continue
        parts, whole = some[:-1], some[-1]
        notes.tried("sum", *some)
        if apart(total(parts), whole.interval) and terms[end].sentence == terms[at].sentence:
            tell_sum(whole, parts, total(parts), notes)


def _check_side(term: Term, beside: Sequence[Term], reading: Reading, notes: Notebook) -> None:
    """More was spent than planned, or less, as the word for the gap says (AU204)."""
    planned = [one.figure for one in beside if reading.prose.sign("planned").search(one.lead)]
    done = [one.figure for one in beside if one.figure not in planned]
    if len(planned) != 1 or len(done) != 1:
        return
    over, under = (reading.prose.sign(name).search(term.lead) for name in ("overspent", "underspent"))
    if (over and done[0].exact < planned[0].exact) or (under and done[0].exact > planned[0].exact):
        span = (term.figure.start, term.figure.end)
        notes.found("AU204", span, figures=(done[0], planned[0]), value=done[0].text, base=planned[0].text)


def check_hundred(reading: Reading, notes: Notebook) -> None:
    """Shares of one sentence that would be a hundred in all but for a slip (AU307)."""
    shares: dict[int, list[Figure]] = {}
    for term in reading.terms:
        if term.role is Role.SHARE and term.figure.is_percent and not term.figure.vague:
            shares.setdefault(term.sentence, []).append(term.figure)
    _check_rest_share(reading, notes)
    for some in shares.values():
        slack = added(one.last_digit / 2 for one in some)
        off = added(one.exact for one in some) - 100
        if len(some) < _LEAST or abs(off) <= slack or any(one.unit.symbol != "%" for one in some):
            continue
        if any(_mends(one, off, slack) for one in some):
            _tell_hundred(some, off, notes)


def _check_rest_share(reading: Reading, notes: Notebook) -> None:
    """So much, so much, and the remaining so much: these are all."""
    by_sentence: dict[int, list[Term]] = {}
    for term in reading.terms:
        if term.figure.is_percent:
            by_sentence.setdefault(term.sentence, []).append(term)
    for some in by_sentence.values():
        if reading.prose.sign("rest_share").search(some[-1].lead) is None or len(some) < 2:
            continue
        if any(one.role not in (Role.SHARE, Role.LEVEL) or one.figure.vague for one in some):
            continue
        figures = [one.figure for one in some]
        off = added(one.exact for one in figures) - 100
        notes.tried("ratio", *figures)
        if abs(off) > added(one.last_digit / 2 for one in figures):
            _tell_hundred(figures, off, notes)


def _tell_hundred(shares: Sequence[Figure], off: Fraction, notes: Notebook) -> None:
    told = f"{float(off + 100):.{max(one.places for one in shares)}f}"
    notes.found("AU307", (shares[0].start, shares[-1].end), figures=tuple(shares), told=told)


def _mends(figure: Figure, off: Fraction, slack: Fraction) -> bool:
    """Tell whether digits that changed places in a share, or one lost, put a sum right."""
    return any(abs(one.exact - figure.exact + off) <= slack for one in mistyped_as(figure))

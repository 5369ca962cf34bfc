"""What each figure of a text is, by the words before and behind it: a value, its base, difference, rate,
share of a whole, completion of a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from reportgen.auditing.grammar.figures import Figure, Plain
from reportgen.wording.prose import Comparison, Prose

__all__ = ["Role", "Term", "terms_of"]


class Role(StrEnum):
    """What a figure says."""

    VALUE = "value"
    REACHED = "reached"  # a value that a change led to
    BASE = "base"
    FROM = "from"  # a base that a change started from
    DIFFERENCE = "difference"
    RATE = "rate"
    SHARE = "share"
    COMPLETION = "completion"
    TARGET = "target"
    WHOLE = "whole"  # of which the share follows
    POINTS = "points"
    LEVEL = "level"  # a percentage that is none of these
    ASIDE = "aside"  # what falls short of a plan, or goes beyond it


class Term(NamedTuple):
    """A figure with its role: `sign` of a change, 0 for none told; what it is compared with; the words that
    stand before it in its sentence, `rest` without those that tell the role; the sentence it is in; and
    whether it is the first of a series (`series` > 1 tells how many) or a later member (`member`)."""

    figure: Figure
    role: Role
    sign: int
    compared: Comparison | None
    lead: str
    rest: str
    base: str  # the name of the whole of a share
    sentence: int
    series: int = 1
    member: int = 0

    @property
    def is_alone(self) -> bool:
        """Whether it is no member of a series."""
        return self.series == 1 and not self.member


def terms_of(plain: Plain, figures: Sequence[Figure], prose: Prose) -> tuple[Term, ...]:
    """Return the figures of a text with their roles, in their order."""
    sentences = [found.end() for found in prose.sentence.finditer(plain.text)]
    found: list[Term] = []
    number, begin, before = 0, 0, 0
    for at, figure in enumerate(figures):
        while number < len(sentences) and sentences[number] <= figure.start:
            begin = sentences[number]
            number += 1
        lead = prose.sign("currency").sub("", plain.text[max(begin, before) : figure.start])
        until = sentences[number] if number < len(sentences) else len(plain.text)
        follower = figures[at + 1] if at + 1 < len(figures) else None
        behind = plain.text[figure.end : min(until, follower.start if follower else until)]
        next_percent = follower is not None and follower.start < until and follower.is_percent
        made = _term(figure, lead, behind, next_percent, number, prose)
        found.append(_as_told_again(made, found[-1] if found else None, behind, prose))
        before = figure.end
    return tuple(_in_series(found, prose))


def _as_told_again(term: Term, before: Term | None, behind: str, prose: Prose) -> Term:
    """Return a term; as a rate what tells the difference before it in another way, up 2 million or 3%; as a
    share what tells a value so."""
    if before is None or before.sentence != term.sentence:
        return term
    if before.role is Role.TARGET and not term.lead:  # beyond a goal of so much by so much
        return term._replace(role=Role.ASIDE)
    if not term.figure.is_percent:
        return term
    if before.role is Role.REACHED and prose.sign("or_by").fullmatch(term.lead):
        return term._replace(role=Role.RATE, rest="")
    if prose.sign("or_rate").match(term.lead) is None:
        return term
    is_share = prose.sign("of_total").match(behind) or prose.sign("or_share").fullmatch(term.lead)
    if before.role is Role.VALUE and before.figure.is_amount and is_share:
        return term._replace(role=Role.SHARE, rest="", base="")
    if before.role is not Role.DIFFERENCE:
        return term
    return term._replace(role=Role.RATE, sign=before.sign, compared=before.compared, rest="")


def _term(figure: Figure, lead: str, behind: str, next_percent: bool, number: int, prose: Prose) -> Term:
    for tried in (_of_percent, _of_amount):
        made = tried(figure, lead, behind, next_percent, prose)
        if made is not None:
            role, sign, compared, rest, base = made
            return Term(figure, role, sign, compared, lead, rest, base, number)
    role = Role.VALUE if figure.is_amount or not figure.unit.symbol else Role.LEVEL
    return Term(figure, role, 0, None, lead, lead, "", number)


_Made = tuple[Role, int, Comparison | None, str, str]


def _of_percent(figure: Figure, lead: str, behind: str, _: bool, prose: Prose) -> _Made | None:
    """Return what a percentage, points or a multiple are."""
    if figure.is_amount or not figure.unit.symbol:
        return None
    begun = prose.base_from.search(lead)
    if not figure.is_times and begun is not None and prose.behind_from.match(behind):
        return Role.FROM, 0, None, lead[: begun.start()], ""
    if figure.is_percent and (told := prose.sign("change_behind").match(behind)) is not None:
        return Role.RATE, -1 if told["fall"] else 1, _comparison(told["compared"], prose), lead, ""
    if (change := prose.change.search(lead)) is not None:
        sign = -1 if change["fall"] else 1
        role = Role.POINTS if figure.is_points else Role.RATE
        compared = _comparison(change["compared"] or lead[-12:], prose)
        return role, sign, compared, lead[: change.start()], ""
    if figure.is_percent and (before := prose.base_told.search(lead)) is not None:
        return Role.BASE, 0, _comparison(before[0], prose), lead[: before.start()], ""
    if figure.is_percent and (base := prose.base.search(lead)) and prose.behind_base.match(behind):
        return Role.BASE, 0, _comparison(base[0], prose), lead[: base.start()], ""
    if figure.is_percent and prose.of_whole.search(lead) and len(lead) < 12:
        return Role.COMPLETION, 0, None, "", "whole"
    if (share := prose.share.search(lead)) is not None and figure.is_percent:
        whole = share["whole"] if share["whole"] is not None else ""
        return Role.SHARE, 0, None, lead[: share.start()], whole
    if figure.is_percent and (done := prose.completion.search(lead)) is not None:
        return Role.COMPLETION, 0, None, lead[: done.start()], ""
    if (to := prose.to.search(lead)) is not None:
        return Role.REACHED, 0, None, lead[: to.start()], to["way"]
    return (Role.POINTS, 0, None, lead, "") if figure.is_points else None


def _of_amount(figure: Figure, lead: str, behind: str, next_percent: bool, prose: Prose) -> _Made | None:
    """Return what an amount is, None for a plain value."""
    if not figure.is_amount:
        return None
    if prose.sign("aside").search(lead):
        return Role.ASIDE, 0, None, lead, ""
    if next_percent and prose.of_whole.match(behind):
        return Role.WHOLE, 0, None, lead, ""
    if (to := prose.to.search(lead)) is not None:
        return Role.REACHED, 0, None, lead[: to.start()], to["way"]
    if (begun := prose.base_from.search(lead)) is not None and prose.behind_from.match(behind):
        return Role.FROM, 0, None, lead[: begun.start()], ""
    if (told := prose.sign("change_behind").match(behind)) is not None:
        return Role.DIFFERENCE, -1 if told["fall"] else 1, _comparison(told["compared"], prose), lead, ""
    change = prose.change.search(lead)
    if change is not None:
        sign = -1 if change["fall"] else 1
        compared = _comparison(change["compared"], prose) if change["compared"] else None
        return Role.DIFFERENCE, sign, compared, lead[: change.start()], ""
    if (base := prose.base.search(lead)) is not None and prose.behind_base.match(behind or "，"):
        return Role.BASE, 0, _comparison(base[0], prose), lead[: base.start()], ""
    if prose.sign("base_behind").match(behind) and prose.sign("against").search(lead):
        return Role.BASE, 0, Comparison.YEAR, "", ""
    if (told := prose.base_told.search(lead)) is not None:
        return Role.BASE, 0, _comparison(told[0], prose), lead[: told.start()], ""
    if prose.target.search(lead) is not None:
        return Role.TARGET, 0, None, lead, ""
    return None


def _comparison(words: str | None, prose: Prose) -> Comparison | None:
    """Return what a change is compared with, as the words tell it."""
    if not words:
        return None
    return next((kind for pattern, kind in prose.comparisons if pattern.search(words)), None)


def _in_series(terms: list[Term], prose: Prose) -> Iterator[Term]:
    """Yield the terms, those that stand side by side with nothing but marks between them as one series."""
    at = 0
    while at < len(terms):
        end = at + 1
        while end < len(terms) and _joins(terms[end - 1], terms[end], prose):
            end += 1
        group = _as_first(terms[at:end])
        for member, one in enumerate(group):
            yield one._replace(series=end - at if member == 0 else 1, member=member)
        at = end


def _joins(one: Term, other: Term, prose: Prose) -> bool:
    if one.sentence != other.sentence or not prose.between.match(other.lead):
        return False
    if prose.sign("sum_of").search(one.lead) is not None:
        return False  # of which the next is a part
    first, second = one.figure.unit, other.figure.unit
    return first.dimension == second.dimension or not first.symbol


def _as_first(group: list[Term]) -> list[Term]:
    """Return the members of a series with the role of the first, and the unit that only the last may have."""
    if len(group) == 1:
        return group
    unit = group[-1].figure.unit
    role = group[0].role
    if unit.symbol and not group[0].figure.unit.symbol and unit.dimension in ("percent", "points"):
        role = Role.RATE if group[0].role is Role.VALUE else role
    first = group[0]
    return [
        one._replace(
            figure=one.figure if one.figure.unit.symbol else one.figure._replace(unit=unit),
            role=role,
            sign=one.sign or first.sign,
            compared=one.compared or first.compared,
        )
        for one in group
    ]

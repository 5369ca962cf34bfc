"""Statements bound together: a value with its base, difference, rate, share and target, and what it is a
part of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from reportgen.auditing.grammar.figures import Figure, Plain
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.wording.prose import Prose

__all__ = ["Fact", "facts_of", "subject_of"]

_ONE_NAME = 2  # characters of what is too short for a name
_LONGEST = 40


@dataclass(slots=True)
class Fact:
    """What a sentence says of one thing. `series` are the figures that stand side by side with the value;
    `parent` is what it is a part of, `first` whether it is named right behind that."""

    subject: str
    lead: str
    sentence: int
    value: Figure | None = None
    way: str = ""
    base: Term | None = None
    difference: Term | None = None
    rate: Term | None = None
    share: Term | None = None
    completion: Term | None = None
    whole: Figure | None = None
    target: Figure | None = None
    points: Term | None = None
    series: tuple[Figure, ...] = ()
    rates: tuple[Figure, ...] = ()
    parent: Fact | None = None
    parts: list[Fact] = field(default_factory=list)
    first: bool = False
    bracketed: bool = False
    is_real: bool = False
    is_level: bool = False
    spoken: bool = True  # whether the parts are announced by a word such as 其中

    def figures(self) -> Iterator[Figure]:
        """Yield the figures that belong to it."""
        if self.value is not None:
            yield self.value
        for term in (self.base, self.difference, self.rate, self.share, self.completion, self.points):
            if term is not None:
                yield term.figure


def facts_of(plain: Plain, terms: Sequence[Term], prose: Prose) -> list[Fact]:
    """Return what a text says, in its order."""
    return _Binder(prose).bound(terms)


def subject_of(lead: str, prose: Prose) -> str:
    """Return the name of what a figure tells, by the words before it."""
    rest = prose.verbs.sub("", lead[-_LONGEST:])
    clause = prose.clause.split(rest)[-1]
    return prose.verbs.sub("", prose.openers.sub("", clause)).strip()


class _Binder:
    """Goes through the terms of a text, with what was last spoken of."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.facts: list[Fact] = []
        self.head: Fact | None = None
        self.top: Fact | None = None
        self.parents: list[Fact] = []
        self.base: Term | None = None
        self.target: Figure | None = None
        self.sentence = -1
        self.aged = False
        self.depth_of_bracket: list[bool] = []

    def bound(self, terms: Sequence[Term]) -> list[Fact]:
        for at, term in enumerate(terms):
            if term.member:
                continue
            members = [one.figure for one in terms[at : at + term.series]]
            self._place(term)
            self._bind(term, members)
        return self.facts

    def _place(self, term: Term) -> None:
        """Take note of what the words before a figure say of wholes and parts."""
        if term.sentence != self.sentence:
            if term.sentence > self.sentence + 1 or self.aged:
                self.target = None
            self.aged = self.target is not None  # a target holds for the next sentence too
            self.sentence, self.parents, self.base = term.sentence, [], None
            goes_on = self.prose.sign("goes_on").match(term.lead) is not None
            if self.prose.parts.search(term.lead) is None and not goes_on:
                self.head = None
        closing = term.lead.count("）") - term.lead.count("（")
        if closing > 0 and self.parents and self.depth_of_bracket and self.depth_of_bracket[-1]:
            self.parents.pop()
            self.depth_of_bracket.pop()
        if self.prose.returns.search(term.lead):
            del self.parents[1:]
            del self.depth_of_bracket[1:]
            self.head = None
        told = self.prose.parts.search(term.lead)
        if told is None:
            if self.prose.sign("bracketed").search(term.lead) and self._alike_last(term):
                self.parents.append(self.facts[-1])
                self.depth_of_bracket.append(True)
            return
        whole = self._whole_for(term)
        if whole is not None and whole.value is not None:
            self.parents.append(whole)
            self.depth_of_bracket.append("（" in term.lead[: told.start()][-2:])

    def _alike_last(self, term: Term) -> bool:
        last = self.facts[-1] if self.facts else None
        if last is None or last.value is None or last is not self.head or last.rate is not None:
            return False
        return last.value.unit.dimension == term.figure.unit.dimension

    def _whole_for(self, term: Term) -> Fact | None:
        """Return what the parts that begin here are of: the last thing spoken of that is measured alike."""
        near = self.head if self.head is not None and self.head.value is not None else self.top
        dimension = term.figure.unit.dimension
        small = self.prose.sign("small")
        for fact in reversed(self.facts[-6:]):
            if fact.value is None or fact.sentence < term.sentence - 1 or fact.is_level:
                continue
            if fact.parent is not None and fact.sentence < term.sentence:
                continue
            if fact.value.unit.dimension == dimension and not small.search(fact.lead[-_LONGEST:]):
                return fact
        return near

    def _bind(self, term: Term, members: list[Figure]) -> None:
        role = term.role
        if role in (Role.VALUE, Role.REACHED, Role.LEVEL):
            self._start(term, members)
        elif role in (Role.BASE, Role.FROM):
            self._take_base(term)
        elif role is Role.ASIDE:
            return
        elif role is Role.TARGET:
            self.target, self.aged = term.figure, False
        elif role is Role.WHOLE:
            if self.head is not None and self.head.completion is None:
                self.head.whole = term.figure
        else:
            self._attach(term, members)

    def _start(self, term: Term, members: list[Figure]) -> None:
        if not (term.figure.unit.symbol or term.figure.is_amount):
            return  # a bare number counts nothing
        if term.role is Role.REACHED and self._fill(term):
            return
        parent = self.parents[-1] if self.parents else None
        if parent is not None and self._goes_on(term) and not self._alike(parent, term.figure):
            parent = self._whole_for(term) or parent
        subject = subject_of(term.lead, self.prose)
        fact = Fact(subject, term.lead, term.sentence, term.figure, series=tuple(members))
        fact.way = term.base if term.role is Role.REACHED else ""
        fact.is_level = term.role is Role.LEVEL
        fact.is_real = self.prose.real.search(f"{subject} {term.lead[-self.prose.reach :]}") is not None
        if self.base is not None and self.base.figure.unit.dimension == term.figure.unit.dimension:
            fact.base = self.base
            told = f"{subject_of(self.base.lead, self.prose)} {self.base.lead[-_LONGEST:]}"
            fact.is_real = fact.is_real or self.prose.real.search(told) is not None
        self.base = None
        fact.target = self.target
        if parent is not None and not fact.is_level:
            fact.parent = parent
            fact.first = self.prose.parts.search(term.lead) is not None or self._goes_on(term)
            parent.parts.append(fact)
        elif not fact.is_level and term.figure.unit.symbol:
            self.top = fact
        self._add(fact)

    def _goes_on(self, term: Term) -> bool:
        """Tell whether a figure is what the first part is counted or measured by: 10亿元以上项目60个."""
        last = self.facts[-1] if self.facts else None
        if last is None or not last.first or last.value is None or last.sentence != term.sentence:
            return False
        is_other = last.value.unit.dimension != term.figure.unit.dimension
        return is_other and self.prose.clause.search(term.lead) is None and "、" not in term.lead

    def _fill(self, term: Term) -> bool:
        """Give the value to a change that was told before it: rose 8% to 120."""
        head = self.head
        told = head is not None and head.value is None and head.sentence == term.sentence
        if (
            head is None
            or not told
            or not (head.rate or head.difference or head.points)
            or not self._is_bare(term.rest)
        ):
            return False
        if self.base is not None and len(subject_of(self.base.rest, self.prose)) > _ONE_NAME:
            return False  # the change of something else
        head.value = term.figure
        head.is_real = head.is_real or self.prose.real.search(term.lead) is not None
        if self.base is not None and self.base.figure.unit.dimension == term.figure.unit.dimension:
            head.base, self.base = self.base, None
        return True

    def _take_base(self, term: Term) -> None:
        head = self.head
        near = term.role is Role.BASE and head is not None and self._is_bare(term.rest)
        if near and head is not None and head.base is None and self._alike(head, term.figure):
            head.base = term
            head.is_real = head.is_real or self.prose.real.search(term.lead) is not None
        else:
            self.base = term

    def _attach(self, term: Term, members: list[Figure]) -> None:
        head = self.head
        bare = self._is_bare(term.rest)
        if head is None or not bare:
            head = self._loose(term)
            if head is None:
                return
        if term.role is Role.DIFFERENCE:
            self._take(head, "difference", term, self._alike(head, term.figure))
        elif term.role is Role.RATE:
            if len(members) > 1:
                head.rates = head.rates or tuple(members)
                return
            head.is_real = head.is_real or self.prose.real.search(term.lead) is not None
            self._take(head, "rate", term, True)
        elif term.role is Role.SHARE:
            self._take(head, "share", term, len(members) == 1)
        elif term.role is Role.COMPLETION:
            self._take(head, "completion", term, len(members) == 1)
        elif term.role is Role.POINTS:
            self._take(head, "points", term, len(members) == 1)

    def _take(self, head: Fact, name: str, term: Term, fits: bool) -> None:
        if fits and getattr(head, name) is None:
            setattr(head, name, term)

    def _loose(self, term: Term) -> Fact | None:
        """Return a new fact for a change that no value stands with."""
        subject = subject_of(term.rest, self.prose)
        fact = Fact(subject, term.lead, term.sentence)
        fact.is_real = self.prose.real.search(f"{subject} {term.lead}") is not None
        if self.base is not None:
            fact.base, self.base = self.base, None
        if self.parents:
            fact.parent = self.parents[-1]
        self._add(fact)
        return fact

    def _add(self, fact: Fact) -> None:
        self.facts.append(fact)
        self.head = fact

    def _is_bare(self, rest: str) -> bool:
        """Tell whether nothing new is spoken of."""
        return not self.prose.filler.sub("", rest)

    def _alike(self, head: Fact, figure: Figure) -> bool:
        if head.share is not None and figure.is_percent:
            return True
        if head.value is None:
            return head.difference is None
        return head.value.unit.dimension == figure.unit.dimension


def wholes(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the facts that have parts."""
    return (fact for fact in facts if fact.parts)

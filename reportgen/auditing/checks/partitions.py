"""Parts that are all there are of a whole: they add up to it, and it grows as they do together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen.auditing.checks.adding import NEAR, off, tell_sum
from reportgen.auditing.checks.mistyped import add_up_but_for, begun_anew
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Interval
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, of, shown, signed, total
from reportgen.wording.prose import Partition

__all__ = ["check_partitions", "in_partition"]


def check_partitions(reading: Reading, notes: Notebook) -> None:
    """Compare parts that are all there are with their whole: AU303 sums, AU314 rates."""
    rates = [one for one in reading.facts if one.rate is not None and one.value is None]
    for partition in reading.prose.partitions:
        _check_partition(partition, reading, notes)
        if partition.bounded:
            _check_rates_alone(partition, rates, notes)


def in_partition(parts: Sequence[Fact], reading: Reading) -> bool:
    return any(
        sum(any(pattern.fullmatch(one.subject) for one in parts) for pattern in partition.parts) > 1
        for partition in reading.prose.partitions
    )


def _check_partition(partition: Partition, reading: Reading, notes: Notebook) -> None:
    """Parts that are all there are must add up to what stands before them."""
    facts = reading.facts
    for at, fact in enumerate(facts):
        if fact.value is None or not partition.parts[0].fullmatch(fact.subject) or len(fact.series) > 1:
            continue
        members = _members(partition, facts, at)
        if members is None or any(_members(finer, facts, at) for finer in _finer(partition, reading)):
            continue
        amounts = [one.value for one in members if one.value is not None and not one.value.vague]
        wholes = [
            one
            for one in _wholes(partition, facts, at)
            if one.value is not None
            and (partition.always or fact.parent is not one or _are_all(one, members, reading))
        ]  # of more parts than these the sum is looked at elsewhere
        if not wholes or len(amounts) < len(members):
            continue
        due = total(amounts)
        fits = [one for one in wholes if one.value is not None and not apart(due, one.value.interval)]
        whole = fits[0] if fits else min(wholes, key=lambda one: off(one, amounts))
        if whole.value is None:
            continue
        notes.tried("sum", whole.value, *amounts)
        if fits and partition.bounded:
            _check_rates(whole, members, partition, notes)
        elif not fits and (
            off(whole, amounts) <= whole.value.exact * (1 if fact.parent is whole else NEAR)
            or add_up_but_for(begun_anew, whole.value, amounts)
        ):
            tell_sum(whole.value, amounts, due, notes)


def _finer(partition: Partition, reading: Reading) -> Iterator[Partition]:
    """Yield the partitions that have the parts of another and more."""
    parts = {one.pattern for one in partition.parts}
    for other in reading.prose.partitions:
        if parts < {one.pattern for one in other.parts}:
            yield other


def _are_all(whole: Fact, members: Sequence[Fact], reading: Reading) -> bool:
    """Tell whether a whole has no other parts than these, but for those of another partition."""
    others = [one for one in whole.parts if one not in members and _may_be_part(one, whole)]
    partitions = reading.prose.partitions
    return all(any(partition.has_part(one.subject) for partition in partitions) for one in others)


def _may_be_part(one: Fact, whole: Fact) -> bool:
    """Tell whether a figure may be a part of another: what is larger is a limit, or something else."""
    value, all_of = one.value, whole.value
    if value is None or all_of is None or value.unit.dimension != all_of.unit.dimension:
        return False
    return value.exact <= all_of.exact


def _members(partition: Partition, facts: Sequence[Fact], at: int) -> list[Fact] | None:
    """Return one fact for each part, from the first on, in any order and not far from each other."""
    found = [facts[at]]
    for pattern in partition.parts[1:]:
        near = [
            one
            for one in facts[at + 1 : at + 12]
            if one.value is not None and pattern.fullmatch(one.subject) and len(one.series) < 2
            and _dimension(one) == _dimension(facts[at])
            and one.sentence - facts[at].sentence <= 2
        ]  # fmt: skip
        if not near:
            return None
        found.append(near[0])
    return found


def _wholes(partition: Partition, facts: Sequence[Fact], at: int) -> Iterator[Fact]:
    """Yield the facts before the parts that may be their whole, the nearest first."""
    first = facts[at]
    before = [one for one in facts[:at] if one.value is not None]
    for one in reversed(before[-5:]):
        if one.value is None or one.value.vague or first.value is None or len(one.series) > 1:
            continue
        alike = one.value.unit.dimension == first.value.unit.dimension
        is_near = one.sentence >= first.sentence - 2
        is_part = partition.has_part(one.subject)
        if alike and is_near and not is_part and partition.whole.search(one.subject):
            yield one


def _dimension(fact: Fact) -> str:
    return fact.value.unit.dimension if fact.value is not None else ""


def _check_rates(whole: Fact, members: Sequence[Fact], partition: Partition, notes: Notebook) -> None:
    """A whole cannot grow faster than all its parts, nor more slowly."""
    rates = [one.rate for one in (whole, *members)]
    known = [one for one in rates if one is not None]
    if len(known) != len(rates) or any(one.figure.vague or not one.figure.is_percent for one in known):
        return
    if len({one.compared for one in known if one.compared is not None}) > 1:
        return
    told = [signed(one.figure, one.sign) for one in known]
    notes.tried("weighted", *(one.figure for one in known))
    least, most = min(one.least for one in told[1:]), max(one.most for one in told[1:])
    if told[0].most < least or told[0].least > most:
        figure = known[0].figure
        notes.found(
            "AU314", (figure.start, figure.end), figures=tuple(one.figure for one in known),
            told=figure.text, parts="、".join(one.figure.text for one in known[1:]),
        )  # fmt: skip
    elif partition.nominal and not whole.is_real:
        _check_weighted(whole, members, told, notes)


def _check_rates_alone(partition: Partition, rates: Sequence[Fact], notes: Notebook) -> None:
    """Rates of all parts told without amounts: the whole, told right before, grows between them."""
    for at, fact in enumerate(rates):
        behind = rates[at : at + len(partition.parts) + 1]
        whole, members = behind[0], behind[1:]
        if len(members) < len(partition.parts) or members[-1].sentence - fact.sentence > 1:
            continue
        words = whole.subject or whole.lead
        if partition.whole.search(words) is None or partition.has_part(whole.subject):
            continue
        if all(pattern.fullmatch(one.subject) for pattern, one in zip(partition.parts, members, strict=True)):
            _check_rates(whole, members, replace(partition, nominal=False), notes)


def _check_weighted(whole: Fact, members: Sequence[Fact], told: Sequence[Interval], notes: Notebook) -> None:
    amounts = [one.value.interval for one in members if one.value is not None]
    bases = [
        of(lambda now, rate: now / (1 + rate / 100), amount, rate)
        for amount, rate in zip(amounts, told[1:], strict=True)
    ]
    known = [one for one in bases if one is not None]
    if len(known) != len(amounts) or any(one.least <= 0 for one in known):
        return
    before = Interval(added(one.least for one in known), added(one.most for one in known))
    now = Interval(added(one.least for one in amounts), added(one.most for one in amounts))
    due = of(lambda one, other: (one / other - 1) * 100, now, before)
    rate = whole.rate
    if due is None or rate is None or not apart(due, told[0]):
        return
    if max(due.least - told[0].most, told[0].least - due.most) < Fraction(1, 2):
        return  # the firms that are counted may have changed
    notes.found(
        "AU314", (rate.figure.start, rate.figure.end), hint="weighted", figures=(rate.figure,),
        told=rate.figure.text, parts=shown(due, 1) + "%",
    )  # fmt: skip

"""Wholes and their parts: what adds up, what cannot be larger, and units that were mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, mistyped, near_miss, of, shown, signed, total
from reportgen.wording.prose import Partition

__all__ = ["check_parts"]

_SMALL = Fraction(1, 1000)
_NEAR = Fraction(15, 100)


def check_parts(reading: Reading, notes: Notebook) -> None:
    """Compare parts with their whole: AU303 sums, AU304 a part beyond its whole, AU201 units, AU314 rates."""
    for fact in reading.facts:
        if fact.parts and fact.value is not None and not fact.value.vague:
            for part in fact.parts:
                _check_part(fact, part, reading, notes)
            _check_sum(fact, reading, notes)
    for partition in reading.prose.partitions:
        _check_partition(partition, reading, notes)
    _check_series(reading, notes)
    _check_together(reading, notes)
    _check_net(reading, notes)


def _check_part(whole: Fact, part: Fact, reading: Reading, notes: Notebook) -> None:
    value, all_of = part.value, whole.value
    if value is None or all_of is None or value.vague or value.unit.dimension != all_of.unit.dimension:
        return
    if len(part.series) > 1 or not value.is_amount or value.amount <= 0 or all_of.amount <= 0:
        return
    if len(whole.series) > 1:
        return
    if _is_unit_slip(value, all_of, part.lead, reading):
        notes.tried("unit", value, all_of)
        notes.found(
            "AU201", (value.start, value.end), figures=(value, all_of), value=value.text, other=all_of.text
        )
        return
    told = reading.prose.parts.split(part.lead)[-1]
    if not part.first or part.way or reading.prose.sign("unlike").search(told):
        return
    notes.tried("part", value, all_of)
    if value.interval.least > all_of.interval.most and not _may_be_of_other(whole, value, reading):
        notes.found(
            "AU304", (value.start, value.end), figures=(value, all_of), value=value.text, whole=all_of.text
        )


def _may_be_of_other(whole: Fact, part: Figure, reading: Reading) -> bool:
    """Tell whether something larger was told right before the whole, which the part may be of as well."""
    at = reading.facts.index(whole)
    before = [one for one in reading.facts[max(0, at - 3) : at] if one.sentence == whole.sentence]
    return any(one.value is not None and one.parent is None and _is_whole(one.value, part) for one in before)


def _is_whole(whole: Figure, part: Figure) -> bool:
    return whole.unit.dimension == part.unit.dimension and whole.exact >= part.exact


def _is_unit_slip(part: Figure, whole: Figure, lead: str, reading: Reading) -> bool:
    """Tell whether a part of money is so small, in a smaller unit, that its unit is in doubt; or so large, in
    a larger one."""
    if part.unit.dimension not in ("CNY", "USD"):
        return False
    if part.unit.scale > whole.unit.scale:
        return part.exact / whole.exact > 1 / _SMALL
    if part.unit.scale == whole.unit.scale:
        return False
    if reading.prose.sign("small").search(lead):
        return False
    ratio = part.exact / whole.exact
    return ratio < _SMALL and any(Fraction(1, 200) <= ratio * factor <= 1 for factor in (10**4, 10**8))


# --- sums


def _amounts(parts: Sequence[Fact], whole: Figure) -> list[Figure]:
    return [
        one.value
        for one in parts
        if one.value is not None and one.value.unit.dimension == whole.unit.dimension and not one.value.vague
    ]


def _check_sum(whole: Fact, reading: Reading, notes: Notebook) -> None:
    """Look at parts that overshoot their whole by little, or miss it by a slip of the pen."""
    value = whole.value
    if value is None or len(whole.series) > 1:
        return
    parts = [one for one in whole.parts if one.parent is whole and not one.way and len(one.series) < 2]
    amounts = _amounts(parts, value)
    if len(amounts) < 2 or len(amounts) != len(parts):
        return
    for end in range(2, len(amounts) + 1):
        if not apart(total(amounts[:end]), value.interval):
            notes.tried("sum", value, *amounts[:end])
            return
    if _in_partition(parts, reading):
        return
    due = total(amounts)
    words = reading.text[value.end : amounts[-1].end]
    is_list = reading.prose.sign("whole_list").search(words) is not None
    off = abs(added(one.exact for one in amounts) - value.exact)
    over_all = due.least > value.interval.most
    over = over_all and off <= value.exact / 20
    slip = near_miss(added(one.exact for one in amounts), value.exact, _unit(value, amounts))
    if (
        (is_list and (off <= value.exact * _NEAR or (over_all and value.unit.is_count)))
        or (over and slip)
        or (slip and len(amounts) > 2 and off <= value.exact / 50)
        or mistyped(value, amounts)
    ):
        _tell_sum(value, amounts, due, notes)


def _unit(value: Figure, amounts: Sequence[Figure]) -> Fraction:
    return min(one.last_digit for one in (value, *amounts))


def _in_partition(parts: Sequence[Fact], reading: Reading) -> bool:
    return any(
        sum(any(pattern.fullmatch(one.subject) for one in parts) for pattern in partition.parts) > 1
        for partition in reading.prose.partitions
    )


def _tell_sum(whole: Figure, parts: Sequence[Figure], due: Interval, notes: Notebook) -> None:
    notes.tried("sum", whole, *parts)
    places = (
        max(one.places for one in parts)
        if len({one.unit for one in (whole, *parts)}) == 1
        else whole.places + 4
    )
    notes.found(
        "AU303", (whole.start, whole.end), figures=(whole, *parts),
        value=whole.text, parts=" + ".join(one.text for one in parts),
        due=_trimmed(shown(due, places, whole.unit.scale)) + whole.unit.symbol,
    )  # fmt: skip


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _check_partition(partition: Partition, reading: Reading, notes: Notebook) -> None:
    """Parts that are all there are must add up to what stands before them."""
    facts = reading.facts
    for at, fact in enumerate(facts):
        if fact.value is None or not partition.parts[0].fullmatch(fact.subject) or len(fact.series) > 1:
            continue
        members = _members(partition, facts, at)
        if members is None:
            continue
        amounts = [one.value for one in members if one.value is not None and not one.value.vague]
        wholes = [one for one in _wholes(partition, facts, at) if one.value is not None]
        if not wholes or len(amounts) < len(members):
            continue
        due = total(amounts)
        fits = [one for one in wholes if one.value is not None and not apart(due, one.value.interval)]
        whole = fits[0] if fits else min(wholes, key=lambda one: _off(one, amounts))
        if whole.value is None:
            continue
        notes.tried("sum", whole.value, *amounts)
        if fits and partition.bounded:
            _check_rates(whole, members, partition, notes)
        elif not fits and _off(whole, amounts) <= whole.value.exact * (1 if fact.parent is whole else _NEAR):
            _tell_sum(whole.value, amounts, due, notes)


def _off(whole: Fact, amounts: Sequence[Figure]) -> Fraction:
    """Return by how much parts miss their whole."""
    return abs(added(one.exact for one in amounts) - (whole.value.exact if whole.value is not None else 0))


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
        is_part = any(pattern.fullmatch(one.subject) for pattern in partition.parts)
        if alike and is_near and not is_part and partition.whole.search(one.subject):
            yield one


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


def _check_series(reading: Reading, notes: Notebook) -> None:
    """Values told side by side, and the whole before them: a slip of the pen."""
    facts = reading.facts
    for at, fact in enumerate(facts):
        amounts = list(fact.series)
        if len(amounts) < 2 or any(one.vague or not one.is_amount for one in amounts):
            continue
        alike = [
            one for one in facts[:at] if one.value and one.value.unit.dimension == amounts[0].unit.dimension
        ]
        for whole in reversed(alike[-6:]):
            value = whole.value
            if value is None or value.vague or len(whole.series) > 1:
                continue
            if fact.sentence - whole.sentence > 1:
                continue
            due = total(amounts)
            if not apart(due, value.interval):
                notes.tried("sum", value, *amounts)
                break
            off = abs(added(one.exact for one in amounts) - value.exact)
            limit = value.exact / 100 if len(amounts) > 2 else value.exact / 200
            if off <= limit and near_miss(
                added(one.exact for one in amounts), value.exact, _unit(value, amounts)
            ):
                _tell_sum(value, amounts, due, notes)
                break


def _dimension(fact: Fact) -> str:
    return fact.value.unit.dimension if fact.value is not None else ""


def _check_together(reading: Reading, notes: Notebook) -> None:
    """What is told in total behind its parts."""
    facts = reading.facts
    for at, fact in enumerate(facts):
        value = fact.value
        if value is None or value.vague or reading.prose.together.search(fact.lead) is None:
            continue
        parts = [one for one in facts[:at] if one.sentence == fact.sentence]
        if any(reading.prose.returns.search(one.lead) for one in (*parts[1:], fact)):
            continue
        amounts = [
            figure
            for one in parts if one.value is not None and one.value.unit.dimension == value.unit.dimension
            for figure in one.series or (one.value,)
        ]  # fmt: skip
        if len(amounts) < 2 or any(one.vague for one in amounts):
            continue
        for start in range(len(amounts) - 1):
            if not apart(total(amounts[start:]), value.interval):
                notes.tried("sum", value, *amounts[start:])
                break
        else:
            off = abs(added(one.exact for one in amounts) - value.exact)
            if off <= value.exact * _NEAR or mistyped(value, amounts):
                _tell_sum(value, amounts, total(amounts), notes)


def _check_net(reading: Reading, notes: Notebook) -> None:
    """New ones less those that are gone must be the net increase."""
    sign = reading.prose.sign
    by_sentence: dict[int, list[Term]] = {}
    for term in reading.terms:
        if term.figure.unit.is_count and not term.figure.vague:
            by_sentence.setdefault(term.sentence, []).append(term)
    for some in by_sentence.values():
        new, gone, net = (
            [one.figure for one in some if sign(name).search(one.lead)] for name in ("new", "gone", "net")
        )
        if len(new) != 1 or len(net) != 1 or not gone:
            continue
        values = [*new, *gone, *net]
        if len({one.unit.dimension for one in values}) != 1:
            continue
        if net[0].start < gone[-1].start and not reading.prose.parts.search(
            reading.text[net[0].end : new[0].start]
        ):
            continue
        due = new[0].exact - added(one.exact for one in gone)
        notes.tried("sum", *values)
        if due != net[0].exact:
            notes.found(
                "AU303", (net[0].start, net[0].end), figures=tuple(values), hint="net", value=net[0].text,
                parts=" - ".join(one.text for one in values[:-1]), due=f"{due}{net[0].unit.symbol}",
            )  # fmt: skip

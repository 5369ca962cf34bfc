"""Rates that are named after what they count: of 57 proposals 45 were adopted, 采纳率 78.9%."""

from __future__ import annotations

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.proportions import is_slipped_share
from reportgen.auditing.checks.shares import is_whole, percent_of, tell_share
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, gap

__all__ = ["check_heads", "check_quotas"]


def check_quotas(reading: Reading, notes: Notebook) -> None:
    """Compare a rate that is named after what it counts with the counts before it in its sentence (AU305)."""
    values = [fact for fact in reading.facts if fact.value is not None]
    for at, fact in enumerate(values):
        pair = _counted(reading, values, at)
        if pair is None or fact.value is None:
            continue
        one, other, is_rest = pair
        due = percent_of(one, other)
        if is_rest:
            due = Interval(100 - due.most, 100 - due.least)
        notes.tried("share", one, other, fact.value)
        if gap(due, fact.value.interval) * 2 > fact.value.last_digit:  # a rate is often rounded twice
            tell_share("AU305", fact.value, one, other, notes, due)


def check_heads(reading: Reading, notes: Notebook) -> None:
    """Compare shares with the first amount of their sentence (AU305): where others are shares of it, or where
    one slip of the pen would make them so."""
    shares: dict[Figure, list[tuple[Figure, Figure]]] = {}
    for fact in reading.facts:
        if fact.share is not None and fact.value is not None and not fact.share.base and len(fact.series) < 2:
            head = _head(reading, fact)
            told = fact.share.figure
            if head is not None and not (told.vague or fact.value.vague) and told.is_percent:
                shares.setdefault(head, []).append((fact.value, told))
    for head, some in shares.items():
        fits = [not apart(percent_of(part, head), told.interval) for part, told in some]
        for (part, told), fit in zip(some, fits, strict=True):
            notes.tried("share", part, head, told)
            if not fit and (any(fits) or is_slipped_share(part, head, told)):
                tell_share("AU305", told, part, head, notes)


def _head(reading: Reading, fact: Fact) -> Figure | None:
    """Return the first amount of the sentence, when it is larger and of the same kind."""
    for one in reading.facts:
        if one.sentence == fact.sentence and one.value is not None and one.value.is_amount:
            if one.share is not None:
                return None  # a part itself
            if fact.value is not None and _counts_alike(one, fact):
                is_larger = one.value is not fact.value and is_whole(one.value, fact.value)
                return one.value if is_larger and len(one.series) < 2 and not one.value.vague else None
    return None


def _counted(reading: Reading, values: list[Fact], at: int) -> tuple[Figure, Figure, bool] | None:
    """Return what a rate counts and among how many; whether it is the rate of those that are not counted."""
    fact = values[at]
    stem = _stem(reading, fact)
    if stem is None or at < 2:
        return None
    part = values[at - 1]
    alike = [one for one in values[: at - 1] if _counts_alike(one, part)]
    if part.sentence != fact.sentence or not alike or alike[-1].sentence != fact.sentence:
        return None
    whole, stem = _whole_of(reading, alike), _as_told(reading, stem, part)
    told = part.lead if stem in part.lead else _behind(reading, part, fact)
    one, other = part.value, whole.value
    if one is None or other is None or not _may_be_counted(reading, part, whole, stem, told):
        return None
    same = [each.value for each in alike if each.value is not None and each.sentence == fact.sentence]
    if any(
        each.exact and not apart(percent_of(one, each), fact.value.interval) for each in same if fact.value
    ):
        return None  # of one that stands before
    return one, other, _is_denied(reading, stem, told) is not _is_denied(reading, stem, fact.subject)


def _stem(reading: Reading, fact: Fact) -> str | None:
    """Return what the name of a rate says that it counts; None for what is no such rate."""
    name = reading.prose.sign("quota").search(fact.subject)
    if name is None or fact.value is None or fact.value.vague or len(fact.series) > 1:
        return None
    is_rate = fact.value.is_percent and (fact.is_level or name["face"])
    return name["stem"] or name["face"] if is_rate else None


def _as_told(reading: Reading, stem: str, part: Fact) -> str:
    """Return the stem as the part has it: a rate of closed cases counts those tried and closed."""
    if reading.prose.sign("closed").fullmatch(stem) is None:
        return stem
    so = reading.prose.sign("closed_so").search(part.lead)
    return so[0] if so is not None else stem


def _may_be_counted(reading: Reading, part: Fact, whole: Fact, stem: str, told: str) -> bool:
    """Tell whether a part is what a rate counts, and a whole among how many."""
    one, other = part.value, whole.value
    if one is None or other is None or one.vague or other.vague or len(part.series) > 1 or not other.exact:
        return False
    is_due = whole.subject.endswith(f"{reading.prose.sign('due_so').pattern}{stem}")  # as many as ought to
    if not _are_due_and_done(reading, part, whole, stem) and (
        stem not in told or (stem in whole.subject and not is_due)
    ):
        return False
    if part.parent is not None and part.parent is not whole:
        return False
    is_money = reading.prose.sign("of_money").fullmatch(stem) is not None
    return one.exact * 2 <= other.exact * 3 and (one.unit.is_count or is_money)


def _are_due_and_done(reading: Reading, part: Fact, whole: Fact, stem: str) -> bool:
    """Tell whether as many ought to be as the whole says, and as many are as the part."""
    due = reading.prose.sign("due_of").search(whole.lead)
    done = reading.prose.sign("done_of").search(part.lead)
    return due is not None and done is not None and due["so"] == done["so"] and due["so"] in stem


def _is_denied(reading: Reading, stem: str, words: str) -> bool:
    """Tell whether words say that what a rate counts is not so."""
    before, found, _ = words.partition(stem)
    return bool(found) and reading.prose.sign("not_so").search(before) is not None


def _whole_of(reading: Reading, alike: list[Fact]) -> Fact:
    """Return among how many a rate counts: those right before, or those that were received, of which these
    are a part or stand in a bracket."""
    nearest, received = alike[-1], reading.prose.sign("received")
    if nearest.parent in alike and nearest.parent is not None and received.search(nearest.parent.lead):
        return nearest.parent
    is_aside = nearest.lead.startswith("（") and len(alike) > 1
    return alike[-2] if is_aside and received.search(alike[-2].lead) else nearest


def _counts_alike(one: Fact, other: Fact) -> bool:
    return (
        one.value is not None
        and other.value is not None
        and one.value.is_amount
        and one.value.unit.dimension == other.value.unit.dimension
    )


def _behind(reading: Reading, part: Fact, told: Fact) -> str:
    """Return the words of its clause behind a part: 13 industries grew."""
    assert part.value is not None
    assert told.value is not None
    return reading.prose.clause.split(reading.text[part.value.end : told.value.start])[0]

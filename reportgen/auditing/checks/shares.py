"""Shares of a whole, completion of a target, ratios: each must be one that the printed figures allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.auditing.checks.mistyped import mistyped_as
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, gap, of, shown
from reportgen.diagnostics import Severity

__all__ = ["check_shares", "is_whole", "percent_of", "tell_share"]

_TEN_THOUSAND = 10_000
_RATIO = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?:\s?[:：]\s?[0-9]+(?:\.[0-9]+)?){1,4}(?![0-9]|\.[0-9])")
_PARTS_OF_RATIO = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def check_shares(reading: Reading, notes: Notebook) -> None:
    """Compare shares (AU305), completion (AU306) and ratios (AU307) with what they are made of."""
    for at, fact in enumerate(reading.facts):
        _check_share(reading, at, fact, notes)
        _check_completion(reading, fact, notes)
    for found in _RATIO.finditer(reading.text):
        _check_ratio(reading, found, notes)
    _check_hundred(reading, notes)
    _check_three(reading, notes)


def _check_share(reading: Reading, at: int, fact: Fact, notes: Notebook) -> None:
    part, share = fact.value, fact.share
    if share is not None and part is None and (named := _named_part(reading, at, fact)) is not None:
        fact, part = named, named.value
    if share is None or share.figure.vague or part is None or part.vague or not part.is_amount:
        return
    if reading.prose.sign("within").search(fact.lead) is not None:
        return  # of what is named there
    if len(fact.series) > 1 or (fact.is_real and fact.rate is None and not part.is_amount):
        return
    wholes = list(_wholes(reading, at, fact, share.base))
    if not wholes:
        _check_slip(reading, at, fact, notes)
        return
    if _is_of_all(fact, share.figure):
        return
    fits = [one for one in wholes if not apart(percent_of(part, one), share.figure.interval)]
    whole = fits[0] if fits else wholes[0]
    notes.tried("share", part, whole, share.figure)
    if not fits and len({one.exact for one in wholes}) == 1:
        tell_share("AU305", share.figure, part, whole, notes)


def _check_slip(reading: Reading, at: int, fact: Fact, notes: Notebook) -> None:
    """A share of what goes by another name: the part would be one but for its unit, or a slip of the pen."""
    part, share, parent = fact.value, fact.share, fact.parent
    if part is None or share is None:
        return
    if parent is not None and parent.value is not None and len(parent.series) < 2 and share.base:
        one, whole = share.figure.interval, parent.value
        is_alike = is_whole(whole, part) and apart(percent_of(part, whole), one)
        if is_alike and any(not apart(percent_of(each, whole), one) for each in mistyped_as(part)):
            tell_share("AU305", share.figure, part, whole, notes)
        return
    smaller = part._replace(unit=part.unit._replace(scale=part.unit.scale / _TEN_THOUSAND))
    for each in reading.facts[:at]:
        whole_of = each.value
        if whole_of is None or not is_whole(whole_of, smaller) or whole_of.exact >= part.exact:
            continue
        if not apart(percent_of(smaller, whole_of), share.figure.interval):
            notes.found(
                "AU201",
                (part.start, part.end),
                figures=(part, whole_of),
                value=part.text,
                other=whole_of.text,
            )
            return


def _is_of_all(fact: Fact, told: Figure) -> bool:
    """Tell whether the share of a part is told of all that its whole has a share of."""
    parent, part = fact.parent, fact.value
    if parent is None or parent.share is None or parent.value is None or part is None:
        return False
    due = of(
        lambda one, middle, share: one / middle * share,
        part.interval, parent.value.interval, parent.share.figure.interval,
    )  # fmt: skip
    return due is not None and not apart(due, told.interval)


def _named_part(reading: Reading, at: int, fact: Fact) -> Fact | None:
    """Return the part whose share is told behind it by its name alone: taxes 9.42, taxes make 73%."""
    found = [
        one
        for one in reading.facts[:at]
        if one.value is not None and one.parent is not None and one.sentence == fact.sentence
        and fact.subject and one.subject.startswith(fact.subject)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _wholes(reading: Reading, at: int, fact: Fact, name: str) -> Iterator[Figure]:
    """Yield what a share may be of: what bears the name, or for none what it is a part of."""
    part = fact.value
    assert part is not None  # a share of nothing is not looked at
    larger = [
        one.value
        for one in reading.facts[:at]
        if name and one.value is not None and is_whole(one.value, part)
        and _is_named(one.subject, name, reading)
    ]  # fmt: skip
    if larger:
        yield larger[-1]
        return
    parent = fact.parent.value if fact.parent is not None else None
    general = not name or reading.prose.general.search(name) is not None
    is_one = fact.parent is not None and len(fact.parent.series) < 2
    if parent is not None and general and is_one and is_whole(parent, part):
        yield parent


def is_whole(whole: Figure, part: Figure) -> bool:
    return not whole.vague and whole.unit.dimension == part.unit.dimension and whole.exact >= part.exact


def _is_named(subject: str, name: str, reading: Reading) -> bool:
    """Tell whether a share is of what bears a name: told in full, by its end, as the number of all."""
    alias, in_all = reading.prose.sign("short_name"), reading.prose.sign("in_all")
    subject, name = (alias.sub("GDP", one) for one in (subject, name))
    if (stem := in_all.sub("", name)) != name and len(stem) > 1 and subject.endswith(stem):
        return True
    return len(subject) > 2 and (
        subject == name or (len(name) > 3 and (subject.endswith(name) or name.endswith(subject)))
    )


def percent_of(part: Figure, whole: Figure) -> Interval:
    found = of(lambda one, all_of: one / all_of * 100, part.interval, whole.interval)
    return found if found is not None else Interval(Fraction(-(10**9)), Fraction(10**9))


def _check_completion(reading: Reading, fact: Fact, notes: Notebook) -> None:
    value, done = fact.value, fact.completion
    if value is None or done is None or value.vague or done.figure.vague or len(fact.series) > 1:
        return
    whole = fact.whole if fact.whole is not None else fact.target
    between = reading.text[value.end : done.figure.start]
    if between.count("）") > between.count("（"):  # of what stands before the bracket
        return
    if whole is None or whole.vague or whole.unit.dimension != value.unit.dimension or not whole.exact:
        return
    code = "AU306"
    notes.tried("completion", value, whole, done.figure)
    due = of(lambda one, all_of: one / all_of * 100, value.interval, _as_planned(whole))
    if due is not None and apart(due, done.figure.interval):
        tell_share(code, done.figure, value, whole, notes)


def _as_planned(target: Figure) -> Interval:
    """Return what a target may be: plans are round numbers, and no rounded ones."""
    slack = target.exact / 100
    least, most = target.interval
    return Interval(max(least, target.exact - slack), min(most, target.exact + slack))


def tell_share(
    code: str, told: Figure, part: Figure, whole: Figure, notes: Notebook, due: Interval | None = None
) -> None:
    """Tell a share that is not what its figures give, or not what is `due`."""
    due = percent_of(part, whole) if due is None else due
    far = gap(due, told.interval)
    slight = far < told.last_digit / 2 and told.places > 0
    notes.found(
        code, (told.start, told.end), severity=Severity.NOTE if slight else None, figures=(part, whole, told),
        value=part.text, whole=whole.text, told=told.text, due=shown(due, max(told.places, 1)) + "%",
    )  # fmt: skip


def _check_ratio(reading: Reading, found: re.Match[str], notes: Notebook) -> None:
    """A structure must add up to 100; a structure of three may be forced to."""
    texts = _PARTS_OF_RATIO.findall(found[0])
    before = reading.text[max(0, found.start() - 48) : found.start()]
    if len(texts) < 3 or reading.prose.sign("structure").search(before) is None:
        return
    numbers = [Fraction(text) for text in texts]
    finest = max(len(text.partition(".")[2]) for text in texts)
    total = added(numbers)
    notes.kinds["ratio"] += 1
    notes.checked |= {
        (one.start, one.end) for one in reading.figures if found.start() <= one.start < found.end()
    }
    if not 80 < total < 125:
        return
    slack = added(Fraction(5, 10 ** (len(text.partition(".")[2]) + 1)) for text in texts)
    if abs(total - 100) > slack:
        told = f"{float(total):.{finest}f}"
        notes.found("AU307", found.span(), told=told)
        return
    _check_structure(reading, found, [(text, Fraction(text)) for text in texts], notes)


def _check_structure(
    reading: Reading, found: re.Match[str], parts: list[tuple[str, Fraction]], notes: Notebook
) -> None:
    """Compare a structure with the values of the parts that stand before it."""
    partition = reading.prose.partitions[0] if reading.prose.partitions else None
    if partition is None or len(parts) != len(partition.parts):
        return
    values: list[Figure] = []
    for pattern in partition.parts:
        same = [
            one.value
            for one in reading.facts
            if one.value is not None and one.value.is_amount and one.value.end < found.start()
            and pattern.fullmatch(one.subject) and not one.value.vague and len(one.series) < 2
        ]  # fmt: skip
        if len(same) != 1:
            return
        values.append(same[0])
    before = reading.text[max(0, found.start() - 16) : found.start()]
    between = [one for one in reading.facts if one.value and values[0].end < one.value.start < found.start()]
    if any(partition.whole.search(one.subject) and not partition.has_part(one.subject) for one in between):
        return
    if reading.prose.sign("other_time").search(before) or len({one.unit.dimension for one in values}) != 1:
        return
    whole = Interval(added(one.interval.least for one in values), added(one.interval.most for one in values))
    for (text, told), value in zip(parts, values, strict=True):
        due = of(lambda one, all_of: one / all_of * 100, value.interval, whole)
        slack = Fraction(15, 10 ** (len(text.partition(".")[2]) + 1))  # forced to add up to 100
        if due is not None and apart(due, Interval(told - slack, told + slack)):
            notes.found(
                "AU307", found.span(), hint="value", figures=(value,), value=value.text, told=text,
                due=shown(due, len(text.partition(".")[2])),
            )  # fmt: skip
            return


def _check_hundred(reading: Reading, notes: Notebook) -> None:
    """Shares told side by side of parts that are all there are."""
    for at, term in enumerate(reading.terms):
        if term.series < 3 or not term.figure.is_percent or term.member:
            continue
        if term.role is not Role.SHARE and reading.prose.sign("hundred").search(term.lead) is None:
            continue
        some = [one.figure for one in reading.terms[at : at + term.series]]
        if any(one.vague or one.unit.symbol != "%" for one in some):
            continue
        total = added(one.exact for one in some)
        slack = added(Fraction(5, 10 ** (one.places + 1)) for one in some)
        notes.tried("ratio", *some)
        near = abs(total - 100) <= 40
        if near and abs(total - 100) > slack and _is_all(reading, term):
            notes.found(
                "AU307", (some[0].start, some[-1].end), figures=tuple(some),
                told=f"{float(total):.{max(one.places for one in some)}f}",
            )  # fmt: skip


def _check_three(reading: Reading, notes: Notebook) -> None:
    """Shares of the three industries, or of two halves, each told with its name."""
    three = [
        found
        for found in reading.prose.sign("three_shares").finditer(reading.text)
        if reading.prose.sign("hundred").search(found[0])
    ]
    for found in (*three, *reading.prose.sign("two_shares").finditer(reading.text)):
        texts = [text.rstrip(".") for text in found.groups()]
        total = added(Fraction(text) for text in texts)
        slack = added(Fraction(5, 10 ** (len(text.partition(".")[2]) + 1)) for text in texts)
        notes.kinds["ratio"] += 1
        if slack < abs(total - 100) <= 10:
            places = max(len(text.partition(".")[2]) for text in texts)
            notes.found("AU307", found.span(), told=f"{float(total):.{places}f}")


def _is_all(reading: Reading, term: Term) -> bool:
    """Tell whether a sentence speaks of parts that are all there are, as many as there are shares."""
    said = reading.prose.sentence.split(reading.text[: term.figure.start])[-1]
    return term.series == 3 and reading.prose.sign("all_parts").search(said) is not None

"""What adds up, or would but for a slip of the pen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reportgen.auditing.checks.adding import NEAR, tell_sum
from reportgen.auditing.checks.mistyped import add_up_but_for, begun_anew, many_slips, swaps
from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.checks.partitions import in_partition
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.grammar.statements import Term
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import added, apart, total

__all__ = ["check_sums"]


_WITH_REST = Fraction(2, 5)  # how far parts may miss their whole when the last is of all others
_BEHIND = 40  # characters
_SEVERAL = 3  # parts of all kinds that there are


def check_sums(reading: Reading, notes: Notebook) -> None:
    """Compare what is told as parts, side by side, or in total (AU303)."""
    for fact in reading.facts:
        if fact.parts and fact.value is not None and not fact.value.vague:
            _check_sum(fact, reading, notes)
    _check_series(reading, notes)
    _check_together(reading, notes)
    _check_net(reading, notes)


def _check_sum(whole: Fact, reading: Reading, notes: Notebook) -> None:
    """Look at parts that overshoot their whole by little, or miss it by a slip of the pen."""
    value = whole.value
    if value is None or len(whole.series) > 1:
        return
    parts = [one for one in whole.parts if one.parent is whole and not one.way and len(one.series) < 2]
    rest = next(
        (at for at, one in enumerate(parts, 1) if reading.prose.sign("others").search(one.lead)), None
    )
    parts = parts[:rest]  # what is told behind all others is of something else
    parts = [one for one in parts if reading.prose.together.search(one.lead) is None]
    inner = next(
        (at for at, one in enumerate(parts) if at and reading.prose.sign("within").search(one.lead)), None
    )
    parts = parts[:inner]  # what is told of one of the parts is no other
    while len(parts) > 1 and not _amounts(parts[-1:], value):
        parts = parts[:-1]  # of something else
    amounts = _amounts(parts, value)
    if len(amounts) < 2 or len(amounts) != len(parts):
        return
    for end in range(2, len(amounts) + 1):
        if not apart(total(amounts[:end]), value.interval):
            notes.tried("sum", value, *amounts[:end])
            return
    if in_partition(parts, reading):
        return
    due = total(amounts)
    words = reading.text[value.end : amounts[-1].end]
    sign = reading.prose.sign
    if any(sign("each_of").search(one.lead) for one in parts):
        return  # one of each of several
    is_all = (
        len(amounts) > _SEVERAL
        and add_up_but_for(begun_anew, value, amounts)
        and sign("all_kinds").search(whole.lead) is not None
    )
    has_rest = sign("others").search(parts[-1].lead) is not None  # then these are all there are
    is_all = is_all or (len(amounts) > 2 and sign("whole_by_names").match(words) is not None)
    is_list = is_all or has_rest or sign("whole_list").search(words) is not None
    off = abs(added(one.exact for one in amounts) - value.exact)
    over_all = due.least > value.interval.most
    over = over_all and off <= value.exact / 20
    is_near = over or (len(amounts) > 2 and off <= value.exact / 50)
    slip = is_near and any(add_up_but_for(some, value, amounts) for some in (swaps, many_slips))
    if (
        (
            is_list
            and (
                off <= value.exact * (_WITH_REST if has_rest else NEAR) or (over_all and value.unit.is_count)
            )
        )
        or slip
        or (is_list and add_up_but_for(begun_anew, value, amounts))
        or add_up_but_for(begun_anew if over_all else swaps, value, amounts)
        or (over_all and value.unit.is_count and _is_bracketed(reading, value, amounts))
        or (over_all and _is_listed(reading, parts))
    ):
        tell_sum(value, amounts, due, notes)


def _is_listed(reading: Reading, parts: Sequence[Fact]) -> bool:
    """Tell whether parts exclude each other by their names: money of the state, the province, the county."""
    by_level = reading.prose.sign("by_level")
    return len(parts) > 2 and all(by_level.search(one.lead) is not None for one in parts)


def _is_bracketed(reading: Reading, value: Figure, amounts: Sequence[Figure]) -> bool:
    """Tell whether parts stand in one bracket behind their whole, with nothing but names between them."""
    words = reading.text[value.end : amounts[-1].end + 1]
    is_list = words.count("、") >= len(amounts) - 1 and not {"，", "；"} & set(words)
    return is_list and "（" in words[:16] and words.endswith("）")


def _amounts(parts: Sequence[Fact], whole: Figure) -> list[Figure]:
    return [
        one.value
        for one in parts
        if one.value is not None and one.value.unit.dimension == whole.unit.dimension and not one.value.vague
    ]


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
            is_slip = off <= limit and any(
                add_up_but_for(some, value, amounts) for some in (swaps, many_slips)
            )
            is_next = at > 0 and facts[at - 1] is whole and len(amounts) > 2
            if is_slip or (is_next and add_up_but_for(swaps, value, amounts)):
                tell_sum(value, amounts, due, notes)
                break


def _check_together(reading: Reading, notes: Notebook) -> None:
    """What is told in total behind its parts."""
    facts = reading.facts
    for at, fact in enumerate(facts):
        value = fact.value
        if value is None or value.vague or not _is_told_in_all(fact, value, reading):
            continue
        parts = [one for one in facts[:at] if one.sentence == fact.sentence]
        if not parts and at and (reading.prose.language == "en" or _is_above(fact, reading)):
            parts = [one for one in facts[:at] if one.sentence == fact.sentence - 1]
            parts = parts if _is_above(fact, reading) else parts[-1:]
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
            if off <= value.exact * NEAR or add_up_but_for(begun_anew, value, amounts):
                tell_sum(value, amounts, total(amounts), notes)


def _is_above(fact: Fact, reading: Reading) -> bool:
    """Tell whether a value speaks of what was told in the sentence before: 上述208件."""
    return reading.prose.sign("above_told").fullmatch(fact.lead) is not None


def _is_told_in_all(fact: Fact, value: Figure, reading: Reading) -> bool:
    """Tell whether words before or behind a value say that it is all of what was told."""
    if _is_above(fact, reading):
        return True
    if reading.prose.together.search(fact.lead) is not None:
        return True
    behind = reading.text[value.end : value.end + _BEHIND]
    return reading.prose.sign("sum_told_behind").match(behind) is not None


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
        between = reading.text[net[0].end : new[0].start]
        told = reading.prose.parts.search(between) is not None or between.startswith("（")
        if net[0].start < gone[-1].start and not told:
            continue
        due = new[0].exact - added(one.exact for one in gone)
        notes.tried("sum", *values)
        if due != net[0].exact:
            notes.found(
                "AU303", (net[0].start, net[0].end), figures=tuple(values), hint="net", value=net[0].text,
                parts=" - ".join(one.text for one in values[:-1]), due=f"{due}{net[0].unit.symbol}",
            )  # fmt: skip

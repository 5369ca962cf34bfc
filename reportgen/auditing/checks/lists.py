"""Counts and the lists that go with them; values, names and rates that are told respectively."""

from __future__ import annotations

import re

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.statements import Role, Term
from reportgen.auditing.grammar.text import Reading
from reportgen.diagnostics import Severity
from reportgen.wording.numerals import number_of

__all__ = ["check_lists"]

_NESTED = re.compile(r"（[^（）]*）|“[^”]*”|《[^》]*》|\([^()]*\)")
_MARK = re.compile("[、，；]")
_ONLY = re.compile("、")
_FEW = 2
_LONG = 30  # characters of a name


def check_lists(reading: Reading, notes: Notebook) -> None:
    """Count names: AU308 a list that is not as long as it says, AU309 where it may be meant so, AU310 what
    is told respectively."""
    prose, text = reading.prose, reading.text
    if prose.sign("lists").search(text) is None:
        _check_respectively(reading, notes)
        return
    for found in prose.sign("list_in_brackets").finditer(text):
        marks = _MARK if prose.language == "zh" else prose.sign("mark")
        _check_list(reading, found, found["list"], "AU308", notes, marks)
    for found in prose.sign("list_told").finditer(_without_brackets(text)):
        if found["list"].strip():
            marks = _ONLY if prose.language == "zh" else prose.sign("mark")
            _check_list(reading, found, found["list"], "AU308", notes, marks)
    for found in prose.sign("list_etc").finditer(_without_brackets(text)):
        _check_etc(reading, found, notes)
    for name in ("list_of_places", "list_of_titles", "list_of_points", "list_before", "list_of_names"):
        for found in prose.sign(name).finditer(reading.text):
            _check_named(reading, found, notes)
    _check_respectively(reading, notes)


def _check_named(reading: Reading, found: re.Match[str], notes: Notebook) -> None:
    """Count names with their number right behind them, titles, or points told one by one."""
    count, names = number_of(found["n"]), found["list"]
    points = reading.prose.sign("point").findall(names)
    if points and found.re is reading.prose.sign("list_of_points"):
        told = max(filter(None, map(number_of, points)), default=0)
    else:
        told = max(names.count("、"), names.count("》") - 1) + 1
    notes.kinds["list"] += 1
    if found.re is reading.prose.sign("list_before") and count is not None and abs(count - told) > 1:
        return
    if count is not None and told >= _FEW and count != told and abs(count - told) <= max(1, told // 3):
        notes.found("AU308", found.span("n"), count=count, listed=told)


def _without_brackets(text: str) -> str:
    """Return a text of the same length without what stands in brackets and quotes."""
    return _NESTED.sub(lambda found: "〇" * len(found[0]), text)


def _bounds(names: str, marks: re.Pattern[str], reading: Reading) -> tuple[int, int, list[str]]:
    """Return how many names a list has at least and at most: 及, 与, 和 may be a part of one."""
    bare = _without_brackets(names)
    items = [one.strip() for one in marks.split(bare) if one.strip()]
    joined = sum(_joined(reading, one) for one in items)
    return len(items), len(items) + joined, items


def _joined(reading: Reading, name: str) -> int:
    """Return at how many places a name may be two; not at one that would leave a single sign."""
    ends = (found.span() for found in reading.prose.sign("and").finditer(name))
    return sum(start >= _FEW and len(name) - end >= _FEW for start, end in ends)


def _check_list(
    reading: Reading, found: re.Match[str], names: str, code: str, notes: Notebook, marks: re.Pattern[str]
) -> None:
    prose = reading.prose
    count = number_of(found["n"])
    if count is None or count < 1 or prose.sign("note").search(names.strip()):
        return
    least, most, items = _bounds(names, marks, reading)
    if not items or (least == most == 1 and count != _FEW):
        return
    if least == 1 and not (_is_name(count, names, reading) or _are_two(count, names, reading)):
        return
    if any(prose.sign("generic").search(one) or prose.sign("measured").search(one) for one in items):
        return
    if prose.sign("generic").search(found["noun"][-2:]) and all(len(one) <= _FEW for one in items):
        return
    if max(map(len, items)) > (_LONG if prose.language == "zh" else 3 * _LONG) or (
        count == 1 and least > 1 and not found["n"].isdecimal()
    ):
        return
    notes.kinds["list"] += 1
    notes.checked |= {(one.start, one.end) for one in reading.figures if one.start == found.start("n")}
    if least <= count <= most:
        return
    if abs(count - least) > max(3, count // 2) and abs(count - most) > max(3, count // 2):
        return
    notes.found(
        code, (found.start("n"), found.end("unit")), count=count, listed=least if count < least else most
    )


def _is_name(count: int, name: str, reading: Reading) -> bool:
    """Tell whether a single thing in brackets is a name, where two are due: what else stands there is short,
    or says something."""
    return count == _FEW and len(name) > _FEW + 1 and reading.prose.sign("said").search(name) is None


def _are_two(count: int, names: str, reading: Reading) -> bool:
    """Tell whether two names with “and” between them stand where three are due."""
    halves = reading.prose.sign("and").split(names.strip())
    return count == _FEW + 1 and len(halves) == _FEW and all(len(one) > _FEW for one in halves)


def _check_etc(reading: Reading, found: re.Match[str], notes: Notebook) -> None:
    """A list that ends with 等N家 may be a part of them, but hardly all but one; and never more than all."""
    count = number_of(found["n"])
    if count is None or count < _FEW:
        return
    least, most, items = _bounds(found["list"], re.compile("、"), reading)
    notes.kinds["list"] += 1
    if any(reading.prose.sign("generic").search(one) for one in items):
        return
    span = (found.start("n"), found.end("unit"))
    if count < least:
        notes.found("AU309", span, severity=Severity.WARNING, count=count, listed=least)
    elif count == most + 1 and count > 3:
        notes.found("AU309", span, count=count, listed=most)


# --- respectively


def _check_respectively(reading: Reading, notes: Notebook) -> None:
    terms = reading.terms
    before: Term | None = None
    for term in terms:
        if term.member:
            continue
        told = reading.prose.each.search(term.lead)
        if told is None or term.figure.vague:
            before = term if term.role is Role.VALUE and told is None else before
            continue
        if term.series == 1 and _is_told_once(reading, term):
            _tell_each(reading, term, _FEW, notes)
        if before is not None and _belongs(reading, before, term) and before.series != term.series:
            _tell_each(reading, term, before.series, notes)
        _check_names(reading, term, notes)
        before = term if term.role is Role.VALUE else before


def _is_told_once(reading: Reading, term: Term) -> bool:
    """Tell whether one percentage is told of several things, respectively, and the clause ends with it."""
    if not term.figure.is_percent or reading.prose.sign("each_once").search(term.lead) is None:
        return False
    return reading.text[term.figure.end : term.figure.end + 1] in ("，", "。", "；", "")


def _belongs(reading: Reading, values: Term, rates: Term) -> bool:
    """Tell whether a series of rates is that of a series of values before it."""
    if values.sentence != rates.sentence or min(values.series, rates.series) < _FEW:
        return False
    if rates.role is not Role.RATE or values.role is not Role.VALUE:
        return False
    return not reading.prose.each.sub("", reading.prose.filler.sub("", rates.rest))


def _check_names(reading: Reading, term: Term, notes: Notebook) -> None:
    if term.series < _FEW:
        return
    found = reading.prose.sign("names").search(_without_brackets(term.lead))
    if found is None or found.end() < len(term.lead) - 24:
        return
    least = found["names"].count("、") + 1
    most = least + sum(_joined(reading, one) for one in found["names"].split("、"))
    notes.kinds["list"] += 1
    if (counted := reading.prose.sign("counted").search(found["names"])) is not None:
        least = most = number_of(counted["n"]) or least
    if least < _FEW or least <= term.series <= most:
        return
    at = reading.terms.index(term) + term.series
    if at < len(reading.terms) and reading.prose.sign("series_turns").fullmatch(reading.terms[at].lead):
        return  # the series goes on in the other direction
    if any(term.series % number == 0 for number in range(least, most + 1)) or _may_be_pairs(
        least, most, term.series
    ):
        return
    if abs(term.series - least) <= 1 or abs(term.series - most) <= 1:
        _tell_each(reading, term, least if term.series < least else most, notes)


def _may_be_pairs(least: int, most: int, series: int) -> bool:
    """Tell whether names and what is told of each may be multiplied: two things of two regions are four."""
    return any(one * (most + 1 - one) == series for one in range(2, most))


def _tell_each(reading: Reading, term: Term, names: int, notes: Notebook) -> None:
    notes.found("AU310", (term.figure.start, term.figure.end), count=names, listed=term.series)

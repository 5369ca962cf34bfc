"""Slips of form: what was left to fill in, units and years left out, brackets, dates that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import pairwise

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.text import Reading
from reportgen.wording.numerals import number_of

__all__ = ["check_forms"]

_OPEN = {"（": "）", "〔": "〕", "【": "】", "《": "》", "“": "”"}
_CLOSE = {close: start for start, close in _OPEN.items()}
_MARKS = re.compile(f"[{''.join((*_OPEN, *_CLOSE))}]")
_LEAP = 2000


def check_forms(reading: Reading, notes: Notebook) -> None:
    """Look for placeholders (AU101), missing units (AU102, AU107) and years (AU103), brackets (AU104, AU105),
    orders with gaps (AU106), dates (AU108) and numbers (AU109) that cannot be."""
    text = reading.source.text.translate(_PLAIN)
    sign = reading.prose.sign
    for code, name in (("AU101", "placeholder"), ("AU104", "square_number"), ("AU109", "doubled")):
        for found in sign(name).finditer(text):
            notes.found(code, found.span())
    for found in sign("bare_year").finditer(text):
        if not _is_label(reading, found.start()):
            notes.found("AU103", found.span(), year=found[0][:4])
    _check_units(reading, notes)
    _check_brackets(text, notes)
    _check_dates(reading, text, notes)
    _check_order(reading, text, notes)


def _is_label(reading: Reading, at: int) -> bool:
    return any(start <= at < end for start, end in reading.plain.labels)


def _check_units(reading: Reading, notes: Notebook) -> None:
    text, sign = reading.text, reading.prose.sign
    for found in sign("no_yuan").finditer(text):
        clause = text[max(0, found.start() - 20) : found.start()]
        if sign("money").search(clause) and not sign("countable").search(_own(reading, clause)):
            notes.found("AU102", found.span())
    _check_series_units(reading, notes)
    if sign("told_elsewhere").search(text) is None:
        for found in sign("no_unit").finditer(text):
            notes.found("AU111", found.span("number" if found["number"] else "count"))
    for found in sign("no_percent").finditer(text):
        notes.found("AU107", found.span())


def _check_series_units(reading: Reading, notes: Notebook) -> None:
    """A number that ends its clause without a unit, where the one before it in the list has one."""
    for before, term in pairwise(reading.terms):
        figure = term.figure
        if figure.unit.symbol or not before.figure.is_amount or before.sentence != term.sentence:
            continue
        name = term.lead.removeprefix("、")
        ends = reading.text[figure.end : figure.end + 1] in ("，", "。", "；")
        if ends and name != term.lead and reading.prose.sign("named_so").fullmatch(name):
            notes.found("AU111", (figure.start, figure.end))


def _own(reading: Reading, before: str) -> str:
    """Return what stands before a figure in its clause."""
    return reading.prose.clause.split(before)[-1]


def _check_brackets(text: str, notes: Notebook) -> None:
    """Tell brackets that are opened and not closed, or closed by another kind."""
    opened: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        at, mark = found.start(), found[0]
        if mark in _OPEN:
            opened.append((mark, at))
        elif mark in _CLOSE and opened and opened[-1][0] == _CLOSE[mark]:
            opened.pop()
        elif mark in ("）", "〕") and not opened and at > 3 and not _is_ordinal(text[at - 1]):
            notes.found("AU105", (at, at + 1))
    for mark, at in opened:
        if mark in ("（", "〔", "《"):
            notes.found("AU105", (at, at + 1))


def _is_ordinal(sign: str) -> bool:
    return sign.isascii() or number_of(sign) is not None


def _check_dates(reading: Reading, text: str, notes: Notebook) -> None:
    for found in reading.prose.sign("date").finditer(text):
        month, day = int(found["month"]), int(found["day"] or 1)
        year = int(found["year"]) if found["year"] else _LEAP
        bad = not 1 <= month <= 12
        if bad or not 1 <= day <= monthrange(max(1, min(year, 9998)), month)[1]:
            notes.found("AU108", found.span())


def _check_order(reading: Reading, text: str, notes: Notebook) -> None:
    """Follow 一是, 二是 … through a paragraph; each 一是 begins anew."""
    expected = 0
    if reading.prose.sign("first").search(text) is None:
        return
    for found in reading.prose.sign("ordinal").finditer(text):
        told = found["n"] or found["m"]
        number = number_of(told)
        if number is None:
            continue
        name = "n" if found["n"] else "m"
        if number == 1:
            expected = 2
        elif expected and number != expected and found["n"]:
            notes.found("AU106", (found.start(name), found.end(name) + 1), told=told, due=expected)
            expected = number + 1
        elif number == expected:
            expected += 1


_PLAIN = str.maketrans("０１２３４５６７８９％()", "0123456789%（）")

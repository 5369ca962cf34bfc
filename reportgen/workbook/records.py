"""A workbook as a `Book`: what its rows say, and every fault of them, each with its cell.

Reading never stops at a fault: what cannot be read is left out and named, and the rest is read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from reportgen.diagnostics import Diagnostic, Refusal, Severity, ordered
from reportgen.indicators import (
    Book,
    Fact,
    Indicator,
    ListedName,
    NameList,
    Observation,
    Passage,
    Rule,
    Series,
    Switch,
)
from reportgen.quantities import Quantity
from reportgen.refs import CellRef
from reportgen.wording.units import unit_named
from reportgen.workbook.columns import Edition, Kind, normal
from reportgen.workbook.form import IGNORED, RUN_IN, WARNING, edition_of
from reportgen.workbook.form.typed import RELATIONS
from reportgen.workbook.measured import indicator
from reportgen.workbook.reader import RawBook, read_sheets
from reportgen.workbook.readings import (
    choice,
    day,
    number,
    number_in,
    required_text,
    text,
    text_in,
    whole,
    year,
)
from reportgen.workbook.switches import is_switch, switch
from reportgen.workbook.tables import Found, Neighbours, Row, Table, is_form_sheet, tables

__all__ = ["Outcome", "book_of", "read_book"]

_Named = TypeVar("_Named")
_Entry = tuple[int | None, ListedName | None, Row]  # a row of a list: its number, its name, itself


@dataclass(frozen=True, slots=True)
class Outcome:
    """A book with the faults found in reading it, sorted; `book` is None when nothing could be read."""

    book: Book | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_book(path: Path) -> Outcome:
    """Return what the workbook at `path` says, and all that is wrong with how it says it."""
    try:
        raw = read_sheets(path, is_form_sheet)
    except Refusal as refusal:
        return Outcome(None, refusal.diagnostics)
    return book_of(raw)


def book_of(raw: RawBook) -> Outcome:
    """Return what the raw cells say, and all that is wrong with how they say it."""
    found = Found()
    edition = edition_of(raw.titles)
    sheets = tables(raw, edition, found)
    indicators = _indicators(sheets["indicators"], found)
    rules, switches = _rules(sheets["rules"], indicators, found)
    book = Book(
        raw.file,
        raw.digest,
        facts=_facts(sheets["facts"], edition, found),
        indicators=indicators,
        lists=_lists(sheets["lists"], found),
        passages=_passages(sheets["prose"], found),
        rules=rules,
        history=_history(sheets["history"], indicators, found),
        language=edition.language,
        switches=switches,
    )
    return Outcome(book, ordered(found.all))


# --- 基本信息


def _facts(table: Table, edition: Edition, found: Found) -> tuple[Fact, ...]:
    facts = [(row, fact) for row in table.rows if (fact := _fact(row, edition, found)) is not None]
    named = {normal(text(row, "name", found)) for row in table.rows}
    for form in edition.facts:
        if form.required and normal(form.name) not in named:
            found.add("WB222", table.place, name=form.name)
    kept = _unique(facts, lambda pair: pair[1].name, lambda pair: pair[0].ref("name"), table, "name", found)
    return tuple(fact for _, fact in kept)


def _fact(row: Row, edition: Edition, found: Found) -> Fact | None:
    name = required_text(row, "name", found)
    cell, ref = row.cell("text"), row.ref("text")
    if not name:
        return None
    form = next((form for form in edition.facts if normal(form.name) == normal(name)), None)
    if cell is None:
        if row.is_empty("text"):
            severity = Severity.ERROR if form and form.required else Severity.WARNING
            found.add("WB222", ref, severity=severity, name=name)
        return None
    if form and form.key == "year":
        found_year = year(cell, ref, found)
        content = str(found_year) if found_year else ""
    elif form and form.kind is Kind.DATE:
        moment = day(cell, ref, found)
        content = moment.isoformat() if moment else ""
    else:
        content = text_in(cell, ref, found, dates=True)
    return Fact(form.name if form else name, content, ref, form.key if form else "") if content else None


# --- 指标


def _indicators(table: Table, found: Found) -> tuple[Indicator, ...]:
    rows = tuple(filter(None, (indicator(row, found) for row in table.rows)))
    coded = [one for one in rows if one.code]
    _unique(coded, lambda one: one.code, lambda one: one.cells["code"], table, "code", found)
    return _unique(rows, lambda one: one.name, lambda one: one.source, table, "name", found)


def _unique(
    values: Iterable[_Named],
    name: Callable[[_Named], str],
    place: Callable[[_Named], CellRef],
    table: Table,
    key: str,
    found: Found,
) -> tuple[_Named, ...]:
    """Return the values whose names are new, having named each repetition beside the first."""
    first: dict[str, _Named] = {}
    for value in values:
        known = first.setdefault(normal(name(value)), value)
        if known is not value:
            column = table.form.column(key).header
            found.add("WB221", place(value), related=(place(known),), column=column, found=name(value))
    return tuple(first.values())


# --- 名单


def _lists(table: Table, found: Found) -> tuple[NameList, ...]:
    rows: dict[str, list[_Entry]] = {}
    first: dict[str, str] = {}  # how the list is written where it begins
    for row in table.rows:
        typed = required_text(row, "list", found)
        name = first.setdefault(normal(typed), typed)
        rows.setdefault(name, []).append((_number_in_list(row, found), _listed_name(row, found), row))
    return tuple(_name_list(name, entries, found) for name, entries in rows.items() if name)


def _number_in_list(row: Row, found: Found) -> int | None:
    if row.is_empty("number"):
        found.add("WB223", row.ref("number"))
    return whole(row, "number", found)


def _listed_name(row: Row, found: Found) -> ListedName | None:
    name = required_text(row, "name", found)
    return ListedName(name, row.ref("name"), text(row, "note", found)) if name else None


def _name_list(name: str, entries: list[_Entry], found: Found) -> NameList:
    """Return the list in the order of its numbers; names without a number come last, as they stand."""
    expected = set(range(1, len(entries) + 1))
    for position, _, row in entries:
        if position is not None and position not in expected:
            found.add("WB224", row.ref("number"), list=name, count=len(entries), found=position)
            break  # one wrong number makes others look wrong
        expected.discard(position or 0)
    in_order = sorted(entries, key=lambda entry: (entry[0] is None, entry[0] or 0, entry[2].number))
    return NameList(name, tuple(listed for _, listed, _ in in_order if listed), entries[0][2].ref("list"))


# --- 正文


def _passages(table: Table, found: Found) -> tuple[Passage, ...]:
    passages = [passage for row in table.rows if (passage := _passage(row, found)) is not None]
    seen: set[Hashable] = set()
    for group, rows in groupby(passages, key=lambda passage: (passage.chapter, passage.section)):
        first = next(rows)
        if first.section and group in seen:
            found.add("WB225", first.source, chapter=first.chapter, section=first.section)
        seen.add(group)
    return tuple(passages)


def _passage(row: Row, found: Found) -> Passage | None:
    chapter = choice(row, "chapter", found)
    heading, content = text(row, "heading", found), text(row, "text", found)
    form = choice(row, "form", found)
    required_text(row, "chapter", found)
    if row.is_empty("text") and not (heading and form and form not in RUN_IN):
        found.add("WB226", row.ref("text"))
    if not chapter:
        return None
    return Passage(
        chapter,
        text(row, "section", found),
        heading,
        form not in RUN_IN,
        content,
        row.ref("text"),
        row.ref("heading"),
        choice(row, "status", found),
        row.ref("status"),
    )


# --- 勾稽关系


def _rules(
    table: Table, indicators: tuple[Indicator, ...], found: Found
) -> tuple[tuple[Rule, ...], tuple[Switch, ...]]:
    """Return the rules, and what is switched off by rows of the sheet: built-in checks and ignored rules."""
    rules: list[Rule] = []
    switches: list[Switch | None] = []
    known = {normal(one.name): one.name for one in indicators}
    neighbours = Neighbours(known.values())
    for row in table.rows:
        if is_switch(row):
            switches.append(switch(row, known, neighbours, found))
        elif (rule := _rule(row, found)) is not None:
            rules.append(rule)
            if rule.ignored:
                switches.append(Switch("", rule.number or rule.left, rule.note, rule.source))
    return tuple(rules), tuple(filter(None, switches))


def _rule(row: Row, found: Found) -> Rule | None:
    left, right = required_text(row, "left", found), required_text(row, "right", found)
    relation = _relation(row, found)
    tolerance = number(row, "tolerance", found, unit_named(""))
    level, note = choice(row, "level", found), text(row, "note", found)
    if level in IGNORED and not note:
        found.add("WB347", row.ref("note"), name=text(row, "number", found) or left)
    if not (left and right and relation):
        return None
    return Rule(
        number=text(row, "number", found),
        left=left,
        relation=relation,
        right=right,
        tolerance=abs(tolerance or Decimal(0)),
        is_error=level not in WARNING,
        note=note,
        source=row.ref("left"),
        right_source=row.ref("right"),
        ignored=level in IGNORED and bool(note),
    )


def _relation(row: Row, found: Found) -> str:
    meant = RELATIONS.get(normal(required_text(row, "relation", found)))
    return meant or choice(row, "relation", found)


# --- 历年


def _history(table: Table, indicators: Iterable[Indicator], found: Found) -> tuple[Series, ...]:
    known = {normal(one.name): one for one in indicators}
    neighbours = Neighbours([one.name for one in known.values()])
    series = [one for row in table.rows if (one := _series(row, known, neighbours, found)) is not None]
    return _unique(series, lambda one: one.name, lambda one: one.source, table, "name", found)


def _series(row: Row, known: dict[str, Indicator], neighbours: Neighbours, found: Found) -> Series | None:
    name, ref = required_text(row, "name", found), row.ref("name")
    one = known.get(normal(name))
    if name and known and one is None:
        near = neighbours.of(name)
        found.add("WB316", ref, hints=("nearest",) if near else (), found=name, nearest=near)
    if one is None:
        return None
    years: dict[int, Observation] = {}
    for each in sorted(row.years):
        amount = number_in(row.year_cell(each), row.year_ref(each), found, one.unit)
        if amount is not None:
            years[each] = Observation(Quantity(amount, one.unit), row.year_ref(each))
    return Series(one.name, years, ref, {each: row.year_head(each) for each in years})

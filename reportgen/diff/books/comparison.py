"""Two workbooks side by side, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from reportgen.diagnostics import ordered
from reportgen.diff.books.rows import history_figures, indicator_figures, indicator_pairs, indicator_rows
from reportgen.diff.books.words import fact_changes, list_changes, prose_changes, rule_changes
from reportgen.diff.values import Change, Kind, Revision, Side
from reportgen.indicators import Book, NameList, Series
from reportgen.quantities import Rounding
from reportgen.workbook.columns import normal
from reportgen.workbook.form import edition

__all__ = ["compare_books"]

_Named = TypeVar("_Named", NameList, Series)


def compare_books(old: Book, new: Book, rounding: Rounding = Rounding.HALF_UP) -> Revision:
    """Return what changed from one workbook to the other: the order of rows and columns, formats and further
    sheets are no change. Columns are called what they are in the new one.

    Figures come by indicator, those of earlier years last. The passages are the facts, the cells in words
    that differ, the lists, the prose and the rules; the row of an indicator that came or went is of the kind
    ROW.
    """
    form = edition(new.language)
    pairs = indicator_pairs(old.indicators, new.indicators)
    renamed = {normal(pair.old.name): pair.new.name for pair in pairs if pair.old and pair.new}
    lists = tuple(_following(old.lists, new.lists, renamed))
    history = _following(old.history, new.history, renamed)
    figures = (
        *(change for pair in pairs for change in indicator_figures(pair, form, rounding)),
        *history_figures(history, new.history, form),
    )
    passages = (
        *fact_changes(old.facts, new.facts),
        *(change for pair in pairs for change in indicator_rows(pair, form)),
        *list_changes(lists, new.lists),
        *prose_changes(old.passages, new.passages, form),
        *rule_changes(old.rules, new.rules, form),
    )
    faults = ordered(fault for figure in figures for fault in figure.faults)
    sides = Side(old.file, has_provenance=True), Side(new.file, has_provenance=True)
    return Revision(*sides, figures, tuple(_numbered(passages)), diagnostics=faults)


def _following(old: Iterable[_Named], new: Iterable[_Named], renamed: Mapping[str, str]) -> Iterator[_Named]:
    """Yield what bears an indicator's name under the name that it has now, if there is such a one."""
    known = {normal(one.name) for one in new}
    for one in old:
        name = renamed.get(normal(one.name), one.name)
        yield replace(one, name=name) if normal(name) in known else one


def _numbered(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those that moved with a number each."""
    number = 0
    for change in changes:
        number += change.kind is Kind.MOVE
        yield change._replace(move=number) if change.kind is Kind.MOVE else change

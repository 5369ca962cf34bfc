"""Lists of names: whether they count up, name nobody twice, and bear the names of their indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book, Indicator, NameList
from reportgen.quantities import COUNT, plain
from reportgen.refs import CellRef
from reportgen.wording.units import is_known
from reportgen.workbook.columns import normal
from reportgen.workbook.form.typed import LISTED

__all__ = ["counts_things", "list_findings"]

_ALMOST = 0.75  # of 1: 新增规上企业 and 新增规上工业企业 have 0.86; the number of names agrees as well


def list_findings(book: Book) -> Iterator[Diagnostic]:
    """Yield what is wrong with the lists of a book."""
    indicators = {normal(one.name): one for one in reversed(book.indicators)}
    listed_names = {normal(listed.name) for listed in book.lists}
    unlisted = _by_count(one for name, one in indicators.items() if name not in listed_names)
    for listed in book.lists:
        one = indicators.get(normal(listed.name))
        yield from _count(listed, one) if one else _almost(listed, unlisted)
        yield from _repetitions(listed)
    for one in book.indicators:
        if any(word in normal(one.note) for word in LISTED) and normal(one.name) not in listed_names:
            yield fault("WB350", one.cell("note"), related=(one.cell("value"),), name=one.name)


def counts_things(one: Indicator) -> bool:
    """Return whether the value of `one` is a number of things: in a count word, an unknown unit or none."""
    return one.unit.dimension.startswith(COUNT) or not is_known(one.unit.symbol) or not one.unit.symbol


def _count(listed: NameList, one: Indicator) -> Iterator[Diagnostic]:
    """A list that bears an indicator's name has as many names as its value says, if that counts things."""
    if one.value is not None and counts_things(one) and one.value.amount != len(listed.names):
        yield fault(
            "WB302", one.value.source, related=(listed.source,), list=listed.name,
            count=len(listed.names), value=plain(one.value.amount), unit=one.unit.symbol,
        )  # fmt: skip


def _by_count(indicators: Iterable[Indicator]) -> dict[Decimal, list[Indicator]]:
    found: dict[Decimal, list[Indicator]] = {}
    for one in indicators:
        if one.value is not None and counts_things(one):
            found.setdefault(one.value.amount, []).append(one)
    return found


def _almost(listed: NameList, unlisted: Mapping[Decimal, list[Indicator]]) -> Iterator[Diagnostic]:
    """Name a list called almost like an indicator that has no list and a value that fits."""
    name = normal(listed.name)
    for one in unlisted.get(Decimal(len(listed.names)), ()):
        if SequenceMatcher(None, name, normal(one.name)).ratio() >= _ALMOST:
            yield fault("WB346", listed.source, related=(one.source,), list=listed.name, name=one.name)
            return


def _repetitions(listed: NameList) -> Iterator[Diagnostic]:
    first: dict[str, CellRef] = {}
    for name in listed.names:
        place = first.setdefault(normal(name.text), name.source)
        if place is not name.source:
            yield fault("WB303", name.source, related=(place,), list=listed.name, found=name.text)

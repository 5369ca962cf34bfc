"""What a house does not want to be told, and why: switches, read from 勾稽关系 or the settings, and applied.

A switch takes its findings out of sight, not out of mind: they are counted, with the reason beside them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.codes import CODES, is_switchable
from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book, Switch
from reportgen.refs import CellRef, Place
from reportgen.workbook.columns import normal
from reportgen.workbook.form import IGNORED
from reportgen.workbook.readings import text
from reportgen.workbook.tables import Found, Neighbours, Row

__all__ = ["Silenced", "idle", "is_switch", "silenced", "switch"]

_CODE = re.compile("[A-Z]{2}[0-9]{3}")
_IGNORED = frozenset(map(normal, IGNORED))
_SWITCHES = frozenset({"WB347", "WB348", "WB349"})
_LAST_BOOK = frozenset({"WB342", "WB343", "WB344", "WB345"})


@dataclass(frozen=True, slots=True)
class Silenced:
    """How many findings a switch took out of sight."""

    switch: Switch
    count: int


def is_switch(row: Row) -> bool:
    """Return whether a row of 勾稽关系 switches a built-in check off, and is no rule."""
    level = row.cell("level")
    if level is None or normal(level.text) not in _IGNORED:
        return False
    code = _typed_code(row)
    return code in CODES or (bool(_CODE.fullmatch(code)) and row.cell("relation") is None)


def switch(row: Row, known: Mapping[str, str], neighbours: Neighbours, found: Found) -> Switch | None:
    """Return what `row` switches off; None when it names no reason, or nothing that can be switched off.

    `known` are the names of indicators by how they are compared, `neighbours` finds the nearest one.
    """
    code, name, reason = _typed_code(row), text(row, "left", found), text(row, "note", found)
    if not reason:
        found.add("WB347", row.ref("note"), name=code)
    if not is_switchable(code):
        found.add("WB348", row.ref("number"), hints=() if code in CODES else ("unknown",), found=code)
    elif name and known and normal(name) not in known:
        near = neighbours.of(name)
        found.add("WB306", row.ref("left"), hints=("nearest",) if near else (), found=name, nearest=near)
    elif reason:
        return Switch(code, known.get(normal(name), ""), reason, row.ref("number"))
    return None


def silenced(
    found: Iterable[Diagnostic], switches: Iterable[Switch], book: Book | None
) -> tuple[tuple[Diagnostic, ...], tuple[Silenced, ...]]:
    """Return the findings that no switch takes out of sight, and how many each of the `switches` does."""
    counts = dict.fromkeys(switches, 0)
    order = {each: at for at, each in enumerate(counts)}
    taking: dict[Hashable, Switch] = {}
    for each in counts:
        taking.setdefault((each.code, each.name) if each.code else _row(each.source), each)
    homes = _homes(book) if book is not None else {}
    kept = []
    for one in found:
        takers = {taking[key] for key in _taken_by(one, homes) if key in taking}
        if takers:
            counts[min(takers, key=lambda each: order[each])] += 1
        else:
            kept.append(one)
    return tuple(kept), tuple(Silenced(each, count) for each, count in counts.items())


def idle(counted: Iterable[Silenced], *, fitted: bool, compared: bool) -> Iterator[Diagnostic]:
    """Yield a note (WB349) for each switch that took nothing out of sight.

    Findings about the template are only made when one was at hand (`fitted`), those about last year's book
    when that one was (`compared`), most of those of an audit (AU) when there is a finished text.
    """
    for one in counted:
        code = one.switch.code
        looked_for = (fitted or not code.startswith("CX")) and (compared or code not in _LAST_BOOK)
        if not one.count and looked_for and not code.startswith("AU"):
            yield fault("WB349", one.switch.source, name=code or one.switch.name, reason=one.switch.reason)


def _typed_code(row: Row) -> str:
    cell = row.cell("number")
    return "" if cell is None else normal(cell.text).upper()


def _taken_by(found: Diagnostic, homes: dict[tuple[str, int], str]) -> Iterator[Hashable]:
    """Yield what the switches are known by that take `found`: its code with a name or none, or its row."""
    yield found.code, ""
    yield from ((found.code, name) for name in _named(found, homes))
    if found.code not in _SWITCHES:
        yield _row(found.place)


def _row(place: Place | None) -> tuple[str, int] | None:
    return (place.sheet, place.order[2]) if isinstance(place, CellRef) else None


def _named(found: Diagnostic, homes: dict[tuple[str, int], str]) -> Collection[object]:
    """Return the indicators that a finding is about: those it names, or those whose rows it points at."""
    if "name" in found.values:
        return (found.values["name"], found.values.get("other"))
    rows = [_row(place) for place in (found.place, *found.related)]
    return {homes.get(row, "") for row in rows if row is not None}


def _homes(book: Book) -> dict[tuple[str, int], str]:
    return {(one.source.sheet, one.source.order[2]): one.name for one in book.indicators}

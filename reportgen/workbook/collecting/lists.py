"""Put lists of names together: list by list, for the names of a list belong to each other.

An empty list is filled by the part that has names for it. When one list contains all the names of the other,
the longer one is taken; two that each have a name of their own are a fault, for adding them up would only be
a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.diagnostics import Diagnostic, fault
from reportgen.workbook.collecting.parts import Part, says_the_same
from reportgen.workbook.collecting.rows import Joined
from reportgen.workbook.columns import normal
from reportgen.workbook.filled import FilledSheet, Line

__all__ = ["join_lists"]

_NAMES_SHOWN = 3  # of those that only one of two lists has


def join_lists(sheet: FilledSheet, base: Part, parts: Sequence[Part]) -> Joined:
    """Return the rows of the lists with what the parts add."""
    before = _lists(sheet.lines)
    now = {name: (lines, base.label) for name, lines in before.items()}
    taken: Counter[int] = Counter()
    faults: list[Diagnostic] = []
    for number, part in enumerate(parts):
        for name, lines in _lists(part.filled.lines("lists")).items():
            there, label = now.get(name, ([], ""))
            if name in before and _names(before[name]) == _names(lines) and there is not before[name]:
                continue  # left as it was, and another hand has filled it in
            joined, found = _joined(lines, part.label, there, label)
            faults += found
            cells = _cells(joined) - _cells(there)
            if joined is not there and cells:
                taken[number] += cells
                now[name] = (joined, part.label)
    rows = tuple(line for rows, _ in now.values() for line in rows)
    return Joined(rows, taken, tuple(faults))


def _joined(
    lines: list[Line], label: str, there: list[Line], other: str
) -> tuple[list[Line], list[Diagnostic]]:
    """Return the rows that one list and another give, and what there is to say of it."""
    mine, theirs = _names(lines), _names(there)
    if not theirs:
        return (lines if mine or not there else there), []
    if mine == theirs:
        return [_noted(line, lines) for line in there], []
    if not mine:
        return there, []
    if mine >= theirs or mine <= theirs:
        longer = lines if mine >= theirs else there
        return longer, [_told("WB416", lines, label, there, other)]
    return there, [_told("WB412", lines, label, there, other)]


def _told(code: str, lines: list[Line], label: str, there: list[Line], other: str) -> Diagnostic:
    mine, theirs = _names(lines), _names(there)
    place = lines[0].cells["list"].source
    return fault(
        code,
        place,
        related=(there[0].cells["list"].source,),
        list=lines[0].text("list"),
        file=label,
        other_file=other,
        count=mine.total(),
        other_count=theirs.total(),
        only=_some(mine - theirs, lines),
        other_only=_some(theirs - mine, there),
    )


def _some(names: Counter[str], lines: Iterable[Line]) -> str:
    """Return the first of the `names`, as they stand in `lines`."""
    found = [line.text("name") for line in lines if normal(line.text("name")) in names]
    return " ".join(found[:_NAMES_SHOWN]) + (" …" if len(found) > _NAMES_SHOWN else "") or "–"


def _noted(line: Line, lines: Iterable[Line]) -> Line:
    """Return a row of a list with the empty cells filled in that the same name has in another copy."""
    same = [one for one in lines if "name" in one.cells and "name" in line.cells]
    twin = next((one for one in same if says_the_same(one.cells["name"], line.cells["name"])), line)
    return replace(line, cells={**twin.cells, **line.cells}, own={**twin.own, **line.own})


def _lists(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Return the rows of each list by its name, in the order of the sheet."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(normal(line.text("list")), []).append(line)
    return found


def _names(lines: Iterable[Line]) -> Counter[str]:
    return Counter(normal(line.text("name")) for line in lines if line.text("name"))


def _cells(lines: Iterable[Line]) -> int:
    return sum(len(line.cells) + len(line.own) for line in lines)

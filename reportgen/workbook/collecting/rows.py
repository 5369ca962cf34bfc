"""Put the rows of one sheet together: each row of a part finds its row in the book, and fills it in.

Rows are found by what names them: an indicator by its name, or its code where the name was typed
differently; a fact and an earlier year by name; a rule by its number; a paragraph by chapter, section and
heading, and by its place among those that share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from reportgen.diagnostics import Diagnostic, fault
from reportgen.quantities import Unit
from reportgen.refs import CellRef
from reportgen.wording.units import unit_named
from reportgen.workbook.collecting.parts import Part, Told, conflict, in_unit, says_the_same
from reportgen.workbook.columns import normal
from reportgen.workbook.filled import MEASURED, FilledSheet, Held, Line
from reportgen.workbook.form import TO_REWRITE
from reportgen.workbook.tables import nearest

__all__ = ["Joined", "join_rows"]

_NOWHERE = CellRef("", "")
_SLIPS = 20  # new rows for which the nearest name is looked for
_NUMBERS = (*MEASURED, "given_rate", "rank")
_REWRITTEN = ("text", "status")  # what a hand changes of prose from the year before


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows of a sheet, how many cells of them came from each part, and what there is to say."""

    lines: tuple[Line, ...]
    taken: Counter[int]
    faults: tuple[Diagnostic, ...]


def join_rows(sheet: FilledSheet, base: Part, parts: Sequence[Part], separator: str) -> Joined:
    """Return the rows of `sheet` with what the parts add; the hands that share a row are parted by
    `separator`."""
    joint = _Joint(sheet, base)
    for number, part in enumerate(parts):
        joint.take(number, part)
    hands = [part.hand for part in parts]
    lines = tuple(
        row.line(hands, separator if sheet.form.key == "indicators" else None) for row in joint.rows
    )
    return Joined(lines, joint.taken, tuple(joint.faults))


@dataclass(slots=True)
class _Row:
    """A row while it is put together: what the book said, what is said now, and whose hands filled it in."""

    base: Line
    cells: dict[str, Told] = field(default_factory=dict)
    own: dict[str, Told] = field(default_factory=dict)
    hands: list[int] = field(default_factory=list)
    is_added: bool = False

    def line(self, hands: Sequence[str], separator: str | None) -> Line:
        """Return the row as it is now; where nobody is named, whoever filled it in is."""
        cells = {key: told.held for key, told in self.cells.items()}
        if separator is not None and self.hands and "owner" not in cells:
            names = dict.fromkeys(hands[number] for number in self.hands)
            cells["owner"] = Held(separator.join(names), next(iter(cells.values())).source)
        return replace(self.base, cells=cells, own={header: told.held for header, told in self.own.items()})

    @property
    def is_stale(self) -> bool:
        """Whether the book has the row from the year before, so that a hand was to change it."""
        return self.base.text("status") in TO_REWRITE


class _Joint:
    """One sheet being put together. It is changed by `take` and read when all parts were taken."""

    def __init__(self, sheet: FilledSheet, base: Part) -> None:
        self.key, self.form = sheet.form.key, sheet.form
        self.rows = [_row(line, base.label) for line in sheet.lines]
        self.homes = [_home(line) for line in sheet.lines]
        self.known = dict(zip(_identities(self.key, sheet.lines), self.rows, strict=True))
        self.coded = {normal(row.base.text("code")): row for row in self.rows if row.base.text("code")}
        self.units = {normal(one.name): one.unit for one in base.filled.book.indicators}
        self.taken: Counter[int] = Counter()
        self.faults: list[Diagnostic] = []

    def take(self, number: int, part: Part) -> None:
        """Take what a part adds to the sheet."""
        lines = part.filled.lines(self.key)
        marks = any(line.text("status") for line in lines) if self.key == "prose" else False
        units = {normal(one.name): one.unit for one in part.filled.book.indicators}
        for name, unit in units.items():
            if name not in self.units or not self.units[name].symbol:
                self.units[name] = unit  # as the row is that this part adds, or gives its unit
        cleared: list[Held] = []
        for identity, line in zip(_identities(self.key, lines), lines, strict=True):
            row = self.known.get(identity)
            told = line
            if row is None and self.key == "indicators":
                row, told = self._by_code(line)
            if row is None:
                new = self._in_the_books_unit(line, part, units) if self.key == "history" else line
                if new is not None:
                    self._add(number, part, identity, new)
                continue
            if marks and row.is_stale and "status" not in line.cells:
                row.cells.pop("status", None)  # the mark was taken off: the paragraph is done
            converted = self._converted(row, told, part, units)
            if converted is not None:
                self._fill(number, part, row, converted)
                cleared += self._cleared(row, line)
        if cleared:
            self.faults.append(fault("WB417", cleared[0].source, file=part.label, count=len(cleared)))

    def _cleared(self, row: _Row, line: Line) -> Iterator[Held]:
        """Yield the numbers of an indicator that the book has and the part has not."""
        for key in _NUMBERS if self.key == "indicators" and not row.is_added else ():
            if key in row.base.cells and key not in line.cells:
                yield row.base.cells[key]

    def _by_code(self, line: Line) -> tuple[_Row | None, Line]:
        """Return the row that has the code of `line`, and `line` without the name that it is known by."""
        row = self.coded.get(normal(line.text("code"))) if line.text("code") else None
        if row is None:
            return None, line
        place = line.cells["name"].source
        name = row.base.text("name")
        self.faults.append(
            fault("WB413", place, number=line.text("code"), found=line.text("name"), name=name)
        )
        return row, replace(line, cells={key: held for key, held in line.cells.items() if key != "name"})

    def _converted(self, row: _Row, line: Line, part: Part, units: dict[str, Unit]) -> Line | None:
        """Return `line` in the units of `row`; None, having said so, when its numbers do not convert."""
        if self.key == "history":
            return self._in_the_books_unit(line, part, units)
        there, mine = row.cells.get("unit"), line.cells.get("unit")
        if self.key != "indicators" or there is None or mine is None or says_the_same(there.held, mine):
            return line
        own, wanted = unit_named(str(mine.value)), unit_named(str(there.held.value))
        converted = in_unit(line, MEASURED, own, wanted)
        if converted is None:
            self._conflict(row, "unit", Told(mine, part.label), there)
            return None
        return replace(converted, cells={key: held for key, held in converted.cells.items() if key != "unit"})

    def _in_the_books_unit(self, line: Line, part: Part, units: dict[str, Unit]) -> Line | None:
        """Return a row of earlier years in the unit that the book's indicator has, be it from another part;
        None when its numbers do not convert, which is said of the indicator's own row."""
        name = normal(line.text("name"))
        own = units.get(name)
        if own is None:
            return line
        wanted = self.units[name]
        years = [key for key in line.cells if key != "name"]
        return in_unit(line, years, own, wanted)

    def _fill(self, number: int, part: Part, row: _Row, line: Line) -> None:
        mine = ((line.cells, row.cells, row.base.cells), (line.own, row.own, row.base.own))
        for new, now, before in mine:
            for key, held in new.items():
                told, there = Told(held, part.label), now.get(key)
                if key in before and says_the_same(before[key], held):
                    continue  # the part left the cell as it was
                if there is None or self._may_replace(row, key, there):
                    now[key] = told
                    self._note(number, row, key)
                elif not says_the_same(there.held, held):
                    self._conflict(row, key, told, there)

    def _may_replace(self, row: _Row, key: str, there: Told) -> bool:
        return row.is_stale and key in _REWRITTEN and there.held is row.base.cells.get(key)

    def _note(self, number: int, row: _Row, key: str) -> None:
        self.taken[number] += 1
        if number not in row.hands and key != "owner":
            row.hands.append(number)

    def _add(self, number: int, part: Part, identity: Hashable, line: Line) -> None:
        """Add a row that the book lacks, at the end of its section."""
        row = _row(line, part.label)
        row.is_added = True
        row.hands.append(number)
        self.taken[number] += len(line.cells) + len(line.own)
        home = _home(line)
        at = self._end_of_section(home)
        self.rows.insert(at, row)
        self.homes.insert(at, home)
        self.known[identity] = row
        if line.text("code"):
            self.coded.setdefault(normal(line.text("code")), row)
        if self.key == "history":
            return  # the indicator itself is told, if it is new
        near = self._nearest(line, row)
        hints = ("nearest",) if near else ()
        place = line.first or _NOWHERE
        name = _label(line)
        self.faults.append(fault("WB414", place, hints=hints, name=name, file=part.label, nearest=near))

    def _nearest(self, line: Line, row: _Row) -> str:
        """Return the indicator that a new one may be meant for; where many are new, they are no slips."""
        if self.key != "indicators" or len(self.faults) >= _SLIPS:
            return ""
        return nearest(line.text("name"), (each.base.text("name") for each in self.rows if each is not row))

    def _end_of_section(self, home: tuple[str, str]) -> int:
        """Return where a new row goes: behind the last one of its section, else of its chapter, else last."""
        chapter, section = home
        for at in range(len(self.homes), 0, -1) if any(home) else ():
            if self.homes[at - 1] == home:
                return at
        for at in range(len(self.homes), 0, -1) if chapter and section else ():
            if self.homes[at - 1][0] == chapter:
                return at
        return len(self.rows)

    def _conflict(self, row: _Row, key: str, new: Told, old: Told) -> None:
        heads = {column.key: column.header for column in self.form.columns}
        self.faults.append(conflict(_label(row.base), heads.get(key, key), new, old))


def _home(line: Line) -> tuple[str, str]:
    """Return the chapter and the section that a row stands in; "" where its sheet has none."""
    return normal(line.text("chapter")), normal(line.text("section"))


def _row(line: Line, label: str) -> _Row:
    cells = {key: Told(held, label) for key, held in line.cells.items()}
    return _Row(line, cells, {header: Told(held, label) for header, held in line.own.items()})


def _identities(key: str, lines: Iterable[Line]) -> Iterator[Hashable]:
    """Yield what each row is known by; rows that are known by the same are told apart by their order."""
    seen: Counter[Hashable] = Counter()
    for line in lines:
        identity = _identity(key, line)
        yield identity, seen[identity]
        seen[identity] += 1


def _identity(key: str, line: Line) -> Hashable:
    columns: tuple[str, ...] = ("name",)
    if key == "prose":
        columns = ("chapter", "section", "heading")
    elif key == "rules":
        columns = ("number",) if line.text("number") else ("left", "relation", "right")
    named = tuple(normal(line.text(column)) for column in columns)
    return named if any(named) else tuple((header, str(held.value)) for header, held in line.own.items())


def _label(line: Line) -> str:
    """Return what a reader knows a row by."""
    for key in ("name", "number", "heading", "section", "left", "chapter"):
        if line.text(key):
            return line.text(key)
    return next((str(held.value) for held in line.own.values()), "")

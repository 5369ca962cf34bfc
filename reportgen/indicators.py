"""What a filled workbook says, as values: indicators, name lists, prose, facts, rules and earlier years.

No value here knows Excel; each knows the cell it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reportgen.quantities import Quantity, Rounding, Unit, finite_places, plain, rounded
from reportgen.refs import CellRef, Place

__all__ = [
    "Book",
    "Fact",
    "Indicator",
    "ListedName",
    "NameList",
    "Observation",
    "Passage",
    "Rule",
    "Series",
    "Switch",
]


@dataclass(frozen=True, slots=True)
class Observation:
    """A quantity that a cell holds."""

    quantity: Quantity
    source: CellRef

    @property
    def amount(self) -> Decimal:
        """The number as the cell holds it."""
        return self.quantity.amount

    @property
    def held(self) -> tuple[CellRef, str]:
        """The cell, and the number that it holds."""
        return self.source, plain(self.amount)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the 指标 sheet.

    `unit` is what the cells hold, `print_unit` what the text prints. `places` and `rate_places` are the
    decimals of the printed value and rate; None means as many as the cell holds, and the document's default.
    `given_rate` is in per cent. `cells` maps each filled or fillable column's header to its cell, so that a
    missing value can be named.
    """

    code: str
    section: str
    name: str
    unit: Unit
    print_unit: Unit
    source: CellRef
    places: int | None = None
    rate_places: int | None = None
    period: str = ""
    value: Observation | None = None
    prior: Observation | None = None
    prior_published: Observation | None = None
    given_rate: Observation | None = None
    basis: str = ""
    target: Observation | None = None
    rank: Observation | None = None
    rank_scope: str = ""
    status: str = ""
    office: str = ""
    owner: str = ""
    note: str = ""
    cells: Mapping[str, CellRef] = field(default_factory=dict)

    def cell(self, column: str) -> CellRef:
        """Return the row's cell in `column`, filled or not; without such a column, that of the name."""
        return self.cells.get(column, self.source)

    def printed_amount(self, amount: Decimal, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
        """Return what a report prints of `amount`, in the unit of the cells: 118300 for 118345万元, which
        prints as 11.83亿元.

        The amount itself where nothing is rounded, or where the printed one is no finite decimal there.
        """
        if self.places is None or self.unit.dimension != self.print_unit.dimension:
            return amount
        shown = rounded(Quantity(amount, self.unit).in_unit(self.print_unit), self.places, rounding)
        back = Quantity(shown, self.print_unit).in_unit(self.unit)
        places = finite_places(back)
        return amount if places is None or back == amount else rounded(back, places)

    @property
    def held(self) -> Iterator[tuple[CellRef, str]]:
        """Each cell of the row that says something, and what it holds."""
        for column, cell in self.cells.items():
            found = getattr(self, column, None)
            if isinstance(found, Observation):
                yield found.held
            elif found not in (None, ""):
                yield cell, found.symbol if isinstance(found, Unit) else str(found)


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a list."""

    text: str
    source: CellRef
    note: str = ""


@dataclass(frozen=True, slots=True)
class NameList:
    """A named list, in the order of its numbers."""

    name: str
    names: tuple[ListedName, ...]
    source: CellRef


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of the 正文 sheet: a paragraph of the year's prose, a heading, or both.

    `section` groups consecutive rows; empty means a paragraph of the chapter itself. `own_line` says that
    the heading stands on a line of its own; else it runs into the paragraph. `status` tells, in the words of
    the book's form, whether the paragraph is still to be rewritten.
    """

    chapter: str
    section: str
    heading: str
    own_line: bool
    text: str
    source: CellRef
    heading_source: CellRef
    status: str = ""
    status_source: CellRef | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the 基本信息 sheet; `text` is what is printed, `key` the form's name of a row that it
    expects."""

    name: str
    text: str
    source: CellRef
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the 勾稽关系 sheet: `left` `relation` `right` must hold within `tolerance`.

    `source` is the cell of `left`, `right_source` that of `right`. One that is `ignored` is not applied.
    """

    number: str
    left: str
    relation: str
    right: str
    tolerance: Decimal
    is_error: bool
    note: str
    source: CellRef
    right_source: CellRef
    ignored: bool = False

    @property
    def level(self) -> int:
        """Which choice of the form its level is: error, warning, ignored."""
        return 2 if self.ignored else 0 if self.is_error else 1


@dataclass(frozen=True, slots=True)
class Switch:
    """Findings that are not to be told, and why: those of `code` about the indicator `name`, about all where
    it is empty; without a `code` those at the rule that stands at `source`."""

    code: str
    name: str
    reason: str
    source: Place


@dataclass(frozen=True, slots=True)
class Series:
    """The earlier years of an indicator: year → observation, in the unit the indicator's cells hold.

    `heads` are the cells that name the years.
    """

    name: str
    years: Mapping[int, Observation]
    source: CellRef
    heads: Mapping[int, CellRef] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """All that a workbook says. `file` is its name without folders; `digest` the sha256 of its bytes;
    `language` that of its headers (zh, en)."""

    file: str
    digest: str
    facts: tuple[Fact, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    lists: tuple[NameList, ...] = ()
    passages: tuple[Passage, ...] = ()
    rules: tuple[Rule, ...] = ()
    history: tuple[Series, ...] = ()
    language: str = "zh"
    switches: tuple[Switch, ...] = ()

    @property
    def contents(self) -> dict[CellRef, str]:
        """What each cell holds that a draft may come from."""
        found = {fact.source: fact.text for fact in self.facts}
        found |= {name.source: name.text for names in self.lists for name in names.names}
        for passage in self.passages:
            found |= {passage.heading_source: passage.heading, passage.source: passage.text}
        for told in self.indicators:
            found.update(told.held)
        for series in self.history:
            found |= {head: str(year) for year, head in series.heads.items()}
            found.update(held.held for held in series.years.values())
        return found

    @property
    def year(self) -> int | None:
        """The year that the report is about, None when the book does not tell it in digits."""
        fact = self.fact("year")
        return int(fact.text) if fact is not None and fact.text.isdecimal() else None

    @property
    def day(self) -> date | None:
        """The day on which the report is signed, None when the book does not tell."""
        fact = self.fact("date")
        return date.fromisoformat(fact.text) if fact is not None else None

    def fact(self, key: str) -> Fact | None:
        """Return the row of 基本信息 that the form knows as `key`, or None."""
        return next((fact for fact in self.facts if fact.key == key), None)

    def indicator(self, name: str) -> Indicator | None:
        """Return the indicator called `name`, or None."""
        return next((found for found in self.indicators if found.name == name), None)

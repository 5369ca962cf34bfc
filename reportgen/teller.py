"""What can be said of one indicator, each figure with its way back to the cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reportgen import growth, measures
from reportgen.diagnostics import fault
from reportgen.fields import Absent, Extent, Field, Nature, Origin, UnstatedError
from reportgen.house import DEFAULT_RATE_PLACES, House, field_of, list_record
from reportgen.indicators import Indicator, Observation
from reportgen.measures import Measure
from reportgen.quantities import Unit, plain
from reportgen.records import Record
from reportgen.refs import CellRef
from reportgen.wording.figures import THOUSANDTH, completion_places, is_thousandth, places_of
from reportgen.wording.numerals import LARGEST
from reportgen.wording.speech import Lead, Style

__all__ = ["ROW_TEXTS", "Teller"]

# What an indicator's row says in words: the attribute → the column it stands in.
ROW_TEXTS = {
    **{name: name for name in ("period", "basis", "status", "note", "code", "name", "section")},
    "source": "office",
}


@dataclass(frozen=True)
class Teller:
    """Says the figures of one indicator in the words of one house."""

    indicator: Indicator
    house: House

    def figures(self) -> dict[str, Callable[[], Any]]:
        """Return attribute → the function that tells it."""
        told = self.indicator
        return {
            "value": lambda: self.observed(told.value, "value"),
            "prior": lambda: self.observed(told.prior, "prior"),
            "target": lambda: self.observed(told.target, "target"),
            "number": lambda: self.number(told.value, "value"),
            "yoy": lambda: self.changed(Lead.YOY),
            "over_prior": lambda: self.changed(Lead.OVER_PRIOR),
            "change": lambda: self.changed(Lead.BARE),
            "moved": self.moved,
            "direction": self.direction,
            "rate": self.rate,
            "delta": lambda: self.differing(self.house.words.delta),
            "net": lambda: self.differing(self.house.words.net),
            "completion": lambda: self.completed(self.house.words.completion),
            "fulfilment": lambda: self.completed(self.house.words.fulfilment),
            "rank": lambda: self.ranked(self.house.words.rank),
            "standing": lambda: self.ranked(lambda rank: self.house.words.standing(rank, self.scope)),
            "share": lambda: self.share,
            "of": lambda: self.share_of,
            "share_change": lambda: self.share_change,
            "pull": lambda: self.pull,
            "contribution": lambda: self.contribution,
            "average": lambda: self.average,
        }

    @property
    def rate_places(self) -> int:
        """Decimals of this indicator's rates."""
        return DEFAULT_RATE_PLACES if self.indicator.rate_places is None else self.indicator.rate_places

    @property
    def scope(self) -> str:
        """Among whom the indicator is ranked."""
        return self.indicator.rank_scope or self.house.scope

    # --- what cells hold
    def said(self, attribute: str) -> Field:
        """Return what the indicator's row says in words."""
        column = ROW_TEXTS[attribute]
        text = getattr(self.indicator, column)
        return self.of_row(self.house.words.period(text) if column == "period" else text, column)

    def unit(self) -> Field:
        """Return the printed unit; its cell is the one of 单位 where 成文单位 is empty."""
        told = self.indicator
        column = "unit" if told.print_unit == told.unit else "print_unit"
        return self.of_row(self.house.words.unit_name(told.print_unit), column)

    def of_row(self, text: str, column: str) -> Field:
        """Return a text of the indicator's row."""
        cell = self.indicator.cells.get(column, self.indicator.source)
        return Field(text, None, Origin(Nature.TEXT, (cell,), indicator=self.indicator.name))

    def observed(self, found: Observation | None, column: str) -> Field | Absent:
        """Return an observation as amount and unit: 11.83亿元."""
        if found is None:
            return self._missing(column)
        told = self.indicator
        text = self.house.words.amount(found.quantity, told.print_unit, told.places, self.house.rounding)
        return self._figure(text, found, told.print_unit)

    def number(self, found: Observation | None, column: str) -> Field | Absent:
        """Return an observation as a number in the printed unit: 11.83."""
        if found is None:
            return self._missing(column)
        told = self.indicator
        text = self.house.words.number(found.quantity, told.print_unit, told.places, self.house.rounding)
        return self._figure(text, found, told.print_unit)

    def names(self) -> Any:
        """Return the list that bears the indicator's name."""
        names = self.house.lists.get(self.indicator.name)
        if names is None:
            return Absent(fault("CX103", self.indicator.source, name=self.indicator.name))
        return list_record(names, self.house)

    # --- changes
    def changed(self, lead: Lead) -> Field | Absent:
        """Return the change in words: 同比增长8.46%."""
        return self._of_change(
            lambda change, places, rounding: self.house.words.change(
                change, places, rounding, lead, self._style()
            )
        )

    def moved(self) -> Field | Absent:
        """Return the change as what the figure did: rose by 8.46% year on year."""
        return self._of_change(
            lambda change, places, rounding: self.house.words.movement(
                change, places, rounding, Lead.YOY, self._style()
            )
        )

    def direction(self) -> Field | Absent:
        """Return the direction alone: 增长."""
        return self._of_change(
            lambda change, places, rounding: self.house.words.direction(
                change, places, rounding, self._style()
            )
        )

    def rate(self) -> Field | Absent:
        """Return the rate with its sign: -27.6%; absent where none may be stated."""
        reason = growth.why_no_rate(self.indicator)
        return Absent(reason) if reason is not None else self._of_change(self.house.words.rate)

    def differing(self, say: Callable[..., str]) -> Field | Absent:
        """Return the difference from last year in the printed unit, said by `say`."""
        found = measures.difference(self.indicator)
        if isinstance(found, measures.Absent):
            return Absent(found.diagnostic)
        unit, places = self.indicator.print_unit, self.indicator.places
        if found.unit is not None:
            found = found.converted(Fraction(found.unit.scale) / Fraction(unit.scale), unit)
        shown = self._as_told(found)
        decimals = measures.revealing(shown.exact, 0, places_of(shown.exact, places), self.house.rounding)
        return self._computed(say(found.exact, unit, decimals, self.house.rounding), shown, decimals)

    # --- targets, ranks, shares
    def completed(self, say: Callable[..., str]) -> Field | Absent:
        """Return how far the target is met, said by `say`."""
        return self._percentage(measures.completion(self.indicator), say, whole_bare=True)

    def ranked(self, say: Callable[[int], str]) -> Field | Absent:
        """Return the rank, said by `say`."""
        found = self.indicator.rank
        if found is None:
            return self._missing("rank")
        if found.amount != int(found.amount) or not 1 <= found.amount <= LARGEST:
            return Absent(fault("WB313", found.source, name=self.indicator.name, found=plain(found.amount)))
        return self._figure(say(int(found.amount)), found)

    def share(self, whole: Record) -> Field | Absent:
        """Return which per cent of `whole` this indicator is: 5.49%."""
        return self._percentage(measures.share(self.indicator, _told_by(whole)), self.house.words.percent)

    def share_of(self, whole: Record) -> Field | Absent:
        """Return the same with the whole's name: 占固定资产投资的5.49%."""
        return self._of_whole(measures.share, self.house.words.share_of, whole)

    def share_change(self, whole: Record) -> Field | Absent:
        """Return by how many percentage points the share of `whole` moved."""
        return self._percentage(
            measures.share_change(self.indicator, _told_by(whole)), self.house.words.share_change
        )

    def pull(self, whole: Record) -> Field | Absent:
        """Return how many points of the growth of `whole` are due to this part."""
        return self._of_whole(measures.pull, self.house.words.pull, whole)

    def contribution(self, whole: Record) -> Field | Absent:
        """Return which part of the change of `whole` is due to this part."""
        return self._of_whole(measures.contribution, self.house.words.contribution, whole)

    def average(self, years: int = 2) -> Field | Absent:
        """Return the average yearly growth over the `years` up to the report's."""
        series = self.house.history.get(self.indicator.name)
        if series is None or not series.years:
            return Absent(fault("CX104", self.indicator.source, name=self.indicator.name))
        if isinstance(years, bool) or not isinstance(years, int) or years < 1:
            raise UnstatedError(fault("CX107", found=str(years)))
        last = self.house.year or max(series.years)
        found = measures.average_growth(series, last - years, last)
        return self._percentage(
            found, lambda exact, places, how: self.house.words.average(exact, years, places, how)
        )

    # --- the appended table
    def table_rate(self) -> Field | Absent:
        """Return the rate as a bare number, or the words where the base policy allows no rate."""
        change = growth.year_on_year(self.indicator)
        if not change.has_rate and change.can_be_said:
            return self.changed(Lead.BARE)
        return self._of_change(self.house.words.rate_number)

    # --- making fields
    def _style(self) -> Style:
        style, name = self.house.style, self.indicator.name
        return Style(style.multiples, style.doubling, style.breakthrough, self.house.words.is_speed(name))

    def _of_change(self, say: Callable[..., str]) -> Field | Absent:
        change = growth.year_on_year(self.indicator)
        reason = growth.why_no_rate(self.indicator)
        if not change.can_be_said and reason is not None:
            return Absent(reason)
        text = say(change, self.rate_places, self.house.rounding)
        found = measures.growth_rate(self.indicator)
        if isinstance(found, Measure):
            return self._computed(text, found, self.rate_places, Nature.RATE)
        cells = tuple(held.source for held in (change.value, change.prior) if held is not None)
        return Field(text, None, Origin(Nature.COMPUTED, cells, indicator=self.indicator.name))

    def _of_whole(
        self, measure: Callable[..., measures.Figure], say: Callable[..., str], whole: Record
    ) -> Field | Absent:
        other = _told_by(whole)
        return self._percentage(
            measure(self.indicator, other), lambda exact, places, how: say(other.name, exact, places, how)
        )

    def _percentage(
        self, found: measures.Figure, say: Callable[..., str], whole_bare: bool = False
    ) -> Field | Absent:
        if isinstance(found, measures.Absent):
            return Absent(found.diagnostic)
        places = self.rate_places
        if whole_bare:  # a target that is not met is not met in print either
            places = completion_places(found.exact, places)
            places = measures.revealing(found.exact, 100, places, self.house.rounding)
        return self._computed(say(found.exact, places, self.house.rounding), found, places)

    def _figure(self, text: str, found: Observation, unit: Unit | None = None) -> Field:
        origin = Origin(Nature.FIGURE, (found.source,), indicator=self.indicator.name)
        return field_of(text, found, unit, origin) if unit else Field(text, found.amount, origin)

    def _computed(self, text: str, found: Measure, places: int, nature: Nature = Nature.COMPUTED) -> Field:
        worked = found.worked(places, self.house.rounding)
        origin = Origin(nature, found.origins, found.formula, worked, self.indicator.name)
        scale = Fraction(found.unit.scale) if found.unit else Fraction(1)
        return Field(text, found.exact, origin, Extent(found.exact * scale, found.dimension))

    def _as_told(self, found: Measure) -> Measure:
        """Return points of an indicator in ‰ as the thousandths that are told."""
        thousandths = found.unit is None and is_thousandth(self.indicator.print_unit)
        return found.converted(1 / THOUSANDTH) if thousandths else found

    def _missing(self, column: str) -> Absent:
        cell: CellRef = self.indicator.cells.get(column, self.indicator.source)
        return Absent(fault("CX105", cell, name=self.indicator.name))


def _told_by(whole: object) -> Indicator:
    """Return the indicator behind a record that a template passed in; anything else is the author's slip."""
    subject = whole.subject if isinstance(whole, Record) else None
    if not isinstance(subject, Indicator):
        raise UnstatedError(fault("CX106", found=str(whole)[:30]))
    return subject

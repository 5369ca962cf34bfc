"""What a chart of a report shows: indicators side by side, or earlier years, each number with its cell.

The numbers are those that the text prints, in one unit and rounded once, so that chart and text never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from reportgen.chartdata import ChartData
from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Absent, Nature, Origin
from reportgen.house import House
from reportgen.indicators import Indicator, Observation, Series
from reportgen.quantities import Unit
from reportgen.records import Record
from reportgen.refs import CellRef
from reportgen.wording.units import unit_named
from reportgen.wording.vocabulary import CHART_OPTIONS, chart_kind

__all__ = ["chart_maker"]

_NAMES = frozenset(CHART_OPTIONS.values())
_EXCERPT = 30  # characters of what cannot be shown


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of the chart as it is drawn, as it is said, and the cell that holds it."""

    drawn: Decimal
    said: str
    cell: CellRef


_Row = tuple[str, tuple[_Number | None, ...]]  # a series: its name, and a number or a gap for each category


@dataclass(frozen=True, slots=True)
class _Table:
    """The numbers of a chart before its words: categories, series, the unit of all, whose they are."""

    categories: tuple[str, ...]
    rows: tuple[_Row, ...]
    unit: Unit
    names: tuple[str, ...]
    leading: int = 0  # the row that is this year's, or the first


class _Unfit(Exception):
    """Raised inside of this module when what was asked for cannot be one chart; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.code)


def chart_maker(house: House, indicators: Mapping[str, Indicator]) -> Callable[..., ChartData | Absent]:
    """Return the function that a template calls: a kind, what to show, and options by their names.

    It returns what is absent, so that a template's other faults are told in the same run: TP322 for what is
    neither an indicator nor the earlier years of one, TP323 where no cell holds a value, TP324 for units that
    do not convert, TP326 for an option that there is none of.
    """

    def chart(kind: Any = "", *shown: Any, **options: Any) -> ChartData | Absent:
        try:
            given = _options(options)
            return _charted(str(kind), _table(house, indicators, shown, given), house, given)
        except _Unfit as unfit:
            return Absent(unfit.diagnostic)

    return chart


# --- what is asked for
def _options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options by their English names."""
    given = {CHART_OPTIONS.get(name, name): value for name, value in options.items()}
    for name in options:
        if CHART_OPTIONS.get(name, name) not in _NAMES:
            nearest = (*get_close_matches(name, [*CHART_OPTIONS, *sorted(_NAMES)], n=1, cutoff=0.5), "")[0]
            hints = ("nearest",) if nearest else ("unknown",)
            raise _Unfit(fault("TP326", option=name, found="", nearest=nearest, hints=hints))
    return given


def _table(
    house: House, indicators: Mapping[str, Indicator], shown: Iterable[Any], given: Mapping[str, Any]
) -> _Table:
    subjects = list(_subjects(shown))
    series = [told for told in subjects if isinstance(told, Series)]
    told = [one for one in subjects if isinstance(one, Indicator)]
    if series and told:
        raise _Unfit(fault("TP322", found=told[0].name, hints=("mixed",)))
    if series:
        return _of_years(house, indicators, series)
    if told:
        return _of_indicators(house, told, bool(given.get("prior")))
    raise _Unfit(fault("TP323", name="", hints=("nothing",)))


def _subjects(shown: Iterable[Any]) -> Iterator[Indicator | Series]:
    """Yield what is to be shown; a group of indicators, such as those of a section, counts as each of them.

    An unknown name is an empty group, which notes that it was asked for.
    """
    for one in shown:
        subject = one.subject if isinstance(one, Record) else None
        if isinstance(subject, Indicator | Series):
            yield subject
        elif isinstance(one, Absent):
            raise _Unfit(one.diagnostic)
        elif isinstance(one, Iterable) and not isinstance(one, str):
            yield from _subjects(one)
        else:
            raise _Unfit(fault("TP322", found=_said(one)))


def _said(value: Any) -> str:
    text = value.printed if isinstance(value, Record) else value
    return text[:_EXCERPT] if isinstance(text, str) and text else type(value).__name__


# --- numbers
def _of_years(house: House, indicators: Mapping[str, Indicator], shown: list[Series]) -> _Table:
    """Return the earlier years of some indicators: a category a year, a series an indicator."""
    unit = _unit(shown[0], indicators.get(shown[0].name))
    years = sorted({year for one in shown for year in one.years})
    rows = [
        (
            one.name,
            tuple(_number(house, one.years.get(year), unit, indicators.get(one.name)) for year in years),
        )
        for one in shown
    ]
    categories = tuple(house.words.CHARTS.year.format(year=year) for year in years)
    return _Table(categories, tuple(rows), unit, tuple(one.name for one in shown))


def _of_indicators(house: House, shown: list[Indicator], with_prior: bool) -> _Table:
    """Return some indicators side by side: a category each, this year's values, last year's before them."""
    said, unit = house.words.CHARTS, shown[0].print_unit
    rows = [(said.this_year, tuple(_number(house, one.value, unit, one) for one in shown))]
    if with_prior:
        rows.insert(0, (said.last_year, tuple(_number(house, one.prior, unit, one) for one in shown)))
    names = tuple(one.name for one in shown)
    return _Table(names, tuple(rows), unit, names, len(rows) - 1)


def _unit(series: Series, told: Indicator | None) -> Unit:
    """Return the unit that the text prints the years in; one without years and row has the bare number's."""
    if told is not None:
        return told.print_unit
    return next((held.quantity.unit for held in series.years.values()), unit_named(""))


def _number(house: House, held: Observation | None, unit: Unit, told: Indicator | None) -> _Number | None:
    """Return an observation in the chart's unit; as the text prints it, where the text has the same unit."""
    if held is None:
        return None
    if held.quantity.unit.dimension != unit.dimension:
        other = held.quantity.unit.symbol
        raise _Unfit(fault("TP324", unit=unit.symbol, other=other, name=told.name if told else ""))
    places = told.places if told is not None and told.print_unit == unit else None
    said = house.words.number(held.quantity, unit, places, house.rounding)
    return _Number(Decimal(said.replace(",", "")), said, held.source)


# --- words
def _charted(kind: str, table: _Table, house: House, given: Mapping[str, Any]) -> ChartData:
    numbers = [number for _, row in table.rows for number in row if number is not None]
    if not numbers:
        raise _Unfit(fault("TP323", name=house.words.CHARTS.between_names.join(table.names)))
    unit = str(given.get("unit", house.words.unit_name(table.unit)) or "")
    full = house.words.CHARTS.title(table.names, unit)
    title = full if "title" not in given else _title(given["title"], unit, house)
    series = tuple((name, tuple(held.drawn if held else None for held in row)) for name, row in table.rows)
    cells = tuple(dict.fromkeys(number.cell for number in numbers))
    indicator = table.names[0] if len(set(table.names)) == 1 else ""
    sizes = {name: given.get(name) for name in ("width", "height", "labels", "legend")}
    return ChartData(
        chart_kind(kind),
        table.categories,
        series,
        Origin(Nature.FIGURE, cells, indicator=indicator),
        title,
        str(given.get("alt") or _description(table, house, title or full)),
        str(given.get("number_format") or _format(numbers)),
        leading=table.leading,
        **sizes,
    )


def _title(given: Any, unit: str, house: House) -> str:
    """Return the author's title with the unit; one that was given empty stays so."""
    return house.words.CHARTS.titled(str(given), unit) if given else ""


def _description(table: _Table, house: House, title: str) -> str:
    points = (
        (name, [(of, number.said) for of, number in zip(table.categories, row, strict=True) if number])
        for name, row in table.rows
    )
    return house.words.CHARTS.description(title, points)


def _format(numbers: Iterable[_Number]) -> str:
    """Return the format that writes the numbers as the text does, where all have as many decimals."""
    places = {len(number.said.partition(".")[2]) for number in numbers}
    return "0" + "." * bool(max(places)) + "0" * max(places) if len(places) == 1 else "General"

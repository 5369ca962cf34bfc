"""Charts that Word can edit: a chart part, the workbook behind it, and the drawing that shows them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reportgen.chartdata import ChartData
from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Field, Origin
from reportgen.quantities import finite_places, rounded
from reportgen.refs import Place
from reportgen.template.objects import LARGEST, Drawing, round_emu
from reportgen.template.text import illegal_character
from reportgen.word.chart import CHART, chart_xml
from reportgen.word.plot import KINDS, Plot, least_height, plot_rows
from reportgen.word.resources import PartResources
from reportgen.word.sheet import sheet_workbook
from reportgen.wording.vocabulary import CHART_FONT, chart_kind

__all__ = ["Chart", "chart_of"]

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH, _HEIGHT = 150, 80  # mm: nearly the 156 mm of a line of an official document
_LOWEST = 45  # mm, in a narrow cell
_TALLEST = 220  # mm: nearly a page, for lying bars of which there are many
_EMU_PER_POINT = 12_700
_ENDLESS_PLACES = 10  # decimals of a ratio such as 1/3 where a program passes one in


@dataclass(frozen=True, slots=True)
class Chart(Drawing):
    """A chart whose data Word can edit: `Chart("column", ["2019", "2020"], {"Output": [10.91, 11.83]})`.

    Kinds are column, stacked, bar, line and pie, in Chinese 柱形, 堆积柱形, 条形, 折线 and 饼. `series`
    maps a name to as many numbers as there are categories; None is a gap. `width` and `height` are in
    millimetres, `alt` is for those who cannot see it. `width`, `height`, `labels` (numbers beside columns)
    and `legend` are as seems fit when None. `leading` is the number of the series, counted from 0, that has
    the first and darkest colour.
    """

    kind: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[Any]] | Sequence[tuple[str, Sequence[Any]]]
    title: str = ""
    width: float | None = None
    height: float | None = None
    alt: str = ""
    number_format: str = "General"
    labels: bool | None = None
    legend: bool | None = None
    origin: Origin | None = None
    leading: int = 0

    def faults(self, place: Place) -> list[Diagnostic]:
        """Return what keeps the chart from being drawn: TP303, TP321 to TP323, TP325 and TP326."""
        found = [*self._faulty_options(place), *self._faulty_texts(place), *self._faulty_numbers(place)]
        if self._kind not in KINDS:
            found.append(fault("TP321", place, found=str(self.kind)))
        return found or list(self._faulty_pie(place))

    def extent(self, room: int | None) -> tuple[int, int]:
        across, usual = round_emu(_WIDTH if self.width is None else self.width), round_emu(_HEIGHT)
        if self.width is None and room is not None:
            across = min(across, room)
            usual = max(round_emu(_LOWEST), min(usual, across * 3 // 4))
        if self.height is not None:
            return across, round_emu(self.height)
        least = round(least_height(self._plot()) * _EMU_PER_POINT)
        return across, max(usual, min(round_emu(_TALLEST), least))

    def graphic(self, number: int, across: int, down: int, resources: PartResources) -> str:
        shared, plot = resources.shared, self._plot()
        plot = replace(plot, across=across / _EMU_PER_POINT, down=down / _EMU_PER_POINT)
        name = shared.free_name("word/charts/chart{}.xml")
        book = shared.free_name("word/embeddings/chart{}.xlsx")
        shared.put(book, sheet_workbook(plot_rows(plot), plot.number_format), extension_type=_WORKBOOK_TYPE)
        held = shared.of_part(name).relate("package", book)
        shared.put(name, chart_xml(plot, held), content_type=_CHART_TYPE)
        identity = resources.relate("chart", name)
        return (
            f'<a:graphicData uri="{CHART}">'
            f'<c:chart xmlns:c="{CHART}" xmlns:r="{_OFFICE}" r:id="{identity}"/></a:graphicData>'
        )

    def account(self) -> Field | None:
        text = self.alternative
        return Field(text, None, self.origin) if text and self.origin else None

    @property
    def alternative(self) -> str:
        """The text for those who cannot see the chart: its own, or else its title."""
        return _line(self.alt or self.title)

    @property
    def _kind(self) -> str:
        return chart_kind(str(self.kind))

    def _named(self) -> list[tuple[str, Sequence[Any]]]:
        pairs = self.series.items() if isinstance(self.series, Mapping) else self.series
        return [(str(name), values) for name, values in pairs]

    def _plot(self) -> Plot:
        return Plot(
            self._kind,
            tuple(_line(category) for category in self.categories),
            tuple((_line(name), tuple(map(_exact, values))) for name, values in self._named()),
            _line(self.title),
            self.number_format,
            CHART_FONT,
            self.labels,
            self.legend,
            self.leading,
        )

    # --- what is wrong with it
    def _faulty_options(self, place: Place) -> Iterator[Diagnostic]:
        for name in ("width", "height"):
            size = getattr(self, name)
            if size is None:
                continue
            if not _is_number(size) or not 1 <= size <= LARGEST:
                yield fault("TP326", place, option=name, found=str(size), hints=("size",))
        for name in ("labels", "legend"):
            chosen = getattr(self, name)
            if chosen is not None and not isinstance(chosen, bool):
                yield fault("TP326", place, option=name, found=str(chosen), hints=("truth",))

    def _faulty_texts(self, place: Place) -> Iterator[Diagnostic]:
        names = (name for name, _ in self._named())
        for text in map(str, (self.title, self.alt, self.number_format, *self.categories, *names)):
            if illegal := illegal_character(text):
                yield fault("TP303", place, character=illegal, expression=_line(text)[:20])

    def _faulty_numbers(self, place: Place) -> Iterator[Diagnostic]:
        held = False
        for name, values in self._named():
            if len(values) != len(self.categories):
                yield fault("TP322", place, found=f"{name}: {len(values)}", hints=("length",))
            for value in values:
                held = held or value is not None
                if value is not None and not _is_number(value):
                    yield fault("TP322", place, found=f"{name}: {str(value)[:20]}", hints=("number",))
        if not held:
            yield fault("TP323", place, name=_line(self.title))

    def _faulty_pie(self, place: Place) -> Iterator[Diagnostic]:
        """A pie shows parts of one whole: nothing negative, and one series."""
        series = self._named()
        if self._kind != "pie":
            return
        if len(series) > 1:
            yield fault("TP325", place, found=str(len(series)), hints=("series",))
        numbers = [value for _, values in series for value in values if value is not None]
        lowest = min(numbers)
        if lowest < 0 or not any(numbers):
            yield fault("TP325", place, found=str(lowest), hints=("parts",))


def chart_of(data: ChartData) -> Chart:
    """Return the chart that a template asked for."""
    return Chart(
        data.kind,
        data.categories,
        data.series,
        data.title,
        data.width,
        data.height,
        data.alt,
        data.number_format,
        data.labels,
        data.legend,
        data.origin,
        data.leading,
    )


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return False
    return math.isfinite(value)


def _exact(value: float | Decimal | Fraction | None) -> Decimal | None:
    """Return a number as the digits that a program or a cell would show for it."""
    if isinstance(value, Fraction):
        places = finite_places(value)
        return rounded(value, _ENDLESS_PLACES if places is None else places)
    return value if value is None or isinstance(value, Decimal) else Decimal(repr(value))


def _line(text: Any) -> str:
    """Return a text as one line: charts know no tabs, and no breaks of lines or pages."""
    return " ".join(str(text).replace("\a", " ").split())

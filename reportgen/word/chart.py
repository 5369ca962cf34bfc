"""A chart as the XML of its part: DrawingML's chart space (ECMA-376-1, 21.2).

A function of its values alone. The numbers stand twice, as Word wants them: in the chart for those who only
read, and in the embedded workbook for those who edit; `plot_rows` is the sheet that the references point to.
What is written where, and how large, is for `plot` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.word.plot import BODY, Plot
from reportgen.word.sheet import SHEET, cell_name, xml_string
from reportgen.word.xml import escaped, quoted

__all__ = ["CHART", "chart_xml"]

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Dark and light by turns: documents are printed in black and white, and neighbours must differ there too.
_COLOURS = ("1F4E79", "9DC3E6", "C00000", "F4B183", "595959", "BFBFBF", "385723", "A9D18E")
_INK, _GRID = "404040", "D9D9D9"
_LATIN = "Times New Roman"
_HEADING = 1200  # hundredths of a point: 小四, for the title
_LINE = 28_575  # 2.25 pt in EMU
_AXES = (500_000_001, 500_000_002)  # the ids by which the two axes name each other
_LABEL_PLACES = {"stacked": "ctr"}  # else outside of the column or part
_MANY = 10_000  # from here on, thousands are parted on the axis, too


def chart_xml(plot: Plot, workbook: str) -> bytes:
    """Return the chart part; `workbook` is the id of its relationship to the embedded workbook."""
    title = _title(plot) if plot.title else ""
    legend = _legend(plot) if plot.has_legend else ""
    space = (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        f'<c:chart>{title}<c:autoTitleDeleted val="{int(not plot.title)}"/>'
        f"<c:plotArea><c:layout/>{_drawn(plot)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(plot.font, BODY)}"
        f'<c:externalData r:id={quoted(workbook)}><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return (_HEAD + space).encode()


# --- text around the plot
def _title(plot: Plot) -> str:
    look = _letters(plot.font, _HEADING, "a:rPr", bold=True)
    default = _letters(plot.font, _HEADING, "a:defRPr", bold=True)
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{default}</a:pPr>"
        f"<a:r>{look}<a:t>{escaped(plot.title)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _legend(plot: Plot) -> str:
    place = "r" if plot.kind == "pie" else "b"
    return f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/></c:legend>'


def _text_look(font: str, size: int, ink: str = _INK, turned: str = "") -> str:
    body = f'<a:bodyPr rot="{turned}" vert="horz"/>' if turned else "<a:bodyPr/>"
    return (
        f"<c:txPr>{body}<a:p><a:pPr>{_letters(font, size, 'a:defRPr', ink=ink)}</a:pPr>"
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _letters(font: str, size: int, element: str, *, bold: bool = False, ink: str = _INK) -> str:
    """Return the look of letters; without a font of its own East Asian text would take the theme's."""
    fonts = f'<a:latin typeface="{_LATIN}"/>'
    if font:
        fonts += f"<a:ea typeface={quoted(font)}/>"
    language = ' lang="zh-CN"' if element == "a:rPr" else ""
    return f'<{element}{language} sz="{size}" b="{int(bold)}">{_fill(ink)}{fonts}</{element}>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


# --- the plot
def _drawn(plot: Plot) -> str:
    """Return the columns, lines or parts, and the axes they stand on."""
    series = "".join(_series(plot))
    if plot.kind == "pie":
        return f'<c:pieChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/></c:pieChart>'
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _AXES)
    if plot.kind == "line":
        begin = '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        return f'{begin}{series}<c:marker val="1"/>{axes}</c:lineChart>{_both_axes(plot)}'
    direction = "bar" if plot.kind == "bar" else "col"
    grouping, overlap = ("stacked", 100) if plot.kind == "stacked" else ("clustered", 0)
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f"{series}"
        f'<c:gapWidth val="{plot.gap}"/><c:overlap val="{overlap}"/>{axes}</c:barChart>{_both_axes(plot)}'
    )


def _series(plot: Plot) -> Iterator[str]:
    last = len(plot.categories)
    smooth = '<c:smooth val="0"/>' if plot.kind == "line" else ""
    for number, (name, values) in enumerate(plot.series):
        column = number + 1
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx>{_texts([name], _range(column, 0, 0))}</c:tx>{_look(plot, number)}{_labels(plot, number)}"
            f"<c:cat>{_texts(plot.categories, _range(0, 1, last))}</c:cat>"
            f"<c:val>{_numbers(values, plot.number_format, _range(column, 1, last))}</c:val>"
            f"{smooth}</c:ser>"
        )


def _look(plot: Plot, number: int) -> str:
    """Return how a series looks; in a pie each part has a colour of its own."""
    colour = _colour(plot.colour(number))
    if plot.kind == "line":
        mark = f"<c:spPr>{_fill(colour)}<a:ln>{_fill(colour)}</a:ln></c:spPr>"
        stroke = f'<a:ln w="{_LINE}" cap="rnd">{_fill(colour)}<a:round/></a:ln>'
        return (
            f'<c:spPr>{stroke}</c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/>{mark}</c:marker>'
        )
    if plot.kind == "pie":
        edge = f"<a:ln>{_fill('FFFFFF')}</a:ln>"
        return "".join(
            f'<c:dPt><c:idx val="{part}"/><c:bubble3D val="0"/>'
            f"<c:spPr>{_fill(_colour(part))}{edge}</c:spPr></c:dPt>"
            for part in range(len(plot.categories))
        )
    return f'<c:spPr>{_fill(colour)}</c:spPr><c:invertIfNegative val="0"/>'


def _colour(number: int) -> str:
    return _COLOURS[number % len(_COLOURS)]


def _labels(plot: Plot, number: int) -> str:
    """Return where the numbers of a series stand, if anywhere, and how those do that stand elsewhere."""
    if not plot.is_labelled:
        return f"<c:dLbls>{_shows(False)}</c:dLbls>"
    points = range(len(plot.categories))
    places = [_label_place(plot, number, point) for point in points]
    usual = max(dict.fromkeys(places), key=places.count)
    others = ""
    for point in points:
        if not plot.is_shown(number, point):
            others += f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'
        elif places[point] != usual:
            others += f'<c:dLbl><c:idx val="{point}"/>{_label(plot, number, places[point])}</c:dLbl>'
    return f"<c:dLbls>{others}{_label(plot, number, usual)}</c:dLbls>"


def _label_place(plot: Plot, number: int, point: int) -> str:
    if plot.kind == "line":
        return "t" if plot.is_above(number, point) else "b"
    return _LABEL_PLACES.get(plot.kind, "outEnd")


def _label(plot: Plot, number: int, place: str) -> str:
    """Return how a number is written; on a dark column it is white."""
    ink = "FFFFFF" if plot.kind == "stacked" and plot.colour(number) % 2 == 0 else _INK
    return (
        f'<c:numFmt formatCode={quoted(plot.number_format)} sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(plot.font, plot.label_size, ink)}"
        f'<c:dLblPos val="{place}"/>{_shows(True)}'
    )


def _shows(value: bool) -> str:
    """Return what is written beside a point: its number, or nothing."""
    kinds = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return "".join(f'<c:show{what} val="{int(value and what == "Val")}"/>' for what in kinds)


# --- axes
def _both_axes(plot: Plot) -> str:
    """Return the axis of categories and that of values; lying bars are read from the top, as the table is."""
    lying = plot.kind == "bar"
    names, values = _AXES
    line = f"<c:spPr><a:ln>{_fill(_INK)}</a:ln></c:spPr>"
    level = _text_look(plot.font, BODY, turned="0") if plot.wraps_names else ""
    each = '<c:tickLblSkip val="1"/>' if plot.wraps_names else ""
    step = f'<c:majorUnit val="{plot.whole_step}"/>' if plot.whole_step else ""
    grid = f"<c:majorGridlines><c:spPr><a:ln>{_fill(_GRID)}</a:ln></c:spPr></c:majorGridlines>"
    return (
        f'<c:catAx><c:axId val="{names}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{line}{level}<c:crossAx val="{values}"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{each}'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{values}"/>'
        f'<c:scaling><c:orientation val="minMax"/>{_bounds(plot)}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if lying else "l"}"/>{grid}'
        f'<c:numFmt formatCode={quoted(_axis_format(plot))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{names}"/>'
        f'<c:crosses val="{"max" if lying else "autoZero"}"/><c:crossBetween val="between"/>{step}</c:valAx>'
    )


def _axis_format(plot: Plot) -> str:
    """Return the format of the numbers on the axis, which are round ones."""
    if "%" in plot.number_format:
        return plot.number_format
    return "#,##0" if max(map(abs, _numbers_of(plot))) >= _MANY else "General"


def _numbers_of(plot: Plot) -> list[Decimal]:
    return [value for _, values in plot.series for value in values if value is not None]


def _bounds(plot: Plot) -> str:
    """Return the zero that columns and bars must start from; Word drops it where all are of like length."""
    numbers = _numbers_of(plot)
    if plot.kind == "line" or min(numbers) < 0 < max(numbers):
        return ""
    return '<c:max val="0"/>' if min(numbers) < 0 else '<c:min val="0"/>'


# --- references to the sheet, with what its cells hold
def _range(column: int, first: int, last: int) -> str:
    begin, end = cell_name(column, first), cell_name(column, last)
    return f"{SHEET}!{begin}" if first == last else f"{SHEET}!{begin}:{end}"


def _texts(texts: Sequence[str], cells: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{xml_string(text)}</c:v></c:pt>' for at, text in enumerate(texts)
    )
    cache = f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'
    return f"<c:strRef><c:f>{cells}</c:f>{cache}</c:strRef>"


def _numbers(values: Sequence[Decimal | None], number_format: str, cells: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value:f}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    form = f"<c:formatCode>{xml_string(number_format)}</c:formatCode>"
    cache = f'<c:numCache>{form}<c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{cells}</c:f>{cache}</c:numRef>"

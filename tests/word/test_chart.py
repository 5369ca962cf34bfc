"""The XML of a chart part: what is drawn for each kind, and how it looks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from reportgen.word.chart import chart_xml
from reportgen.word.plot import KINDS, Plot, plot_rows

PLOT = Plot(
    "column",
    ("2018年", "2019年", "2020年"),
    (("产值", (Decimal("10.00"), None, Decimal("11.83"))), ("投资", (Decimal(3), Decimal(4), Decimal(6)))),
    title="产值与投资",
    number_format="0.00",
    font="仿宋",
)
NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
SERIES = ".//c:ser/c:spPr//a:srgbClr"
# kind → the element that draws it, its direction and grouping, where the numbers of both series stand
DRAWN = [
    ("column", "barChart", "col", "clustered", ["outEnd", "outEnd"]),
    ("stacked", "barChart", "col", "stacked", ["ctr", "ctr"]),
    ("bar", "barChart", "bar", "clustered", ["outEnd", "outEnd"]),
    ("line", "lineChart", None, "standard", ["t", "b"]),
    ("pie", "pieChart", None, None, ["outEnd", "outEnd"]),
]


def test_every_kind_is_in_the_table_below() -> None:
    """A new kind is not left untested."""
    assert sorted(KINDS) == sorted(row[0] for row in DRAWN)


@pytest.mark.parametrize(("kind", "element", "direction", "grouping", "place"), DRAWN)
def test_each_kind_has_its_element(
    kind: str, element: str, direction: str | None, grouping: str | None, place: list[str]
) -> None:
    """Word refuses a chart whose numbers stand where its kind has no place for them."""
    root = drawn(kind=kind)
    shape = found(root, f".//c:plotArea/c:{element}")[0]

    assert [direction] == (values(shape, "c:barDir") or [None])
    assert [grouping] == (values(shape, "c:grouping") or [None])
    assert place == values(shape, "c:ser/c:dLbls/c:dLblPos")


@pytest.mark.parametrize("kind", ["column", "stacked", "bar", "line"])
def test_two_axes_name_each_other(kind: str) -> None:
    """The plot names both, and each names the other as the one it crosses."""
    root = drawn(kind=kind)
    axes = values(root, ".//c:plotArea/*/c:axId")[:2]

    assert axes == values(root, ".//c:catAx/c:axId | .//c:valAx/c:axId")
    assert axes[::-1] == values(root, ".//c:catAx/c:crossAx | .//c:valAx/c:crossAx")


def test_a_pie_has_no_axes_and_a_colour_for_each_part() -> None:
    """Neighbours differ in darkness, for documents are printed in black and white."""
    root = drawn(kind="pie", series=PLOT.series[1:])
    colours = values(root, ".//c:dPt/c:spPr/a:solidFill/a:srgbClr")

    assert [] == found(root, ".//c:catAx | .//c:valAx")
    assert 3 == len(set(colours)) == len(PLOT.categories)
    assert darkness(colours[0]) < darkness(colours[1]) > darkness(colours[2])


def test_axes_have_no_titles() -> None:
    """The unit stands in the chart's own title."""
    assert [] == found(drawn(), ".//c:catAx/c:title | .//c:valAx/c:title")


def test_a_missing_value_leaves_a_gap() -> None:
    """It is no zero: the point is left out and told as a gap, and the cell stays empty."""
    root = drawn(kind="line")

    assert ["0", "2"] == [point.get("idx") for point in found(root, ".//c:ser[1]/c:val//c:pt")]
    assert ["3"] == values(root, ".//c:ser[1]/c:val//c:ptCount")
    assert ["gap"] == values(root, ".//c:dispBlanksAs")
    assert ["2019年", None, Decimal(4)] == plot_rows(PLOT)[2]


def test_the_references_point_to_the_rows_of_the_sheet() -> None:
    """Names in row 1, categories in column A, each series in a column of its own."""
    references = [element.text for element in found(drawn(), ".//c:ser[2]//c:f")]

    assert ["Sheet1!$C$1", "Sheet1!$A$2:$A$4", "Sheet1!$C$2:$C$4"] == references
    assert [None, "产值", "投资"] == plot_rows(PLOT)[0]


def test_the_chart_holds_the_numbers_as_they_are_printed() -> None:
    """10.00 keeps its decimals, and so does the label."""
    root = drawn()

    assert ["10.00", "11.83"] == [number.text for number in found(root, ".//c:ser[1]/c:val//c:v")]
    assert {"0.00"} == {form.get("formatCode", "") for form in found(root, ".//c:dLbls/c:numFmt")}


def test_all_text_has_an_east_asian_font() -> None:
    """Without one Word takes the theme's, which for Chinese text may be MS Mincho."""
    looks = found(drawn(), ".//a:defRPr | .//a:rPr")

    assert looks
    assert {"仿宋"} == {found(look, "a:ea")[0].get("typeface") for look in looks}


def test_a_chart_without_title_has_none_of_words_own_either() -> None:
    """Word would make one of the only series' name."""
    assert ["0"] == values(drawn(), ".//c:autoTitleDeleted")
    assert ["1"] == values(drawn(title=""), ".//c:autoTitleDeleted")
    assert [] == found(drawn(title=""), ".//c:title")


def test_a_legend_tells_several_series_apart() -> None:
    """One series needs none; the parts of a pie do; and the author may choose."""
    one = PLOT.series[:1]

    assert ["b"] == values(drawn(), ".//c:legendPos")
    assert [] == values(drawn(series=one), ".//c:legendPos")
    assert ["r"] == values(drawn(series=one, kind="pie"), ".//c:legendPos")
    assert ["b"] == values(drawn(series=one, legend=True), ".//c:legendPos")
    assert [] == values(drawn(legend=False), ".//c:legendPos")


def test_many_numbers_are_not_written_beside_their_columns() -> None:
    """They would run into each other; the author may choose."""
    many = {"categories": tuple("abcdefghijklmnopqrstuvwxy"), "series": (("数", (Decimal("10.25"),) * 25),)}

    assert {"1"} == set(values(drawn(), ".//c:showVal"))
    assert {"0"} == set(values(drawn(**many), ".//c:showVal"))
    assert {"1"} == set(values(drawn(**many, labels=True), ".//c:showVal"))
    assert {"0"} == set(values(drawn(labels=False), ".//c:showVal"))


def test_numbers_of_two_lines_stand_on_either_side() -> None:
    """Above the upper line and below the lower one, also where they cross."""
    series = (("甲", tuple(map(Decimal, (1, 2, 9)))), ("乙", tuple(map(Decimal, (5, 5, 5)))))
    root = drawn(kind="line", series=series)

    assert ["b", "t"] == values(root, ".//c:ser/c:dLbls/c:dLblPos")
    assert ["2", "2"] == values(root, ".//c:dLbl/c:idx")
    assert ["t", "b"] == values(root, ".//c:dLbl/c:dLblPos")


def test_a_thin_part_of_a_column_has_no_number_on_it() -> None:
    """It would lie on that of the next part."""
    series = (("甲", tuple(map(Decimal, (1, 50, 60)))), ("乙", tuple(map(Decimal, (50, 1, 60)))))
    root = drawn(kind="stacked", series=series)

    assert ["0", "1"] == values(root, ".//c:dLbl[c:delete]/c:idx")


def test_long_names_stand_upright_in_several_lines() -> None:
    """Aslant they would take half of the chart; a few letters in a line are left to Word."""
    names = ("规模以上工业增加值", "社会消费品零售总额", "固定资产投资", "进出口", "财政收入", "工业用电量")
    series = (("数", (Decimal(1),) * 6),)
    level = ".//c:catAx/c:txPr/a:bodyPr[@rot='0']"

    assert 1 == len(found(drawn(categories=names, series=series), level))
    assert ["1"] == values(drawn(categories=names, series=series), ".//c:tickLblSkip")
    assert [] == found(drawn(), level)
    assert [] == found(drawn(categories=names * 4, series=(("数", (Decimal(1),) * 24),)), level)


@pytest.mark.parametrize(
    ("number_format", "number", "axis"),
    [("0.00", "11.8", "General"), ("#,##0", "3456789", "#,##0"), ("0.0%", "0.11", "0.0%")],
)
def test_the_axis_writes_round_numbers(number_format: str, number: str, axis: str) -> None:
    """Large ones with their thousands parted."""
    series = (("数", (Decimal(number),) * 3),)
    [told] = found(drawn(series=series, number_format=number_format), ".//c:valAx/c:numFmt")

    assert axis == told.get("formatCode")


@pytest.mark.parametrize(
    ("kind", "numbers", "bound"),
    [
        ("column", (95, 96), ["min"]),  # Word would begin at 94 and make one column twice the other
        ("bar", (-95, -96), ["max"]),
        ("stacked", (-1, 2), []),
        ("line", (95, 96), []),
    ],
)
def test_columns_begin_at_zero(kind: str, numbers: tuple[int, ...], bound: list[str]) -> None:
    """The length of a column is its number; a line may show a change in detail."""
    series = (("数", tuple(map(Decimal, numbers))),)
    root = drawn(kind=kind, series=series, categories=("a", "b"))
    bounds = found(root, ".//c:valAx/c:scaling/c:min | .//c:valAx/c:scaling/c:max")

    assert bound == [etree.QName(element).localname for element in bounds]
    assert {"0"} >= {element.get("val") for element in bounds}


def test_the_leading_series_has_the_first_colour() -> None:
    """Wherever it stands among the others; its numbers are white in stacked columns."""
    first, second = (values(drawn(kind=kind), SERIES) for kind in ("column", "line"))

    assert first[::-1] == values(drawn(leading=1), SERIES)
    assert second[::-1] == values(drawn(kind="line", leading=1), SERIES)
    assert ["404040", "FFFFFF"] == values(drawn(kind="stacked", leading=1), ".//c:dLbls/c:txPr//a:srgbClr")


@pytest.mark.parametrize("kind", ["column", "bar", "line", "stacked"])
def test_whole_numbers_have_whole_steps(kind: str) -> None:
    """Behind what else there is of the axis, as its schema wants it."""
    counts = (("数", (Decimal(1), Decimal(3), None)),)
    axis = found(drawn(kind=kind, series=counts, number_format="0"), ".//c:valAx")[0]

    assert ["1"] == [axis[-1].get("val")] == values(axis, "c:majorUnit")
    assert [] == values(drawn(kind=kind), ".//c:majorUnit")


def test_lying_bars_are_read_from_the_top() -> None:
    """The first category stands at the top, and the values below all the same."""
    root = drawn(kind="bar")

    assert ["maxMin"] == values(root, ".//c:catAx/c:scaling/c:orientation")
    assert ["max"] == values(root, ".//c:valAx/c:crosses")


def test_numbers_on_dark_columns_are_white() -> None:
    """In stacked columns they stand inside."""
    inks = values(drawn(kind="stacked"), ".//c:dLbls/c:txPr//a:srgbClr")

    assert ["FFFFFF", "404040"] == inks


def test_markup_in_names_is_text() -> None:
    """Titles, series and categories are the user's words."""
    root = drawn(title="A&B <C>", categories=("<1>", "&2", '"3"'))

    assert ["A&B <C>"] == [text.text for text in found(root, ".//a:t")]
    assert ["<1>", "&2", '"3"'] == [text.text for text in found(root, ".//c:ser[1]/c:cat//c:v")]


def drawn(**changes: object) -> etree._Element:
    """Return the root of the chart with `changes`."""
    return etree.fromstring(chart_xml(replace(PLOT, **changes), "rId1"))  # type: ignore[arg-type]


def found(element: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements on `path`."""
    result = element.xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return result


def values(element: etree._Element, path: str) -> list[str]:
    """Return what the elements on `path` say."""
    return [one.get("val", "") for one in found(element, path)]


def darkness(colour: str) -> int:
    """Return the sum of the three primary colours, the less the darker."""
    return sum(bytes.fromhex(colour))

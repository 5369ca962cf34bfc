"""What fits on a chart: the estimates keep numbers and names from running into each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.word.plot import BODY, Plot, least_height

# kind, categories, series, a number → the size of the numbers, 0 for none
FITTING = [
    ("column", 3, 2, "11.83", BODY),
    ("column", 6, 2, "11.83", 900),
    ("column", 7, 2, "11.83", 750),
    ("column", 10, 2, "11.83", 0),
    ("column", 10, 1, "11.83", BODY),
    ("column", 3, 1, "1234567.89", BODY),
    ("column", 12, 1, "1234567.89", 0),
    ("line", 10, 2, "11.83", BODY),
    ("line", 3, 3, "11.83", 0),
    ("bar", 3, 2, "11.83", BODY),
    ("bar", 30, 1, "11.83", 0),
    ("stacked", 10, 4, "11.83", BODY),
    ("pie", 24, 1, "11.83", BODY),
    ("pie", 25, 1, "11.83", 0),
]


@pytest.mark.parametrize(("kind", "categories", "series", "number", "size"), FITTING)
def test_numbers_are_as_large_as_there_is_room(
    kind: str, categories: int, series: int, number: str, size: int
) -> None:
    """And are left out where even small ones would run into each other."""
    made = plot(kind, categories, series, number)

    assert (bool(size), size) == (made.is_labelled, made.label_size if made.is_labelled else 0)


def test_a_wider_chart_has_room_for_more() -> None:
    """The size of the chart counts, not the number of its columns."""
    wide = Plot("column", ("年",) * 10, (("数", (Decimal("11.83"),) * 10),) * 2, across=900)

    assert wide.is_labelled


def test_a_number_without_a_format_is_not_measured_by_its_dust() -> None:
    """Word rounds 12.239999999999998 where it shows it."""
    assert plot("column", 8, 1, "12.239999999999998").is_labelled


@pytest.mark.parametrize(
    ("number_format", "fits"), [("0", True), ("0.000000000", False), ("#,##0", True), ("0.0%", True)]
)
def test_the_format_tells_how_wide_a_number_is(number_format: str, fits: bool) -> None:
    """As it will be printed."""
    made = Plot("column", ("年",) * 7, (("数", (Decimal("0.5"),) * 7),) * 2, number_format=number_format)

    assert fits == made.is_labelled


@pytest.mark.parametrize(("categories", "gap"), [(1, 500), (2, 211), (5, 80), (10, 80)])
def test_few_columns_are_no_blocks(categories: int, gap: int) -> None:
    """There is more between them instead."""
    assert gap == plot("column", categories, 1, "1").gap


def test_lying_bars_ask_for_the_height_that_their_numbers_need() -> None:
    """The more, the higher; at that height the numbers fit."""
    made = plot("bar", 12, 2, "11.83")
    high = Plot("bar", made.categories, made.series, down=least_height(made))

    assert (False, True) == (made.is_labelled, high.is_labelled)
    assert 0 == least_height(plot("column", 12, 2, "11.83"))


@pytest.mark.parametrize(
    ("kind", "numbers", "form", "step"),
    [
        ("column", (1, 3), "0", 1),
        ("column", (1, 3), "General", 1),
        ("column", (0, 0), "0", 1),
        ("column", (2, 10), "0", 2),
        ("column", (2, 11), "0", None),
        ("column", (-2, 3), "0", 1),
        ("column", (1, 3), "0.0", None),  # halves may be told of what has decimals
        ("column", (1, 1.5), "General", None),
        ("column", (0, 1), "0%", None),
        ("line", (100, 103), "0", 1),  # need not begin at zero
        ("line", (20, 24), "0", None),  # but does here
        ("stacked", (4, 5), "0", 1),
    ],
)
def test_steps_are_whole_where_numbers_are_whole_and_few(
    kind: str, numbers: tuple[float, ...], form: str, step: int | None
) -> None:
    """Where there are many, Word's own steps are whole."""
    values = (("数", (*(Decimal(str(number)) for number in numbers), None)),)

    assert step == Plot(kind, ("甲", "乙", "丙"), values, number_format=form).whole_step


def test_the_steps_of_stacked_columns_are_those_of_their_sums() -> None:
    """Three and four on each other reach to seven."""
    values = (("甲", (Decimal(3),)), ("乙", (Decimal(4),)))

    assert (1, 2) == (Plot("column", ("年",), values).whole_step, Plot("stacked", ("年",), values).whole_step)


def test_names_in_latin_letters_are_left_to_word() -> None:
    """They cannot be broken behind any letter."""
    names = ("Industrial output of the county", "Investment in fixed assets", "Retail sales of goods")
    values = (("数", (Decimal(1),) * 6),)

    assert not Plot("column", names * 2, values).wraps_names


def plot(kind: str, categories: int, series: int, number: str) -> Plot:
    """Return a chart of so many columns, each of the same number."""
    values = (Decimal(number),) * categories
    return Plot(kind, ("年",) * categories, (("数", values),) * series)


@pytest.mark.parametrize("value", ["1e24", "1e300", "-0.1234567", "1e-30"])
def test_a_number_of_any_size_is_measured(value: str) -> None:
    """Its width decides whether it is shown, not whether there is a chart."""
    plot = Plot("stacked", ("甲",), (("a", (Decimal(value),)),))

    assert isinstance(plot.is_labelled, bool)
    assert isinstance(plot.is_shown(0, 0), bool)

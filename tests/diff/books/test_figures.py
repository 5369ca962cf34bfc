"""A cell with another number is a figure: what it was, what it is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from reportgen.diff.values import Cause, Kind
from tests.support.twobooks import (
    FIRMS,
    OUTPUT,
    PRIOR,
    SCORE,
    SHARE,
    codes,
    compared,
    figure,
    figures,
    from_to,
    passages,
)

CONVERTED = {
    "指标!D2": "亿元", "指标!I2": "11.83", "指标!J2": "10.9072", "历年!B2": "10.9072", "历年!C2": "11.83",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text", "told", "difference", "relative"),
    [
        (OUTPUT.format("I"), "124700", ("工业总产值", "", "118300万元", "124700万元"), "6400", "5.41"),
        (OUTPUT.format("J"), "110000", ("工业总产值", PRIOR, "109072万元", "110000万元"), "928", "0.85"),
        (FIRMS.format("I"), "3", ("新增企业", "", "2家", "3家"), "1", "50.00"),
        (FIRMS.format("J"), "5", ("新增企业", PRIOR, "", "5家"), None, None),
        (FIRMS.format("K"), "5", ("新增企业", "上年公布值", "", "5家"), None, None),
        (FIRMS.format("L"), "8.5", ("新增企业", "公布增速", "", "8.5%"), None, None),
        (OUTPUT.format("N"), "120000", ("工业总产值", "目标值", "", "120000万元"), None, None),
        (SHARE.format("I"), "12.7", ("税收占比", "", "12.5%", "12.7%"), "0.2", None),
        (SCORE.format("O"), "3", ("考核得分", "位次", "1", "3"), "2", None),
        (OUTPUT.format("O"), "", ("工业总产值", "位次", "2", ""), None, None),
        ("历年!B2", "109073", ("工业总产值", "历年 2019", "109072万元", "109073万元"), "1", "0.00"),
        ("历年!B2", "", ("工业总产值", "历年 2019", "109072万元", ""), None, None),
    ],
)
def test_a_cell_with_another_number_is_a_figure(
    cell: str, text: str, told: tuple[str, str, str, str], difference: str | None, relative: str | None
) -> None:
    """Its indicator, the column unless it is the value, from what to what, and by how much."""
    found = compared({cell: text}).figures[0]

    assert told == figure(found)
    assert (difference, relative) == tuple(
        None if number is None else str(number) for number in (found.difference, found.relative)
    )
    assert (Cause.DATA, cell) == (found.cause, str(found.place_new or found.place_old))


def test_a_figure_tells_its_cells_with_what_they_held() -> None:
    """Also where the row has moved meanwhile."""
    found = compared({OUTPUT.format("I"): "124700"}, lambda made: made["指标"].insert_rows(2)).figures[0]

    assert ("指标!I2", "118300") == found.old_cells[0]
    assert ("指标!I3", "124700") == found.new_cells[0]


def test_a_computed_rate_follows_its_cells() -> None:
    """It is told with its formula and its sum, and its cause is that it was computed."""
    (_, rate) = compared({OUTPUT.format("I"): "124700"}).figures

    assert ("工业总产值", "同比(%)", "8.46%", "14.33%") == figure(rate)
    assert (Cause.COMPUTED, Decimal("5.87")) == (rate.cause, rate.difference)
    assert "(124700 − 109072) ÷ 109072 = 14.3281…% → 14.33%" == rate.worked
    assert {"指标!I2": "124700", "指标!J2": "109072"} == dict(rate.new_cells)


def test_percentages_differ_by_points() -> None:
    """A change of a percentage has no per cent of its own."""
    (value, rate) = compared({SHARE.format("I"): "12.7"}).figures

    assert None is value.relative
    assert ("税收占比", "同比(%)", "1.20个百分点", "1.40个百分点") == figure(rate)


def test_completion_of_a_target_is_computed_too() -> None:
    """A target that was put in gives a completion."""
    assert ("工业总产值", "完成率(%)", "", "98.58%") in figures(compared({OUTPUT.format("N"): "120000"}))


def test_a_rate_that_may_not_be_stated_any_more_tells_why() -> None:
    """The base became zero."""
    revision = compared({OUTPUT.format("J"): "0"})

    assert ("工业总产值", "同比(%)", "8.46%", "") == figures(revision)[-1]
    assert ["GR201"] == codes(revision)


def test_a_given_rate_that_fits_no_longer_is_called_out() -> None:
    """The value moved, the rate that was published for it did not."""
    given = {OUTPUT.format("L"): "8.46"}
    revision = from_to(given, {**given, OUTPUT.format("I"): "124700"})

    assert [("工业总产值", "", "118300万元", "124700万元")] == figures(revision)
    assert ["GR301"] == codes(revision)


def test_converted_figures_are_a_change_of_unit_only() -> None:
    """118300 万元 are 11.83 亿元."""
    revision = compared(CONVERTED)

    assert [] == figures(revision)
    assert [(Kind.REPLACE, "工业总产值\t单位\t万元", "工业总产值\t单位\t亿元")] == passages(revision)
    assert [] == codes(revision)


def test_a_figure_that_was_not_converted_with_the_others_is_a_slip() -> None:
    """Last year's number stayed while the unit of the row changed."""
    revision = compared({**CONVERTED, "指标!J2": "109072"})

    assert ("工业总产值", PRIOR, "109072万元", "109072亿元") == figures(revision)[0]
    assert "10000" == revision.figures[0].faults[0].values["factor"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ({"指标!D2": "元"}, {}, "DF202"),  # the number stayed, its unit changed
        ({"指标!D2": "元", "指标!I2": "1183000000", "指标!J2": "1090720000"}, {"指标!I2": "118299"}, None),
        ({}, {"指标!I2": "12"}, "DF202"),  # typed in 亿元 where 万元 belong
        ({}, {"指标!I2": "1183"}, "DF205"),  # the point has moved
        ({"指标!I2": "11.83"}, {"指标!I2": "1.183"}, "DF205"),
        ({}, {"指标!I2": "118301"}, None),
        ({"指标!I3": "1"}, {"指标!I3": "10"}, None),  # counts do become ten times as many
        ({"指标!I3": "1"}, {"指标!I3": "10000"}, None),
        ({"指标!I2": "5"}, {"指标!I2": "50"}, None),  # one digit is too little to tell
        ({"指标!I2": "0"}, {"指标!I2": "118300"}, None),
        ({}, {"指标!O7": "10000"}, None),  # a rank
    ],
)
def test_slips_are_called_out(old: Mapping[str, str], new: Mapping[str, str], code: str | None) -> None:
    """At the cell of the new figure, with that of the old one beside it."""
    revision = from_to(old, new)
    faults = [found for change in revision.figures[:1] for found in change.faults]

    assert ([code] if code else []) == [found.code for found in faults]
    assert all(found in revision.diagnostics for found in faults)
    assert all(found.place == revision.figures[0].place_new for found in faults)


def test_another_word_for_what_is_counted_is_no_figure() -> None:
    """8 家 and 8 户 do not convert; the unit is told."""
    revision = compared({"指标!D4": "户"})

    assert [] == figures(revision)
    assert [(Kind.REPLACE, "退出企业\t单位\t家", "退出企业\t单位\t户")] == passages(revision)


def test_figures_that_do_not_convert_have_no_difference() -> None:
    """From 家 to 万元 there is nothing to subtract."""
    found = compared({"指标!D4": "万元", "指标!I4": "50"}).figures[0]

    assert ("退出企业", "", "1家", "50万元") == figure(found)
    assert (None, None) == (found.difference, found.relative)

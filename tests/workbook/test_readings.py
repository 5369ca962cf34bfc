"""A number is what Excel shows; certain slips are read and named, anything else is an error."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.diagnostics import Severity
from reportgen.indicators import Book
from reportgen.workbook import read_book
from tests.support.books import SMALL, book_of_notation, put, read, told

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def book(folder: Path, edits: dict[str, str] | None = None) -> Book:
    """Return the small book with `edits`, which must be readable."""
    found = read(folder, edits).book
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("'118300", "118300"),  # a number stored as text
        ("１１８３００", "118300"),
        ("118,300", "118300"),
        ("118，300.50", "118300.50"),
        ("118 300", "118300"),
        ("'-3.5", "-3.5"),
        ("−3.5", "-3.5"),
        ("１２３．５", "123.5"),
        ("+7", "7"),
    ],
)
def test_certain_slips_are_read_and_named(tmp_path: Path, typed: str, amount: str) -> None:
    """A slip whose meaning is certain gives the number, and a warning."""
    outcome = read(tmp_path, {"指标!I2": typed})

    assert [("WB205", W, "指标!I2")] == told(outcome)
    assert outcome.book is not None
    value = outcome.book.indicators[0].value
    assert value is not None
    assert Decimal(amount) == value.amount


@pytest.mark.parametrize("typed", ["—", "-", "——", "无", "N/A", "n/a", "/", "－", "暂无"])
def test_marks_for_not_available_are_no_number(tmp_path: Path, typed: str) -> None:
    """A dash or 无 says that there is no figure: a note, and no value."""
    outcome = read(tmp_path, {"指标!J2": typed})

    assert [("WB213", N, "指标!J2")] == told(outcome)
    assert outcome.book is not None
    assert outcome.book.indicators[0].prior is None


@pytest.mark.parametrize(
    ("typed", "hints", "value"),
    [
        ("3000平方米", (), ""),  # no money
        ("11.83亿美元", (), ""),
        ("11.83亿元左右", ("approximate",), ""),
        ("约11.8万", ("approximate",), ""),
        ("近12亿元", ("approximate",), ""),
        ("十一亿", (), ""),
        ("12,3", (), ""),  # neither thousands nor a decimal point
        ("1.2.3", (), ""),
    ],
)
def test_text_that_is_no_amount_is_an_error(
    tmp_path: Path, typed: str, hints: tuple[str, ...], value: str
) -> None:
    """Words are no number, nor is an amount of something else, or about so much."""
    outcome = read(tmp_path, {"指标!I2": typed})

    assert [("WB203", E, "指标!I2")] == told(outcome)
    assert hints == outcome.diagnostics[0].hints
    assert value == outcome.diagnostics[0].values.get("value", "")
    assert outcome.book is not None
    assert outcome.book.indicators[0].value is None


@pytest.mark.parametrize(
    "typed", ["11.83亿元", "11.83 亿", "118300万元", "1,183,000,000元", "１１．８３亿元", "118,300 万元"]
)
def test_an_amount_with_its_unit_is_read_in_the_unit_of_the_row(tmp_path: Path, typed: str) -> None:
    """11.83亿元 is 118300 in a row of 万元: read, and named with the number to type."""
    outcome = read(tmp_path, {"指标!I2": typed})

    assert [("WB230", W, "指标!I2")] == told(outcome)
    assert ("118300", "万元") == tuple(outcome.diagnostics[0].values[key] for key in ("value", "unit"))
    assert outcome.book is not None
    assert outcome.book.indicators[0].value is not None
    assert "118300" == str(outcome.book.indicators[0].value.amount)


def test_a_count_with_its_word_is_read(tmp_path: Path) -> None:
    """2家 is 2 in a row of 家, and no number in a row of 人."""
    assert [("WB230", W, "指标!I3")] == told(read(tmp_path, {"指标!I3": "2家"}))
    assert [("WB203", E, "指标!I3")] == told(read(tmp_path, {"指标!I3": "2人"}))


def test_amount_converts_to_endless_decimals_rounded(tmp_path: Path) -> None:
    """Where the conversion never ends (亩 in ㎡), the proposed number is cut to what a cell can use."""
    outcome = read(tmp_path, {"指标!D2": "㎡", "指标!E2": "", "指标!I2": "1亩"})

    assert "666.666666666667" == outcome.diagnostics[0].values["value"]  # 1 ÷ 0.0015


@pytest.mark.parametrize(
    ("cell", "typed", "shown"),
    [
        ("指标!I6", "8.46%", "8.46"),  # a row of percentages
        ("指标!L2", "8.46%", "8.46"),  # a published rate
        ("指标!I6", "12.50%", "12.5"),
    ],
)
def test_percent_cells_hold_what_they_show(tmp_path: Path, cell: str, typed: str, shown: str) -> None:
    """0.0846 shown as 8.46% is 8.46 per cent."""
    small = book(tmp_path, {cell: typed})
    held = small.indicators[0].given_rate if cell.endswith("L2") else small.indicators[4].value

    assert held is not None
    assert Decimal(shown) == held.amount
    assert cell == str(held.source)


def test_percent_converts_into_permille(tmp_path: Path) -> None:
    """In a row of ‰ a cell that shows 0.52% holds 5.2."""
    value = book(tmp_path, {"指标!D6": "‰", "指标!I6": "0.52%"}).indicators[4].value

    assert value is not None
    assert Decimal("5.2") == value.amount


def test_published_rate_may_be_typed_with_its_sign(tmp_path: Path) -> None:
    """ "8.46%" as text is 8.46 where per cent are asked for, with a warning."""
    outcome = read(tmp_path, {"指标!L2": "'8.46%"})

    assert [("WB205", W, "指标!L2")] == told(outcome)
    assert outcome.book is not None
    rate = outcome.book.indicators[0].given_rate
    assert rate is not None
    assert Decimal("8.46") == rate.amount


def test_binary_dust_is_not_read(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.3, as Excel shows it."""
    small = book_of_notation(SMALL)
    small["指标"]["I2"].value = 0.1 + 0.2
    found = read_book(put(small, tmp_path)).book

    assert found is not None
    assert found.indicators[0].value is not None
    assert Decimal("0.3") == found.indicators[0].value.amount

"""Growth, completion and difference of a whole workbook, as printed, against whole-number arithmetic.

Every amount is written into a cell, read back and printed. The oracle beside it knows fractions and the table
of words, and nothing of ours.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from reportgen.context import book_context
from reportgen.fields import Field
from reportgen.workbook import Contents, read_book, write_book

ROWS = 1_700  # with three amounts each: value, prior, target
MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}
UNITS = ("元", "万元", "亿元", "家", "吨", "%", "‰", "个百分点")
POINTS = {"%": "个百分点", "个百分点": "个百分点", "‰": "个千分点"}


@dataclass(frozen=True)
class Row:
    """A row of the sheet as somebody types it; "" is an empty cell."""

    name: str
    unit: str
    print_unit: str
    places: int
    rate_places: int
    value: str
    prior: str
    target: str

    @property
    def cells(self) -> dict[str, str]:
        return {
            "指标名称": self.name, "单位": self.unit, "成文单位": self.print_unit, "小数位": str(self.places),
            "增速小数位": str(self.rate_places), "本年值": self.value, "上年同期值": self.prior,
            "目标值": self.target,
        }  # fmt: skip


# --- what ought to be printed


def rounded(exact: Fraction, places: int) -> str:
    """Return the digits of `exact` without sign, a half rounded up."""
    top = abs(exact.numerator) * 10**places
    whole, rest = divmod(top, exact.denominator)
    whole += 2 * rest >= exact.denominator
    digits = str(whole).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def is_zero(digits: str) -> bool:
    return not digits.strip("0.")


def growth(row: Row) -> str | None:
    """Return the growth in words, None where there is nothing to say."""
    if not row.value or not row.prior:
        return None
    now, base, money = Fraction(row.value), Fraction(row.prior), row.unit in MONEY
    if row.unit in POINTS:
        digits = rounded(now - base, row.rate_places)
        verb = "提高" if now > base else "回落"
        return "同比持平" if is_zero(digits) else f"同比{verb}{digits}{POINTS[row.unit]}"
    if base == 0 or (base > 0) != (now >= 0):
        return without_rate(now, base, money)
    digits = rounded((now - base) / base * 100, row.rate_places)
    if is_zero(digits):
        return "同比持平"
    if base < 0:
        verb = ("增亏" if now < base else "减亏") if money else ("负值扩大" if now < base else "负值收窄")
    else:
        verb = "增长" if now > base else "下降"
    return f"同比{verb}{digits}%"


def without_rate(now: Fraction, base: Fraction, money: bool) -> str:
    """Return the words where no rate may be stated."""
    if base == 0:
        if now == 0:
            return "同比持平"
        return "上年同期为零" if now > 0 else ("由零转亏" if money else "由零转负")
    if base > 0:
        return "由盈转亏" if money else "由正转负"
    if now == 0:
        return "扭亏" if money else "由负转零"
    return "扭亏为盈" if money else "由负转正"


def difference(row: Row) -> str | None:
    """Return the difference in words. One that is printed with too few decimals to be seen gets more."""
    if not row.value or not row.prior:
        return None
    exact = Fraction(row.value) - Fraction(row.prior)
    if row.unit in MONEY:
        exact *= Fraction(MONEY[row.unit], MONEY[row.print_unit or row.unit])
    if exact == 0:
        return "持平"
    places = row.places
    while is_zero(rounded(exact, places)):
        places += 1
    verbs = ("提高", "回落") if row.unit in POINTS else ("增加", "减少")
    unit = POINTS.get(row.unit, row.print_unit or row.unit)
    return f"{verbs[exact < 0]}{rounded(exact, places)}{unit}"


def completion(row: Row) -> str | None:
    """Return the completion in words. What is not met never prints as 100%, nor what is exceeded."""
    if not row.value or not row.target or Fraction(row.target) <= 0:
        return None
    exact = Fraction(row.value) / Fraction(row.target) * 100
    places = 0 if exact.denominator == 1 else row.rate_places
    while 0 < exact != 100 and rounded(exact, places) == rounded(Fraction(100), places):
        places += 1
    sign = "-" if exact < 0 and not is_zero(rounded(exact, places)) else ""
    return f"完成年度目标的{sign}{rounded(exact, places)}%"


# --- what is typed


def rows(chance: random.Random) -> Iterator[Row]:
    """Yield rows of every unit: ties, zeros, losses, gaps and equal values among them."""
    for number in range(ROWS):
        unit = UNITS[number % len(UNITS)]
        decimals = 0 if unit == "家" else chance.randrange(5)
        value, prior = amount(chance, decimals, unit), amount(chance, decimals, unit)
        match number % 11:
            case 0:
                value, prior = tie(chance, number % 3, unit)
            case 1:
                prior = value
            case 2:
                prior = "0"
            case 3:
                value = "0"
            case 4:
                prior = ""
            case 5:
                value = ""
            case 6:
                prior = nearly(value)
            case 7:
                value, prior = f"-{value.lstrip('-')}", f"-{prior.lstrip('-')}"
        target = "" if number % 5 == 0 else value if number % 5 == 1 else amount(chance, decimals, unit)
        yield Row(
            f"净指标{number}",
            unit,
            print_unit(chance, unit),
            chance.randrange(4),
            number % 3,
            value,
            prior,
            target,
        )


def amount(chance: random.Random, decimals: int, unit: str) -> str:
    """Return an amount of up to nine digits, every fifth a negative one."""
    whole = chance.randrange(1, 10 ** chance.randrange(1, 10))
    sign = "-" if chance.randrange(5) == 0 else ""
    text = str(whole).rjust(decimals + 1, "0")
    shown = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return sign + shown


def tie(chance: random.Random, places: int, unit: str) -> tuple[str, str]:
    """Return a value and a prior whose rate, or difference, lies exactly between two printed ones."""
    if unit in POINTS:
        base = chance.randrange(100)
        return f"{base + chance.randrange(9)}.{'0' * places}5", str(base)
    step = chance.randrange(1, 500)
    prior = 200 * 10**places * step
    return str(prior + step * (2 * chance.randrange(400) + 1)), str(prior)


def nearly(value: str) -> str:
    """Return an amount that differs from `value` by one in its last place."""
    whole, point, decimals = value.lstrip("-").partition(".")
    digits = str(int(whole + decimals) + 1).rjust(len(decimals) + 1, "0")
    shown = digits[: len(digits) - len(decimals)] + point + digits[len(digits) - len(decimals) :]
    return value[: value.startswith("-")] + shown


def print_unit(chance: random.Random, unit: str) -> str:
    return chance.choice(list(MONEY)) if unit in MONEY and chance.randrange(2) else ""


# --- the two side by side


@pytest.fixture(name="typed", scope="module")
def _typed() -> list[Row]:
    return list(rows(random.Random(20201231)))


def test_no_figure_of_five_thousand_cells_is_wrong(typed: list[Row], tmp_path: Path) -> None:
    """Not a digit, not a word, and no rate where none may be stated."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(write_book(Contents(2020, {"指标": [row.cells for row in typed]})))
    book = read_book(path).book
    assert book is not None
    context, _ = book_context(book)

    expected = {row.name: (growth(row), difference(row), completion(row)) for row in typed}
    found = {
        row.name: tuple(_printed(context[row.name][key]) for key in ("yoy", "delta", "completion"))
        for row in typed
    }

    assert {} == {name: (expected[name], found[name]) for name in expected if expected[name] != found[name]}


def test_every_case_is_among_them(typed: list[Row]) -> None:
    """The test above is worth what it meets: each way to say a change, and gaps, often enough."""
    said = Counter(
        "".join(sign for sign in growth(row) or "—" if not sign.isdigit() and sign != ".") for row in typed
    )

    assert {
        "—", "同比增长%", "同比下降%", "同比持平", "上年同期为零", "扭亏为盈", "由盈转亏", "由零转亏", "扭亏",
        "同比减亏%", "同比增亏%", "由负转正", "由正转负", "由零转负", "由负转零", "同比负值收窄%",
        "同比负值扩大%",
        "同比提高个百分点", "同比回落个百分点", "同比提高个千分点", "同比回落个千分点",
    } == set(said)  # fmt: skip
    assert len(typed) * 3 >= 5_000
    assert min(said.values()) >= 2


def _printed(found: object) -> str | None:
    return str(found) if isinstance(found, Field) else None

"""Numbers with their unit, exact from the cell to the page, and the one function that rounds.

A number is a `Decimal` made from what Excel shows; ratios are `Fraction`s, so that nothing is rounded before
it is printed, and nothing twice. The symbols of units (万元, 家 …) are declared in `reportgen.wording.units`.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import gcd
from typing import NamedTuple

__all__ = [
    "COUNT",
    "EXCEL_DIGITS",
    "Quantity",
    "Rounding",
    "Unit",
    "decimal_places",
    "finite_places",
    "plain",
    "rounded",
    "shown_by_excel",
    "with_unit",
]

COUNT = "count:"  # how the dimensions of count words begin: "count:家"
EXCEL_DIGITS = 15  # Excel keeps and shows 15 significant digits of a number


class Rounding(StrEnum):
    """What happens to a number exactly halfway between two printed ones.

    HALF_UP is 四舍五入 as bureaus and Excel's ROUND practise it (away from zero); HALF_EVEN is GB/T
    8170-2008, 3.2.
    """

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"


class Unit(NamedTuple):
    """A unit of measure: `symbol` as printed, `dimension` (units of one dimension convert), `scale` in the
    base unit.

    万元 is `Unit("万元", "CNY", Decimal(10000))`. An unknown unit is its own dimension with scale 1.
    """

    symbol: str
    dimension: str
    scale: Decimal = Decimal(1)

    @property
    def is_percent(self) -> bool:
        """Whether values are percentages, so that changes are percentage points."""
        return self.dimension == "percent"

    @property
    def is_count(self) -> bool:
        """Whether values are whole numbers of things (家, 人), hence exact; 万人 is a rounded amount."""
        return self.dimension.startswith(COUNT) and self.scale == 1


class Quantity(NamedTuple):
    """An exact amount in a unit."""

    amount: Decimal
    unit: Unit

    def in_unit(self, unit: Unit) -> Fraction:
        """Return the exact amount in `unit`; ValueError when the two units do not convert."""
        if unit.dimension != self.unit.dimension:
            raise ValueError(f"{self.unit.symbol} does not convert to {unit.symbol}")
        return Fraction(self.amount) * Fraction(self.unit.scale) / Fraction(unit.scale)

    @property
    def exact(self) -> Fraction:
        """The exact amount in the base unit of the dimension, for ratios between units."""
        return Fraction(self.amount) * Fraction(self.unit.scale)


def rounded(value: Fraction | Decimal, places: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """Return `value` rounded to exactly `places` decimal places (0 or more).

    The only place in reportgen where a number is rounded. Exact for ties: it counts in whole units of the
    last place. A result of zero carries no sign.
    """
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(abs(numerator) * 10**places, denominator)
    twice = 2 * rest
    if twice > denominator or (twice == denominator and (rounding is Rounding.HALF_UP or whole % 2 == 1)):
        whole += 1
    sign = "-" if numerator < 0 and whole else ""
    return Decimal(f"{sign}{whole}E-{places}")


def shown_by_excel(value: float | int) -> Decimal:
    """Return the number that Excel shows for a stored value: 15 significant digits, without binary dust.

    Excel stores 1.1 as 1.1000000000000001 and shows 1.1. Trailing zeros are dropped; the exponent is never
    positive.
    """
    if isinstance(value, int):
        return Decimal(value)
    number = Decimal(format(value, f".{EXCEL_DIGITS}g"))
    return Decimal(int(number)) if number == int(number) else number.normalize()


def decimal_places(amount: Decimal) -> int:
    """Return how many decimal places `amount` is written with: 2 for 11.83, 0 for 118300."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def finite_places(value: Fraction) -> int | None:
    """Return how many decimal places `value` needs to be written exactly, None when they never end."""
    rest, places = value.denominator, 0
    while rest > 1:
        common = gcd(rest, 10)
        if common == 1:
            return None
        rest, places = rest // common, places + 1
    return places


def plain(amount: Decimal) -> str:
    """Return `amount` in digits, with its own decimal places, no exponent and no thousands separator."""
    return format(amount, "f")


def with_unit(digits: str, symbol: str) -> str:
    """Return a number with its unit as messages tell it: 8家, 45.6%, and with a blank 8 firms, 5 km."""
    if symbol[:1].isdigit():
        return f"{digits} × {symbol}"
    return f"{digits} {symbol}" if symbol[:1].isascii() and symbol[:1].isalpha() else digits + symbol

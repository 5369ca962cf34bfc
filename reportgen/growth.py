"""How a figure changed against last year's, and when no rate may be stated: the base policy as a value.

A rate is a `Fraction` of what the cells hold, in per cent, never of printed figures. Whether a change prints
as flat is decided on the rounded rate, in `reportgen.wording`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import product

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.indicators import Indicator, Observation
from reportgen.quantities import Rounding, Unit, decimal_places, plain, rounded
from reportgen.refs import CellRef

__all__ = [
    "Change",
    "Kind",
    "average_growth",
    "classified",
    "computed",
    "disagreement",
    "is_subtracted",
    "why_no_rate",
    "year_on_year",
]

ROOT_DIGITS = 40  # decimals of an irrational root; see average_growth


class Kind(StrEnum):
    """What sort of change there is, hence whether it has a rate and which words say it."""

    RATE = "rate"  # base > 0 and current ≥ 0: per cent of the base
    POINTS = "points"  # percentages are subtracted, never divided
    NO_VALUE = "no_value"  # this year's value is missing
    NO_BASE = "no_base"  # last year's value is missing
    ZERO_BASE = "zero_base"  # base 0, current > 0
    BOTH_ZERO = "both_zero"
    ZERO_TO_NEGATIVE = "zero_to_negative"  # base 0, current < 0
    TURNED_POSITIVE = "turned_positive"  # base < 0, current ≥ 0
    TURNED_NEGATIVE = "turned_negative"  # base > 0, current < 0
    LOSS_NARROWED = "loss_narrowed"  # both < 0: per cent of last year's loss
    LOSS_WIDENED = "loss_widened"


_MISSING = frozenset({Kind.NO_VALUE, Kind.NO_BASE})
_WITH_RATE = frozenset({Kind.RATE, Kind.POINTS})


@dataclass(frozen=True, slots=True)
class Change:
    """The change of a figure.

    `exact` is in per cent (RATE), in percentage points (POINTS) or in per cent of last year's loss, without
    sign (LOSS_…); None for every other kind. `given` says that it is the published rate. `unit` is the unit
    printed, `value` and `prior` are the observations compared, where there are any.
    """

    kind: Kind
    exact: Fraction | None = None
    given: bool = False
    unit: Unit | None = None
    value: Observation | None = None
    prior: Observation | None = None

    @property
    def has_rate(self) -> bool:
        """Whether a rate or a change in percentage points may be stated."""
        return self.kind in _WITH_RATE

    @property
    def can_be_said(self) -> bool:
        """Whether there is any growth phrase: only a missing value leaves nothing to say."""
        return self.kind not in _MISSING


def year_on_year(indicator: Indicator) -> Change:
    """Return the change of `indicator` against the same period of last year; a given rate wins.

    The rate given for a percentage is a change in points.
    """
    given = indicator.given_rate
    if given is None:
        return computed(indicator)
    kind = Kind.POINTS if is_subtracted(indicator.unit) else Kind.RATE
    exact, unit = _given(indicator, given), indicator.print_unit
    return Change(kind, exact, True, unit, indicator.value, indicator.prior)


def computed(indicator: Indicator) -> Change:
    """Return the change that follows from the values of this and last year alone, whatever rate is given."""
    value, prior, unit = indicator.value, indicator.prior, indicator.print_unit
    if value is None or prior is None:
        return Change(Kind.NO_VALUE if value is None else Kind.NO_BASE, None, False, unit, value, prior)
    now, base = value.quantity.exact, prior.quantity.exact
    if is_subtracted(indicator.unit):
        return Change(Kind.POINTS, now - base, False, unit, value, prior)
    kind, exact = classified(now, base)
    return Change(kind, exact, False, unit, value, prior)


def is_subtracted(unit: Unit) -> bool:
    """Return whether values in `unit` are percentages or points, which are compared by subtraction."""
    return unit.is_percent or unit.dimension == "points"


def classified(now: Fraction, base: Fraction) -> tuple[Kind, Fraction | None]:
    """Return the kind of the change from `base` to `now`, amounts of one unit, and its per cent, if any."""
    if base > 0:
        return (Kind.RATE, (now - base) / base * 100) if now >= 0 else (Kind.TURNED_NEGATIVE, None)
    if base == 0:
        return (Kind.BOTH_ZERO if now == 0 else Kind.ZERO_BASE if now > 0 else Kind.ZERO_TO_NEGATIVE), None
    if now >= 0:
        return Kind.TURNED_POSITIVE, None
    kind = Kind.LOSS_NARROWED if now >= base else Kind.LOSS_WIDENED
    return kind, abs(now - base) / -base * 100


def why_no_rate(indicator: Indicator) -> Diagnostic | None:
    """Return the note why no rate of `indicator` may be stated, at the cell to blame; None if one may."""
    change = year_on_year(indicator)
    if change.has_rate:
        return None
    if change.value is None:
        return fault("GR102", _cell(indicator, "value"), name=indicator.name)
    if change.prior is None:
        return fault("GR101", _cell(indicator, "prior"), name=indicator.name)
    blamed = change.prior if change.prior.amount <= 0 else change.value
    code = "GR203" if blamed is change.value else "GR202" if change.prior.amount < 0 else "GR201"
    return fault(code, blamed.source, name=indicator.name, found=plain(blamed.amount))


def disagreement(indicator: Indicator, places: int, rounding: Rounding) -> Diagnostic | None:
    """Return the warning that the values give another rate than the given one (GR301), or none (GR302).

    None when both print the same at `places`, or when some values that round to the three numbers in cells
    agree; counts are exact. Where a basis is named (可比价) the two may well differ: then it is only a note.
    """
    given, change = indicator.given_rate, computed(indicator)
    if given is None or change.value is None or change.prior is None:
        return None
    severity = Severity.NOTE if indicator.basis else None
    compared = (change.value.source, change.prior.source)
    name, said = indicator.name, plain(given.amount)
    if change.exact is None or not change.has_rate:
        return fault("GR302", given.source, severity=severity, related=compared, name=name, given=said)
    exact = change.exact / _step(indicator)
    if rounded(given.amount, places, rounding) == rounded(exact, places, rounding):
        return None
    least, most = _possible(indicator, change.value, change.prior)
    slack = _slack(indicator, given)
    if least - slack <= given.amount <= most + slack:
        return None
    shown = plain(rounded(exact, max(places, decimal_places(given.amount)), rounding))
    return fault(
        "GR301", given.source, severity=severity, related=compared, name=name, given=said, computed=shown
    )


def average_growth(first: Fraction, last: Fraction, years: int) -> Fraction:
    """Return the average yearly growth in per cent from `first` to `last`, `years` later: the geometric mean.

    Both must be positive and `years` at least 1, else ValueError. A rational root is exact. Any other lies
    strictly between two neighbouring decimals of `ROOT_DIGITS` places; the middle of the two is returned. It
    rounds like the root itself to every place before, for no tie lies between the two.
    """
    if first <= 0 or last <= 0 or years < 1:
        raise ValueError("an average rate needs positive ends and at least one year")
    ratio = last / first
    top, bottom = _root(ratio.numerator, years), _root(ratio.denominator, years)
    if top**years == ratio.numerator and bottom**years == ratio.denominator:
        return (Fraction(top, bottom) - 1) * 100
    unit = 10**ROOT_DIGITS
    below = _root(ratio.numerator * unit**years // ratio.denominator, years)
    return (Fraction(2 * below + 1, 2 * unit) - 1) * 100


def _root(number: int, degree: int) -> int:
    """Return the whole part of the root of `number` ≥ 0, by Newton's method in whole numbers from above."""
    if number == 0:
        return 0
    root = 1 << -(-number.bit_length() // degree)
    while True:
        nearer = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if nearer >= root:
            return root
        root = nearer


def _given(indicator: Indicator, given: Observation) -> Fraction:
    """Return the given rate in per cent, or in percentage points for an indicator that is a percentage."""
    return Fraction(given.amount) * _step(indicator)


def _step(indicator: Indicator) -> Fraction:
    """Return what one unit of a stated rate is: a per cent or percentage point, a tenth of it for ‰."""
    return Fraction(indicator.print_unit.scale) if is_subtracted(indicator.unit) else Fraction(1)


def _slack(indicator: Indicator, given: Observation) -> Fraction:
    """Return half a last digit of the given rate.

    A row's own decimals tell that a given 8.5 was published as 8.50; else it stands for 8.45 … 8.55.
    """
    return Fraction(1, 2 * 10 ** max(decimal_places(given.amount), indicator.rate_places or 0))


def _possible(indicator: Indicator, value: Observation, prior: Observation) -> tuple[Fraction, Fraction]:
    """Return the least and greatest rate that values printing as these two give, in units of a stated rate.

    The base is above zero, or the two are subtracted; half a last digit less leaves it above zero.
    """
    ends = product(_ends(value), _ends(prior))
    if is_subtracted(indicator.unit):
        rates = [(now - base) / _step(indicator) for now, base in ends]
    else:
        rates = [(now - base) / base * 100 for now, base in ends]
    return min(rates), max(rates)


def _ends(observation: Observation) -> tuple[Fraction, ...]:
    """Return the least and greatest exact value that prints as `observation`; a count is exactly itself."""
    unit, exact = observation.quantity.unit, observation.quantity.exact
    if unit.is_count:
        return (exact,)
    slack = Fraction(unit.scale) / (2 * 10 ** decimal_places(observation.amount))
    return exact - slack, exact + slack


def _cell(indicator: Indicator, column: str) -> CellRef:
    return indicator.cells.get(column, indicator.source)

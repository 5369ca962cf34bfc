"""This year's figure against last year's, and the published rate against both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, fault
from reportgen.growth import Change, Kind, computed, disagreement
from reportgen.indicators import Indicator, Observation
from reportgen.quantities import Quantity, decimal_places, plain, rounded
from reportgen.workbook.checks.limits import Limits, slip

__all__ = ["growth_findings"]

_FEW = 10  # things: below, one or two more are already a large change
_WHOLE = 20  # per cent: a share this large is not a hundredth of itself a year later


def growth_findings(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Yield what does not go together between the years of one row and its rate."""
    yield from _against_prior(one, limits)
    yield from _hundredfold(one)
    yield from _published_prior(one, limits)
    yield from _given_rate(one, limits)


def _against_prior(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Name a slip of unit, or else a change so large that a reader will ask for the reason."""
    change = computed(one)
    if change.kind is not Kind.RATE or change.exact is None or change.value is None or change.prior is None:
        return
    factor = _unit_slip(one, change.value, change.prior)
    places = (change.prior.source,)
    if factor:
        yield fault(
            "WB310", change.value.source, related=(*places, one.cell("unit")), name=one.name, factor=factor,
            value=plain(change.value.amount), prior=plain(change.prior.amount),
        )  # fmt: skip
    elif abs(change.exact) > Fraction(limits.jump) and not one.note and not _are_few(one, change):
        shown = plain(rounded(change.exact, limits.places_of(one), limits.rounding))
        yield fault(
            "WB311", one.cell("note"), related=(change.value.source, *places), name=one.name, rate=shown,
            limit=plain(limits.jump),
        )  # fmt: skip


def _are_few(one: Indicator, change: Change) -> bool:
    """Return whether so few things were counted in both years that per cent tell nothing: 1 of 2."""
    held = (change.value, change.prior)
    return one.unit.is_count and one.unit.scale == 1 and all(found and found.amount < _FEW for found in held)


def _unit_slip(one: Indicator, value: Observation, prior: Observation) -> int:
    """Return the factor between the units that the two values seem to be in, or 0; a count has one unit."""
    return 0 if one.unit.is_count else slip(value.quantity.exact, prior.quantity.exact)


def _hundredfold(one: Indicator) -> Iterator[Diagnostic]:
    """Name a percentage beside one of the same row that is a hundred times as large: 0.85 beside 84.2."""
    if not one.unit.is_percent or one.value is None:
        return
    for other in (one.prior, one.prior_published, one.target):
        if other is not None and _are_hundredfold(one.value, other):
            small, large = sorted((one.value, other), key=lambda held: abs(held.amount))
            yield fault(
                "WB327", small.source, related=(large.source,), name=one.name, found=plain(small.amount),
                other=plain(large.amount), right=plain(_plainly(small.amount * 100)),
            )  # fmt: skip
            return


def _are_hundredfold(one: Observation, other: Observation) -> bool:
    large = max(abs(one.amount), abs(other.amount))
    return large >= _WHOLE and slip(one.quantity.exact, other.quantity.exact) == 100


def _published_prior(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    """Name two values of last year that differ, unless the published one is the other as it was printed."""
    prior, published = one.prior, one.prior_published
    if prior is None or published is None or one.basis:
        return
    if published.amount not in (prior.amount, one.printed_amount(prior.amount, limits.rounding)):
        yield fault(
            "WB312", one.cell("basis"), related=(prior.source, published.source), name=one.name,
            prior=plain(prior.amount), published=plain(published.amount),
        )  # fmt: skip


# --- the published rate


def _given_rate(one: Indicator, limits: Limits) -> Iterator[Diagnostic]:
    places = limits.places_of(one)
    found = disagreement(one, places, limits.rounding)
    given = one.given_rate
    if given is None:
        return
    if found is None:
        if one.value is None or one.prior is None:
            yield from _looks_like_fraction(one, given, places)
        return
    right = next((right for right in _hundredths(given) if _agrees(one, given, right, limits)), None)
    yield found if right is None else _misplaced(one, given, right, found.related)


def _looks_like_fraction(one: Indicator, given: Observation, places: int) -> Iterator[Diagnostic]:
    """Name a rate that nothing can be compared with: below one, and two decimals longer than it prints."""
    if 0 < abs(given.amount) < 1 and decimal_places(given.amount) >= places + 2:
        yield _misplaced(one, given, _plainly(given.amount * 100), ())


def _misplaced(one: Indicator, given: Observation, right: Decimal, related: tuple[object, ...]) -> Diagnostic:
    places = (one.value.source, one.prior.source) if related and one.value and one.prior else ()
    return fault(
        "WB322", given.source, related=places, name=one.name, given=plain(given.amount), right=plain(right)
    )


def _hundredths(given: Observation) -> tuple[Decimal, Decimal]:
    return _plainly(given.amount * 100), _plainly(given.amount / 100)


def _agrees(one: Indicator, given: Observation, right: Decimal, limits: Limits) -> bool:
    """Return whether the values of `one` would give the rate `right`."""
    meant = replace(one, given_rate=Observation(Quantity(right, given.quantity.unit), given.source))
    return disagreement(meant, limits.places_of(one), limits.rounding) is None


def _plainly(amount: Decimal) -> Decimal:
    """Return `amount` without trailing zeros and without an exponent."""
    return Decimal(int(amount)) if amount == int(amount) else amount.normalize()

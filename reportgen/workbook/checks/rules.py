"""Whether the rules of 勾稽关系 hold, exactly and in one unit; and why one could not be checked.

A rule that fails exactly, and holds for some true values of its rounded figures, is only noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.indicators import Book, Indicator, Rule
from reportgen.quantities import Quantity, decimal_places, finite_places, plain, rounded, with_unit
from reportgen.refs import CellRef
from reportgen.wording.periods import months_of
from reportgen.wording.units import is_known
from reportgen.workbook.checks.limits import Limits, slip
from reportgen.workbook.checks.parts import Pair
from reportgen.workbook.expressions import (
    NO_SLACK,
    Amount,
    BadExpression,
    MixedUnits,
    Name,
    Names,
    Token,
    Units,
    ZeroDivisor,
    evaluated,
    goes_with,
    parsed,
)
from reportgen.workbook.intervals import Interval
from reportgen.workbook.tables import Neighbours

__all__ = ["Sides", "equal_names", "parsed_rules", "rule_findings", "ruled_parts"]

_SHOWN_PLACES = 6  # of a value whose decimals do not end
_SUM = frozenset({"+", "-", "negative"})
_Tokens = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """A rule with its sides parsed and the indicators named in it, or the `faults` that make it none."""

    rule: Rule
    left: _Tokens = ()
    right: _Tokens = ()
    used: tuple[Indicator, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def tokens(self) -> _Tokens:
        """Both sides, one after the other."""
        return (*self.left, *self.right)

    @property
    def names(self) -> frozenset[str]:
        """The names in it."""
        return frozenset(one.name for one in self.used)


def parsed_rules(book: Book) -> tuple[Sides, ...]:
    """Return the rules of a book, in the order of the sheet."""
    indicators = {one.name: one for one in book.indicators}
    names, neighbours = Names(indicators), Neighbours(indicators)
    return tuple(_sides(rule, indicators, names, neighbours) for rule in book.rules)


def rule_findings(rules: Iterable[Sides], limits: Limits) -> Iterator[Diagnostic]:
    """Yield the rules that do not hold, cannot be checked or mix periods, in the order of the sheet."""
    for sides in rules:
        yield from sides.faults
        if not sides.faults:
            yield from _compared(sides, limits)
            yield from _mixed_periods(sides)


def ruled_parts(rules: Iterable[Sides]) -> Iterator[Pair]:
    """Yield the indicators that a rule says are part of another: one name ≤ another."""
    for sides in rules:
        if len(sides.left) == len(sides.right) == 1 and len(sides.used) == 2 and not sides.faults:
            names = [token.text for token in sides.tokens if isinstance(token, Name)]
            by_name = {one.name: one for one in sides.used}
            pair = [by_name[name] for name in names]
            if sides.rule.relation in ("≤", "<"):
                yield Pair(pair[0], pair[1], ruled=True)
            elif sides.rule.relation in ("≥", ">"):
                yield Pair(pair[1], pair[0], ruled=True)


def equal_names(rules: Iterable[Sides]) -> frozenset[frozenset[str]]:
    """Return the names of each rule that says that two sides are equal."""
    return frozenset(sides.names for sides in rules if sides.rule.relation in ("=", "≈"))


# --- parsing


def _sides(rule: Rule, indicators: Mapping[str, Indicator], names: Names, neighbours: Neighbours) -> Sides:
    left, faults = _side(rule.left, rule.source, names, neighbours)
    right, others = _side(rule.right, rule.right_source, names, neighbours)
    named = {token.text for token in (*left, *right) if isinstance(token, Name) and token.known}
    used = tuple(sorted((indicators[name] for name in named), key=_row))
    return Sides(rule, left, right, used, (*faults, *others))


def _row(one: Indicator) -> tuple[object, ...]:
    return one.source.order


def _side(
    text: str, place: CellRef, names: Names, neighbours: Neighbours
) -> tuple[_Tokens, list[Diagnostic]]:
    """Return a parsed side, and what is wrong with it."""
    try:
        tokens = parsed(text, names)
    except BadExpression as bad:
        return (), [fault("WB305", place, found=str(bad), expression=text)]
    unknown = [token.text for token in tokens if isinstance(token, Name) and not token.known]
    return tokens, [_unknown(name, neighbours.of(name), place) for name in unknown]


def _unknown(name: str, near: str, place: CellRef) -> Diagnostic:
    return fault("WB306", place, hints=("nearest",) if near else (), found=name, nearest=near)


# --- comparing


def _compared(sides: Sides, limits: Limits) -> Iterator[Diagnostic]:
    rule, used = sides.rule, sides.used
    quantities = {one.name: one.value.quantity for one in used if one.value is not None}
    places = tuple(one.cell("value") for one in used)
    for one in used:
        if one.name not in quantities:
            if one.cells and "value" not in one.cells:
                return  # the whole column is missing, which is said of the sheet
            yield fault("WB308", rule.source, related=places, rule=_label(rule), name=one.name)
            return
    units: Units = {}
    slack = {one.name: _slack(one) for one in used}
    try:
        left = evaluated(sides.left, quantities, units, slack)
        right = evaluated(sides.right, quantities, units, slack)
        if not goes_with(left, right):
            raise MixedUnits
    except MixedUnits:
        symbols = ", ".join(dict.fromkeys(quantity.unit.symbol for quantity in quantities.values()))
        yield fault("WB307", rule.source, related=places, rule=_label(rule), units=symbols)
    except ZeroDivisor:
        yield fault("WB309", rule.source, related=places, rule=_label(rule))
    else:
        yield from _verdict(sides, left, right, _unit((left, right), units))
        yield from _printed_sum(sides, limits)


def _slack(one: Indicator) -> Fraction:
    """Return by how much the true amount may differ from the one given: half its last decimal, and nothing
    where things are counted."""
    assert one.value is not None
    amount = one.value.amount
    is_counted = one.unit.is_count or not one.unit.symbol or not is_known(one.unit.symbol)
    if is_counted and amount == int(amount):
        return Fraction(0)
    printed_as_held = one.places if one.unit == one.print_unit else None
    return Fraction(1, 2 * 10 ** max(decimal_places(amount), printed_as_held or 0))


def _verdict(sides: Sides, left: Amount, right: Amount, unit: str) -> Iterator[Diagnostic]:
    rule, tolerance = sides.rule, Fraction(sides.rule.tolerance)
    excess, possible = left.value - right.value, left.possible - right.possible
    is_possible = _may_hold(possible, rule.relation, tolerance)
    if is_possible if rule.relation == "≈" else _holds(excess, rule.relation, tolerance):
        return
    values = tuple(one.cell("value") for one in sides.used)
    units = tuple(one.cell("unit") for one in sides.used)
    expected = f"{rule.left} {rule.relation} {rule.right}"
    shown = [with_unit(_digits(amount), unit) for amount in (left.value, right.value, abs(excess))]
    if is_possible:
        yield fault(
            "WB323", rule.source, related=values, rule=_label(rule), expected=expected, left=shown[0],
            right=shown[1], difference=shown[2],
        )  # fmt: skip
        return
    factor = slip(left.value, right.value) if unit and not sides.used[0].unit.is_count else 0
    yield fault(
        "WB304", rule.source, severity=Severity.ERROR if rule.is_error else Severity.WARNING,
        hints=("slip",) if factor else (), related=(*values, *units) if factor else values,
        rule=_label(rule), expected=expected, left=shown[0], right=shown[1], difference=shown[2],
        factor=factor,
    )  # fmt: skip


def _holds(excess: Fraction, relation: str, tolerance: Fraction) -> bool:
    """Return whether a left side greater by `excess` than the right one is as the relation says."""
    match relation:
        case "=":
            return abs(excess) <= tolerance
        case "≤":
            return excess <= tolerance
        case "≥":
            return excess >= -tolerance
        case "<":
            return excess < tolerance or excess < 0
        case _:
            return excess > -tolerance or excess > 0


def _may_hold(possible: Interval, relation: str, tolerance: Fraction) -> bool:
    """Return whether some excess that is possible is as the relation says."""
    match relation:
        case "=" | "≈":
            return possible.meets(Fraction(0), tolerance)
        case "≤" | "<":
            return possible.least is None or _holds(possible.least, relation, tolerance)
        case _:
            return possible.most is None or _holds(possible.most, relation, tolerance)


def _unit(sides: tuple[Amount, Amount], units: Units) -> str:
    """Return the symbol of the unit that both sides are in, when they are plain amounts."""
    dimensions = next((side.dimensions for side in sides if side.dimensions), ())
    if dimensions and len(dimensions) == 1 and dimensions[0][1] == 1:
        return units[dimensions[0][0]].symbol
    return ""


# --- printing


def _printed_sum(sides: Sides, limits: Limits) -> Iterator[Diagnostic]:
    """Note a sum whose figures, each rounded for print, do not add up to the printed total."""
    rule = sides.rule
    is_sum = len(sides.used) > 2 and all(isinstance(token, Name) or token in _SUM for token in sides.tokens)
    if rule.relation not in ("=", "≈") or not is_sum:
        return
    held = {one.name: one.value.quantity for one in sides.used if one.value is not None}
    printed = {one.name: _printed(one, limits) for one in sides.used}
    if printed == held:
        return
    exact = _excess(sides, held)
    off = _excess(sides, printed)
    if abs(exact) <= rule.tolerance and abs(off) > rule.tolerance:
        told = {name: with_unit(plain(one.amount), one.unit.symbol) for name, one in printed.items()}
        shown = " ".join(f"{name} {amount}" for name, amount in told.items())
        places = tuple(one.cell("value") for one in sides.used)
        yield fault("WB330", rule.source, related=places, rule=_label(rule), printed=shown)


def _printed(one: Indicator, limits: Limits) -> Quantity:
    assert one.value is not None
    held = one.value.quantity
    if one.places is None:
        return held
    return Quantity(rounded(held.in_unit(one.print_unit), one.places, limits.rounding), one.print_unit)


def _excess(sides: Sides, quantities: Mapping[str, Quantity]) -> Fraction:
    """Return by how much the left side is larger, in the unit of the cell that is named first."""
    units: Units = {}
    named = [token.text for token in sides.tokens if isinstance(token, Name)]
    by_name = {one.name: one for one in sides.used}
    for name in reversed(named):
        unit = by_name[name].unit
        units[unit.dimension] = unit
    left = evaluated(sides.left, quantities, units, NO_SLACK)
    return left.value - evaluated(sides.right, quantities, units, NO_SLACK).value


# --- periods


def _mixed_periods(sides: Sides) -> Iterator[Diagnostic]:
    """Name a rule that holds the year up to one month against the year up to another.

    A rule that also has a single month, or a later part of the year, puts them together on purpose.
    """
    spans = {one.name: span for one in sides.used if (span := months_of(one.period)) is not None}
    if len(set(spans.values())) > 1 and all(span.is_cumulative for span in spans.values()):
        periods = ", ".join(dict.fromkeys(one.period for one in sides.used if one.name in spans))
        places = tuple(one.cell("period") for one in sides.used if one.name in spans)
        yield fault("WB334", sides.rule.source, related=places, rule=_label(sides.rule), periods=periods)


def _label(rule: Rule) -> str:
    return rule.number or rule.left


def _digits(value: Fraction) -> str:
    places = finite_places(value)
    return plain(rounded(value, _SHOWN_PLACES if places is None else min(places, _SHOWN_PLACES)))

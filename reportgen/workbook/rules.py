"""Whether the rules of 勾稽关系 hold, exactly and in one unit; and why one could not be checked."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.indicators import Book, Rule
from reportgen.quantities import finite_places, plain, rounded, with_unit
from reportgen.refs import CellRef
from reportgen.workbook.expressions import (
    Amount,
    BadExpression,
    MixedUnits,
    Name,
    Token,
    Units,
    ZeroDivisor,
    evaluated,
    goes_with,
    parsed,
)
from reportgen.workbook.tables import nearest

__all__ = ["broken_rules"]

_SHOWN_PLACES = 6  # of a value whose decimals do not end


def broken_rules(book: Book) -> Iterator[Diagnostic]:
    """Yield the rules that do not hold or cannot be checked, in the order of the sheet."""
    for rule in book.rules:
        sides = [_side(rule.left, rule.source, book), _side(rule.right, rule.right_source, book)]
        faults = [found for _, diagnostics in sides for found in diagnostics]
        yield from faults
        if not faults:
            yield from _compared(rule, sides[0][0], sides[1][0], book)


def _side(text: str, place: CellRef, book: Book) -> tuple[tuple[Token, ...], list[Diagnostic]]:
    """Return a parsed side, and what is wrong with it."""
    names = [indicator.name for indicator in book.indicators]
    try:
        tokens = parsed(text, names)
    except BadExpression as bad:
        return (), [fault("WB305", place, found=str(bad), expression=text)]
    unknown = [token.text for token in tokens if isinstance(token, Name) and not token.known]
    return tokens, [_unknown(name, nearest(name, names), place) for name in unknown]


def _unknown(name: str, near: str, place: CellRef) -> Diagnostic:
    return fault("WB306", place, hints=("nearest",) if near else (), found=name, nearest=near)


def _compared(
    rule: Rule, left: tuple[Token, ...], right: tuple[Token, ...], book: Book
) -> Iterator[Diagnostic]:
    named = {token.text for token in (*left, *right) if isinstance(token, Name)}
    used = [indicator for indicator in book.indicators if indicator.name in named]
    quantities = {one.name: one.value.quantity for one in used if one.value is not None}
    places = tuple(one.cells.get("value", one.source) for one in used)
    for one in used:
        if one.name not in quantities:
            yield fault("WB308", rule.source, related=places, rule=_label(rule), name=one.name)
            return
    units: Units = {}
    try:
        sides = evaluated(left, quantities, units), evaluated(right, quantities, units)
        if not goes_with(*sides):
            raise MixedUnits
    except MixedUnits:
        symbols = " ".join(dict.fromkeys(quantity.unit.symbol for quantity in quantities.values()))
        yield fault("WB307", rule.source, related=places, rule=_label(rule), units=symbols)
    except ZeroDivisor:
        yield fault("WB309", rule.source, related=places, rule=_label(rule))
    else:
        yield from _verdict(rule, *sides, _unit(sides, units), places)


def _verdict(
    rule: Rule, left: Amount, right: Amount, unit: str, places: tuple[CellRef, ...]
) -> Iterator[Diagnostic]:
    excess = left.value - right.value
    if not _holds(excess, rule.relation, Fraction(rule.tolerance)):
        severity = Severity.ERROR if rule.is_error else Severity.WARNING
        yield fault(
            "WB304",
            rule.source,
            severity=severity,
            related=places,
            rule=_label(rule),
            expected=f"{rule.left} {rule.relation} {rule.right}",
            left=with_unit(_digits(left.value), unit),
            right=with_unit(_digits(right.value), unit),
            difference=with_unit(_digits(abs(excess)), unit),
        )


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


def _unit(sides: tuple[Amount, Amount], units: Units) -> str:
    """Return the symbol of the unit that both sides are in, when they are plain amounts."""
    dimensions = next((side.dimensions for side in sides if side.dimensions), ())
    if dimensions and len(dimensions) == 1 and dimensions[0][1] == 1:
        return units[dimensions[0][0]].symbol
    return ""


def _label(rule: Rule) -> str:
    return rule.number or rule.left


def _digits(value: Fraction) -> str:
    places = finite_places(value)
    return plain(rounded(value, _SHOWN_PLACES if places is None else min(places, _SHOWN_PLACES)))

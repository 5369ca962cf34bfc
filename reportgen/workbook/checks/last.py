"""This year's book against last year's: what one gives for last year, the other has as its own year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.indicators import Book, Indicator, Observation
from reportgen.quantities import COUNT, Rounding, plain, rounded
from reportgen.refs import FileRef
from reportgen.workbook.columns import normal
from reportgen.workbook.tables import Neighbours

__all__ = ["last_findings"]


def last_findings(book: Book, last: Book, rounding: Rounding = Rounding.HALF_UP) -> Iterator[Diagnostic]:
    """Yield where `book` contradicts `last`, the book of the year before, and what it lacks of it.

    Rows are found by name, else by code. Nothing is compared with a book of another year.
    """
    year, before = book.year, last.year
    if year is not None and before is not None and before != year - 1:
        yield fault("WB345", FileRef(last.file), found=before, year=year - 1)
        return
    by_name = {normal(one.name): one for one in book.indicators}
    by_code = {normal(one.code): one for one in book.indicators if one.code}
    neighbours = Neighbours([one.name for one in book.indicators])
    for then in last.indicators:
        now = by_name.get(normal(then.name)) or by_code.get(normal(then.code))
        if now is None:
            yield _gone(then, book, neighbours.of(then.name))
        elif then.value is not None:
            yield from _prior(now, then.value, then, rounding)


def _gone(then: Indicator, book: Book, near: str) -> Diagnostic:
    return fault(
        "WB343", FileRef(book.file), hints=("nearest",) if near else (), related=(then.source,),
        name=then.name, nearest=near,
    )  # fmt: skip


def _prior(now: Indicator, value: Observation, then: Indicator, rounding: Rounding) -> Iterator[Diagnostic]:
    """Both of last year's values are held against the other book; where a basis is named, the comparable one
    may well differ, and it is only a note."""
    prior, published = now.prior, now.prior_published
    if prior is None and published is None:
        yield fault(
            "WB344", now.cell("prior"), related=(value.source,), name=now.name,
            last=plain(value.amount) + then.unit.symbol,
        )  # fmt: skip
        return
    told = {value.quantity.exact, _printed(value, then, rounding)}
    for held, said in ((prior, {value.quantity.exact}), (published, told)):
        if held is not None and not (_alike(held, value) and held.quantity.exact in said):
            is_excused = held is prior and bool(now.basis)
            yield fault(
                "WB342", held.source, severity=Severity.NOTE if is_excused else None,
                related=(value.source,), name=now.name, prior=plain(held.amount) + now.unit.symbol,
                last=plain(value.amount) + then.unit.symbol,
            )  # fmt: skip


def _printed(value: Observation, then: Indicator, rounding: Rounding) -> Fraction:
    """Return the amount that the text of that year printed."""
    if then.places is None:
        return value.quantity.exact
    printed = rounded(value.quantity.in_unit(then.print_unit), then.places, rounding)
    return Fraction(printed) * Fraction(then.print_unit.scale)


def _alike(held: Observation, value: Observation) -> bool:
    return _kind(held) == _kind(value)


def _kind(held: Observation) -> str:
    dimension = held.quantity.unit.dimension
    return COUNT if dimension.startswith(COUNT) else dimension

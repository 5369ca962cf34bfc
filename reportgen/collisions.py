"""Names that a template could not tell apart: used for two things, the program's own, or written alike."""

from __future__ import annotations

from collections.abc import Iterator, Set

from reportgen.diagnostics import Diagnostic, fault
from reportgen.indicators import Book
from reportgen.refs import CellRef
from reportgen.wording.identifiers import identifier
from reportgen.wording.vocabulary import ROOTS

__all__ = ["collisions"]

_RESERVED = frozenset(ROOTS) | frozenset(ROOTS.values())
_Place = tuple[str, CellRef]  # a name and the cell that gives it


def collisions(book: Book, sections: Set[str]) -> Iterator[Diagnostic]:
    """Yield a fault (CX201) for each name of two things: of a fact and an indicator or list, of a section and
    any of these, or a reserved one that the book gives to something of its own; and one (CX203) for each name
    that a template writes like another.

    A list may bear the name of an indicator: it belongs to it.
    """
    figures = [*((own.name, own.source) for own in book.indicators)]
    figures += [(own.name, own.source) for own in book.lists]
    taken = {name for name, _ in figures}
    for fact in book.facts:
        if fact.name in taken or (_is_reserved(fact.name) and fact.key == ""):
            yield fault("CX201", fact.source, name=fact.name)
    for name, source in figures:
        if _is_reserved(name):
            yield fault("CX201", source, name=name)
    taken |= {fact.name for fact in book.facts} | _RESERVED
    headings = [*_headings(book, sections)]
    for title, source in headings:
        if title in taken:
            yield fault("CX201", source, name=title)
    yield from _alike([*figures, *((fact.name, fact.source) for fact in book.facts), *headings])


def _is_reserved(name: str) -> bool:
    return name in _RESERVED or identifier(name) in _RESERVED


def _headings(book: Book, sections: Set[str]) -> Iterator[_Place]:
    """Yield the sections, each with the cell that names it first."""
    places: dict[str, CellRef] = {}
    for told in book.indicators:
        places.setdefault(told.section, told.cells.get("section", told.source))
    yield from ((title, place) for title, place in places.items() if title in sections)


def _alike(places: list[_Place]) -> Iterator[Diagnostic]:
    first: dict[str, _Place] = {}
    for name, place in places:
        written = identifier(name)
        other, where = first.setdefault(written, (name, place)) if written else (name, place)
        if other != name:
            yield fault("CX203", place, related=(where,), name=name, other=other, written=written)

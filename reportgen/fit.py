"""How workbook and template fit: what the draft leaves out, what is asked for in vain, and which of their
faults only repeat one that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from reportgen.diagnostics import Diagnostic, Severity, errors_in, fault
from reportgen.fields import Insertion
from reportgen.indicators import Book, Indicator
from reportgen.refs import CellRef, ParagraphRef, Place
from reportgen.wording.identifiers import identifier, in_tag
from reportgen.wording.vocabulary import ROOTS

__all__ = [
    "is_misshapen",
    "names_lost",
    "settled",
    "told_once",
    "unasked",
    "unneeded",
    "unprinted",
    "untagged",
    "without_echoes",
]

_FORM_FAULTS = "WB1"  # sheets, headers and columns of the workbook
_MADE_OF = {  # a fact of the form → the names of a template that are made of it
    "year": ("year", "last_year", "next_year"),
    "office": ("signature",),
    "date": ("signature",),
}
_EMPTY_FACT = "WB222"
_UNKNOWN_NAMES = ("CX101", "CX301")
_OF_AN_EMPTY_CELL = ("GR101", "GR102", "GR103")
# What is left of a tag with one brace lost on each side, half- or full-width, and the brackets that a Chinese
# input method makes of them.
_UNTAGGED = re.compile(
    r"(?<!\{)\{([^{}]+)\}(?!\})|(?<!\uff5b)\uff5b([^\uff5b\uff5d]+)\uff5d(?!\uff5d)|\u3010([^\u3010\u3011]+)\u3011"
)
_EXCERPT = 20  # characters of a paragraph that is named


def unprinted(book: Book, insertions: Iterable[Insertion]) -> Iterator[Diagnostic]:
    """Yield a warning for each indicator (CX302), paragraph (CX303) and list (CX304) of the workbook that the
    draft does not hold, and for each section (CX305) told by the automatic sentence alone."""
    insertions = tuple(insertions)
    yield from _fallen_back(book, insertions)
    yield from _left_out(book, {cell for found in insertions if found.origin for cell in found.origin.cells})


def unasked(book: Book, used: Set[CellRef]) -> Iterator[Diagnostic]:
    """Yield the same warnings for what no tag asks for, and one (CX307) for each such row of 基本信息 of the
    user's own; `used` are the cells that tags ask for."""
    yield from _left_out(book, used)
    for fact in book.facts:
        if not fact.key and fact.source not in used:
            yield fault("CX307", fact.source, name=fact.name, written=identifier(fact.name) or fact.name)


def _left_out(book: Book, printed: Set[CellRef]) -> Iterator[Diagnostic]:
    for told in book.indicators:
        held = [found.source for found in (told.value, told.rank) if found is not None]
        if held and printed.isdisjoint(held):
            yield fault("CX302", told.source, name=told.name, written=in_tag(told.name))
    for passage in book.passages:
        if passage.text and passage.source not in printed:
            yield fault("CX303", passage.source, text=passage.text[:_EXCERPT])
    for names in book.lists:
        if printed.isdisjoint(name.source for name in names.names):
            yield fault("CX304", names.source, name=names.name)


def _fallen_back(book: Book, insertions: Iterable[Insertion]) -> Iterator[Diagnostic]:
    """A section's automatic sentence stands at the cell of its first indicator."""
    places = {found.place for found in insertions}
    firsts: dict[str, Indicator] = {}
    for told in book.indicators:
        firsts.setdefault(told.section, told)
    for section, first in firsts.items():
        if section and first.source in places:
            yield fault("CX305", first.cells.get("section", first.source), section=section)


def unneeded(variables: Iterable[Any], context: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield a warning (CX301) for each name that the workbook lacks, in a part of the template that was not
    needed."""
    for variable in variables:
        if variable.name not in context:
            yield fault("CX301", variable.places[0], severity=Severity.WARNING, name=variable.name)


def untagged(paragraphs: Iterable[ParagraphRef], context: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Yield a warning (CX306) for each known name, or attribute of one, in a template's paragraph that stands
    in single braces or lenticular brackets: it prints as it stands, and was meant as a tag."""
    for paragraph in paragraphs:
        for found in _UNTAGGED.finditer(paragraph.text):
            body = next(filter(None, found.groups())).strip()
            if _is_known(body, context):
                text = found.group()
                yield fault("CX306", paragraph.at_tag(text), text=text, right=f"{{{{ {_written(body)} }}}}")


def _written(body: str) -> str:
    """Return a name, with its attribute, as a tag has it: blanks as _."""
    name, point, attribute = body.partition(".")
    return f"{identifier(name) or name}{point}{attribute}"


def _is_known(body: str, context: Mapping[str, Any]) -> bool:
    name, point, attribute = body.partition(".")
    owner = context.get(name)
    return owner is not None and (not point or attribute in getattr(owner, "names", ()))


def is_misshapen(known: Iterable[Diagnostic]) -> bool:
    """Tell whether sheets, headers or columns are at fault, so that names are missing by the dozen."""
    return any(error.code.startswith(_FORM_FAULTS) for error in errors_in(known))


def without_echoes(
    found: Iterable[Diagnostic], known: Iterable[Diagnostic], lost: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Return what is `found` but for what only follows from the errors `known`: at one cell the first fault
    is enough, and a name that is `lost` with a faulty cell is no unknown name. What is asked for and stands
    in the workbook without a content gets its cell and its own remedy."""
    known = tuple(known)
    empty = {in_tag(str(one.values["name"])): one.place for one in known if one.code == _EMPTY_FACT}
    blamed = {error.place for error in errors_in(known) if isinstance(error.place, CellRef)}
    return tuple(
        _of_an_empty_fact(one, empty)
        for one in found
        if one.place not in blamed and not (one.code in _UNKNOWN_NAMES and one.values["name"] in lost)
    )


def _of_an_empty_fact(one: Diagnostic, empty: Mapping[str, Place | None]) -> Diagnostic:
    cell = empty.get(str(one.values.get("name"))) if one.code == "CX101" else None
    if cell is None:
        return one
    name, tag = (str(one.values.get(key, "")) for key in ("name", "tag"))
    return fault("CX101", one.place, hints=("empty",), related=(cell,), name=name, nearest="", tag=tag)


def settled(linted: Iterable[Diagnostic], merged: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the faults that examining a template and merging it found.

    Where both speak of one name, the merge knows better whether it is needed, and examining what to do about
    it. What fails in a tag that is an error already is not told a second time.
    """
    known, examined = tuple(merged), tuple(linted)
    needed = {_named(one) for one in known if one.code in ("CX101", "CX102")}
    doubted = (*_UNKNOWN_NAMES, "CX102")
    left = [
        one
        for one in examined
        if one.code not in doubted or _named(one) not in needed or one.severity is Severity.ERROR
    ]
    told = {_named(one) for one in left if one.code in doubted}
    blamed = {one.place for one in errors_in(left)}
    return (*left, *(one for one in known if _named(one) not in told and not _follows(one, blamed)))


def _named(found: Diagnostic) -> tuple[object, object]:
    return (found.place, found.values.get("name"))


def _follows(found: Diagnostic, blamed: Set[object]) -> bool:
    """Tell whether what failed in a merge may only follow from faults that are told at these places."""
    failed = found.code.startswith("TP3")
    return failed and (found.place in blamed if found.place is not None else bool(blamed))


def told_once(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the faults of a merge without those that name an empty cell a second time: as missing for a rate
    or a completion, where a tag asks for the cell itself (CX105)."""
    faults = tuple(found)
    empty = {one.place for one in faults if one.code == "CX105"}
    return tuple(one for one in faults if one.code not in _OF_AN_EMPTY_CELL or one.place not in empty)


def names_lost(book: Book) -> frozenset[str]:
    """Return the names that a template cannot have because a required fact is missing or faulty."""
    from reportgen.workbook.form import edition

    lost = [fact for fact in edition(book.language).facts if fact.required and book.fact(fact.key) is None]
    roots = {root for fact in lost for root in _MADE_OF.get(fact.key, ())}
    names = {fact.name for fact in lost} | {identifier(fact.name) for fact in lost}
    return frozenset(names) | roots | {zh for zh, root in ROOTS.items() if root in roots}

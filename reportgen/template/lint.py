"""Examine a template without merging it: every fault at once, each at its tag, and the names that it needs.

A merge stops at what keeps a template from being compiled. Here each part is examined as far as it can be
read: a fault in one tag hides none of another, and what only follows from a fault is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from reportgen.diagnostics import Diagnostic, Refusal, Severity, errors_in, fault, ordered
from reportgen.refs import CellRef, ParagraphRef, Place, TableCell
from reportgen.template.blocks import Standing, block_faults
from reportgen.template.compiler import compile_part, compile_properties, woven_part, woven_properties
from reportgen.template.evaluation import place_of
from reportgen.template.fetching import without_fetching
from reportgen.template.guesses import understood
from reportgen.template.lists import Lists
from reportgen.template.numbering import mark_lists
from reportgen.template.reach import out_of_reach
from reportgen.template.reading import Need, Reader
from reportgen.template.strays import CutTag, cut_tags, lookalikes, unmerged
from reportgen.template.syntax import Located
from reportgen.template.weaver import Weave
from reportgen.word.package import Package
from reportgen.word.parts import as_document, property_parts, story_parts
from reportgen.word.runs import paragraph_text
from reportgen.word.tables import table_cells
from reportgen.word.xml import parsed, qname, usual_prefixes

__all__ = ["Linted", "lint_template", "with_cells"]

_PARAGRAPH, _FALLBACK = qname("w:p"), qname("mc:Fallback")
_COMPILING = ("TP1", "TP2")  # faults that keep a part from being compiled


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in a template: faults, the names it needs, and the cells of the workbook its tags ask
    for.

    `cells` tells where the paragraphs of each part stand in its tables, `free` are the printed expressions
    that can be evaluated by themselves.
    """

    diagnostics: tuple[Diagnostic, ...]
    needs: tuple[Need, ...] = ()
    used: frozenset[CellRef] = frozenset()
    cells: Mapping[str, Mapping[int, TableCell]] = field(default_factory=dict)
    free: tuple[Located, ...] = ()

    @property
    def compiles(self) -> bool:
        """Whether a merge can be tried."""
        return not any(found.code.startswith(("PK", *_COMPILING)) for found in errors_in(self.diagnostics))


def lint_template(package: Package, context: Mapping[str, Any] | None = None) -> Linted:
    """Return every fault of the template's tags and the names it needs.

    With a `context` its names are looked up: an unknown one is an error where every merge comes to it, else a
    warning; so is an unknown attribute of what is known. Refusal when the package is no Word file.
    """
    package, left = without_fetching(as_document(package))
    reader = Reader(context)
    faults: list[Diagnostic] = [*left]
    cells: dict[str, dict[int, TableCell]] = {}
    lists = cache(partial(Lists.of, package))
    for name in story_parts(package):
        try:
            story = _story(package, name, lists)
        except Refusal as refusal:  # one part that cannot be read; the others can be examined
            faults += refusal.diagnostics
            continue
        cells[name] = story.cells
        faults += _examined(story, reader)
    for name in property_parts(package):
        data = package.part(name)
        weave = woven_properties(data, package.file, name)[1]
        faults += _examined(_Story(weave, lambda: compile_properties(data, package.file, name)[1]), reader)  # noqa: B023  # called at once
    refused = {_where(found) for found in faults if found.code == "TP206"}
    faults += [found for found in unmerged(package) if _where(found) not in refused]
    told = tuple(_without_echoes_of_marks((*faults, *reader.faults)))
    return Linted(with_cells(told, cells), reader.needs, frozenset(reader.used), cells, tuple(reader.free))


def _without_echoes_of_marks(faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the faults but for those of a tag that cannot be read only because of a mark that is told, and of
    a `set` that is open only because it cannot be read."""
    marked = {found.place for found in faults if found.code in ("TP104", "TP105")}
    unread = {found.place for found in faults if found.code == "TP201"}
    for found in faults:
        if found.code == "TP201" and found.place in marked:
            continue
        if found.code != "TP202" or found.hints != ("set",) or found.place not in unread:
            yield found


def _where(found: Diagnostic) -> tuple[str, int]:
    place = found.place
    return (place.part, place.paragraph) if isinstance(place, ParagraphRef) else ("", 0)


def with_cells(
    diagnostics: Iterable[Diagnostic], cells: Mapping[str, Mapping[int, TableCell]]
) -> tuple[Diagnostic, ...]:
    """Return the faults, sorted, each place of them with the table cell it stands in."""

    def located(place: Place) -> Place:
        if not isinstance(place, ParagraphRef):
            return place
        return place._replace(cell=cells.get(place.part, {}).get(place.paragraph))

    return ordered(
        found._replace(
            place=located(found.place) if found.place is not None else None,
            related=tuple(map(located, found.related)),
        )
        for found in diagnostics
    )


@dataclass(frozen=True, slots=True)
class _Story:
    """A part to be examined: its tags cut out, what compiling it finds, the texts of its paragraphs, and the
    numbers of those that repeat a text box for older programs (ECMA-376-3, 7.6)."""

    weave: Weave
    compiling: Callable[[], tuple[Diagnostic, ...]]
    texts: Sequence[str] = ()
    echoes: frozenset[int] = frozenset()
    cells: dict[int, TableCell] = field(default_factory=dict)


def _story(package: Package, name: str, lists: Callable[[], Lists]) -> _Story:
    data = package.part(name)
    root, weave = woven_part(data, package.file, name)
    weave.faults += out_of_reach(root, package.file, name)
    mark_lists(weave, root, lists)
    paragraphs = list(usual_prefixes(parsed(data, package.file, name)).iter(_PARAGRAPH))
    numbered = enumerate(paragraphs, start=1)
    return _Story(
        weave,
        lambda: compile_part(data, package.file, name, lists=lists)[1],
        [paragraph_text(paragraph) for paragraph in paragraphs],
        frozenset(
            number for number, found in numbered if next(found.iterancestors(_FALLBACK), None) is not None
        ),
        table_cells(paragraphs[0].getroottree().getroot()) if paragraphs else {},
    )


def _examined(story: _Story, reader: Reader) -> list[Diagnostic]:
    """Return the faults of a part; those of its expressions and names go to the `reader`."""
    weave = story.weave
    cuts = list(cut_tags(story.texts, weave.faults))
    cut = {number for one in cuts for number in range(one.first, one.last + 1)}
    known = len(reader.faults)
    faults = [found for found in _told_once(weave.faults) if not _explained(found, cut)]
    faults += (_cut_fault(cut, weave, story.texts) for cut in cuts)
    standings, misspelt = understood(weave, cuts, story.texts)
    faults += (*misspelt, *_block_faults(standings))
    reader.read([found for found in standings if _paragraph(found.place) not in story.echoes])
    for number, text in enumerate(story.texts, start=1):
        if number not in story.echoes:
            faults += lookalikes(ParagraphRef(weave.file, weave.part, number, text), reader.context or ())
    if all(_is_of_values(found) for found in (*faults, *reader.faults[known:])):
        faults += story.compiling()
    return _without_echoes(faults, story.echoes)


def _is_of_values(found: Diagnostic) -> bool:
    return found.severity is not Severity.ERROR or not found.code.startswith(_COMPILING)


def _told_once(faults: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the faults but for closing marks that are none only because of a quote left open in their tag."""
    unclosed = {(_paragraph(one.place), one.values["closer"]) for one in faults if one.code == "TP101"}
    for found in faults:
        if found.code != "TP102" or (_paragraph(found.place), found.values["closer"]) not in unclosed:
            yield found


def _explained(found: Diagnostic, cut: Set[int]) -> bool:
    """Tell whether a fault of braces is only that a tag was cut, in one of these paragraphs."""
    return found.code in ("TP101", "TP102") and _paragraph(found.place) in cut


def _cut_fault(cut: CutTag, weave: Weave, texts: Sequence[str]) -> Diagnostic:
    first, last = (
        ParagraphRef(weave.file, weave.part, number, texts[number - 1]) for number in (cut.first, cut.last)
    )
    end = last.at_tag(cut.end.strip())
    return fault("TP106", first.at_tag(cut.beginning), tag=cut.beginning, end=end.tag, related=(end,))


def _block_faults(standings: Sequence[Standing]) -> Iterator[Diagnostic]:
    """Yield the faults of blocks but for those of tags that are only guessed at: they are faults already."""
    guessed = {place_of(Located(found.tag, found.place)) for found in standings if found.guessed}
    return (found for found in block_faults(standings) if found.place not in guessed)


def _without_echoes(faults: Iterable[Diagnostic], echoes: frozenset[int]) -> list[Diagnostic]:
    """Return the faults without those of a paragraph that only repeats another."""
    found = list(faults)
    told = {(one.code, one.params) for one in found if _paragraph(one.place) not in echoes}
    return [one for one in found if _paragraph(one.place) not in echoes or (one.code, one.params) not in told]


def _paragraph(place: Place | None) -> int:
    return place.paragraph if isinstance(place, ParagraphRef) else 0

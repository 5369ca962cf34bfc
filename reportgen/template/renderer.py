"""Merge values into a compiled template: a pure function from a mapping to the bytes of a Word file.

`Template.load` compiles once; `render` may be called any number of times and from several threads at once.
Members without tags are copied as they are stored; only merged parts are deflated anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import IO, Any

from reportgen.diagnostics import Diagnostic, Refusal, errors_in, fault, ordered
from reportgen.fields import Insertion
from reportgen.refs import ParagraphRef
from reportgen.rows import Rows
from reportgen.template.columns import COLUMNS_END, COLUMNS_START, fitted
from reportgen.template.compiler import compile_part, compile_properties
from reportgen.template.containers import MARKS, completed
from reportgen.template.contents import refreshed
from reportgen.template.evaluation import evaluate, place_of
from reportgen.template.fetching import without_fetching
from reportgen.template.former import next_bookmark, without_provenance
from reportgen.template.limits import RECEIVER, Spending
from reportgen.template.lists import Lists
from reportgen.template.numbering import renumbered
from reportgen.template.paragraphs import PARAGRAPH_MARK, without_marks
from reportgen.template.properties import LIST_MARK
from reportgen.template.receiver import PartReceiver
from reportgen.template.recording import MARK, Recording
from reportgen.template.slots import Part
from reportgen.template.source import Located
from reportgen.template.swaps import swapped
from reportgen.word.package import Member, Package, deflated, open_package, written
from reportgen.word.parts import as_document, property_parts, story_parts
from reportgen.word.resources import Resources
from reportgen.word.xml import word_root

__all__ = ["Merged", "Template", "Variable"]

_MARK = MARK.encode()
_LOOKED_THROUGH = "".join((PARAGRAPH_MARK, MARK, COLUMNS_START, COLUMNS_END))
_EVERY_MARK = frozenset((*MARKS.values(), COLUMNS_START, LIST_MARK))
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@dataclass(frozen=True, slots=True)
class Variable:
    """A name that a template needs, with the paragraphs that use it."""

    name: str
    places: tuple[ParagraphRef, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged document: its members, and what was inserted, in the order of the text.

    `warnings` tell what a value did not bring along, such as the page of a sub-document.
    """

    members: tuple[Member, ...]
    insertions: Sequence[Insertion]
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Template:
    """A compiled Word template. `digest` is the sha256 of the file it was loaded from, `left` tells what was
    left out of it."""

    file: str
    digest: str
    package: Package
    parts: tuple[Part, ...]
    strict: bool = True
    left: tuple[Diagnostic, ...] = ()

    @classmethod
    def load(
        cls, source: Path | str | bytes | IO[bytes], strict: bool = True, file: str = "template.docx"
    ) -> Template:
        """Compile the template at the path, or in the bytes or file, `source`; `file` names bytes in places.

        Refusal with every fault of every part's tags, each with its paragraph, or PK codes when it is no
        Word file. With `strict` false an unknown name prints nothing instead of being a fault, and what
        docxtpl forgives in tags is forgiven.
        """
        if not isinstance(source, str | Path | bytes):
            source = source.read()
        package = open_package(source if isinstance(source, bytes) else Path(source), file)
        package, left = without_fetching(without_provenance(as_document(package)))
        package = refreshed(package)
        return cls(package.file, package.digest, package, _compiled_parts(package, strict), strict, left)

    def replaced(self, pictures: Mapping[str, Path | str | bytes]) -> Template:
        """Return the template with other pictures: each key is the name, title or alternative text of one, as
        Word shows them, or the name of a member of the file, such as `word/embeddings/book.xlsx`.

        A new picture fills the frame of the old one. Refusal: TP309 when there is none of that name, TP308
        when the new one cannot be read.
        """
        from reportgen.template.pictures import with_pictures

        package = with_pictures(self.package, pictures)
        return replace(self, package=package, parts=_compiled_parts(package, self.strict))

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The root names that the template reads, sorted, each with the paragraphs that do."""
        places: dict[str, list[ParagraphRef]] = {}
        for part in self.parts:
            for name, located in part.compiled.names:
                if isinstance(located.place, ParagraphRef):
                    places.setdefault(name, []).append(located.place.at_tag(located.tag.text))
        return tuple(Variable(name, tuple(dict.fromkeys(places[name]))) for name in sorted(places))

    def render(self, mapping: Mapping[str, Any]) -> bytes:
        """Return the bytes of the Word file that `mapping` makes of the template.

        A pure function: the same mapping gives the same bytes. Refusal with every fault of the run at once:
        unknown names with the nearest known one, values that cannot be printed, and what failed while a tag
        was evaluated.
        """
        return written(self._merged(mapping, Recording.NONE).members)

    def merge(self, mapping: Mapping[str, Any], provenance: bool = False) -> Merged:
        """Return the merged members and the insertions; with `provenance` each is enclosed in a hidden
        bookmark."""
        return self._merged(mapping, Recording.MARKED if provenance else Recording.NOTED)

    def _merged(self, mapping: Mapping[str, Any], recording: Recording) -> Merged:
        context, resources, spending = dict(mapping), Resources(self.package), Spending()
        merged: dict[str, _MergedPart] = {}
        faults: list[Diagnostic] = []
        slot = 1
        for part in self.parts:
            of_part = resources.of_part(part.name)
            result, found = _merge_part(
                PartReceiver(part, context, self.strict, recording, of_part, slot, spending)
            )
            faults += found
            merged[part.name] = result
            slot += len(result.insertions)
        faults += resources.faults
        if errors_in(faults):
            raise Refusal(faults)
        members = tuple(
            deflated(member.name, merged[member.name].data) if member.name in merged else member
            for member in self.package.members
        )
        return Merged(resources.members(members), _joined(merged.values()), ordered((*faults, *self.left)))


def _joined(parts: Iterable[_MergedPart]) -> Sequence[Insertion]:
    """Return the insertions of all parts, one after the other."""
    columns = [part.insertions.columns for part in parts if isinstance(part.insertions, Rows)]
    return (
        Rows(Insertion._make, [list(chain(*column)) for column in zip(*columns, strict=True)])
        if columns
        else ()
    )


def _compiled_parts(package: Package, strict: bool) -> tuple[Part, ...]:
    """Return the parts that hold tags, compiled; Refusal with the faults of all of them."""
    parts: list[Part] = []
    faults: list[Diagnostic] = []
    lists = cache(partial(Lists.of, package))
    for name in (*story_parts(package), *(properties := property_parts(package))):
        data = package.part(name)
        if name in properties:
            part, found = compile_properties(data, package.file, name)
        else:
            part, found = compile_part(data, package.file, name, strict=strict, lists=lists)
        faults += found
        if part is not None:
            parts.append(part)
    if errors_in(faults):
        raise Refusal(faults)
    number = max(map(partial(_next_bookmark, package), story_parts(package)))
    return tuple(replace(part, next_bookmark=number) for part in parts)


def _next_bookmark(package: Package, name: str) -> int:
    """Return an id above those of all bookmarks of a part, that no id stands twice in the document."""
    data = package.part(name)
    return next_bookmark(word_root(data, package.file, name)) if b"bookmarkStart" in data else 1


@dataclass(frozen=True, slots=True)
class _MergedPart:
    """The bytes of a merged part and what was inserted into it, in the order of its text."""

    data: bytes
    insertions: Sequence[Insertion]


def _merge_part(receiver: PartReceiver) -> tuple[_MergedPart, list[Diagnostic]]:
    """Return the merged part and the faults of the run."""
    part, recorder = receiver.part, receiver.recorder
    receiver.resources.prefixes = tuple(part.prefixes.items())
    pieces, faults = evaluate(part.compiled, {**receiver.context, RECEIVER: receiver}, receiver.strict)
    # Values that are more than text bring marks of any kind; else there are those of the part alone.
    marks = _EVERY_MARK if receiver.has_brought else part.marks
    xml = "".join(pieces)
    if receiver.has_brought:
        xml = swapped(xml)
    if LIST_MARK in marks:
        xml = renumbered(xml, receiver.resources.shared)
    xml = completed(xml, marks, _LOOKED_THROUGH)
    kept = receiver.recording is not Recording.NONE
    if kept:
        xml = recorder.settled(xml)
    data = (_DECLARATION + xml).encode("utf-8", "surrogatepass")
    insertions = recorder.insertions(data) if kept else ()
    data = without_marks(data).replace(_MARK, b"")
    if COLUMNS_START in marks:
        xml, wide = fitted(data.decode("utf-8", "surrogatepass"), part.prefixes)
        data = xml.encode("utf-8", "surrogatepass")
        faults += [_too_wide(part.columns[number]) for number in wide]
    return _MergedPart(data, insertions), receiver.faults + faults


def _too_wide(located: Located) -> Diagnostic:
    """Return the fault of a tag that makes more columns than a table of Word can have."""
    return fault("TP306", place_of(located), tag=located.tag.text, bound="columns", hints=("columns",))

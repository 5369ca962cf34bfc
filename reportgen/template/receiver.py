"""Take the values that a template prints, write them as WordprocessingML, and note each with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from jinja2 import Undefined

from reportgen.diagnostics import Diagnostic, errors_in, fault
from reportgen.fields import BOOKMARK, Absent, ChartData, Field, Insertion, Nature, Origin, Prose, Record
from reportgen.refs import Place
from reportgen.template.charts import chart_of
from reportgen.template.columns import COLUMNS_END, COLUMNS_START, fitted
from reportgen.template.compiler import Part, Slot
from reportgen.template.containers import completed
from reportgen.template.environment import RECEIVER, Captured
from reportgen.template.evaluation import evaluate, place_of, unstated
from reportgen.template.gathered import on_texts
from reportgen.template.limits import Spending
from reportgen.template.numbering import renumbered
from reportgen.template.objects import DocumentObject, Drawing, in_paragraph
from reportgen.template.origins import Sightings
from reportgen.template.properties import property_xml
from reportgen.template.prose import fill_prose
from reportgen.template.resources import PartResources
from reportgen.template.swaps import PARAGRAPH_MARK, swap, swapped
from reportgen.template.text import (
    PARAGRAPH_BREAK,
    UnprintableError,
    escaped,
    illegal_character,
    run_content,
    text_of,
)
from reportgen.template.unknown import Unknown

__all__ = ["MergedPart", "PartReceiver", "Recording", "merge_part"]

_TEXTS = frozenset({str, Field})  # other kinds of texts print in ways of their own
_MARK = "\x08"  # around the number of an insertion until bookmarks are written; XML cannot hold it
_BLOCKS, _ROWS = ("w:p", "w:tbl", "w:sdt"), ("w:tr", "w:tc")  # as the first element of what a macro gathered
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class Recording(Enum):
    """What is kept of the insertions: nothing, a list of them, or the list and a hidden bookmark around
    each."""

    NONE = 0
    NOTED = 1
    MARKED = 2


@dataclass(frozen=True, slots=True)
class MergedPart:
    """The bytes of a merged part and what was inserted into it, in the order of its text."""

    data: bytes
    insertions: tuple[Insertion, ...]


class _Taken(NamedTuple):
    """A printed text before its slot and paragraph are known."""

    text: str
    expression: str
    place: Place
    origin: Origin | None


@dataclass(slots=True)
class PartReceiver:
    """Takes what the tags of one part print during one merge."""

    part: Part
    context: dict[str, Any]
    strict: bool
    recording: Recording
    resources: PartResources
    spending: Spending = field(default_factory=Spending)
    faults: list[Diagnostic] = field(default_factory=list)
    taken: list[_Taken] = field(default_factory=list)
    recorded: bool = field(init=False)
    sightings: Sightings = field(init=False)

    def __post_init__(self) -> None:
        self.recorded = self.recording is not Recording.NONE
        self.sightings = Sightings(self.recorded)

    def put(self, value: Any, index: int) -> str:
        """Return the XML that prints `value` in the slot of the tag with this index."""
        slot = self.part.slots[index]
        assert slot is not None  # only what prints is put
        if type(value) in _TEXTS and slot.plain and value.isprintable():  # nearly every value, at least cost
            if self.recorded or not value:
                return self._usual(value, slot, index)
            self.spending.printed(len(value))
            return f"{slot.before}{escaped(value)}{slot.after}"
        if slot.property:
            return self._property(value, slot)
        if slot.frame is not None:
            return self._framed(value, slot, index)
        if isinstance(value, Captured):
            return self._captured(value.content, slot)
        return "".join(self._runs(value, slot, index))

    def _usual(self, text: str, slot: Slot, index: int) -> str:
        """Return the run of a text without marks or breaks, noted as an insertion."""
        if not text:
            return ""
        self.spending.printed(len(text))
        run = f"{slot.before}{escaped(text)}{slot.after}"
        if slot.bare:
            return run
        origin, located = self.sightings.origin_of(index, text, text), slot.located
        return self._noted(run, _Taken(str(text), located.tag.body, located.place, origin))

    def filtered(self, gathered: str, how: Callable[[str], Any]) -> str:
        """Return what a block gathered with `how` applied to its texts."""
        return on_texts(gathered, how)

    def _captured(self, content: str, slot: Slot) -> str:
        """Return what a macro gathered, where it fits: text in a paragraph, paragraphs in place of one."""
        if slot.bare or slot.property:
            return self._misplaced("macro", slot)
        first = content.partition("<")[2].partition(">")[0].rstrip("/").partition(" ")[0]
        if first in _ROWS:
            return self._misplaced("row", slot)
        if first not in _BLOCKS:
            return in_paragraph(slot, content) if slot.whole and content else content
        if slot.whole:
            return content
        return swap(swapped(content)) if slot.alone else self._misplaced("paragraph", slot)

    def _misplaced(self, kind: str, slot: Slot) -> str:
        """Note that a value of a `kind` cannot stand where its tag does."""
        located = slot.located
        self.faults.append(fault("TP310", place_of(located), tag=located.tag.text, kind=kind))
        return ""

    def _runs(self, value: Any, slot: Slot, index: int) -> Iterator[str]:
        if isinstance(value, Record):
            value = value.printed
        if isinstance(value, Unknown):
            str(value)  # notes the name
        elif isinstance(value, Absent):
            self.faults.append(unstated(value.diagnostic, place_of(slot.located)))
        elif isinstance(value, Prose):
            yield from self._prose(value, slot)
        elif isinstance(value, DocumentObject | ChartData):
            yield self._object(value, slot)
        else:
            yield self._run(value, slot, index)

    def _run(self, value: Any, slot: Slot, index: int) -> str:
        try:
            text = text_of(value)
        except UnprintableError as error:
            if self.strict or value is not None:
                located = slot.located
                self.faults.append(fault("TP301", place_of(located), tag=located.tag.text, kind=str(error)))
            return ""
        origin = self.sightings.origin_of(index, value, text)
        return self._marked(slot, _Taken(text, slot.located.tag.body, slot.located.place, origin))

    def _framed(self, value: Any, slot: Slot, index: int) -> str:
        """Return the drawing of a placeholder, or nothing where its tag yields nothing."""
        if isinstance(value, Unknown | Absent | Drawing | ChartData):
            return "".join(self._runs(value, slot, index))
        if not isinstance(value, Undefined):  # an inline `if` without `else`
            located = slot.located
            kind = type(value).__name__
            self.faults.append(fault("TP329", place_of(located), tag=located.tag.text, kind=kind))
        return ""

    def _object(self, value: DocumentObject | ChartData, slot: Slot) -> str:
        located, place = slot.located, place_of(slot.located)
        if slot.bare:
            kind = type(value).__name__
            self.faults.append(fault("TP301", place, tag=located.tag.text, kind=kind))
            return ""
        made = chart_of(value) if isinstance(value, ChartData) else value
        found = made.faults(place)
        self.faults += found
        if errors_in(found):
            return ""
        told, before = made.account(), self.resources.shared.weight
        xml = made.written(slot, self.resources)
        self.spending.printed(len(xml) + self.resources.shared.weight - before)
        if told is None:
            return xml
        return self._noted(xml, _Taken(told, located.tag.body, located.place, told.origin))

    def _prose(self, prose: Prose, slot: Slot) -> Iterator[str]:
        segments, faults = fill_prose(prose, self.context, self.strict, self.spending, self.recorded)
        self.faults += faults
        words = Origin(Nature.TEXT, (prose.source,))
        for segment in segments:
            expression = segment.expression or slot.located.tag.body
            yield self._marked(slot, _Taken(segment, expression, prose.source, segment.origin or words))

    def _marked(self, slot: Slot, taken: _Taken) -> str:
        """Return the run of a text, between marks that tell its number when insertions are recorded."""
        text = taken.text
        if not text:
            return ""
        illegal = illegal_character(text)
        if illegal or (PARAGRAPH_BREAK in text and slot.between is None):
            self._refuse_character(taken, illegal or "U+0007")
            return ""
        self.spending.printed(len(text))
        run = self._run_xml(slot, text)
        return run if slot.bare else self._noted(run, taken)

    def _noted(self, run: str, taken: _Taken) -> str:
        """Return a run between the marks of an insertion, when these are recorded."""
        if not self.recorded:
            return run
        self.taken.append(taken)
        return f"{_MARK}{len(self.taken) - 1}{_MARK}{run}{_MARK}{_MARK}"

    def _run_xml(self, slot: Slot, text: str) -> str:
        if slot.bare:
            return escaped(text)
        if PARAGRAPH_BREAK not in text:
            return f"{slot.before}{run_content(text)}{slot.after}"
        pieces = (f"{slot.before}{run_content(piece)}{slot.after}" for piece in text.split(PARAGRAPH_BREAK))
        return (slot.between or "").join(pieces)

    def _property(self, value: Any, slot: Slot) -> str:
        try:
            return property_xml(slot.property, value, slot.span)
        except ValueError:
            located = slot.located
            self.faults.append(fault("TP302", place_of(located), tag=located.tag.text, value=str(value)[:30]))
            return ""

    def _refuse_character(self, taken: _Taken, illegal: str) -> None:
        cells = taken.origin.cells if taken.origin else ()
        place: Place = cells[0] if cells else taken.place
        self.faults.append(fault("TP303", place, character=illegal, expression=taken.expression))


def merge_part(receiver: PartReceiver, first_slot: int) -> tuple[MergedPart, list[Diagnostic]]:
    """Return the merged part, its slots numbered from `first_slot`, and the faults of the run."""
    part = receiver.part
    receiver.resources.prefixes = tuple(part.prefixes.items())
    pieces, faults = evaluate(part.compiled, {**receiver.context, RECEIVER: receiver}, receiver.strict)
    xml = renumbered(swapped("".join(pieces)), receiver.resources.shared)
    xml = completed(xml, PARAGRAPH_MARK + _MARK + COLUMNS_START + COLUMNS_END)
    insertions: list[Insertion] = []
    if receiver.recorded:
        xml, insertions = _told(xml, receiver, first_slot)
    xml = fitted(xml.replace(PARAGRAPH_MARK, ""), part.prefixes)
    data = (_DECLARATION + xml).encode("utf-8", "surrogatepass")
    return MergedPart(data, tuple(insertions)), receiver.faults + faults


def _told(xml: str, receiver: PartReceiver, first_slot: int) -> tuple[str, list[Insertion]]:
    """Return the part without marks, and the insertions in the order of the text.

    When they are to be marked, a hidden bookmark stands around each: one whose name begins with an underscore
    is hidden in Word (ECMA-376-1, 17.13.6.2 leaves names free).
    """
    pieces = xml.split(_MARK)  # text, number, run, nothing; and again
    told: list[str] = []
    insertions: list[Insertion] = []
    name, taken, paragraph = receiver.part.name, receiver.taken, 0
    above = receiver.part.next_bookmark - 1  # ids of bookmarks are slots above those of the template
    for slot, at in enumerate(range(0, len(pieces) - 1, 4), start=first_slot):
        before, number, run = pieces[at : at + 3]
        paragraph += before.count(PARAGRAPH_MARK)
        own = paragraph + run.startswith(PARAGRAPH_MARK)  # a value may bring its paragraph
        text, expression, place, origin = taken[int(number)]
        insertions.append(Insertion(slot, expression, text, name, own, place, origin))
        if receiver.recording is Recording.MARKED:
            start = f'<w:bookmarkStart w:id="{above + slot}" w:name="{BOOKMARK}{slot}"/>'
            told += (before, start, run, f'<w:bookmarkEnd w:id="{above + slot}"/>')
        else:
            told += (before, run)
        paragraph += run.count(PARAGRAPH_MARK)
    return "".join((*told, pieces[-1])), insertions

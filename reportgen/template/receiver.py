"""Take the values that a template prints, write them as WordprocessingML, and note each with its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from reportgen.chartdata import ChartData
from reportgen.diagnostics import Diagnostic, errors_in, fault
from reportgen.fields import Absent, Field, Nature, Origin, Prose
from reportgen.records import Record, Sequence
from reportgen.refs import Place
from reportgen.template.environment import Captured
from reportgen.template.evaluation import place_of, unstated
from reportgen.template.gathered import on_texts
from reportgen.template.limits import KEPT, OUTPUT, LimitError, Spending
from reportgen.template.objects import DocumentObject, Drawing, in_paragraph
from reportgen.template.origins import Sightings
from reportgen.template.properties import property_xml
from reportgen.template.prose import fill_prose
from reportgen.template.recording import MARK, Recorder, Recording, Taken, bookmark, recorder, unnoted
from reportgen.template.scanner import Scope
from reportgen.template.slots import Part, Slot
from reportgen.template.source import Located
from reportgen.template.swaps import placed, scope_of, swap, swapped
from reportgen.template.text import (
    PARAGRAPH_BREAK,
    UnprintableError,
    illegal_character,
    run_content,
    text_of,
)
from reportgen.template.unknown import Unknown
from reportgen.word.resources import PartResources
from reportgen.word.xml import escaped

__all__ = ["PartReceiver"]

_TEXTS = (str, int, float, Decimal, Record, Prose)  # values that are written as text
_KINDS = {Scope.TEXT: "macro", Scope.PARAGRAPH: "paragraph", Scope.ROW: "row", Scope.CELL: "row"}


@dataclass(slots=True)
class PartReceiver:
    """Takes what the tags of one part print during one merge; its first insertion is number `first`.

    `at` is the number of the tag that is being looked up in a run (see `direct`).
    """

    part: Part
    context: dict[str, Any]
    strict: bool
    recording: Recording
    resources: PartResources
    first: int = 1
    spending: Spending = field(default_factory=Spending)
    faults: list[Diagnostic] = field(default_factory=list)
    at: int | None = None
    refused: set[object] = field(default_factory=set)
    has_brought: bool = False  # whether a value was more than text
    put: Callable[[Any, int], str] = field(init=False)
    sightings: Sightings = field(init=False)
    recorder: Recorder = field(init=False)

    def __post_init__(self) -> None:
        self.sightings = Sightings(self.recording is not Recording.NONE)
        self.recorder = recorder(self.part, self.recording, self.first)
        self.put = _putting(self)

    def put_slowly(self, value: Any, index: int) -> str:
        """Return the XML that prints any `value` in the slot of the tag with this index."""
        slot = self.part.slots[index]
        assert slot is not None  # only what prints is put
        self.has_brought |= not isinstance(value, _TEXTS)
        if slot.property:
            return self._property(value, slot)
        if slot.frame is not None:
            return self._framed(value, slot, index)
        if isinstance(value, Captured):
            content = unnoted(value.content) if slot.is_copy else value.content
            return self._captured(content, slot)
        return "".join(self._runs(value, slot, index))

    def filtered(self, gathered: str, how: Callable[[str], Any]) -> str:
        """Return what a block gathered with `how` applied to its texts."""
        if self.recording is not Recording.NONE:
            self.recorder.changed(gathered, how)
        return on_texts(gathered, how)

    def _captured(self, content: str, slot: Slot) -> str:
        """Return what a macro gathered, where it fits: text in a paragraph, paragraphs in place of one."""
        if slot.bare or slot.property:
            return self._misplaced("macro", slot)
        kind = scope_of(content)
        if kind in (Scope.ROW, Scope.CELL):
            return self._misplaced("row", slot)
        if kind is not Scope.PARAGRAPH:
            return in_paragraph(slot, content) if slot.whole and content else content
        if slot.whole:
            return content
        return swap(swapped(content)) if slot.alone else self._misplaced("paragraph", slot)

    def released(self, content: str, line: int) -> str:
        """Return what the call block or recursive loop on a line gathered, where its tag takes the like."""
        located = self.part.compiled.at_line(line)
        if located is None or not content or (kind := scope_of(content)) is placed(located.tag.scope):
            return content
        return self._unfit(_KINDS[kind], located)

    def _misplaced(self, kind: str, slot: Slot) -> str:
        return self._unfit(kind, slot.located)

    def _unfit(self, kind: str, located: Located) -> str:
        """Note that a value of a `kind` cannot stand where its tag does."""
        self._refuse("TP310", located, kind=kind)
        return ""

    def _runs(self, value: Any, slot: Slot, index: int) -> Iterator[str]:
        if isinstance(value, Record) and value.printed is None:
            yield self._unprintable("list" if isinstance(value, Sequence) else "mapping", slot)
            return
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
            return self._unprintable(str(error), slot) if self.strict or value is not None else ""
        origin = self.sightings.origin_of(index, value, text)
        return self._marked(slot, Taken(text, slot.located.tag.body, slot.located.place, origin))

    def _refuse(self, code: str, located: Located, **values: Any) -> None:
        """Note a fault of what a tag prints, once however often a loop comes by."""
        key = (code, located.tag, located.place, *values.values())
        if key not in self.refused:
            self.refused.add(key)
            self.faults.append(fault(code, place_of(located), tag=located.tag.text, **values))

    def _unprintable(self, kind: str, slot: Slot) -> str:
        """Note that a value of a `kind` has no text."""
        self._refuse("TP301", slot.located, kind=kind)
        return ""

    def _framed(self, value: Any, slot: Slot, index: int) -> str:
        """Return the drawing of a placeholder, or nothing where its tag yields nothing."""
        if isinstance(value, Unknown | Absent | Drawing | ChartData):
            return "".join(self._runs(value, slot, index))
        if not isinstance(value, Undefined):  # an inline `if` without `else`
            self._refuse("TP329", slot.located, kind=type(value).__name__)
        return ""

    def _object(self, value: DocumentObject | ChartData, slot: Slot) -> str:
        located, place = slot.located, place_of(slot.located)
        if slot.bare:
            self._refuse("TP301", located, kind=type(value).__name__)
            return ""
        made = _chart_of(value) if isinstance(value, ChartData) else value
        found = made.faults(place)
        self.faults += found
        if errors_in(found):
            return ""
        told, before = made.account(), self.resources.shared.weight
        xml = made.written(slot, self.resources)
        self.spending.printed(len(xml) + self.resources.shared.weight - before)
        if told is None:
            return xml
        return self._noted(xml, Taken(told, located.tag.body, located.place, told.origin), slot)

    def _prose(self, prose: Prose, slot: Slot) -> Iterator[str]:
        recording = self.recording is not Recording.NONE
        segments, faults = fill_prose(prose, self.context, self.strict, self.spending, recording)
        self.faults += faults
        words = Origin(Nature.TEXT, (prose.source,))
        for segment in segments:
            expression = segment.expression or slot.located.tag.body
            yield self._marked(slot, Taken(segment, expression, prose.source, segment.origin or words))

    def _marked(self, slot: Slot, taken: Taken) -> str:
        """Return the run of a text, between marks that tell its number when insertions are recorded."""
        text = taken.text
        if not text:
            return ""
        if illegal := illegal_character(text, slot.unheld()):
            self._refuse_character(taken, illegal)
            return ""
        self.spending.printed(_written_length(slot, text))
        run = self._run_xml(slot, text)
        return run if slot.bare else self._noted(run, taken, slot)

    def _noted(self, run: str, taken: Taken, slot: Slot) -> str:
        """Return a run with what tells its place, when insertions are recorded; those of a copy for older
        programs are told where the text itself stands."""
        if self.recording is Recording.NONE or slot.is_copy:
            return run
        return self.recorder.noted(run, taken)

    def _run_xml(self, slot: Slot, text: str) -> str:
        if slot.bare:
            return escaped(text)
        if PARAGRAPH_BREAK not in text:
            return f"{slot.before}{run_content(text)}{slot.after}"
        pieces = (f"{slot.before}{run_content(piece)}{slot.after}" for piece in text.split(PARAGRAPH_BREAK))
        return (slot.between or "").join(pieces)

    def _property(self, value: Any, slot: Slot) -> str:
        if isinstance(value, Unknown):
            return str(value)  # notes the name: that is the fault, not what is made of it
        try:
            return property_xml(slot.property, value, slot.span)
        except ValueError:
            self._refuse("TP302", slot.located, value=str(value)[:30])
            return ""

    def _refuse_character(self, taken: Taken, illegal: str) -> None:
        cells = taken.origin.cells if taken.origin else ()
        place: Place = cells[0] if cells else taken.place
        self.faults.append(fault("TP303", place, character=illegal, expression=taken.expression))


def _written_length(slot: Slot, text: str) -> int:
    """Return about how long a text is once it is written: breaks, marks and paragraphs are elements."""
    length = len(text) + 4 * text.count("&") + 3 * text.count("<") + 50 * sum(map(text.count, "\n\t\f"))
    if paragraphs := text.count(PARAGRAPH_BREAK):
        length += paragraphs * (len(slot.before) + len(slot.after) + len(slot.between or ""))
    return length


def _chart_of(value: ChartData) -> DocumentObject:
    from reportgen.template.charts import chart_of  # most templates have no chart

    return chart_of(value)


def _putting(receiver: PartReceiver) -> Callable[[Any, int], str]:
    """Return what writes the printed values of a merge: texts for plain slots at once, as nearly all are, and
    all else by `put_slowly`.

    A function of its own with all it needs at hand: it is called for every figure of every report.
    """
    quick = receiver.part.quick if receiver.recording is Recording.NONE else receiver.part.quick_named
    spending, slowly = receiver.spending, receiver.put_slowly
    kept = receiver.recording is not Recording.NONE
    is_in_order = receiver.recorder.in_order
    is_marked = receiver.recording is Recording.MARKED
    texts, tags, noted = receiver.recorder.texts, receiver.recorder.tags, receiver.recorder.noted
    first, offset = receiver.recorder.first, receiver.recorder.offset

    def put(value: Any, index: int) -> str:
        kind = type(value)
        if kind is Record and (printed := value.printed) is not None:
            value, kind = printed, type(printed)
        slot = quick[index]
        if slot is None or (kind is not Field and kind is not str) or not value.isprintable() or not value:
            return slowly(value, index)
        before, after, located = slot
        text = escaped(value) if "&" in value or "<" in value or ">" in value else value
        spending.output = spent = spending.output + len(text) + KEPT
        if spent > OUTPUT:
            raise LimitError("characters")
        if not kept:
            return "".join((before, text, after))
        if not is_in_order:
            origin = value.origin if kind is Field else None
            run = "".join((before, text, after))
            return noted(run, Taken(value, located.tag.body, located.place, origin))
        texts.append(value)
        tags.append(index)
        if not is_marked:
            return "".join((before, MARK, text, after))
        start, end = bookmark(offset, first + len(texts) - 1)
        return "".join((start, before, MARK, text, after, end))

    return put

"""Take the values that a template prints, write them as WordprocessingML, and note each with its origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Absent, Field, Insertion, Nature, Origin, Prose, Record
from reportgen.refs import Place
from reportgen.template.compiler import BOOKMARK, Part, Slot
from reportgen.template.containers import completed
from reportgen.template.environment import RECEIVER, Captured
from reportgen.template.evaluation import evaluate, place_of, unstated
from reportgen.template.paragraphs import COUNTED, PARAGRAPH_MARK, Counter, without_marks
from reportgen.template.properties import property_xml
from reportgen.template.prose import fill_prose
from reportgen.template.text import UnprintableError, illegal_character, run_content, text_of
from reportgen.template.unknown import Unknown

__all__ = ["MergedPart", "PartReceiver", "merge_part"]

_MARK = "\x08"  # around the number of an insertion until bookmarks are written; XML cannot hold it
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


@dataclass(frozen=True, slots=True)
class MergedPart:
    """The bytes of a merged part and what was inserted into it, in the order of its text."""

    data: bytes
    insertions: tuple[Insertion, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
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
    provenance: bool
    faults: list[Diagnostic] = field(default_factory=list)
    taken: list[_Taken] = field(default_factory=list)

    def put(self, value: Any, index: int) -> str:
        """Return the runs that print `value` in the slot of the tag with this index."""
        slot = self.part.slots[index]
        assert slot is not None  # only what prints is put
        if slot.property:
            return self._property(value, slot)
        if isinstance(value, Captured):
            return self._captured(value.content, slot)
        return "".join(self._runs(value, slot))

    def _runs(self, value: Any, slot: Slot) -> Iterator[str]:
        if isinstance(value, Record):
            value = value.printed
        if isinstance(value, Unknown):
            str(value)  # notes the name
        elif isinstance(value, Absent):
            self.faults.append(unstated(value.diagnostic, place_of(slot.located)))
        elif isinstance(value, Prose):
            yield from self._prose(value, slot)
        else:
            yield self._run(value, slot)

    def _captured(self, content: str, slot: Slot) -> str:
        """Return what a macro gathered, unless that is whole paragraphs: none can stand inside of another."""
        if PARAGRAPH_MARK not in content:
            return content
        located = slot.located
        self.faults.append(fault("TP301", place_of(located), tag=located.tag.text, kind="paragraph"))
        return ""

    def _run(self, value: Any, slot: Slot) -> str:
        try:
            text = text_of(value)
        except UnprintableError as error:
            if self.strict or value is not None:
                located = slot.located
                self.faults.append(fault("TP301", place_of(located), tag=located.tag.text, kind=str(error)))
            return ""
        origin = value.origin if isinstance(value, Field) else None
        return self._marked(slot, _Taken(text, slot.located.tag.body, slot.located.place, origin))

    def _prose(self, prose: Prose, slot: Slot) -> Iterator[str]:
        segments, faults = fill_prose(prose, self.context, self.strict)
        self.faults += faults
        words = Origin(Nature.TEXT, (prose.source,))
        for segment in segments:
            yield self._marked(
                slot,
                _Taken(
                    segment,
                    segment.expression or slot.located.tag.body,
                    prose.source,
                    segment.origin or words,
                ),
            )

    def _marked(self, slot: Slot, taken: _Taken) -> str:
        """Return the run of a text, between marks that tell its number."""
        if not taken.text:
            return ""
        illegal = illegal_character(taken.text)
        if illegal:
            self._refuse_character(taken, illegal)
            return ""
        run = f"{slot.before}{run_content(taken.text)}{slot.after}"
        self.taken.append(taken)
        return f"{_MARK}{len(self.taken) - 1}{_MARK}{run}{_MARK}{_MARK}"

    def _property(self, value: Any, slot: Slot) -> str:
        if isinstance(value, Unknown):
            return str(value)  # notes the name: that is the fault, not what is made of it
        try:
            return property_xml(slot.property, value)
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
    pieces, faults = evaluate(part.compiled, {**receiver.context, RECEIVER: receiver}, receiver.strict)
    xml = completed("".join(pieces), "".join(COUNTED.values()) + _MARK)
    xml, insertions = _told(xml, receiver, first_slot)
    data = (_DECLARATION + without_marks(xml)).encode("utf-8", "surrogatepass")
    return MergedPart(data, tuple(insertions)), receiver.faults + faults


def _told(xml: str, receiver: PartReceiver, first_slot: int) -> tuple[str, list[Insertion]]:
    """Return the part without marks, and the insertions in the order of the text.

    With provenance a hidden bookmark stands around each: one whose name begins with an underscore is hidden
    in Word (ECMA-376-1, 17.13.6.2 leaves names free).
    """
    pieces = xml.split(_MARK)
    insertions: list[Insertion] = []
    counter = Counter()
    counter.read(pieces[0])
    for at in range(1, len(pieces), 2):
        number = pieces[at]
        identity = receiver.part.next_bookmark + first_slot - 1 + len(insertions) - (0 if number else 1)
        if number:
            taken = receiver.taken[int(number)]
            slot = first_slot + len(insertions)
            insertions.append(
                Insertion(
                    slot,
                    taken.expression,
                    taken.text,
                    receiver.part.name,
                    counter.paragraph,
                    taken.place,
                    taken.origin,
                )
            )
            pieces[at] = f'<w:bookmarkStart w:id="{identity}" w:name="{BOOKMARK}{slot}"/>'
        else:
            pieces[at] = f'<w:bookmarkEnd w:id="{identity}"/>'
        if not receiver.provenance:
            pieces[at] = ""
        counter.read(pieces[at + 1])
    return "".join(pieces), insertions

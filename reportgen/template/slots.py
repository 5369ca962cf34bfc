"""Where values are put: the slots of a compiled part, and the part with all that a merge needs of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.template.direct import path_of
from reportgen.template.source import Compiled, Located
from reportgen.template.text import PAGE_BREAK, PARAGRAPH_BREAK

__all__ = ["Frame", "Part", "Quick", "Slot"]


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing that a value fills: the XML between its properties and its graphic, its size in EMU."""

    between: str
    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value is put: the XML before and after its text.

    `between` is what parts two paragraphs of one value, None where a value cannot begin another; `whole` says
    that the slot takes the place of its paragraph, `alone` that it can do so, there being nothing else in it.
    A `property` slot takes a whole element instead, whose `span` was there before; a `bare` one takes text
    outside of any run, and one with a `frame` takes what is drawn, its properties behind `before` and its
    graphic before `after`. Only a `plain` slot takes text as it comes. What is drawn in the slot may take the
    width `room`, in EMU, and what is printed in a copy for older programs is not noted.
    """

    located: Located
    before: str = ""
    after: str = ""
    between: str | None = None
    whole: bool = False
    alone: bool = False
    property: str = ""
    span: int = 1
    bare: bool = False
    frame: Frame | None = None
    plain: bool = True
    room: int | None = None
    is_copy: bool = False

    def unheld(self) -> str:
        """Return the breaks of paragraphs and pages that a text in the slot cannot hold."""
        if self.bare:
            return f"{PARAGRAPH_BREAK}{PAGE_BREAK}"
        return PARAGRAPH_BREAK if self.between is None else ""


Quick = tuple[str, str, Located]


@dataclass(frozen=True, slots=True)
class Part:
    """A compiled part: `slots` run parallel to the template's tags (None for a tag that prints nothing).

    `quick` has for each slot that takes text as it comes what stands before and after, and its tag;
    `quick_named` has only those whose tag says no more than a name. `prefixes` are those that its XML uses,
    with what they stand for, and `marks` are the marks that its own text holds; `columns` are the tags that
    decide how many columns tables have, by their numbers.
    """

    name: str
    compiled: Compiled
    slots: tuple[Slot | None, ...]
    next_bookmark: int = 1
    prefixes: Mapping[str, str] = field(default_factory=dict)
    quick: tuple[Quick | None, ...] = ()
    quick_named: tuple[Quick | None, ...] = ()
    marks: frozenset[str] = frozenset()
    columns: tuple[Located, ...] = ()

    @classmethod
    def of(
        cls,
        name: str,
        compiled: Compiled,
        slots: Sequence[Slot | None],
        marks: frozenset[str],
    ) -> Part:
        """Return the part with its slots sorted for the merge."""
        quick = tuple(map(_quick, slots))
        named = (
            one if one and slot and not slot.is_copy and path_of(slot.located.tag) else None
            for one, slot in zip(quick, slots, strict=True)
        )
        return cls(name, compiled, tuple(slots), quick=quick, quick_named=tuple(named), marks=marks)


def _quick(slot: Slot | None) -> Quick | None:
    if slot is None or not slot.plain or slot.bare:
        return None
    return slot.before, slot.after, slot.located

"""What a comparison tells: every change with its cause, and every changed figure with its cells."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from reportgen.diagnostics import Diagnostic
from reportgen.refs import Place

__all__ = ["Cause", "Change", "FigureChange", "Held", "Kind", "Revision", "Side", "Stretch"]


class Cause(StrEnum):
    """Why something changed: another value in a cell, a figure computed from one, another template, somebody
    who typed into the draft; or nothing tells."""

    DATA = "data"
    COMPUTED = "computed"
    TEMPLATE = "template"
    HAND = "hand"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What was done. ROW is a row of a table added or removed, FORMAT another look of the same text."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    SPLIT = "split"
    MERGE = "merge"
    ROW = "row"
    FORMAT = "format"


class Stretch(NamedTuple):
    """A piece of a text: `op` is equal, delete, insert, or format for equal text of another look.

    `cause` is None for an equal one. `figure` counts from 1 into the revision's figures when the stretch is
    a changed figure, 0 otherwise. Line breaks part paragraphs, tabs the cells of a row.
    """

    op: str
    text: str
    cause: Cause | None = None
    figure: int = 0


class Change(NamedTuple):
    """A passage of the two texts, a paragraph or a row of a table: its stretches in order, what was done to
    it, and why. `kind` is None for one that is the same in both.

    `cause` is that of the gravest of its stretches. `move` is a number that the two places of a moved
    passage share, `cascade` one that headings share of which only the numbers moved on; 0 for none.
    `table` says that it is a row. `detail` tells a change of look: the properties that differ.
    """

    kind: Kind | None
    stretches: tuple[Stretch, ...]
    cause: Cause | None
    place_old: Place | None
    place_new: Place | None
    cells: tuple[str, ...] = ()
    move: int = 0
    cascade: int = 0
    table: bool = False
    detail: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """The text as it was."""
        return "".join(stretch.text for stretch in self.stretches if stretch.op != "insert")

    @property
    def new(self) -> str:
        """The text as it is."""
        return "".join(stretch.text for stretch in self.stretches if stretch.op != "delete")


class Held(NamedTuple):
    """A cell and what it held when a draft was built."""

    cell: str
    value: str


class FigureChange(NamedTuple):
    """A figure that differs: an empty `old` or `new` means that it was not there.

    `attribute` is what is said of the indicator when it is not its value: a header of the workbook, or the
    nature of a computed figure. `difference` is new less old in `unit`, which is the new figure's; `relative`
    that in per cent of the old one; both None where they cannot be reckoned. `old_cells` and `new_cells` are
    the cells with what they held, `worked` the new sum with numbers put in. `built` is, for a figure edited
    by hand, what the draft was built with. `faults` call out what is wrong with it.
    """

    indicator: str
    attribute: str
    old: str
    new: str
    unit: str
    difference: Decimal | None
    relative: Decimal | None
    cause: Cause
    old_cells: tuple[Held, ...]
    new_cells: tuple[Held, ...]
    formula: str
    worked: str
    built: str
    place_old: Place | None
    place_new: Place | None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def cell(self) -> str:
        """The cell to look into: the first whose value changed, else the first there is."""
        if not self.new_cells and not self.old_cells:
            return ""
        held = {one.cell: one.value for one in self.old_cells}
        moved = (one.cell for one in self.new_cells if held.get(one.cell, one.value) != one.value)
        every = (one.cell for one in (*self.new_cells, *self.old_cells))
        return next(moved, next(every, ""))


class Side(NamedTuple):
    """One of the two files: its name, and whether it tells where its figures came from."""

    file: str
    has_provenance: bool


class Revision(NamedTuple):
    """What changed from one file to another.

    `passages` are all of the text, also what is the same, in the order of the new text with what was deleted
    where it stood. `uncompared` names the parts that differ and were not looked into. `diagnostics` call out
    figures that were edited by hand, slips of units, rates that no longer fit, and what a reader of the
    comparison ought to know.
    """

    old: Side
    new: Side
    figures: tuple[FigureChange, ...]
    passages: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The passages that differ."""
        return tuple(passage for passage in self.passages if passage.kind is not None)

    @property
    def equal(self) -> bool:
        """Whether the two say the same, as far as they were compared."""
        return not self.figures and not self.uncompared and not any(self._changed())

    def _changed(self) -> Iterator[bool]:
        return (passage.kind is not None for passage in self.passages)

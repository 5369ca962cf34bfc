"""Changed passages in words: where they stand, what was done, and the text around what differs.

What belongs together is told as one: the two places of a moved passage, the headings whose numbers moved on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reportgen.diff.values import Cause, Change, Kind, Revision, Stretch
from reportgen.messages import MAIN_PART, Catalog
from reportgen.refs import ParagraphRef, Place

__all__ = [
    "AROUND",
    "CELLS_SHOWN",
    "ELLIPSIS",
    "Told",
    "cause_text",
    "cells_text",
    "excerpt",
    "kind_text",
    "look_text",
    "renumbered",
    "shown",
    "spot",
    "spots",
    "told",
]

CELLS_SHOWN = 4  # cells told of one passage or of one side of a figure
AROUND = 20  # characters of unchanged text kept on either side of a mark
ELLIPSIS = "…"
_NUMBER = frozenset("0123456789.,%")
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# What shows nothing, or turns the direction of what follows: controls, marks of direction, lone surrogates.
_UNSEEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)


class Told(NamedTuple):
    """Changes that are told as one, and their numbers among the changes of the revision, from 1."""

    changes: tuple[Change, ...]
    numbers: tuple[int, ...]

    @property
    def main(self) -> Change:
        """The one that stands for all: where a moved passage is now, else the first."""
        first = self.changes[0]
        if first.place_new is not None:
            return first
        return next((change for change in self.changes if change.place_new is not None), first)


def told(revision: Revision) -> tuple[Told, ...]:
    """Return the changes of a revision in order, those together that are one: by `move` and `cascade`."""
    groups: dict[tuple[str, int], list[int]] = {}
    for number, change in enumerate(revision.changes, start=1):
        shared = ("move", change.move) if change.move else ("cascade", change.cascade)
        groups.setdefault(shared if shared[1] else ("", number), []).append(number)
    every = revision.changes
    return tuple(Told(tuple(every[n - 1] for n in group), tuple(group)) for group in groups.values())


def renumbered(change: Change) -> tuple[str, str]:
    """Return the number of a heading as it was and as it is."""
    old = "".join(stretch.text for stretch in change.stretches if stretch.op == "delete")
    new = "".join(stretch.text for stretch in change.stretches if stretch.op == "insert")
    return (old, new) if old or new else (change.old, change.new)


def excerpt(stretches: Sequence[Stretch], around: int = AROUND) -> Iterator[Stretch]:
    """Yield the stretches, the equal ones cut to what stands next to a mark; never within a number."""
    last = len(stretches) - 1
    for at, stretch in enumerate(stretches):
        if stretch.op != "equal":
            yield stretch
            continue
        kept = _head(stretch.text, around if at > 0 else 0), _tail(stretch.text, around if at < last else 0)
        if sum(map(len, kept)) + 1 < len(stretch.text):
            yield stretch._replace(text=ELLIPSIS.join(kept))
        else:
            yield stretch


def shown(text: str, words: Catalog) -> str:
    """Return a text from a file with what cannot be seen as codes: ⟨U+001B⟩ for an escape."""
    if text.isprintable() and _OBJECT not in text:  # which none of the unseen characters is
        return text
    plain = text.replace("\N{PARAGRAPH SEPARATOR}", "\n").replace(_OBJECT, words.text("diff.object"))
    if plain.replace("\t", "").replace("\n", "").isprintable():
        return plain
    return re.sub(_UNSEEN, lambda found: f"⟨U+{ord(found[0]):04X}⟩", plain)


def cause_text(cause: Cause | None, words: Catalog) -> str:
    """Return why something changed, in a word or two."""
    return words.text(f"diff.cause.{(cause or Cause.UNKNOWN).value}")


def cells_text(change: Change, words: Catalog) -> str:
    """Return the cells that a changed passage was made from, the first few of many."""
    more = (ELLIPSIS,) if len(change.cells) > CELLS_SHOWN else ()
    return shown(words.text("diff.comma").join((*change.cells[:CELLS_SHOWN], *more)), words)


def kind_text(change: Change, words: Catalog) -> str:
    """Return what was done to a passage."""
    kind = change.kind or Kind.REPLACE
    if kind is Kind.ROW or (change.table and kind in (Kind.INSERT, Kind.DELETE)):
        way = "insert" if any(stretch.op == "insert" for stretch in change.stretches) else "delete"
        return words.text(f"diff.kind.row.{way}")
    return words.text(f"diff.kind.{kind.value}")


def look_text(detail: Iterable[str], words: Catalog) -> str:
    """Return which properties of a look differ, each once; by its own name where nobody has a word for it."""
    names = dict.fromkeys(re.split(r"[^A-Za-z]", name, maxsplit=1)[0] or name for name in detail)
    keys = {name: f"diff.look.{name}" for name in names}
    return words.text("diff.comma").join(
        words.text(key) if key in words else name for name, key in keys.items()
    )


def spot(place: Place | None, words: Catalog, *, row: bool = False) -> str:
    """Return where a passage stands within its file; the row rather than the paragraph with `row`."""
    if not isinstance(place, ParagraphRef):
        return "" if place is None else str(place)
    if place.cell is not None:
        key = "diff.place.row" if row else "diff.place.cell"
        cell = place.cell
        return words.text(key, table=cell.table, row=cell.row, column=cell.column)
    if place.part == MAIN_PART:
        return words.text("diff.place", paragraph=place.paragraph)
    return words.text("diff.place.in", part=words.story(place), paragraph=place.paragraph)


def spots(group: Told, words: Catalog) -> str:
    """Return where a change stands: in the new text, for a deletion in the old one, for a move in both."""
    main = group.main
    new = spot(main.place_new, words, row=main.table)
    olds = (change.place_old for change in group.changes if change.place_old is not None)
    old = spot(next(olds, None), words, row=main.table)
    if main.kind is Kind.MOVE and old and new:
        return f"{old} → {new}"
    return new or words.text("diff.place.old", place=old)


def _head(text: str, length: int) -> str:
    end = min(length, len(text))
    while 0 < end < len(text) and text[end - 1] in _NUMBER and text[end] in _NUMBER:
        end += 1
    return text[:end]


def _tail(text: str, length: int) -> str:
    start = max(len(text) - length, 0)
    while 0 < start < len(text) and text[start - 1] in _NUMBER and text[start] in _NUMBER:
        start -= 1
    return text[start:]

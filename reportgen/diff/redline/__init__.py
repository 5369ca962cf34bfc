"""The redline: a Word file with tracked changes. Accepting them all gives the new file, rejecting the old."""

from __future__ import annotations

from typing import NamedTuple

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.diff.pairs import Alignment
from reportgen.diff.redline.coarse import coarsened
from reportgen.diff.redline.pen import RedlineWords
from reportgen.diff.redline.verify import failing
from reportgen.diff.redline.write import Writer
from reportgen.refs import ParagraphRef

__all__ = ["Redline", "RedlineWords", "redlined"]


class Redline(NamedTuple):
    """A file with tracked changes. `notes` tell what of the old file they do not show."""

    data: bytes
    notes: tuple[Diagnostic, ...] = ()


def redlined(alignment: Alignment, words: RedlineWords, when: str = "") -> Redline:
    """Return the new file with what differs from the old one as tracked changes, dated `when` if that is
    given.

    The same alignment, words and date give the same bytes. Where finer marks would not hold, passages are
    taken out and put in as wholes. Refusal DF301 when even so accepting the changes would not give the new
    file, or rejecting them not the old one.
    """
    data = Writer(alignment, words, when).write()
    places = failing(data, alignment)
    if places:
        parts = {place.part for place in places}
        data = Writer(coarsened(alignment, parts), words, when).write()
        places = failing(data, alignment)
    if places:
        raise Refusal([fault("DF301", place) for place in places])
    return Redline(data, tuple(_not_shown(alignment)))


def _not_shown(alignment: Alignment) -> list[Diagnostic]:
    """Return a note for each header and footer that is no more: Word has no tracked change for it."""
    gone = [pair.old for pair in alignment.stories if pair.old is not None and pair.new is None]
    return [
        fault("DF302", ParagraphRef(alignment.old.package.file, told.part), part=told.part)
        for told in gone
        if told.kind in ("header", "footer")
    ]

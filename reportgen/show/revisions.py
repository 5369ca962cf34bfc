"""A comparison laid out for the terminal: the figures first, then the text changes."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diff.values import Revision, Stretch
from reportgen.messages import Catalog
from reportgen.show.faults import Line

__all__ = ["revised_lines"]

_MARKS = {"delete": "[-{}-]", "insert": "{{+{}+}}"}


def revised_lines(revision: Revision, words: Catalog) -> Iterator[Line]:
    """Yield the figures that differ, then the passages, what was deleted and inserted in marks."""
    for figure in revision.figures:
        name = " ".join(filter(None, (figure.indicator, figure.attribute)))
        yield Line(f"  {name}  {figure.old} → {figure.new}  {figure.cause.value}  {figure.cell}")
    for change in revision.changes:
        place = change.place_new or change.place_old
        yield Line("  " + (words.place(place) if place else ""), "cyan")
        yield Line("    " + "".join(map(_marked, change.stretches)).replace("\t", " | ").replace("\n", "¶"))


def _marked(stretch: Stretch) -> str:
    return _MARKS.get(stretch.op, "{}").format(stretch.text)

"""Results and faults laid out: lines for the terminal, and the JSON documents of the contract.

The only place that decides what a result looks like. Lines come with a style name, so that the command line
can colour them on a terminal and print them plainly elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import CODES, Diagnostic, Severity
from reportgen.drafts import FigureChange
from reportgen.messages import MAIN_PART, Catalog
from reportgen.pipeline import Built, Checked, Linted
from reportgen.refs import CellRef, ParagraphRef, Place
from reportgen.tracing import State, Traced, TracedText
from reportgen.wording.width import em_width

if TYPE_CHECKING:
    from reportgen.template.reading import Need

__all__ = [
    "Line",
    "built_json",
    "built_lines",
    "checked_lines",
    "comment_lines",
    "explained",
    "fault_json",
    "fault_lines",
    "linted_json",
    "linted_lines",
    "traced_json",
    "traced_lines",
]

CHANGES_SHOWN = 12  # figure changes listed on the terminal; `--json` has them all
CELLS_SHOWN = 6  # cells of one figure listed on the terminal
TEXT_SHOWN = 60  # characters of a text, or of what a cell holds, shown on the terminal
PARAGRAPHS_SHOWN = 12  # paragraphs listed for one name
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of output and its style: empty for plain text."""

    text: str
    style: str = ""


def fault_lines(diagnostics: Iterable[Diagnostic], words: Catalog) -> Iterator[Line]:
    """Yield the lines of each fault: what and where, what to do, and what else took part."""
    for found in diagnostics:
        label = words.text(f"severity.{found.severity.value}")
        place = f"  {words.place(found.place)}" if found.place is not None else ""
        yield Line(f"{label} {found.code}{place}  {words.message(found)}", _STYLES[found.severity])
        yield Line(f"  {words.text('label.hint')}  {words.hint(found)}")
        for other in found.related:
            yield Line(f"  {words.text('label.related')}  {words.place(other)}", "dim")


def checked_lines(result: Checked, words: Catalog) -> Iterator[Line]:
    """Yield the faults of a check and its summary."""
    yield from fault_lines(result.diagnostics, words)
    tally = {kind: sum(found.severity is kind for found in result.diagnostics) for kind in Severity}
    if result.diagnostics:
        yield Line("")
    counts = {"indicators": result.indicators, "lists": result.lists, "passages": result.passages}
    key = "check.ok" if result.ok else "check.failed"
    style = "green" if result.ok else "bold red"
    yield Line(
        words.text(
            key,
            errors=tally[Severity.ERROR],
            warnings=tally[Severity.WARNING],
            notes=tally[Severity.NOTE],
            **counts,
        ),
        style,
    )


def linted_lines(result: Linted, words: Catalog) -> Iterator[Line]:
    """Yield the faults of a template, the names it needs unless a workbook was at hand, and a summary."""
    yield from fault_lines(result.diagnostics, words)
    if result.diagnostics:
        yield Line("")
    if result.needs and not result.compared:
        yield Line(words.text("lint.names"), "bold")
        rows = [(need.name, _paragraphs(need.places, words)) for need in result.needs]
        yield from (Line(f"  {row}") for row in _columns(rows))
    tally = {kind: sum(found.severity is kind for found in result.diagnostics) for kind in Severity}
    counts = {"errors": tally[Severity.ERROR], "warnings": tally[Severity.WARNING]}
    key, style = ("lint.ok", "green") if result.ok else ("lint.failed", "bold red")
    yield Line(words.text(key, names=len(result.needs), **counts), style)


def linted_json(result: Linted) -> dict[str, Any]:
    """Return what the contract's `lint --json` holds beside `ok` and `diagnostics`."""
    return {"names": [_need_json(need) for need in result.needs]}


def _need_json(need: Need) -> dict[str, Any]:
    places = {"paragraphs": [at.paragraph for at in need.places], "parts": [at.part for at in need.places]}
    return {"name": need.name, **places, "paths": list(need.paths)}


def comment_lines(found: Diagnostic, words: Catalog) -> list[str]:
    """Return the paragraphs of a comment that tells a fault in the file itself: what, what to do, where."""
    label = words.text(f"severity.{found.severity.value}")
    places = [place for place in (found.place, *found.related) if place is not None]
    return [
        f"{label} {found.code}  {words.message(found)}",
        f"{words.text('label.hint')}  {words.hint(found)}",
        *(words.place(place) for place in places),
    ]


def built_lines(result: Built, words: Catalog) -> Iterator[Line]:
    """Yield what a clerk wants to see of a build: where the draft is, what is in it, what changed."""
    if not result.changed:
        yield Line(words.text("build.unchanged", draft=result.draft), "green")
        return
    key = "build.numbered" if result.number else "build.named"
    yield Line(words.text(key, draft=result.draft, number=result.number), "bold green")
    yield Line(
        "  "
        + words.text(
            "build.figures", figures=result.figures, rates=result.rates, indicators=result.indicators
        )
    )
    if result.compared_with:
        yield from _change_lines(result.changes, result.compared_with, words)


def explained(code: str, words: Catalog) -> Iterator[Line]:
    """Yield the explanation of a code: what it says, why it comes up, an example, a remedy."""
    yield Line(f"{code}  {words.text(f'severity.{CODES[code].value}')}", "bold")
    for part in ("cause", "example", "remedy"):
        yield Line("")
        yield Line(words.text(f"label.{part}"), "bold")
        for line in words.text(f"{code}.{part}").splitlines():
            yield Line(f"  {line}")


def fault_json(found: Diagnostic, words: Catalog) -> dict[str, Any]:
    """Return a fault as the contract's JSON object."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "place": place_json(found.place),
        "message": words.message(found),
        "hint": words.hint(found),
        "related": [place_json(other) for other in found.related],
    }


def place_json(place: Place | None) -> dict[str, Any] | None:
    """Return a place as the contract's JSON object, or None."""
    if place is None:
        return None
    if isinstance(place, CellRef):
        return {"file": place.file, "sheet": place.sheet, "cell": place.cell}
    if isinstance(place, ParagraphRef):
        cell = {"cell": asdict(place.cell)} if place.cell is not None else {}
        return {
            "file": place.file,
            "part": place.part,
            "paragraph": place.paragraph,
            "text": place.text,
            "tag": place.tag,
            **cell,
        }
    return {"file": place.file}


def built_json(result: Built) -> dict[str, Any]:
    """Return what the contract's `build --json` holds beside `ok` and `diagnostics`."""
    return {
        "draft": str(result.draft),
        "number": result.number,
        "changed": result.changed,
        "figures": result.figures,
        "rates": result.rates,
        "indicators": result.indicators,
        "compared_with": result.compared_with,
        "changes": [
            {"indicator": change.indicator, "old": change.old, "new": change.new, "cells": list(change.cells)}
            for change in result.changes
        ],
    }


def traced_lines(result: Traced, words: Catalog) -> Iterator[Line]:
    """Yield each insertion under its paragraph, with its cells, its formula and what became of it since."""
    above = None
    for text in result.texts:
        if text.place != above:
            above = text.place
            yield Line(words.place(above), "bold")
        yield from _insertion_lines(text, result, words)
    if not result.ok:
        return
    for key, source in (("workbook", result.manifest.workbook), ("template", result.manifest.template)):
        yield Line(words.text(f"trace.{key}", name=source.name, digest=source.digest), "dim")
    changed = sum(text.state is not State.KEPT for text in result.texts)
    yield Line(words.text("trace.found", found=len(result.texts), changed=changed), "green")


def traced_json(result: Traced) -> dict[str, Any]:
    """Return what the contract's `trace --json` holds beside `ok` and `diagnostics`."""
    told = result.manifest
    return {
        "version": told.version,
        "workbook": {"name": told.workbook.name, "sha256": told.workbook.digest},
        "template": {"name": told.template.name, "sha256": told.template.digest},
        "figures": [_insertion_json(text, result) for text in result.texts],
    }


def _insertion_lines(text: TracedText, result: Traced, words: Catalog) -> Iterator[Line]:
    figure = text.figure
    yield Line(f"  {_cut(figure.text)}" + (f"  {figure.indicator}" if figure.indicator else ""), "cyan")
    for cell in figure.cells[:CELLS_SHOWN]:
        value = result.manifest.held.get(cell, "")
        yield Line(f"    {cell}" + (f" = {_cut(value)}" if value else ""))
    if len(figure.cells) > CELLS_SHOWN:
        yield Line("    " + words.text("trace.more", count=len(figure.cells) - CELLS_SHOWN))
    yield from (Line(f"    {sum_}") for sum_ in (figure.formula, figure.worked) if sum_)
    yield Line(f"    {{{{ {figure.expression} }}}}  {figure.source}", "dim")
    if text.state is not State.KEPT:
        now = _cut(text.now) or words.text("build.none")
        told = words.text(f"trace.{text.state.value}", now=now, paragraph=figure.paragraph)
        yield Line(f"    {told}", "yellow")


def _insertion_json(text: TracedText, result: Traced) -> dict[str, Any]:
    figure, held = text.figure, result.manifest.held
    return {
        "slot": figure.slot,
        "part": text.place.part,
        "paragraph": text.place.paragraph,
        "text": figure.text,
        "expression": figure.expression,
        "cells": list(figure.cells),
        "formula": figure.formula,
        "worked": figure.worked,
        "values": {cell: held[cell] for cell in figure.cells if cell in held},
        "indicator": figure.indicator,
        "nature": figure.nature,
        "source": figure.source,
        "state": text.state.value,
        "now": text.now,
        "place": place_json(text.place),
    }


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else line[: TEXT_SHOWN - 1] + "…"


def _paragraphs(places: Iterable[ParagraphRef], words: Catalog) -> str:
    """Return the numbers of the paragraphs, and the names of the other parts that there are some in."""
    here = dict.fromkeys(str(place.paragraph) for place in places if place.part == MAIN_PART)
    elsewhere = dict.fromkeys(words.story(place) for place in places if place.part != MAIN_PART)
    shown = [*here, *elsewhere]
    more = ["…"] if len(shown) > PARAGRAPHS_SHOWN else []
    return ", ".join(shown[:PARAGRAPHS_SHOWN] + more)


def _change_lines(changes: Sequence[FigureChange], compared_with: str, words: Catalog) -> Iterator[Line]:
    if not changes:
        yield Line("  " + words.text("build.words_changed", compared_with=compared_with))
        return
    yield Line("  " + words.text("build.changes", compared_with=compared_with, count=len(changes)))
    shown = changes[:CHANGES_SHOWN]
    none = words.text("build.none")
    rows = [
        (c.indicator or c.expression, c.old or none, "→", c.new or none, ", ".join(c.cells)) for c in shown
    ]
    for row in _columns(rows):
        yield Line(f"    {row}")
    if len(changes) > len(shown):
        yield Line("    " + words.text("build.more", count=len(changes) - len(shown)), "dim")


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows with their columns aligned, a full-width character counted as two."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return int(em_width(text) * 2)

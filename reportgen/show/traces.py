"""A trace laid out: each insertion with its cells, its formula and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.messages import MAIN_PART, Catalog
from reportgen.refs import ParagraphRef, excerpt
from reportgen.show.faults import place_json
from reportgen.show.lines import Line
from reportgen.tracing import State, Traced, TracedText

__all__ = ["traced_json", "traced_lines"]

CELLS_SHOWN = 6  # cells of one figure listed on the terminal
_PARAGRAPH = "¶"  # before the number of a paragraph, as a manifest tells where a tag stands
TEXT_SHOWN = 60  # characters of a text, or of what a cell holds, shown on the terminal


def traced_lines(result: Traced, words: Catalog) -> Iterator[Line]:
    """Yield each insertion under its paragraph, with its cells, its formula and what became of it since."""
    above = ""
    for text in result.texts:
        heading = _heading(text, words)
        if heading != above:
            above = heading
            yield Line(heading, "bold")
        yield from _insertion_lines(text, result, words)
    if not result.ok:
        return
    for key, source in (("workbook", result.manifest.workbook), ("template", result.manifest.template)):
        yield Line(words.text(f"trace.{key}", name=source.name, digest=source.digest), "dim")
    changed = sum(text.state not in (State.KEPT, State.UNMARKED) for text in result.texts)
    key = "trace.found" if changed else "trace.asbuilt"
    yield Line(words.text(key, found=len(result.texts), changed=changed), "green")


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
    shown = f"  {excerpt(figure.text, TEXT_SHOWN)}"
    yield Line(shown + (f"  {figure.indicator}" if figure.indicator else ""), "cyan")
    for cell in figure.cells[:CELLS_SHOWN]:
        value = result.manifest.held.get(cell, "")
        yield Line(f"    {cell}" + (f" = {excerpt(value, TEXT_SHOWN)}" if value else ""))
    if len(figure.cells) > CELLS_SHOWN:
        yield Line("    " + words.text("trace.more", count=len(figure.cells) - CELLS_SHOWN))
    yield from (Line(f"    {sum_}") for sum_ in (figure.formula, figure.worked) if sum_)
    yield Line(f"    {{{{ {figure.expression} }}}}  {_source(figure.source, words)}", "dim")
    if text.state is not State.KEPT:
        yield Line(f"    {_told(text, words)}", "yellow")


def _heading(text: TracedText, words: Catalog) -> str:
    if text.state is State.GONE:
        return words.text("trace.lost", file=text.place.file)
    return words.place(text.place)


def _source(source: str, words: Catalog) -> str:
    """Return where the tag stands: a paragraph of the template, or a cell of prose."""
    is_paragraph = source.startswith(_PARAGRAPH)
    return words.text("trace.source", paragraph=source[1:]) if is_paragraph else source


def _told(text: TracedText, words: Catalog) -> str:
    """Return what became of an insertion."""
    built = text.figure
    key, now = f"trace.{text.state.value}", excerpt(text.now, TEXT_SHOWN)
    if text.state is State.EDITED and not now:
        return words.text("trace.emptied")
    if text.state is State.MOVED and (built.part, built.paragraph) == (text.place.part, text.place.paragraph):
        return words.text("trace.moved.within")
    is_main = built.part == MAIN_PART
    story = "" if is_main else words.story(ParagraphRef(text.place.file, built.part))
    place = words.text("trace.place" if is_main else "trace.place.in", part=story, paragraph=built.paragraph)
    return words.text(key, now=now, place=place)


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

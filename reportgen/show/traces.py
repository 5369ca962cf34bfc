"""A trace laid out: each insertion with its cells, its formula and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.messages import Catalog
from reportgen.show.faults import Line, place_json
from reportgen.tracing import State, Traced, TracedText

__all__ = ["traced_json", "traced_lines"]

CELLS_SHOWN = 6  # cells of one figure listed on the terminal
TEXT_SHOWN = 60  # characters of a text, or of what a cell holds, shown on the terminal


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

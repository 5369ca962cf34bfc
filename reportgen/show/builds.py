"""A build laid out: where the draft is, what is in it, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.messages import Catalog
from reportgen.show.aligned import aligned
from reportgen.show.lines import Line

if TYPE_CHECKING:
    from reportgen.drafts import FigureChange
    from reportgen.pipeline import Built

__all__ = ["built_json", "built_lines"]

CHANGES_SHOWN = 12  # figure changes listed on the terminal; `--json` has them all


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
        yield Line("  " + words.text("build.diff"))


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


def _change_lines(changes: Sequence[FigureChange], compared_with: str, words: Catalog) -> Iterator[Line]:
    if not changes:
        yield Line("  " + words.text("build.words_changed", compared_with=compared_with))
        return
    once = tuple(_once(changes))
    yield Line("  " + words.text("build.changes", compared_with=compared_with, count=len(once)))
    shown = once[:CHANGES_SHOWN]
    none = words.text("build.none")
    rows = [
        (c.indicator or c.expression, c.old or none, "→", c.new or none, ", ".join(c.cells)) for c in shown
    ]
    for row in aligned(rows):
        yield Line(f"    {row}")
    if len(once) > len(shown):
        yield Line("    " + words.text("build.more", count=len(once) - len(shown)), "dim")


def _once(changes: Iterable[FigureChange]) -> Iterator[FigureChange]:
    """Yield the changes without those that a table repeats as a bare number: 10.00 after 10.00亿元."""
    told: list[FigureChange] = []
    for change in changes:
        if not any(_repeats(change, earlier) for earlier in told):
            told.append(change)
            yield change


def _repeats(change: FigureChange, earlier: FigureChange) -> bool:
    if (change.indicator, change.cells) != (earlier.indicator, earlier.cells):
        return False
    pairs = ((change.old, earlier.old), (change.new, earlier.new))
    return all(bool(now) == bool(before) and now.lstrip("-") in before for now, before in pairs)

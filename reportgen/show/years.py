"""A workbook rolled on, collected, exported or copied, laid out: where it is, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.messages import Catalog
from reportgen.show.aligned import aligned
from reportgen.show.lines import Line

if TYPE_CHECKING:
    from reportgen.pipeline import Collection, Export, Needed, Rollover
    from reportgen.workbook.collecting import Missing

__all__ = [
    "collected_json",
    "collected_lines",
    "copied_lines",
    "exported_json",
    "exported_lines",
    "needed_json",
    "needed_lines",
    "rolled_json",
    "rolled_lines",
]

NAMES_SHOWN = 8  # names listed in a line of the terminal; `--json` has them all


def rolled_lines(result: Rollover, words: Catalog) -> Iterator[Line]:
    """Yield where next year's book is, what is in it already, and what waits."""
    made = result.made
    yield _written(words.text("roll.written", book=result.path, year=made.year))
    if made.carried:
        yield _under(words.text("roll.carried", count=made.carried, year=made.year - 1))
    if made.without:
        names = _names(made.without, words)
        yield _under(words.text("roll.without", count=len(made.without), names=names))
    counts = {"indicators": made.waiting, "lists": len(made.lists), "passages": made.passages}
    yield _under(words.text("roll.waiting", **counts))
    yield _under(words.text("roll.next", book=result.path))


def rolled_json(result: Rollover) -> dict[str, Any]:
    """Return what `roll --json` holds beside `ok` and `diagnostics`."""
    made = result.made
    return {
        "book": str(result.path),
        "year": made.year,
        "carried": made.carried,
        "without": list(made.without),
        "waiting": made.waiting,
        "lists": list(made.lists),
        "passages": made.passages,
    }


def collected_lines(result: Collection, words: Catalog) -> Iterator[Line]:
    """Yield where the book is, what came from whom, and which values are missing still, by whom to ask."""
    yield _written(words.text("collect.written", book=result.path))
    rows = [(part.file, words.text("collect.cells", count=part.cells)) for part in result.parts]
    yield from (Line(f"  {row}") for row in aligned(rows))
    if not result.missing:
        yield _under(words.text("collect.complete"))
    else:
        yield Line("  " + words.text("collect.missing", count=len(result.missing)), "yellow")
        asked = _by_hand(result.missing, words)
        told = [(hand, f"{len(names)}", _names(names, words)) for hand, names in asked.items()]
        yield from (Line(f"    {row}") for row in aligned(told))
    yield _under(words.text("collect.next", book=result.path))


def collected_json(result: Collection) -> dict[str, Any]:
    """Return what `collect --json` holds beside `ok` and `diagnostics`."""
    return {
        "book": str(result.path),
        "parts": [{"file": part.file, "cells": part.cells} for part in result.parts],
        "missing": [{"name": one.name, "owner": one.owner, "office": one.office} for one in result.missing],
    }


def exported_lines(result: Export, words: Catalog) -> Iterator[Line]:
    """Yield where the files are and what they are called."""
    yield _written(words.text("export.written", folder=result.folder, count=len(result.files)))
    yield _under(" ".join(result.files))


def exported_json(result: Export) -> dict[str, Any]:
    """Return what `export --json` holds beside `ok` and `diagnostics`."""
    return {"folder": str(result.folder), "files": list(result.files)}


def copied_lines(path: Path, hand: str | None, words: Catalog) -> Iterator[Line]:
    """Yield where a workbook made of another one is, and for whom."""
    key = "new.copied" if hand is None else "new.split"
    yield _written(words.text(key, book=path, hand=hand))


def needed_lines(result: Needed, words: Catalog) -> Iterator[Line]:
    """Yield where the workbook made for a template is, and what the template's names were taken for."""
    plan = result.plan
    yield _written(words.text("new.written", book=result.path))
    told = {
        "facts": plan.facts,
        "indicators": [name for name, row in plan.indicators.items() if not row],
        "lists": plan.lists,
        "history": plan.history,
        "unclear": plan.unclear,
    }
    if plan.outlined:
        key = "new.whole" if plan.whole else "new.outlined"
        yield _under(words.text(key, count=plan.outlined))
    for kind, names in told.items():
        if names:
            yield _under(words.text(f"new.{kind}", count=len(names), names=_names(names, words)))
    if plan.chapters:
        yield _under(words.text("new.chapters", count=len(plan.chapters)))


def needed_json(result: Needed) -> dict[str, Any]:
    """Return what `new --template --json` holds beside `ok` and `diagnostics`."""
    plan = result.plan
    return {
        "book": str(result.path),
        "facts": plan.facts,
        "indicators": [{"name": name, "outlined": bool(row)} for name, row in plan.indicators.items()],
        "lists": plan.lists,
        "history": plan.history,
        "chapters": len(plan.chapters),
        "unclear": plan.unclear,
    }


def _by_hand(missing: Iterable[Missing], words: Catalog) -> dict[str, list[str]]:
    """Return what is missing by whom to ask for it: who fills it in, else the office that supplies it."""
    found: dict[str, list[str]] = {}
    for one in missing:
        found.setdefault(one.owner or one.office or words.text("collect.nobody"), []).append(one.name)
    return found


def _names(names: Sequence[str], words: Catalog) -> str:
    shown = words.text("list.separator").join(names[:NAMES_SHOWN])
    return shown + (" …" if len(names) > NAMES_SHOWN else "")


def _written(text: str) -> Line:
    return Line(text, "bold green")


def _under(text: str) -> Line:
    return Line(f"  {text}")

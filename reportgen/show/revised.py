"""A comparison as the JSON document of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reportgen.diff.values import Cause, Change, FigureChange, Held, Revision, Side
from reportgen.quantities import plain
from reportgen.refs import ParagraphRef, Place
from reportgen.show.faults import place_json

__all__ = ["revised_json"]


def revised_json(revision: Revision) -> dict[str, Any]:
    """Return what the contract's `diff --json` holds beside `ok` and `diagnostics`.

    `difference` and `relative` are texts of exact decimals, for a JSON number is a binary fraction to most
    who read it; null where they cannot be reckoned.
    """
    return {
        "equal": revision.equal,
        "old": _side_json(revision.old),
        "new": _side_json(revision.new),
        "figures": [_figure_json(figure) for figure in revision.figures],
        "changes": [_change_json(change) for change in revision.changes],
        "uncompared": list(revision.uncompared),
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {"file": side.file, "provenance": side.has_provenance}


def _figure_json(figure: FigureChange) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "old": figure.old,
        "new": figure.new,
        "unit": figure.unit,
        "difference": _decimal(figure.difference),
        "cause": figure.cause.value,
        "cell": figure.cell,
        "paragraph": _paragraph(figure.place_new or figure.place_old),
        "attribute": figure.attribute,
        "relative": _decimal(figure.relative),
        "old_cells": _held_json(figure.old_cells),
        "new_cells": _held_json(figure.new_cells),
        "formula": figure.formula,
        "worked": figure.worked,
        "built": figure.built,
        "faults": [found.code for found in figure.faults],
        "place_old": place_json(figure.place_old),
        "place_new": place_json(figure.place_new),
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value if change.kind else None,
        "old": change.old,
        "new": change.new,
        "cause": (change.cause or Cause.UNKNOWN).value,
        "paragraph_old": _paragraph(change.place_old),
        "paragraph_new": _paragraph(change.place_new),
        "place_old": place_json(change.place_old),
        "place_new": place_json(change.place_new),
        "cells": list(change.cells),
        "move": change.move,
        "cascade": change.cascade,
        "row": change.table,
        "detail": list(change.detail),
        "stretches": [
            {"op": op, "text": text, "cause": cause.value if cause else None, "figure": figure}
            for op, text, cause, figure in change.stretches
        ],
    }


def _held_json(cells: Iterable[Held]) -> list[dict[str, str]]:
    return [{"cell": one.cell, "value": one.value} for one in cells]


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _paragraph(place: Place | None) -> int | None:
    return place.paragraph if isinstance(place, ParagraphRef) else None

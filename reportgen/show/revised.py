"""A comparison as the JSON document of the contract."""

from __future__ import annotations

from typing import Any

from reportgen.diff.values import Revision

__all__ = ["revised_json"]


def revised_json(revision: Revision) -> dict[str, Any]:
    """Return what the contract's `diff --json` holds beside `ok` and `diagnostics`."""
    figures = (
        {
            "indicator": one.indicator,
            "old": one.old,
            "new": one.new,
            "cause": one.cause.value,
            "cell": one.cell,
        }
        for one in revision.figures
    )
    changes = ({"kind": one.kind, "old": one.old, "new": one.new} for one in revision.changes)
    return {
        "equal": revision.equal,
        "figures": list(figures),
        "changes": list(changes),
        "uncompared": list(revision.uncompared),
    }

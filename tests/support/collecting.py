"""A small book handed out to several hands, and what becomes of their copies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reportgen.diagnostics import Diagnostic, Refusal
from reportgen.indicators import Book
from reportgen.workbook.collecting import Collected, collected
from tests.support.years import part, written

__all__ = ["EMPTY", "Edits", "book", "notes", "refused", "together"]

EMPTY = {  # the small book as it is handed out: no values, no names, nobody named
    **{f"指标!I{at}": "" for at in range(2, 7)},
    "指标!O7": "", "指标!O2": "", "名单!A3": "", "名单!B3": "", "名单!C3": "", "名单!C2": "", "历年!C2": "",
}  # fmt: skip


Edits = Mapping[str, str]


def together(folder: Path, *parts: Edits, base: Edits = EMPTY) -> Collected:
    """Collect the parts, each the base with its edits, filled in by 甲, 乙 and so on."""
    hands = [part(folder, name, {**base, **edits}) for name, edits in zip("甲乙丙", parts, strict=False)]
    return collected(part(folder, "底", base), hands)


def book(folder: Path, *parts: Edits, base: Edits = EMPTY) -> Book:
    """Return what the book says that the parts make."""
    return written(together(folder, *parts, base=base).filled, folder / "汇总.xlsx")


def refused(folder: Path, *parts: Edits, base: Edits = EMPTY) -> tuple[Diagnostic, ...]:
    """Return why the parts cannot be put together."""
    with pytest.raises(Refusal) as caught:
        together(folder, *parts, base=base)
    return caught.value.diagnostics


def notes(made: Collected) -> list[tuple[str, str]]:
    """Return code and place of what there is to say."""
    return [(found.code, str(found.place)) for found in made.notes]

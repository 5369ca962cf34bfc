"""Slips planted in copies of the sample workbook, one a copy: what a tired clerk does, and where it shows.

Each kind says on which cells of the whole book it may fall; which of them it does fall on is drawn from all,
by a fixed seed and without regard to what `check` finds. A slip is found when a finding points at one of its
cells, at its place or among the related ones; the cell of the slip itself is always one of them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from tests.support.clerk import BOOK
from tests.support.plants import figures, form, names
from tests.support.plants.desk import Desk, Plant

__all__ = ["KINDS", "Desk", "Plant", "every", "planted", "plants"]


def planted(path: Path, plant: Plant) -> Path:
    """Write a copy of the sample with the slip to `path`, and return it."""
    book = load_workbook(BOOK)
    plant.do(book)
    book.save(path)
    return path


def plants() -> list[Plant]:
    """Return the planted slips, the same in every run: of each kind as many as `KINDS` says."""
    draw = random.Random(20201231)
    return [plant for kind, count in KINDS.items() for plant in draw.sample(every(kind), count)]


def every(kind: str) -> list[Plant]:
    """Return all slips of a kind that the sample has room for."""
    return list(_MAKERS[kind](_desk()))


@cache
def _desk() -> Desk:
    return Desk(load_workbook(BOOK))


_MAKERS: dict[str, Callable[[Desk], Iterator[Plant]]] = {
    "units × 10000": figures.scaled("10000"),
    "units × 0.0001": figures.scaled("0.0001"),
    "digits wrong in a rule": figures.swapped,
    "wrong value of last year": figures.prior_swapped,
    "stale rate": figures.stale_rate,
    "rate as a fraction": figures.fraction_rate,
    "wrong sign": figures.negative,
    "number typed as text": figures.typed_as_text,
    "value lost": figures.missing,
    "formula without a value": figures.broken,
    "no rank": figures.no_rank,
    "target in another unit": figures.target_elsewhere,
    "number of another row": figures.wrong_row,
    "unit changed": figures.unit_changed,
    "indicator twice": names.twice,
    "name lost": names.lost_row,
    "name twice": names.entry_twice,
    "list renamed": names.renamed_list,
    "hidden row": form.hidden_row,
    "hidden column": form.hidden_column,
    "stray value": form.stray,
    "header renamed": form.renamed_header,
}
KINDS = {  # kind → how many are planted
    "units × 10000": 6,
    "units × 0.0001": 5,
    "digits wrong in a rule": 5,
    "wrong value of last year": 4,
    "stale rate": 3,
    "rate as a fraction": 2,
    "wrong sign": 4,
    "number typed as text": 5,
    "value lost": 2,
    "formula without a value": 2,
    "no rank": 2,
    "target in another unit": 2,
    "number of another row": 2,
    "unit changed": 4,
    "indicator twice": 2,
    "name lost": 4,
    "name twice": 3,
    "list renamed": 2,
    "hidden row": 2,
    "hidden column": 1,
    "stray value": 2,
    "header renamed": 2,
}

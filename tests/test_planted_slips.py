"""Sixty slips in copies of the sample: nearly all are found, each at one of its cells."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from reportgen import check
from reportgen.settings import Settings
from tests.support.plants import Plant, every, planted, plants

SHARE = 0.95


def is_told(folder: Path, plant: Plant) -> bool:
    """Return whether some finding points at a cell of the slip."""
    found = check(planted(folder / "book.xlsx", plant), settings=Settings()).diagnostics
    return not plant.cells.isdisjoint(str(place) for one in found for place in (one.place, *one.related))


def test_slips_are_found_at_their_cells(tmp_path: Path) -> None:
    """At least 95 % of them; those that are not are listed by kind."""
    slips = plants()
    missed = [(plant.kind, plant.told) for plant in slips if not is_told(tmp_path, plant)]

    assert len(slips) >= 60
    assert 1 - len(missed) / len(slips) >= SHARE, f"{len(missed)} of {len(slips)} missed: {missed}"


def test_slips_fall_anywhere() -> None:
    """They are drawn from all that the sample has room for, and no two are the same."""
    room = Counter({plant.kind: len(every(plant.kind)) for plant in plants()})

    assert room.total() > 1_000
    assert len({(plant.kind, plant.told) for plant in plants()}) == len(plants())

"""What people do to tables; False when there was nothing to do it to."""

from __future__ import annotations

import random

from tests.support.official import Table, figure

__all__ = ["add_column", "add_row", "change_cell", "drop_column", "drop_row", "move_row", "swap_columns"]


def add_row(chance: random.Random, found: Table) -> bool:
    """Put a row in."""
    cells = ["新增指标", *(figure(chance) for _ in found.rows[0][1:])]
    found.rows.insert(chance.randint(1, len(found.rows)), cells[: len(found.rows[0])])
    return True


def drop_row(chance: random.Random, found: Table) -> bool:
    """Take a row out, but the headers."""
    if len(found.rows) > 2:
        del found.rows[chance.randrange(1, len(found.rows))]
    return len(found.rows) > 2


def move_row(chance: random.Random, found: Table) -> bool:
    """Put a row elsewhere."""
    row = found.rows.pop(chance.randrange(len(found.rows)))
    found.rows.insert(chance.randint(0, len(found.rows)), row)
    return True


def change_cell(chance: random.Random, found: Table) -> bool:
    """Write something else into a cell."""
    row = chance.choice(found.rows)
    row[chance.randrange(len(row))] = chance.choice((figure(chance), "—", ""))
    return True


def add_column(chance: random.Random, found: Table) -> bool:
    """Put a column in."""
    at = chance.randint(0, len(found.rows[0]))
    for number, row in enumerate(found.rows):
        row.insert(at, "位次" if number == 0 else str(chance.randint(1, 8)))
    return True


def drop_column(chance: random.Random, found: Table) -> bool:
    """Take a column out."""
    if len(found.rows[0]) < 2:
        return False
    at = chance.randrange(len(found.rows[0]))
    for row in found.rows:
        del row[at]
    return True


def swap_columns(chance: random.Random, found: Table) -> bool:
    """Let two columns change places."""
    if len(found.rows[0]) < 2:
        return False
    at = chance.randrange(len(found.rows[0]) - 1)
    for row in found.rows:
        row[at : at + 2] = row[at : at + 2][::-1]
    return True

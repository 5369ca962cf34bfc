"""How much is tried: a part of it in the suite, all of it by `make thorough`, which sets THOROUGH."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["THOROUGH", "some"]

THOROUGH = bool(os.environ.get("THOROUGH"))

_Option = TypeVar("_Option")


def some(options: Sequence[_Option], number: int, count: int = 1) -> list[_Option]:
    """Return `count` of the options, others for the next number, so that all have their turn; every option
    when THOROUGH is set."""
    if THOROUGH or count >= len(options):
        return [*options]
    start = number * count
    return [options[(start + at) % len(options)] for at in range(count)]

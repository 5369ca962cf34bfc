"""How much of a file is taken in: the limits of the door, one table, settable by a project.

A limit stops what was made to overload a program, or got too large for it. Whoever has honest files beyond
one raises it in the table `limits` of the settings; what a library behind the door cannot take has a
`most`.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

__all__ = ["LIMITS", "MEBIBYTE", "Bounds", "Limit", "bounded", "bounds"]

MEBIBYTE = 1 << 20


class Limit(NamedTuple):
    """A limit: its name in the settings, its usual value, the largest that may be set, and its unit (`MB` are
    mebibytes, empty is a count)."""

    name: str
    usual: int
    most: int
    unit: str = ""


LIMITS = (
    Limit("file", 64, 1024, "MB"),  # one file on disk, held in memory once and its members once more
    Limit("part", 128, 1024, "MB"),  # one member inflated; a sheet formatted to its last row takes 60 to 100
    Limit("total", 256, 2048, "MB"),  # all members inflated
    Limit("grace", 16, 1024, "MB"),  # so much may be inflated at any ratio
    Limit("ratio", 200, 1100),  # inflated : deflated beyond; honest sheets 5 to 60, bombs 1,000
    Limit("members", 2_000, 60_000),  # a large real workbook has a few hundred
    Limit("marks", 3_000_000, 100_000_000),  # `<` in one XML part; a table of 10,000 rows has 1,000,000
    Limit("depth", 250, 250),  # elements within elements; libxml2 takes 256
    Limit("attributes", 1_000, 100_000),  # of one element; Office writes 60
    Limit("text", 8, 9, "MB"),  # one tag with the text behind it; libxml2 takes 10,000,000 bytes
    Limit("rows", 100_000, 1_048_576),  # rows of one sheet that hold something
    Limit("cells", 250_000, 10_000_000),  # cells of one sheet that hold something; a file twice as many
)
"""Every limit of a file that is read."""


class Bounds(NamedTuple):
    """The limits that hold, by their names in `LIMITS` and in their units."""

    file: int = LIMITS[0].usual
    part: int = LIMITS[1].usual
    total: int = LIMITS[2].usual
    grace: int = LIMITS[3].usual
    ratio: int = LIMITS[4].usual
    members: int = LIMITS[5].usual
    marks: int = LIMITS[6].usual
    depth: int = LIMITS[7].usual
    attributes: int = LIMITS[8].usual
    text: int = LIMITS[9].usual
    rows: int = LIMITS[10].usual
    cells: int = LIMITS[11].usual


_USUAL = Bounds()
_CURRENT: ContextVar[Bounds] = ContextVar("bounds", default=_USUAL)


def bounds() -> Bounds:
    """Return the limits that hold here and now."""
    return _CURRENT.get()


@contextmanager
def bounded(by: Bounds) -> Iterator[None]:
    """Open files within the limits `by` as long as the context lasts, in this thread or task."""
    token = _CURRENT.set(by)
    try:
        yield
    finally:
        _CURRENT.reset(token)

"""Sheets with more rows or cells than any form has, found by the bytes of their XML before it is parsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportgen.bounds import bounds
from reportgen.diagnostics import Refusal, fault
from reportgen.refs import CellRef, FileRef
from reportgen.word.package import Package, deflated

__all__ = ["LARGE_SHEET", "Excess", "refuse_excess", "without_excess"]

LARGE_SHEET = 1 << 20  # bytes from which it pays to look at a sheet before it is parsed
MARKS_OF_A_CELL = 6  # `<` that a cell takes at most: so cells of any spelling are counted

_SHEET_DATA, _ROW, _ROW_BREAKS = b"sheetData", b"<row", b"<rowBreaks"
_VALUE, _NO_VALUE, _TEXT_IN_PLACE = b"<v>", b"<v></v>", b"<is>"  # a cell that is filled has one of them
_NO_ROWS = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


class Excess(NamedTuple):
    """More than a limit in a sheet: of rows, when `hints` say so, else of cells."""

    hints: tuple[str, ...]
    limit: int

    def refusal(self, place: CellRef) -> Refusal:
        """Return the refusal of the sheet at `place`."""
        return Refusal([fault("WB102", place, hints=self.hints, limit=self.limit)])


def without_excess(package: Package) -> tuple[Package, Mapping[str, Excess]]:
    """Return the package with nothing in the sheets that have more than the limits, and what these have more.

    openpyxl would go through all of a sheet before it told so much as its title. What is not large enough to
    take long is left to whoever counts rows and cells while they are parsed.
    """
    large = (member.name for member in package.xml_members if member.size >= LARGE_SHEET)
    told = {name: excess for name in large if (excess := _excess(package.part(name))) is not None}
    if not told:
        return package, told
    members = (deflated(each.name, _NO_ROWS) if each.name in told else each for each in package.members)
    return package.with_members(members), told


def _excess(source: bytes) -> Excess | None:
    """Return what there is too much of in the XML of a sheet; of other parts, None."""
    limits = bounds()
    if _SHEET_DATA not in source:
        return None
    if source.count(_ROW) - source.count(_ROW_BREAKS) > limits.rows:
        return Excess(("rows",), limits.rows)
    filled = source.count(_VALUE) - source.count(_NO_VALUE) + source.count(_TEXT_IN_PLACE)
    if filled > limits.cells or source.count(b"<") > MARKS_OF_A_CELL * limits.cells:
        return Excess((), limits.cells)
    return None


def refuse_excess(package: Package) -> None:
    """Refuse a workbook whose parts together have more cells than a file may have: WB102."""
    limit = 2 * bounds().cells
    names = (member.name for member in package.xml_members)
    if sum(piece.count(b"<") for name in names for piece in package.pieces(name)) > MARKS_OF_A_CELL * limit:
        raise Refusal([fault("WB102", FileRef(package.file), limit=limit)])

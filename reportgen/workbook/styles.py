"""How a written workbook looks: the formats of its cells, each made once."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Any

from reportgen.wording.width import em_width

__all__ = ["HIGHEST_ROW", "LINE_HEIGHT", "Styles", "lines_needed"]

LINE_HEIGHT = 15  # points of a line of 11 pt type
HIGHEST_ROW = 409  # points; Excel has no higher row

_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_CELL = {**_BORDER, "valign": "top"}
_LOOKS: dict[str, dict[str, Any]] = {
    "header": {
        **_BORDER, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF",
        "align": "center", "valign": "vcenter", "text_wrap": True,
    },
    "text": {**_CELL, "bg_color": "#FFFBE6", "num_format": "@", "text_wrap": True},
    "risky": {**_CELL, "bg_color": "#FFFBE6", "num_format": "@", "text_wrap": True, "quote_prefix": True},
    "number": {**_CELL, "bg_color": "#FFFBE6"},
    "fact": {**_CELL, "bg_color": "#FFFBE6", "align": "left"},
    "date": {**_CELL, "bg_color": "#FFFBE6", "align": "left"},
    "input": {**_CELL, "bg_color": "#FFFBE6", "text_wrap": True},
    "computed": {**_CELL, "bg_color": "#EDEDED", "font_color": "#595959"},
    "missing": {"bg_color": "#FFC7CE"},
    "added": {"num_format": "@", "valign": "top", "text_wrap": True},
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F4E79"},
    "name": {"bold": True, "valign": "top"},
    "line": {"text_wrap": True, "valign": "top"},
}  # fmt: skip


def lines_needed(value: object, width: int) -> int:
    """Return how many lines a text takes in a column of `width`, measured in half characters."""
    if not isinstance(value, str):
        return 1
    room = Fraction(width - 1, 2)
    return sum(max(1, ceil(em_width(paragraph) / room)) for paragraph in value.split("\n"))


class Styles:
    """The formats of one workbook, by name; dates look as `date_format` says."""

    def __init__(self, book: Any, date_format: str) -> None:
        self._formats = {name: book.add_format(looks) for name, looks in _LOOKS.items()}
        self._formats["date"].set_num_format(date_format)

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]

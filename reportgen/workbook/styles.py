"""How a written workbook looks: the formats of its cells, each made once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from reportgen.wording.width import em_width

__all__ = ["HIGHEST_ROW", "LINE_HEIGHT", "Styles", "lines_needed"]

LINE_HEIGHT = 15  # points of a line of 11 pt type
HIGHEST_ROW = 409  # points; Excel has no higher row

_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_CELL = {**_BORDER, "valign": "top"}
_INPUT = {**_CELL, "bg_color": "#FFFBE6", "locked": False}
_TEXT = {**_INPUT, "num_format": "@", "text_wrap": True}
_HEADER = {
    **_BORDER, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF",
    "align": "center", "valign": "vcenter", "text_wrap": True,
}  # fmt: skip
_LOOKS: dict[str, dict[str, Any]] = {
    "header": _HEADER,
    "free_header": {**_HEADER, "bg_color": "#5B87B5", "locked": False},  # of a column yet without a name
    "text": _TEXT,
    "risky": {**_TEXT, "quote_prefix": True},
    "name": {**_TEXT, "locked": True, "bg_color": "#F2F2F2"},
    "number": _INPUT,
    "fact": {**_INPUT, "align": "left"},
    "date": {**_INPUT, "align": "left"},
    "input": {**_INPUT, "text_wrap": True},
    "computed": {**_CELL, "bg_color": "#EDEDED", "font_color": "#595959"},
    "missing": {"bg_color": "#FFC7CE"},
    "odd": {"bg_color": "#FFD966"},
    "own": {"locked": False, "valign": "top"},
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F4E79"},
    "label": {"bold": True, "valign": "top"},
    "line": {"text_wrap": True, "valign": "top"},
    "link": {"font_color": "#0563C1", "underline": 1, "valign": "top"},
    "progress": {"valign": "top", "font_color": "#1F4E79"},
    "sum": {"valign": "top", "font_color": "#1F4E79", "bold": True},
    "tally": {"valign": "top", "font_color": "#7F7F7F", "align": "right"},
}


def lines_needed(value: object, width: int) -> int:
    """Return how many lines a text takes in a column of `width`, measured in half characters."""
    if not isinstance(value, str):
        return 1
    room = Fraction(width - 1, 2)
    return sum(max(1, ceil(em_width(paragraph) / room)) for paragraph in value.split("\n"))


class Styles:
    """The formats of one workbook, by name; dates look as `date_format` says."""

    comment: Mapping[str, Any] = {"author": "reportgen", "x_scale": 1.6, "y_scale": 0.8}

    def __init__(self, book: Any, date_format: str) -> None:
        self._book = book
        self._formats = {name: book.add_format(looks) for name, looks in _LOOKS.items()}
        self._formats["date"].set_num_format(date_format)

    def header_of(self, number_format: str) -> Any:
        """Return the format of a header whose text is followed by what `number_format` adds to it."""
        if number_format not in self._formats:
            self._formats[number_format] = self._book.add_format({**_HEADER, "num_format": number_format})
        return self._formats[number_format]

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]

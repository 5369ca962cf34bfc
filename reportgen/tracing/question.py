"""What a reader typed: a stretch of the draft, an indicator, a cell or a block of cells.

People type `８.４６％`, `11.83 亿元`, `$i$11`: widths, blanks and the case of letters tell nothing apart. A
text that begins or ends with a digit never stands within a longer number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reportgen.tracing.digits import cuts_number
from reportgen.tracing.values import TracedText

__all__ = ["Question"]

_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F) if chr(code) != "，")  # which groups no digits
_FOLD = str.maketrans(_WIDE + "\u3000−", "".join(chr(ord(mark) - 0xFEE0) for mark in _WIDE) + " -")
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")  # and no sign becomes two
_BLANKS = re.compile(r"\s+")
_CELLS = re.compile(
    r"(?:'?(?:\[[^]]*\])?(?P<sheet>[^!']*)'?!)?"
    r"\$?(?P<first>[a-z]{1,3})\$?(?P<top>[0-9]{1,7})(?::\$?(?P<last>[a-z]{1,3})\$?(?P<end>[0-9]{1,7}))?"
)


class _Cells(NamedTuple):
    """A block of cells; an empty sheet stands for any."""

    sheet: str
    columns: tuple[int, int]
    rows: tuple[int, int]

    def holds(self, other: _Cells) -> bool:
        """Tell whether another block lies in this one."""
        pairs = ((self.columns, other.columns), (self.rows, other.rows))
        return self.sheet in ("", other.sheet) and all(a[0] <= b[0] and b[1] <= a[1] for a, b in pairs)


@dataclass(frozen=True)
class Question:
    """What a reader typed."""

    wanted: str

    @cached_property
    def letters(self) -> str:
        """The text without what tells nothing apart."""
        return _plain(self.wanted)

    @cached_property
    def cells(self) -> _Cells | None:
        """The cells that it names."""
        return _cells(self.letters)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a text reads like that is meant: blanks may stand anywhere but within a number."""
        text = _folded(self.wanted).strip()
        kept = [(mark, text[at - 1 : at].isspace()) for at, mark in enumerate(text) if not mark.isspace()]
        pieces, before = [], ""
        for mark, is_apart in kept:
            is_number = before.isdecimal() and mark.isdecimal()
            blanks = r"\s+" * is_apart if is_number else r"\s*"
            pieces += [blanks if before else "", re.escape(mark)]
            before = mark
        return re.compile("".join(pieces))

    @property
    def has_digits(self) -> bool:
        """Whether it asks for a number."""
        return any(mark.isdecimal() for mark in self.letters)

    def names(self, text: TracedText) -> bool:
        """Tell whether it is the name of the insertion."""
        return self.letters in (_plain(text.figure.indicator), _plain(text.figure.expression))

    def is_cell_of(self, text: TracedText) -> bool:
        """Tell whether it names a cell of the insertion."""
        if self.wanted in text.figure.cells:
            return True
        asked = self.cells
        held = (_cells(_plain(cell)) for cell in text.figure.cells) if asked is not None else ()
        return any(asked is not None and cell is not None and asked.holds(cell) for cell in held)

    def reads(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a text."""
        folded, at = _folded(text), 0
        while (found := self.pattern.search(folded, at)) is not None:
            start, end = found.span()
            if cuts_number(folded, start, end):
                at = start + 1
            else:
                yield start, end
                at = end


def _folded(text: str) -> str:
    return text.translate(_FOLD).translate(_SMALL)


def _plain(text: str) -> str:
    return _BLANKS.sub("", _folded(text))


def _cells(plain: str) -> _Cells | None:
    found = _CELLS.fullmatch(plain)
    if found is None:
        return None
    first, last = _column(found["first"]), _column(found["last"] or found["first"])
    top, end = int(found["top"]), int(found["end"] or found["top"])
    return _Cells(found["sheet"] or "", (min(first, last), max(first, last)), (min(top, end), max(top, end)))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number

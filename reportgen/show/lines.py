"""Lines of output: a text, its style, and stretches of it that have a style of their own."""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

__all__ = ["COMMANDS", "Line", "Span", "harmless", "joined"]

# What a terminal takes as a command, what ends a line, or what turns its direction: a text or the name of a
# file may hold it, and is not to write what seems to be ours.
_SPANS = (range(9), range(10, 32), range(0x7F, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A))
COMMANDS = dict.fromkeys(chain(*_SPANS), "\N{REPLACEMENT CHARACTER}")
"""For `str.translate`: a mark in place of each of these."""


def harmless(text: str) -> str:
    """Return the text of a line without what a terminal takes as commands, none of which is printable."""
    return text if text.isprintable() else text.translate(COMMANDS)


class Span(NamedTuple):
    """A stretch of a line in a style of its own.

    `edge` is how many characters at either end only stand for the style, such as the brackets of [-old-]:
    where there is colour, they are not needed.
    """

    start: int
    end: int
    style: str
    edge: int = 0


class Line(NamedTuple):
    """A line of output and its style, empty for plain text. The spans are in order and do not overlap."""

    text: str
    style: str = ""
    spans: tuple[Span, ...] = ()

    def painted(self) -> list[tuple[str, str]]:
        """Return the line as pieces of text with their styles, for where there is colour: without the
        characters that stand for it elsewhere."""
        pieces, at = [], 0
        for start, end, style, edge in self.spans:
            pieces += [(self.text[at:start], ""), (self.text[start + edge : end - edge], style)]
            at = end
        return [piece for piece in (*pieces, (self.text[at:], "")) if piece[0]]


def joined(pieces: Iterable[tuple[str, str]], style: str = "", edge: int = 0) -> Line:
    """Return the line of pieces of text with their styles; `edge` is that of each piece with a style."""
    text, spans = "", []
    for piece, own in pieces:
        if own:
            spans.append(Span(len(text), len(text) + len(piece), own, edge))
        text += piece
    return Line(text, style, tuple(spans))

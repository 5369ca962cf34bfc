"""Lines of output: a text, its style, and stretches of it that have a style of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Line", "Span", "joined"]


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

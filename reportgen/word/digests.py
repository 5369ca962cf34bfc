"""Marks of the texts of paragraphs, by which a draft tells later which of them somebody has changed by hand.

A mark is a checksum: it gives a changed text away and does not give the text away that stood there. It is
taken of characters alone, so that a program that writes runs, tabs and breaks anew changes none.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from reportgen.word.inline import OBJECT, STAND_INS
from reportgen.word.xml import escaped

__all__ = ["digest", "digests"]

_END, _TEXT_END = b"</w:p>", b"</w:t>"
_BORDER = b"\0"  # a character that no XML can hold
_BLANKS = b"\t\n\r"
_NO_TEXT = (b"&#13;", *(sign.encode() for sign in ("\N{NON-BREAKING HYPHEN}", "\N{SOFT HYPHEN}")))
_OWN = str.maketrans({OBJECT: "", **{sign: own for own, sign in STAND_INS.items()}})


def digest(text: str) -> str:
    """Return the mark of a text; empty for one without characters."""
    bare = _bare(escaped(text.translate(_OWN)).encode())
    return _mark(bare) if bare else ""


def digests(parts: Iterable[bytes]) -> list[str]:
    """Return the marks of all stretches of text in parts that were just serialised, each once, as they come.

    A stretch ends where a paragraph ends; so the text before a text box is one with the first paragraph in
    it. The serialiser writes `>` in a text as an entity; so what stands before the end of a w:t, back to the
    last `>`, is its text, and no part has to be parsed for it.
    """
    texts: dict[bytes, None] = {}
    for part in parts:
        for stretch in part.split(_END):
            pieces = stretch.split(_TEXT_END)
            if len(pieces) == 2:  # the usual case: one run of text
                [text, _] = pieces
                texts[text[text.rfind(b">") + 1 :]] = None
            elif len(pieces) > 2:
                texts[b"".join([piece[piece.rfind(b">") + 1 :] for piece in pieces[:-1]])] = None
    bare = _bare(_BORDER.join(texts)).split(_BORDER)
    return list(dict.fromkeys(_mark(text) for text in bare if text))


def _bare(data: bytes) -> bytes:
    """Return text or markup without what programs write in more than one way."""
    for sign in _NO_TEXT:
        data = data.replace(sign, b"")
    return data.translate(None, _BLANKS)


def _mark(text: bytes) -> str:
    return f"{crc32(text):08x}"

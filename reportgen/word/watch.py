"""XML looked at as bytes while it is inflated: how deep it is, how long its tags, and whether it has a DTD.

That is told without parsing it, in a tenth of the time, and before anything does parse it. Outside of
comments, CDATA sections and processing instructions, `<` begins a tag and nothing else (XML 1.0, 2.4), so
opening and closing tags are counted exactly. An empty element is taken for one by its `/>`, which may stand
in a text as well; then the sum does not come out even. Where it does not, and where one of the three others
is met, expat looks again.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Literal

from reportgen.bounds import MEBIBYTE, Bounds
from reportgen.diagnostics import Refusal, fault
from reportgen.refs import FileRef, ParagraphRef

__all__ = ["Watch", "is_watched"]

_NAMES = (".xml", ".rels", ".vml")  # what Office calls its XML
_OTHERS = (".svg", ".htm", ".html", ".xhtml", ".mht", ".txt", ".css")  # carried, and parsed by nobody here
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"<\0\0\0", b"\0\0\0<")
_LEAST, _MOST = 2048, 1 << 16  # bytes that are counted at once: more where few elements are in each other
_ATTRIBUTE = 5  # bytes of the shortest one, ` a=""`
_HEAD = 200  # bytes in which an XML declaration ends
# OPC asks for UTF-8 or UTF-16; these others of writers of today have the signs of XML where ASCII has them.
_LIKE_ASCII = ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "windows-125", "gb2312", "gbk", "gb18030")


def is_watched(name: str, head: bytes) -> bool:
    """Return whether the member of this name, which begins with `head`, is XML that something may parse."""
    lower = name.lower()
    if lower.endswith(_NAMES):
        return True
    begun = head[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_text = begun.startswith(b"<") and not any(sign < 32 and sign not in b"\t\r\n" for sign in begun)
    is_wide = begun.startswith((b"<\0", b"\0<", b"\xff\xfe<\0", b"\xfe\xff\0<"))
    return (is_text or is_wide) and not lower.endswith(_OTHERS)


class Watch:
    """Watches one part, which comes in pieces; Refusal PK110 for a DTD or an encoding that hides, PK114 for
    more than the limits."""

    def __init__(self, file: str, part: str, limits: Bounds) -> None:
        self._file, self._part, self._limits = file, part, limits
        self._least = self._leaf = min(_LEAST, _ATTRIBUTE * limits.attributes)
        self._text = limits.text * MEBIBYTE
        self._pending = b""
        self._depth = 0
        self._decoder: Callable[[bytes, bool], str] | None = None
        self._is_begun = self._is_odd = False

    def feed(self, piece: bytes) -> None:
        """Look at the next piece."""
        if not self._is_begun:
            self._begin(piece)
        if self._decoder is not None:
            piece = self._decoder(piece, False).encode()
        waiting = self._pending + piece
        cut = max(waiting.rfind(b"<"), 0)
        self._look(waiting[:cut])
        self._pending = waiting[cut:]
        if len(self._pending) > self._text:
            raise self._refused("text", self._limits.text)

    def end(self) -> bool:
        """Look at what is left, and return whether all was told for certain: False asks for `closely`."""
        self._look(self._pending)
        return self._depth == 0 and not self._is_odd

    def closely(self, pieces: Iterable[bytes]) -> None:
        """Look at the part as expat sees it; Refusal PK110 as well when it is no well-formed XML."""
        from xml.parsers import expat  # seldom needed

        parser, depth, count = expat.ParserCreate(), 0, 0

        def opened(_name: str, attributes: list[str]) -> None:
            nonlocal depth, count
            depth, count = depth + 1, count + 1
            if count > self._limits.marks:
                raise self._refused("marks", self._limits.marks)
            if depth > self._limits.depth:
                raise self._refused("depth", self._limits.depth)
            if len(attributes) > 2 * self._limits.attributes:
                raise self._refused("attributes", self._limits.attributes)

        def closed(_name: str) -> None:
            nonlocal depth
            depth -= 1

        def declared(*_: object) -> None:
            raise self._with_dtd()

        parser.ordered_attributes = True
        parser.StartElementHandler, parser.EndElementHandler = opened, closed
        parser.StartDoctypeDeclHandler = declared
        try:
            for piece in pieces:
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise self._unreadable(str(error)) from error

    def _begin(self, piece: bytes) -> None:
        self._is_begun = True
        if piece.startswith(_UTF_32):
            raise self._unreadable("utf-32")
        if piece.startswith(_MARKS[1:]) or piece[:2] in (b"<\0", b"\0<"):
            order = "utf-16-be" if piece.startswith((b"\0", b"\xfe")) else "utf-16-le"
            self._decoder = codecs.getincrementaldecoder(order)("replace").decode
            return
        head, ended, _ = piece[:_HEAD].partition(b"?>")
        told = head.partition(b"encoding")[2].strip(b" \t\r\n=") if ended else b""
        encoding = told[1:].partition(told[:1] or b'"')[0].decode("ascii", "replace").lower()
        if encoding and not encoding.startswith(_LIKE_ASCII):
            raise self._unreadable(encoding)

    def _look(self, text: bytes) -> None:
        """Look at what stands in `text`, which begins with a `<` and ends before one, but for the very
        first."""
        self._look_for_odd(text)
        start, size = 0, len(text)
        while start < size:
            end = start + self._leaf
            if self._leaf > self._least and text.count(b"=", start, end) > self._limits.attributes:
                self._leaf = self._least  # in which no tag is long enough to hold too many
                end = start + self._leaf
            if end < size:
                end = text.rfind(b"<", start + 1, end)
                if end < 0:
                    end = self._after_gap(text, start)
            else:
                end = size
                self._check_gap(text, text.rfind(b"<", start, end), end)
            self._descend(text, start, end)
            start = end

    def _look_for_odd(self, text: bytes) -> None:
        """Look for what `<` begins that is no tag; one sign is found much sooner than two."""
        begin = 0
        if text.startswith(b"<?xml "):
            begin = text.find(b"?>") + 2
            self._depth -= 1  # it opens nothing
        if text.find(b"!", begin) >= 0 and text.find(b"<!", begin) >= 0:
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise self._with_dtd()
            self._is_odd = True
        if text.find(b"?", begin) >= 0 and text.find(b"<?", begin) >= 0:
            self._is_odd = True

    def _after_gap(self, text: bytes, start: int) -> int:
        """Return where the long tag, or the long text behind it, that stands at `start` ends."""
        end = text.find(b"<", start + 1)
        end = len(text) if end < 0 else end
        self._check_gap(text, start, end)
        return end

    def _check_gap(self, text: bytes, start: int, end: int) -> None:
        if end - start > self._text:
            raise self._refused("text", self._limits.text)
        if end - start <= _ATTRIBUTE * self._limits.attributes or text.startswith((b"<!", b"<?"), start):
            return
        if next(islice(_values(text, start, end), self._limits.attributes, None), None) is not None:
            raise self._refused("attributes", self._limits.attributes)

    def _descend(self, text: bytes, start: int, end: int) -> None:
        """Follow the depth from `start` to `end`; in halves, at last tag by tag, where it may come near the
        limit."""
        if self._is_odd:
            return
        closing = text.count(b"</", start, end)
        opening = text.count(b"<", start, end) - closing - text.count(b"/>", start, end)
        room = self._limits.depth - self._depth - 1
        if opening <= room:
            self._depth += opening - closing
            if 2 * opening <= room:
                self._leaf = min(2 * self._leaf, _MOST)
            return
        self._leaf = max(self._leaf // 2, self._least)
        middle = text.rfind(b"<", start + 1, (start + end) // 2)
        if middle > 0:
            self._descend(text, start, middle)
            self._descend(text, middle, end)
            return
        at = start
        while at < end:
            after = text.find(b"<", at + 1, end)
            after = end if after < 0 else after
            self._step(text[at:after])
            at = after

    def _step(self, tag: bytes) -> None:
        if tag.startswith(b"</"):
            self._depth -= 1
        elif tag.startswith(b"<"):
            self._depth += 1
            if self._depth > self._limits.depth:
                raise self._refused("depth", self._limits.depth)
            self._depth -= tag.count(b"/>")

    def _with_dtd(self) -> Refusal:
        return self._unreadable("DOCTYPE")

    def _refused(self, what: Literal["depth", "attributes", "text", "marks"], limit: int) -> Refusal:
        place = FileRef(self._file)
        return Refusal([fault("PK114", place, hints=(what,), member=self._part, limit=limit)])

    def _unreadable(self, reason: str) -> Refusal:
        return Refusal([fault("PK110", ParagraphRef(self._file, self._part), reason=reason)])


def _values(text: bytes, start: int, end: int) -> Iterator[int]:
    """Yield where the value of each attribute begins, of the tag that stands at `start`."""
    at = start
    while True:
        closing = text.find(b">", at, end)
        found = (text.find(quote, at, end if closing < 0 else closing) for quote in (b'"', b"'"))
        opening = min((place for place in found if place >= 0), default=-1)
        if opening < 0:
            return
        yield opening
        at = text.find(text[opening], opening + 1, end) + 1
        if at == 0:
            return

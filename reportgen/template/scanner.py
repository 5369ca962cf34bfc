"""Find the tags in a text, and the marks that a tag's author meant as one but that are none.

Knows texts only: a paragraph's, or a cell's of the 正文 sheet. What a tag takes the place of (its `scope`)
is told by the letter behind its braces, as docxtpl writes it: `{%p`, `{%tr`, `{%tc`, `{%r`, `{{p`, `{{r`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import Place

__all__ = ["MARKS", "Kind", "Scope", "Tag", "opener_count", "scan"]


class Kind(StrEnum):
    """What a tag does: print a value, steer, or nothing."""

    OUTPUT = "{{"
    BLOCK = "{%"
    COMMENT = "{#"
    LITERAL = "{_"  # braces that are meant as such: the body is what they print


class Scope(StrEnum):
    """What a tag takes the place of; TEXT is just its own characters."""

    TEXT = ""
    RUN = "r"
    PARAGRAPH = "p"
    CELL = "tc"
    ROW = "tr"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at `start`…`end` of a text: `body` is what stands between the braces, without scope and trim
    marks."""

    kind: Kind
    scope: Scope
    body: str
    start: int
    end: int
    trim_left: bool = False
    trim_right: bool = False
    typed: str = ""

    @property
    def word(self) -> str:
        """The first word of the body, such as `for`, `endif` or `colspan`."""
        found = _WORD.match(self.body)
        return found[0] if found else ""

    @property
    def text(self) -> str:
        """The tag as its author would recognise it."""
        return self.typed or f"{self.kind.value}{self.scope.value} {self.body} {_CLOSERS.get(self.kind, '')}"


_WORD = re.compile(r"\w+")
_CLOSERS = {Kind.OUTPUT: "}}", Kind.BLOCK: "%}", Kind.COMMENT: "#}"}
_OPENERS = tuple(_CLOSERS)
_KINDS = {kind.value: kind for kind in _CLOSERS}
_CLOSING = tuple(_CLOSERS.values())
_LITERALS = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_BLOCK_OPENER = Kind.BLOCK.value
_VISIBLE = {chr(code): "\N{REPLACEMENT CHARACTER}" for code in range(0x20)}
_TORN_OPENER = re.compile(r"\{\s*[{%#]")
_UNCLOSED = -9  # depth of braces behind a torn opener such as `{ %`: whatever closes now was meant for it
_DEEPEST = 20  # braces within one another in one tag; more are those of tags behind one that is not closed
_QUOTES = "'\""
# Typed by an input method instead of the ASCII mark: never valid outside a quoted text inside a tag.
_CURLED = "\u201c\u201d\u2018\u2019"
_STRAIGHT = str.maketrans(dict(zip(_CURLED, "\"\"''", strict=True)))
_WIDE = {chr(ord(mark) + 0xFEE0): mark for mark in "{}%#"}  # the full-width forms
# Marks inside a tag that an input method or Word makes of the keys for these, and those of mathematics; an
# ideographic space is a blank as any.
_WIDE_MARKS = {
    **{chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()},
    "\u3001": ",",
    "\u3002": ".",
    "\u3010": "[",
    "\u3011": "]",
    **dict.fromkeys("\u2013\u2014\u2212", "-"),
    **{"\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u00d7": "*", "\u00f7": "/", "\u2026": "."},
}
_COMMAS = "\uff0c\u3001"  # outside of brackets a point was meant
MARKS = frozenset("{}").union(_WIDE)
"""A text without any of these has neither tags nor faults."""
_TO_ASCII = str.maketrans(_WIDE)
_SCOPES = {scope.value: scope for scope in (Scope.ROW, Scope.CELL, Scope.PARAGRAPH, Scope.RUN)}


def scan(text: str, place: Place, strict: bool = True) -> tuple[tuple[Tag, ...], tuple[Diagnostic, ...]]:
    """Return the tags of `text` in order, and the faults of braces and quotes in it, each at `place`.

    TP101 a tag that is not closed, TP102 a closing mark without a tag, TP103 full-width braces, TP104 curled
    quotes, TP105 other full-width marks, TP202 a `raw` that is not ended in this text. What stands between
    `raw` and `endraw` is no tag. With `strict` false curled quotes in tags are taken for straight ones.
    """
    tags: list[Tag] = []
    faults = list(_wide_braces(text, place))
    if faults:  # the tags that were meant tell which blocks are whole
        text = text.translate(_TO_ASCII)
    position = told = 0
    while (start := _next_opener(text, position)) >= 0:
        kind = _KINDS[text[start : start + 2]]
        end = _end_of(kind, text, start)
        if end < 0:
            faults.append(_unclosed(kind, text[start : start + 40], place))
            position = start + 2
            told = max(position, _next_closer(text, position))  # it was meant to close this tag
            continue
        faults += _strays(text, told, start, place)
        found = _with_raw(_tag(kind, text, start, end), text)
        if found[0].word == "raw":
            faults.append(fault("TP202", place.at_tag(found[0].text), tag=found[0].text, end="endraw"))
        if strict:
            faults += _curled_quotes(found[0], place)
        else:
            found[0] = replace(found[0], body=found[0].body.translate(_STRAIGHT))
        faults += _wide_marks(found[0], place)
        tags += found
        position = told = found[-1].end
    faults += _strays(text, told, len(text), place)
    return _with_literals(tags, text) if "_" in text else tuple(tags), tuple(faults)


def opener_count(text: str) -> int:
    """Return how many braces of a text may open a printing or a steering tag."""
    return text.count(Kind.OUTPUT) + text.count(Kind.BLOCK)


def _with_literals(tags: list[Tag], text: str) -> tuple[Tag, ...]:
    """Return the tags and the literal braces between them, in order; those inside of a tag are part of it."""
    found: list[Tag] = []
    for written, meant in _LITERALS.items():
        at = text.find(written)
        while at >= 0:
            found.append(Tag(Kind.LITERAL, Scope.TEXT, meant, at, at + len(written)))
            at = text.find(written, at + len(written))
    starts = [tag.start for tag in tags]
    before = [(one, bisect_right(starts, one.start) - 1) for one in found]
    outside = (one for one, at in before if at < 0 or tags[at].end <= one.start)
    return tuple(sorted((*tags, *outside), key=lambda tag: tag.start))


def _unclosed(kind: Kind, beginning: str, place: Place) -> Diagnostic:
    return fault("TP101", place.at_tag(beginning), tag=beginning, closer=_CLOSERS[kind])


def _with_raw(tag: Tag, text: str) -> list[Tag]:
    """Return the tag, or for `raw` with its end two tags that print nothing, what is between being text."""
    if tag.kind is not Kind.BLOCK or tag.word != "raw" or text.find("endraw", tag.end) < 0:
        return [tag]
    start = text.find(_BLOCK_OPENER, tag.end)
    while start >= 0:
        end = _end_of(Kind.BLOCK, text, start)
        if end > 0 and (ending := _tag(Kind.BLOCK, text, start, end)).word == "endraw":
            return [replace(part, kind=Kind.COMMENT, body="") for part in (tag, ending)]
        start = text.find(_BLOCK_OPENER, start + 2)
    return [tag]


def _next_opener(text: str, position: int) -> int:
    while (found := text.find("{", position)) >= 0:
        if text[found : found + 2] in _OPENERS:
            return found
        position = found + 1
    return -1


def _next_closer(text: str, position: int) -> int:
    """Return the position behind the next closing mark, of whatever kind, or 0."""
    found = [at + 2 for closer in _CLOSERS.values() if (at := text.find(closer, position)) >= 0]
    return min(found, default=0)


def _end_of(kind: Kind, text: str, start: int) -> int:
    """Return the position behind the tag's closing mark, or -1; a mark inside a quoted text does not
    close."""
    closer, position = _CLOSERS[kind], start + 2
    if kind is Kind.COMMENT:
        found = text.find(closer, position)
        return found + 2 if found >= 0 else -1
    open_braces = 0  # of literal mappings such as {'a': 1}, whose brace does not close the tag
    while position < len(text):
        letter = text[position]
        if letter in _QUOTES:
            position = _end_of_quoted(text, position)
        elif letter == "{":
            if kind is Kind.BLOCK and text.startswith(_BLOCK_OPENER, position):
                return -1  # the next tag: this one was not closed before it
            open_braces += 1
            if open_braces > _DEEPEST:
                return -1
        elif letter == "}" and open_braces:
            open_braces -= 1
        elif text.startswith(closer, position):
            return position + 2
        position += 1
    return -1


def _end_of_quoted(text: str, start: int) -> int:
    """Return the position of the quote that closes the one at `start`, or the text's end."""
    position = start + 1
    while position < len(text) and text[position] != text[start]:
        position += 2 if text[position] == "\\" else 1
    return position


def _tag(kind: Kind, text: str, start: int, end: int) -> Tag:
    body = text[start + 2 : end - 2]
    if not body.isprintable():  # tabs, line breaks, unusual blanks; nothing invisible that jinja2 would take
        body = "".join(" " if mark.isspace() else _VISIBLE.get(mark, mark) for mark in body)
    trim_left, trim_right = body[:1] == "-", body[-1:] == "-"
    body = body[trim_left : len(body) - trim_right]
    scope = _SCOPES.get(body.partition(" ")[0], Scope.TEXT)
    if kind is Kind.OUTPUT and (scope in (Scope.ROW, Scope.CELL) or body.strip() == scope.value):
        scope = Scope.TEXT  # `{{p}}` prints what is called p
    return Tag(kind, scope, body[len(scope.value) :].strip(), start, end, trim_left, trim_right)


def _strays(text: str, start: int, end: int, place: Place) -> Iterator[Diagnostic]:
    """Yield the faults of closing marks between two tags, but for those that close braces of the text."""
    if not any(text.find(closer, start, end) >= 0 for closer in _CLOSING):  # nearly always
        return
    told: set[str] = set()
    depth = 0
    for at in range(start, end):
        closer = text[at : at + 2]
        if text[at] == "{":
            depth = _UNCLOSED if _TORN_OPENER.match(text, at, end) else depth + 1
        elif closer in _CLOSING and depth < closer.count("}") and {closer} - told and at + 1 < end:
            told.add(closer)
            yield fault("TP102", place.at_tag(closer), closer=closer, text=text[max(start, at - 12) : at + 2])
        if text[at] == "}" and depth:
            depth -= 1


def _wide_braces(text: str, place: Place) -> Iterator[Diagnostic]:
    if not any(mark in text for mark in _WIDE):
        return
    plain, position = text.translate(_TO_ASCII), 0
    while (start := _next_opener(plain, position)) >= 0:
        end = _end_of(Kind(plain[start : start + 2]), plain, start)
        stop = end if end > 0 else start + 2
        written = text[start:stop]
        if written[:2] != plain[start : start + 2] or written[-2:] != plain[stop - 2 : stop]:
            yield fault("TP103", place.at_tag(written), tag=written, right=plain[start:stop])
        position = stop


def _curled_quotes(tag: Tag, place: Place) -> Iterator[Diagnostic]:
    if tag.kind is Kind.COMMENT:
        return
    quote = ""
    for letter in tag.body:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in _QUOTES:
            quote = letter
        elif letter in _CURLED:
            yield fault("TP104", place.at_tag(tag.text), tag=tag.text, quote=letter)
            return


def _wide_marks(tag: Tag, place: Place) -> Iterator[Diagnostic]:
    """Yield a fault for the first full-width mark outside of quoted text, with the tag as it should be."""
    if tag.kind is Kind.COMMENT or _WIDE_MARKS.keys().isdisjoint(tag.body):
        return
    right, marks, quote, bracketed = list[str](), "", "", False
    for letter in tag.body:
        if quote or letter in _QUOTES:
            quote = "" if letter == quote else quote or letter
        elif letter in _WIDE_MARKS:
            marks += letter
        bracketed = bracketed or letter in "(["
        is_point = letter in _COMMAS and not bracketed and right and right[-1].isidentifier()
        right.append(letter if quote else "." if is_point else _WIDE_MARKS.get(letter, letter))
    if marks:
        corrected = replace(tag, body="".join(right).strip()).text
        yield fault("TP105", place.at_tag(tag.text), tag=tag.text, mark=marks[0], right=corrected)

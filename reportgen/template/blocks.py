"""Do the blocks of a template open and close where they should? Kept by a stack of our own.

jinja2 blames the last tag before the end for a block left open; the author wants to be shown the opener.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef, Place
from reportgen.template.scanner import Kind, Scope, Tag
from reportgen.word.xml import qname

__all__ = ["OPENERS", "Standing", "block_faults", "closer_of", "opener_of"]

_PAIRS = {
    word: f"end{word}" for word in ("for", "if", "macro", "call", "filter", "with", "autoescape", "set")
}
_ENDS = {end: word for word, end in _PAIRS.items()}
_BETWEEN = {"else": ("if", "for"), "elif": ("if",)}
_LEAVING = ("break", "continue")
_APART = ("macro", "call")  # their bodies run elsewhere: a loop around them is none of theirs
OPENERS = tuple(_PAIRS)
"""The words of tags that open a block."""
_PARAGRAPH = qname("w:p")


@dataclass(frozen=True, slots=True)
class Standing:
    """A tag, its place, and the element that contains what the tag takes the place of (None in a plain
    text). With `adrift` where it stands is a fault that is told already, and nothing follows from it; with
    `guessed` so is what it says, and only what it opens or ends is known."""

    tag: Tag
    place: Place
    container: etree._Element | None = None
    adrift: bool = False
    guessed: bool = False


def block_faults(standings: Sequence[Standing]) -> Iterator[Diagnostic]:
    """Yield the faults of nesting, each at the tag to blame.

    TP202 a block left open (at its opener), TP203 an end, else or break without a block, TP204 two blocks
    crossed, TP205 a block whose end stands in another cell, table or part of the page than its beginning.
    """
    opened: list[Standing] = []
    emptied: set[int] = set()  # loops whose `else` has come: what follows is no more of their passes
    for standing in standings:
        if standing.tag.kind is not Kind.BLOCK:
            continue
        if closer_of(standing.tag):
            opened.append(standing)
        elif standing.tag.word in _LEAVING:
            if not _in_loop(opened, emptied):
                yield fault("TP203", _place(standing), tag=standing.tag.text, opener="for")
        elif standing.tag.word in _BETWEEN:
            yield from _between(standing, opened)
            emptied |= {id(opened[-1])} if opened else set()
        elif standing.tag.word in _ENDS:
            yield from _closed(standing, opened)
    for left in opened:
        yield fault("TP202", _place(left), tag=left.tag.text, end=_PAIRS[left.tag.word])


def closer_of(tag: Tag) -> str:
    """Return the word that ends the block which `tag` opens, empty when it opens none."""
    opens = tag.kind is Kind.BLOCK and not (tag.word == "set" and "=" in tag.body)
    return _PAIRS.get(tag.word, "") if opens else ""


def opener_of(word: str) -> str:
    """Return the word of the block that a tag with this `word` ends or stands within, empty for others."""
    return _ENDS.get(word, "") or _BETWEEN.get(word, ("",))[0]


def _in_loop(opened: Sequence[Standing], emptied: set[int]) -> bool:
    for standing in reversed(opened):
        if standing.tag.word == "for" and id(standing) not in emptied:
            return True
        if standing.tag.word in _APART:
            return False
    return False


def _between(standing: Standing, opened: Sequence[Standing]) -> Iterator[Diagnostic]:
    if not opened or opened[-1].tag.word not in _BETWEEN[standing.tag.word]:
        yield fault("TP203", _place(standing), tag=standing.tag.text, opener=_BETWEEN[standing.tag.word][0])
    elif not _together(opened[-1], standing):
        yield _apart(opened[-1], standing)


def _closed(standing: Standing, opened: list[Standing]) -> Iterator[Diagnostic]:
    wanted = _ENDS[standing.tag.word]
    if not any(opener.tag.word == wanted for opener in opened):
        yield fault("TP203", _place(standing), tag=standing.tag.text, opener=wanted)
        return
    while opened:
        opener = opened.pop()
        if opener.tag.word == wanted:
            if not _together(opener, standing):
                yield _apart(opener, standing)
            return
        yield fault(
            "TP204",
            _place(opener),
            tag=opener.tag.text,
            other=standing.tag.text,
            end=_PAIRS[opener.tag.word],
            related=(_place(standing),),
        )


def _together(opener: Standing, other: Standing) -> bool:
    """Tell whether what lies between two tags is whole: the same container, or two paragraphs side by
    side."""
    if opener.adrift or other.adrift:
        return True
    if opener.container is other.container:
        return opener.tag.scope is other.tag.scope or _inline(opener) == _inline(other)
    if opener.container is None or other.container is None or not (_inline(opener) and _inline(other)):
        return False
    return (
        opener.container.tag == other.container.tag == _PARAGRAPH
        and opener.container.getparent() is other.container.getparent()
    )


def _inline(standing: Standing) -> bool:
    return standing.tag.scope in (Scope.TEXT, Scope.RUN)


def _apart(opener: Standing, other: Standing) -> Diagnostic:
    return fault(
        "TP205", _place(other), tag=other.tag.text, opener=opener.tag.text, related=(_place(opener),)
    )


def _place(standing: Standing) -> Place:
    place = standing.place
    return place.at_tag(standing.tag.text) if isinstance(place, ParagraphRef) else place

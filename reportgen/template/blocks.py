"""Do the blocks of a template open and close where they should? Kept by a stack of our own.

jinja2 blames the last tag before the end for a block left open; the author wants to be shown the opener.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import Place
from reportgen.template.scanner import Kind, Scope, Tag
from reportgen.word.xml import qname

__all__ = ["OPENERS", "Standing", "block_faults", "closer_of", "opener_of"]

_PAIRS = {
    word: f"end{word}" for word in ("for", "if", "macro", "call", "filter", "with", "autoescape", "set")
}
_ENDS = {end: word for word, end in _PAIRS.items()}
_BETWEEN = {"else": ("if", "for"), "elif": ("if",)}
_APART = ("macro", "call")  # their bodies run elsewhere: a loop around them is none of theirs
OPENERS = tuple(_PAIRS)
"""The words of tags that open a block."""
_STEPS = ("break", "continue")
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

    TP201 a second `else`, TP202 a block left open (at its opener), TP203 an end or else without a block,
    TP204 two blocks crossed, TP205 a block whose end stands in another cell, table or part of the page than
    its beginning, or a step out of a loop that does.
    """
    opened: list[Standing] = []
    parted: set[int] = set()  # blocks whose `else` has come: of a loop, what follows is no more of its passes
    crossed: list[str] = []  # the ends still to come of blocks that were told as crossed
    strayed: dict[int, Standing] = {}  # an end without a beginning, by the block that is open around it
    for standing in standings:
        if standing.tag.kind is not Kind.BLOCK:
            continue
        if closer_of(standing.tag):
            opened.append(standing)
        elif standing.tag.word in _STEPS:
            if not _in_loop(opened, parted):
                yield fault("TP203", _place(standing), tag=standing.tag.text, opener="for")
            else:
                yield from _stepped(standing, opened)
        elif standing.tag.word in _BETWEEN:
            yield from _between(standing, opened, parted)
        elif standing.tag.word in crossed and not _opener_in(opened, standing):
            crossed.remove(standing.tag.word)
        elif standing.tag.word in _ENDS:
            around = None if _opener_in(opened, standing) else next(reversed(opened), None)
            if around is not None and id(around) not in strayed and _together(around, standing):
                strayed[id(around)] = standing
            else:
                yield from _closed(standing, opened, crossed)
    unclosed = {id(left) for left in opened}
    for opener, stray in strayed.items():
        if opener not in unclosed:
            yield _without_opener(stray)
    for left in opened:
        yield _left_open(left, strayed.get(id(left)))


def _left_open(left: Standing, stray: Standing | None) -> Diagnostic:
    """Return the fault of a block without its end; a `stray` end of another kind was meant for it."""
    place, tag, end = _place(left), left.tag.text, _PAIRS[left.tag.word]
    if stray is not None:
        other = stray.tag.text
        return fault(
            "TP202", place, hints=("other",), related=(_place(stray),), tag=tag, end=end, other=other
        )
    hints = ("set",) if left.tag.word == "set" else ()
    return fault("TP202", place, hints=hints, tag=tag, end=end)


def _without_opener(standing: Standing) -> Diagnostic:
    return fault("TP203", _place(standing), tag=standing.tag.text, opener=_ENDS[standing.tag.word])


def _opener_in(opened: Sequence[Standing], standing: Standing) -> bool:
    return any(opener.tag.word == _ENDS[standing.tag.word] for opener in opened)


def closer_of(tag: Tag) -> str:
    """Return the word that ends the block which `tag` opens, empty when it opens none."""
    assigns = tag.word == "set" and "=" in tag.body.partition("|")[0]  # behind the bar it is a filter's
    opens = tag.kind is Kind.BLOCK and not assigns
    return _PAIRS.get(tag.word, "") if opens else ""


def opener_of(word: str) -> str:
    """Return the word of the block that a tag with this `word` ends or stands within, empty for others."""
    return _ENDS.get(word, "") or _BETWEEN.get(word, ("",))[0]


def _in_loop(opened: Sequence[Standing], parted: set[int]) -> bool:
    for standing in reversed(opened):
        if standing.tag.word == "for" and id(standing) not in parted:
            return True
        if standing.tag.word in _APART:
            return False
    return False


def _between(standing: Standing, opened: Sequence[Standing], parted: set[int]) -> Iterator[Diagnostic]:
    """Yield the faults of an `else` or `elif`, and note in `parted` that the `else` of its block has come."""
    place, tag = _place(standing), standing.tag
    if not opened or opened[-1].tag.word not in _BETWEEN[tag.word]:
        yield fault("TP203", place, tag=tag.text, opener=_BETWEEN[tag.word][0])
        return
    if id(opened[-1]) in parted:
        yield fault("TP201", place, hints=("second",), tag=tag.text, reason="second", what="", nearest="")
    elif not _together(opened[-1], standing):
        yield _apart(opened[-1], standing)
    if tag.word == "else":
        parted.add(id(opened[-1]))


def _stepped(standing: Standing, opened: Sequence[Standing]) -> Iterator[Diagnostic]:
    """A step out of the middle of a paragraph, row or cell of the loop would leave it open."""
    loop = next((opener for opener in reversed(opened) if opener.tag.word == "for"), None)
    if loop is not None and not _together(loop, standing):
        yield _apart(loop, standing)


def _closed(standing: Standing, opened: list[Standing], crossed: list[str]) -> Iterator[Diagnostic]:
    wanted = _ENDS[standing.tag.word]
    if not _opener_in(opened, standing):
        yield _without_opener(standing)
        return
    while opened:
        opener = opened.pop()
        if opener.tag.word == wanted:
            if not _together(opener, standing):
                yield _apart(opener, standing)
            return
        crossed.append(_PAIRS[opener.tag.word])
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
    return standing.place.at_tag(standing.tag.text)

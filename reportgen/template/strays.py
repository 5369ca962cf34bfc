"""Tags that are none to a merge: cut over paragraphs, in braces that only look right, or where no merge
comes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef
from reportgen.template.alone import read_alone
from reportgen.template.scanner import Kind, Tag, scan
from reportgen.template.syntax import Located
from reportgen.word.package import Package
from reportgen.word.parts import property_parts, story_parts
from reportgen.word.xml import parsed, qname

__all__ = ["CutTag", "cut_tags", "lookalikes", "unmerged"]

_PARAGRAPH, _FIELD_CODE = qname("w:p"), qname("w:instrText")
_DRAWN, _DRAWN_TEXT = qname("a:p"), qname("a:t")
_REACH = 4  # paragraphs over which a cut tag is looked for
_TORN = re.compile(r"\{[ \u3000]+[{%#]\s*[^\W\d][^{}]*(?:\}[ \u3000]*\})?")
_SINGLE = re.compile(r"(?<!\{)[{\uff5b]\s*([^\W\d]\w*)[^{}\uff5b\uff5d]*[}\uff5d](?!\})")
_NAMED = re.compile(r"\u3010\s*([^\W\d]\w*)(?:\.\w+)*\s*\u3011")  # by a Chinese input method
# What is left of a steering tag whose signs are lost or misplaced, as `{endif}`; not \text{else}.
_STEERING = re.compile(
    r"(?<![{A-Za-z])\{(?!%)\s*(?:p|tr|tc|r)?\s*%?\s*"
    r"(?:else|endif|endfor|(?:el)?if\s[^{}]+|for\s[^{}]+\sin\s[^{}]+?)\s*%?\s*\}(?!\})"
)
_TORN_BRACES = ("TP101", "TP102")
_PLACEHOLDERS = {"descr", "title", "name"}  # of a picture: may hold a tag, see `placeholders`
_BRACES = "{\uff5b\u3010"  # a text without them looks like no tag
_OWN = "customXml/"  # data of programs, no text of the document


@dataclass(frozen=True, slots=True)
class CutTag:
    """A tag that begins in the paragraph `first`, at `start`, and ends in `last`, counted from 1; as it would
    be in one, and what of it stands in each."""

    tag: Tag
    first: int
    last: int
    start: int
    beginning: str
    end: str


# --- tags cut apart
def cut_tags(texts: Sequence[str], faults: Iterable[Diagnostic]) -> Iterator[CutTag]:
    """Yield the tags that are cut over several paragraphs, in order: the texts of these are whole only
    together.

    `faults` are those of the paragraphs' own braces, TP101 and TP102.
    """
    torn = {place.paragraph for place in map(_place, faults) if place is not None}
    last = 0
    for number in sorted(torn):
        for first in (number, number - 1):
            end = _whole_at(texts, first) if first > last else 0
            if end >= number and (cuts := list(_cuts_between(texts, first, end))):
                yield from cuts
                last = end
                break


def _whole_at(texts: Sequence[str], first: int) -> int:
    """Return the paragraph up to which the texts from `first` make whole tags together, or 0."""
    for last in range(first + 1, min(first + _REACH, len(texts)) + 1):
        if not any(found.code in _TORN_BRACES for found in _scanned(texts[first - 1 : last])[1]):
            return last
    return 0


def _cuts_between(texts: Sequence[str], first: int, last: int) -> Iterator[CutTag]:
    """Yield the tags that reach from one of these paragraphs into another."""
    ends = list(accumulate(len(text) for text in texts[first - 1 : last]))
    for tag in _scanned(texts[first - 1 : last])[0]:
        begun, ended = bisect_right(ends, tag.start), bisect_left(ends, tag.end)
        if begun == ended or _next_tag(tag.body):
            continue
        number, other = first + begun, first + ended
        start = tag.start - (ends[begun - 1] if begun else 0)
        pieces = [texts[number - 1][start:], *texts[number : other - 1]]
        pieces.append(texts[other - 1][: tag.end - ends[ended - 1]])
        yield CutTag(_rejoined(tag, pieces), number, other, start, pieces[0], pieces[-1])


def _rejoined(tag: Tag, pieces: Sequence[str]) -> Tag:
    """Return a cut tag as it was before Enter was pressed in it: at a blank, where that is how it reads."""
    spaced = _scanned([" ".join(pieces)])[0]
    return spaced[0] if len(spaced) == 1 and not _reads(tag) and _reads(spaced[0]) else tag


def _reads(tag: Tag) -> bool:
    """Tell whether a tag can be read by itself."""
    return not read_alone(Located(tag, ParagraphRef("")))[1]


def _next_tag(body: str) -> bool:
    """Tell whether another tag begins within one: then the first was not cut, but its end is missing."""
    return any(opener in body for opener in ("{{", "{%", "{#"))


def _scanned(texts: Sequence[str]) -> tuple[tuple[Tag, ...], tuple[Diagnostic, ...]]:
    return scan("".join(texts), ParagraphRef(""))


def _place(found: Diagnostic) -> ParagraphRef | None:
    return found.place if found.code in _TORN_BRACES and isinstance(found.place, ParagraphRef) else None


# --- braces that are none
def lookalikes(place: ParagraphRef, names: Container[str]) -> Iterator[Diagnostic]:
    """Yield a warning (TP214) for what looks like a tag and is printed as it stands: torn braces, or single
    ones and lenticular brackets around one of `names`."""
    if not any(mark in place.text for mark in _BRACES):
        return
    tags, faults = scan(place.text, place)
    if any(found.code in _TORN_BRACES for found in faults):
        return
    outside = _without(place.text, tags)
    torn = [found[0].rstrip() for found in _TORN.finditer(outside)]
    rest = _TORN.sub("\n", outside)
    steering = [found[0] for found in _STEERING.finditer(rest)]
    rest = _STEERING.sub("\n", rest)
    single = [found[0] for found in (*_SINGLE.finditer(rest), *_NAMED.finditer(rest)) if found[1] in names]
    for written in steering:
        yield fault("TP214", place.at_tag(written), hints=("steering",), tag=written)
    for written in (*torn, *single):
        yield fault("TP214", place.at_tag(written), tag=written)
    for written in _one_too_many(place.text, tags):
        yield fault("TP214", place.at_tag(written), hints=("brace",), tag=written)


def _one_too_many(text: str, tags: Iterable[Tag]) -> Iterator[str]:
    """Yield the tags with a brace behind them that closes none of the text's own."""
    depth = position = 0
    for tag in tags:
        depth += text.count("{", position, tag.start) - text.count("}", position, tag.start)
        position = tag.end
        if depth <= 0 and tag.kind in (Kind.OUTPUT, Kind.BLOCK) and text.startswith("}", tag.end):
            yield text[tag.start : tag.end + 1]


def _without(text: str, tags: Iterable[Tag]) -> str:
    """Return the text with a line break for each tag."""
    pieces: list[str] = []
    position = 0
    for tag in tags:
        pieces.append(text[position : tag.start])
        position = tag.end
    return "\n".join((*pieces, text[position:]))


# --- where no merge comes
def unmerged(package: Package) -> Iterator[Diagnostic]:
    """Yield a warning (TP213) for each text with tags that no merge comes to: in charts, SmartArt and other
    parts, in links, field codes and drawn text."""
    stories = story_parts(package)
    for name in package.names:
        if (
            name.endswith((".xml", ".rels"))
            and not name.startswith(_OWN)
            and b"{" in (data := package.part(name))
        ):
            root = parsed(data, package.file, name)
            kind = _told_of_story if name in stories else _told_of_part
            merged = name in property_parts(package)
            found: dict[ParagraphRef, None] = {}
            for number, text in () if merged else kind(root):
                found |= dict.fromkeys(_with_tags(ParagraphRef(package.file, name, number, text)))
            yield from (fault("TP213", place, tag=place.tag) for place in found)


def _with_tags(place: ParagraphRef) -> Iterator[ParagraphRef]:
    tags, faults = scan(place.text, place)
    whole = [tag.text for tag in tags if tag.kind in (Kind.OUTPUT, Kind.BLOCK)]
    torn = [str(found.values["tag"]) for found in faults if found.code == "TP101"]
    yield from (place.at_tag(written) for written in whole or torn)


def _told_of_part(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield the texts of a part without paragraphs of Word, as paragraph 0."""
    for element in root.iter(etree.Element):
        if element.tag == _DRAWN:
            yield 0, _drawn_text(element)
        elif element.text and element.tag != _DRAWN_TEXT:
            yield 0, element.text
        yield from ((0, str(value)) for value in element.attrib.values())


def _told_of_story(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield the texts of a story that are none of its paragraphs' text, each with the paragraph they stand
    in."""
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(_PARAGRAPH), start=1)}
    for element in root.iter(etree.Element):
        texts = [str(value) for name, value in element.attrib.items() if str(name) not in _PLACEHOLDERS]
        if element.tag == _DRAWN:
            texts.append(_drawn_text(element))
        elif element.tag == _PARAGRAPH:
            texts.append(_field_codes(element))
        told = [text for text in texts if "{" in text]
        if told:
            around = element if element.tag == _PARAGRAPH else _inside(element, _PARAGRAPH)
            yield from ((numbers.get(around, 0) if around is not None else 0, text) for text in told)


def _drawn_text(paragraph: etree._Element) -> str:
    return "".join(element.text or "" for element in paragraph.iter(_DRAWN_TEXT))


def _field_codes(paragraph: etree._Element) -> str:
    codes = paragraph.iter(_FIELD_CODE)
    return "".join(code.text or "" for code in codes if _inside(code, _PARAGRAPH) is paragraph)


def _inside(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(name), None)

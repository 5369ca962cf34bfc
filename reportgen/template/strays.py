"""Tags that are none to a merge: cut over paragraphs, in braces that only look right, or where no merge
comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef
from reportgen.template.scanner import Kind, Tag, scan
from reportgen.word.package import Package
from reportgen.word.parts import property_parts, story_parts
from reportgen.word.xml import parsed, qname

__all__ = ["CutTag", "cut_tags", "lookalikes", "unmerged"]

_PARAGRAPH, _FIELD_CODE = qname("w:p"), qname("w:instrText")
_DRAWN, _DRAWN_TEXT = qname("a:p"), qname("a:t")
_REACH = 4  # paragraphs over which a cut tag is looked for
_TORN = re.compile(r"\{[ \u3000]+[{%#]\s*[^\W\d][^{}]*(?:\}[ \u3000]*\})?")
_SINGLE = re.compile(r"(?<!\{)[{\uff5b]\s*([^\W\d]\w*)[^{}\uff5b\uff5d]*[}\uff5d](?!\})")
_PLACEHOLDERS = {"descr", "title", "name"}  # of a picture: may hold a tag, see `placeholders`
_OWN = "customXml/"  # data of programs, no text of the document


@dataclass(frozen=True, slots=True)
class CutTag:
    """A tag that begins in the paragraph `first` and ends in `last`, counted from 1; as it would be in one,
    and what of it stands in each."""

    tag: Tag
    first: int
    last: int
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
            if end >= number:
                cut = _cut_between(texts, first, end)
                if cut is not None:
                    yield cut
                    last = end
                    break


def _whole_at(texts: Sequence[str], first: int) -> int:
    """Return the paragraph up to which the texts from `first` make whole tags together, or 0."""
    for last in range(first + 1, min(first + _REACH, len(texts)) + 1):
        if not any(found.code in ("TP101", "TP102") for found in _scanned(texts[first - 1 : last])[1]):
            return last
    return 0


def _cut_between(texts: Sequence[str], first: int, last: int) -> CutTag | None:
    """Return the tag that reaches from the one paragraph into the other."""
    length = len(texts[first - 1])
    tags, _ = _scanned(texts[first - 1 : last])
    cut = next((tag for tag in tags if tag.start < length < tag.end), None)
    if cut is None or _next_tag(cut.body):
        return None
    before = sum(map(len, texts[first - 1 : last - 1]))
    end = texts[last - 1][: cut.end - before]
    return CutTag(cut, first, last, texts[first - 1][cut.start :], end)


def _next_tag(body: str) -> bool:
    """Tell whether another tag begins within one: then the first was not cut, but its end is missing."""
    return any(opener in body for opener in ("{{", "{%", "{#"))


def _scanned(texts: Sequence[str]) -> tuple[tuple[Tag, ...], tuple[Diagnostic, ...]]:
    return scan("".join(texts), ParagraphRef(""))


def _place(found: Diagnostic) -> ParagraphRef | None:
    return found.place if found.code in ("TP101", "TP102") and isinstance(found.place, ParagraphRef) else None


# --- braces that are none
def lookalikes(place: ParagraphRef, names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning (TP209) for what looks like a tag and is printed as it stands: torn braces, or single
    ones around one of `names`."""
    tags, faults = scan(place.text, place)
    if faults:
        return
    outside = _without(place.text, tags)
    known = frozenset(names)
    torn = [found[0].rstrip() for found in _TORN.finditer(outside)]
    single = [found[0] for found in _SINGLE.finditer(_TORN.sub("\n", outside)) if found[1] in known]
    for written in (*torn, *single):
        yield fault("TP209", place.at_tag(written), tag=written)


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
    """Yield a warning (TP208) for each text with tags that no merge comes to: in charts, SmartArt and other
    parts, in links, field codes and drawn text."""
    stories = story_parts(package)
    for name in package.names:
        if name.endswith((".xml", ".rels")) and not name.startswith(_OWN) and b"{" in (data :=
        package.part(name)):
            root = parsed(data, package.file, name)
            kind = _told_of_story if name in stories else _told_of_part
            merged = name in property_parts(package)
            found: dict[ParagraphRef, None] = {}
            for number, text in () if merged else kind(root):
                found |= dict.fromkeys(_with_tags(ParagraphRef(package.file, name, number, text)))
            yield from (fault("TP208", place, tag=place.tag) for place in found)


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

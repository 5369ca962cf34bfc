"""The text of a paragraph as its runs, and how to cut a stretch of it out into a run of its own.

Word cuts text into runs wherever it likes: one word, or one tag, may be spread over many. So text is found on
the paragraph as a whole and mapped back onto the runs; each cut piece keeps the formatting of the run it came
from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.word.xml import XML_SPACE, copied, qname

__all__ = [
    "Atom",
    "atoms",
    "divide",
    "isolate",
    "paragraph_text",
    "separate",
    "text_element",
    "text_of_element",
]

_RUN, _TEXT, _PROPERTIES = qname("w:r"), qname("w:t"), qname("w:rPr")
_KEEPING = etree.Element(_TEXT, {XML_SPACE: "preserve"}, nsmap={"w": etree.QName(_TEXT).namespace or ""})
# Elements of a run that stand for one character of text (ECMA-376-1, 17.3.3).
_MARKS = {
    qname("w:tab"): "\t",
    qname("w:br"): "\n",
    qname("w:cr"): "\n",
    qname("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}
# Wrappers whose runs are text of the paragraph; deleted and moved-away text (w:del, w:moveFrom) is none.
_WRAPPERS = {
    qname(name)
    for name in (
        "w:hyperlink",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:fldSimple",
        "w:customXml",
        "w:sdt",
        "w:sdtContent",
        "w:dir",
        "w:bdo",
    )
}


class Atom(NamedTuple):
    """A text-bearing element of a run: its text, and where that begins in the paragraph's text."""

    element: etree._Element
    run: etree._Element
    start: int
    text: str


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the text-bearing elements of the paragraph's own runs, in order; nested paragraphs are not
    looked into."""
    found: list[Atom] = []
    start = 0
    for run in _runs(paragraph):
        for element in run:
            text = text_of_element(element)
            if text:
                found.append(Atom(element, run, start, text))
                start += len(text)
    return found


def text_of_element(element: etree._Element) -> str:
    """Return what an element of a run reads as: its text, the character it stands for, or nothing."""
    return (element.text or "") if element.tag == _TEXT else _MARKS.get(element.tag, "")


def paragraph_text(paragraph: etree._Element) -> str:
    """Return the text of the paragraph, tabs and line breaks included."""
    return "".join(atom.text for atom in atoms(paragraph))


def text_element(text: str) -> etree._Element:
    """Return a w:t that keeps the blanks of `text`."""
    element = copied(_KEEPING)  # which costs half of one that is made anew
    element.text = text
    return element


def isolate(found: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> list[etree._Element]:
    """Cut the text of each span into an empty run of its own, put where the span began, and return these
    runs.

    `found` are the paragraph's atoms, `spans` are (start, end) in its text, sorted and apart. The new run
    has the properties of the run its span began in. Whatever bears no text (pictures, fields, notes) stays,
    in its order.
    """
    isolated: list[etree._Element] = []
    by_run: dict[etree._Element, dict[etree._Element, Atom]] = {}
    for atom in found:
        by_run.setdefault(atom.run, {})[atom.element] = atom
    for run, texts in by_run.items():
        first, *_, last = (*texts.values(), *texts.values())
        touching = _touching(first.start, last.start + len(last.text), spans)
        if touching:
            isolated += _cut_run(run, texts, touching)
    return isolated


def separate(run: etree._Element, thing: etree._Element) -> etree._Element:
    """Cut `thing`, which bears no text, out of its `run` into a run of its own, and return that."""
    properties = run.find(_PROPERTIES)
    before, own, after = (_like(run, properties) for _ in range(3))
    behind = before
    for element in list(run):
        if element is thing:
            behind = after
            own.append(element)
        elif element is not properties:
            behind.append(element)
    _replace(run, [piece for piece in (before, own, after) if _has_content(piece)])
    return own


def divide(paragraph: etree._Element, position: int) -> None:
    """Cut the run that holds the character at `position` of the paragraph's text in two, before that
    character."""
    found = (atom for atom in atoms(paragraph) if atom.start <= position < atom.start + len(atom.text))
    atom = next(found, None)
    if atom is None:
        return
    run, properties = atom.run, atom.run.find(_PROPERTIES)
    before = _like(run, properties)
    for element in list(run)[: run.index(atom.element)]:
        if element is not properties:
            before.append(element)
    if position > atom.start:
        before.append(text_element(atom.text[: position - atom.start]))
        run.replace(atom.element, text_element(atom.text[position - atom.start :]))
    if _has_content(before):
        run.addprevious(before)


def _touching(start: int, end: int, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return the spans that share text with start…end; found by bisection, so that long paragraphs stay
    linear."""
    low = bisect_right(spans, start, key=lambda span: span[1])
    return spans[low : bisect_left(spans, end, key=lambda span: span[0])]


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == _RUN:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _runs(child)


def _cut_run(
    run: etree._Element, texts: dict[etree._Element, Atom], spans: Sequence[tuple[int, int]]
) -> list[etree._Element]:
    """Replace `run` by runs of which each span that begins here has an empty one; return those."""
    properties = run.find(_PROPERTIES)
    if len(run) == (1 if properties is None else 2) and len(texts) == len(spans) == 1:
        [whole] = texts.values()
        if spans[0] == (whole.start, whole.start + len(whole.text)):  # the run is all of the tag already
            run.remove(whole.element)
            return [run]
    pieces = [_like(run, properties)]
    isolated: list[etree._Element] = []
    for element in list(run):
        if element is properties:
            continue
        atom = texts.get(element)
        if atom is None:
            pieces[-1].append(element)
            continue
        for start, end, span in _segments(atom, spans):
            if span is None:
                pieces[-1].append(_stretch(atom, start, end))
            elif span[0] == start:
                isolated.append(_like(run, properties))
                pieces += (isolated[-1], _like(run, properties))
    cut = set(isolated)
    _replace(run, [piece for piece in pieces if piece in cut or _has_content(piece)])
    return isolated


def _segments(
    atom: Atom, spans: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    """Yield the stretches of an atom as (start, end, the span it lies in or None)."""
    position, end = atom.start, atom.start + len(atom.text)
    for span in _touching(position, end, spans):
        if span[0] > position:
            yield position, span[0], None
        yield max(position, span[0]), min(end, span[1]), span
        position = min(end, span[1])
    if position < end:
        yield position, end, None


def _stretch(atom: Atom, start: int, end: int) -> etree._Element:
    """Return the atom's own element when all of it is meant, else a new text element with that part."""
    if end - start == len(atom.text):
        return atom.element
    return text_element(atom.text[start - atom.start : end - atom.start])


def _like(run: etree._Element, properties: etree._Element | None) -> etree._Element:
    """Return an empty run with the attributes and properties of `run`."""
    twin = etree.Element(_RUN, {str(name): str(value) for name, value in run.attrib.items()})
    if properties is not None:
        twin.append(_clone(properties))
    return twin


def _clone(element: etree._Element) -> etree._Element:
    twin = copied(element)
    twin.tail = None
    return twin


def _has_content(run: etree._Element) -> bool:
    return any(child.tag != _PROPERTIES for child in run)


def _replace(run: etree._Element, pieces: Sequence[etree._Element]) -> None:
    parent = run.getparent()
    assert parent is not None  # a run of a paragraph always stands in one
    for piece in pieces:  # beside it and not by its index, so that long paragraphs stay linear
        run.addprevious(piece)
    parent.remove(run)

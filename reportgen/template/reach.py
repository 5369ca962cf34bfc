"""Find tags where no merge reaches: in field codes, descriptions of pictures, equations, phonetic guides.

What is written there as a tag would be in the draft as it stands, so it is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef
from reportgen.template.scanner import Kind
from reportgen.word.runs import paragraph_text
from reportgen.word.xml import qname

__all__ = ["out_of_reach"]

_PARAGRAPH, _TEXT, _DELETED, _RUBY = map(qname, ("w:p", "w:t", "w:delText", "w:ruby"))
_DRAWING = qname("wp:docPr")
_OPENERS = (Kind.OUTPUT.value, Kind.BLOCK.value)
_SHOWN = 40  # characters of a text that is no tag by itself


def out_of_reach(root: etree._Element, file: str, part: str) -> Iterator[Diagnostic]:
    """Yield TP206 for each text outside of the runs, and each attribute, in which a tag begins."""
    paragraph, number = None, 0
    for element in root.iter():
        if element.tag == _PARAGRAPH:
            paragraph, number = element, number + 1
        for text in _texts(element):
            start = min((at for opener in _OPENERS if (at := text.find(opener)) >= 0), default=-1)
            if start >= 0:
                words = paragraph_text(paragraph) if paragraph is not None else ""
                tag = text[start : start + _SHOWN]
                yield fault("TP206", ParagraphRef(file, part, number, words, tag), tag=tag, hints=("text",))


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the texts of an element that no reader of the paragraph's text comes across."""
    if isinstance(element, etree._ProcessingInstruction):
        return
    told = {"descr"} if element.tag == _DRAWING else set()  # a placeholder's tag: see `placeholders`
    yield from (str(value) for name, value in element.attrib.items() if name not in told)
    if element.text and (element.tag not in (_TEXT, _DELETED) or _above_characters(element)):
        yield element.text


def _above_characters(element: etree._Element) -> bool:
    return element.tag == _TEXT and next(element.iterancestors(_RUBY), None) is not None

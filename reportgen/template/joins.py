"""Join the paragraphs of `{%- … %}` and `{% … -%}` tags with their neighbours, as docxtpl does."""

from __future__ import annotations

from lxml import etree

from reportgen.template.scanner import Tag
from reportgen.template.weaver import Weave
from reportgen.word.xml import qname

__all__ = ["join_paragraphs"]

_PARAGRAPH, _PROPERTIES, _RUN = qname("w:p"), qname("w:pPr"), qname("w:r")


def join_paragraphs(weave: Weave) -> None:
    """Join the paragraphs of `{%-` and `-%}` tags with their neighbours; done when all blocks are known to be
    whole."""
    for mark, tag in weave.joins:
        _join(mark, tag)


def _join(mark: etree._Element, tag: Tag) -> None:
    """Join the paragraph of a `{%-` tag to the one before, and of a `-%}` tag to the one behind."""
    paragraph = mark.getparent()
    if paragraph is None or paragraph.tag != _PARAGRAPH:
        return
    if tag.trim_left and not any(child.tag == _RUN for child in list(paragraph)[: paragraph.index(mark)]):
        _append_paragraph(paragraph.getprevious(), paragraph)
        paragraph = mark.getparent()  # the one before, when there is one
        assert paragraph is not None  # the mark has only moved
    if tag.trim_right and not any(child.tag == _RUN for child in list(paragraph)[paragraph.index(mark) :]):
        _append_paragraph(paragraph, paragraph.getnext())


def _append_paragraph(first: etree._Element | None, second: etree._Element | None) -> None:
    if first is None or second is None or not first.tag == second.tag == _PARAGRAPH:
        return
    for child in list(second):
        if child.tag != _PROPERTIES:
            first.append(child)
    parent = second.getparent()
    assert parent is not None  # it has a neighbour
    parent.remove(second)

"""Tags that set a property of the paragraph or cell they stand in, from a computed value.

`{% rightspace 7 %}` leaves seven characters free at the paragraph's right edge: how a signature is placed
whose indents depend on the length of the bureau's name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["PROPERTY_TAGS", "property_xml", "set_property"]

_PPR, _IND = qname("w:pPr"), qname("w:ind")
# What may stand before w:ind in w:pPr (ECMA-376-1, 17.3.1.26: the order of CT_PPrBase).
_BEFORE_IND = {
    qname(f"w:{name}")
    for name in [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
    ]
}
_CHARACTER = 320  # twentieths of a point of a 三号 (16 pt) character; Word itself goes by w:rightChars


def _right_space(value: Decimal) -> str:
    return f'<w:ind w:rightChars="{int(value * 100)}" w:right="{int(value * _CHARACTER)}"/>'


PROPERTY_TAGS: dict[str, Callable[[Decimal], str]] = {"rightspace": _right_space}


def set_property(word: str, paragraph: etree._Element, mark: etree._Element) -> None:
    """Put `mark` where the property named by the tag's `word` stands among the paragraph's properties."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = etree.Element(_PPR)
        paragraph.insert(0, properties)
    for old in properties.findall(_IND):
        properties.remove(old)
    at = sum(1 for child in properties if child.tag in _BEFORE_IND)
    properties.insert(at, mark)


def property_xml(word: str, value: object) -> str:
    """Return the element that sets the property to `value`; ValueError when that is no number of
    characters."""
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(str(value)) from error
    if not number.is_finite() or not 0 <= number < 100:
        raise ValueError(str(value))
    return PROPERTY_TAGS[word](number)

"""Tags that set a property of the paragraph or cell they stand in, from a computed value.

`{% rightspace 7 %}` leaves seven characters free at the paragraph's right edge: how a signature is placed
whose indents depend on the length of the bureau's name. The others are docxtpl's: `colspan`, `cellbg`, `vm`
and `hm`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from reportgen.word.xml import qname

__all__ = [
    "BEFORE_INDENT",
    "CELL_TAGS",
    "LIST_MARK",
    "PROPERTY_TAGS",
    "RESTART",
    "Property",
    "property_xml",
    "set_property",
]

LIST_MARK = "\x13"
"""Around what a merged text says of a list: its number, `r` before it to begin anew, `!` to do so by all
means;
see `reportgen.template.numbering`."""
RESTART = "restart"

CHARACTER = (
    315  # twentieths of a point of a 公文 character: 16 pt less 0.25 pt; Word itself goes by w:rightChars
)
_COLOUR = re.compile("[0-9A-Fa-f]{6}|auto")
_MOST_COLUMNS = 63  # of a table in Word


def _right_space(value: object) -> str:
    number = _number(value, 0, 100)
    return f'<w:ind w:rightChars="{int(number * 100)}" w:right="{int(number * CHARACTER)}"/>'


def _background(value: object) -> str:
    colour = str(value).strip().removeprefix("#")
    if not _COLOUR.fullmatch(colour):
        raise ValueError(colour)
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _span(value: object) -> str:
    return f'<w:gridSpan w:val="{int(_number(value, 1, _MOST_COLUMNS + 1))}"/>'


def _down(value: object) -> str:
    return '<w:vMerge w:val="restart"/>' if value else "<w:vMerge/>"


@dataclass(frozen=True, slots=True)
class Property:
    """A property tag: the elements it writes and those of the same parent that must stand before it.

    `body` is the expression of a tag that takes none from its author.
    """

    parent: str
    element: str
    before: frozenset[str]
    write: Callable[[object], str]
    body: str = ""


def _names(text: str) -> frozenset[str]:
    return frozenset(qname(f"w:{name}") for name in text.split())


# The order of CT_PPrBase (ECMA-376-1, 17.3.1.26) and of CT_TcPrBase (17.4.70).
BEFORE_INDENT = _names(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing"
)
_BEFORE_SPAN = _names("cnfStyle tcW")
_BEFORE_MERGE = _BEFORE_SPAN | _names("gridSpan hMerge")
_BEFORE_SHADE = _BEFORE_MERGE | _names("vMerge tcBorders")

PROPERTY_TAGS = {
    "rightspace": Property("w:p", "w:ind", BEFORE_INDENT, _right_space),
    "cellbg": Property("w:tc", "w:shd", _BEFORE_SHADE, _background),
    "colspan": Property("w:tc", "w:gridSpan", _BEFORE_SPAN, _span),
    "hm": Property("w:tc", "w:gridSpan", _BEFORE_SPAN, _span, "loop.length"),
    "vm": Property("w:tc", "w:vMerge", _BEFORE_MERGE, _down, "loop.first"),
}
CELL_TAGS = frozenset(word for word, kind in PROPERTY_TAGS.items() if kind.parent == "w:tc")
_PROPERTIES = {"w:p": "w:pPr", "w:tc": "w:tcPr"}


def set_property(word: str, element: etree._Element, mark: etree._Element) -> int:
    """Put `mark` where the property of the tag `word` stands in `element`, and return what stood there: 1 or
    a span."""
    kind = PROPERTY_TAGS[word]
    name = qname(_PROPERTIES[kind.parent])
    properties = element.find(name)
    if properties is None:
        properties = etree.Element(name)
        element.insert(0, properties)
    span = 1
    for old in properties.findall(qname(kind.element)):
        span = int(old.get(qname("w:val")) or 1) if kind.element == "w:gridSpan" else 1
        properties.remove(old)
    properties.insert(sum(1 for child in properties if child.tag in kind.before), mark)
    return span


def property_xml(word: str, value: object, span: int = 1) -> str:
    """Return the element that sets the property to `value`; ValueError when the property does not take it.

    A cell merged over the passes of a loop spans as many times the columns as it did before (`span`). A list
    that is to begin anew is told by a mark; its number is the `span`.
    """
    if word == RESTART:
        return f"{LIST_MARK}!{span}{LIST_MARK}" if value else ""
    return PROPERTY_TAGS[word].write(_number(value, 1, _MOST_COLUMNS + 1) * span if word == "hm" else value)


def _number(value: object, low: int, end: int) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(str(value)) from error
    if not number.is_finite() or not low <= number < end:
        raise ValueError(str(value))
    return number

"""Elements of a Word file as texts that are equal when they say the same.

Programs write the same formatting in many ways: in another order, `w:b` with or without `w:val="1"`, with the
numbers of editing sessions, with settings for scripts that the text does not use.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["canonical", "properties_key"]

_VALUE = qname("w:val")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W = qname("w:x")[:-1]
_OFF = frozenset({"0", "false", "off"})
# Of runs: what changes nothing that a reader sees. Those for complex scripts, languages, spelling.
_UNSEEN = frozenset(
    map(
        qname,
        (
            "w:lang", "w:noProof", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange",
            "w:tcPrChange", "w:tblGridChange", "w:sectPrChange", "w:tblPrExChange", "w:numberingChange",
            "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:szCs", "w:bCs", "w:iCs",
            "w:divId", "w:cnfStyle",
        ),
    )
)  # fmt: skip
_TOGGLES = frozenset(
    map(
        qname,
        (
            "w:b", "w:i", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow",
            "w:emboss", "w:imprint", "w:vanish", "w:specVanish", "w:snapToGrid", "w:keepNext", "w:keepLines",
            "w:pageBreakBefore", "w:widowControl", "w:contextualSpacing", "w:kinsoku", "w:overflowPunct",
            "w:autoSpaceDE", "w:autoSpaceDN", "w:adjustRightInd", "w:wordWrap", "w:bidi", "w:mirrorIndents",
            "w:suppressAutoHyphens", "w:suppressLineNumbers", "w:cantSplit", "w:tblHeader", "w:noWrap",
        ),
    )
)  # fmt: skip
_COUNTED = frozenset(
    ("id", "anchorId", "editId", "paraId", "textId", "relativeHeight", "spid", "name", "shapeid")
)
_CONTENT = qname("w:txbxContent")


def properties_key(properties: etree._Element, *skipped: str) -> str:
    """Return the properties of a run, paragraph, table, row or cell as a text that is equal for equal ones,
    empty when nothing is said; without its children of the names `skipped` (`w:rPr` …)."""
    return _key(etree.tostring(properties, with_tail=False), skipped)


@lru_cache(maxsize=4096)  # a text has few ways to look
def _key(data: bytes, skipped: tuple[str, ...]) -> str:
    without = {qname(name) for name in skipped}
    told = [_property(child) for child in etree.fromstring(data) if child.tag not in without]
    return " ".join(sorted(filter(None, told)))


def _property(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return ""
    name = tag.removeprefix(_W)
    if tag in _TOGGLES:
        return f"{name}=0" if element.get(_VALUE, "1") in _OFF else name
    attributes = sorted(
        f"{key.removeprefix(_W)}={value}"
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items())
        if not key.startswith(f"{_W}rsid")
    )
    below = sorted(filter(None, map(_property, element)))
    inner = ";".join((*attributes, *(f"<{child}>" for child in below)))
    return f"{name}({inner})"


def canonical(element: etree._Element, links: Mapping[str, str], *, shallow: bool = False) -> str:
    """Return an element with all that is in it as a text, without the ids that programs count up; what its
    relationships lead to is told by `links`. The contents of text boxes are left out; with `shallow` all
    children are."""
    pieces: list[str] = []
    _write(element, links, pieces, shallow)
    return "".join(pieces)


def _write(element: etree._Element, links: Mapping[str, str], pieces: list[str], shallow: bool) -> None:
    if not isinstance(element.tag, str):
        return
    attributes = []
    for key, value in sorted((str(key), str(value)) for key, value in element.attrib.items()):
        local = key.rpartition("}")[2]
        if key.startswith(_R):
            attributes.append(f"{local}→{links.get(value, value)}")
        elif local not in _COUNTED and not local.startswith("rsid"):
            attributes.append(f"{local}={value}")
    pieces.append(f"<{element.tag.rpartition('}')[2]} {' '.join(attributes)}>")
    if element.text and element.text.strip():
        pieces.append(element.text)
    if not shallow and element.tag != _CONTENT:
        for child in element:
            _write(child, links, pieces, shallow)
    pieces.append(">")

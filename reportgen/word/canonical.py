"""Elements of a Word file as texts that are equal when they say the same.

Programs write the same formatting in many ways: in another order, `w:b` with or without `w:val="1"`, with the
numbers of editing sessions, with settings for scripts that the text does not use.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from reportgen.word.stylenames import style_key
from reportgen.word.xml import qname

__all__ = ["canonical", "properties_key", "rounded_width"]

_VALUE = qname("w:val")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W = qname("w:x")[:-1]
_OFF = frozenset({"0", "false", "off"})
# What changes nothing that a reader sees, such as languages and settings for complex scripts; and rules for
# the ends of lines and pages, which LibreOffice writes out for each paragraph.
_UNSEEN = frozenset(
    map(
        qname,
        (
            "w:lang", "w:noProof", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange",
            "w:tcPrChange", "w:tblGridChange", "w:sectPrChange", "w:tblPrExChange", "w:numberingChange",
            "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:cellIns", "w:cellDel", "w:szCs", "w:bCs", "w:iCs",
            "w:divId", "w:cnfStyle", "w:widowControl", "w:kinsoku", "w:overflowPunct", "w:autoSpaceDE",
            "w:autoSpaceDN", "w:adjustRightInd", "w:suppressAutoHyphens",
        ),
    )
)  # fmt: skip
_TOGGLES = frozenset(
    map(
        qname,
        (
            "w:b", "w:i", "w:caps", "w:smallCaps", "w:strike", "w:dstrike", "w:outline", "w:shadow",
            "w:emboss", "w:imprint", "w:vanish", "w:specVanish", "w:snapToGrid", "w:keepNext", "w:keepLines",
            "w:pageBreakBefore", "w:contextualSpacing", "w:wordWrap", "w:bidi", "w:mirrorIndents",
            "w:suppressLineNumbers", "w:cantSplit", "w:tblHeader", "w:noWrap",
        ),
    )
)  # fmt: skip
# Properties that say nothing but by their attributes and what is in them.
_HOLDERS = frozenset(
    (
        "rFonts", "ind", "spacing", "tabs", "pBdr", "tcBorders", "tblBorders", "tblCellMar", "tcMar",
        "tblInd", "cols", "docGrid", "pgNumType", "formProt", "textDirection", "type", "rPr",
    )
)  # fmt: skip
_ANY = "*"
# What holds where an attribute is left out; the hint of a font only tells which program typed the text.
_DEFAULTS: Mapping[str, Mapping[str, str]] = {
    "rFonts": {"hint": _ANY},
    "spacing": {"lineRule": "auto"},
    "docGrid": {"type": "default"},
    "tblInd": {"w": "0", "type": "dxa"},
    "type": {"val": "nextPage"},
    "pgNumType": {"fmt": "decimal"},
    "formProt": {"val": "false"},
    "textDirection": {"val": "lrTb"},
}
_SAME = {"start": "left", "end": "right"}
_WIDTHS = frozenset(("tcW", "tblW"))
_STYLES = ("pStyle(", "rStyle(", "tblStyle(")
_COUNTED = frozenset(
    ("id", "anchorId", "editId", "paraId", "textId", "relativeHeight", "spid", "name", "shapeid")
)
_CONTENT = qname("w:txbxContent")


class _Told(NamedTuple):
    """What properties say: as one text, one by one, and whether a style is among them."""

    text: str
    properties: tuple[str, ...]
    has_style: bool


_KNOWN: dict[tuple[object, ...], _Told] = {}  # a text has few ways to look
_MOST_KNOWN = 4096


def properties_key(properties: etree._Element, *skipped: str, links: Mapping[str, str] | None = None) -> str:
    """Return the properties of a run, paragraph, table, row or cell as a text that is equal for equal ones,
    empty when nothing is said; without its children of the names `skipped` (`w:rPr` …). Styles are told by
    their names, where `links` says them."""
    if not len(properties):
        return ""
    found = _told(properties, skipped)
    if links and found.has_style:
        return " ".join(filter(None, (_by_name(one, links) for one in found.properties)))
    return found.text


def _told(properties: etree._Element, skipped: tuple[str, ...]) -> _Told:
    # Tags, attributes and numbers of children in the order of the text are all that properties consist of;
    # writing them out as XML would tell each time of all the namespaces of the part, too.
    key = (skipped, *[(one.tag, len(one), *one.items()) for one in properties.iter()])
    found = _KNOWN.get(key)
    if found is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _KNOWN[key] = _read(properties, skipped)
    return found


def _read(properties: etree._Element, skipped: tuple[str, ...]) -> _Told:
    without = {qname(name) for name in skipped}
    told = sorted(filter(None, (_property(child) for child in properties if child.tag not in without)))
    return _Told(" ".join(told), tuple(told), any(one.startswith(_STYLES) for one in told))


def _by_name(told: str, links: Mapping[str, str]) -> str:
    kind, bracket, identity = told.partition("(val=")
    if kind + "(" not in _STYLES or not bracket:
        return told
    name = links.get(style_key(identity[:-1]), identity[:-1])
    return f"{kind}({name})" if name else ""


def _property(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return ""
    name = tag.removeprefix(_W)
    if tag in _TOGGLES:
        return f"{name}=0" if element.get(_VALUE, "1") in _OFF else name
    told = {str(key).removeprefix(_W): str(value) for key, value in element.attrib.items()}
    attributes = sorted(f"{key}={value}" for key, value in _plain(name, told).items())
    below = sorted(filter(None, map(_property, element)))
    inner = ";".join((*attributes, *(f"<{child}>" for child in below)))
    return "" if name in _HOLDERS and not inner else f"{name}({inner})"


def _plain(name: str, told: Mapping[str, str]) -> Mapping[str, str]:
    """Return the attributes of a property that say something: one that is as it would be without, or that
    another one says too, says nothing."""
    defaults = _DEFAULTS.get(name, {})
    found = {
        key: _SAME.get(value, value)
        for key, value in told.items()
        if defaults.get(key) not in (value, _ANY) and not key.startswith("rsid")
    }
    if name == "ind":
        return _indents(found)
    if (name == "cols" and found.get("num", "1") == "1") or (name == "docGrid" and "type" not in found):
        return {}
    if name in _WIDTHS and "w" in found:
        return {**found, "w": rounded_width(found["w"])}
    return found


def _indents(told: Mapping[str, str]) -> Mapping[str, str]:
    """Return indents by their widths: those in characters are told beside these, and not by every program."""
    found = {key: value for key, value in told.items() if not key.endswith("Chars") or key[:-5] not in told}
    if found.get("hanging") == "0":
        found["firstLine"] = found.pop("hanging")
    return found


def rounded_width(width: str) -> str:
    """Return a width in half points: programs that reckon columns anew are off by a twentieth of a point."""
    return str(round(int(width) / 10)) if width.isdecimal() else width


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

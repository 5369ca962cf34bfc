"""WordprocessingML as a tree: names, guarded parsing, serialising (ECMA-376 part 1, clause 17)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lxml import etree

from reportgen.diagnostics import Refusal, fault
from reportgen.refs import ParagraphRef

__all__ = [
    "XML_SPACE",
    "child_named",
    "copied",
    "escaped",
    "parsed",
    "qname",
    "quoted",
    "serialised",
    "usual_prefixes",
    "word_root",
]

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
copied: Callable[[etree._Element], etree._Element] = etree._Element.__copy__  # type: ignore[attr-defined]
"""Returns a copy of an element: what `copy.copy` finds that it has to call, in two thirds of the time."""
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@cache
def qname(name: str) -> str:
    """Return the qualified name of `w:p` and the like: `{namespace}p`."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def parsed(data: bytes, file: str, part: str) -> etree._Element:
    """Return the root element of a part; Refusal PK110 when it is no well-formed XML or brings a document
    type.

    No entity is expanded and nothing is fetched: a DTD has no place in an Office file (ECMA-376 part 2,
    9.1.4).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    place = ParagraphRef(file, part)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Refusal([fault("PK110", place, reason=error.msg or "")]) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refusal([fault("PK110", place, reason="DOCTYPE")])
    return root


def word_root(data: bytes, file: str, part: str) -> etree._Element:
    """Return the root of a part with `w` as the one prefix of WordprocessingML; Refusal as of `parsed`."""
    root = parsed(data, file, part)
    namespace = _NAMESPACES["w"]
    is_declared_once = data.count(namespace.encode()) == 1 and root.nsmap.get("w") == namespace
    return root if is_declared_once else usual_prefixes(root)


def usual_prefixes(root: etree._Element) -> etree._Element:
    """Return the tree with `w` as the one prefix of WordprocessingML; a copy when it had another."""
    wordprocessing = _NAMESPACES["w"]
    elements = root.iter(f"{{{wordprocessing}}}*")
    if root.nsmap.get("w") == wordprocessing and all(element.prefix == "w" for element in elements):
        return root
    others = {prefix: uri for prefix, uri in root.nsmap.items() if prefix and uri != wordprocessing}
    twin = etree.Element(root.tag, _attributes(root), nsmap={**others, "w": wordprocessing})
    _copy_content(root, twin)
    return twin


def _copy_content(element: etree._Element, twin: etree._Element) -> None:
    twin.text, twin.tail = element.text, element.tail
    for child in element:
        known = twin.nsmap.values()
        own = {prefix: uri for prefix, uri in child.nsmap.items() if prefix and uri not in known}
        _copy_content(child, etree.SubElement(twin, child.tag, _attributes(child), nsmap=own))


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def child_named(parent: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a qualified name; for where it is among a few, in a third of the time that
    `find` takes for a path."""
    for child in parent:
        if child.tag == name:
            return child
    return None


def serialised(root: etree._Element) -> bytes:
    """Return the part's bytes: UTF-8 with the standalone declaration that Word writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def escaped(text: str) -> str:
    """Return `text` as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return `text` as the value of an attribute, in its quotes; a line break or tab stays one (XML 1.0,
    3.3.3)."""
    return f'"{escaped(text).translate(_IN_ATTRIBUTES)}"'

"""The schemas of ECMA-376, where they are: what they say against the parts of an Office file.

They are no part of this project. `REPORTGEN_XSD` names the folder with `wml.xsd`, `sml.xsd` and the others
(as in `ref/xsd` of python-docx' repository), else `shared/xsd` beside the checkout is taken.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from tests.support.clerk import ROOT

__all__ = ["has_schemas", "schema_flaws"]

_FOLDER = Path(os.environ.get("REPORTGEN_XSD", ROOT.parent / "shared" / "xsd"))
_XML = "http://www.w3.org/XML/1998/namespace"
# Of the schema of xml:, which the others import without saying where it is.
_STAND_IN = b"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
targetNamespace="http://www.w3.org/XML/1998/namespace"><xsd:attribute name="space" type="xsd:string"/>
<xsd:attribute name="lang" type="xsd:string"/></xsd:schema>"""
_IMPORT = "{http://www.w3.org/2001/XMLSchema}import"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES = "[Content_Types].xml"
_SCHEMAS = (  # the end of a content type, and the schema of such a part
    ("package.relationships+xml", "opc-relationships.xsd"),
    (".extended-properties+xml", "shared-documentPropertiesExtended.xsd"),
    (".custom-properties+xml", "shared-documentPropertiesCustom.xsd"),
    (".customXmlProperties+xml", "shared-customXmlDataProperties.xsd"),
    (".theme+xml", "dml-main.xsd"),
    ("drawingml.chart+xml", "dml-chart.xsd"),
    ("officedocument.drawing+xml", "dml-spreadsheetDrawing.xsd"),
)
_EXTENSIONS = ("commentsExtended", "commentsIds", "people", "stylesWithEffects", "commentsExtensible")


def has_schemas() -> bool:
    """Tell whether the schemas are here."""
    return (_FOLDER / "wml.xsd").exists() and (_FOLDER / "sml.xsd").exists()


def schema_flaws(data: bytes) -> list[str]:
    """Return what the schemas say against the parts of a file, and of the packages within it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    types = etree.fromstring(held[_TYPES])
    kinds = {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in types}
    defaults = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in types}
    found: list[str] = []
    for name, content in held.items():
        kind = kinds.get(name) or defaults.get(name.rpartition(".")[2].lower(), "")
        if name.lower().endswith(".xlsx"):
            found += [f"{name}: {flaw}" for flaw in schema_flaws(content)]
        elif schema := "opc-contentTypes.xsd" if name == _TYPES else _schema_of(kind):
            found += (f"{name}: {flaw}" for flaw in _against(schema, content))
    return found


def _against(schema: str, content: bytes) -> Iterator[str]:
    rules = _rules(schema)
    if not rules.validate(_plain(etree.fromstring(content))):
        log: Iterable[Any] = rules.error_log  # type: ignore[assignment]  # lxml-stubs knows no iterating over it
        yield from (f"line {error.line}: {error.message[:300]}" for error in log)


def _schema_of(kind: str) -> str:
    """Return the schema for a content type, empty where ECMA-376 has none."""
    if any(word in kind for word in _EXTENSIONS):
        return ""
    known = next((schema for end, schema in _SCHEMAS if kind.endswith(end)), "")
    if known:
        return known
    return "wml.xsd" if "wordprocessingml" in kind else "sml.xsd" if "spreadsheetml" in kind else ""


def _plain(root: etree._Element) -> etree._ElementTree:
    """Return the part as a program sees it that knows no extension (ECMA-376-3)."""
    ignored = set()
    for node in root.iter(etree.Element):
        for prefix in (node.attrib.pop(f"{_MC}Ignorable", "") or "").split():
            ignored.add(node.nsmap[str(prefix)])
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        fallback = choice.find(f"{_MC}Fallback")
        for node in list(fallback) if fallback is not None else []:
            choice.addprevious(node)
        choice.getparent().remove(choice)  # type: ignore[union-attr]  # a part's root is no choice
    for node in list(root.iter(etree.Element)):
        for name in list(node.attrib):
            if str(name).startswith("{") and str(name)[1:].partition("}")[0] in ignored:
                del node.attrib[name]
        parent = node.getparent()
        if parent is not None and etree.QName(node).namespace in ignored:
            parent.remove(node)
    return etree.ElementTree(etree.fromstring(etree.tostring(root)))


@cache
def _rules(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Resolver())
    return etree.XMLSchema(etree.fromstring(_located(_path(name)), parser, base_url=str(_path(name))))


class _Resolver(etree.Resolver):
    """Finds imported schemas in the folder, and the one of xml: here."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # as lxml calls it
        name, answer = system_url.rpartition("/")[2], cast(Any, self).resolve_string
        if name == "xml.xsd":
            return answer(_STAND_IN, context)
        return answer(_located(_path(name)), context, base_url=str(_path(name)))


def _path(name: str) -> Path:
    return next(
        (path for path in (_FOLDER / name, _FOLDER / "opc-xsd" / name) if path.exists()), _FOLDER / name
    )


def _located(path: Path) -> bytes:
    """Return a schema whose import of xml: says where it is."""
    root = etree.parse(str(path)).getroot()
    for node in root.iter(_IMPORT):
        if node.get("namespace") == _XML:
            node.set("schemaLocation", "xml.xsd")
    return etree.tostring(root)

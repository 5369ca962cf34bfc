"""Tables of contents: a merge moves headings and pages, so Word is asked to bring its fields up to date.

The fields themselves are Word's to compute. A template with a table of contents gets `w:updateFields` in its
settings (ECMA-376-1, 17.15.1.81): Word then renews all fields when the document is opened, after asking.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.word.package import Package
from reportgen.word.parts import main_part
from reportgen.word.resources import Resources
from reportgen.word.xml import qname, word_root

__all__ = ["has_contents", "refreshed", "request_refresh"]

_CODES = frozenset({"TOC", "TOA", "INDEX"})  # tables that are made of the text: contents, authorities, index
_GALLERY = "Table of Contents"
_UPDATE = qname("w:updateFields")
# What follows w:updateFields in CT_Settings (17.15.1.78); elements of other vocabularies all do.
_AFTER = frozenset(
    map(
        qname,
        (
            *("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids"),
            *("w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats"),
            *("w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions", "w:readModeInkLockDown"),
            *("w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol"),
            "w:listSeparator",
        ),
    )
)


def refreshed(package: Package) -> Package:
    """Return the package, its settings asking for a refresh when its main part has a table of contents."""
    data = package.part(main_part(package))
    if b"fldSimple" not in data and b"instrText" not in data and _GALLERY.encode() not in data:
        return package  # no field at all: the usual case is not parsed once more
    if not has_contents(word_root(data, package.file, main_part(package))):
        return package
    resources = Resources(package)
    request_refresh(resources)
    return package.with_members(resources.members(package.members))


def has_contents(root: etree._Element) -> bool:
    """Tell whether a tree holds a table of contents: a field, or Word's building block for one."""
    if any(gallery.get(qname("w:val")) == _GALLERY for gallery in root.iter(qname("w:docPartGallery"))):
        return True
    return any(code.split()[:1] and code.split()[0].upper() in _CODES for code in _field_codes(root))


def request_refresh(resources: Resources) -> None:
    """Have the document's settings ask Word to renew its fields on opening."""
    settings = resources.sheet("settings")
    for old in settings.findall(_UPDATE):
        settings.remove(old)
    update = etree.Element(_UPDATE, {qname("w:val"): "true"})
    settings.insert(next((at for at, child in enumerate(settings) if _follows(child)), len(settings)), update)


def _follows(child: etree._Element) -> bool:
    return child.tag in _AFTER or etree.QName(child).namespace != etree.QName(_UPDATE).namespace


def _field_codes(root: etree._Element) -> Iterator[str]:
    """Yield what each field says; Word may have cut the text of a complex one into pieces."""
    for field in root.iter(qname("w:fldSimple")):
        yield field.get(qname("w:instr")) or ""
    code = ""
    for element in root.iter(qname("w:fldChar"), qname("w:instrText")):
        if element.tag == qname("w:instrText"):
            code += element.text or ""
        else:
            yield code
            code = ""

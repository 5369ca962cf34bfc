"""What would keep Word from opening a file, or make it repair one, looked for without Word and schemas.

Members and their types, relationships, references by id, ids that must not stand twice, the order of
properties, and what a table must hold (ECMA-376-1, 17; ECMA-376-2, 9).
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from tests.support.charts import related
from tests.support.docs import members

__all__ = ["flaws"]

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_W, _R = (f"{{{_SPACES[prefix]}}}" for prefix in "wr")
_TYPES = "[Content_Types].xml"
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
_ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
    " hideMark",
    "numPr": "ilvl numId numberingChange ins",
}
_RANKS = {name: {word: at for at, word in enumerate(told.split())} for name, told in _ORDER.items()}
_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def flaws(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, nothing for a good one."""
    held = members(data)
    roots = {name: etree.fromstring(xml) for name, xml in held.items() if name.endswith((".xml", ".rels"))}
    found = [*_types(held, roots[_TYPES]), *_ids(roots), *_definitions(roots)]
    for name, root in roots.items():
        if name.startswith("word/") and not name.endswith(".rels"):
            found += [f"{name}: {flaw}" for flaw in (*_references(held, name, root), *_structure(root))]
    return found


def _types(held: Mapping[str, bytes], types: etree._Element) -> Iterator[str]:
    """Every member has a type, and what has one is there."""
    told = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    extensions = {one.get("Extension", "").lower() for one in types if one.get("Extension")}
    yield from (f"no member {name}, which has a type" for name in sorted(told - held.keys()))
    for name in held.keys() - told - {_TYPES}:
        if name.rpartition(".")[2].lower() not in extensions:
            yield f"{name} has no type"


def _references(held: Mapping[str, bytes], name: str, root: etree._Element) -> Iterator[str]:
    """Every relationship leads to a member, and every id to a relationship."""
    folder, file = posixpath.split(name)
    rels = f"{folder}/_rels/{file}.rels"
    inside = related(held, name) if rels in held else {}
    yield from (
        f"leads to {target}, which is not there"
        for target in inside.values()
        if target.lstrip("/") not in held
    )
    known = {one.get("Id") for one in etree.fromstring(held[rels])} if rels in held else set()
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value not in known:
                yield f"no relationship {value!s}"


def _ids(roots: Mapping[str, etree._Element]) -> Iterator[str]:
    """What must be unique in the document is so."""
    counts: Counter[str] = Counter()
    for name, root in roots.items():
        if not name.startswith("word/") or name == "word/stylesWithEffects.xml":
            continue
        counts.update(f"drawing {one.get('id')}" for one in root.iter(f"{{{_SPACES['wp']}}}docPr"))
        for mark in root.iter(f"{_W}bookmarkStart"):
            counts.update((f"bookmark {mark.get(f'{_W}id')}", f"bookmark {mark.get(f'{_W}name')}"))
        changes = root.iter(*(f"{_W}{change}" for change in _CHANGES))
        counts.update(f"change {one.get(f'{_W}id')}" for one in changes)
        counts.update(f"list {one.get(f'{_W}numId')}" for one in root.iter(f"{_W}num"))
        counts.update(f"kind {one.get(f'{_W}abstractNumId')}" for one in root.iter(f"{_W}abstractNum"))
        counts.update(f"style {one.get(f'{_W}styleId')}" for one in root.iter(f"{_W}style"))
    yield from (f"{what} stands {times} times" for what, times in counts.items() if times > 1)


def _definitions(roots: Mapping[str, etree._Element]) -> Iterator[str]:
    """Styles, lists and notes that are referred to are there."""
    known = {
        (style.get(f"{_W}type"), style.get(f"{_W}styleId")) for style in (roots.get("word/styles.xml", ()))
    }
    numbering = roots.get("word/numbering.xml")
    lists = {one.get(f"{_W}numId") for one in numbering.iter(f"{_W}num")} if numbering is not None else set()
    for name, root in roots.items():
        if name == "word/stylesWithEffects.xml":  # a copy of the styles that Word 2010 left behind
            continue
        for word, kind in _STYLED.items():
            for one in root.iter(f"{_W}{word}"):
                if (kind, one.get(f"{_W}val")) not in known:
                    yield f"{name}: no {kind} style {one.get(f'{_W}val')}"
        for one in root.iter(f"{_W}numId"):
            if one.get(f"{_W}val") not in {*lists, "0"}:
                yield f"{name}: no list {one.get(f'{_W}val')}"


def _structure(root: etree._Element) -> Iterator[str]:
    """Properties stand first and in their order; cells, rows and tables hold what they must."""
    for name, ranks in _RANKS.items():
        for properties in root.iter(f"{_W}{name}"):
            words = [etree.QName(child).localname for child in properties if child.tag in _own(ranks)]
            if words != sorted(words, key=ranks.__getitem__) or len(set(words)) < len(words):
                yield f"{name} holds {' '.join(words)}"
    for cell in root.iter(f"{_W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{_W}p":
            yield "a cell does not end with a paragraph"
    for table in root.iter(f"{_W}tbl"):
        yield from _grid(table)


def _own(ranks: Mapping[str, int]) -> set[str]:
    return {f"{_W}{word}" for word in ranks}


def _grid(table: etree._Element) -> Iterator[str]:
    rows = table.findall(f"{_W}tr")
    if not rows:
        yield "a table without rows"
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    for row in rows:
        cells = (one for one in row.findall(f"{_W}tc") if one.find(f"{_W}tcPr/{_W}cellDel") is None)
        spans = [cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in cells]
        wide = sum(1 if span is None else int(span.get(f"{_W}val", "1")) for span in spans)
        if wide > columns or not spans:
            yield f"a row of {wide} columns in a table of {columns}"

"""Flaws of files by other programs that are not passed on: what is written is what the schemas ask for.

python-docx leaves out the percentage of the zoom; docxtpl and many scripts write the properties of runs and
paragraphs in the order in which they were set. Word reads most of that and repairs some; nobody can tell
which.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from lxml import etree

from reportgen.word.package import Package, deflated
from reportgen.word.xml import parsed, qname, serialised

__all__ = ["is_in_order", "put_in_order", "with_zoom"]

_TAG = attrgetter("tag")

# The children of a property, in the order of the sequence that the schema makes of them (ECMA-376-1,
# 17.3.1.24, 17.3.1.26, 17.3.2.28, 17.4.38, 17.4.60, 17.4.70).
_EDGES = "top left start bottom right end insideH insideV between bar tl2br tr2bl"
_SEQUENCES = {
    "w:rPr": "ins del moveFrom moveTo "
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
    " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
    " rPr sectPr pPrChange",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    " tblPrChange",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "w:numPr": "ilvl numId numberingChange ins",
    "w:pBdr": "top left bottom right between bar",
    **dict.fromkeys(("w:tblBorders", "w:tcBorders", "w:tblCellMar", "w:tcMar"), _EDGES),
}
_RANKS = {
    qname(parent): {qname(f"w:{name}"): at for at, name in enumerate(children.split())}
    for parent, children in _SEQUENCES.items()
}


def put_in_order(root: etree._Element) -> bool:
    """Put the properties below `root` into the order of the schema, and return whether any was not.

    What belongs to no sequence, such as an extension's element, keeps its place behind the others.
    """
    changed = False
    for element in _out_of_order(root):
        known = _RANKS[element.tag]
        element[:] = sorted(element, key=lambda child: known.get(child.tag, len(known)))
        changed = True
    return changed


def is_in_order(root: etree._Element) -> bool:
    """Tell whether `put_in_order` would leave all as it is."""
    return next(_out_of_order(root), None) is None


def _out_of_order(root: etree._Element) -> Iterator[etree._Element]:
    seen: dict[tuple[object, ...], bool] = {}  # there are few different ones, however many there are
    for element in root.iter(*_RANKS):
        if len(element) < 2:  # as most have, and to be given a child is most of what it costs to look at it
            continue
        tags = (element.tag, *map(_TAG, element))
        if tags not in seen:
            ranks = [*_ranks(tags)]
            seen[tags] = ranks == sorted(ranks)
        if not seen[tags]:
            yield element


def _ranks(tags: tuple[object, ...]) -> Iterator[int]:
    known = _RANKS[str(tags[0])]
    return (known.get(str(tag), len(known)) for tag in tags[1:])


def with_zoom(package: Package, name: str) -> Package:
    """Return the package with a percentage in the zoom of its settings, the part `name`: it must tell one
    (ECMA-376-1, 17.15.1.94), and does not in files of python-docx."""
    if not name or b":zoom" not in (data := package.part(name)):
        return package
    root = parsed(data, package.file, name)
    bare = [zoom for zoom in root.iter(qname("w:zoom")) if qname("w:percent") not in zoom.attrib]
    if not bare:
        return package
    for zoom in bare:
        zoom.set(qname("w:percent"), "100")
    told = deflated(name, serialised(root))
    return package.with_members(tuple(told if one.name == name else one for one in package.members))

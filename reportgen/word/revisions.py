"""Tracked changes: a part as it is when all of them are accepted, or all rejected (ECMA-376-1, 17.13.5).

A paragraph whose end mark goes joins the next one, whose mark it takes with its properties; so Word does it.
Where no paragraph follows, an empty one goes and one with content stays, as does the last one of a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["accept_all", "has_revisions", "reject_all"]

_INS, _DEL, _FROM, _TO = (qname(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_CELL_INS, _CELL_DEL = qname("w:cellIns"), qname("w:cellDel")
_P, _R, _TBL, _TR, _TC = qname("w:p"), qname("w:r"), qname("w:tbl"), qname("w:tr"), qname("w:tc")
_PPR, _RPR, _SECT = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr")
_MARKED = frozenset(map(qname, ("w:rPr", "w:trPr", "w:tcPr", "w:numPr", "w:ctrlPr")))
_CHANGES = tuple(
    map(
        qname,
        (
            "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:tblGridChange", "w:trPrChange", "w:tcPrChange",
            "w:sectPrChange", "w:tblPrExChange", "w:numberingChange",
        ),
    )
)  # fmt: skip
_RANGES = tuple(
    qname(f"w:{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlInsRange", "customXmlDelRange")
    for end in ("Start", "End")
    if not kind.startswith("custom")
)
_KEPT_CHILDREN = {  # of properties that are put back: what the old ones do not tell
    qname("w:pPr"): (_RPR, _SECT),
    qname("w:rPr"): (_INS, _DEL, _FROM, _TO),
    qname("w:trPr"): (_INS, _DEL),
    qname("w:tcPr"): (_CELL_INS, _CELL_DEL),
    qname("w:sectPr"): (qname("w:headerReference"), qname("w:footerReference")),
}
_UNDELETED = {qname("w:delText"): qname("w:t"), qname("w:delInstrText"): qname("w:instrText")}
_WRAPPERS = (qname("w:hyperlink"), qname("w:fldSimple"), qname("w:smartTag"))
_HOLDS = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml")))


def has_revisions(root: etree._Element) -> bool:
    """Tell whether a part has tracked changes."""
    tags = (_INS, _DEL, _FROM, _TO, _CELL_INS, _CELL_DEL, *_CHANGES, *_RANGES)
    return next(root.iter(*tags), None) is not None


def accept_all(root: etree._Element) -> None:
    """Accept all tracked changes below `root`, in place."""
    _resolve(root, (_INS, _TO, _CELL_INS), (_DEL, _FROM, _CELL_DEL))
    for change in list(root.iter(*_CHANGES)):
        _remove(change)


def reject_all(root: etree._Element) -> None:
    """Reject all tracked changes below `root`, in place."""
    for change in list(root.iter(*_CHANGES)):
        _put_back(change)
    _resolve(root, (_DEL, _FROM, _CELL_DEL), (_INS, _TO, _CELL_INS))
    for old, new in _UNDELETED.items():
        for element in root.iter(old):
            element.tag = new


def _resolve(root: etree._Element, kept: tuple[str, ...], dropped: tuple[str, ...]) -> None:
    for mark in list(root.iter(*dropped)):
        parent = mark.getparent()
        if parent is None or not _is_below(mark, root):
            continue
        if parent.tag not in _MARKED:
            _remove(mark)
        elif parent.tag in (qname("w:trPr"), qname("w:tcPr")):
            _remove_around(parent)
    for wrapper in list(root.iter(*_WRAPPERS)):
        if len(wrapper) == 0:
            _remove(wrapper)
    for paragraph in [found for found in root.iter(_P) if _has_mark(found, dropped)]:
        _join(paragraph, dropped)
    for mark in list(root.iter(*kept)):
        parent = mark.getparent()
        if parent is not None and parent.tag in _MARKED:
            _remove(mark)
        else:
            _unwrap(mark)
    for mark in list(root.iter(*_RANGES)):
        _remove(mark)


def _is_below(element: etree._Element, root: etree._Element) -> bool:
    """Tell whether an element is still part of the tree."""
    return element is root or any(around is root for around in element.iterancestors())


def _remove_around(properties: etree._Element) -> None:
    """Remove the row or cell that the properties belong to, and what is empty without it."""
    gone = properties.getparent()
    while gone is not None and gone.tag in (_TC, _TR, _TBL):
        parent = gone.getparent()
        _remove(gone)
        left = (_TC, _TR) if gone.tag != _TBL else ()
        while parent is not None and parent.tag in _HOLDS:
            parent = parent.getparent()
        if parent is None or not left or next(parent.iter(*left), None) is not None:
            return
        gone = parent


def _has_mark(paragraph: etree._Element, names: tuple[str, ...]) -> bool:
    properties = paragraph.find(_PPR)
    mark = None if properties is None else properties.find(_RPR)
    return mark is not None and any(child.tag in names for child in mark)


def _join(paragraph: etree._Element, dropped: tuple[str, ...]) -> None:
    """Take the end mark of a paragraph away."""
    following = _next_block(paragraph)
    content = [child for child in paragraph if child.tag != _PPR]
    if following is not None and following.tag == _P:
        properties = following.find(_PPR)
        for position, child in enumerate(content, start=0 if properties is None else 1):
            following.insert(position, child)
        _remove(paragraph)
    elif following is not None and not any(child.tag == _R or len(child) for child in content):
        _remove(paragraph)
    else:
        properties = paragraph.find(_PPR)
        for mark in list(properties.find(_RPR)) if properties is not None else ():  # type: ignore[arg-type]
            if mark.tag in dropped:
                _remove(mark)


def _next_block(paragraph: etree._Element) -> etree._Element | None:
    """Return the paragraph or table behind a paragraph in its cell, note or part."""
    for found in _following(paragraph):
        if found.tag in (_P, _TBL):
            return found
    return None


def _following(element: etree._Element) -> Iterator[etree._Element]:
    for sibling in element.itersiblings():
        if sibling.tag in _HOLDS:
            yield from (found for found in sibling.iter(_P, _TBL))
        else:
            yield sibling
    parent = element.getparent()
    if parent is not None and parent.tag in _HOLDS:
        yield from _following(parent)


def _put_back(change: etree._Element) -> None:
    """Put the old properties in the place of the new ones that tell of the change."""
    properties = change.getparent()
    if properties is None:
        return
    old = next(iter(change), None) if change.tag != qname("w:numberingChange") else None
    kept = [child for child in properties if child.tag in _KEPT_CHILDREN.get(properties.tag, ())]
    for child in list(properties):
        properties.remove(child)
    before = [child for child in kept if child.tag not in (_RPR, _SECT)] if properties.tag != qname("w:tcPr") else []
    behind = [child for child in kept if child not in before]
    properties.extend([*before, *(list(old) if old is not None else []), *behind])


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    position = parent.index(element)
    for child in list(element):
        parent.insert(position, child)
        position += 1
    _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

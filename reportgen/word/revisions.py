"""Tracked changes: a part as it is when all of them are accepted, or all rejected (ECMA-376-1, 17.13.5).

A paragraph whose end mark goes joins the next one, whose mark it takes with its properties; so Word does it.
Where no paragraph follows, an empty one goes and one with content stays, as does the last one of a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from reportgen.word.xml import qname

__all__ = ["accept_all", "has_revisions", "reject_all", "revisions"]

_INS, _DEL, _FROM, _TO = (qname(name) for name in ("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_CELL_INS, _CELL_DEL = qname("w:cellIns"), qname("w:cellDel")
_P, _R, _TBL, _TR, _TC = qname("w:p"), qname("w:r"), qname("w:tbl"), qname("w:tr"), qname("w:tc")
_PPR, _RPR, _SECT = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr")
_TRPR, _TCPR = qname("w:trPr"), qname("w:tcPr")
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
_RANGES = tuple(qname(f"w:move{kind}Range{end}") for kind in ("From", "To") for end in ("Start", "End"))
_KEPT_CHILDREN = {  # of properties that are put back: what the old ones do not tell
    _PPR: (_RPR, _SECT),
    _RPR: (_INS, _DEL, _FROM, _TO),
    _TRPR: (_INS, _DEL),
    _TCPR: (_CELL_INS, _CELL_DEL),
    qname("w:sectPr"): (qname("w:headerReference"), qname("w:footerReference")),
}
_UNDELETED = {qname("w:delText"): qname("w:t"), qname("w:delInstrText"): qname("w:instrText")}
_WRAPPERS = (qname("w:hyperlink"), qname("w:fldSimple"), qname("w:smartTag"))
_NO_CONTENT = frozenset(map(qname, ("w:rPr", "w:fldData", "w:smartTagPr", "w:commentReference")))
_HOLDS = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml")))


def has_revisions(root: etree._Element) -> bool:
    """Tell whether a part has tracked changes."""
    return next(revisions(root), None) is not None


def revisions(root: etree._Element) -> Iterator[etree._Element]:
    """Return what tells of tracked changes in a part, and of the places of moves."""
    return root.iter(_INS, _DEL, _FROM, _TO, _CELL_INS, _CELL_DEL, *_CHANGES, *_RANGES)


def accept_all(root: etree._Element) -> None:
    """Accept all tracked changes below `root`, in place."""
    _resolve(root, (_INS, _TO, _CELL_INS), (_DEL, _FROM, _CELL_DEL))
    etree.strip_elements(root, *_CHANGES)


def reject_all(root: etree._Element) -> None:
    """Reject all tracked changes below `root`, in place."""
    for change in list(root.iter(*_CHANGES)):
        _put_back(change)
    _resolve(root, (_DEL, _FROM, _CELL_DEL), (_INS, _TO, _CELL_INS))
    for element in root.iter(*_UNDELETED):
        element.tag = _UNDELETED[element.tag]


def _resolve(root: etree._Element, kept: tuple[str, ...], dropped: tuple[str, ...]) -> None:
    """Take out what goes and keep what stays: runs, then rows and cells, then the ends of paragraphs."""
    ends: list[etree._Element] = []
    for mark in list(root.iter(*dropped)):  # those in what is already taken out do no harm
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag not in _MARKED:
            parent.remove(mark)
        elif parent.tag == _RPR:
            ends.append(parent)
        elif parent.tag in (_TRPR, _TCPR):
            _remove_around(parent)
    for wrapper in list(root.iter(*_WRAPPERS)):
        if all(child.tag in _NO_CONTENT for child in wrapper):
            _remove(wrapper)
    _join_all(ends, dropped)
    for place in list(root.iter(*_RANGES)):
        _remove(place)
    etree.strip_tags(root, *kept)  # those of ends, rows and cells are empty


def _remove_around(properties: etree._Element) -> None:
    """Remove the row or cell that the properties belong to, and what is empty without it."""
    gone = properties.getparent()
    while gone is not None and gone.tag in (_TC, _TR, _TBL):
        parent = gone.getparent()
        _remove(gone)
        while parent is not None and parent.tag in _HOLDS:
            parent = parent.getparent()
        if parent is None or gone.tag == _TBL or next(parent.iter(gone.tag), None) is not None:
            return
        gone = parent


def _join_all(ends: Sequence[etree._Element], dropped: tuple[str, ...]) -> None:
    """Take the ends away that go, of which the properties are given. From the last to the first, so that the
    content of many paragraphs in a row that become one is moved once."""
    for paragraph in reversed(list(dict.fromkeys(_ending(ends, dropped)))):
        _join(paragraph, dropped)


def _ending(ends: Sequence[etree._Element], names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the paragraphs of whose end one of the names is said; from the marks, which are fewer than the
    paragraphs."""
    for told in ends:
        properties = told.getparent()
        paragraph = properties.getparent() if properties is not None and properties.tag == _PPR else None
        if paragraph is not None and paragraph.tag == _P and _mark(paragraph, names) is not None:
            yield paragraph


def _mark(paragraph: etree._Element, names: tuple[str, ...]) -> etree._Element | None:
    """Return what says of a paragraph's end that it was inserted or deleted, if it is one of the names."""
    properties = paragraph.find(_PPR)
    told = None if properties is None else properties.find(_RPR)
    return None if told is None else next(told.iterchildren(*names), None)


def _join(paragraph: etree._Element, dropped: tuple[str, ...]) -> None:
    """Take the end mark of a paragraph away."""
    following = _next_block(paragraph)
    content = [child for child in paragraph if child.tag != _PPR]
    if following is not None and following.tag == _P:
        properties = following.find(_PPR)
        if properties is not None:
            for child in reversed(content):
                properties.addnext(child)
        else:
            following[:0] = content
        _remove(paragraph)
    elif following is not None and not any(map(_is_content, content)):
        _remove(paragraph)
    elif (mark := _mark(paragraph, dropped)) is not None:
        _remove(mark)


def _is_content(element: etree._Element) -> bool:
    """Tell whether a child of a paragraph holds more than marks."""
    if element.tag == _R:
        return any(child.tag not in _NO_CONTENT for child in element)
    return len(element) > 0


def _next_block(paragraph: etree._Element) -> etree._Element | None:
    """Return the paragraph or table behind a paragraph in its cell, note or part."""
    for found in _following(paragraph):
        if found.tag in (_P, _TBL):
            return found
    return None


def _following(element: etree._Element) -> Iterator[etree._Element]:
    for sibling in element.itersiblings():
        if sibling.tag in _HOLDS:
            yield from sibling.iter(_P, _TBL)
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
    old = None if change.tag == qname("w:numberingChange") else next(iter(change), None)
    kept = [child for child in properties if child.tag in _KEPT_CHILDREN.get(properties.tag, ())]
    is_last = properties.tag in (_PPR, _TRPR, _TCPR)  # what is kept stands behind the others
    told = [] if old is None else list(old)
    properties[:] = [*told, *kept] if is_last else [*kept, *told]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)

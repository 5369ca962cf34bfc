"""The content of a paragraph while it is written: runs in what tells of their change, in the links around
them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import NamedTuple

from lxml import etree

from reportgen.diff.redline.carry import Carrier
from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.values import Cause
from reportgen.word.xml import XML_SPACE, qname

__all__ = ["Change", "Line", "Piece", "chain"]

_RPR = qname("w:rPr")
_TEXT, _CODE = qname("w:t"), qname("w:instrText")
_DELETED = {_TEXT: qname("w:delText"), _CODE: qname("w:delInstrText")}
_TEXTS = frozenset({_TEXT, _DELETED[_TEXT]})
_TOLD = ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData")
_ID = qname("w:id")
_PARAGRAPH, _RUN, _BOX = qname("w:p"), qname("w:r"), qname("w:txbxContent")


class Change(NamedTuple):
    """What is done to a run: `w:ins`, `w:del` and the like; and why."""

    name: str
    cause: Cause


class Piece(NamedTuple):
    """An element that goes into a run like `run`, or beside one when that is None. `around` are the elements
    around it, the outermost first, which `wrap` tells canonically."""

    element: etree._Element
    run: etree._Element | None
    around: Sequence[etree._Element]
    wrap: str


Copy = Callable[[etree._Element], etree._Element]


def _shell(element: etree._Element) -> etree._Element:
    """Return a link, field or control of the new file without its content."""
    twin = etree.Element(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
    twin.extend(copy(child) for child in element.iterchildren(*map(qname, _TOLD)))
    return twin


class Line:
    """Puts the content of one paragraph together."""

    def __init__(self, pen: Pen, carrier: Carrier) -> None:
        self.pen, self.carrier, self.root = pen, carrier, made("w:p")
        self._open: list[tuple[etree._Element, etree._Element]] = []
        self._wrap = ""
        self._change: tuple[Change, etree._Element] | None = None
        self._run: tuple[etree._Element, etree._Element] | None = None
        self._used: set[etree._Element] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put into it."""
        return len(self.root) == 0

    def put_new(self, piece: Piece, change: Change | None, look: etree._Element | None = None) -> None:
        """Put a piece of the new file; `look` tells of a change of the run's properties."""
        self._enter(piece.around, _shell)
        self._wrap = piece.wrap
        _append(self._run_for(piece, change, copy, look), piece.element)

    def put_old(self, piece: Piece, change: Change) -> None:
        """Put a piece of the old file, already a copy, into the links that are open when they are the same as
        its own."""
        if piece.wrap != self._wrap or not self._open:
            self._enter(piece.around, lambda around: self.carrier.shell(around, *_TOLD))
            self._wrap = piece.wrap
        if change.name == "w:del":
            _delete(piece.element)
            _delete_within(piece.element)
            self._delete_boxes(piece.element, change)
        _append(self._run_for(piece, change, self.carrier.copy, None), piece.element)

    def put_mark(self, mark: etree._Element, around: Sequence[etree._Element] | None = None) -> None:
        """Put what stands between runs, such as the end of a bookmark, within these elements or wherever the
        line has come to."""
        if around is not None:
            self._enter(around, _shell)
        self._change = self._run = None
        self._parent.append(mark)

    def put_reference(self, run: etree._Element, change: Change) -> None:
        """Put a run that comes and goes with a change."""
        self._changed(change).append(run)
        self._run = None

    def _delete_boxes(self, element: etree._Element, change: Change) -> None:
        """Delete the text of the boxes in an element as well: within a deletion there is no text but
        deleted."""
        for box in element.iter(_BOX):
            for run in list(box.iter(_RUN)):
                deletion = self.pen.change(*change)
                run.addprevious(deletion)
                deletion.append(run)
                for child in run:
                    _delete(child)

    @property
    def _parent(self) -> etree._Element:
        return self._open[-1][1] if self._open else self.root

    def _enter(self, around: Sequence[etree._Element], shell: Copy) -> None:
        """Leave what is open and open what is around a piece, but for what they have in common."""
        if not self._open and not around:
            return
        shared = 0
        for (known, _), element in zip(self._open, around, strict=False):
            if known is not element:
                break
            shared += 1
        if shared == len(self._open) == len(around):
            return
        self._change = self._run = None
        del self._open[shared:]
        for element in around[shared:]:
            twin = shell(element)
            if element in self._used:
                _forget_id(twin)
            self._used.add(element)
            self._parent.append(twin)
            self._open.append((element, twin))

    def _run_for(
        self, piece: Piece, change: Change | None, twin: Copy, look: etree._Element | None
    ) -> etree._Element:
        """Return the run that a piece goes into, or what it goes into without one."""
        holder = self._changed(change)
        if piece.run is None:
            self._run = None
            return holder
        if self._run is None or self._run[0] is not piece.run or look is not None:
            run = etree.SubElement(holder, _RUN)
            if twin is copy:
                for name, value in piece.run.items():
                    run.set(name, value)
            properties = piece.run.find(_RPR)
            _give(run, None if properties is None else twin(properties), look)
            self._run = (piece.run, run)
        found = self._run[1]
        if look is not None:
            self._run = None
        return found

    def _changed(self, change: Change | None) -> etree._Element:
        """Return what a run of this change goes into."""
        if change is None:
            if self._change is not None:
                self._change = self._run = None
            return self._parent
        if self._change is None or self._change[0] != change:
            element = self.pen.change(*change)
            self._parent.append(element)
            self._change, self._run = (change, element), None
        return self._change[1]


def _give(run: etree._Element, properties: etree._Element | None, look: etree._Element | None) -> None:
    if properties is None and look is not None:
        properties = made("w:rPr")
    if properties is not None:
        if look is not None:
            properties.append(look)
        run.append(properties)


def _append(run: etree._Element, element: etree._Element) -> None:
    """Put an element into a run; two texts that meet become one."""
    last = run[-1] if len(run) else None
    if last is not None and last.tag == element.tag and last.tag in _TEXTS:
        last.text = (last.text or "") + (element.text or "")
        last.set(XML_SPACE, "preserve")
    else:
        run.append(element)


def _delete(element: etree._Element) -> None:
    """Make an element of a run what it is when it is deleted; what is in a picture stays."""
    name = _DELETED.get(element.tag)
    if name is not None:
        element.tag = name
        element.set(XML_SPACE, "preserve")


def _delete_within(element: etree._Element) -> None:
    """Delete the text of runs in an element, such as what is written above a word; that of a text box has a
    deletion of its own."""
    for child in element:
        if child.tag != _BOX:
            child.tag = _DELETED.get(child.tag, child.tag)
            _delete_within(child)


def _forget_id(control: etree._Element) -> None:
    """Take the id from the second half of a content control, which is to be unique."""
    for told in control.iterchildren(qname("w:sdtPr")):
        for identity in told.findall(_ID):
            told.remove(identity)


def chain(element: etree._Element) -> tuple[etree._Element, ...]:
    """Return what is around a run or mark within its paragraph, the outermost first."""
    around: list[etree._Element] = []
    parent = element.getparent()
    while parent is not None and parent.tag != _PARAGRAPH:
        around.append(parent)
        parent = parent.getparent()
    return tuple(reversed(around))

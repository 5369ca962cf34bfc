"""The content of a paragraph while it is written: runs in what tells of their change, in the links around
them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.diff.redline.carry import Carrier
from reportgen.diff.redline.pen import Pen, made
from reportgen.diff.redline.properties import own
from reportgen.diff.redline.readings import Source, said
from reportgen.diff.values import Cause
from reportgen.word.xml import XML_SPACE, copied, qname

__all__ = ["Change", "Line"]

_TEXT, _CODE = qname("w:t"), qname("w:instrText")
_DELETED = {_TEXT: qname("w:delText"), _CODE: qname("w:delInstrText")}
_TEXTS = frozenset({_TEXT, _DELETED[_TEXT]})
_TOLD = ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:fldData")
_ID = qname("w:id")
_RUN, _BOX = qname("w:r"), qname("w:txbxContent")


class Change(NamedTuple):
    """What is done to a run: `w:ins`, `w:del` and the like; and why."""

    name: str
    cause: Cause


Copy = Callable[[etree._Element], etree._Element]


def _shell(element: etree._Element) -> etree._Element:
    """Return a link, field or control of the new file without its content."""
    twin = etree.Element(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
    twin.extend(copied(child) for child in element.iterchildren(*map(qname, _TOLD)))
    return twin


class Line:
    """Puts the content of one paragraph together."""

    def __init__(self, pen: Pen, carrier: Carrier) -> None:
        self.pen, self.carrier, self.root = pen, carrier, made("w:p")
        self._open: list[tuple[etree._Element, etree._Element]] = []
        self._wrap = ""
        self._change: tuple[Change, etree._Element] | None = None
        self._run: tuple[etree._Element | None, etree._Element] | None = None
        self._used: set[etree._Element] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put into it."""
        return len(self.root) == 0

    def put_new(
        self,
        source: Source,
        element: etree._Element,
        change: Change | None,
        look: etree._Element | None = None,
    ) -> None:
        """Put an element of the new file into a run like the one it stands in; `look` tells of a change of
        the run's properties."""
        if source.around or self._open:
            self._enter(source.around, _shell)
        self._wrap = source.wrap
        self._put(source, element, change, look)

    def put_old(self, source: Source, element: etree._Element, change: Change) -> None:
        """Put an element of the old file, already a copy, into the links that are open when they are the same
        as its own."""
        if change.name == "w:del":
            _delete(element)
            _delete_within(element)
            self._delete_boxes(element, change)
        self._enter_old(source)
        self._put(source, element, change)

    def put_new_text(
        self, source: Source, text: str, change: Change | None, look: etree._Element | None = None
    ) -> None:
        """Put a text of the new file as `put_new` does."""
        if source.around or self._open:
            self._enter(source.around, _shell)
        self._wrap = source.wrap
        self._put_text(source, text, _TEXT, change, look)

    def put_old_text(self, source: Source, text: str, change: Change) -> None:
        """Put a text of the old file as `put_old` does."""
        self._enter_old(source)
        self._put_text(source, text, _DELETED[_TEXT] if change.name == "w:del" else _TEXT, change)

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

    def _enter_old(self, source: Source) -> None:
        if source.wrap != self._wrap or not self._open:
            if source.around or self._open:
                self._enter(source.around, lambda around: self.carrier.shell(around, *_TOLD))
            self._wrap = source.wrap

    def _put(
        self,
        source: Source,
        element: etree._Element,
        change: Change | None,
        look: etree._Element | None = None,
    ) -> None:
        """Put an element into the run that is open when it is of the same one, else into one of its own."""
        holder = self._changed(change)
        if source.run is None:
            self._run = None
            _append(holder, element)
        elif self._run is not None and self._run[0] is source.run and look is None:
            _append(self._run[1], element)
        else:
            self._open_run(holder, source, source.holding(element), look)

    def _put_text(
        self,
        source: Source,
        text: str,
        name: str,
        change: Change | None,
        look: etree._Element | None = None,
    ) -> None:
        """Put a text as `_put` does an element, of that name."""
        holder = self._changed(change)
        if self._run is not None and self._run[0] is source.run and look is None:
            _append(self._run[1], said(text, name))
        else:
            self._open_run(holder, source, source.saying(text, name), look)

    def _open_run(
        self, holder: etree._Element, source: Source, run: etree._Element, look: etree._Element | None
    ) -> None:
        if look is not None:
            own(run, "w:rPr").append(look)
        holder.append(run)
        self._run = (source.run, run) if look is None else None

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

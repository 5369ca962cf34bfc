"""A whole Word document as a value: its content takes the place of the paragraph that holds the tag.

Comes along: text, tables, styles that are missing, lists, pictures, charts, links, footnotes and endnotes.
Stays behind: the page (sections, headers, footers) and comments; a warning of the merge says so (TP312).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.diagnostics import Diagnostic, Refusal, fault
from reportgen.refs import Place
from reportgen.template.adoption import Adoption
from reportgen.template.contents import has_contents, request_refresh
from reportgen.template.fetching import without_fetching
from reportgen.template.objects import DocumentObject
from reportgen.template.paragraphs import PARAGRAPH_MARK
from reportgen.template.repeats import next_id
from reportgen.template.restarts import begin_anew
from reportgen.template.slots import Slot
from reportgen.template.swaps import swap
from reportgen.word.package import Package, open_package
from reportgen.word.parts import main_part, mended
from reportgen.word.resources import PartResources, Resources
from reportgen.word.xml import parsed, qname, usual_prefixes

__all__ = ["Subdocument"]

_FIRST_BOOKMARK = 1_000_000  # ids of bookmarks in templates and of insertions stay below
_W = f' xmlns:w="{etree.QName(qname("w:p")).namespace}"'
_TARGET = "sub"
_ID, _NAME, _ANCHOR = qname("w:id"), qname("w:name"), qname("w:anchor")
_SECTION = qname("w:sectPr")
_COMMENTS = tuple(map(qname, ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
_BOUND = tuple(
    map(qname, ("w:dataBinding", "w:id"))
)  # of content controls: ids are to be unique, data stays behind
_NOTES = {"footnotes": qname("w:footnoteReference"), "endnotes": qname("w:endnoteReference")}
_NUMBERED = tuple(map(qname, ("wp:docPr", "pic:cNvPr")))
_IGNORABLE = qname("mc:Ignorable")
_CHANGES = tuple(
    map(
        qname,
        (
            *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange"),
            *("w:trPrChange", "w:tcPrChange", "w:tblGridChange", "w:numberingChange"),
            *("w:cellIns", "w:cellDel", "w:cellMerge"),
        ),
    )
)


class Subdocument(DocumentObject):
    """The content of another Word document: a path, bytes, or a document of python-docx.

    For a paragraph of its own: `{{p x }}`, or `{{ x }}` with nothing beside it. Styles of the same name are
    the template's. Tags in it are text, as in every value.
    """

    __slots__ = ("source",)

    def __init__(self, source: Path | str | bytes | Any) -> None:
        self.source = source

    def faults(self, place: Place) -> list[Diagnostic]:
        try:
            self._package()
        except Refusal as refusal:
            return _told_at(place, refusal.diagnostics)
        return []

    def written(self, slot: Slot, resources: PartResources) -> str:
        place, tag = slot.located.place, slot.located.tag.text
        if not (slot.whole or slot.alone):
            resources.shared.faults.append(fault("TP310", place, tag=tag, kind=type(self).__name__))
            return ""
        known = resources.shared.memory
        if self not in known:
            if self.faults(place):
                return ""
            known[self], left = self._package()
            resources.shared.faults += _told_at(place, left)
            _warn(known[self], resources.shared, place)
        xml = _Insertion(known[self], resources).xml()
        return xml if slot.whole or not xml else swap(xml)

    def _package(self) -> tuple[Package, tuple[Diagnostic, ...]]:
        """Return the document without what Word would fetch, as of templates, and what was left out."""
        if isinstance(self.source, Path | str):
            package = open_package(Path(self.source))
        else:
            package = open_package(_bytes_of(self.source), "subdocument.docx")
        main = main_part(package)
        parsed(package.part(main), package.file, main)
        return without_fetching(mended(package))


def _told_at(place: Place, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return faults of a document with the place that asks for it."""
    return [one._replace(related=(*one.related, place)) for one in found]


def _bytes_of(source: Any) -> bytes:
    if isinstance(source, bytes):
        return source
    stream = BytesIO()
    source.save(stream)
    return stream.getvalue()


def _body(package: Package) -> etree._Element:
    main = main_part(package)
    root = usual_prefixes(parsed(package.part(main), package.file, main))
    body = root.find(qname("w:body"))
    return body if body is not None else root


def _warn(package: Package, resources: Resources, place: Place) -> None:
    """Note what of a sub-document stays behind."""
    body = _body(package)
    left = [_SECTION] if next(body.iterfind(f".//{qname('w:pPr')}/{_SECTION}"), None) is not None else []
    left += [name for name in _COMMENTS[-1:] if next(body.iter(name), None) is not None]
    for name in left:
        what = etree.QName(name).localname
        resources.faults.append(fault("TP312", place, file=package.file, what=what))


class _Insertion:
    """One printing of a sub-document: its body, made to fit into the receiving part."""

    def __init__(self, package: Package, part: PartResources) -> None:
        self.package, self.part, self.resources = package, part, part.shared
        memory, key = self.resources.memory, (Adoption, package.digest, part.name)
        self.adoption: Adoption = memory.setdefault(key, Adoption(package, part))
        self.adoption.lists = {}  # each printing begins its lists anew

    def xml(self) -> str:
        """Return the content as it stands in the merged text."""
        body = _body(self.package)
        root = body.getparent() if body.getparent() is not None else body
        assert root is not None  # the body itself, or what holds it
        _forget_ignorable(root)
        _forget_page_and_comments(body)
        for kind, name in _NOTES.items():
            self._bring_notes(body, kind, name)
        self._fit(body, main_part(self.package))
        self._name_bookmarks(body)
        if has_contents(body):
            request_refresh(self.resources)
        for paragraph in list(body.iter(qname("w:p"))):
            paragraph.addprevious(etree.ProcessingInstruction(_TARGET, "p"))
        return "".join(_serialised(body)).replace(f"<?{_TARGET} p?>", PARAGRAPH_MARK)

    def _fit(self, root: etree._Element, part: str) -> None:
        """Tie everything that `root` refers to, content of the source's `part`, to the receiving document."""
        self.adoption.name_defaults(root)
        self.adoption.adopt_styles(root)
        self.adoption.adopt_lists(root)
        begin_anew(root, self.resources, self.adoption.lists)
        self.adoption.adopt_parts(root, part)
        for element in root.iter(*_NUMBERED):
            element.set("id", str(self.part.next_drawing()))
        for element in root.iter(*_CHANGES):
            element.set(_ID, str(next_id(self.resources)))
        for control in root.iter(qname("w:sdtPr")):
            for bound in [child for child in control if child.tag in _BOUND]:
                control.remove(bound)

    def _bring_notes(self, body: etree._Element, kind: str, reference: str) -> None:
        """Add the notes that the body refers to to those of the receiving document; a header can have
        none."""
        references = list(body.iter(reference))
        if not references:
            return
        notes = self.adoption.notes(kind)
        part = self.adoption.notes_part(kind)
        in_body = self.part.name == main_part(self.resources.package)
        for element in references:
            note = notes.get(element.get(_ID) or "")
            if note is None or not in_body:
                _remove(element)
                continue
            new = deepcopy(note)
            receiving = self.resources.of_part(self.resources.sheet_name(kind))
            adoption = Adoption(self.package, receiving, self.adoption.styles, self.adoption.brought)
            _Insertion._fit_note(self, adoption, new, part)
            number = self._next(kind)
            new.set(_ID, number)
            element.set(_ID, number)
            self.resources.append(kind, new)

    def _fit_note(self, adoption: Adoption, note: etree._Element, part: str) -> None:
        own, self.adoption = self.adoption, adoption
        try:
            self._fit(note, part)
        finally:
            self.adoption = own

    def _next(self, kind: str) -> str:
        """Return the next id of a note that the receiving document has not."""
        key = (Subdocument, kind)
        memory = self.resources.memory
        if key not in memory:
            name = self.resources.sheet_name(kind)
            package = self.resources.package
            root = parsed(package.part(name), package.file, name) if name in package else ()
            numbers = [int(note.get(_ID) or 0) for note in root]
            memory[key] = max(numbers, default=0)
        memory[key] += 1
        return str(memory[key])

    def _name_bookmarks(self, body: etree._Element) -> None:
        """Give the bookmarks ids of their own, and names where theirs are taken, in the links to them as
        well."""
        names: dict[str, str] = {}
        numbers: dict[str, str] = {}
        for mark in body.iter(qname("w:bookmarkStart")):
            old = mark.get(_NAME) or ""
            names[old] = self._free_name(old)
            mark.set(_NAME, names[old])
            mark.set(_ID, numbers.setdefault(mark.get(_ID) or "", self._next_bookmark()))
        for mark in body.iter(qname("w:bookmarkEnd")):
            mark.set(_ID, numbers.get(mark.get(_ID) or "", mark.get(_ID) or ""))
        for link in body.iter(qname("w:hyperlink")):
            if (anchor := link.get(_ANCHOR)) in names:
                link.set(_ANCHOR, names[str(anchor)])
        for code in body.iter(qname("w:instrText")):
            words = (code.text or "").split(" ")
            code.text = " ".join(names.get(word, word) for word in words)

    def _next_bookmark(self) -> str:
        key = (Subdocument, "bookmark")
        self.resources.memory[key] = self.resources.memory.get(key, _FIRST_BOOKMARK) + 1
        return str(self.resources.memory[key])

    def _free_name(self, name: str) -> str:
        taken: set[str] = self.resources.memory.setdefault((Subdocument, "names"), set())
        if not taken:
            taken |= set(_names_in(self.resources.package))
        free, number = name, 1
        while free in taken:
            number += 1
            free = f"{name[:36]}_{number}"  # Word takes 40 characters
        taken.add(free)
        return free


def _names_in(package: Package) -> Iterator[str]:
    root = parsed(package.part(main_part(package)), package.file, main_part(package))
    yield ""
    for mark in root.iter(qname("w:bookmarkStart")):
        yield mark.get(_NAME) or ""


def _forget_ignorable(root: etree._Element) -> None:
    """Take out what the document itself calls ignorable: the receiving one does not declare it so."""
    prefixes = (root.get(_IGNORABLE) or "").split()
    spaces = {uri for prefix in prefixes if (uri := root.nsmap.get(prefix))}
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            if etree.QName(str(name)).namespace in spaces:
                del element.attrib[name]
        if etree.QName(element).namespace in spaces:
            _remove(element)


def _forget_page_and_comments(body: etree._Element) -> None:
    for element in list(body.iter(_SECTION, *_COMMENTS)):
        _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _serialised(body: etree._Element) -> Iterator[str]:
    """Yield the XML of the body's children, without the one declaration that always holds where they go."""
    for child in body:
        if isinstance(child, etree._ProcessingInstruction):
            yield etree.tostring(child, encoding="unicode", with_tail=False)
            continue
        single = deepcopy(child)
        told = (choice.get("Requires") or "" for choice in single.iter(qname("mc:Choice")))
        etree.cleanup_namespaces(single, keep_ns_prefixes=[prefix for one in told for prefix in one.split()])
        start, closing, rest = etree.tostring(single, encoding="unicode", with_tail=False).partition(">")
        yield start.replace(_W, "") + closing + rest

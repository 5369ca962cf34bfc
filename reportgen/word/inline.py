"""What stands in a paragraph, character by character: text, objects, and the formatting of each.

Two paragraphs are compared by what a reader sees. So a picture, a field or a note's reference counts as one
character, `OBJECT`, whose `key` says what it is; ids, revision marks and the way in which a program cuts text
into runs count for nothing.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from reportgen.word.canonical import canonical, properties_key
from reportgen.word.runs import text_of_element
from reportgen.word.xml import qname

__all__ = ["OBJECT", "PAGE_FIELD", "STAND_INS", "Atom", "Inline", "inline"]

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a text for what is none: a picture, a field's code, the reference of a note, a page break."""
STAND_INS = {OBJECT: "\U0001fffe", "\N{PARAGRAPH SEPARATOR}": "\U0001ffff"}
"""What stands for the two characters that mean something else here when a text has them of its own: two that
no text has."""
PAGE_FIELD = "page field"
"""How the key of a field begins, all of which is one object, whose result is the number of a page: a program
reckons it anew whenever it lays the text out."""

_RUN, _RUN_PROPERTIES, _PROPERTIES = qname("w:r"), qname("w:rPr"), qname("w:pPr")
_BREAK, _TYPE = qname("w:br"), qname("w:type")
_FIELD, _FIELD_TYPE, _CODE = qname("w:fldChar"), qname("w:fldCharType"), qname("w:instrText")
_BOX, _TEXT = qname("w:txbxContent"), qname("w:t")
_NOTES = {qname("w:footnoteReference"): "footnote", qname("w:endnoteReference"): "endnote"}
_ID = qname("w:id")
_STAND_INS = str.maketrans(STAND_INS)
_SEPARATOR = "\N{PARAGRAPH SEPARATOR}"
_PLAIN = ([_TEXT], [_RUN_PROPERTIES, _TEXT])  # what is in a run of nothing but text
_SIMPLE, _INSTRUCTION = qname("w:fldSimple"), qname("w:instr")
_PAGES = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"))
_COMMENT = qname("w:commentReference")
# Around runs, of no weight: what is in them is read as if they were not there.
_TRANSPARENT = frozenset(
    map(qname, ("w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:customXml", "w:dir", "w:bdo"))
)
# Around runs, and a part of what a reader sees: where a link leads, what a field computes.
_WRAPPERS = frozenset(map(qname, ("w:hyperlink", "w:fldSimple")))
_NO_CONTENT = frozenset(
    map(
        qname,
        (
            "w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:proofErr", "w:sdtPr",
            "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:lastRenderedPageBreak", "w:annotationRef",
        ),
    )
)  # fmt: skip
_MARKS = frozenset(
    map(
        qname,
        (
            "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:permStart",
            "w:permEnd", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
            "w:moveToRangeEnd",
        ),
    )
)  # fmt: skip


class Atom(NamedTuple):
    """A piece of a paragraph that stands in one run: a stretch of text, or an object.

    `start` is where it begins in the paragraph's text; `key` says what an object is and is empty for text;
    `format` tells the run's formatting, `wrap` the links and fields around it, both canonically. `elements`
    are the elements that make it, each with its run (None for one that stands in none, such as a formula),
    `wraps` the elements around it, the outermost first.
    """

    start: int
    text: str
    key: str
    format: str
    wrap: str
    elements: tuple[tuple[etree._Element | None, etree._Element], ...]
    wraps: tuple[etree._Element, ...]

    @property
    def end(self) -> int:
        """Where it ends in the paragraph's text."""
        return self.start + len(self.text)


class Inline(NamedTuple):
    """The content of a paragraph. `marks` are what stands between characters and is no content, with the
    offset: ends of bookmarks and comments, the latter's references as their runs. `boxes` are the contents
    of text boxes with the offset of their object, `notes` the references of notes: offset, kind, id."""

    text: str
    atoms: tuple[Atom, ...]
    marks: tuple[tuple[int, etree._Element], ...] = ()
    boxes: tuple[tuple[int, etree._Element], ...] = ()
    notes: tuple[tuple[int, str, str], ...] = ()


def inline(paragraph: etree._Element, links: Mapping[str, str] | None = None) -> Inline:
    """Return the content of a paragraph as it reads when all tracked changes are accepted.

    `links` says of the relationship ids of the part what they lead to, so that equal pictures are equal.
    """
    reader = _Reader(links or {})
    reader.read(paragraph, (), "")
    reader.end_field()
    return Inline(
        _text_of(reader.atoms),
        tuple(reader.atoms),
        tuple(reader.marks),
        tuple(reader.boxes),
        tuple(reader.notes),
    )


class _Reader:
    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
        self.atoms: list[Atom] = []
        self.marks: list[tuple[int, etree._Element]] = []
        self.boxes: list[tuple[int, etree._Element]] = []
        self.notes: list[tuple[int, str, str]] = []
        self.offset = 0
        self.code: list[tuple[etree._Element | None, etree._Element]] = []  # of an open field
        self.code_format = ""
        self.depth = 0  # of fields within the code of a field

    def read(self, parent: etree._Element, wraps: tuple[etree._Element, ...], wrap: str) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, wraps, wrap)
            elif tag in _NO_CONTENT:
                continue
            elif tag in _TRANSPARENT:
                self.read(child, wraps, wrap)
            elif tag == _SIMPLE and _is_of_pages(code := child.get(_INSTRUCTION) or ""):
                self._put(Atom(self.offset, OBJECT, _key(code), "", wrap, ((None, child),), wraps))
            elif tag in _WRAPPERS:
                self.read(child, (*wraps, child), wrap + self._wrapper(child))
            elif tag in _MARKS:
                self.marks.append((self.offset, child))
            elif isinstance(tag, str):
                self._object(None, child, "", wraps, wrap)

    def _wrapper(self, element: etree._Element) -> str:
        return canonical(element, self.links, shallow=True)

    def _run(self, run: etree._Element, wraps: tuple[etree._Element, ...], wrap: str) -> None:
        elements = list(run)  # kept, since to be given an element is most of what it costs to look at it
        tags, form = [element.tag for element in elements], ""
        if _RUN_PROPERTIES in tags:
            form = properties_key(elements[tags.index(_RUN_PROPERTIES)], links=self.links)
        if tags in _PLAIN and not self.code:  # as most runs are
            if text := elements[-1].text:
                self._put(Atom(self.offset, text, "", form, wrap, ((run, elements[-1]),), wraps))
            return
        for element, tag in zip(elements, tags, strict=True):
            if tag in _NO_CONTENT:
                continue
            if tag == _COMMENT:
                self.marks.append((self.offset, run))
            elif self.code or tag == _FIELD:
                self._in_field(run, element, form, wraps, wrap)
            elif text := _text(element):
                self._put(Atom(self.offset, text, "", form, wrap, ((run, element),), wraps))
            elif tag in _NOTES:
                self.notes.append((self.offset, _NOTES[tag], element.get(_ID) or ""))
                self._put(Atom(self.offset, OBJECT, _NOTES[tag], form, wrap, ((run, element),), wraps))
            else:
                self._object(run, element, form, wraps, wrap)

    def _object(
        self,
        run: etree._Element | None,
        element: etree._Element,
        form: str,
        wraps: tuple[etree._Element, ...],
        wrap: str,
    ) -> None:
        self.boxes += [(self.offset, box) for box in element.iter(_BOX) if not _is_within(box, element)]
        key = canonical(element, self.links)
        self._put(Atom(self.offset, OBJECT, key, form, wrap, ((run, element),), wraps))

    def _in_field(
        self,
        run: etree._Element,
        element: etree._Element,
        form: str,
        wraps: tuple[etree._Element, ...],
        wrap: str,
    ) -> None:
        """Take an element of a field: from its beginning to what separates its code from its result it is
        one object, its end another. All of it is one where the result is the number of a page."""
        kind = element.get(_FIELD_TYPE) if element.tag == _FIELD else None
        if not self.code and kind != "begin":
            self._put(Atom(self.offset, OBJECT, f"field {kind}", form, wrap, ((run, element),), wraps))
            return
        if not self.code:
            self.code_format, self.depth = form, 0
        self.code.append((run, element))
        self.depth += (kind == "begin") - (kind == "end")
        is_said = self.depth == 1 and kind == "separate" and not _is_of_pages(self._said())
        if self.depth == 0 or is_said:
            self._put_code(wraps, wrap)

    def end_field(self) -> None:
        """Take the code of a field that goes on in the next paragraph."""
        if self.code:
            self._put_code((), "")

    def _said(self) -> str:
        return "".join(element.text or "" for _, element in self.code if element.tag == _CODE)

    def _put_code(self, wraps: tuple[etree._Element, ...], wrap: str) -> None:
        key = _key(self._said())
        self._put(Atom(self.offset, OBJECT, key, self.code_format, wrap, tuple(self.code), wraps))
        self.code = []

    def _put(self, atom: Atom) -> None:
        self.atoms.append(atom)
        self.offset += len(atom.text)


def _text_of(atoms: Sequence[Atom]) -> str:
    """Return the text of a paragraph; the signs that mean something here stand for objects alone."""
    text = "".join([atom.text for atom in atoms])
    if OBJECT in text or _SEPARATOR in text:
        return "".join([atom.text if atom.key else atom.text.translate(_STAND_INS) for atom in atoms])
    return text


def _text(element: etree._Element) -> str:
    """Return what an element of a run reads as; a break of the page or the column is an object."""
    is_larger_break = element.tag == _BREAK and element.get(_TYPE, "textWrapping") != "textWrapping"
    return "" if is_larger_break else text_of_element(element)


def _key(code: str) -> str:
    """Return the key of a field with this code."""
    said = " ".join(code.split())
    return f"{PAGE_FIELD} {said}" if _is_of_pages(code) else f"field {said}"


def _is_of_pages(code: str) -> bool:
    return (code.split() or [""])[0].upper() in _PAGES


def _is_within(box: etree._Element, element: etree._Element) -> bool:
    """Tell whether a text box stands in another one below `element`."""
    for around in box.iterancestors():
        if around is element:
            return False
        if around.tag == _BOX:
            return True
    return False

"""Reads the stories of one part: what stands in a text, a header or a note, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from reportgen.refs import TableCell
from reportgen.word.canonical import properties_key, rounded_width
from reportgen.word.content import Block, Box, Cell, Paragraph, Row, Story, Table
from reportgen.word.inline import OBJECT, Atom, inline
from reportgen.word.package import Package
from reportgen.word.relationships import relationships
from reportgen.word.stylenames import style_names
from reportgen.word.tables import table_cells
from reportgen.word.xml import child_named, qname

__all__ = ["StoryReader", "links_of"]

_P, _TBL, _TR, _TC = qname("w:p"), qname("w:tbl"), qname("w:tr"), qname("w:tc")
_PPR, _RPR, _SECT, _LIST = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr"), qname("w:numPr")
_TBLPR, _GRID, _TRPR, _TCPR = qname("w:tblPr"), qname("w:tblGrid"), qname("w:trPr"), qname("w:tcPr")
_AROUND = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_NOTE = frozenset(map(qname, ("w:footnote", "w:endnote")))
_FALLBACK = qname("mc:Fallback")


def links_of(package: Package, part: str) -> dict[str, str]:
    """Return what the ids of a part stand for: relationship → an address, or the content of a member;
    `style_key` → the name of a style."""
    links = dict(style_names(package))
    for identity, found in relationships(package, part).items():
        known = not found.external and found.target in package
        links[identity] = package.checksum(found.target) if known else found.target
    return links


class StoryReader:
    """Reads the stories of one part. `lists` says of the number of a list what its definition tells; the
    paragraphs `known` are not read anew."""

    def __init__(
        self,
        part: str,
        root: etree._Element,
        links: Mapping[str, str],
        lists: Mapping[str, str],
        known: Mapping[etree._Element, Paragraph] | None = None,
    ) -> None:
        self.part, self.root, self.links, self.lists, self.known = part, root, links, lists, known
        self.numbers: dict[etree._Element, int] = {}
        self.cells: dict[int, TableCell] = {}

    def stories(self, role: tuple[str, str]) -> Iterator[Story]:
        """Yield the stories: one, none of comments, each note of a part of notes; `role` is kind and
        `section:type` of the section that shows the part as its header or footer."""
        self.numbers = {element: number for number, element in enumerate(self.root.iter(_P), start=1)}
        if self.known is None:
            self.cells = table_cells(self.root)
        local = etree.QName(self.root).localname
        if local == "comments":
            return
        if local in ("footnotes", "endnotes"):
            for note in self.root.iterchildren(*_NOTE):
                identity = note.get(qname("w:id")) or ""
                yield self._story(note, local[:-1], identity)
            return
        container = self.root.find(qname("w:body")) if local == "document" else self.root
        if container is not None:
            kind = {"hdr": "header", "ftr": "footer"}.get(local, "main")
            yield self._story(container, kind, role[1] if kind != "main" else "")

    def _story(self, container: etree._Element, kind: str, role: str) -> Story:
        section = container.find(_SECT)
        told = "" if section is None else _section_key(section)
        return Story(self.part, kind, role, self._blocks(container), told, container, self.root)

    def _blocks(self, container: etree._Element) -> tuple[Block, ...]:
        return tuple(self._each(container))

    def _each(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            if child.tag == _P:
                yield self._paragraph(child)
            elif child.tag == _TBL:
                yield self._table(child)
            elif child.tag in _AROUND:
                yield from self._each(child)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        number = self.numbers[element]
        if self.known and (known := self.known.get(element)) is not None:
            return known
        properties = child_named(element, _PPR)
        found = inline(element, self.links)
        told, mark, section = self._told(properties)
        return Paragraph(
            number,
            found.text,
            tuple([atom.key for atom in found.atoms if atom.key]) if OBJECT in found.text else (),
            _formats(found.atoms),
            told,
            mark,
            section,
            tuple(self._box(offset, box) for offset, box in found.boxes) if found.boxes else (),
            found.notes,
            self.cells.get(number),
            element,
            found,
        )

    def _told(self, properties: etree._Element | None) -> tuple[str, str, str]:
        if properties is None or not len(properties):
            return "", "", ""
        told = properties_key(properties, "w:rPr", "w:sectPr", "w:numPr", links=self.links)
        mark, section = child_named(properties, _RPR), child_named(properties, _SECT)
        told = " ".join(filter(None, (told, self._list(properties))))
        return (
            told,
            "" if mark is None else properties_key(mark, links=self.links),
            "" if section is None else _section_key(section),
        )

    def _list(self, properties: etree._Element) -> str:
        """Return the list that a paragraph belongs to by what it looks like: programs number lists anew."""
        told = child_named(properties, _LIST)
        if told is None:
            return ""
        values = {etree.QName(child).localname: child.get(qname("w:val")) or "" for child in told}
        number, level = values.get("numId", ""), values.get("ilvl", "0")
        return f"list({level};{self.lists.get(number, number)})"

    def _box(self, offset: int, element: etree._Element) -> Box:
        is_echo = any(around.tag == _FALLBACK for around in element.iterancestors())
        return Box(offset, self._blocks(element), is_echo, element)

    def _table(self, element: etree._Element) -> Table:
        rows = tuple(self._row(row) for row in _own(element, _TR))
        properties, grid = child_named(element, _TBLPR), child_named(element, _GRID)
        widths = (
            () if grid is None else tuple(rounded_width(column.get(qname("w:w")) or "") for column in grid)
        )
        told = "" if properties is None else properties_key(properties, links=self.links)
        return Table(rows, told, widths, element)

    def _row(self, element: etree._Element) -> Row:
        cells = tuple(self._cell(cell) for cell in _own(element, _TC))
        properties = child_named(element, _TRPR)
        return Row(cells, "" if properties is None else properties_key(properties), element)

    def _cell(self, element: etree._Element) -> Cell:
        properties = child_named(element, _TCPR)
        return Cell(self._blocks(element), "" if properties is None else properties_key(properties), element)


def _formats(atoms: Sequence[Atom]) -> tuple[tuple[int, str], ...]:
    """Return the stretches of equal formatting, however the text is cut into runs."""
    found: list[tuple[int, str]] = []
    length, form = 0, None
    for atom in atoms:
        own = f"{atom.format} {atom.wrap}" if atom.wrap else atom.format
        if own != form and form is not None:
            found.append((length, form))
            length = 0
        length, form = length + len(atom.text), own
    return (*found, (length, form)) if form is not None else ()


def _own(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _AROUND:
            yield from _own(child, name)


def _section_key(section: etree._Element) -> str:
    """Return what a section's properties say of the page; which headers it shows is told by their text."""
    return properties_key(section, "w:headerReference", "w:footerReference")

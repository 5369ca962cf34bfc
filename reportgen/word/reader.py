"""Reads a Word file as `content` has it: as it is when all its tracked changes are accepted.

Nothing is changed in the file that is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy

from lxml import etree

from reportgen.refs import TableCell
from reportgen.word.canonical import properties_key, rounded_width
from reportgen.word.content import Block, Box, Cell, Content, Paragraph, Row, Story, Table
from reportgen.word.inline import OBJECT, Atom, inline
from reportgen.word.numbering import numberings
from reportgen.word.package import Package, deflated
from reportgen.word.parts import COMMENTS, content_types, main_part, story_parts
from reportgen.word.relationships import relationships
from reportgen.word.revisions import accept_all, has_revisions, revisions
from reportgen.word.stylenames import style_names
from reportgen.word.tables import table_cells
from reportgen.word.xml import child_named, copied, qname, serialised, word_root

__all__ = ["links_of", "paragraphs_of", "read_again", "read_content"]

_P, _TBL, _TR, _TC = qname("w:p"), qname("w:tbl"), qname("w:tr"), qname("w:tc")
_PPR, _RPR, _SECT, _LIST = qname("w:pPr"), qname("w:rPr"), qname("w:sectPr"), qname("w:numPr")
_TBLPR, _GRID, _TRPR, _TCPR = qname("w:tblPr"), qname("w:tblGrid"), qname("w:trPr"), qname("w:tcPr")
_AROUND = frozenset(map(qname, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
_NOTE = frozenset(map(qname, ("w:footnote", "w:endnote")))
_FALLBACK = qname("mc:Fallback")


def read_content(package: Package) -> Content:
    """Return what a Word file holds; Refusal PK109 when it is none, PK110 for a part that is no XML.

    Parts of comments are no content.
    """
    main = main_part(package)
    lists = numberings(package)
    stories: list[Story] = []
    accepted: dict[str, bytes] = {}
    roles = {}
    for part in story_parts(package):
        root = word_root(package.part(part), package.file, part)
        if has_revisions(root):
            accept_all(root)
            accepted[part] = serialised(root)
        if part == main:
            roles = _roles(root, package, main)
        stories += _Part(part, root, links_of(package, part), lists).stories(roles.get(part, ("", "")))
    members = (
        deflated(member.name, accepted[member.name]) if member.name in accepted else member
        for member in package.members
    )
    package = package.with_members(members) if accepted else package
    referred = _referred_notes({id(told.root): told.root for told in stories}.values())
    kept = (told for told in stories if told.kind not in referred or _is_shown(told, referred[told.kind]))
    return Content(package, main, tuple(kept), bool(accepted))


def _referred_notes(roots: Iterable[etree._Element]) -> Mapping[str, Set[str]]:
    """Return the ids of the footnotes and endnotes that some text refers to."""
    found: dict[str, set[str]] = {"footnote": set(), "endnote": set()}
    for root in roots:
        for kind, ids in found.items():
            ids.update(one.get(qname("w:id")) or "" for one in root.iter(qname(f"w:{kind}Reference")))
    return found


def _is_shown(note: Story, referred: Set[str]) -> bool:
    """Tell whether a reader sees a note: not one whose reference was deleted, which programs leave behind."""
    return note.is_separator or note.role in referred


def read_again(
    package: Package,
    known: Mapping[str, Mapping[bytes, Paragraph]],
    resolves: Sequence[Callable[[etree._Element], None]],
) -> tuple[tuple[Story, ...], ...]:
    """Return the stories of a file that was made from another, of which the paragraphs are `known`, once for
    each of `resolves`, having done with its tracked changes what that does. Paragraphs that are as they were
    are not read anew, they are most of the cost; they are given as they are known, with the
    numbers that they have there. Of the others it is not told which cells they stand in.

    The relationships and lists of the known file must still lead where they led.
    """
    lists, kinds = numberings(package), content_types(package)
    views: list[list[Story]] = [[] for _ in resolves]
    for part in story_parts(package):
        if kinds[part] == COMMENTS:  # a redline has thousands, of which none is content
            continue
        root = word_root(package.part(part), package.file, part)
        links, found = links_of(package, part), _recognised(root, known.get(part, {}))
        copies = (*(deepcopy(root) for _ in resolves[1:]), root)
        for stories, resolve, twin in zip(views, resolves, copies, strict=True):
            twins = zip(twin.iter(_P), found, strict=True)
            same = [(element, len(element), paragraph) for element, paragraph in twins if paragraph]
            resolve(twin)  # which joins to a paragraph without changes at most what stood in front of it
            kept = {element: paragraph for element, size, paragraph in same if len(element) == size}
            stories += _Part(part, twin, links, lists, kept).stories(("", ""))
    return tuple(map(tuple, views))


def _recognised(root: etree._Element, known: Mapping[bytes, Paragraph]) -> list[Paragraph | None]:
    """Return for each paragraph of a part the one that it is, if it is known."""
    changed: set[etree._Element] = set()
    for change in revisions(root):
        if change.getparent() not in changed:  # most paragraphs have several
            changed.update(change.iterancestors(_P))
    return [None if one in changed else known.get(_as_written(one)) for one in root.iter(_P)]


def paragraphs_of(content: Content) -> Mapping[str, Mapping[bytes, Paragraph]]:
    """Return part → the paragraphs of a file by what they are written as."""
    known: dict[str, dict[bytes, Paragraph]] = {}
    for story in content.stories:
        found = known.setdefault(story.part, {})
        for paragraph in _paragraphs(story.blocks):
            found[_as_written(paragraph.element)] = paragraph
    return known


def _as_written(paragraph: etree._Element) -> bytes:
    # A copy declares the namespaces alone that it uses; of Chinese this encoding is the quickest.
    return etree.tostring(copied(paragraph), with_tail=False, encoding="UTF-8")


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a flow, those of its tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell.blocks)


class _Part:
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


def links_of(package: Package, part: str) -> dict[str, str]:
    """Return what the ids of a part stand for: relationship → an address, or the content of a member;
    `style_key` → the name of a style."""
    links = dict(style_names(package))
    for identity, found in relationships(package, part).items():
        known = not found.external and found.target in package
        links[identity] = package.checksum(found.target) if known else found.target
    return links


def _roles(root: etree._Element, package: Package, main: str) -> dict[str, tuple[str, str]]:
    """Return part → kind and `section:type` of the first section that shows it as its header or footer."""
    related = relationships(package, main)
    roles: dict[str, tuple[str, str]] = {}
    for number, section in enumerate(root.iter(_SECT), start=1):
        for kind in ("header", "footer"):
            for reference in section.iterchildren(qname(f"w:{kind}Reference")):
                found = related.get(reference.get(qname("r:id")) or "")
                if found is not None and not found.external:
                    role = f"{number}:{reference.get(qname('w:type')) or 'default'}"
                    roles.setdefault(found.target, (kind, role))
    return roles

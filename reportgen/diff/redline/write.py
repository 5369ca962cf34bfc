"""A Word file with tracked changes from two that were laid side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy

from lxml import etree

from reportgen.diff.pairs import Alignment, Op, StoryPair
from reportgen.diff.redline.carry import Carrier, Store
from reportgen.diff.redline.figures import Figures
from reportgen.diff.redline.paragraphs import Paragraphs
from reportgen.diff.redline.pen import Pen, RedlineWords, made
from reportgen.diff.redline.plan import kept_moves, one_sided, planned
from reportgen.diff.redline.properties import had, own, revised
from reportgen.diff.redline.story import Story
from reportgen.diff.redline.tables import Tables
from reportgen.diff.values import Cause
from reportgen.word.annotations import Annotations
from reportgen.word.content import Story as Told
from reportgen.word.mending import put_in_order
from reportgen.word.package import Package, deflated, written
from reportgen.word.parts import COMMENTS, content_types, mended, story_parts
from reportgen.word.resources import Resources
from reportgen.word.stories import links_of
from reportgen.word.stylenames import styles_tree
from reportgen.word.xml import qname, serialised, word_root

__all__ = ["Writer"]

_TWINS = tuple(
    map(
        qname,
        (
            "w:p", "w:tbl", "w:tr", "w:tc", "w:txbxContent", "w:body", "w:hdr", "w:ftr", "w:footnote",
            "w:endnote",
        ),
    )
)  # fmt: skip
_MARKS = tuple(
    map(
        qname,
        (
            "w:bookmarkStart", "w:commentRangeStart", "w:commentReference", "w:permStart", "w:footnote",
            "w:endnote", "w:comment",
        ),
    )
)  # fmt: skip
_ID, _IGNORABLE = qname("w:id"), qname("mc:Ignorable")
_NOTES = ("footnote", "endnote")


class Writer:
    """One file that is written from an alignment."""

    def __init__(self, alignment: Alignment, words: RedlineWords, when: str) -> None:
        old, new = alignment.old, alignment.new
        self.alignment, self.words, self.when = alignment, words, when
        trees = {told.part: told.root for told in new.stories}
        self._package = mended(new.package, {**trees, **styles_tree(new.package)})
        self.resources = Resources(self._package)
        self._roots: dict[str, etree._Element] = {}
        self._written: set[str] = set()
        self._twins: dict[etree._Element, etree._Element] = {}
        self._ignored: dict[str, dict[str, str]] = {}  # part → namespace → prefix
        for part, tree in trees.items():
            self._roots[part] = root = deepcopy(tree)
            self._twins.update(zip(tree.iter(*_TWINS), root.iter(*_TWINS), strict=True))
        self.pen = Pen(self.words, self.when, _taken(self._roots.values(), self._package))
        self.notes = Annotations(self.resources, new.main)
        self.store = Store(old.package, self.resources)
        self._old_notes = {(told.kind, told.role): told for told in old.stories if told.kind in _NOTES}

    def write(self) -> bytes:
        """Return the bytes of the file."""
        for pair in self.alignment.stories:
            if pair.new is not None and (pair.old is not None or pair.new.kind not in _NOTES):
                self._write_story(pair, pair.new)
        self.notes.put()
        changed = {part: serialised(self._root(part)) for part in sorted(self._written)}
        for part in [part for part in changed if part not in self._package]:
            self.resources.put(part, changed.pop(part))
        members = (
            deflated(member.name, changed[member.name]) if member.name in changed else member
            for member in self._package.members
        )
        return written(self.resources.members(tuple(members)))

    def _write_story(self, pair: StoryPair, new: Told) -> None:
        before = self.pen.used
        carrier = self._carrier(pair.old, new.part)
        items = pair.items or one_sided(new.blocks if pair.old is None else (), Op.INSERT, Cause.UNKNOWN)
        is_main = new.part == self.alignment.new.main
        plan = planned(items)
        paragraphs = Paragraphs(
            self.pen,
            carrier,
            self._twins,
            links_of(self.alignment.new.package, new.part),
            Figures.of(items, self.pen, self.notes) if is_main else None,
            kept_moves(items, plan),
        )
        story = Story(paragraphs, Tables(self.pen, carrier), self._twins)
        container = self._twins[new.element]
        story.write_plan(container, plan)
        if pair.old is not None and pair.old.section != new.section:
            self._revise_section(container, pair.old, carrier)
        if self.pen.used != before:
            self._written.add(new.part)

    def _revise_section(self, container: etree._Element, old: Told, carrier: Carrier) -> None:
        """Tell what became of the last section."""
        before = had(old.element.find(qname("w:sectPr")), "w:sectPr", carrier.copy)
        revised(own(container, "w:sectPr"), before, self.pen, Cause.UNKNOWN)

    # --- what comes along
    def _carrier(self, old: Told | None, part: str) -> Carrier:
        """Return what carries content of an old story into a new part."""
        return Carrier(
            self.store,
            old.part if old is not None else "",
            self.resources.of_part(part),
            self._bring_note,
            self._ignored.setdefault(part, {}).update,
            {} if old is None else _ignorable(old.root),
        )

    def _bring_note(self, kind: str, identity: str) -> str:
        """Bring an old note along, and return its id in the new file."""
        old = self._old_notes.get((kind, identity))
        if old is None:
            return identity
        part = self.resources.sheet_name(f"{kind}s")
        if part not in self._roots:
            self._roots[part] = (
                word_root(self._package.part(part), self._package.file, part)
                if part in self._package
                else made(f"w:{kind}s")
            )
        self._written.add(part)
        note, number = made(f"w:{kind}"), self.pen.number()
        note.set(_ID, number)
        self._roots[part].append(note)
        carrier = self._carrier(old, part)
        note.extend(carrier.copy(child) for child in old.element)
        return number

    def _root(self, part: str) -> etree._Element:
        """Return the root of a part that is written, in which what old content has programs ignore is
        ignored."""
        root = self._roots[part]
        put_in_order(root)
        known = _ignorable(root)
        more = {space: prefix for space, prefix in self._ignored.get(part, {}).items() if space not in known}
        return _widened(root, more) if more else root


def _taken(roots: Iterable[etree._Element], package: Package) -> Iterator[str]:
    """Yield the ids that marks, notes and comments of a file have."""
    for root in roots:
        yield from (mark.get(_ID) or "" for mark in root.iter(*_MARKS))
    for part in story_parts(package):
        if content_types(package).get(part) == COMMENTS:
            comments = word_root(package.part(part), package.file, part)
            yield from (element.get(_ID) or "" for element in comments.iter())


def _ignorable(root: etree._Element) -> Mapping[str, str]:
    """Return the namespaces that a part has programs ignore that do not know them, with their prefixes."""
    prefixes = (root.get(_IGNORABLE) or "").split()
    return {space: prefix for prefix in prefixes if (space := root.nsmap.get(prefix))}


def _widened(root: etree._Element, more: Mapping[str, str]) -> etree._Element:
    """Return a root that has programs ignore more namespaces."""
    known = {prefix: space for prefix, space in root.nsmap.items() if prefix}
    prefixes = [prefix for space, prefix in more.items() if known.setdefault(prefix, space) == space]
    twin = etree.Element(root.tag, nsmap=known)
    twin.attrib.update(root.attrib)
    twin.set(_IGNORABLE, " ".join([*(root.get(_IGNORABLE) or "").split(), *prefixes]))
    twin.extend(list(root))
    return twin

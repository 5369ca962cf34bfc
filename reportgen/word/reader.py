"""Reads a Word file as `content` has it: as it is when all its tracked changes are accepted.

Nothing is changed in the file that is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy

from lxml import etree

from reportgen.word.content import Block, Content, Paragraph, Story
from reportgen.word.numbering import numberings
from reportgen.word.package import Package, deflated
from reportgen.word.parts import COMMENTS, content_types, main_part, story_parts
from reportgen.word.relationships import relationships
from reportgen.word.revisions import accept_all, has_revisions, revisions
from reportgen.word.stories import StoryReader, links_of
from reportgen.word.xml import copied, qname, serialised, word_root

__all__ = ["paragraphs_of", "read_again", "read_content"]

_P, _SECT = qname("w:p"), qname("w:sectPr")


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
        stories += StoryReader(part, root, links_of(package, part), lists).stories(roles.get(part, ("", "")))
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
            stories += StoryReader(part, twin, links, lists, kept).stories(("", ""))
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

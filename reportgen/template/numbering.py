"""Numbered lists: which begin anew when a template repeats them, and the numbers that this takes.

Word counts on over all paragraphs of one list (w:num). A list inside of a loop would so count on from pass to
pass. It begins anew instead

- at `{% restart %}` in its paragraph, or at `{% restart CONDITION %}` where the condition holds, and
- on each pass of a loop around the loop that makes its items, if no paragraph elsewhere is of the list but
  such as begin anew likewise, within loops of their own.

A list that begins anew is a new w:num of the same kind, whose levels start over (ECMA-376-1, 17.9.15,
17.9.27).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from reportgen.diagnostics import fault
from reportgen.refs import ParagraphRef
from reportgen.template.lists import Lists
from reportgen.template.properties import LIST_MARK, RESTART
from reportgen.template.repeats import REPEATED, Repeats
from reportgen.template.scanner import Kind, Tag
from reportgen.template.weaver import Weave, instruction
from reportgen.word.resources import Resources
from reportgen.word.xml import qname

__all__ = ["Numbering", "mark_lists", "renumbered"]

_PARAGRAPH = qname("w:p")
_NUMBER, _LEVEL, _VALUE = qname("w:numId"), qname("w:ilvl"), qname("w:val")
_KIND, _KIND_ELEMENT, _OVERRIDE = qname("w:abstractNumId"), qname("w:abstractNum"), qname("w:lvlOverride")


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph of a list: its level, and the loops around it (numbers of their tags, outermost first)."""

    paragraph: etree._Element
    number: str
    level: int
    loops: tuple[int, ...]


@dataclass(slots=True)
class _Survey:
    """The items of each list of a part, and the marks of its loops."""

    items: dict[str, list[_Item]] = field(default_factory=dict)
    by_paragraph: dict[etree._Element, _Item] = field(default_factory=dict)
    loops: dict[int, etree._Element] = field(default_factory=dict)


# --- while compiling
def mark_lists(weave: Weave, root: etree._Element, known: Callable[[], Lists]) -> None:
    """Mark the lists of a part that begin anew somewhere; TP211 where `restart` stands in no list."""
    if not weave.restarts and not any(standing.tag.word == "for" for standing in weave.standings):
        return  # the usual case need not know the lists
    lists = known()
    survey = _survey(weave, root, lists)
    tagged = {_mark_restart(weave, survey, lists, *restart) for restart in weave.restarts}
    for number, items in survey.items.items():
        loops = () if number in tagged or number not in lists.counted else _restarting_loops(items)
        for loop in loops:
            survey.loops[loop].addnext(instruction(f"lr{number}"))
        if loops or number in tagged:
            for item in items:
                _numbered(item, lists)


def _mark_restart(
    weave: Weave, survey: _Survey, lists: Lists, paragraph: etree._Element, tag: Tag, place: ParagraphRef
) -> str:
    """Mark where the value of a `restart` tag decides, and return the number of its list, if there is one."""
    item = survey.by_paragraph.get(paragraph)
    if item is None:
        weave.faults.append(fault("TP211", place.at_tag(tag.text), tag=tag.text))
        return ""
    body = tag.body[len(tag.word) :].strip() or _usual_condition(item, survey.items[item.number])
    mark = weave.mark("a", replace(tag, kind=Kind.OUTPUT, body=body), place, paragraph)
    weave.properties[len(weave.standings) - 1] = (RESTART, int(item.number))
    _numbered(item, lists).addprevious(mark)
    return item.number


def _usual_condition(item: _Item, items: Sequence[_Item]) -> str:
    """Return when a bare `restart` holds: always, but for the one paragraph that makes all items of its
    loop."""
    inside = [other for other in items if other.loops[: len(item.loops)] == item.loops]
    return "loop.first" if item.loops and len(inside) == 1 else "true"


def _survey(weave: Weave, root: etree._Element, lists: Lists) -> _Survey:
    survey, opened = _Survey(), list[int]()
    if not lists.counted:
        return survey
    for element in root.iter(_PARAGRAPH, etree.ProcessingInstruction):
        if isinstance(element, etree._ProcessingInstruction):
            if (code := element.text or "").startswith("b"):
                _follow(weave, survey, opened, int(code[1:]), element)
            continue
        number, level = lists.of_paragraph(element)
        if number:
            item = _Item(element, number, level, tuple(opened))
            survey.items.setdefault(number, []).append(item)
            survey.by_paragraph[element] = item
    return survey


def _follow(weave: Weave, survey: _Survey, opened: list[int], number: int, mark: etree._Element) -> None:
    word = weave.standings[number].tag.word
    if word == "for":
        opened.append(number)
        survey.loops[number] = mark
    elif word == "endfor" and opened:
        opened.pop()


def _restarting_loops(items: Sequence[_Item]) -> tuple[int, ...]:
    """Return the loops on each of whose passes a list begins anew, none when it counts on.

    Items that stand in several loops side by side are told by each of these, when it has groups of its own
    for all its items; else they are one list, told by what is around all of them.
    """
    around = _common([item.loops for item in items])
    inner: dict[tuple[int, ...], list[_Item]] = {}
    for item in items:
        inner.setdefault(item.loops[: len(around) + 1], []).append(item)
    if len(inner) > 1 and around not in inner:
        found = [_restarting_loops(group) for group in inner.values()]
        if all(found) and not any(loop in around for group in found for loop in group):
            return tuple(loop for group in found for loop in group)
    loop = _restarting_loop(items, around)
    return () if loop is None else (loop,)


def _restarting_loop(items: Sequence[_Item], around: tuple[int, ...]) -> int | None:
    """Return the loop on each of whose passes the items begin anew, None when they count on; the loops
    `around` are those that all have in common.

    The innermost of these is that loop when each item stands in a further loop, or one does that is no item
    below another (as where a closing item follows a loop of items). Otherwise that loop makes the items one
    by one, and the one around it is meant.
    """
    if not around:
        return None
    direct = [item.level for item in items if len(item.loops) == len(around)]
    nested = [item.level for item in items if len(item.loops) > len(around)]
    if not direct or (nested and min(nested) <= min(direct)):
        return around[-1]
    return around[-2] if len(around) > 1 else None


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    first, last = min(paths), max(paths)  # what these two have in common, all have
    same = (one == other for one, other in zip(first, last, strict=False))
    return first[: next((at for at, equal in enumerate(same) if not equal), min(len(first), len(last)))]


def _numbered(item: _Item, lists: Lists) -> etree._Element:
    """Return the mark that stands for the list's number in the item's own properties."""
    numbering = lists.own_numbering(item.paragraph, item.level)
    for child in numbering:
        if isinstance(child, etree._ProcessingInstruction) and (child.text or "").startswith("l"):
            return child
    old = numbering.find(_NUMBER)
    mark = instruction(f"l{item.number}")
    if old is None:
        numbering.insert(1 if numbering.find(_LEVEL) is not None else 0, mark)
    else:
        numbering.replace(old, mark)
    return mark


# --- while merging
def renumbered(xml: str, resources: Resources) -> str:
    """Return the merged text with the number of its list in each marked paragraph, and no id twice."""
    if LIST_MARK not in xml:
        return xml
    pieces, repeats = xml.split(LIST_MARK), Repeats(resources)
    current: dict[str, str] = {}
    ended: set[str] = set()
    for at in range(1, len(pieces), 2):
        if pieces[at].startswith(REPEATED):
            pieces[at + 1] = repeats.told_apart(pieces[at][1:], pieces[at + 1])
            pieces[at] = ""
            continue
        number = pieces[at].lstrip("r!")
        if pieces[at] != number:
            if number in current or pieces[at].startswith("!"):
                ended.add(number)
            pieces[at] = ""
            continue
        if number in ended:
            current[number] = Numbering.of(resources).restarted(number)
            ended.discard(number)
        pieces[at] = f'<w:numId w:val="{current.setdefault(number, number)}"/>'
    return "".join(pieces)


class Numbering:
    """The lists of the document that is being merged: those of the template, and those that are added."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._lists = {element.get(_NUMBER) or "": element for element in root.findall(qname("w:num"))}
        self._kinds = {element.get(_KIND) or "": element for element in root.findall(_KIND_ELEMENT)}
        self._next_list = 1 + max(map(_whole, self._lists), default=0)
        self._next_kind = 1 + max(map(_whole, self._kinds), default=-1)

    @classmethod
    def of(cls, resources: Resources) -> Numbering:
        """Return the one numbering of a merge."""
        if cls not in resources.memory:
            resources.memory[cls] = cls(resources.sheet("numbering"))
        found: Numbering = resources.memory[cls]
        return found

    def restarted(self, number: str) -> str:
        """Return the number of a new list like the one of this `number`, each of whose levels starts over."""
        old = self._lists.get(number)
        if old is None:
            return number  # a list that the document does not define counts nothing
        kind = next((child.get(_VALUE) or "" for child in old.iter(qname("w:abstractNumId"))), "")
        new = deepcopy(old)
        starts = dict(_starts(self._kinds.get(kind)))
        for override in list(new.iter(_OVERRIDE)):
            starts.update(_starts_of_override(override, starts))
        for level, start in sorted(starts.items()):
            _override(new, level).insert(0, etree.Element(qname("w:startOverride"), {_VALUE: str(start)}))
        return self.add_list(new)

    def add_list(self, element: etree._Element) -> str:
        """Add a w:num and return the number that it was given."""
        number = str(self._next_list)
        self._next_list += 1
        element.set(_NUMBER, number)
        self._lists[number] = element
        cleanup = self._root.find(qname("w:numIdMacAtCleanup"))
        if cleanup is None:
            self._root.append(element)
        else:
            cleanup.addprevious(element)
        return number

    def add_kind(self, element: etree._Element) -> str:
        """Add a w:abstractNum, which must stand before all w:num, and return the number that it was given."""
        number = str(self._next_kind)
        self._next_kind += 1
        element.set(_KIND, number)
        first = next(iter(self._root.iterchildren(qname("w:num"), qname("w:numIdMacAtCleanup"))), None)
        if first is None:
            self._root.append(element)
        else:
            first.addprevious(element)
        self._kinds[number] = element
        return number


def _starts(kind: etree._Element | None) -> Iterator[tuple[int, int]]:
    for level in kind.iter(qname("w:lvl")) if kind is not None else ():
        start = level.find(qname("w:start"))
        yield _whole(level.get(_LEVEL)), _whole(start.get(_VALUE)) if start is not None else 1


def _starts_of_override(override: etree._Element, starts: dict[int, int]) -> dict[int, int]:
    """Return where a level that a list overrides starts, its old start taken out."""
    level = _whole(override.get(_LEVEL))
    for old in override.findall(qname("w:startOverride")):
        override.remove(old)
        starts = {**starts, level: _whole(old.get(_VALUE))}
    return starts


def _override(element: etree._Element, level: int) -> etree._Element:
    found = next((one for one in element.iter(_OVERRIDE) if _whole(one.get(_LEVEL)) == level), None)
    return found if found is not None else etree.SubElement(element, _OVERRIDE, {_LEVEL: str(level)})


def _whole(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() else 0

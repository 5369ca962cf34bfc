"""The empty workbook that a template needs: each name taken for a fact, an indicator, a list or prose.

What a name is shows in how it is used: an attribute of figures makes it an indicator, a loop a list, a
chapter of prose its paragraphs. A plain name that neither the form nor the shipped outline knows is a fact:
whatever is typed there prints as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportgen.wording.identifiers import identifier
from reportgen.wording.vocabulary import ATTRIBUTES, ROOTS, canonical
from reportgen.workbook.columns import Edition, normal
from reportgen.workbook.form import EDITIONS

__all__ = ["Asked", "Plan", "planned"]

_STEP = re.compile(r"""\[["'](?P<quoted>[^"']*)["']\]|\.(?P<plain>\w+)|(?P<items>\[\])""")
_OF_LISTS = frozenset({"count"})
_HOLDERS = frozenset({"indicators", "lists", "history", "prose"})
_GENERIC = frozenset({"table", "sections"})  # roots that print whatever indicators there are
_DRAWN = re.compile(
    rf"\b(?:{'|'.join([*(zh for zh, root in ROOTS.items() if root == 'chart'), 'chart'])})\s*\("
)
_KNOWN = frozenset(ATTRIBUTES.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that a template needs, what is read of it (`产值.同比`, `名单["甲"][]`), and the tags that do
    so."""

    name: str
    paths: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What the names of a template were taken for, each in the order of the template.

    `indicators` maps a name to its row of the outline, {} when that has none; `chapters` are those of the
    prose, counted from 0; `history` are indicators whose earlier years are asked for. `unclear`
    names have an attribute that nothing has; `known` counts the names that the form or the outline has;
    `whole` says that the template prints whatever indicators there are and names none.
    """

    facts: list[str] = field(default_factory=list)
    indicators: dict[str, Mapping[str, str]] = field(default_factory=dict)
    lists: list[str] = field(default_factory=list)
    chapters: list[int] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    known: int = 0
    whole: bool = False

    @property
    def outlined(self) -> int:
        """How many of the indicators the outline knows."""
        return sum(bool(row) for row in self.indicators.values())


def planned(asked: Iterable[Asked], form: Edition, outline: Iterable[Mapping[str, str]]) -> Plan:
    """Return what each name is taken for; `outline` are rows of the sheet of indicators by header."""
    made = _Planner(form, tuple(outline))
    generic = False
    for one in asked:
        root = ROOTS.get(one.name, one.name)
        generic = generic or root in _GENERIC
        if root in _HOLDERS:
            made.held(root, one)
        elif root not in ROOTS.values():
            made.named(one)
    plan = made.plan
    plan.known = plan.outlined + len({fact.name for fact in form.facts}.intersection(plan.facts))
    if generic and not plan.indicators:
        plan.whole = True
        plan.indicators = {row[made.header]: row for row in made.outline}
    return plan


class _Planner:
    """Takes names for what they are, one after another."""

    def __init__(self, form: Edition, outline: tuple[Mapping[str, str], ...]) -> None:
        self.plan, self.outline, self.form = Plan(), outline, form
        self.header = form.sheet("indicators").column("name").header
        self._rows = {_key(row[self.header]): row for row in outline}
        self._facts = {_key(fact.name): fact.name for fact in form.facts}

    def held(self, kind: str, one: Asked) -> None:
        """Take what stands under one of the roots: `指标["4G基站"].同比`, `正文["二"]`."""
        for name, attribute in ((_step(path, 0), _step(path, 1)) for path in one.paths):
            if not name:
                continue
            if kind == "prose":
                self._chapter(name)
            elif kind == "lists":
                _add(self.plan.lists, self._name(name))
            else:
                self._indicator(name, {attribute} if kind == "indicators" else set())
                if kind == "history":
                    _add(self.plan.history, self._name(name))

    def named(self, one: Asked) -> None:
        """Take a name that stands by itself."""
        read = {attribute for path in one.paths if (attribute := _step(path, 0))}
        attributes = {canonical(attribute) for attribute in read}
        if _key(one.name) in self._facts:
            _add(self.plan.facts, self._facts[_key(one.name)])
        elif _key(one.name) in self._rows or attributes & (_KNOWN - _OF_LISTS) or _is_drawn(one):
            self._indicator(_spelt(one.name), attributes)
        elif attributes - _KNOWN:
            _add(self.plan.unclear, one.name)
        elif attributes or _is_looped(one):
            _add(self.plan.lists, _spelt(one.name))
        else:
            _add(self.plan.facts, _spelt(one.name))

    def _chapter(self, name: str) -> None:
        chapters = [one.sheet("prose").column("chapter").choices for one in EDITIONS]
        position = next((listed.index(name) for listed in chapters if name in listed), None)
        if position is None:
            _add(self.plan.unclear, name)
        elif position not in self.plan.chapters:
            self.plan.chapters = sorted((*self.plan.chapters, position))

    def _name(self, name: str) -> str:
        """Return what the outline calls an indicator, for a name that a tag writes its own way."""
        return self._rows.get(_key(name), {}).get(self.header, name)

    def _indicator(self, name: str, attributes: set[str]) -> None:
        named = self._name(name)
        self.plan.indicators.setdefault(named, self._rows.get(_key(name), {}))
        if "list" in {canonical(attribute) for attribute in attributes}:
            _add(self.plan.lists, named)


def _key(name: str) -> str:
    """Return a name as it is compared: a tag writes Industrial output as Industrial_output."""
    return normal(identifier(name) or name)


def _spelt(name: str) -> str:
    """Return a name of the template as a workbook spells it: Plan_document as Plan document."""
    spelt = name.replace("_", " ")
    return spelt if identifier(spelt) == name else name


def _step(path: str, at: int) -> str:
    """Return the name that a path reads at the step `at` behind its first, "" where there is none."""
    steps = [found for found in _STEP.finditer(path) if not found["items"]]
    first_items = path.find("[]")
    if at >= len(steps) or (0 <= first_items < steps[at].start()):
        return ""
    return steps[at]["quoted"] or steps[at]["plain"] or ""


def _is_looped(one: Asked) -> bool:
    name = re.escape(one.name)
    used = re.compile(rf"\bin\s+{name}\s*(?:%|\||$)|{name}\s*\|\s*join\b")
    return any(f"{one.name}[]" in path for path in one.paths) or any(map(used.search, one.tags))


def _is_drawn(one: Asked) -> bool:
    return any(map(_DRAWN.search, one.tags))


def _add(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)

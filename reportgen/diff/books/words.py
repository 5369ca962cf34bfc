"""Changes of what stands in the other sheets: facts, lists of names, prose, rules."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from reportgen.diff.books.matching import Pair, paired
from reportgen.diff.books.texts import row_change, text_change
from reportgen.diff.values import Change
from reportgen.indicators import Fact, ListedName, NameList, Passage, Rule
from reportgen.quantities import plain
from reportgen.refs import CellRef, Place
from reportgen.workbook.columns import Edition, normal

__all__ = ["fact_changes", "list_changes", "prose_changes", "rule_changes"]

EXCERPT = 24  # characters of a paragraph that tell it from its neighbours


def fact_changes(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Iterator[Change]:
    """Yield each fact, by its name, with what changed of it."""
    for was, now, _ in paired(old, new, lambda fact: normal(fact.name)):
        name = now.name if now is not None else was.name if was is not None else ""
        texts = (was.text if was else None, now.text if now else None)
        yield row_change((name,), *texts, (was.source if was else None, now.source if now else None))


# --- lists


def list_changes(old: tuple[NameList, ...], new: tuple[NameList, ...]) -> Iterator[Change]:
    """Yield each name of each list: whether it is the same, came, went, or has moved in its list."""
    for was, now, _ in paired(old, new, lambda listed: normal(listed.name)):
        one = now or was
        if one is not None:
            sides = (was.names if was else (), now.names if now else ())
            yield from (
                _name_change(one.name, pair) for pair in paired(*sides, lambda name: normal(name.text))
            )


def _name_change(listed: str, pair: Pair[ListedName]) -> Change:
    texts = [f"{listed}\t{name.text}" if name is not None else None for name in (pair.old, pair.new)]
    return text_change(texts[0], texts[1], _places(pair), moved=pair.moved, table=True)


def _places(pair: Pair[ListedName] | Pair[Rule]) -> tuple[Place | None, Place | None]:
    return (pair.old.source if pair.old else None, pair.new.source if pair.new else None)


# --- prose


def prose_changes(old: tuple[Passage, ...], new: tuple[Passage, ...], form: Edition) -> Iterator[Change]:
    """Yield each paragraph of the prose with its edits, and behind it the chapter and section if it has
    others now."""
    pairs = paired(old, new, _whole, _placed, _said, likeness=_likeness)
    for was, now, moved in pairs:
        texts = [_text(passage) if passage is not None else None for passage in (was, now)]
        places = (_source(was), _source(now))
        yield text_change(texts[0], texts[1], places, moved=moved)
        if was is not None and now is not None:
            yield from _regrouped(was, now, form)


def _whole(one: Passage) -> tuple[str, ...]:
    return (one.chapter, one.section, one.heading, one.text)


def _placed(one: Passage) -> tuple[str, ...] | None:
    """Return a heading with its section: it names a paragraph, however much of that was rewritten."""
    return (one.chapter, one.section, one.heading) if one.heading else None


def _said(one: Passage) -> tuple[str, ...]:
    return (one.heading, one.text)


def _likeness(old: Passage, new: Passage) -> float:
    return fuzz.ratio(_text(old), _text(new)) / 100 if old.chapter == new.chapter else 0


def _text(one: Passage) -> str:
    between = "\n" if one.heading and one.own_line and one.text else ""
    return one.heading + between + one.text


def _source(one: Passage | None) -> CellRef | None:
    return None if one is None else one.source if one.text else one.heading_source


def _regrouped(was: Passage, now: Passage, form: Edition) -> Iterator[Change]:
    pairs = (("chapter", was.chapter, now.chapter), ("section", was.section, now.section))
    for key, before, after in pairs:
        if before != after:
            labels = ((now.heading or now.text)[:EXCERPT], form.sheet("prose").column(key).header)
            yield row_change(labels, before, after, (_source(was), _source(now)))


# --- rules


def rule_changes(old: tuple[Rule, ...], new: tuple[Rule, ...], form: Edition) -> Iterator[Change]:
    """Yield each rule, by what it says, else by its number, with what changed of it."""
    for pair in paired(old, new, _sides, lambda rule: normal(rule.number) or None, lambda rule: rule.left):
        texts = [None if rule is None else _rule_text(rule, form) for rule in (pair.old, pair.new)]
        yield text_change(texts[0], texts[1], _places(pair), table=True)


def _sides(rule: Rule) -> tuple[str, ...]:
    return (normal(rule.left), rule.relation, normal(rule.right))


def _rule_text(rule: Rule, form: Edition) -> str:
    level = form.sheet("rules").column("level").choices[rule.level]
    said = f"{rule.left} {rule.relation} {rule.right}"
    return "\t".join((rule.number, said, plain(rule.tolerance), level, rule.note)).strip("\t")

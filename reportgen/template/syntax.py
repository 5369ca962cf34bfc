"""What a tag may not say: faults of syntax, and statements, filters and tests that there are none of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import nodes

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import Place
from reportgen.template.blocks import OPENERS
from reportgen.template.environment import environment
from reportgen.template.properties import PROPERTY_TAGS
from reportgen.template.reasons import MEANT, reason_of
from reportgen.template.scanner import Kind, Tag
from reportgen.wording.identifiers import identifier

__all__ = ["FIRST_LINE", "Located", "depth_fault", "forbidden", "syntax_fault", "unknown_word"]

_SHOWN = 40  # characters of a tag that nests too deep
FIRST_LINE = 2  # line 1 is whatever stands before the first tag
# jinja2's statements that fetch another template, or are there for one to fill.
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block)
_EXAMINED = (*_FOREIGN, nodes.Filter, nodes.Test, nodes.Macro, nodes.CallBlock, nodes.For)
_UNKNOWN_TAG = re.compile("Encountered unknown tag '([^']+)'")
_OPERATORS = frozenset(("and", "or", "not", "if", "else", "in", "is"))
_DIGITS_FIRST = re.compile(r"[0-9]+[^\W\d]")
_TORN_END = re.compile(r"end[\s_-]+(\w+)")  # `end if`
_TORN_SCOPE = re.compile(r"(tr|tc|p|r)\s*(\w+)")  # `{% p if`, `{%pif`, `{%P if`
_WORDS = (
    *OPENERS,
    *(f"end{word}" for word in OPENERS),
    *("elif", "else", "do", "break", "continue", "raw", "endraw"),
)
_ENDS = frozenset(f"end{word}" for word in OPENERS)
_FOREIGN_WORDS = ("block", "endblock", "extends", "include", "import", "from")


@dataclass(frozen=True, slots=True)
class Located:
    """A tag with the place it stands at."""

    tag: Tag
    place: Place


def forbidden(tree: nodes.Template, tags: Sequence[Located]) -> Iterator[Diagnostic]:
    """Yield the faults of statements that a Word template cannot have, and of unknown filters and tests."""
    for node in tree.find_all(_EXAMINED):
        located = tags[node.lineno - FIRST_LINE]
        if located.tag.word in _ENDS:
            continue  # it says nothing by itself: what it is parsed within is no author's
        if isinstance(node, nodes.Filter | nodes.Test):
            known = environment().filters if isinstance(node, nodes.Filter) else environment().tests
            if node.name not in known:
                kind = type(node).__name__.lower()
                yield syntax_fault(f"unknown {kind} {node.name!r}", located, _near(node.name, known))
        elif isinstance(node, nodes.Macro | nodes.CallBlock):
            for name in _twice(argument.name for argument in node.args):
                yield syntax_fault(f"argument {name!r} twice", located)
        elif isinstance(node, nodes.For):
            if any(name.name == "loop" for name in _targets(node)):
                yield syntax_fault("an item cannot be called 'loop'", located)
        else:
            yield _foreign_fault(located)


def depth_fault(located: Located) -> Diagnostic:
    """Return the fault (TP208) of a tag that nests deeper than can be read."""
    shown = located.tag.text[:_SHOWN]
    return fault("TP208", located.place.at_tag(shown), tag=shown)


def _foreign_fault(located: Located) -> Diagnostic:
    tag = located.tag
    place = located.place.at_tag(tag.text)
    return fault("TP212", place, tag=tag.text, word=tag.word)


def _targets(loop: nodes.For) -> Iterator[nodes.Name]:
    if isinstance(loop.target, nodes.Name):
        yield loop.target
    yield from loop.target.find_all(nodes.Name)


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _near(name: str, known: Iterable[str]) -> str:
    """Return the known word most like `name`, or an empty text; none of our own, which cannot be typed."""
    found = get_close_matches(name, [word for word in known if word.isidentifier()], n=1, cutoff=0.6)
    return found[0] if found else ""


def unknown_word(tag: Tag) -> str:
    """Return the word that a tag of an unknown word probably means, empty for a known one or no idea; with
    the letter of a scope before it where that was misspelt: `p if`."""
    known = (*_WORDS, *PROPERTY_TAGS)
    if tag.kind is not Kind.BLOCK or tag.word in known or tag.word in _FOREIGN_WORDS:
        return ""
    written = tag.body.lower()
    word = written.split(maxsplit=1)[0] if written else ""
    if (torn := _TORN_END.match(written)) and f"end{torn[1]}" in known:
        return f"end{torn[1]}"
    if (torn := _TORN_SCOPE.match(written)) and word not in known and torn[2] in known:
        return f"{torn[1]} {torn[2]}"
    return MEANT.get(word) or _near(word, known)


def _with_blanks(tag: Tag) -> str:
    """Return a name that was written with its blanks, in a tag that prints it, as it should be written; empty
    for any other tag."""
    name, point, attribute = tag.body.strip().partition(".")
    words = name.replace("-", " ").split()
    is_name = tag.kind is Kind.OUTPUT and name.isascii() and all(map(str.isidentifier, words))
    return f"{identifier(name)}{point}{attribute}" if is_name and _OPERATORS.isdisjoint(words) else ""


def syntax_fault(said: str, at: Located, near: str = "") -> Diagnostic:
    """Return the fault TP201 of a tag of which jinja2 has `said` why it cannot be read; `near` is the known
    word most like one that is unknown."""
    place = at.place.at_tag(at.tag.text)
    if unknown := _UNKNOWN_TAG.match(said):  # jinja2 goes on about the blocks that are open
        said, near = f"unknown tag {unknown[1]!r}", unknown_word(at.tag)
    reason, what = reason_of(said) if at.tag.body else ("empty", "")
    if reason == "extra" and (at.tag.word, what) == ("else", "if"):
        near = "elif"
    hints: tuple[str, ...] = ()
    match reason:
        case "tag" if " " in near:
            more = " …" if near.split()[-1] in (*OPENERS, "elif") else ""
            hints = ("scope",)
            near = f"{{%{near}{more} %}}"
        case _ if near:
            hints = ("nearest",)
        case "extra" if _DIGITS_FIRST.match(at.tag.body):
            hints = ("identifier",)
        case "assign":
            hints = ("equals",)
        case "nested":
            hints = ("nested",)
        case "brackets":
            hints = ("brackets",)
        case "tag":
            hints = ("words",)
        case "empty":
            hints = ("empty",)
        case "extra" if name := _with_blanks(at.tag):
            hints = ("blanks",)
            near = f"{{{{ {name} }}}}"
        case "extra":
            hints = ("extra",)
        case "in":
            hints = ("in",)
        case "invisible":
            hints = ("invisible",)
    return fault("TP201", place, tag=at.tag.text, reason=reason, what=what, nearest=near, hints=hints)

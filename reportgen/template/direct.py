"""Tags that only name a value, such as `{{ a }}` or `{{ a.b.c }}`: looked up without any code of jinja2's.

Most tags of most templates are such. A stretch of them with the text between is a `Run`, for which jinja2
gets a single mark; so compiling it costs next to nothing, and a template that is one run needs no jinja2
template at all. A name that some tag of the part sets, loops over or takes as an argument is left to jinja2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from jinja2.utils import missing

from reportgen.template.environment import environment
from reportgen.template.scanner import Kind, Tag
from reportgen.template.syntax import FIRST_LINE, Located
from reportgen.template.unknown import Unknown, missed, note

__all__ = ["Named", "Run", "looked_up", "path_of", "paths"]

_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_WORD = re.compile(r"\w+")
_BINDING = ("for", "set", "macro", "call", "with")
# What jinja2 takes for something else than a name of the context.
_CONSTANTS = ("true", "false", "none", "True", "False", "None")
_OPERATORS = ("not", "and", "or", "in", "is", "if", "else")
_LOCAL = ("loop", "self", "super", "caller", "varargs", "kwargs")
_RESERVED = frozenset((*_CONSTANTS, *_OPERATORS, *_LOCAL))


@dataclass(frozen=True, slots=True)
class Named:
    """A tag of a run: the number of the tag, the name, the attributes behind it, and the text that
    follows."""

    index: int
    root: str
    attributes: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text and tags that only name values."""

    before: str
    tags: tuple[Named, ...] = ()


class _Receiver(Protocol):
    """What takes the values: `at` is the number of the tag that is looked up, None outside of runs."""

    at: int | None

    @property
    def put(self) -> Callable[[Any, int], str]: ...


def path_of(tag: Tag) -> tuple[str, ...]:
    """Return the names that a tag gives and nothing else, `("a", "b")` for `{{ a.b }}`; none if it says
    more."""
    if tag.kind is not Kind.OUTPUT or _PATH.fullmatch(tag.body) is None:
        return ()
    names = tuple(tag.body.split("."))
    return () if names[0] in _RESERVED or not all(map(str.isidentifier, names)) else names


def paths(tags: Sequence[Located], bound: Iterable[str] = ()) -> dict[int, tuple[str, ...]]:
    """Return the paths of the tags that only name a value, by their numbers.

    Names that are `bound` within the part are left out, and all words of a tag that may bind one.
    """
    words = set(bound)
    for located in tags:
        tag = located.tag
        if tag.kind is Kind.BLOCK and (found := _WORD.findall(tag.body)) and found[0] in _BINDING:
            words.update(found)
    every = ((index, path_of(located.tag)) for index, located in enumerate(tags))
    return {index: path for index, path in every if path and path[0] not in words}


def looked_up(runs: Sequence[Run], receiver: _Receiver, known: Mapping[str, Any], number: int) -> list[str]:
    """Return the text of the run of a number and what the receiver makes of its values, piece by piece.

    An unknown name or attribute is noted and prints nothing. What looking up may raise is that of the
    environment; `receiver.at` then tells the tag.
    """
    run, environ, notes = runs[number], environment(), missed.get()
    look, put, pieces = environ.getattr, receiver.put, [run.before]
    for named in run.tags:
        receiver.at = index = named.index
        value = known.get(named.root, missing)
        if value is missing:
            value = environ.undefined(name=named.root)
        for attribute in named.attributes:
            if type(value) is Unknown:
                break
            value = look(value, attribute)
        if type(value) is Unknown:
            if notes is not None:
                note(notes, value, index + FIRST_LINE)
        else:
            pieces.append(put(value, index))
        pieces.append(named.after)
    receiver.at = None
    return pieces

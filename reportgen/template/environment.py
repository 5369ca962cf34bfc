"""The jinja2 environment of all templates: sandboxed, the same in every run.

Each operation is bounded, and so is their sum (see `reportgen.template.limits`): what would run for ever or
fill the memory ends as a fault, wherever it is hidden.

What a macro or a block of `set` gathers is a value of its own kind, never a text. So text is always written
as text, and nothing but the template's own paragraphs can bring markup into a document.
"""

from __future__ import annotations

from collections.abc import Sequence as Sequence_
from collections.abc import Sized
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from jinja2.filters import do_float, do_int, make_attrgetter
from jinja2.runtime import Context

from reportgen.fields import Absent, Field
from reportgen.records import Record, Sequence
from reportgen.template.bounded import HIDDEN, bounded_filters, bounded_tests, check_joined, spending_of
from reportgen.template.costs import DIRECT, LOOP
from reportgen.template.exact import figures_kept
from reportgen.template.gathered import TEXTS
from reportgen.template.generator import PUT, Generator
from reportgen.template.limits import LENGTH, RECEIVER, Spending, within
from reportgen.template.origins import CARRIED, SEEN
from reportgen.template.sandbox import Sandbox
from reportgen.template.text import UnprintableError, refuse_mute, text_of
from reportgen.template.unknown import Unknown

__all__ = ["BRACES", "CAPTURE", "JOINED", "Captured", "environment"]

CAPTURE, JOINED = "\0capture", "\0joined"
BRACES = (("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06"))
"""The braces of values, blocks and comments as jinja2 gets them: none that an author can type."""
_OF_MAPPINGS = frozenset(dir(dict))  # methods, which go before the keys of the same name
_HTML = ("random", "urlize", "xmlattr")  # of no use in Word, or another text in every run
_UNTOLD: Any = object()  # a default that nobody has told
_PLAIN = ("e", "escape", "forceescape", "safe")  # all text is escaped where it is written, once


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """What a macro, a `set` block or a recursive loop gathered. Can be printed and asked whether it is empty;
    it is no text, for its formatting would be lost."""

    _content: str
    _spending: Spending

    @property
    def content(self) -> str:
        """What was gathered, to be printed once more, and counted as such."""
        self._spending.printed(len(self._content))
        return self._content

    def __bool__(self) -> bool:
        return bool(self._content)

    def __str__(self) -> str:
        raise jinja2.TemplateRuntimeError("a gathered block can only be printed")


class _Environment(Sandbox):
    code_generator_class = Generator

    @classmethod
    def captured(cls, context: Context, pieces: Sequence_[str]) -> Captured:
        """Return what a macro or recursive loop gathered."""
        return Captured(cls.gathered(context, pieces), spending_of(context))

    @staticmethod
    def released(context: Context, line: int, value: Any) -> str:
        """Return what the `call` block or recursive loop of a line prints; only a macro can be called so."""
        if not isinstance(value, Captured):
            raise jinja2.TemplateRuntimeError("a call block takes a macro of the template")
        answer: str = context.parent[RECEIVER].released(value.content, line)
        return answer

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        own = isinstance(obj, Record | Absent | Captured)
        own = own or (isinstance(obj, Field) and not hasattr(str, attr))
        return not own and super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj and attribute not in _OF_MAPPINGS:
            return obj[attribute]  # the usual case of a row, at the least cost
        if isinstance(obj, Record | Absent):
            return _owned(self, obj, attribute)
        if isinstance(obj, Field) and not hasattr(str, attribute):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Record | Absent):
            return _owned(self, obj, argument)
        if isinstance(obj, Field) and isinstance(argument, str) and not hasattr(str, argument):
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


@cache
def environment() -> jinja2.Environment:
    """Return the one environment: sandboxed, strict, with tags no author can type."""
    (variable, block, comment) = BRACES
    made = _Environment(
        block_start_string=block[0],
        block_end_string=block[1],
        variable_start_string=variable[0],
        variable_end_string=variable[1],
        comment_start_string=comment[0],
        comment_end_string=comment[1],
        undefined=Unknown,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    del made.globals["lipsum"]  # another text in every run
    for name in _HTML:
        del made.filters[name]
    made.filters |= {"join": _listed, "int": _whole, "float": _number}
    made.filters.update(bounded_filters(made.filters))
    made.tests.update(bounded_tests(made.tests))
    made.filters.update(dict.fromkeys(_PLAIN, _same))
    made.filters = {name: figures_kept(name, own) for name, own in made.filters.items()}
    made.filters |= {PUT: _generated, DIRECT: _generated, CAPTURE: _captured, LOOP: _loop, JOINED: _joined}
    made.filters |= HIDDEN
    made.filters |= {SEEN: _seen, CARRIED: _carried, TEXTS: _on_texts}
    return made


@jinja2.pass_context
def _generated(_: Context, value: Any, *numbers: int) -> Any:
    """Stand for what the generator writes as a call of the receiver; the context keeps it from the
    optimizer."""
    return value


@jinja2.pass_context
def _captured(context: Context, content: str) -> Captured:
    return Captured(content, spending_of(context))


@jinja2.pass_context
def _loop(context: Context, items: Any, index: int | None = None, steps: int = 0, units: int = 0) -> Any:
    receiver = context.parent[RECEIVER]
    counted = receiver.spending.loop(items)
    if steps and isinstance(counted, Sized):
        receiver.spending.spend(len(counted) * steps, len(counted) * units)
    return counted if index is None else receiver.sightings.items(index, counted)


@jinja2.pass_context
def _seen(context: Context, value: Any, index: int, *owners: Any) -> Any:
    context.parent[RECEIVER].sightings.see(index, (value, *owners))
    return value


@jinja2.pass_context
def _carried(context: Context, value: Any, index: int, keep: bool) -> Any:
    return context.parent[RECEIVER].sightings.carried(index, value, keep)


@jinja2.pass_context
def _on_texts(context: Context, gathered: str, name: str, *arguments: Any, **named: Any) -> str:
    """Apply the filter `name` to the texts of what a block gathered."""

    def how(text: str) -> Any:
        return context.environment.call_filter(name, text, arguments, named, context=context)

    answer: str = context.parent[RECEIVER].filtered(gathered, how)
    return answer


@jinja2.pass_context
def _joined(context: Context, first: Any, *others: Any) -> str:
    """Join what `~` joins, when that makes no giant text."""
    texts = [_said(first), *map(_said, others)]
    length = sum(map(len, texts))
    within(length, LENGTH, "length")
    spending_of(context).make(length)
    return "".join(texts)


def _same(value: Any) -> Any:
    return value


def _said(value: Any) -> str:
    """Return the text of a value that is joined with others, so that no None is joined in either."""
    try:
        return text_of(value.printed if isinstance(value, Record) else value)
    except UnprintableError as error:
        raise jinja2.TemplateRuntimeError(f"{error} has no text") from error


@jinja2.pass_context
def _listed(context: Context, value: Any, d: str = "", attribute: str | int | None = None) -> str:
    items = value if attribute is None else map(make_attrgetter(context.environment, attribute), value)
    texts, separator = [*map(_said, items)], _said(d)
    check_joined(spending_of(context), texts, sum(map(len, texts)), separator)
    return separator.join(texts)


def _whole(value: Any, default: Any = _UNTOLD, base: int = 10) -> Any:
    """Return a whole number as jinja2's `int` does; a fault, and not 0, for what is none when no other value
    is asked for."""
    return _told(do_int(value, _UNTOLD, base), value, default)


def _number(value: Any, default: Any = _UNTOLD) -> Any:
    """Return a number as jinja2's `float` does; a fault, and not 0.0, for what is none when no other value is
    asked for."""
    return _told(do_float(value, _UNTOLD), value, default)


def _told(found: Any, value: Any, default: Any) -> Any:
    if found is not _UNTOLD:
        return found
    if default is not _UNTOLD:
        return default
    refuse_mute(value)
    raise jinja2.TemplateRuntimeError(f"{value!s:.40} is no number")


def _owned(env: jinja2.Environment, owner: Record | Absent, name: Any) -> Any:
    """Return an attribute by the vocabulary alone, never one of the Python object. What is absent stays."""
    if isinstance(owner, Absent):
        return owner
    if isinstance(name, str) and owner.has(name):
        return owner[name]
    if isinstance(owner, Sequence) and isinstance(name, slice):
        return tuple(owner)[name]
    if isinstance(owner, Sequence) and isinstance(name, int) and -len(owner) <= name < len(owner):
        return owner[name]
    if isinstance(name, slice):
        name = f"{name.start}:{name.stop}"
    return env.undefined(obj=owner, name=name)

"""The jinja2 environment of all templates: sandboxed, bounded, the same in every run.

What a macro or a block of `set` gathers is a value of its own kind, never a text. So text is always written
as text, and nothing but the template's own paragraphs can bring markup into a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.fields import Absent, Record
from reportgen.template.gathered import TEXTS
from reportgen.template.limits import BINARY_OPERATORS, bounded_filters, check_call, check_operation
from reportgen.template.origins import CARRIED, SEEN
from reportgen.template.unknown import Unknown

__all__ = ["BRACES", "CAPTURE", "JOINED", "LOOP", "PUT", "RECEIVER", "Captured", "environment"]

RECEIVER = "\0receiver"  # the context's entry that takes printed values; no template can spell it
PUT, CAPTURE, LOOP, JOINED = "\0put", "\0capture", "\0loop", "\0joined"
BRACES = (("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06"))
"""The braces of values, blocks and comments as jinja2 gets them: none that an author can type."""
_METHODS = frozenset(dir(dict))
_HTML = ("random", "urlize", "xmlattr")  # of no use in Word, or another text in every run
_PLAIN = ("e", "escape", "forceescape", "safe")  # all text is escaped where it is written, once


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """What a macro, a `set` block or a recursive loop gathered. Can be printed and asked whether it is empty;
    it is no text, for its formatting would be lost."""

    content: str

    def __bool__(self) -> bool:
        return bool(self.content)

    def __str__(self) -> str:
        raise jinja2.TemplateRuntimeError("a gathered block can only be printed")


class _Generator(CodeGenerator):
    """Generates code that takes the receiver's answers as they are, and keeps what is gathered apart."""

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return environment.captured({frame.buffer})")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802  # jinja2's name
        call_frame, macro_ref = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro_ref, call_frame)
        self.start_write(frame, node)
        self.write("environment.released(")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_post(node, frame, finalize)


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _Generator
    intercepted_binops = BINARY_OPERATORS  # kept from the optimizer, too

    @staticmethod
    def captured(pieces: Iterable[str]) -> Captured:
        """Return what a macro or recursive loop gathered."""
        return Captured("".join(pieces))

    @staticmethod
    def released(value: Any) -> str:
        """Return what a `call` block prints; only a macro can be called so."""
        if not isinstance(value, Captured):
            raise jinja2.TemplateRuntimeError("a call block takes a macro of the template")
        return value.content

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj and attribute not in _METHODS:
            return obj[attribute]  # what jinja2 comes to after a failed look for an attribute
        if isinstance(obj, Record | Absent):
            return _owned(self, obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Record | Absent):
            return _owned(self, obj, argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
        context.parent[RECEIVER].spending.call()
        check_call(function, (*arguments, *named.values()))
        return super().call(context, function, *arguments, **named)


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
    made.filters.update(bounded_filters(made.filters))
    made.filters.update(dict.fromkeys(_PLAIN, _same))
    made.filters |= {PUT: _put, CAPTURE: Captured, LOOP: _loop, JOINED: _joined}
    made.filters |= {SEEN: _seen, CARRIED: _carried, TEXTS: _on_texts}
    return made


@jinja2.pass_context
def _put(context: Context, value: Any, index: int) -> str:
    answer: str = context.parent[RECEIVER].put(value, index)
    return answer


@jinja2.pass_context
def _loop(context: Context, items: Any, index: int | None = None) -> Any:
    receiver = context.parent[RECEIVER]
    counted = receiver.spending.loop(items)
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
    """Join what `~` joins, one after the other, so that no step makes a giant text."""
    text = str(first)
    for other in map(str, others):
        check_operation("+", text, other)
        text += other
    return text


def _is_put(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == PUT


def _same(value: Any) -> Any:
    return value


def _owned(env: jinja2.Environment, owner: Record | Absent, name: Any) -> Any:
    """Return an attribute by the vocabulary alone, never one of the Python object. What is absent stays
    so."""
    if isinstance(owner, Absent):
        return owner
    try:
        return owner[name]
    except LookupError:
        return env.undefined(obj=owner, name=name)

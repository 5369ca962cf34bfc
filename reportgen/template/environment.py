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
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context

from reportgen.fields import Absent, Field, Record, Sequence
from reportgen.template.bounded import HIDDEN, bounded_filters, bounded_tests, check_joined, spending_of
from reportgen.template.costs import DIRECT, LOOP, reckon
from reportgen.template.exact import figures_kept
from reportgen.template.gathered import TEXTS
from reportgen.template.limits import LENGTH, RECEIVER, Spending, within
from reportgen.template.origins import CARRIED, SEEN
from reportgen.template.sandbox import Sandbox
from reportgen.template.text import UnprintableError, text_of
from reportgen.template.unknown import Unknown

__all__ = ["BRACES", "CAPTURE", "JOINED", "PUT", "Captured", "environment"]

PUT, CAPTURE, JOINED = "\0put", "\0capture", "\0joined"
BRACES = (("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06"))
"""The braces of values, blocks and comments as jinja2 gets them: none that an author can type."""
_OF_MAPPINGS = frozenset(dir(dict))  # methods, which go before the keys of the same name
_HTML = ("random", "urlize", "xmlattr")  # of no use in Word, or another text in every run
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


class _Generator(CodeGenerator):
    """Generates code that takes the receiver's answers as they are, and keeps what is gathered apart.

    The receiver's own functions are called without a detour over jinja2's filters.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline(f"receiver = context.parent[{RECEIVER!r}]")
        self.writeline("put, direct = receiver.put, receiver.direct")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  # jinja2's name
        """Call the receiver for what is printed, and let the environment join what was gathered for a
        filter."""
        if node.node is None:
            with self._filter_test_common(node, frame, True):
                self.write(f"environment.gathered(context, {frame.buffer})")
        elif node.name == PUT:
            self.write("put(")
            self.visit(node.node, frame)
            self.write(", ")
            self.visit(node.args[0], frame)
            self.write(")")
        else:
            super().visit_Filter(node, frame)

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802
        """Tell the line before jinja2 looks whether it is a namespace that is written to."""
        self.newline(node)
        super().visit_Assign(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Take the runs apart from the rest: each is many pieces."""
        rest: list[nodes.Expr] = []
        for child in node.nodes:
            if (
                isinstance(child, nodes.Filter)
                and child.name == DIRECT
                and isinstance(child.node, nodes.Const)
            ):
                self._write_rest(rest, node, frame)
                rest, number = [], child.node.value
                start = "yield from " if frame.buffer is None else f"{frame.buffer}.extend("
                end = "" if frame.buffer is None else ")"
                self.writeline(f"{start}direct(context.parent, {number}){end}", child)
            else:
                rest.append(child)
        self._write_rest(rest, node, frame)

    def _write_rest(self, rest: list[nodes.Expr], node: nodes.Output, frame: Frame) -> None:
        if rest:
            super().visit_Output(nodes.Output(rest, lineno=node.lineno), frame)

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        reckon(node)
        super().visit_Template(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  # jinja2's name
        """Let the environment take slices too, which jinja2 would take of the Python object."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sliced(context, ")
        self.visit(node.node, frame)
        for mark, part in ((", slice(", "start"), (", ", "stop"), (", ", "step")):
            self.write(mark)
            self.visit(getattr(node.arg, part) or nodes.Const(None), frame)
        self.write("))")

    releasing = False  # whether what is being written was gathered: by a recursive loop, or for a call block

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return environment.captured(context, {frame.buffer})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        super().start_write(frame, node)
        self.releasing = isinstance(node, nodes.CallBlock | nodes.For)
        if self.releasing:
            self.write(f"environment.released(context, {node.lineno if node else 0}, ")

    def end_write(self, frame: Frame) -> None:
        if self.releasing:
            self.write(")")
        super().end_write(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_post(node, frame, finalize)


class _Environment(Sandbox):
    code_generator_class = _Generator

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
    made.filters["join"] = _listed
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


def _is_put(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == PUT


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

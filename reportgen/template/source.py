"""From tags to code: a sequence of literals and tags becomes one compiled jinja2 template.

The literals never pass through jinja2's lexer: the source holds a number for each, and the text is put into
the syntax tree afterwards. Each tag has a line of the source to itself, so that a line, wherever jinja2
reports one, is a tag, and a tag knows its paragraph or cell. Every printed value goes through one filter,
which is told the tag's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from types import CodeType, TracebackType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef, Place
from reportgen.template.scanner import Kind, Tag
from reportgen.template.unknown import Unknown

__all__ = ["RECEIVER", "Compiled", "Literal", "Located", "compiled", "environment", "template_line"]

RECEIVER = "\0receiver"  # the context's entry that takes printed values; no template can spell it
_PUT = "\0put"
_VARIABLE, _BLOCK, _COMMENT = ("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06")
_BRACES = {Kind.OUTPUT: _VARIABLE, Kind.BLOCK: _BLOCK, Kind.COMMENT: _COMMENT}
_FIRST_LINE = 2  # line 1 is whatever stands before the first tag


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that is copied as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Located:
    """A tag with the place it stands at."""

    tag: Tag
    place: Place


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template: run it with `pieces`; `names` are the root names it reads, with the tags that
    do."""

    template: jinja2.Template
    tags: tuple[Located, ...]
    names: tuple[tuple[str, Located], ...]

    def pieces(self, context: dict[str, Any]) -> Iterator[str]:
        """Yield the literals and what the receiver returned for the printed values, in order."""
        yield from self.template.root_render_func(self.template.new_context(context, shared=True))

    def at_line(self, line: int) -> Located | None:
        """Return the tag on a line of the source, or None."""
        index = line - _FIRST_LINE
        return self.tags[index] if 0 <= index < len(self.tags) else None


class _Generator(CodeGenerator):
    """Generates code that takes the receiver's answers as they are: they are escaped already."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_post(node, frame, finalize)


class _Environment(ImmutableSandboxedEnvironment):
    code_generator_class = _Generator


@cache
def environment() -> jinja2.Environment:
    """Return the one environment: sandboxed, strict, with tags no author can type."""
    made = _Environment(
        block_start_string=_BLOCK[0],
        block_end_string=_BLOCK[1],
        variable_start_string=_VARIABLE[0],
        variable_end_string=_VARIABLE[1],
        comment_start_string=_COMMENT[0],
        comment_end_string=_COMMENT[1],
        undefined=Unknown,
        autoescape=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    made.filters[_PUT] = _put
    return made


def compiled(parts: Sequence[Literal | Located]) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Return the compiled template, or the faults that jinja2 finds in the tags, each at its tag (TP201)."""
    env = environment()
    tags = tuple(part for part in parts if isinstance(part, Located))
    literals = [part.text if isinstance(part, Literal) else "" for part in parts]
    try:
        tree = env.parse("".join(_source(parts)))
        _restore(tree, literals)
        code: CodeType = env.compile(tree)
    except jinja2.TemplateSyntaxError as error:
        return None, (_syntax_fault(error, tags),)
    template = jinja2.Template.from_code(env, code, {})
    return Compiled(template, tags, _names(tree, tags)), ()


def template_line(trace: TracebackType | None) -> int:
    """Return the innermost template line that a traceback passed through, or 0."""
    line = 0
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


@jinja2.pass_context
def _put(context: Context, value: Any, index: int) -> str:
    answer: str = context.parent[RECEIVER].put(value, index)
    return answer


def _is_put(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == _PUT


def _source(parts: Sequence[Literal | Located]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if isinstance(part, Literal):
            yield f"\x0e{number}\x0e"
        else:
            opening, closing = _BRACES[part.tag.kind]
            yield f"{opening}\n {part.tag.body} {closing}"


def _restore(tree: nodes.Template, literals: Sequence[str]) -> None:
    """Put the literals back in place of their numbers, and lead every printed value through the receiver."""
    for data in tree.find_all(nodes.TemplateData):
        numbers = data.data.split("\x0e")[1::2]
        data.data = "".join(literals[int(number)] for number in numbers)
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _received(node) for node in output.nodes
        ]


def _received(node: nodes.Expr) -> nodes.Filter:
    index = nodes.Const(node.lineno - _FIRST_LINE, lineno=node.lineno)
    return nodes.Filter(node, _PUT, [index], [], None, None, lineno=node.lineno)


def _names(tree: nodes.Template, tags: Sequence[Located]) -> tuple[tuple[str, Located], ...]:
    """Return the names that the template reads and does not set itself, with their tags, in order."""
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    stored |= {macro.name for macro in tree.find_all(nodes.Macro)} | {"loop", "caller", "varargs", "kwargs"}
    read = [(name.name, name.lineno) for name in tree.find_all(nodes.Name) if name.ctx == "load"]
    return tuple(
        (name, tags[line - _FIRST_LINE])
        for name, line in sorted(set(read), key=lambda found: (found[1], found[0]))
        if name not in stored and name not in environment().globals
    )


def _syntax_fault(error: jinja2.TemplateSyntaxError, tags: Sequence[Located]) -> Diagnostic:
    at = tags[min(max(error.lineno - _FIRST_LINE, 0), len(tags) - 1)]
    place = at.place.at_tag(at.tag.text) if isinstance(at.place, ParagraphRef) else at.place
    body = at.tag.body
    hints = ("identifier",) if body[:1].isdigit() else ()
    return fault("TP201", place, tag=at.tag.text, reason=error.message or "", hints=hints)

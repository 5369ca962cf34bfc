"""From tags to code: a sequence of literals and tags becomes one compiled jinja2 template.

The literals never pass through jinja2's lexer: the source holds a number for each, and the text is put into
the syntax tree afterwards. Each tag has a line of the source to itself, so that a line, wherever jinja2
reports one, is a tag, and a tag knows its paragraph or cell. Every printed value goes through one filter,
which is told the tag's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType, TracebackType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.diagnostics import Diagnostic
from reportgen.template.blocks import closer_of, opener_of
from reportgen.template.environment import BRACES, CAPTURE, JOINED, LOOP, PUT, environment
from reportgen.template.gathered import to_texts
from reportgen.template.origins import is_plain, statements, watch
from reportgen.template.scanner import Kind, Tag
from reportgen.template.syntax import FIRST_LINE, Located, forbidden, syntax_fault

__all__ = ["Compiled", "Literal", "Located", "compiled", "statement", "template_line"]

_BRACES = dict(zip((Kind.OUTPUT, Kind.BLOCK, Kind.COMMENT), BRACES, strict=True))
# What a faulty statement is replaced by, so that the search for more faults can go on behind it.
_HARMLESS = {
    "if": "if 0",
    "elif": "elif 0",
    "for": "for _ in ()",
    "macro": "macro _()",
    "call": "call _()",
    "with": "with",
    "else": "else",
}
_TOLD = ("raw", "endraw", "endblock")  # what is wrong with them is told by the scanner, or at their beginning


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that is copied as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled template: run it with `pieces`; `names` are the root names it reads, with the tags that
    do."""

    template: jinja2.Template
    tags: tuple[Located, ...]
    names: tuple[tuple[str, Located], ...]

    def pieces(self, context: dict[str, Any]) -> Iterator[str]:
        """Return the literals and what the receiver returns for the printed values, in order, as they
        come."""
        known = {**environment().globals, **context}
        return self.template.root_render_func(self.template.new_context(known, shared=True))

    def at_line(self, line: int) -> Located | None:
        """Return the tag on a line of the source, or None."""
        index = line - FIRST_LINE
        return self.tags[index] if 0 <= index < len(self.tags) else None


def compiled(parts: Sequence[Literal | Located]) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Return the compiled template, or the faults of syntax (TP201), all at once, each at its tag."""
    env = environment()
    tags = tuple(part for part in parts if isinstance(part, Located))
    tree, faults = _parsed(parts, tags)
    faults += tuple(forbidden(tree, tags)) if tree is not None else ()
    if tree is None or faults:
        return None, faults
    names = _names(tree, tags)
    _restore(tree, [part.text if isinstance(part, Literal) else "" for part in parts])
    try:
        code: CodeType = env.compile(tree)
    except jinja2.TemplateAssertionError as error:  # such as a loop that calls its item `loop`
        return None, (syntax_fault(error.message or "", tags[error.lineno - FIRST_LINE]),)
    return Compiled(jinja2.Template.from_code(env, code, {}), tags, names), ()


def statement(located: Located) -> tuple[nodes.Node | None, tuple[Diagnostic, ...]]:
    """Return the syntax of one tag by itself, and its faults (TP201), with which there is none.

    A tag that ends or parts a block is parsed within one; the node is that of the whole block.
    """
    if located.tag.word in _TOLD:
        return None, ()
    lines = [_line(located.tag)]
    if opener := opener_of(located.tag.word) if located.tag.kind is Kind.BLOCK else "":
        lines.insert(0, _block_line(_HARMLESS.get(opener, f"{opener} x")))
    if located.tag.kind is Kind.BLOCK and (closer := _missing_end(located.tag)):
        lines.append(_block_line(closer))
    try:
        tree = environment().parse("".join(lines))
    except jinja2.TemplateSyntaxError as error:
        return None, (syntax_fault(error.message or "", located),)
    faults = tuple(forbidden(tree, [located] * len(lines)))
    return (None, faults) if faults or not tree.body else (tree.body[0], ())


def _missing_end(tag: Tag) -> str:
    """Return the word that ends the block of a tag which stands by itself."""
    if tag.word == "block":
        return "endblock"
    return closer_of(tag) or (f"end{opener_of(tag.word)}" if tag.word in ("else", "elif") else "")


def _block_line(body: str) -> str:
    opening, closing = _BRACES[Kind.BLOCK]
    return f"{opening}\n {body} {closing}"


def _parsed(
    parts: Sequence[Literal | Located], tags: Sequence[Located]
) -> tuple[nodes.Template | None, tuple[Diagnostic, ...]]:
    """Return the syntax tree and the faults; a faulty tag is made harmless and the rest parsed again."""
    bodies = [_line(located.tag) for located in tags]
    faults: list[Diagnostic] = []
    while True:
        try:
            return environment().parse("".join(_source(parts, bodies))), tuple(faults)
        except jinja2.TemplateSyntaxError as error:
            at = min(max(error.lineno - FIRST_LINE, 0), len(tags) - 1)
            faults.append(syntax_fault(error.message or "", tags[at]))
            if bodies[at] == (harmless := _harmless(tags[at].tag)):
                return None, tuple(faults)
            bodies[at] = harmless


def template_line(trace: TracebackType | None) -> int:
    """Return the innermost template line that a traceback passed through, or 0."""
    line = 0
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _line(tag: Tag) -> str:
    """Return the tag as one line of the source, in braces that no author can type."""
    opening, closing = _BRACES[tag.kind]
    body = " ".join(tag.body.splitlines())
    return f"{opening}\n {body} {closing}"


def _harmless(tag: Tag) -> str:
    opening, closing = _BRACES[tag.kind]
    word = _HARMLESS.get(tag.word, tag.word if tag.word.startswith("end") else "do 0")
    return f"{opening}\n {word if tag.kind is Kind.BLOCK else 0} {closing}"


def _source(parts: Sequence[Literal | Located], lines: Sequence[str]) -> Iterator[str]:
    left = iter(lines)
    for number, part in enumerate(parts):
        yield f"\x0e{number}\x0e" if isinstance(part, Literal) else next(left)


def _restore(tree: nodes.Template, literals: Sequence[str]) -> None:
    """Put the literals back in place of their numbers, and lead every printed value through the receiver."""
    watch(tree, FIRST_LINE)
    _Bounder().visit(tree)
    for statement in statements(tree):
        if isinstance(statement, nodes.Output):
            statement.nodes = [_received(node, literals) for node in statement.nodes]
        elif isinstance(statement, nodes.AssignBlock):
            statement.filter = _gathered(statement)
        elif isinstance(statement, nodes.FilterBlock):
            statement.filter = to_texts(statement.filter)
        elif isinstance(statement, nodes.ScopedEvalContextModifier):
            statement.options = []  # autoescape: text is escaped where it is written, always


class _Bounder(NodeTransformer):
    """Leads loops and joined texts through the filters that count them (see `reportgen.template.limits`)."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  # jinja2's name
        self.generic_visit(node)
        if not node.recursive:
            number = () if is_plain(node.iter) else (_number(node),)
            node.iter = _filtered(node.iter, LOOP, *number)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filtered(node.nodes[0], JOINED, *node.nodes[1:])


def _received(node: nodes.Expr, literals: Sequence[str]) -> nodes.Expr:
    """Return literals in place of their numbers, and a value led through the receiver."""
    if not isinstance(node, nodes.TemplateData):
        return _filtered(node, PUT, _number(node))
    node.data = "".join(literals[int(number)] for number in node.data.split("\x0e")[1::2])
    return node


def _number(node: nodes.Node) -> nodes.Const:
    """Return the number of the tag that a node is part of."""
    return nodes.Const(node.lineno - FIRST_LINE, lineno=node.lineno)


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _gathered(block: nodes.AssignBlock) -> nodes.Filter:
    """Return the filter of a `set` block, by which what it gathered is made a value of its own kind."""
    texts = to_texts(block.filter) if block.filter is not None else None
    return nodes.Filter(texts, CAPTURE, [], [], None, None, lineno=block.lineno)


def _names(tree: nodes.Template, tags: Sequence[Located]) -> tuple[tuple[str, Located], ...]:
    """Return the names that the template reads and does not set itself, with their tags, in order."""
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    stored |= {macro.name for macro in tree.find_all(nodes.Macro)} | {"loop", "caller", "varargs", "kwargs"}
    read = [(name.name, name.lineno) for name in tree.find_all(nodes.Name) if name.ctx == "load"]
    return tuple(
        (name, tags[line - FIRST_LINE])
        for name, line in sorted(set(read), key=lambda found: (found[1], found[0]))
        if name not in stored and name not in environment().globals
    )

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

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef, Place
from reportgen.template.blocks import opens
from reportgen.template.environment import BRACES, CAPTURE, PUT, TEXT, environment
from reportgen.template.scanner import Kind, Tag

__all__ = ["Compiled", "Literal", "Located", "compiled", "template_line"]

_BRACES = dict(zip((Kind.OUTPUT, Kind.BLOCK, Kind.COMMENT), BRACES, strict=True))
_SHOWN = 40  # characters of a tag that nests too deep
_FIRST_LINE = 2  # line 1 is whatever stands before the first tag
# jinja2's statements that fetch another template, or that would work on the markup around a text.
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block, nodes.FilterBlock)
# What reading and compiling raise on what nests too deep; Python's own compiler knows all four.
_TOO_DEEP = (RecursionError, MemoryError, SyntaxError, OverflowError)
_DEEP = 15  # blocks within blocks; Python takes 20 loops
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
# What an end is given as its beginning when it is looked at by itself.
_OPENED = {
    **_HARMLESS,
    "set": "set _",
    "filter": "filter upper",
    "block": "block _",
    "autoescape": "autoescape 0",
}


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
        known = {**environment().globals, **context}
        yield from self.template.root_render_func(self.template.new_context(known, shared=True))

    def at_line(self, line: int) -> Located | None:
        """Return the tag on a line of the source, or None."""
        index = line - _FIRST_LINE
        return self.tags[index] if 0 <= index < len(self.tags) else None


def compiled(parts: Sequence[Literal | Located]) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    """Return the compiled template, or the faults of syntax, all at once, each at its tag.

    TP201 a tag that is none, TP208 one that nests deeper than can be read.
    """
    tags = tuple(part for part in parts if isinstance(part, Located))
    try:
        return _made(parts, tags)
    except _TOO_DEEP:
        faults = tuple(one for located in tags if (one := _fault_alone(located)))
        return None, faults or (_depth_fault(_deepest(tags)),)


def _made(
    parts: Sequence[Literal | Located], tags: tuple[Located, ...]
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    env = environment()
    tree, faults = _parsed(parts, tags)
    faults += tuple(_foreign(tree, tags)) if tree is not None else ()
    if tree is None or faults:
        return None, faults
    names = _names(tree, tags)
    _restore(tree, [part.text if isinstance(part, Literal) else "" for part in parts])
    code: CodeType = env.compile(tree)
    return Compiled(jinja2.Template.from_code(env, code, {}), tags, names), ()


def _parsed(
    parts: Sequence[Literal | Located], tags: Sequence[Located]
) -> tuple[nodes.Template | None, tuple[Diagnostic, ...]]:
    """Return the syntax tree and the faults. Where the whole does not parse, each tag is looked at by itself
    and the rest parsed with the faulty ones made harmless: three readings, however many are faulty."""
    bodies = [_line(located.tag) for located in tags]
    try:
        return environment().parse("".join(_source(parts, bodies))), ()
    except jinja2.TemplateSyntaxError as error:
        found = _syntax_fault(error.message or "", _tag_at(error.lineno, tags))
    faults = []
    for at, located in enumerate(tags):
        if one := _fault_alone(located):
            faults.append(one)
            bodies[at] = _harmless(located.tag)
    try:
        return environment().parse("".join(_source(parts, bodies))), tuple(faults or [found])
    except jinja2.TemplateSyntaxError as error:  # a fault of several tags together
        last = _syntax_fault(error.message or "", _tag_at(error.lineno, tags))
        return None, tuple(faults if any(last.place == one.place for one in faults) else [*faults, last])


def _tag_at(line: int, tags: Sequence[Located]) -> Located:
    return tags[min(max(line - _FIRST_LINE, 0), len(tags) - 1)]


def _fault_alone(located: Located) -> Diagnostic | None:
    """Return the fault of a tag that is looked at by itself, within the least that makes it whole."""
    before, after = _company(located.tag)
    env = environment()
    try:
        tree = env.parse(f"{before}{_line(located.tag)}{after}")
        if located.tag.kind is Kind.OUTPUT:  # what can be read may still nest too deep for what follows
            _restore(tree, [])
            env.compile(tree)
    except jinja2.TemplateAssertionError:
        return None  # an unknown filter or test, which is told for the whole
    except jinja2.TemplateSyntaxError as error:
        return _syntax_fault(error.message or "", located)
    except _TOO_DEEP:
        return _depth_fault(located)
    return None


def _company(tag: Tag) -> tuple[str, str]:
    """Return the statements that must stand before and behind a tag so that it can stand alone."""
    if tag.kind is not Kind.BLOCK:
        return "", ""
    if tag.word in ("else", "elif"):
        return _statement("if 0"), _statement("endif")
    if tag.word.startswith("end"):
        return _statement(_OPENED.get(tag.word[3:], tag.word[3:])), ""
    return "", _statement(f"end{tag.word}") if opens(tag) else ""


def _statement(words: str) -> str:
    opening, closing = _BRACES[Kind.BLOCK]
    return f"{opening} {words} {closing}"


def _deepest(tags: Sequence[Located]) -> Located:
    """Return the tag that most blocks are around, or the longest one where blocks are not to blame."""
    depth, depths = 0, []
    for located in tags:
        depth += opens(located.tag) - located.tag.word.startswith("end") * (located.tag.kind is Kind.BLOCK)
        depths.append(depth)
    deepest = max(depths)
    return tags[depths.index(deepest)] if deepest >= _DEEP else max(tags, key=lambda one: len(one.tag.body))


def _foreign(tree: nodes.Template, tags: Sequence[Located]) -> Iterator[Diagnostic]:
    """Yield the faults of statements that a Word template cannot have, and of unknown filters and tests."""
    for node in tree.find_all((*_FOREIGN, nodes.Filter, nodes.Test)):
        located = tags[node.lineno - _FIRST_LINE]
        if isinstance(node, nodes.Filter):
            known, kind = node.name in environment().filters, f"filter {node.name!r}"
        elif isinstance(node, nodes.Test):
            known, kind = node.name in environment().tests, f"test {node.name!r}"
        else:
            known, kind = False, f"tag {located.tag.word!r}"
        if not known:
            yield _syntax_fault(f"unknown {kind}", located)
    for step in _stray_steps(tree, False):
        yield _syntax_fault("outside of a loop", tags[step.lineno - _FIRST_LINE])


def _stray_steps(node: nodes.Node, in_loop: bool) -> Iterator[nodes.Node]:
    """Yield each `break` and `continue` that no loop is around."""
    if isinstance(node, nodes.Break | nodes.Continue) and not in_loop:
        yield node
    body = node.body if isinstance(node, nodes.For) else ()
    for child in node.iter_child_nodes():
        inside = in_loop and not isinstance(node, nodes.Macro | nodes.CallBlock)
        yield from _stray_steps(child, inside or any(child is own for own in body))


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
    for data in tree.find_all(nodes.TemplateData):
        numbers = data.data.split("\x0e")[1::2]
        data.data = "".join(literals[int(number)] for number in numbers)
    for output in tree.find_all(nodes.Output):
        output.nodes = [
            node if isinstance(node, nodes.TemplateData) else _received(node) for node in output.nodes
        ]
    for concat in tree.find_all(nodes.Concat):
        concat.nodes = [
            nodes.Filter(part, TEXT, [], [], None, None, lineno=part.lineno) for part in concat.nodes
        ]
    for block in tree.find_all(nodes.AssignBlock):
        block.filter = _gathered(block)
    for scoped in tree.find_all(nodes.ScopedEvalContextModifier):
        scoped.options = []  # autoescape: text is escaped where it is written, whatever the template says


def _received(node: nodes.Expr) -> nodes.Filter:
    index = nodes.Const(node.lineno - _FIRST_LINE, lineno=node.lineno)
    return nodes.Filter(node, PUT, [index], [], None, None, lineno=node.lineno)


def _gathered(block: nodes.AssignBlock) -> nodes.Filter:
    """Return the filter of a `set` block, before which what it gathered is made a value of its own kind."""
    innermost: Any = block.filter
    while innermost is not None and innermost.node is not None:
        innermost = innermost.node
    capture = nodes.Filter(None, CAPTURE, [], [], None, None, lineno=block.lineno)
    if block.filter is None:
        return capture
    innermost.node = capture
    return block.filter


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


def _depth_fault(at: Located) -> Diagnostic:
    place = at.place.at_tag(at.tag.text[:_SHOWN]) if isinstance(at.place, ParagraphRef) else at.place
    return fault("TP208", place, tag=at.tag.text[:_SHOWN])


def _syntax_fault(reason: str, at: Located) -> Diagnostic:
    place = at.place.at_tag(at.tag.text) if isinstance(at.place, ParagraphRef) else at.place
    body = at.tag.body
    hints = ("identifier",) if body[:1].isdigit() else ()
    return fault("TP201", place, tag=at.tag.text, reason=reason, hints=hints)

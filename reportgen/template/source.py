"""From tags to code: a sequence of literals and tags becomes one compiled jinja2 template.

The literals never pass through jinja2's lexer: the source holds a number for each, and the text is put into
the syntax tree afterwards. Each tag has a line of the source to itself, so that a line, wherever jinja2
reports one, is a tag, and a tag knows its paragraph or cell. Every printed value goes through one filter,
which is told the tag's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import CodeType, TracebackType
from typing import Any

import jinja2
from jinja2 import nodes

from reportgen.diagnostics import Diagnostic
from reportgen.template.blocks import closer_of, opener_of
from reportgen.template.direct import Named, Run, looked_up, paths
from reportgen.template.environment import BRACES, environment
from reportgen.template.generator import RUNS
from reportgen.template.limits import RECEIVER
from reportgen.template.scanner import Kind, Tag
from reportgen.template.syntax import FIRST_LINE, Located, depth_fault, forbidden, syntax_fault
from reportgen.template.tree import RUN, nodes_by_kind, restore, sorted_names, stored_names

__all__ = ["Compiled", "Literal", "Located", "compiled", "statement", "template_line"]

_BRACES = dict(zip((Kind.OUTPUT, Kind.BLOCK, Kind.COMMENT), BRACES, strict=True))
_GATHERING = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock)
# What reading and compiling raise on what nests too deep; Python's own compiler knows all four.
_TOO_DEEP = (RecursionError, MemoryError, SyntaxError, OverflowError)
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
class Compiled:
    """A compiled template: run it with `pieces`; `names` are the root names it reads, with the tags that
    do.

    Without a `template` it is the one run there is. `gathers` says that what a tag prints may be printed at
    another place, more than once or not at all, as in a macro.
    """

    template: jinja2.Template | None
    runs: tuple[Run, ...]
    tags: tuple[Located, ...]
    names: tuple[tuple[str, Located], ...]
    gathers: bool = False

    def pieces(self, context: dict[str, Any]) -> Iterator[str]:
        """Yield the literals and what the receiver returned for the printed values, in order."""
        direct = partial(looked_up, self.runs, context[RECEIVER])
        known = {**environment().globals, **context, RUNS: direct}
        if self.template is None:
            yield from direct(known, 0)
        else:
            yield from self.template.root_render_func(self.template.new_context(known, shared=True))

    def at_line(self, line: int) -> Located | None:
        """Return the tag on a line of the source, or None."""
        index = line - FIRST_LINE
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
        return None, faults or (depth_fault(max(tags, key=lambda one: len(one.tag.body))),)


def _made(
    parts: Sequence[Literal | Located], tags: tuple[Located, ...], bound: frozenset[str] = frozenset()
) -> tuple[Compiled | None, tuple[Diagnostic, ...]]:
    direct = paths(tags, bound)
    stretches = _stretches(parts, direct)
    named = [(path[0], tags[index]) for index, path in direct.items()]
    runs = tuple(one for one in stretches if isinstance(one, Run))
    if len(direct) == len(tags):
        return Compiled(None, runs, tags, sorted_names(named, tags)), ()
    env = environment()
    tree, faults = _parsed(stretches, tags, direct)
    faults += tuple(forbidden(tree, tags)) if tree is not None else ()
    if tree is None or faults:
        return None, faults
    found = nodes_by_kind(tree)
    stored = stored_names(found)
    if not stored.isdisjoint(name for name, _ in named):  # bound by what looks like no binding
        return _made(parts, tags, frozenset(stored))
    named += [(name.name, tags[name.lineno - FIRST_LINE]) for name in found[nodes.Name] if name.ctx == "load"]
    names = sorted_names([one for one in named if one[0] not in stored], tags)
    gathers = any(found[kind] for kind in _GATHERING) or any(loop.recursive for loop in found[nodes.For])
    restore(tree, found, runs)
    try:
        code: CodeType = env.compile(tree)
    except jinja2.TemplateAssertionError as error:  # such as a loop that calls its item `loop`
        return None, (syntax_fault(error.message or "", tags[error.lineno - FIRST_LINE]),)
    return Compiled(jinja2.Template.from_code(env, code, {}), runs, tags, names, gathers), ()


def _stretches(
    parts: Sequence[Literal | Located], direct: Mapping[int, tuple[str, ...]]
) -> list[Run | Located]:
    """Return the parts with all that stands between two tags for jinja2 as one run."""
    found: list[Run | Located] = []
    before, tags, index = "", list[Named](), 0
    for part in parts:
        if isinstance(part, Literal):
            if tags:
                last = tags[-1]
                tags[-1] = Named(last.index, last.root, last.attributes, last.after + part.text)
            else:
                before += part.text
            continue
        if path := direct.get(index):
            tags.append(Named(index, path[0], path[1:], ""))
        else:
            found += (Run(before, tuple(tags)), part)
            before, tags = "", []
        index += 1
    return [*found, Run(before, tuple(tags))]


def statement(located: Located) -> tuple[nodes.Node | None, tuple[Diagnostic, ...]]:
    """Return the syntax of one tag by itself, and its faults (TP201), with which there is none.

    A tag that ends or parts a block is parsed within one; the node is that of the whole block.
    """
    if located.tag.word == "endblock":
        return None, ()  # its beginning is told
    lines = [_line(located.tag)]
    if opener := opener_of(located.tag.word) if located.tag.kind is Kind.BLOCK else "":
        lines.insert(0, _block_line(_OPENED.get(opener, f"{opener} x")))
    if located.tag.kind is Kind.BLOCK and (closer := _missing_end(located.tag)):
        lines.append(_block_line(closer))
    try:
        tree = environment().parse("".join(lines))
    except jinja2.TemplateSyntaxError as error:
        return None, (syntax_fault(error.message or "", located),)
    faults = tuple(forbidden(tree, [located] * len(lines)))
    return (None, faults) if faults else (tree.body[0], ())


def _missing_end(tag: Tag) -> str:
    """Return the word that ends the block of a tag which stands by itself."""
    if tag.word == "block":
        return "endblock"
    return closer_of(tag) or (f"end{opener_of(tag.word)}" if tag.word in ("else", "elif") else "")


def _block_line(body: str) -> str:
    opening, closing = _BRACES[Kind.BLOCK]
    return f"{opening}\n {body} {closing}"


def _parsed(
    stretches: Sequence[Run | Located], tags: Sequence[Located], direct: Mapping[int, tuple[str, ...]]
) -> tuple[nodes.Template | None, tuple[Diagnostic, ...]]:
    """Return the syntax tree and the faults. Where the whole does not parse, each tag is looked at by itself
    and the rest parsed with the faulty ones made harmless: three readings, however many are faulty."""
    bodies = {at: _line(located.tag) for at, located in enumerate(tags) if at not in direct}
    try:
        return environment().parse("".join(_source(stretches, bodies.values()))), ()
    except jinja2.TemplateSyntaxError as error:
        found = syntax_fault(error.message or "", _tag_at(error.lineno, tags))
    faults = []
    for at in bodies:
        if one := _fault_alone(tags[at]):
            faults.append(one)
            bodies[at] = _harmless(tags[at].tag)
    try:
        return environment().parse("".join(_source(stretches, bodies.values()))), tuple(faults or [found])
    except jinja2.TemplateSyntaxError as error:  # a fault of several tags together
        last = syntax_fault(error.message or "", _tag_at(error.lineno, tags))
        return None, tuple(faults if any(last.place == one.place for one in faults) else [*faults, last])


def _tag_at(line: int, tags: Sequence[Located]) -> Located:
    return tags[min(max(line - FIRST_LINE, 0), len(tags) - 1)]


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


def _source(stretches: Sequence[Run | Located], lines: Iterable[str]) -> Iterator[str]:
    """Yield the source: a mark with its number for each run, a line for each tag in one and out of one."""
    left, number = iter(lines), 0
    for one in stretches:
        if isinstance(one, Run):
            yield f"{RUN}{number}{RUN}" + "\n" * len(one.tags)
            number += 1
        else:
            yield next(left)


def _fault_alone(located: Located) -> Diagnostic | None:
    """Return the fault of a tag that is looked at by itself, also that it nests too deep for what follows."""
    try:
        _, faults = statement(located)
        if not faults and located.tag.kind is Kind.OUTPUT:
            environment().compile(environment().parse(_line(located.tag)))
    except _TOO_DEEP:
        return depth_fault(located)
    return faults[0] if faults else None

"""The syntax tree of a part's tags made ready for a merge: runs put back, values led through the receiver.

jinja2 reads a mark in place of each run of text and plain names (see `reportgen.template.direct`). Loops and
joined texts are led through the filters that count them (see `reportgen.template.limits`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.template.costs import DIRECT, LOOP
from reportgen.template.direct import Run
from reportgen.template.environment import CAPTURE, JOINED, environment
from reportgen.template.gathered import to_texts
from reportgen.template.generator import PUT
from reportgen.template.origins import is_plain, watch
from reportgen.template.syntax import FIRST_LINE, Located

__all__ = ["RUN", "Found", "nodes_by_kind", "restore", "sorted_names", "stored_names"]

RUN = "\x0e"
"""Around the number of a run in the source; no text can hold it."""

Found = Mapping[type[nodes.Node], list[Any]]


def nodes_by_kind(tree: nodes.Template) -> Found:
    """Return the nodes of a tree by their kinds, each kind in the order of the source: found in one walk."""
    found: dict[type[nodes.Node], list[Any]] = defaultdict(list)
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        found[type(node)].append(node)
        waiting += reversed(list(node.iter_child_nodes()))
    return found


def stored_names(found: Found) -> set[str]:
    """Return the names that the template sets itself."""
    stored = {name.name for name in found[nodes.Name] if name.ctx != "load"}
    return stored | {macro.name for macro in found[nodes.Macro]} | {"loop", "caller", "varargs", "kwargs"}


def sorted_names(
    names: Iterable[tuple[str, Located]], tags: Sequence[Located]
) -> tuple[tuple[str, Located], ...]:
    """Return the names but for those that every template knows, each once a tag, by tag and name."""
    order = {id(located): at for at, located in enumerate(tags)}
    told = {(order[id(located)], name): (name, located) for name, located in names}
    known = environment().globals
    return tuple(told[key] for key in sorted(told) if key[1] not in known)


def restore(tree: nodes.Template, found: Found, runs: Sequence[Run]) -> None:
    """Put the runs back in place of their numbers, and lead every printed value through the receiver."""
    watch(found, FIRST_LINE)
    _Bounder().visit(tree)
    for output in found[nodes.Output]:
        output.nodes = [
            _restored(node, runs) if isinstance(node, nodes.TemplateData) else _received(node)
            for node in output.nodes
        ]
    for block in found[nodes.AssignBlock]:
        block.filter = _gathered(block)
    for filtering in found[nodes.FilterBlock]:
        filtering.filter = to_texts(filtering.filter)
    for scoped in found[nodes.ScopedEvalContextModifier]:
        scoped.options = []  # autoescape: text is escaped where it is written, whatever the template says


def _restored(data: nodes.TemplateData, runs: Sequence[Run]) -> nodes.Expr:
    """Return the text of a run, or the order to look its values up."""
    number = int(data.data.split(RUN)[1])
    if runs[number].tags:
        count = nodes.Const(len(runs[number].tags), lineno=data.lineno)
        return _filtered(nodes.Const(number, lineno=data.lineno), DIRECT, count)
    data.data = runs[number].before
    return data


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


def _received(node: nodes.Expr) -> nodes.Filter:
    return _filtered(node, PUT, _number(node))


def _number(node: nodes.Node) -> nodes.Const:
    """Return the number of the tag that a node is part of."""
    return nodes.Const(node.lineno - FIRST_LINE, lineno=node.lineno)


def _filtered(node: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def _gathered(block: nodes.AssignBlock) -> nodes.Filter:
    """Return the filter of a `set` block, by which what it gathered is made a value of its own kind."""
    texts = to_texts(block.filter) if block.filter is not None else None
    return nodes.Filter(texts, CAPTURE, [], [], None, None, lineno=block.lineno)

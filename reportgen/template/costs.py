"""What the tags of a template cost, told when they are compiled: each loop and macro is given the sum of its
body.

A loop then counts passes times costs once, when it starts. Branches count as if all were taken. What depends
on a value (how long a list is that is compared or searched) is led through a filter that looks at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

__all__ = ["DIRECT", "LOOP", "SPENT", "WEIGHED", "reckon"]

LOOP, SPENT, WEIGHED, DIRECT = "\0loop", "\0spent", "\0weighed", "\0direct"  # no template can spell them
_NAMED = 6  # steps for a tag that only names a value

# Steps of work, and units made, for each node (see `limits`).
_STEPS: dict[type[nodes.Node], int] = {
    nodes.Add: 2, nodes.And: 1, nodes.Assign: 1, nodes.AssignBlock: 4, nodes.Call: 16, nodes.CallBlock: 16,
    nodes.Compare: 1, nodes.CondExpr: 1, nodes.Dict: 1, nodes.Div: 2, nodes.Filter: 3, nodes.FilterBlock: 4,
    nodes.FloorDiv: 2, nodes.For: 8, nodes.Getattr: 2, nodes.Getitem: 2, nodes.If: 1, nodes.List: 1,
    nodes.Macro: 4, nodes.Mod: 2, nodes.Mul: 2, nodes.NSRef: 1, nodes.Neg: 1, nodes.Not: 1, nodes.Or: 1,
    nodes.Output: 4, nodes.Pair: 1, nodes.Pos: 1, nodes.Pow: 2, nodes.Slice: 2, nodes.Sub: 2,
    nodes.TemplateData: 1, nodes.Test: 3, nodes.Tuple: 1, nodes.With: 2,
}  # fmt: skip
_UNITS: dict[type[nodes.Node], int] = {
    nodes.Add: 8, nodes.AssignBlock: 30, nodes.Call: 80, nodes.CallBlock: 100, nodes.Dict: 60, nodes.Div: 8,
    nodes.For: 60, nodes.List: 16, nodes.Macro: 100, nodes.Mod: 8, nodes.Mul: 8, nodes.Pair: 10, nodes.Pow: 8,
    nodes.Sub: 8, nodes.Tuple: 16,
}  # fmt: skip

_Cost = tuple[int, int]


def reckon(tree: nodes.Template) -> None:
    """Give the loops and macros of a template what a pass costs, and lead values through the look at them."""
    _Reckoner().visit(tree)


class _Reckoner(NodeTransformer):
    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  # jinja2's name
        self.generic_visit(node)
        steps, units = _sum([node.target, *node.body, *([node.test] if node.test else [])])
        if node.recursive:
            node.iter = _filtered(node.iter, LOOP)
            node.body = [_spent(node, steps, units), *node.body]
        elif isinstance(node.iter, nodes.Filter) and node.iter.name == LOOP:
            node.iter.kwargs = [_named("steps", steps), _named("units", units)]  # type: ignore[list-item]
        return node

    def visit_Macro(self, node: nodes.Macro | nodes.CallBlock) -> Any:  # noqa: N802
        self.generic_visit(node)
        node.body = [_spent(node, *_sum(node.body)), *node.body]
        return node

    visit_CallBlock = visit_Macro  # noqa: N815

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        plain = [_is_short(one) for one in (node.expr, *(other.expr for other in node.ops))]
        searched = [other.op in ("in", "notin") for other in node.ops]
        if len(plain) == 2 and any(plain) and not (searched[0] and not plain[1]):
            return node  # nothing is long that is compared with something short
        node.expr = _weighed(node.expr)
        for other in node.ops:
            other.expr = _weighed(other.expr)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            node.arg = _weighed(node.arg)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802
        self.generic_visit(node)
        node.key = _weighed(node.key)
        return node

    def visit_Call(self, node: Any) -> Any:  # noqa: N802
        self.generic_visit(node)
        if node.dyn_args is not None:
            node.dyn_args = _filtered(node.dyn_args, LOOP)
        return node

    visit_Filter = visit_Test = visit_Call  # noqa: N815


def _sum(parts: Iterable[nodes.Node]) -> _Cost:
    """Return what it costs to go through `parts` once, loops and macros in them not counted."""
    steps = units = 0
    left = [*parts]
    while left:
        node = left.pop()
        steps += _STEPS.get(type(node), 0)
        if isinstance(node, nodes.Filter) and node.name == DIRECT:
            steps += _NAMED * node.args[0].as_const()  # the tags of a run (see `direct`)
        units += _UNITS.get(type(node), 0)
        left.extend(_within(node))
    return steps, units


def _within(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the nodes in a node that are gone through with it."""
    if isinstance(node, nodes.For):
        yield node.iter
        yield from node.else_
    elif isinstance(node, nodes.Macro):
        yield from node.defaults
    elif isinstance(node, nodes.CallBlock):
        yield node.call
    else:
        yield from node.iter_child_nodes()


def _is_short(node: nodes.Node) -> bool:
    """Tell whether a value is a number, a short text or a list of such, written out in the tag."""
    if isinstance(node, nodes.List | nodes.Tuple):
        return all(isinstance(item, nodes.Const) for item in node.items)
    return isinstance(node, nodes.Const)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, WEIGHED)


def _spent(at: nodes.Node, steps: int, units: int) -> nodes.ExprStmt:
    number = nodes.Const(steps, lineno=at.lineno)
    return nodes.ExprStmt(_filtered(number, SPENT, nodes.Const(units, lineno=at.lineno)), lineno=at.lineno)


def _named(key: str, value: int) -> nodes.Keyword:
    return nodes.Keyword(key, nodes.Const(value))


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, [*arguments], [], None, None, lineno=node.lineno)

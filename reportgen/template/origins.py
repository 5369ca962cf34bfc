"""Where a printed text comes from that is no field any more: from the fields seen while its tag was
evaluated.

Filters, `~`, conditions and sums make plain texts and numbers of fields. So the names in every expression
that is more than a name are led through a filter that notes what they stand for (`watch`), and the result
takes its cells from there. Only what is evaluated is seen: the branch not taken leaves no cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from reportgen.fields import Field, Nature, Origin, Prose
from reportgen.records import Record, Sequence

__all__ = ["CARRIED", "SEEN", "Sightings", "is_plain", "watch"]

SEEN, CARRIED = "\0seen", "\0carried"  # filters that no template can spell
MOST_CELLS = 1_000  # of one text; a sum over more names the first
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

_Seen = tuple[Origin, str]  # an origin, and the text it was the origin of


class _Whole(int):
    origin: Origin


class _Real(float):
    origin: Origin


class _Exact(Decimal):
    origin: Origin


_CARRIERS: dict[type, Callable[[Any], Any]] = {str: Field, int: _Whole, float: _Real, Decimal: _Exact}


class Sightings:
    """What was seen of the workbook while the tags of one part were evaluated, by the numbers of the tags."""

    __slots__ = ("_seen", "_watching")

    def __init__(self, watching: bool = True) -> None:
        self._watching = watching
        self._seen: dict[int, list[_Seen]] = {}

    def see(self, index: int, values: Iterable[Any]) -> None:
        """Note where the first of `values` that has an origin comes from: a name's value, then its owners."""
        if not self._watching:
            return
        for value in values:
            found = list(islice(_origins(value), MOST_CELLS))
            if found:
                self._seen.setdefault(index, []).extend(found)
                return

    def origin_of(self, index: int, value: Any, text: str) -> Origin | None:
        """Return where the text that the tag prints for `value` comes from; what the tag saw is then
        forgotten."""
        seen = self._seen.pop(index, [])
        own = value.origin if isinstance(value, Field | _Whole | _Real | _Exact) else None
        return own or (_merged(seen, text) if seen else None)

    def carried(self, index: int, value: Any, keep: bool = False) -> Any:
        """Return a text or number that remembers what the tag saw; anything else as it is."""
        seen = self._seen.get(index, []) if keep else self._seen.pop(index, [])
        return _carrying(value, seen) if seen else value

    def items(self, index: int, items: Any) -> Any:
        """Return what a loop over a computed sequence goes through, the texts and numbers in it as
        `carried`."""
        seen = self._seen.pop(index, [])
        return [_carrying(item, seen) for item in items] if seen else items


def _origins(value: Any) -> Iterator[_Seen]:
    """Yield where a value comes from, or, when it has no text of its own, where its members do."""
    if isinstance(value, Prose):
        yield Origin(Nature.TEXT, (value.source,)), value.text
    elif isinstance(value, Field | _Whole | _Real | _Exact):
        if value.origin is not None:
            yield value.origin, str(value)
    elif isinstance(value, Record) and value.printed:
        yield from _origins(value.printed)
    elif isinstance(value, list | tuple | Sequence):
        for member in value:
            yield from _origins(member)


def _carrying(value: Any, seen: list[_Seen]) -> Any:
    kind = _CARRIERS.get(type(value))
    if kind is None:
        return value
    made = kind(value)
    made.origin = _merged(seen, str(value))
    return made


def _merged(seen: list[_Seen], text: str) -> Origin:
    """Return the one origin of a text made of what was seen: a figure whose number it repeats, or all the
    cells."""
    origins = list(dict.fromkeys(origin for origin, _ in seen))
    first = origins[0]
    if len(origins) == 1 and _repeats(text, (source for _, source in seen)):
        return first
    figures = [origin for origin in origins if origin.nature is not Nature.TEXT]
    nature = Nature.COMPUTED if figures and _NUMBER.search(text) else Nature.TEXT
    names = {origin.indicator for origin in figures or origins}
    indicator = names.pop() if len(names) == 1 else ""
    if len(first.cells) >= MOST_CELLS:
        return replace(first, nature=nature, formula="", worked="", indicator=indicator)
    cells = dict.fromkeys(chain.from_iterable(origin.cells for origin in origins))
    return Origin(nature, tuple(islice(cells, MOST_CELLS)), indicator=indicator)


def _repeats(text: str, sources: Iterable[str]) -> bool:
    """Tell whether a text has no other numbers than what it was made of; one without numbers must be part of
    that."""
    numbers = set(_NUMBER.findall(text))
    if not numbers:
        return any(text in source for source in sources)
    return any(numbers.issubset(_NUMBER.findall(source)) for source in sources)


# --- in the syntax tree of a template


def is_plain(node: nodes.Node) -> bool:
    """Tell whether an expression is a name with its attributes: its value remembers by itself where it comes
    from."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
            return False
        node = node.node
    return isinstance(node, nodes.Name | nodes.Const)


def watch(found: Mapping[type[nodes.Node], Iterable[Any]], first_line: int) -> None:
    """Lead the names of all computed expressions of a template through the filter that notes them.

    `found` are its nodes by their kinds. The tag of line `first_line` has the number 0. To be done before the
    values are led through the receiver.
    """
    for output in found.get(nodes.Output, ()):
        output.nodes = [_watched(node, first_line) for node in output.nodes]
    for assign in found.get(nodes.Assign, ()):
        assign.node = _carried(assign.node, first_line)
    for scope in found.get(nodes.With, ()):
        scope.values = [_carried(value, first_line) for value in scope.values]
    for loop in found.get(nodes.For, ()):
        loop.iter = _watched(loop.iter, first_line)
    for block in found.get(nodes.CallBlock, ()):
        _Watcher(first_line).arguments(block.call)


def _watched(node: Any, first_line: int) -> Any:
    if isinstance(node, nodes.TemplateData) or is_plain(node):
        return node
    return _Watcher(first_line).visit(node)


def _carried(node: Any, first_line: int, keep: bool = False) -> Any:
    if is_plain(node):
        return node
    return _filtered(_watched(node, first_line), CARRIED, first_line, nodes.Const(keep))


class _Watcher(NodeTransformer):
    """Leads each name, with its attributes, through the filter that notes what it stands for."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802  # jinja2's name
        return _filtered(node, SEEN, self.first_line) if node.ctx == "load" else node

    def visit_Getattr(self, node: nodes.Getattr | nodes.Getitem) -> nodes.Expr:  # noqa: N802
        owners = list(_owners(node)) if is_plain(node) else []
        if not owners:
            self.generic_visit(node)
        return _filtered(node, SEEN, self.first_line, *owners)

    visit_Getitem = visit_Getattr  # noqa: N815

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        if isinstance(node.node, nodes.Getattr):  # what the method is one of, not the method
            node.node.node = self.visit(node.node.node)
        self.arguments(node)
        return _filtered(node, SEEN, self.first_line)

    def arguments(self, call: nodes.Call) -> None:
        """Let what is passed to a macro remember where it comes from."""
        call.args = [_carried(argument, self.first_line, keep=True) for argument in call.args]
        for named in call.kwargs:
            named.value = _carried(named.value, self.first_line, keep=True)


def _owners(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """Yield what an attribute is one of, and what that is one of."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
        yield node


def _filtered(node: nodes.Expr, name: str, first_line: int, *arguments: nodes.Expr) -> nodes.Filter:
    index = nodes.Const(node.lineno - first_line, lineno=node.lineno)
    return nodes.Filter(node, name, [index, *arguments], [], None, None, lineno=node.lineno)

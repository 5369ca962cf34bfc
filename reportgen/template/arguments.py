"""Do the brackets of a filter, test, macro or function hold as much as it takes? Told without calling it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from jinja2 import nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from reportgen.template.blocks import Standing

__all__ = ["called_wrong", "filtered_wrong", "macros_of"]

_OPEN_ENDED = {"varargs", "kwargs", "caller"}  # names by which a macro takes more than it declares
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)

Given = nodes.Filter | nodes.Test | nodes.Call


def filtered_wrong(node: nodes.Filter | nodes.Test) -> str:
    """Return how the filter or test is written, such as `replace(old, new, [count])`, when the brackets of
    `node` do not hold what it takes; else an empty text."""
    return _misfit(node.name, *_told_of(node.name, isinstance(node, nodes.Filter)), node)


def called_wrong(name: str, called: Callable[..., Any] | nodes.Macro, node: nodes.Call) -> str:
    """Return how a function or macro is written when the brackets of a call of it do not hold what it takes;
    else an empty text."""
    signature = _signature_of_macro(called) if isinstance(called, nodes.Macro) else _signature(called)
    return _misfit(name, signature, 0, node)


def macros_of(
    standings: Sequence[Standing], statements: Sequence[nodes.Node | None]
) -> dict[str, nodes.Macro]:
    """Return the macros of a part that take no more than they declare; none of a name that two have."""
    made: list[nodes.Macro] = []
    within: list[nodes.Macro] = []
    excluded: set[str] = set()
    for standing, node in zip(standings, statements, strict=True):
        if isinstance(node, nodes.Macro):
            made.append(node)
            within.append(node)
        elif standing.tag.word == "endmacro" and within:
            within.pop()
        elif within and node is not None and any(name in _OPEN_ENDED for name in _names(node)):
            excluded |= {macro.name for macro in within}
    names = [macro.name for macro in made]
    return {m.name: m for m in made if m.name not in excluded and names.count(m.name) == 1}


def _names(node: nodes.Node) -> Iterable[str]:
    own = (node.name,) if isinstance(node, nodes.Name) else ()
    return (*own, *(name.name for name in node.find_all(nodes.Name)))


def _signature(function: Callable[..., Any]) -> inspect.Signature | None:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):  # Python's own functions do not all tell
        return None


def _signature_of_macro(macro: nodes.Macro) -> inspect.Signature:
    """Return what a macro takes; what is not given is unknown in it."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Signature([inspect.Parameter(one.name, kind, default=None) for one in macro.args])


@cache
def _told_of(name: str, is_filter: bool) -> tuple[inspect.Signature | None, int]:
    """Return what a filter or test takes, and how much of it stands before its brackets."""
    function: Any = (FILTERS if is_filter else TESTS).get(name)
    if function is None:
        return None, 0
    own = inspect.unwrap(function)  # of a pair for plain and asynchronous templates
    return _signature(function), 2 if hasattr(own, "jinja_pass_arg") else 1  # the value, what jinja2 passes


def _misfit(name: str, signature: inspect.Signature | None, before: int, given: Given) -> str:
    if signature is None or given.dyn_args is not None or given.dyn_kwargs is not None:
        return ""
    named = [str(keyword.key) for keyword in given.kwargs]
    if len(set(named)) == len(named):
        try:
            signature.bind(*[None] * (before + len(given.args)), **dict.fromkeys(named))
        except TypeError:
            return _written(name, signature, before)
        return ""
    return _written(name, signature, before)


def _written(name: str, signature: inspect.Signature, before: int) -> str:
    taken = [one for one in signature.parameters.values() if one.kind in _POSITIONAL][before:]
    shown = [one.name if one.default is one.empty else f"[{one.name}]" for one in taken]
    return f"{name}({', '.join(shown)})" if shown else f"{name}()" if before == 0 else name

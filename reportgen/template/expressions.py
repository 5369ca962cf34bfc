"""Read one expression of a template without evaluating it: look up its names and attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.template.arguments import called_wrong, filtered_wrong
from reportgen.template.environment import environment
from reportgen.template.evaluation import missing_fault, place_of
from reportgen.template.inference import (
    LOOP_NAME,
    UNKNOWABLE,
    Value,
    any_of,
    is_several,
    item_of,
    member,
    members,
)
from reportgen.template.nearest import nearest
from reportgen.template.syntax import Located
from reportgen.template.unknown import Missed

if TYPE_CHECKING:
    from reportgen.template.reading import PartReader

__all__ = ["Expressions"]

# Filters whose value holds the items of what they are given, and those that return one of these items.
_KEEPING = {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
_PROPOSALS = 300  # names for which a similar one is looked for, which takes as long as there are names
_PICKING = {"first", "last", "min", "max"}
_ASKING = {"default", "d", "defined", "undefined"}  # filters and tests that take an unknown name as it is


class Expressions:
    """Reads the expressions of one tag of a part."""

    def __init__(self, part: PartReader, located: Located) -> None:
        self.part, self.located = part, located
        self.reader = part.reader
        self.place = place_of(located)
        self.certain, self.printed = part.certain, False
        self.binds = False  # whether a name was read that the template itself binds
        self._readers: dict[type[nodes.Node], Callable[[Any], Value]] = {
            nodes.Name: self._name,
            nodes.Const: self._const,
            nodes.Getattr: self._getattr,
            nodes.Getitem: self._getitem,
            nodes.Filter: self._filter,
            nodes.Test: self._test,
            nodes.Call: self._call,
            nodes.List: self._list,
            nodes.Tuple: self._list,
            nodes.CondExpr: self._choice,
            nodes.Or: self._both,
            nodes.And: self._both,
        }

    def read(self, node: nodes.Node | None, *, printed: bool = False) -> Value:
        """Read an expression, or all of a statement, and return what is known of its value; `printed` says
        that it is printed."""
        if printed:
            self.printed = True
        if node is None:
            return UNKNOWABLE
        reader = self._readers.get(type(node))
        if reader is None:
            for child in node.iter_child_nodes():
                self.read(child)
            return UNKNOWABLE
        value = reader(node)
        self.reader.use(value, printed=self.printed, certain=self.certain)
        return value

    # --- names
    def _name(self, node: nodes.Name) -> Value:
        return self._named(node.name, asked=False)

    def _named(self, name: str, *, asked: bool) -> Value:
        bound = self.part.binding(name)
        if bound is not None:
            self.binds = True
            return bound
        if name in environment().globals:
            return UNKNOWABLE
        out_of_loop = self.part.is_bound_elsewhere(name)
        context = self.reader.context
        if context is None and not (out_of_loop and name == LOOP_NAME):
            self.reader.need(name, self.place)
            return Value((), name)
        if context is not None and name in context:
            self.reader.need(name, self.place)
            return Value((context[name],), name)
        if asked:
            self.reader.optional.add(name)
        elif name not in self.reader.optional:
            self._miss_name(name, out_of_loop)
        return UNKNOWABLE

    def read_namespace(self, name: str) -> None:
        """Read the name in `set name.key = …`: it must be a namespace's, which only a template makes."""
        self._named(name, asked=False)
        if not self.binds and name in (self.reader.context or ()):
            told = fault("TP304", self.place, tag=self.located.tag.text, kind="namespace", reason="")
            self.reader.faults.append(told)

    def _miss_name(self, name: str, out_of_loop: bool) -> None:
        if out_of_loop:
            tag = self.located.tag.text
            told = fault("CX101", self.place, tag=tag, name=name, nearest="", hints=("loop",))
        elif self.certain:
            told = missing_fault(Missed(name, None, 0), self.located, self._like(name))
        else:
            told = fault("CX301", self.place, severity=Severity.WARNING, name=name)
        self.reader.faults.append(told)

    def _like(self, name: str) -> tuple[str, ...]:
        """Return the known name most like `name`, if there is one; looked for a few hundred times at most."""
        bound, looked = tuple(self.part.bound), self.reader.alike
        if (name, bound) not in looked:
            if len(looked) >= _PROPOSALS:
                return ()
            looked[name, bound] = nearest(name, (*bound, *(self.reader.context or ())))
        return tuple(filter(None, (looked[name, bound],)))

    # --- attributes
    def _getattr(self, node: nodes.Getattr) -> Value:
        return self._member(self.read(node.node), node.attr, by_point=True)

    def _getitem(self, node: nodes.Getitem) -> Value:
        owner, key = self.read(node.node), node.arg
        if isinstance(key, nodes.Slice):
            self.read(key)
            return owner
        if isinstance(key, nodes.Const):
            return self._member(owner, key.value, by_point=False)
        names = self.read(key)
        if not names.known:
            return members(owner)
        return any_of([self._member(owner, str(name), by_point=False) for name in names.known])

    def _member(self, owner: Value, name: Any, *, by_point: bool, asked: bool = False) -> Value:
        value, missed = member(owner, name, by_point=by_point)
        if value.path:
            self.reader.follow(value.path, self.place)
        if asked and missed is not None and value.path:
            self.reader.optional.add(value.path)
        elif by_point and not owner.known and name.startswith("__") and name.endswith("__"):
            missed = Missed(name, owner, 0, unsafe=True)
        if missed is not None and not asked and value.path not in self.reader.optional:
            told = self._of_items(missing_fault(missed, self.located, ()), owner, name)
            severe = missed.unsafe or by_point or self.certain
            self.reader.faults.append(told if severe else _as_warning(told))
        return value

    def _of_items(self, told: Diagnostic, owner: Value, name: Any) -> Diagnostic:
        """Return the fault of a missing attribute; of several items it says how one of them is got at."""
        values = told.values
        if told.code != "CX102" or told.hints or not all(is_several(known) for known in owner.known):
            return told
        hints = ("index",) if isinstance(name, int) else ("each",)
        tag, missing, said = values["tag"], values["name"], values["owner"]
        return fault("CX102", told.place, hints=hints, tag=tag, name=missing, owner=said, nearest="")

    def _asked(self, node: nodes.Expr) -> Value:
        """Read what may well be unknown."""
        if isinstance(node, nodes.Name):
            return self._named(node.name, asked=True)
        if isinstance(node, nodes.Getattr):
            return self._member(self.read(node.node), node.attr, by_point=True, asked=True)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._member(self.read(node.node), node.arg.value, by_point=False, asked=True)
        return self.read(node)

    # --- what else has a value
    def _const(self, node: nodes.Const) -> Value:
        return Value((node.value,))

    def _list(self, node: nodes.List | nodes.Tuple) -> Value:
        items = any_of([self.read(item) for item in node.items])
        return Value((items.known,)) if items.known else UNKNOWABLE

    def _filter(self, node: nodes.Filter) -> Value:
        if node.node is None:
            return self._rest(node)
        value = self._asked(node.node) if node.name in _ASKING else self.read(node.node)
        self._rest(node)
        self._fits(node.name, filtered_wrong(node))
        if node.name in _PICKING:
            return item_of(value)[0]
        return value if node.name in _KEEPING or (node.name in _ASKING and value.known) else UNKNOWABLE

    def _test(self, node: nodes.Test) -> Value:
        if node.name in _ASKING:
            self._asked(node.node)
        else:
            self.read(node.node)
        self._fits(node.name, filtered_wrong(node))
        return self._rest(node)

    def _call(self, node: nodes.Call) -> Value:
        called = self.read(node.node)
        macro = self.part.macros.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        name = str(getattr(node.node, "attr", getattr(node.node, "name", "")))
        if macro is not None:
            self._fits(name, called_wrong(name, macro, node))
        elif called.known and all(callable(one) and called_wrong(name, one, node) for one in called.known):
            self.reader.faults.append(fault("TP307", self.place, tag=self.located.tag.text, name=name))
        return self._rest(node)

    def _fits(self, name: str, takes: str) -> None:
        """Note that brackets do not hold what a filter, test or macro takes, when told how it is written."""
        if takes:
            tag = self.located.tag.text
            told = fault("TP307", self.place, hints=("count",), tag=tag, name=name, takes=takes)
            self.reader.faults.append(told)

    def _rest(self, node: nodes.Filter | nodes.Test | nodes.Call) -> Value:
        """Read the arguments of a filter, test or call."""
        for argument in (*node.args, *(named.value for named in node.kwargs)):
            self.read(argument)
        for gathered in filter(None, (node.dyn_args, node.dyn_kwargs)):
            self.read(gathered)
        return UNKNOWABLE

    def _choice(self, node: nodes.CondExpr) -> Value:
        self.read(node.test)
        with self._perhaps():
            return any_of([self.read(node.expr1), self.read(node.expr2)])

    def _both(self, node: nodes.And | nodes.Or) -> Value:
        left = self.read(node.left)
        with self._perhaps():
            return any_of([left, self.read(node.right)])

    @contextmanager
    def _perhaps(self) -> Iterator[None]:
        """Read what a merge does not always come to."""
        certain, self.certain = self.certain, False
        yield
        self.certain = certain


def _as_warning(told: Diagnostic) -> Diagnostic:
    return told._replace(severity=Severity.WARNING)

"""Read a template without merging it: which names it needs, and which of them there are none of.

The tags are read one after the other, as a merge would come to them, with the names that loops, macros and
`set` bind. Each tag is read by itself, so that a fault in one keeps nothing from being told of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Items
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from reportgen.diagnostics import Diagnostic, fault
from reportgen.fields import Field, Prose
from reportgen.records import Record, Sequence
from reportgen.refs import CellRef, ParagraphRef, Place
from reportgen.template.alone import read_alone
from reportgen.template.arguments import macros_of
from reportgen.template.blocks import OPENERS, Standing, block_faults, closer_of, opener_of
from reportgen.template.expressions import Expressions
from reportgen.template.inference import (
    LOOP_NAME,
    UNKNOWABLE,
    Value,
    any_of,
    is_bare,
    item_of,
    loop_value,
)
from reportgen.template.origins import is_plain
from reportgen.template.scanner import Kind, scan
from reportgen.template.syntax import Located, depth_fault

__all__ = ["Need", "PartReader", "Reader"]


@dataclass(frozen=True, slots=True)
class Need:
    """A name that a template needs: the places that read it, and what is read of it, such as
    `章节[].标题`."""

    name: str
    places: tuple[ParagraphRef, ...]
    paths: tuple[str, ...]


@dataclass(slots=True)
class Frame:
    """What holds between the tags of a block: the names that are bound, and whether it is always reached.

    In an `open` frame any name may be bound, for its opening tag cannot be read. A `detached` one, a macro's,
    also knows the names that are set after it.
    """

    word: str = ""
    names: dict[str, Value] = field(default_factory=dict)
    certain: bool = True
    open: bool = False
    detached: bool = False


class Reader:
    """Reads the parts of one template; `context` holds the names there are, None when that is not known.

    After reading, `used` are the cells of the workbook that tags ask for, `optional` the names and paths
    that the template asks for whether they are there, `free` the printed expressions that can be evaluated by
    themselves; `alike` remembers the known name that is most like an unknown one.
    """

    def __init__(self, context: Mapping[str, Any] | None = None) -> None:
        self.context = context
        self.faults: list[Diagnostic] = []
        self.places: dict[str, dict[ParagraphRef, None]] = {}
        self.paths: dict[str, set[str]] = {}
        self.used: set[CellRef] = set()
        self.optional: set[str] = set()
        self.free: list[Located] = []
        self.alike: dict[tuple[str, tuple[str, ...]], str] = {}
        self._texts: set[Prose] = set()

    @property
    def needs(self) -> tuple[Need, ...]:
        """The names that were read and not bound by the template, sorted."""
        return tuple(
            Need(name, tuple(self.places[name]), _longest(self.paths[name])) for name in sorted(self.places)
        )

    def read(self, standings: Items[Standing], *, certain: bool = True) -> None:
        """Read the tags of one part, in their order; their faults of syntax and names join `faults`.

        `certain` says that a merge always comes to the part.
        """
        statements = [self._statement(standing) for standing in standings]
        part = PartReader(self, _stored(statements), macros_of(standings, statements), certain)
        for standing, node in zip(standings, statements, strict=True):
            try:
                part.read(standing, node)
            except RecursionError:
                self.faults.append(depth_fault(Located(standing.tag, standing.place)))

    def _statement(self, standing: Standing) -> nodes.Node | None:
        node, faults = read_alone(Located(standing.tag, standing.place))
        if not standing.guessed:
            self.faults += faults
        return node

    # --- what the tags of a part find
    def need(self, name: str, place: Place) -> None:
        """Note that a name is read which the template does not bind; what texts of the workbook read is
        there."""
        if not isinstance(place, ParagraphRef):
            return
        self.places.setdefault(name, {})[place] = None
        self.paths.setdefault(name, set())

    def follow(self, path: str, place: Place) -> None:
        """Note what is read of a name."""
        name = path.partition("[")[0].partition(".")[0]
        if name in self.paths and isinstance(place, ParagraphRef):
            self.paths[name].add(path)

    def use(self, value: Value, *, printed: bool, certain: bool) -> None:
        """Note the cells of a value that a tag asks for; a text of the workbook that is printed is read
        too."""
        for known in value.known:
            text = known.printed if isinstance(known, Record) else known
            if isinstance(text, Field) and text.origin is not None:
                self.used.update(text.origin.cells)
            elif isinstance(text, Prose) and printed and text not in self._texts:
                self._texts.add(text)
                self._read_text(text, certain)

    def _read_text(self, prose: Prose, certain: bool) -> None:
        tags, faults = scan(prose.text, prose.source)
        standings = [Standing(tag, prose.source) for tag in tags if tag.kind in (Kind.OUTPUT, Kind.BLOCK)]
        self.used.add(prose.source)
        self.faults += (*faults, *block_faults(standings))
        self.read(standings, certain=certain)


class PartReader:
    """The frames of one part while its tags are read."""

    def __init__(
        self, reader: Reader, stored: Mapping[str, str], macros: Mapping[str, nodes.Macro], certain: bool
    ) -> None:
        self.reader, self.stored, self.macros = reader, stored, macros
        self.frames = [Frame(certain=certain)]

    def read(self, standing: Standing, node: nodes.Node | None) -> None:
        """Read one tag: look up its names, and bind those that it binds."""
        place, tag = standing.place, standing.tag
        expressions = Expressions(self, Located(tag, place))
        if tag.kind is Kind.OUTPUT:
            self._print(node, expressions)
        elif word := opener_of(tag.word):
            self._part_or_close(tag.word, word, node, expressions)
        elif tag.word in OPENERS and closer_of(tag) and (tag.word != "set" or node is not None):
            self.frames.append(self._opened(tag.word, node, expressions))
        elif isinstance(node, nodes.Assign):
            if isinstance(node.target, nodes.NSRef):
                expressions.read_namespace(node.target.name)
            self._set(node.target, expressions.read(node.node))
        else:
            expressions.read(node)

    def _print(self, node: nodes.Node | None, read: Expressions) -> None:
        """Read a printed expression; one that a merge always comes to, and that reads no name of the
        template's own, can be tried by itself."""
        doubtful = False
        for expression in node.nodes if isinstance(node, nodes.Output) else ():
            value = read.read(expression, printed=True)
            doubtful = doubtful or not is_plain(expression) or any(map(is_bare, value.known))
            if value.known and all(isinstance(one, Sequence) and one.printed is None for one in value.known):
                self.reader.faults.append(fault("TP301", read.place, tag=read.located.tag.text, kind="list"))
        if doubtful and self.certain and not read.binds:
            self.reader.free.append(read.located)

    # --- what expressions ask
    @property
    def certain(self) -> bool:
        """Whether a merge always comes to where the reading is."""
        return all(frame.certain for frame in self.frames)

    @property
    def bound(self) -> Iterable[str]:
        """The names that the template itself binds here."""
        return {name: None for frame in self.frames for name in frame.names}

    def binding(self, name: str) -> Value | None:
        """Return what the template itself binds to a name here, None when it does not."""
        for frame in reversed(self.frames):
            if name in frame.names:
                return frame.names[name]
            if frame.open or (frame.detached and self.stored.get(name) == "set"):
                return UNKNOWABLE
        return None

    def is_bound_elsewhere(self, name: str) -> bool:
        """Tell whether a name is that of a loop's item, only not here."""
        return name == LOOP_NAME or self.stored.get(name) == "for"

    # --- blocks
    def _part_or_close(self, word: str, opener: str, node: nodes.Node | None, read: Expressions) -> None:
        if not word.startswith("end"):
            self._part(node, read)
        elif any(frame.word == opener for frame in self.frames):
            while self.frames.pop().word != opener:
                pass

    def _part(self, node: nodes.Node | None, read: Expressions) -> None:
        """Come to an `else` or `elif`: what follows is not always reached, and sees no item of a loop."""
        frame = self.frames[-1]
        if frame.word == "for":
            self.frames[-1] = Frame("for", certain=False)
        elif isinstance(node, nodes.If):
            for other in node.elif_:
                read.read(other.test)

    def _opened(self, word: str, node: nodes.Node | None, read: Expressions) -> Frame:
        if isinstance(node, nodes.For):
            return self._loop(node, read)
        if isinstance(node, nodes.If):
            read.read(node.test)
            return Frame("if", self.frames[-1].names, certain=False)
        if isinstance(node, nodes.Macro | nodes.CallBlock):
            return self._macro(word, node, read)
        if isinstance(node, nodes.With):
            values = [read.read(value) for value in node.values]
            names: dict[str, Value] = {}
            for target, value in zip(node.targets, values, strict=True):
                names |= _bindings(target, value)
            return Frame("with", names)
        if isinstance(node, nodes.AssignBlock):
            self._set(node.target, UNKNOWABLE)
        if isinstance(node, nodes.AssignBlock | nodes.FilterBlock):
            read.read(node.filter)
        return Frame(word, open=node is None)

    def _loop(self, node: nodes.For, read: Expressions) -> Frame:
        item, filled = item_of(read.read(node.iter))
        names = {**_bindings(node.target, item), LOOP_NAME: loop_value()}
        frame = Frame("for", names, certain=filled and node.test is None)
        if node.test is not None:
            self.frames.append(frame)
            read.read(node.test)
            self.frames.pop()
        return frame

    def _macro(self, word: str, node: nodes.Macro | nodes.CallBlock, read: Expressions) -> Frame:
        if isinstance(node, nodes.Macro):
            self.frames[-1].names[node.name] = UNKNOWABLE
        else:
            read.read(node.call)
        for default in node.defaults:
            read.read(default)
        names = [argument.name for argument in node.args]
        known = dict.fromkeys((*names, "caller", "varargs", "kwargs"), UNKNOWABLE)
        return Frame(word, known, certain=False, detached=True)

    def _set(self, target: nodes.Node, value: Value) -> None:
        """Bind names by `set`: in a condition to what they were or to what they are now."""
        names = self.frames[-1].names
        for name, new in _bindings(target, value).items():
            old = names.get(name) if self.frames[-1].word == "if" else None
            names[name] = new if old is None else any_of((old, new))


def _bindings(target: nodes.Node, value: Value) -> dict[str, Value]:
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return {name.name: UNKNOWABLE for name in target.find_all(nodes.Name)}


def _stored(statements: Iterable[nodes.Node | None]) -> dict[str, str]:
    """Return the names that a part binds, each with `for` or `set`."""
    stored: dict[str, str] = {}
    for node in statements:
        if isinstance(node, nodes.For):
            stored |= dict.fromkeys(_bindings(node.target, UNKNOWABLE), "for")
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            stored |= dict.fromkeys(_bindings(node.target, UNKNOWABLE), "set")
        elif isinstance(node, nodes.Macro):
            stored[node.name] = "set"
    return stored


def _longest(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths but for those that only lead to the items that are read."""
    looped = {path[: at + 1] for path in paths for at in range(len(path)) if path.startswith("[]", at + 1)}
    return tuple(path for path in sorted(paths) if path not in looped and path.removesuffix("[]") == path)

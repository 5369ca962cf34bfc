"""The code that jinja2 generates of a template: it calls the receiver, and keeps what is gathered apart."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from reportgen.template.costs import DIRECT, reckon
from reportgen.template.limits import RECEIVER

__all__ = ["PUT", "RUNS", "Generator"]

PUT = "\0put"
"""The filter that leads a printed value to the receiver; no template can spell it."""
RUNS = "\0runs"
"""The context's entry that looks up the runs of a template by their numbers (see `direct.looked_up`)."""


class Generator(CodeGenerator):
    """Generates code that takes the receiver's answers as they are, and keeps what is gathered apart.

    The receiver's own functions are called without a detour over jinja2's filters.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline(f"put, direct = context.parent[{RECEIVER!r}].put, context.parent[{RUNS!r}]")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  # jinja2's name
        """Call the receiver for what is printed, and let the environment join what was gathered for a
        filter."""
        if node.node is None:
            with self._filter_test_common(node, frame, True):
                self.write(f"environment.gathered(context, {frame.buffer})")
        elif node.name == PUT:
            self.write("put(")
            self.visit(node.node, frame)
            self.write(", ")
            self.visit(node.args[0], frame)
            self.write(")")
        else:
            super().visit_Filter(node, frame)

    def visit_Assign(self, node: nodes.Assign, frame: Frame) -> None:  # noqa: N802
        """Tell the line before jinja2 looks whether it is a namespace that is written to."""
        self.newline(node)
        super().visit_Assign(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Take the runs apart from the rest: each is many pieces."""
        rest: list[nodes.Expr] = []
        for child in node.nodes:
            if (
                isinstance(child, nodes.Filter)
                and child.name == DIRECT
                and isinstance(child.node, nodes.Const)
            ):
                self._write_rest(rest, node, frame)
                rest, number = [], child.node.value
                start = "yield from " if frame.buffer is None else f"{frame.buffer}.extend("
                end = "" if frame.buffer is None else ")"
                self.writeline(f"{start}direct(context.parent, {number}){end}", child)
            else:
                rest.append(child)
        self._write_rest(rest, node, frame)

    def _write_rest(self, rest: list[nodes.Expr], node: nodes.Output, frame: Frame) -> None:
        if rest:
            super().visit_Output(nodes.Output(rest, lineno=node.lineno), frame)

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        reckon(node)
        super().visit_Template(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802  # jinja2's name
        """Let the environment take slices too, which jinja2 would take of the Python object."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("environment.sliced(context, ")
        self.visit(node.node, frame)
        for mark, part in ((", slice(", "start"), (", ", "stop"), (", ", "step")):
            self.write(mark)
            self.visit(getattr(node.arg, part) or nodes.Const(None), frame)
        self.write("))")

    releasing = False  # whether what is being written was gathered: by a recursive loop, or for a call block

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:
        self.writeline(f"return environment.captured(context, {frame.buffer})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        super().start_write(frame, node)
        self.releasing = isinstance(node, nodes.CallBlock | nodes.For)
        if self.releasing:
            self.write(f"environment.released(context, {node.lineno if node else 0}, ")

    def end_write(self, frame: Frame) -> None:
        if self.releasing:
            self.write(")")
        super().end_write(frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _is_put(node):
            super()._output_child_post(node, frame, finalize)


def _is_put(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == PUT

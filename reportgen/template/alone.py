"""Read one tag by itself, whatever it holds: what it says, or the faults that it cannot be read for."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import nodes

from reportgen.diagnostics import Diagnostic, fault
from reportgen.refs import ParagraphRef
from reportgen.template.scanner import Kind, Scope, Tag
from reportgen.template.source import statement
from reportgen.template.syntax import Located, depth_fault

__all__ = ["read_alone"]

_RAW = "raw"  # open to the end of its paragraph: told by the scanner


def read_alone(located: Located) -> tuple[nodes.Node | None, tuple[Diagnostic, ...]]:
    """Return the syntax of one tag by itself, and its faults (TP201, TP208, TP212), with which there is
    none."""
    if located.tag.word == _RAW or located.tag.kind not in (Kind.OUTPUT, Kind.BLOCK):
        return None, ()
    if located.tag.word == f"end{_RAW}":
        tag = located.tag.text
        return None, (fault("TP203", located.place.at_tag(tag), tag=tag, opener=_RAW),)
    try:
        node = _sound(located.tag.kind, located.tag.body)
        return (node, ()) if node is not None else statement(located)
    except (RecursionError, MemoryError):
        return None, (depth_fault(located),)


@lru_cache(maxsize=1024)
def _sound(kind: Kind, body: str) -> nodes.Node | None:
    """Return the syntax of a tag, None when it has faults: most tags of a template stand there often."""
    return statement(Located(Tag(kind, Scope.TEXT, body, 0, 0), ParagraphRef("")))[0]

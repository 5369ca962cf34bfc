"""What is known of an expression's value before anything is printed: which values it may have.

A name of the workbook has its one value, the item of a loop any of those that are looped over. Attributes are
asked of these as a merge would ask them, so that what is found here is what a merge would find.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext

from reportgen.records import Record, Sequence
from reportgen.template.environment import environment
from reportgen.template.unknown import Missed, Unknown

__all__ = [
    "LOOP_NAME",
    "UNKNOWABLE",
    "Value",
    "any_of",
    "is_bare",
    "is_several",
    "item_of",
    "loop_value",
    "member",
    "members",
]

LOOP_NAME = "loop"
_EACH = "[]"


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression may yield: one of the `known` values, or anything when there are none.

    `path` is how the template reads it from a name, `章节[].标题` for the heading of each section; empty for
    what is computed.
    """

    known: tuple[Any, ...] = ()
    path: str = ""


UNKNOWABLE = Value()


def any_of(values: Iterable[Value]) -> Value:
    """Return what is known of a value that is one of `values`: nothing, if nothing is known of one of
    them."""
    found = list(values)
    if not all(value.known for value in found):
        return UNKNOWABLE
    return Value(_distinct(known for value in found for known in value.known))


def loop_value() -> Value:
    """Return what is known of `loop` in a loop."""
    return Value((LoopContext((None,), Unknown),))


def item_of(value: Value) -> tuple[Value, bool]:
    """Return what is known of an item of `value`, and whether there is one for sure."""
    contents = [_contents(known) for known in value.known]
    path = value.path + _EACH if value.path else ""
    if not contents or any(content is None for content in contents):
        return Value((), path), False
    items = _distinct(item for content in contents for item in content or ())
    return Value(items, path), all(contents)


def member(owner: Value, name: Any, *, by_point: bool) -> tuple[Value, Missed | None]:
    """Return what is known of an attribute (`by_point`) or key of `owner`; and the miss, if none of its
    values has it."""
    look: Any = environment().getattr if by_point else environment().getitem
    answers = [(known, look(known, name)) for known in owner.known]
    found = _distinct(answer for _, answer in answers if not isinstance(answer, Undefined))
    path = owner.path and (f"{owner.path}.{name}" if by_point else f"{owner.path}[{_quoted(name)}]")
    misses = [_miss(known, answer) for known, answer in answers if isinstance(answer, Undefined)]
    certain = len(misses) == len(answers) and None not in misses
    if any(isinstance(known, LoopContext) for known in owner.known):
        found = ()  # another in each pass
    return Value(found, path), misses[0] if misses and certain else None


def members(owner: Value) -> Value:
    """Return what is known of `owner[…]` with a key that is not known: any of its values."""
    return any_of([Value(tuple(_values(known))) for known in owner.known])


def _miss(owner: Any, answer: Undefined) -> Missed | None:
    """Return what was missed; None where there may be such a thing in another pass, such as
    `loop.previtem`."""
    name = answer._undefined_name
    if name is None:
        return None
    return Missed(str(name), owner, 0, issubclass(answer._undefined_exception, SecurityError))


def is_several(value: Any) -> bool:
    """Tell whether a value is items one behind the other, to be gone through or counted."""
    return isinstance(value, Sequence | list | tuple)


def is_bare(value: Any) -> bool:
    """Tell whether a value is nothing, or what only a program would print: a mapping, items, a function."""
    return value is None or is_several(value) or isinstance(value, Mapping | range) or callable(value)


def _contents(value: Any) -> tuple[Any, ...] | None:
    """Return what a loop over `value` yields, None when that cannot be told."""
    if is_several(value):
        return tuple(value)
    return tuple(value) if isinstance(value, Mapping) else None


def _values(value: Any) -> Iterable[Any]:
    if isinstance(value, Record):
        return [value[name] for name in value.names]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()


def _quoted(name: Any) -> str:
    return f'"{name}"' if isinstance(name, str) else ""


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({id(value): value for value in values}.values())

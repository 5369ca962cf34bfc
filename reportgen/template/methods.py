"""The methods of texts, lists and numbers that a template may call, each behind a look at what it uses."""

from __future__ import annotations

import re
import types
from collections import deque
from collections.abc import Callable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet
from functools import wraps
from typing import Any

from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment, SandboxedFormatter

from reportgen.template.bounded import check_joined, check_replaced
from reportgen.template.limits import LENGTH, SCALARS, WIDTH, LimitError, Spending, expanse, in_order, within
from reportgen.template.operations import check_widths
from reportgen.template.text import refuse_mute

__all__ = ["bounded_call", "bounded_format", "changes"]

_BUILT_IN = (str, bytes, list, tuple, dict, set, frozenset, int, float, range, deque)
_GROWING = frozenset({"center", "ljust", "rjust", "zfill", "to_bytes", "expandtabs"})
_CODES = ("", "utf-8", "utf8", "gbk", "gb18030", "ascii", "latin-1")
_LETTER = 8  # grains for a letter or member that a method goes through
_TITLE = 40  # and for those that look at each letter by itself
_PIECE = 24  # units for a piece of a text
_FORMATS = ("format", "format_map")
_METHODS = (types.MethodType, types.BuiltinMethodType)
_NUMBER = re.compile(r"\d+")
_CHANGING = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "byteswap",
        "clear",
        "difference_update",
        "discard",
        "extend",
        "extendleft",
        "frombytes",
        "fromlist",
        "insert",
        "intersection_update",
        "move_to_end",
        "pop",
        "popitem",
        "popleft",
        "remove",
        "reverse",
        "rotate",
        "setdefault",
        "sort",
        "subtract",
        "symmetric_difference_update",
        "update",
    ]
)


def changes(value: Any, method: str) -> bool:
    """Tell whether a method changes the list, set or mapping that it is one of."""
    return method in _CHANGING and isinstance(value, MutableSequence | MutableMapping | MutableSet)


def bounded_call(
    spending: Spending,
    call: Callable[..., Any],
    function: Any,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
) -> Any:
    """Return what `call` makes of a function with its arguments, when that is within bounds.

    LimitError when a method of a text, list or number would make much out of little.
    """
    if isinstance(function, LoopContext) and arguments:
        return call(function, spending.loop(arguments[0]), *arguments[1:], **named)
    owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
    if function is dict:
        owner = {}
    elif getattr(function, "__wrapped__", None) is not None and name in _FORMATS:
        return spending.hold(call(function, *arguments, **named))
    if not isinstance(owner, _BUILT_IN) and owner not in (dict, int, bytes, str):
        return call(function, *arguments, **named)
    arguments = tuple(_in_turn(spending, owner, one) for one in arguments)
    _look(spending, owner, name, (*arguments, *named.values()))
    made = call(function, *arguments, **named)
    if isinstance(owner, str | bytes) and isinstance(made, list):
        spending.make(len(made) * _PIECE)
    return spending.hold(made)


def _in_turn(spending: Spending, owner: Any, given: Any) -> Any:
    """Return what a method is given so that its members are counted, and those of a set are in an order."""
    if isinstance(given, Iterator):
        return spending.follow(given, _LETTER)
    return in_order(given) if isinstance(given, set | frozenset) and isinstance(owner, str) else given


def _look(spending: Spending, owner: Any, name: str, given: tuple[Any, ...]) -> None:
    """Count what a method of `owner` costs, and refuse what makes too much."""
    if isinstance(owner, list | tuple | range) and name in ("count", "index"):
        given = (*given, owner)
    elif not isinstance(owner, type) and type(owner) not in SCALARS:
        spending.work(len(owner) * (_TITLE if name in ("title", "swapcase") else _LETTER))
    for one in given:
        spending.weigh(one)
    if name in _GROWING:
        check_widths(given)
        if name == "expandtabs":
            within(
                len(owner) + owner.count("\t" if isinstance(owner, str) else b"\t") * WIDTH, LENGTH, "length"
            )
    elif name in ("encode", "decode"):
        if any(str(one).lower() not in (*_CODES, "strict", "ignore", "replace") for one in given):
            raise LimitError("length")
    elif check := _CHECKS.get(name):
        check(spending, owner, *given)


def _check_join(spending: Spending, separator: Any, parts: Any = (), *_: Any) -> None:
    if isinstance(parts, Iterator):
        raise LimitError("length")  # how long its texts are is not known before they are joined
    if isinstance(separator, str | bytes):
        check_joined(spending, parts, expanse(parts), separator)


def _check_translate(_: Spending, text: Any, table: Any = None, *_rest: Any) -> None:
    if isinstance(text, str) and isinstance(table, Mapping | list | tuple):
        values = table.values() if isinstance(table, Mapping) else table
        within(
            len(text) * max((len(one) for one in values if isinstance(one, str)), default=1), LENGTH, "length"
        )


def _check_strip(spending: Spending, text: Any, signs: Any = None, *_: Any) -> None:
    if isinstance(signs, str | bytes):
        spending.work(len(text) * len(signs) // 8)


_CHECKS: dict[str, Callable[..., None]] = {
    "join": _check_join,
    "lstrip": _check_strip,
    "replace": check_replaced,
    "rstrip": _check_strip,
    "strip": _check_strip,
    "translate": _check_translate,
}


class _Formatter(SandboxedFormatter):
    """Formats by braces, and knows before a field is written how long it will be."""

    written = 0

    def format_field(self, value: Any, format_spec: str) -> Any:
        refuse_mute(value)
        if any(int(number) > WIDTH for number in _NUMBER.findall(format_spec[:LENGTH])):
            raise LimitError("width")
        if type(value) not in SCALARS:
            expanse(value)
        text = super().format_field(value, format_spec)
        self.written += len(text)
        within(self.written, LENGTH, "length")
        return text

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion:
            refuse_mute(value)
            expanse(value)
        return super().convert_field(value, conversion)


def bounded_format(environment: SandboxedEnvironment, value: Any) -> Callable[..., str] | None:
    """Return the method `format` or `format_map` of a text so that it neither reaches out nor writes without
    end, and None for any other value."""
    if type(value) not in _METHODS or value.__name__ not in _FORMATS or not isinstance(value.__self__, str):
        return None
    text = value.__self__

    @wraps(value)
    def wrapper(*given: Any, **named: Any) -> str:
        if value.__name__ == "format_map":
            if named or len(given) != 1:
                raise TypeError("format_map() takes exactly one argument")
            return _Formatter(environment).vformat(str(text), (), *given)
        return _Formatter(environment).vformat(str(text), given, named)

    return wrapper

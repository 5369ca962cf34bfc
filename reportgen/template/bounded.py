"""The filters and tests that a template may use, each behind a look at what it is to work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

import jinja2
from jinja2.filters import make_attrgetter, make_multi_attrgetter
from jinja2.runtime import Context, Undefined

from reportgen.template.costs import SPENT, WEIGHED
from reportgen.template.limits import (
    GRAINS,
    LENGTH,
    MEMBER,
    RECEIVER,
    SCALARS,
    LimitError,
    Spending,
    check_number,
    expanse,
    within,
)
from reportgen.template.operations import check_format, check_widths
from reportgen.template.text import refuse_mute

__all__ = ["HIDDEN", "bounded_filters", "bounded_tests", "check_joined", "check_replaced", "spending_of"]

# What filters cost for each letter or member, in grains of a step (see `limits`). The first work on a text,
# or make one of what they are given; the second go through a sequence at once, the third when they are asked
# for the next item, and the fourth look at a value of each item.
_ON_TEXT = {
    "capitalize": 2, "center": 1, "filesizeformat": 1, "format": 8, "indent": 40, "lower": 2, "pprint": 400,
    "replace": 4, "string": 40, "striptags": 160, "title": 100, "tojson": 40, "trim": 1, "truncate": 1,
    "upper": 2, "urlencode": 100, "wordcount": 40, "wordwrap": 600,
}  # fmt: skip
_AT_ONCE = {
    "dictsort": 400, "first": 0, "float": 1, "int": 1, "items": 40, "join": 60, "list": 4, "reverse": 2,
    "round": 1, "slice": 4,
}  # fmt: skip
_IN_TURN = {"batch": 300, "map": 400, "reject": 400, "rejectattr": 400, "select": 400, "selectattr": 400}
_BY_KEY = {"groupby": 3200, "max": 200, "min": 200, "sort": 600, "sum": 200, "unique": 300}
# What these are given becomes text.
_SAYING = frozenset(
    (
        "capitalize", "center", "indent", "lower", "replace", "string", "striptags", "title", "trim",
        "truncate", "upper", "wordcount", "wordwrap",
    )
)  # fmt: skip
_OF_WIDTH = frozenset({"batch", "center", "indent", "round", "slice", "tojson", "truncate", "wordwrap"})
_COMPARING = (
    "!=", "<", "<=", "==", ">", ">=", "eq", "equalto", "ge", "greaterthan", "gt", "in", "le", "lessthan",
    "lower", "lt", "ne", "upper",
)  # fmt: skip
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MOST_INDENT = 100  # of JSON, where each level is indented
_GROUP = 40  # units for a member that may get a list of its own

_Look = Callable[..., Any]


def spending_of(context: Context) -> Spending:
    """Return what the merge that `context` belongs to has spent."""
    found: Spending = context.parent[RECEIVER].spending
    return found


def bounded_filters(filters: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return the filters whose cost depends on what they are given, each behind a look at it."""
    looks = (
        (_ON_TEXT, _look_at_text),
        (_AT_ONCE, _look_at_all),
        (_IN_TURN, _look_in_turn),
        (_BY_KEY, _look_at_keys),
    )
    return {
        name: _behind(name, grains, look, filters[name])
        for costs, look in looks
        for name, grains in costs.items()
    }


def bounded_tests(tests: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    """Return the tests that compare, each behind a look at what."""
    return {name: _behind_both(tests[name]) for name in _COMPARING}


def _behind_both(test: Callable[..., Any]) -> Callable[..., Any]:
    """Return a test behind a look at both that it compares."""

    @jinja2.pass_context
    @wraps(test, assigned=("__name__", "__doc__"), updated=())
    def bounded(context: Context, value: Any, *others: Any) -> Any:
        spending = spending_of(context)
        return test(spending.weigh(value), *map(spending.weigh, others))

    return bounded


def _behind(name: str, grains: int, look: _Look, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` behind `look`; it asks for the context so that jinja2 does not run it while
    compiling."""
    marked = getattr(function, "jinja_pass_arg", None)
    passes = {"_PassArg.environment": "environment", "_PassArg.eval_context": "eval_ctx"}.get(str(marked))
    check, of_width, is_saying = _CHECKS.get(name), name in _OF_WIDTH, name in _SAYING

    @jinja2.pass_context
    @wraps(function, assigned=("__name__", "__doc__"), updated=())
    def bounded(context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
        spending, given = spending_of(context), (*arguments, *named.values())
        if is_saying:
            refuse_mute(value)
        if of_width:
            check_widths(given)
        value = look(context, spending, grains, value, given)
        first = () if marked is None else (context if passes is None else getattr(context, passes),)
        try:
            if check is not None:
                check(spending, value, *arguments, **named)
            return spending.hold(function(*first, value, *arguments, **named))
        except TypeError as error:
            if error.__traceback__ is not None and error.__traceback__.tb_next is not None:
                raise
            raise jinja2.exceptions.FilterArgumentError(str(error)) from error  # wrong in number or name

    return bounded


@jinja2.pass_context
def _spent(context: Context, steps: int, units: int) -> None:
    spending_of(context).spend(steps, units)


@jinja2.pass_context
def _weighed(context: Context, value: Any) -> Any:
    return spending_of(context).weigh(value)


HIDDEN: dict[str, Callable[..., Any]] = {SPENT: _spent, WEIGHED: _weighed}
"""The filters by which compiled tags count what they cost (see `reportgen.template.costs`)."""


# --- looks: each counts what is to be done, and returns what it is to be done with


def _look_at_text(_: Context, spending: Spending, grains: int, value: Any, given: tuple[Any, ...]) -> Any:
    for one in (value, *given):
        if type(one) not in SCALARS:
            spending.work(expanse(one) * grains)
        check_number(one)
    return value


def _look_at_all(_: Context, spending: Spending, grains: int, value: Any, _given: tuple[Any, ...]) -> Any:
    check_number(value)
    return spending.read(value, grains)


def _look_in_turn(_: Context, spending: Spending, grains: int, value: Any, given: tuple[Any, ...]) -> Any:
    if (
        isinstance(value, Undefined)
        or not isinstance(value, Iterator | Sized)
        or not isinstance(value, Iterable)
    ):
        return value
    return spending.follow(spending.read(value, 0), grains * (1 + _points(given)))


def _look_at_keys(
    context: Context, spending: Spending, grains: int, value: Any, given: tuple[Any, ...]
) -> Any:
    """The values by which items are told apart or put in order are looked at, for all are kept in small
    letters."""
    if isinstance(value, Iterator):
        value = list(spending.follow(value, GRAINS))
    if isinstance(value, Undefined) or not isinstance(
        value, list | tuple | dict | set | frozenset | range | str
    ):
        return spending.read(value, grains)
    value = spending.read(value, grains * (1 + _points(given)))
    spending.make(len(value) * (_GROUP if grains == _BY_KEY["groupby"] else MEMBER))
    several = grains == _BY_KEY["sort"]  # attributes; a sum of lists copies all that came before
    attribute = next((one for one in given if isinstance(one, str | int) and not isinstance(one, bool)), None)
    if attribute is None:
        keys: Iterable[Any] = value if isinstance(value, list | tuple | dict) else ()
    else:
        getter: Any = make_multi_attrgetter if several else make_attrgetter
        keys = map(getter(context.environment, attribute), value)
    for key in keys:
        if type(key) not in SCALARS:
            size = expanse(key)
            spending.make(size)
            spending.work(size * (8 if several or not isinstance(key, list | tuple) else len(value) // 4 + 8))
        check_number(key)
    return value


def _points(given: tuple[Any, ...]) -> int:
    """Return how many attributes of attributes are asked for of each item."""
    return sum(one.count(".") + one.count(",") for one in given if isinstance(one, str))


# --- what single filters make


def check_joined(spending: Spending, texts: Sized, letters: int, separator: str | bytes) -> None:
    """Refuse to join texts of so many letters to one that is longer than a text may be."""
    within(letters + len(texts) * len(separator), LENGTH, "length")
    spending.work(len(texts) * 4)


def check_replaced(_: Spending, text: Any, old: Any = "", new: Any = "", *_rest: Any, **_named: Any) -> None:
    """Refuse to put much in place of little, LimitError, and what has no text in place of anything."""
    refuse_mute(new)
    if not isinstance(text, bytes):
        text, old, new = str(text), str(old), str(new)
    within(len(text) + (text.count(old) + 1) * len(new), LENGTH, "length")


def _check_format(_: Spending, value: Any, *arguments: Any, **named: Any) -> None:
    check_format(str(value), (*arguments, *named.values()))


def _check_indent(_: Spending, text: Any, width: Any = 4, *_rest: Any, **_named: Any) -> None:
    said, each = str(text), len(width) if isinstance(width, str) else int(width)
    within(len(said) + _lines(said) * each, LENGTH, "length")


def _check_wrap(
    _: Spending,
    text: Any,
    width: int = 79,
    _broken: Any = True,
    wrapstring: Any = None,
    *_rest: Any,
    **_named: Any,
) -> None:
    said = str(text)
    lines = min(len(said), 2 * len(said) // max(width, 1)) + _lines(said)
    within(len(said) + lines * len(str(wrapstring or "\n")), LENGTH, "length")


def _lines(text: str) -> int:
    return 1 + sum(text.count(sign) for sign in _BREAKS)


def _check_tags(spending: Spending, text: Any) -> None:
    said = str(text)  # each tag that is taken out copies what is left
    spending.work(said.count("<") * len(said) // 32)


def _check_trim(spending: Spending, text: Any, chars: Any = None) -> None:
    spending.work(len(str(text)) * len(str(chars or "")) // 8)


def _check_json(_: Spending, value: Any, indent: Any = None) -> None:
    if indent is None:
        return
    if not isinstance(indent, int) or indent > _MOST_INDENT:
        raise LimitError("width")
    within(expanse(value) * _depth(value) * indent, LENGTH, "length")


def _depth(value: Any) -> int:
    members = value.values() if isinstance(value, Mapping) else value
    return 1 + max(map(_depth, members), default=0) if isinstance(value, Mapping | list | tuple) else 0


_CHECKS: dict[str, Callable[..., None]] = {
    "format": _check_format,
    "indent": _check_indent,
    "replace": check_replaced,
    "striptags": _check_tags,
    "tojson": _check_json,
    "trim": _check_trim,
    "wordwrap": _check_wrap,
}

"""Filters that leave figures exact: none reckons with one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

from reportgen.diagnostics import fault
from reportgen.fields import Absent, Field, UnstatedError
from reportgen.records import Record

__all__ = ["RECKONING", "figures_kept"]

RECKONING = ("abs", "float", "int")
"""The filters that would make a number of a figure; Python refuses `round` and `sum` of a text by itself."""


def figures_kept(name: str, own: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter, which refuses to reckon with a figure (CX109)."""
    first = 1 if hasattr(own, "jinja_pass_arg") else 0

    @wraps(own)
    def kept(*args: Any, **kwargs: Any) -> Any:
        given = args[first] if len(args) > first else None
        value = given.printed if isinstance(given, Record) else given
        if name in RECKONING:
            if isinstance(value, Absent):
                raise UnstatedError(value.diagnostic)
            if isinstance(value, Field) and value.is_figure:
                raise UnstatedError(fault("CX109", name=name, found=str(value)[:30]))
        try:
            return own(*args, **kwargs)
        except TypeError as error:
            raise TemplateRuntimeError(f"{name}: {error}") from error

    return kept

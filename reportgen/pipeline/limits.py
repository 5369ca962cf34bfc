"""Use cases open files within the limits of their project."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from reportgen.bounds import bounded
from reportgen.settings import Settings, read_settings

__all__ = ["within_limits"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def within_limits(use_case: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return the use case made to open its files within the limits of the `settings` that it is given, or
    of the settings file here; Refusal of `read_settings`."""

    @wraps(use_case)
    def limited(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        told = [one for one in (*args, *kwargs.values()) if isinstance(one, Settings)]
        with bounded((told[0] if told else read_settings(Path.cwd())).limits):
            return use_case(*args, **kwargs)

    return limited

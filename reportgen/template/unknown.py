"""What a template gets for a name that there is none of: nothing, and the fact is noted with the tag's line.

Rendering goes on, so that one run tells every unknown name; what was rendered is thrown away when any was
noted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

__all__ = ["Missed", "Unknown", "missed", "note"]


@dataclass(frozen=True, slots=True)
class Missed:
    """An unknown name that was used: `owner` is None for a root name, else what was asked for the attribute.

    `unsafe` says that the attribute exists but is none that a template may touch. `hint` tells, in place of a
    name, what was asked for in vain, such as the first of no items.
    """

    name: str
    owner: Any
    line: int
    unsafe: bool = False
    hint: str = ""


# The names missed by the render that runs in this thread or task; None outside of one.
missed: ContextVar[list[Missed] | None] = ContextVar("missed", default=None)


class Unknown(Undefined):
    """Answers every use with nothing, and notes the name the first time it is used."""

    __slots__ = ()

    def _note(self) -> None:
        if missed.get() is not None:
            note(self, _line_of_caller())

    def _noted(self, *args: Any, **kwargs: Any) -> Any:
        self._note()
        return self

    # jinja2 declares every operation of an undefined as raising; here they all answer.
    _fail_with_undefined_error = _noted
    __add__ = __radd__ = __sub__ = __rsub__ = _noted
    __mul__ = __rmul__ = __div__ = __rdiv__ = _noted
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _noted
    __mod__ = __rmod__ = __pos__ = __neg__ = __call__ = _noted
    __getitem__ = __pow__ = __rpow__ = __round__ = __abs__ = _noted

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._note()
        return self

    def __str__(self) -> str:
        self._note()
        return ""

    def __format__(self, spec: str) -> str:
        return str(self)

    def __iter__(self) -> Iterator[Any]:
        self._note()
        return iter(())

    __reversed__ = __iter__

    def __bool__(self) -> bool:
        self._note()
        return False

    def __len__(self) -> int:
        self._note()
        return 0

    def __contains__(self, item: object) -> bool:
        self._note()
        return False

    def __eq__(self, other: object) -> bool:
        self._note()
        return False

    def __ne__(self, other: object) -> bool:
        self._note()
        return True

    def __lt__(self, other: object) -> bool:  # type: ignore[override]  # answers instead of raising
        self._note()
        return False

    __le__ = __gt__ = __ge__ = __lt__  # type: ignore[assignment]

    def __int__(self) -> int:  # type: ignore[override]  # as above
        self._note()
        return 0

    __index__ = __int__

    def __float__(self) -> float:  # type: ignore[override]  # as above
        self._note()
        return 0.0

    def __hash__(self) -> int:
        return id(type(self))


def note(unknown: Unknown, line: int) -> None:
    """Note that the unknown name was used on a line of the template."""
    found = missed.get()
    if found is None:
        return
    owner = None if unknown._undefined_obj is missing else unknown._undefined_obj
    unsafe = issubclass(unknown._undefined_exception, SecurityError)
    name = unknown._undefined_name
    hint = unknown._undefined_message if name is None else ""
    found.append(Missed(str(name or ""), owner, line, unsafe, hint or ""))


def _line_of_caller() -> int:
    """Return the template line that is being rendered, from the innermost frame of generated code."""
    frame = sys._getframe(2)
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line: int = template.get_corresponding_lineno(frame.f_lineno)
            return line
        frame = frame.f_back  # type: ignore[assignment]  # None at the bottom ends the walk
    return 0

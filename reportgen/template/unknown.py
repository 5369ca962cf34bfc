"""What a template gets for a name that there is none of: nothing, and the fact is noted with the tag's line.

Rendering goes on, so that one run tells every unknown name; what was rendered is thrown away when any was
noted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from types import FrameType
from typing import Any

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

__all__ = ["Missed", "Notes", "Unknown", "missed", "note"]


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


_STEPS = 20  # that it costs to note a name (see `reportgen.template.limits`)


class Notes:
    """The names that one render missed, each once for a tag, however often a loop comes by.

    `spend` is told what each look at where one is missed costs.
    """

    __slots__ = ("_seen", "_spend", "names")

    def __init__(self, spend: Callable[[int, int], None]) -> None:
        self._spend = spend
        self.names: list[Missed] = []
        self._seen: set[tuple[Any, ...]] = set()

    def note(self, name: str, owner: Any, unsafe: bool, hint: str, line: int | None = None) -> None:
        """Note a name at a line of the template, without one at that which is being rendered."""
        self._spend(_STEPS, 0)
        frame = _frame_of_caller() if line is None else None
        at: object = line if frame is None else (frame.f_code, frame.f_lineno)
        key = (at, name, owner is None, unsafe, hint)
        if frame is None and line is None:
            self.names.append(Missed(name, owner, 0, unsafe, hint))
        elif key not in self._seen:
            self._seen.add(key)
            if frame is not None:
                line = frame.f_globals["__jinja_template__"].get_corresponding_lineno(frame.f_lineno)
            self.names.append(Missed(name, owner, line or 0, unsafe, hint))


# What the render that runs in this thread or task has missed; None outside of one.
missed: ContextVar[Notes | None] = ContextVar("missed", default=None)


class Unknown(Undefined):
    """Answers every use with nothing, and notes the name the first time it is used."""

    __slots__ = ()

    def _note(self) -> None:
        if (found := missed.get()) is not None:
            note(found, self)

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


def note(notes: Notes, unknown: Unknown, line: int | None = None) -> None:
    """Note that an unknown name was used on a line of the template, without one where it is rendered now."""
    owner = None if unknown._undefined_obj is missing else unknown._undefined_obj
    unsafe = issubclass(unknown._undefined_exception, SecurityError)
    name = unknown._undefined_name
    hint = unknown._undefined_message if name is None else ""
    notes.note(str(name or ""), owner, unsafe, hint or "", line)


def _frame_of_caller() -> FrameType | None:
    """Return the innermost frame of generated code, which renders a line of the template."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__jinja_template__") is None:
        frame = frame.f_back
    return frame

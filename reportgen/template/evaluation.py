"""Run compiled tags against a context and turn everything that goes wrong into faults at their tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from reportgen.diagnostics import Diagnostic, Severity, fault
from reportgen.fields import UnstatedError
from reportgen.records import Record
from reportgen.refs import Place
from reportgen.template.limits import RECEIVER, LimitError, gather
from reportgen.template.nearest import nearest
from reportgen.template.source import Compiled, Located, template_line
from reportgen.template.text import UnprintableError, text_of
from reportgen.template.unknown import Missed, Notes, missed

__all__ = ["evaluate", "missing_fault", "place_of", "unstated"]

# What evaluating an author's expression may raise; anything of ours among it is a bug and passes (see
# `_is_ours`).
_AUTHOR_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)

_NEVER_OURS = (jinja2.TemplateError, MemoryError, RecursionError)  # wherever they arise
_KINDS = {
    ZeroDivisionError: "division",
    TypeError: "types",
    MemoryError: "memory",
    RecursionError: "recursion",
    LookupError: "nothing",
}
_RANGE = "Range too big"  # what jinja2 says of a range beyond its own bound, which is the same as ours
_ARGUMENTS = re.compile(r"\(\) (missing|takes|got) ")  # what Python says of arguments that do not fit
_CALLED = re.compile(r"\.\s*(\w+)\s*\(")  # an attribute of a tag that is called


def evaluate(
    compiled: Compiled, context: dict[str, Any], strict: bool, apart: bool = False
) -> tuple[list[str], list[Diagnostic]]:
    """Return the pieces that the template yields, as far as it got, and the faults of the run.

    CX101 an unknown name, CX102 an unknown attribute or key, TP301 a joined value without text, TP304 an
    expression that fails, TP305 one that reaches for what a template must not touch, TP306 one that makes
    too much, TP307 arguments that do not fit an attribute. Unknown names are no faults when not `strict`. The
    pieces of a long text are joined, unless they are to be kept `apart`.
    """
    pieces: list[str] = []
    faults: list[Diagnostic] = []
    receiver = context[RECEIVER]
    notes = Notes(receiver.spending.spend)
    token = missed.set(notes)
    try:
        gather(compiled.pieces(context), pieces, apart)
    except (LimitError, RecursionError) as error:
        pieces.clear()  # nothing more is made of them
        located = _tag_of(error, compiled, receiver.at)  # none where all was printed, and that is too much
        faults.append(_too_much(error, located or compiled.tags[-1]))
    except UnstatedError as error:
        faults.append(unstated(error.diagnostic, _place(_tag_of(error, compiled, receiver.at))))
    except _AUTHOR_FAULTS as error:
        if not isinstance(error, _NEVER_OURS) and _is_ours(error.__traceback__):
            raise
        faults.append(_failure(error, _tag_of(error, compiled, receiver.at)))
    finally:
        missed.reset(token)
    faults += [
        missing_fault(name, compiled.at_line(name.line), context)
        for name in notes.names
        if strict or name.unsafe
    ]
    return pieces, faults


def unstated(found: Diagnostic, place: Place | None) -> Diagnostic:
    """Return the error that a figure was asked for at `place` which may not be stated, for the reason
    `found`."""
    if found.place is None or place is None:
        return found._replace(severity=Severity.ERROR, place=found.place or place)
    return found._replace(severity=Severity.ERROR, related=(*found.related, place))


def place_of(located: Located) -> Place:
    """Return the place of a tag, with the tag itself where the place is a paragraph."""
    return located.place.at_tag(located.tag.text)


def missing_fault(name: Missed, located: Located | None, known: Iterable[str]) -> Diagnostic:
    """Return the fault of a name or attribute that there is none of, at its tag; `known` are the names there
    are."""
    place = place_of(located) if located is not None else None
    tag = located.tag.text if located is not None else ""
    if name.unsafe:
        return fault("TP305", place, tag=tag, name=name.name)
    if name.hint:
        return fault("TP304", place, tag=tag, kind="nothing", reason=name.hint)
    near = nearest(name.name, known if name.owner is None else _names(name.owner))
    hints = ("nearest",) if near else ()
    if name.owner is None:
        return fault("CX101", place, tag=tag, name=name.name, nearest=near, hints=hints)
    return fault("CX102", place, tag=tag, name=name.name, owner=_said(name.owner), nearest=near, hints=hints)


def _said(owner: Any) -> str:
    """Return the beginning of what an owner prints, or of its kind when it prints nothing."""
    try:
        return text_of(owner.printed if isinstance(owner, Record) else owner)[:30]
    except (UnprintableError, UnstatedError):
        return type(owner).__name__


def _names(owner: Any) -> Iterable[str]:
    if isinstance(owner, Record) or hasattr(owner, "names"):
        return tuple(owner.names)
    if isinstance(owner, Mapping):
        return tuple(str(key) for key in owner)
    return tuple(name for name in dir(owner) if not name.startswith("_"))


def _failure(error: BaseException, located: Located | None) -> Diagnostic:
    place = _place(located)
    tag = located.tag.text if located is not None else ""
    reason = f"{type(error).__name__}: {error}"[:120]
    if isinstance(error, OverflowError) and _RANGE in str(error):
        return fault("TP306", place, tag=tag, bound="iterations")
    if isinstance(error, SecurityError):
        return fault("TP305", place, tag=tag, name=str(error)[:80])
    if isinstance(error.__cause__, UnprintableError):
        return fault("TP301", place, tag=tag, kind=str(error.__cause__))
    if isinstance(error, TypeError) and _ARGUMENTS.search(str(error)) and (called := _CALLED.search(tag)):
        return fault("TP307", place, tag=tag, name=called[1], reason=reason)
    return fault("TP304", place, tag=tag, kind=_kind_of(error), reason=reason)


def _kind_of(error: BaseException) -> str:
    """Return what went wrong in a word of the catalogs (`kind.types` …), for Python's own words are none."""
    cause = error.__cause__ or error
    return next((kind for raised, kind in _KINDS.items() if isinstance(cause, raised)), "failure")


def _tag_of(error: BaseException, compiled: Compiled, at: int | None) -> Located | None:
    """Return the tag that was being evaluated: the one of a run that was looked up, or the one of the
    line."""
    return compiled.tags[at] if at is not None else compiled.at_line(template_line(error.__traceback__))


def _place(located: Located | None) -> Place | None:
    return place_of(located) if located is not None else None


def _too_much(error: LimitError | RecursionError, located: Located | None) -> Diagnostic:
    tag = located.tag.text if located is not None else ""
    bound = str(error) if isinstance(error, LimitError) else "depth"
    return fault("TP306", _place(located), tag=tag, bound=bound)


def _is_ours(trace: TracebackType | None) -> bool:
    """Tell whether an exception arose in this package's own code rather than in what a tag's author wrote."""
    module = ""
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "") or ""
        trace = trace.tb_next
    return module.startswith("reportgen.")

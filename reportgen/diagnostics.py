"""Faults as values: what is wrong, how badly, where. The words for them are made at the top, in
`reportgen.messages`.

A stage collects `Diagnostic` values and goes on; nothing stops at the first fault. Only at the border of a
use case are errors raised, all together, as the one exception that a user can cause: `Refusal`.
"""

# No annotations kept as texts here: of each of the many fields one would be compiled whenever this is loaded.

from collections.abc import Iterable
from typing import NamedTuple

from reportgen.codes import CODES, Severity
from reportgen.refs import Place

__all__ = ["Diagnostic", "Refusal", "Severity", "errors_in", "fault", "ordered"]

Param = str | int


class Diagnostic(NamedTuple):
    """One fault: a stable code, its severity, its place, and plain values for the words.

    `hints` names variants of the code's hint in the catalogs (`nearest` → `CX101.hint.nearest`); empty means
    the plain one. `related` are other places that took part, e.g. the other cell of a sum.
    """

    code: str
    severity: Severity
    place: Place | None = None
    params: tuple[tuple[str, Param], ...] = ()
    hints: tuple[str, ...] = ()
    related: tuple[Place, ...] = ()

    @property
    def values(self) -> dict[str, Param]:
        """The parameters as a mapping, for the catalogs' named placeholders."""
        return dict(self.params)

    @property
    def order(self) -> tuple[tuple[str, str, int, int], str, tuple[tuple[str, str], ...]]:
        """The key that sorts faults: place, code, parameters; the same in every run."""
        place = self.place.order if self.place is not None else ("", "", 0, 0)
        return (place, self.code, tuple((name, str(value)) for name, value in self.params))


class Refusal(Exception):
    """The only exception that a user can cause: the work was refused because of `diagnostics`.

    With `several` they are of one of several workbooks, so that a cell is not found without its file.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], *, several: bool = False) -> None:
        self.diagnostics, self.several = ordered(diagnostics), several
        super().__init__(", ".join(f"{found.code} {found.place or ''}".strip() for found in self.diagnostics))


def fault(
    code: str,
    place: Place | None = None,
    *,
    severity: Severity | None = None,
    hints: tuple[str, ...] = (),
    related: tuple[Place, ...] = (),
    **params: Param,
) -> Diagnostic:
    """Return the diagnostic of `code` at `place` with the code's usual severity, unless another is given."""
    usual = CODES[code]
    return Diagnostic(code, severity or usual, place, tuple(sorted(params.items())), hints, related)


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the faults without repetition, sorted by place and code; the same in every run."""
    return tuple(sorted(set(diagnostics), key=lambda found: (found.order, repr(found))))  # a set has no order


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those faults that stop a draft."""
    return tuple(found for found in diagnostics if found.severity is Severity.ERROR)

"""Faults laid out: what and where, what to do, and what else took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from reportgen.codes import CODES
from reportgen.diagnostics import Diagnostic, Severity, errors_in
from reportgen.messages import Catalog
from reportgen.refs import CellRef, LineRef, ParagraphRef, Place
from reportgen.show.forms import hint_of, message_of
from reportgen.show.lines import Line

__all__ = [
    "STYLES",
    "comment_lines",
    "explained",
    "fault_json",
    "fault_lines",
    "place_json",
    "refused_lines",
]

MOST_ALIKE = 5  # warnings of one kind shown on the terminal; `--json` has them all
STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def fault_lines(diagnostics: Iterable[Diagnostic], words: Catalog) -> Iterator[Line]:
    """Yield the lines of each fault: what and where, what to do, and what else took part.

    Faults of one kind in a row, such as the empty cells of a column, share the line that says what to do. Of
    warnings of one kind the first few are told, for what a template does not use can be most of a workbook.
    """
    told, left = _without_crowds(diagnostics)
    for found, following in zip_longest(told, told[1:]):
        label = words.text(f"severity.{found.severity.value}")
        place = f"  {words.place(found.place)}" if found.place is not None else ""
        yield Line(f"{label} {found.code}{place}  {message_of(found, words)}", STYLES[found.severity])
        if not _shares_hint(found, following, words):
            yield Line(f"  {words.text('label.hint')}  {hint_of(found, words)}")
        if found.related:
            others = ", ".join(words.place(other) for other in found.related)
            yield Line(f"  {words.text('label.related')}  {others}", "dim")
    for code, count in left.items():
        yield Line(words.text("fault.more", code=code, count=count), "dim")


def _without_crowds(diagnostics: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], dict[str, int]]:
    """Return the faults without those of a kind of warnings beyond the first few, and how many were left
    out of each kind."""
    every = tuple(diagnostics)
    counts = Counter(found.code for found in every if found.severity is not Severity.ERROR)
    crowded = {code for code, count in counts.items() if count > MOST_ALIKE + 1}
    told, seen = list[Diagnostic](), Counter[str]()
    for found in every:
        is_crowded = found.code in crowded and found.severity is not Severity.ERROR
        seen[found.code] += is_crowded
        if not is_crowded or seen[found.code] <= MOST_ALIKE:
            told.append(found)
    return tuple(told), {code: counts[code] - MOST_ALIKE for code in sorted(crowded)}


def _shares_hint(found: Diagnostic, following: Diagnostic | None, words: Catalog) -> bool:
    """Tell whether the next fault says the same of what to do, with no other line in between."""
    if following is None or found.code != following.code or found.related:
        return False
    return hint_of(found, words) == hint_of(following, words)


def refused_lines(diagnostics: Sequence[Diagnostic], words: Catalog) -> Iterator[Line]:
    """Yield the faults for which the work was refused, and how many there are where they are many."""
    yield from fault_lines(diagnostics, words)
    errors = len(errors_in(diagnostics))
    if errors > 1:
        yield Line("")
        yield Line(words.text("refused", errors=errors), "bold red")


def comment_lines(found: Diagnostic, words: Catalog) -> list[str]:
    """Return the paragraphs of a comment that tells a fault in the file itself: what, what to do, where."""
    label = words.text(f"severity.{found.severity.value}")
    places = [place for place in (found.place, *found.related) if place is not None]
    return [
        f"{label} {found.code}  {message_of(found, words)}",
        f"{words.text('label.hint')}  {hint_of(found, words)}",
        *(words.place(place) for place in places),
    ]


def explained(code: str, words: Catalog) -> Iterator[Line]:
    """Yield the explanation of a code: what it says, why it comes up, an example, a remedy."""
    yield Line(f"{code}  {words.text(f'severity.{CODES[code].value}')}", "bold")
    for part in ("cause", "example", "remedy"):
        yield Line("")
        yield Line(words.text(f"label.{part}"), "bold")
        for line in words.text(f"{code}.{part}").splitlines():
            yield Line(f"  {line}")


def fault_json(found: Diagnostic, words: Catalog) -> dict[str, Any]:
    """Return a fault as the contract's JSON object."""
    return {
        "code": found.code,
        "severity": found.severity.value,
        "place": place_json(found.place),
        "message": message_of(found, words),
        "hint": hint_of(found, words),
        "related": [place_json(other) for other in found.related],
    }


def place_json(place: Place | None) -> dict[str, Any] | None:
    """Return a place as the contract's JSON object, or None."""
    if place is None:
        return None
    if isinstance(place, CellRef):
        return {"file": place.file, "sheet": place.sheet, "cell": place.cell}
    if isinstance(place, LineRef):
        return {"file": place.file, "line": place.line, "column": place.column}
    if isinstance(place, ParagraphRef):
        cell = {"cell": place.cell._asdict()} if place.cell is not None else {}
        return {
            "file": place.file,
            "part": place.part,
            "paragraph": place.paragraph,
            "text": place.text,
            "tag": place.tag,
            **cell,
        }
    return {"file": place.file}

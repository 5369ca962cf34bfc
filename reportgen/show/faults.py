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
from reportgen.show.cells import follows, ranges
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


def fault_lines(
    diagnostics: Iterable[Diagnostic], words: Catalog, *, several: bool = False
) -> Iterator[Line]:
    """Yield the lines of each fault: what and where, what to do, and what else took part.

    Faults of one kind in a row share the line that says what to do, and those that say the same of cells
    below one another share all of it. Of warnings of one kind the first few are told, for what a template
    does not use can be most of a workbook; where the others are is told at the end. With `several` workbooks
    a cell is told with its file.
    """
    told, left = _without_crowds(diagnostics)
    groups = list(_alike(told))
    for group, following in zip_longest(groups, groups[1:]):
        found = group[0]
        label = words.text(f"severity.{found.severity.value}")
        file = f"{found.place.file} " if several and isinstance(found.place, CellRef) else ""
        place = f"  {file}{_where(group, words)}" if found.place is not None else ""
        yield Line(f"{label} {found.code}{place}  {message_of(found, words)}", STYLES[found.severity])
        if following is None or not _shares_hint(found, following[0], words):
            yield Line(f"  {words.text('label.hint')}  {hint_of(found, words)}")
        if found.related:
            others = ", ".join(words.place(other) for other in found.related)
            yield Line(f"  {words.text('label.related')}  {others}", "dim")
    for code, others_of_kind in left.items():
        yield _more(code, others_of_kind, words)


def _alike(told: Iterable[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Yield the faults one by one, and those together that say the same of cells below one another."""
    group: list[Diagnostic] = []
    for found in told:
        if group and not _continues(group[-1], found):
            yield group
            group = []
        group.append(found)
    if group:
        yield group


def _continues(one: Diagnostic, other: Diagnostic) -> bool:
    at, below = one.place, other.place
    if not isinstance(at, CellRef) or not isinstance(below, CellRef) or not follows(at, below):
        return False
    return not one.related and one._replace(place=None) == other._replace(place=None)


def _where(group: Sequence[Diagnostic], words: Catalog) -> str:
    cells = [found.place for found in group if isinstance(found.place, CellRef)]
    place = group[0].place
    return ranges(cells) if len(cells) > 1 or place is None else words.place(place)


def _more(code: str, left: Sequence[Diagnostic], words: Catalog) -> Line:
    cells = [found.place for found in left if isinstance(found.place, CellRef) and found.place.cell]
    key = "fault.more.cells" if len(cells) == len(left) else "fault.more"
    return Line(words.text(key, code=code, count=len(left), cells=ranges(cells)), "dim")


def _without_crowds(
    diagnostics: Iterable[Diagnostic],
) -> tuple[tuple[Diagnostic, ...], dict[str, list[Diagnostic]]]:
    """Return the faults without those of a kind of warnings beyond the first few, and what was left out of
    each kind."""
    every = tuple(diagnostics)
    counts = Counter(found.code for found in every if found.severity is not Severity.ERROR)
    crowded = {code for code, count in counts.items() if count > MOST_ALIKE + 1}
    told, seen = list[Diagnostic](), Counter[str]()
    left: dict[str, list[Diagnostic]] = {code: [] for code in sorted(crowded)}
    for found in every:
        is_crowded = found.code in crowded and found.severity is not Severity.ERROR
        seen[found.code] += is_crowded
        (left[found.code] if is_crowded and seen[found.code] > MOST_ALIKE else told).append(found)
    return tuple(told), left


def _shares_hint(found: Diagnostic, following: Diagnostic, words: Catalog) -> bool:
    """Tell whether the next fault says the same of what to do."""
    return found.code == following.code and hint_of(found, words) == hint_of(following, words)


def refused_lines(
    diagnostics: Sequence[Diagnostic], words: Catalog, *, several: bool = False
) -> Iterator[Line]:
    """Yield the faults for which the work was refused, and how many there are where they are many."""
    yield from fault_lines(diagnostics, words, several=several)
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

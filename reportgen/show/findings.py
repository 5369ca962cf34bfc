"""What examining a workbook or a template found, laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reportgen.diagnostics import Severity
from reportgen.messages import MAIN_PART, Catalog
from reportgen.refs import ParagraphRef
from reportgen.show.aligned import aligned
from reportgen.show.faults import STYLES, fault_lines, place_json
from reportgen.show.lines import Line

if TYPE_CHECKING:
    from reportgen.pipeline import Checked, Linted
    from reportgen.template.reading import Need
    from reportgen.workbook.switches import Silenced

__all__ = ["checked_json", "checked_lines", "linted_json", "linted_lines"]

PARAGRAPHS_SHOWN = 12  # paragraphs listed for one name


def checked_lines(result: Checked, words: Catalog) -> Iterator[Line]:
    """Yield the faults of a check, the gravest first, what was switched off, and a summary."""
    tally = {kind: sum(found.severity is kind for found in result.diagnostics) for kind in Severity}
    for kind in Severity:
        if tally[kind]:
            yield Line(words.text(f"check.{kind.value}s", count=tally[kind]), f"underline {STYLES[kind]}")
            yield from fault_lines((one for one in result.diagnostics if one.severity is kind), words)
            yield Line("")
    yield from _silenced_lines(result.silenced, words)
    counts = {"indicators": result.indicators, "lists": result.lists, "passages": result.passages}
    key = "check.ok" if result.ok else "check.failed"
    style = "green" if result.ok else "bold red"
    yield Line(
        words.text(
            key,
            errors=tally[Severity.ERROR],
            warnings=tally[Severity.WARNING],
            notes=tally[Severity.NOTE],
            **counts,
        ),
        style,
    )


def _silenced_lines(silenced: Iterable[Silenced], words: Catalog) -> Iterator[Line]:
    used = [one for one in silenced if one.count]
    if not used:
        return
    yield Line(words.text("check.ignored", count=sum(one.count for one in used)), "underline dim")
    for one in used:
        code, name = one.switch.code, one.switch.name
        both = words.text("check.ignored.of", code=code, name=name) if code and name else code or name
        place = words.place(one.switch.source)
        told = words.text(
            "check.ignored.switch", name=both, count=one.count, reason=one.switch.reason, place=place
        )
        yield Line(f"  {told}", "dim")
    yield Line("")


def checked_json(result: Checked) -> dict[str, Any]:
    """Return what the contract's `check --json` holds beside `ok` and `diagnostics`."""
    tally = {f"{kind.value}s": sum(one.severity is kind for one in result.diagnostics) for kind in Severity}
    return {
        "indicators": result.indicators,
        "lists": result.lists,
        "passages": result.passages,
        "counts": tally | {"ignored": sum(one.count for one in result.silenced)},
        "ignored": [_silenced_json(one) for one in result.silenced],
    }


def _silenced_json(one: Silenced) -> dict[str, Any]:
    switch = one.switch
    told = {"code": switch.code, "name": switch.name, "reason": switch.reason, "count": one.count}
    return told | {"place": place_json(switch.source)}


def linted_lines(result: Linted, words: Catalog) -> Iterator[Line]:
    """Yield the faults of a template, the names it needs unless a workbook was at hand, and a summary."""
    yield from fault_lines(result.diagnostics, words)
    if result.diagnostics:
        yield Line("")
    if result.needs and not result.compared:
        yield Line(words.text("lint.names"), "bold")
        rows = [(need.name, _paragraphs(need.places, words)) for need in result.needs]
        yield from (Line(f"  {row}") for row in aligned(rows))
    tally = {kind: sum(found.severity is kind for found in result.diagnostics) for kind in Severity}
    counts = {"errors": tally[Severity.ERROR], "warnings": tally[Severity.WARNING]}
    key, style = ("lint.ok", "green") if result.ok else ("lint.failed", "bold red")
    yield Line(words.text(key, names=len(result.needs), **counts), style)


def linted_json(result: Linted) -> dict[str, Any]:
    """Return what the contract's `lint --json` holds beside `ok` and `diagnostics`."""
    return {"names": [_need_json(need) for need in result.needs]}


def _need_json(need: Need) -> dict[str, Any]:
    places = {"paragraphs": [at.paragraph for at in need.places], "parts": [at.part for at in need.places]}
    return {"name": need.name, **places, "paths": list(need.paths)}


def _paragraphs(places: Iterable[ParagraphRef], words: Catalog) -> str:
    """Return the numbers of the paragraphs, and the names of the other parts that there are some in."""
    here = dict.fromkeys(str(place.paragraph) for place in places if place.part == MAIN_PART)
    elsewhere = dict.fromkeys(words.story(place) for place in places if place.part != MAIN_PART)
    shown = [*here, *elsewhere]
    more = ["…"] if len(shown) > PARAGRAPHS_SHOWN else []
    return ", ".join(shown[:PARAGRAPHS_SHOWN] + more)

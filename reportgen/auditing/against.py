"""A text against the workbook: what agrees, what was typed over or has grown old, what the workbook lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.values import Audit, Finding, Text
from reportgen.diagnostics import Refusal, fault
from reportgen.growth import year_on_year
from reportgen.indicators import Book, Indicator
from reportgen.quantities import Rounding, finite_places, plain, rounded, with_unit
from reportgen.refs import FileRef, ParagraphRef
from reportgen.tracing import Traced, TracedText, traced
from reportgen.word.bookmarks import Position
from reportgen.word.digests import digest
from reportgen.word.package import Package
from reportgen.wording.segments import figures as digits_in

__all__ = ["compared"]


class _Tally(NamedTuple):
    findings: list[Finding]
    agreed: int
    differed: int
    unknown: int


def compared(
    found: Audit, package: Package, readings: Sequence[Reading], book: Book, rounding: Rounding
) -> Audit:
    """Return an audit with what the workbook says of the figures: by the provenance of the draft where it has
    one, by name, unit and value otherwise."""
    try:
        told = traced(package, "", texts=True)
    except Refusal:
        tally = _by_name(readings, book, package.file, rounding)
    else:
        tally = _by_provenance(told, readings, book, package.file)
    counts = replace(found.counts, agreed=tally.agreed, differed=tally.differed, unknown=tally.unknown)
    merged = sorted(
        (*_without_echoes(found.findings, tally.findings), *tally.findings),
        key=lambda one: (one.place.part, one.place.paragraph, one.span),
    )
    return replace(found, findings=tuple(merged), counts=counts, against=book.file)


def _without_echoes(alone: Sequence[Finding], against: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what was found in the text by itself, but for figures told twice where the workbook says of these
    very words what they should be."""
    for one in alone:
        is_echo = one.fault.code == "AU311" and any(
            other.fault.code == "AU401" and other.place == one.place and _overlap(one, other)
            for other in against
        )
        if not is_echo:
            yield one


def _overlap(one: Finding, other: Finding) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


# --- by provenance


def _by_provenance(told: Traced, readings: Sequence[Reading], book: Book, file: str) -> _Tally:
    held = {str(cell): text for cell, text in book.contents.items()}
    by_place = {(one.source.place.part, one.source.place.paragraph): one for one in readings}
    findings: list[Finding] = []
    agreed = differed = 0
    edited: set[tuple[str, int]] = set()
    for text in told.texts:
        if text.is_gone:
            if text.is_figure:
                findings.append(_lost(text, file))
            continue
        stale = _stale(text, told.manifest.held, held)
        if not text.is_edited and not stale:
            agreed += text.is_figure
            continue
        if text.is_edited and not text.is_figure and _same_figures(text):
            edited.add((text.place.part, text.place.paragraph))
            continue
        differed += 1
        edited.add((text.place.part, text.place.paragraph))
        findings.append(_differs(text, stale, by_place))
    built = frozenset(told.manifest.built)
    unknown = 0
    for key, reading in by_place.items():
        if built and key not in edited and reading.figures and digest(reading.source.text) not in built:
            unknown += 1
            findings.append(_typed(reading))
    return _Tally(findings, agreed, differed, unknown)


def _same_figures(text: TracedText) -> bool:
    """Tell whether a text that was edited still has its figures, and the length of its words of direction."""
    both = [[one[start:end] for start, end in digits_in(one)] for one in (text.figure.text, text.now)]
    listed = text.figure.text.count("、") == text.now.count("、")
    return both[0] == both[1] and listed and len(text.figure.text) != len(text.now)


def _stale(text: TracedText, then: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return the cell of a figure that holds something else now, empty for none."""
    cells = text.figure.cells
    return next((cell for cell in cells if cell in then and cell in now and then[cell] != now[cell]), "")


def _differs(text: TracedText, stale: str, by_place: Mapping[tuple[str, int], Reading]) -> Finding:
    place, span = text.place, _span(text, by_place)
    name = text.figure.indicator or text.figure.expression
    told = fault(
        "AU401",
        place.at_tag(place.text[span[0] : span[1]]),
        hints=("stale",) if stale and not text.is_edited else (),
        words=place.text[span[0] : span[1]], name=name, told=_short(text.now), due=_short(text.figure.text),
        cell=stale or (text.figure.cells[0] if text.figure.cells else ""),
    )  # fmt: skip
    return Finding(told, place, span, (text.now,))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _span(text: TracedText, by_place: Mapping[tuple[str, int], Reading]) -> tuple[int, int]:
    if text.span is None:
        return 0, len(text.place.text)
    start, end = text.span
    last = end.offset if end.paragraph == start.paragraph else len(text.place.text)
    if text.is_figure or not isinstance(start, Position):
        return start.offset, last
    return _first_change(text, start.offset, last)


def _first_change(text: TracedText, start: int, end: int) -> tuple[int, int]:
    """Return where the first figure of an edited text stands that was not in it when it was built."""
    was = {text.figure.text[one:other] for one, other in digits_in(text.figure.text)}
    for one, other in digits_in(text.now):
        if text.now[one:other] not in was and start + other <= end:
            return start + one, start + other
    return start, end


def _lost(text: TracedText, file: str) -> Finding:
    place = ParagraphRef(file, text.place.part, text.place.paragraph, text.place.text)
    name = text.figure.indicator or text.figure.expression
    told = fault("AU403", FileRef(file), name=name, told=text.figure.text)
    return Finding(told, place, (0, 0), (text.figure.text,))


def _typed(reading: Reading) -> Finding:
    source: Text = reading.source
    place = source.place._replace(text=source.text)
    told = fault("AU402", place, hints=("typed",), words=source.text[:20], count=len(reading.figures))
    first = reading.figures[0]
    return Finding(told, place, (first.start, first.end), (first.text,))


# --- by name


def _by_name(readings: Sequence[Reading], book: Book, file: str, rounding: Rounding) -> _Tally:
    findings: list[Finding] = []
    agreed = differed = unknown = 0
    met: set[str] = set()
    for reading in readings:
        notes = Notebook(reading.source)
        for fact in reading.facts:
            indicator = _indicator(fact, book)
            if indicator is None:
                unknown += fact.value is not None
                continue
            met.add(indicator.name)
            results = list(_results(fact, indicator, notes, rounding))
            agreed += results.count(True)
            differed += results.count(False)
        findings += notes.findings
    for indicator in book.indicators:
        if indicator.name not in met and indicator.value is not None:
            told = fault("AU403", FileRef(file), name=indicator.name, told=_printed(indicator, rounding))
            findings.append(Finding(told, ParagraphRef(file), (0, 0)))
    return _Tally(findings, agreed, differed, unknown)


def _indicator(fact: Fact, book: Book) -> Indicator | None:
    """Return the indicator that a fact names: by its whole name, or the longest that it ends with."""
    if fact.value is None or fact.value.vague or not fact.subject:
        return None
    named = [
        one
        for one in book.indicators
        if one.value is not None and one.unit.dimension == fact.value.unit.dimension
        and (fact.subject == one.name or (len(one.name) > 3 and fact.subject.endswith(one.name)))
    ]  # fmt: skip
    return max(named, key=lambda one: len(one.name), default=None)


def _results(fact: Fact, indicator: Indicator, notes: Notebook, rounding: Rounding) -> Iterator[bool]:
    value, held = fact.value, indicator.value
    if value is None or held is None:
        return
    exact = held.quantity.exact
    agrees = value.interval.least <= exact <= value.interval.most
    yield agrees
    if not agrees:
        _tell(value, indicator, _printed(indicator, rounding), notes)
        return
    change = year_on_year(indicator)
    rate = fact.rate
    if rate is None or change.exact is None or rate.figure.vague or not rate.figure.is_percent:
        return
    told = rate.figure.exact * (-1 if rate.sign < 0 and rate.figure.amount > 0 else 1)
    slack = rate.figure.last_digit / 2
    due = change.exact
    yield abs(told - due) <= slack
    if abs(told - due) > slack:
        _tell(rate.figure, indicator, plain(rounded(due, rate.figure.places, rounding)) + "%", notes)


def _tell(figure: Figure, indicator: Indicator, due: str, notes: Notebook) -> None:
    cell = str(indicator.value.source) if indicator.value is not None else ""
    notes.found(
        "AU401",
        (figure.start, figure.end),
        figures=(figure,),
        name=indicator.name,
        told=figure.text,
        due=due,
        cell=cell,
    )


def _printed(indicator: Indicator, rounding: Rounding) -> str:
    if indicator.value is None:
        return ""
    exact = indicator.value.quantity.in_unit(indicator.print_unit)
    places = indicator.places if indicator.places is not None else finite_places(exact)
    amount = rounded(exact, 2 if places is None else places, rounding)
    return with_unit(plain(amount), indicator.print_unit.symbol)

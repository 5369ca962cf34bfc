"""The tables of a text as rows of indicators, each compared with itself and with the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple

from reportgen.auditing.checks.notebook import Notebook
from reportgen.auditing.grammar.facts import Fact
from reportgen.auditing.grammar.figures import Figure, Interval, unit_of
from reportgen.auditing.grammar.text import Reading
from reportgen.auditing.intervals import apart, of, shown, signed
from reportgen.quantities import Unit, decimal_places, with_unit
from reportgen.wording.units import unit_named

__all__ = ["check_tables"]

_WINDOW = {"zh": 24, "en": 80}  # characters before a figure that may tell what it is, half of them behind
_ALIKE = Fraction(3, 5)  # of the signs of a name that stand there
_FEWEST = {"zh": 2, "en": 1}  # signs, or words, that tell a thing from others
_WORD = re.compile("[a-z]{3,}")
_ALMOST = Fraction(1, 2)

_Cells = Mapping[tuple[int, int], tuple[Reading, Notebook]]


class _Row(NamedTuple):
    """A row of a table: what it is about, its value, and its rate if it tells one."""

    name: str
    value: Figure
    shown: str
    rate: Figure | None
    at: int


def check_tables(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> None:
    """Compare the rows of tables with themselves (AU301) and with the prose (AU311)."""
    rows = [row for cells in _tables(readings, notebooks).values() for row in _rows(cells)]
    if not rows:
        return
    prose = [
        (reading, notes)
        for reading, notes in zip(readings, notebooks, strict=True)
        if reading.source.place.cell is None
    ]
    told = {
        _key(figure) if figure.unit.symbol else (figure.exact, "")
        for reading, _ in prose
        for figure in reading.figures
    }
    for row in rows:
        _compare(row, rows, prose, told)


# --- rows


def _tables(readings: Sequence[Reading], notebooks: Sequence[Notebook]) -> dict[int, _Cells]:
    found: dict[int, dict[tuple[int, int], tuple[Reading, Notebook]]] = {}
    for reading, notes in zip(readings, notebooks, strict=True):
        cell = reading.source.place.cell
        if cell is not None:
            found.setdefault(cell.table, {}).setdefault((cell.row, cell.column), (reading, notes))
    return dict(found)


def _rows(cells: _Cells) -> Iterator[_Row]:
    """Yield the rows of a table that has a head with a column for values."""
    top = min(row for row, _ in cells)
    heads = _heads(cells, top)
    if "value" not in heads or "name" not in heads:
        return
    for number in sorted({row for row, _ in cells if row > top}):
        texts = {
            name: cells[number, column][0].source.text.strip()
            for name, column in heads.items()
            if (number, column) in cells
        }
        unit = unit_of(texts.get("unit", ""))
        value = _figure(texts.get("value", ""), unit)
        if value is None or not texts.get("name"):
            continue
        rate = _figure(texts.get("rate", ""), unit_named("%"))
        _check_row(value, _figure(texts.get("prior", ""), unit), rate, cells, number, heads)
        yield _Row(texts["name"].strip("#　 "), value, with_unit(texts["value"], unit.symbol), rate, number)


def _heads(cells: _Cells, top: int) -> dict[str, int]:
    heads: dict[str, int] = {}
    for (row, column), (reading, _) in sorted(cells.items(), key=lambda one: one[0]):
        if row != top:
            continue
        for name in ("rate", "prior", "unit", "name", "value"):
            if name not in heads and reading.prose.sign(f"head_{name}").search(reading.source.text):
                heads[name] = column
                break
    return heads


def _figure(text: str, unit: Unit) -> Figure | None:
    try:
        amount = Decimal(text.replace(",", "").replace("−", "-").rstrip("%％"))
    except InvalidOperation:
        return None
    if not amount.is_finite():
        return None
    return Figure(0, len(text), text, amount, unit, False)


def _check_row(
    value: Figure,
    prior: Figure | None,
    rate: Figure | None,
    cells: _Cells,
    number: int,
    heads: Mapping[str, int],
) -> None:
    if prior is None or rate is None or prior.exact <= 0 or value.exact < 0 or value.is_percent:
        return
    reading, notes = cells[number, heads["rate"]]
    due = of(lambda now, was: (now / was - 1) * 100, value.interval, prior.interval)
    notes.kinds["rate"] += 1
    if due is None or not apart(due, rate.interval) or not _is_near(due, rate):
        return
    notes.found(
        "AU301", (0, len(reading.source.text)), value=value.text, base=prior.text, told=rate.text,
        due=shown(due, max(1, decimal_places(rate.amount))) + "%",
    )  # fmt: skip


def _is_near(due: Interval, rate: Figure) -> bool:
    """Tell whether a rate may have been meant for these values; growth at constant prices may be far off."""
    return abs((due.least + due.most) / 2 - rate.exact) > 0


# --- rows and prose


def _key(figure: Figure) -> tuple[Fraction, str]:
    return figure.exact, figure.unit.dimension


def _compare(
    row: _Row,
    rows: Sequence[_Row],
    prose: Sequence[tuple[Reading, Notebook]],
    told: set[tuple[Fraction, str]],
) -> None:
    named = list(_named(row, prose))
    same = [
        one
        for one in named
        if one[2].value is not None and not apart(one[2].value.interval, row.value.interval)
    ]
    for reading, notes, fact, _ in same:
        _compare_rate(row, reading, notes, fact)
    is_told = _key(row.value) in told or (row.value.exact, "") in told  # some stand without their unit
    if same or is_told or not named:
        return
    known = {_key(one.value): one.name for one in rows}
    for _, notes, fact, alike in sorted(named, key=lambda one: -one[3]):
        value = fact.value
        if value is None or (_key(value) in known and alike < 1):
            continue
        notes.tried("twice", value)
        notes.found(
            "AU311", (value.start, value.end), figures=(value,), hint="table",
            name=row.name, told=value.text, other=row.shown, paragraph=row.at,
        )  # fmt: skip
        return


def _named(
    row: _Row, prose: Sequence[tuple[Reading, Notebook]]
) -> Iterator[tuple[Reading, Notebook, Fact, Fraction]]:
    """Yield the facts of the prose that tell what a row tells, by the words around them."""
    for reading, notes in prose:
        language = reading.prose.language
        signs, wide = _signs(row.name, language), _WINDOW[language]
        for fact in reading.facts:
            value = fact.value
            if value is None or value.vague or value.unit.dimension != row.value.unit.dimension:
                continue
            begin, end = max(0, value.start - wide), value.end + wide // 2
            ends = reading.prose.sentence
            before = ends.split(reading.text[begin : value.start])[-1]
            window = f"{before} {ends.split(reading.text[value.end : end])[0]}"
            alike = Fraction(len(signs & _signs(window, language)), len(signs))
            if row.name.lower() in before.lower():
                yield reading, notes, fact, Fraction(1)
            elif alike >= _ALIKE and len(signs) > _FEWEST[language]:
                yield reading, notes, fact, alike * Fraction(9, 10)


def _signs(text: str, language: str) -> set[str]:
    """Return what a text is told by: its characters, or its words without the sign of the plural."""
    return set(text) if language == "zh" else {word.rstrip("s") for word in _WORD.findall(text.lower())}


def _compare_rate(row: _Row, reading: Reading, notes: Notebook, fact: Fact) -> None:
    rate = fact.rate
    if row.rate is None or rate is None or not rate.figure.is_percent or rate.figure.vague:
        return
    told = signed(rate.figure, rate.sign)
    notes.tried("twice", rate.figure)
    if apart(told, row.rate.interval):
        notes.found(
            "AU311", (rate.figure.start, rate.figure.end), figures=(rate.figure,), hint="table",
            name=row.name, told=reading.source.text[rate.figure.start - 2 : rate.figure.end],
            other=f"{row.rate.text}%",
            paragraph=row.at,
        )  # fmt: skip

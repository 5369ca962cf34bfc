"""Next year's book out of this year's: what was this year's becomes last year's, and nothing stale is left
that could win.

Values in, values out. The names of what is kept are few: the rows with their units, decimals and sources, the
rules, the prose to be rewritten. Everything that only held for the year is emptied; what may help to fill it
in again, an old reason or target, stays in sight as a comment on its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from reportgen.diagnostics import Diagnostic, Refusal, fault, ordered
from reportgen.indicators import Indicator
from reportgen.quantities import Rounding, plain
from reportgen.refs import FileRef
from reportgen.workbook.columns import Edition, normal
from reportgen.workbook.filled import Filled, Held, Line, is_incomplete
from reportgen.workbook.form import EXEMPT, IGNORED
from reportgen.workbook.form.years import moved_on, names_year

__all__ = ["Rolled", "rolled"]

_EMPTIED = ("value", "prior", "prior_published", "given_rate", "target", "rank", "note")


@dataclass(frozen=True, slots=True)
class Rolled:
    """A book rolled on to `year`: how many values became last year's, and which indicators had none; how many
    indicators, lists and paragraphs wait to be filled in; and what to look at."""

    filled: Filled
    year: int
    carried: int
    without: tuple[str, ...]
    waiting: int
    lists: tuple[str, ...]
    passages: int
    notes: tuple[Diagnostic, ...]


def rolled(book: Filled, rounding: Rounding = Rounding.HALF_UP) -> Rolled:
    """Return the book of the year after. Refusal WB222 when `book` does not tell its year."""
    year = book.book.year
    if year is None:
        name = book.edition.fact("year").name
        raise Refusal([fault("WB222", FileRef(book.book.file), name=name)])
    lines = {
        "facts": (_fact(line, book.edition, year) for line in book.lines("facts")),
        "indicators": _indicators(book, year, rounding),
        "lists": _lists(book.lines("lists")),
        "prose": (_passage(line, book.edition, year) for line in book.lines("prose")),
        "rules": (_rule(line, book.edition) for line in book.lines("rules")),
        "history": _history(book, year),
    }
    sheets = {key: replace(book.sheets[key], lines=tuple(rows)) for key, rows in lines.items()}
    history = sheets["history"]
    sheets["history"] = replace(history, years=tuple(sorted({*history.years, year})))
    rows = [line for line in book.lines("indicators") if "name" in line.cells]
    return Rolled(
        replace(book, sheets=sheets),
        year + 1,
        sum(_has_value(line) for line in rows),
        tuple(line.text("name") for line in rows if is_incomplete(line)),
        sum(map(is_incomplete, sheets["indicators"].lines)),
        tuple(line.text("list") for line in sheets["lists"].lines),
        len(sheets["prose"].lines),
        ordered((*book.left, *_stale(book, year), *_replaced(book, year))),
    )


def _has_value(line: Line) -> bool:
    return isinstance(line.value("value"), Decimal)


def _kept(line: Line, emptied: Iterable[str]) -> dict[str, Held]:
    return {key: held for key, held in line.cells.items() if key not in emptied}


def _moved(cells: dict[str, Held], key: str, year: int) -> None:
    """Let the year words in the text under `key` move on."""
    held = cells.get(key)
    if held is not None and isinstance(held.value, str):
        cells[key] = replace(held, value=moved_on(held.value, year))


def _fact(line: Line, form: Edition, year: int) -> Line:
    named = normal(line.text("name"))
    key = next((fact.key for fact in form.facts if normal(fact.name) == named), "")
    cells = dict(line.cells)
    if key == "year":
        cells["text"] = replace(cells["text"], value=year + 1)
    elif key == "date":
        cells.pop("text", None)
    elif key == "title":
        _moved(cells, "text", year)
    return replace(line, cells=cells)


def _indicators(book: Filled, year: int, rounding: Rounding) -> Iterator[Line]:
    told = {one.source: one for one in book.book.indicators}
    for line in book.lines("indicators"):
        name = line.cells.get("name")
        yield _indicator(line, told.get(name.source) if name else None, book.edition, year, rounding)


def _indicator(line: Line, one: Indicator | None, form: Edition, year: int, rounding: Rounding) -> Line:
    cells = _kept(line, _EMPTIED)
    value = line.cells.get("value")
    if value is not None:
        cells["prior"] = value
        amount = value.value
        if isinstance(amount, Decimal) and one is not None:
            cells["prior_published"] = replace(value, value=one.printed_amount(amount, rounding))
    if line.text("status") not in EXEMPT:
        cells.pop("status", None)
    for key in ("section", "period"):
        _moved(cells, key, year)
    kept = {key: text for key, text in line.comments.items() if key not in (*_EMPTIED, "status")}
    kept |= _remembered(line, form, {"note": "note", "target": "target"})
    return replace(line, cells=cells, comments=kept)


def _remembered(line: Line, form: Edition, keys: Mapping[str, str]) -> dict[str, str]:
    """Return the comments that keep in sight what was emptied: how the guide speaks of it → its column."""
    words = form.guide.last_year
    return {
        key: words[kind].format(line.text(key)) for kind, key in keys.items() if line.value(key) is not None
    }


def _lists(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the first row of each list, its name still to be filled in."""
    seen: set[str] = set()
    for line in lines:
        name = line.cells.get("list")
        if name is not None and normal(str(name.value)) not in seen:
            seen.add(normal(str(name.value)))
            yield Line({"list": name, "number": replace(name, value=1)})


def _passage(line: Line, form: Edition, year: int) -> Line:
    cells = dict(line.cells)
    for key in ("section", "heading"):
        _moved(cells, key, year)
    if cells:
        cells["status"] = Held(
            form.sheet("prose").column("status").choices[0], next(iter(cells.values())).source
        )
    return replace(line, cells=cells)


def _rule(line: Line, form: Edition) -> Line:
    """Return a rule as it is; a switch without its reason, for an old one must not silence a new finding."""
    if line.text("level") not in IGNORED:
        return line
    return replace(line, cells=_kept(line, ["note"]), comments=_remembered(line, form, {"reason": "note"}))


def _history(book: Filled, year: int) -> Iterator[Line]:
    """Yield the earlier years with this year's values behind them, a row for each indicator that has one."""
    values = {normal(line.text("name")): line for line in book.lines("indicators") if _has_value(line)}
    for line in book.lines("history"):
        row = values.pop(normal(line.text("name")), None)
        yield line if row is None else replace(line, cells={**line.cells, str(year): row.cells["value"]})
    for row in values.values():
        yield Line({"name": row.cells["name"], str(year): row.cells["value"]})


def _replaced(book: Filled, year: int) -> Iterator[Diagnostic]:
    """Name what the earlier years said of this year already, where the indicator says otherwise and wins."""
    for series in book.book.history:
        held, one = series.years.get(year), book.book.indicator(series.name)
        value = one.value if one is not None else None
        if held is not None and value is not None and held.amount != value.amount:
            yield fault(
                "WB405", held.source, related=(value.source,), name=series.name, year=year,
                found=plain(held.amount), value=plain(value.amount),
            )  # fmt: skip


def _stale(book: Filled, year: int) -> Iterator[Diagnostic]:
    """Name the facts of the user's own that speak of the year: only their user knows whether they move on."""
    keys = {normal(fact.name) for fact in book.edition.facts}
    for line in book.lines("facts"):
        held = line.cells.get("text")
        if held is not None and normal(line.text("name")) not in keys and names_year(str(held.value), year):
            yield fault("WB404", held.source, name=line.text("name"), found=str(held.value), year=year + 1)

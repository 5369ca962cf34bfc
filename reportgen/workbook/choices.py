"""The sheet with the drop-down lists, and what each column's cells accept and say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportgen.wording.units import spellings
from reportgen.workbook.areas import Area, span
from reportgen.workbook.columns import Column, Edition, Kind
from reportgen.workbook.form.typed import YEARS
from reportgen.workbook.styles import LINE_HEIGHT, Styles

__all__ = ["COUNT_UNITS", "Choices", "accepting", "choices_of", "write_choices"]

COUNT_UNITS = "CountUnits"  # the defined name of the units in which nothing is negative or a fraction
_ROOM = 200  # rows below the last choice in which a list may grow
_MESSAGE_LIMIT = 255  # of a validation's message
_TITLE_LIMIT = 32
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class _List:
    header: str
    values: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The drop-down lists of a book: the sheet's columns, and by sheet and column the source of a
    validation."""

    title: str
    lists: tuple[_List, ...]
    sources: Mapping[tuple[str, str], str]
    counted: str


def choices_of(
    edition: Edition, areas: Mapping[str, Area], added: Mapping[str, Sequence[str]] | None = None
) -> Choices:
    """Return the drop-down lists of a book whose sheets are `areas`: the form's choices, and for what is open
    the usual words with those that the sheet already holds behind them, and what somebody `added` to a list,
    by its header."""
    title = edition.guide.choices[0]
    columns = [(area, column) for area in areas.values() for column in area.form.columns]
    listed = [(area, column) for area, column in columns if column.choices or column.offers is not None]
    headers = Counter(column.header for _, column in listed)
    lists, sources = [], {}
    for number, (area, column) in enumerate(listed):
        header = column.header if headers[column.header] == 1 else f"{area.form.title} {column.header}"
        values = column.choices or _offered(column, area.rows, (added or {}).get(header, ()))
        lists.append(_List(header, values, not column.choices))
        sources[area.form.key, column.key] = _source(title, number, lists[-1])
    counted = _counted(edition.language)
    lists.append(_List(edition.guide.counted, counted, True))
    sources |= {
        (area.form.key, column.key): _growing(areas[column.offered_by[0]].span(column.offered_by[1]))
        for area, column in columns
        if column.offered_by
    }
    return Choices(title, tuple(lists), sources, span(title, 1, len(counted) + _ROOM, len(lists) - 1))


def _counted(language: str) -> tuple[str, ...]:
    """Return how the units that count things are written in a language."""
    in_english = language == "en"
    counted = (spelling for spelling, unit in spellings() if unit.is_count)
    return tuple(dict.fromkeys(spelling for spelling in counted if spelling.isascii() is in_english))


def _offered(column: Column, rows: Iterable[Mapping[str, Any]], added: Iterable[str]) -> tuple[str, ...]:
    held = (row.get(column.header) for row in rows)
    texts = (value for value in held if isinstance(value, str) and value and "\n" not in value)
    return tuple(dict.fromkeys((*(column.offers or ()), *texts, *added)))


def _source(title: str, number: int, listed: _List) -> str:
    if listed.is_open:
        return _growing(span(title, 1, len(listed.values) + _ROOM, number))
    return f"={span(title, 1, len(listed.values), number)}"


def _growing(cells: str) -> str:
    """Return the expression for the cells of a column down to the last that is filled."""
    first = cells.partition(":")[0]
    return f"=OFFSET({first},0,0,MAX(1,COUNTA({cells})),1)"


def write_choices(sheet: Any, choices: Choices, edition: Edition, styles: Styles) -> None:
    """Write the sheet with the lists: what is open can be written on, what is fixed is locked."""
    guide = edition.guide
    for number, listed in enumerate(choices.lists):
        width = max(map(len, (listed.header, *listed.values)), default=8) * 2
        look = "text" if listed.is_open else "computed"
        sheet.set_column(number, number, min(max(width, 10), 40), styles["text"] if listed.is_open else None)
        sheet.write_string(0, number, listed.header, styles["header"])
        sheet.write_comment(0, number, guide.opened if listed.is_open else guide.closed, styles.comment)
        for row, value in enumerate(listed.values, start=1):
            sheet.write_string(row, number, value, styles[look])
        if listed.is_open:
            told = {"validate": "any", "input_title": listed.header, "input_message": guide.opened}
            sheet.data_validation(1, number, len(listed.values) + _ROOM, number, told)
    sheet.set_row(0, 2 * LINE_HEIGHT)
    sheet.freeze_panes(1, 0)


def accepting(
    edition: Edition, column: Column, kind: Kind, source: str | None, told: str
) -> dict[str, Any] | None:
    """Return the validation of cells of a `kind`, with `told` as its message; None where there is nothing to
    say. `source` is where the cells' drop-down list stands."""
    low, high = (column.low, column.high) if column.high else YEARS
    rules: dict[Kind, dict[str, Any]] = {
        Kind.NUMBER: {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -_LARGEST,
            "maximum": _LARGEST,
        },
        Kind.WHOLE: {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high},
        Kind.DATE: {"validate": "date", "criteria": ">=", "value": date(YEARS[0], 1, 1)},
    }
    rule = rules.get(kind) or ({"validate": "list", "source": source} if source else {"validate": "any"})
    if not told and rule["validate"] == "any":
        return None
    return {**rule, **_messages(edition, column, kind, told)}


def _messages(edition: Edition, column: Column, kind: Kind, told: str) -> dict[str, Any]:
    wrong = edition.guide.wrong.get(kind)
    title, message = wrong or edition.guide.anything
    return {
        "input_title": column.header[:_TITLE_LIMIT],
        "input_message": told[:_MESSAGE_LIMIT],
        "error_title": title,
        "error_message": message,
        "error_type": "stop" if column.strict and wrong else "warning",
        "show_error": wrong is not None,
    }

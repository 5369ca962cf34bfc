"""The descriptor of an exported workbook: `datapackage.json` after the Data Package and Table Schema
specifications of Frictionless Data, version 1.

Field names are the headers of the CSV files, which are those of the sheets; `title` says what the header
does, in words, and `key` is what the column is called in code, in every language. What is stated as a key or
as unique is so in the data at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reportgen.workbook.columns import Column, Kind, normal
from reportgen.workbook.exchange.guard import GUARD, guarded
from reportgen.workbook.filled import Filled, FilledSheet, Held, Line

__all__ = ["DESCRIPTOR", "FILE_ENDING", "Head", "heads", "package"]

DESCRIPTOR, FILE_ENDING = "datapackage.json", ".csv"
_TYPES = {Kind.NUMBER: "number", Kind.WHOLE: "integer"}
_KEYS = {"facts": "name", "indicators": "name", "history": "name"}  # sheet → the column that names its rows
_FOREIGN = {"history": "name", "lists": "list"}  # sheet → the column that names indicators
_ALWAYS = {
    ("facts", "name"),
    ("indicators", "name"),
    ("history", "name"),
    ("lists", "list"),
    ("prose", "chapter"),
}
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "caseSensitiveHeader": True,
}


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a CSV file: its header, its type, and where its cells are in a row: under a key of the
    form (or a year), or under a header of the user's own."""

    header: str
    type: str
    key: str = ""
    column: Column | None = None

    def held(self, line: Line) -> Held | None:
        """Return what a row holds in this column."""
        return line.cells.get(self.key) if self.key else line.own.get(self.header)


def heads(sheet: FilledSheet) -> tuple[Head, ...]:
    """Return the columns of a sheet: the form's, one for each year, and the user's own."""
    form = [
        Head(column.header, _TYPES.get(column.kind, "string"), column.key, column)
        for column in sheet.form.columns
        if not column.computed
    ]
    years = [Head(str(year), "number", str(year)) for year in sheet.years]
    return (*form, *years, *(Head(header, _own_type(header, sheet.lines)) for header in sheet.own))


def package(book: Filled, name: str) -> dict[str, Any]:
    """Return the descriptor of `book`; `name` is its file, whose name becomes the package's."""
    title = book.book.fact("title")
    slug = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in name.lower()).strip("-")
    return {
        "profile": "tabular-data-package",
        "name": slug or "workbook",
        "title": title.text if title is not None else name,
        "description": book.edition.guide.exported,
        "sources": [{"title": book.book.file}],
        "reportgen": {"version": 1, "language": book.edition.language, "guard": GUARD},
        "resources": [_resource(key, sheet, book) for key, sheet in book.sheets.items()],
    }


def _resource(key: str, sheet: FilledSheet, book: Filled) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": key,
        "title": sheet.form.title,
        "description": sheet.form.purpose,
        "path": key + FILE_ENDING,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": _schema(key, sheet, book),
    }


def _schema(key: str, sheet: FilledSheet, book: Filled) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(key, head, sheet) for head in heads(sheet)],
        "missingValues": [""],
    }
    named = _KEYS.get(key, "")
    if named and _is_unique(named, sheet, complete=True):
        schema["primaryKey"] = sheet.form.column(named).header
    refers = _FOREIGN.get(key, "")
    target = book.sheets["indicators"]
    if refers and sheet.lines and _texts(refers, sheet.lines) <= _texts("name", target.lines):
        reference = {"resource": "indicators", "fields": target.form.column("name").header}
        schema["foreignKeys"] = [{"fields": sheet.form.column(refers).header, "reference": reference}]
    return schema


def _field(key: str, head: Head, sheet: FilledSheet) -> dict[str, Any]:
    field: dict[str, Any] = {"name": guarded(head.header), "type": head.type}
    column = head.column
    if column is None:
        return field | ({"key": head.key} if head.key else {})
    field |= {"title": column.header, "description": column.help, "key": column.key}
    constraints: dict[str, Any] = {}
    if (key, column.key) in _ALWAYS and all(line.text(column.key) for line in sheet.lines):
        constraints["required"] = True
    if column.choices and column.strict:
        constraints["enum"] = [guarded(choice) for choice in column.choices]
    if column.kind is Kind.WHOLE:
        constraints |= {"minimum": column.low, "maximum": column.high}
    if column.key == "code" and _is_unique("code", sheet):
        constraints["unique"] = True
    return field | ({"constraints": constraints} if constraints else {})


def _is_unique(key: str, sheet: FilledSheet, *, complete: bool = False) -> bool:
    """Return whether no two rows say the same under `key` and, if `complete`, each says something."""
    texts = [line.text(key) for line in sheet.lines]
    filled = [normal(text) for text in texts if text]
    return len(filled) == len(set(filled)) and not (complete and len(filled) < len(texts))


def _texts(key: str, lines: Iterable[Line]) -> set[str]:
    return {line.text(key) for line in lines}


def _own_type(header: str, lines: Sequence[Line]) -> str:
    """Return the type of a column of the user's own: a number or a date where all of its cells are."""
    held: Mapping[int, Held] = {at: line.own[header] for at, line in enumerate(lines) if header in line.own}
    values = [one.value for one in held.values()]
    if values and all(isinstance(value, (int, Decimal)) for value in values):
        return "number"
    return "date" if values and all(isinstance(value, date) for value in values) else "string"
